#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A project about another country: its own areas and plane. The sample on real points.
. "$(dirname "$0")/lib.sh"
P=$ROOT/data/punkter

pb check -c "$P/problembild.ini" --lang en -o "$W/a"
ok "the sample on real points" status_is 0
of_source() { jq "[.sources[] | select(.name == \"$1\") | .$2] | add" "$W/a/check.json"; }
ok "every event is read" test "$(of_source handelser rows_used)" = 56434
ok "every point is exact" test "$(of_source handelser points.exact)" = 56434
ok "every event is in the area by its point" test "$(of_source handelser points.municipality_from_point)" = 56434
ok "the plane is the project's" prints "EPSG:27700, as the project says; 100.0 % in or near the municipalities"
ok "its wards are parts of it" prints "271 polygons, 0 without geometry, 271 in a municipality"
ok "nothing of Sweden is said" says_not 'Sweden|290'
pb report -c "$P/problembild.ini" -m Lancashire --lang en --formats text -o "$W/r"
ok "a report" test "$STATUS" -le 1
R=$W/r/9001-lancashire/rapport.txt
ok "with the year's events" grep -q "56,434 events in 2022" "$R"
ok "their publisher" grep -q "data.police.uk, events" "$R"
ok "and no other's boundaries" sh -c '! grep -q "SCB, municipal boundaries\|SKR, municipality groups" "$1"' - "$R"
ok "nor Swedish sources, groups, definitions and breaks" sh -c '! grep -qE "Brå|SKR|SCB|Swed|shoplifting|crime types|Comparison group|No priority matrix|only municipality" "$1"' - "$R"
ok "no part about reported crime, which no source has" sh -c '! grep -qE "^== Reported crime|None of the municipality.s events" "$1"' - "$R"
ok "real data are not called synthetic" sh -c '! grep -qi "synthetic" "$1"' - "$R"

# Degrees are known without being told; points far away are dropped and listed.
mkdir "$W/p"
sed -e "s|= lancashire\(.*\)shp|= $P/lancashire\1shp|" -e "s|= handelsetyper|= $P/handelsetyper|" \
  -e '/^\[source/,/^$/s/^crs = .*//' -e 's|lancashire_asb.csv|h.csv|' "$P/problembild.ini" >"$W/p/problembild.ini"
cp "$P/omraden.csv" "$W/p"
{
  echo 'month;longitude;latitude'
  for i in $(seq 20); do echo "2022-0$((1 + i % 9));-2.46$((10 + i));53.76$((40 + i))"; done
  echo '2022-05;15.2;59.27'
  echo '2022-05;0;0'
} >"$W/p/h.csv"
pb check -c "$W/p/problembild.ini" --lang en -o "$W/b"
ok "degrees are recognised" prints "WGS 84 (EPSG:4326), recognised"
ok "and judged by the project's areas" prints "20 exact, 1 far from the municipalities, 1 invalid (0, 0)"
ok "with the line" prints "h.csv:22: The point lies far from the municipalities of the project"

fails() { # edit of the project file, words
  sed -e "$1" "$W/p/problembild.ini" >"$W/p/x.ini"
  pb check -c "$W/p/x.ini" --lang en
  [ "$STATUS" -ge 2 ] && says "$2"
}
ok "a crs of another form" fails 's/^crs = EPSG:27700/crs = Lambert/' "crs must be the EPSG code of a plane in metres, such as EPSG:27700; it is “Lambert”"
ok "a crs that does not exist" fails 's/EPSG:27700/EPSG:999999/' "999999"
ok "a table that does not exist" fails 's/omraden.csv/borta.csv/' "borta.csv"
echo '9001;Lancaster;Lancaster;90;England;;' >>"$W/p/omraden.csv"
ok "two areas of one code" fails '' "Two municipalities have the code 9001"
done_testing
