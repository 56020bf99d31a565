#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Points of events: systems recognised and said, wrong points listed, default points kept out.
. "$(dirname "$0")/lib.sh"
B=$ROOT/data/boundaries

# Rows on standard input; lines for the [source].
project() {
  rm -rf "$W/p"
  mkdir "$W/p"
  cat >"$W/p/handelser.csv"
  {
    printf '[project]\nperiod_end = 2024\n[source handelser]\nkind = events\npath = handelser.csv\n%s\n' "$1"
    printf '[layer kommuner]\nrole = municipalities\npath = %s/Kommun_Sweref99TM.shp\n' "$B"
    printf '[layer tatorter]\nrole = places\npath = %s/swemapdata_tatorter.shp\ncrs = EPSG:3006\n' "$B"
  } >"$W/p/problembild.ini"
  pb check -c "$W/p/problembild.ini" --lang en -o "$W/p/out"
}
points() { jq -r ".sources[0].points.$1" "$W/p/out/check.json"; }
HEAD='id;start;type;plats;x;y'
# Addresses in Örebro in RT 90 2.5 gon V, northing first.
rt90() { for i in $(seq "$1"); do echo "$i;2024-05-03 08:$((10 + i));Rån;${2:-Örebro};$((6572000 + 137 * i));$((1465000 + 91 * i))"; done; }

project '' < <(echo "$HEAD"; rt90 20)
ok "RT 90 with northing first" status_is 0
ok "the system is said" prints "RT 90 2.5 gon V (EPSG:3021), recognised, northing before easting; 100.0 % in Sweden"
ok "all exact" prints "20 exact"
ok "and how to say it" prints "crs = EPSG:3021"
ok "check.json: system" test "$(points crs)" = EPSG:3021
ok "check.json: recognised" test "$(points crs_recognised)" = true
ok "check.json: axes" test "$(points axes_swapped)" = true
ok "check.json: exact" test "$(points exact)" = 20

project 'crs = EPSG:3021' < <(echo "$HEAD"; rt90 20)
ok "the project's word" prints "as the project says, northing before easting"
ok "is no guess" says_not "crs = EPSG"

project 'crs = EPSG:3006' < <(echo "$HEAD"; rt90 20)
ok "a wrong crs is said" prints "read as RT 90 2.5 gon V (EPSG:3021) it would be 100 %"

project 'crs = EPSG:999999' < <(echo "$HEAD"; rt90 20)
ok "a crs that does not exist" status_is 3
ok "which one and where" says "[source handelser]"

project 'crs = EPSG:3021' < <(
  echo "$HEAD"
  rt90 20
  echo '21;2024-05-03 09:00;Rån;Örebro;0;0'
  echo '22;2024-05-03 09:01;Rån;Örebro;;'
  echo '23;2024-05-03 09:02;Rån;Örebro;7572000;465000'
  echo '24;2024-05-03 09:03;Rån;Malmö;6572900;1465700'
  echo '25;2024-05-03 09:04;Rån;;6572950;1465750'
)
ok "wrong points do not reject rows" status_is 0
ok "counted" prints "21 exact, 1 outside the municipality of their row, 1 outside Sweden, 1 invalid (0, 0), 1 missing"
ok "municipality from the point" prints "municipality taken from the point of 1 event"
ok "0, 0 by line" prints "handelser.csv:22: The point is 0, 0"
ok "outside Sweden by line" prints "handelser.csv:24: The point lies outside Sweden"
ok "outside the municipality by line" prints "handelser.csv:25: The row says Malmö, but its point lies in Örebro"
ok "in avvikelser.csv" grep -q '^handelser.csv;25;;;;point-outside-municipality;' "$W/p/out/avvikelser.csv"
ok "events with points by year" prints "0 in an unknown place; 0 without a time of day, 3 without coordinates"

# The zones share their numbers; the municipality of the row tells them apart.
zone() { for i in $(seq 20); do echo "$i;2024-05-03 08:$((10 + i));Rån;$1;$((118000 + 37 * i));$((6163000 + 41 * i))"; done; }
project '' < <(echo "$HEAD"; zone Malmö)
ok "local zone" prints "SWEREF 99 13 30 (EPSG:3008), recognised"
project '' < <(echo 'id;start;type;x;y'; zone - | sed 's/;-;/;/')
ok "local zone without municipality, by built-up areas" prints "SWEREF 99 13 30 (EPSG:3008), recognised"
ok "municipality from the points" test "$(points municipality_from_point)" = 20
project '' < <(echo "$HEAD"; for i in $(seq 20); do echo "$i;2024-05-03 08:$((10 + i));Rån;Kiruna;$((150000 + i));$((7530000 + i))"; done)
ok "a zone that cannot be known" prints "crs = EPSG:30xx"
ok "no point is used" prints "0 exact, 20 in an unknown system"

# Polisen's public events: nothing but middles.
pb check -c "$INI" --lang en -o "$W/a"
of_source() { jq "[.sources[] | select(.name == \"$1\") | .points // empty | $2" "$W/a/check.json"; }
ok "public events: none exact" test "$(of_source handelser '.exact] | add')" = 0
ok "public events: all default" test "$(of_source handelser '.default == .events] | all')" = true
# The made-up events, as the generator spoils them.
S=syntetiska-handelser
ok "made-up events: exact" test "$(of_source $S '.exact] | add')" = 89636
ok "made-up events: two default points, of the police station and the municipality" \
  test "$(grep -c '"syntetisk.*;point-default;\|^syntetisk.*;point-default;' "$W/a/avvikelser.csv")" = 2
ok "made-up events: on them" test "$(of_source $S '.default] | add')" = 7113
ok "made-up events: missing" test "$(of_source $S '.missing] | add')" = 2989
ok "made-up events: the source is marked" test "$(jq '[.sources[] | .synthetic == (.name == "syntetiska-handelser")] | all' "$W/a/check.json")" = true
ok "public events: said once" prints "The source has one point for each municipality and county"
counties=$(jq '.coverage.events | map(.county_only) | add' "$W/a/check.json")
ok "public events: counties stay counties" test "$counties" -gt 10000
pb report -c "$INI" -m 1880 -m Dorotea --formats text --lang en -o "$W/r"
ok "report" status_is 0
D=$W/r/2425-dorotea/rapport.txt O=$W/r/1880-orebro/rapport.txt
ok "the report says it" grep -q "does not show where it happened" "$D"
ok "nothing made up elsewhere" sh -c '! grep -qi "synthetic\|syntetisk" "$1"' - "$D"
ok "made-up events are said in numbers" grep -q "Of 99,993 events in Örebro, 89,632 have a usable point.*These events are synthetic" "$O"
ok "and on every page" grep -q "Contains synthetic data; not a description of the real municipality" "$O"
ok "and not mixed with real ones" grep -q "^-- Source: Polisen, published events\.$" "$O"
done_testing
