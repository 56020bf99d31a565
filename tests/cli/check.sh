#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check: its files, what it says about coverage, and data about persons, which it refuses.
. "$(dirname "$0")/lib.sh"
HEAD='kommun;period;key;count'

project() { # kind; the bytes of the file on standard input
  rm -rf "$W/p"
  mkdir "$W/p"
  cat >"$W/p/data.csv"
  printf '[project]\nperiod_end = 2025\n[source data]\nkind = %s\npath = data.csv\n' "$1" >"$W/p/problembild.ini"
  pb check -c "$W/p/problembild.ini" --lang en -o "$W/p/out"
}

pb check -c "$INI" --lang en -o "$W/a"
ok "sample project" status_is 0
ok "avvikelser.csv" test -s "$W/a/avvikelser.csv"
ok "avvikelser.csv opens in a spreadsheet" test "$(head -c 3 "$W/a/avvikelser.csv" | od -An -tx1 | tr -d ' ')" = efbbbf
ok "check.json" quietly jq -e . "$W/a/check.json"
ok "rows of every source" test "$(jq '[.sources[] | .rows_used + .rows_rejected + .rows_left_out == .rows_read] | all' "$W/a/check.json")" = true
ok "why rows of every source were not used" test "$(jq '[.sources[] | ([.rejected[]] | add // 0) == .rows_rejected and ([.left_out[]] | add // 0) == .rows_left_out] | all' "$W/a/check.json")" = true
ok "dialect of every source" test "$(jq '[.sources[] | .dialect | .format == "csv" and .encoding == "UTF-8" and .shape == "long"] | all' "$W/a/check.json")" = true
ok "delimiter, marks and line end" test "$(jq -c '.sources[] | select(.name == "handelser") | .dialect | [.delimiter, .decimal, .thousands, .line_end, .bom, .title_lines]' "$W/a/check.json" | head -1)" = '[";",",",null,"CRLF",false,0]'
ok "roles by header" test "$(jq -r '.sources[] | select(.name == "folkmangd") | .roles | "\(.municipality) \(.year) \(.persons)"' "$W/a/check.json")" = "kommunkod ar folkmangd"
ok "SHA-256 of every source" test "$(jq '[.sources[].sha256 | test("^[0-9a-f]{64}$")] | all' "$W/a/check.json")" = true
bra=$(jq -r '.sources[] | select(.name == "brott-kommuner") | .sha256' "$W/a/check.json")
ok "SHA-256 is that of the file" test "$bra" = "$(sha256sum "$ROOT/data/bra/bra_crime_290kommuner_2015_2025.csv" | cut -d' ' -f1)"
ok "coverage: counts in runs of years" prints "1996–2014: 8 municipalities; 2015–2025: 290 municipalities"
ok "coverage: no line for every year" says_not '^ *(1997|2016): '
missing=$((290 - $(tail -n +2 "$ROOT/data/population/folkmangd_kommun_1998_2023_tidy.csv" | grep -c ',2020,')))
ok "coverage: gaps in the population" prints "2020: $missing municipalities are missing:"
ok "coverage: the same in check.json" test "$(jq '.coverage.population.gaps[] | select(.period == "2020") | .municipalities | length' "$W/a/check.json")" = "$missing"
ok "no machine path in the files" bash -c "! grep -qF -e '$ROOT' -e '$W' '$W'/a/*"
(cd / && LC_ALL=C.UTF-8 TZ=Asia/Tokyo "$PB" check -c "$INI" --lang en -o "$W/b" >/dev/null 2>&1)
ok "same bytes elsewhere" quietly diff -r "$W/a" "$W/b"

rows=$(echo "$HEAD"
  for y in 2021 2022 2024 2025; do echo "1880;$y;theft;5"; done
  echo '1880;2025;snatteri;1'; echo '1880;2024;snatteri;1'; echo 'Ankeborg;2024;theft;1'
  for i in $(seq 7); do echo "1880;2025;theft;-$i"; done)
project reported-crime <<<"$rows"
ok "bad rows" status_is 1
ok "gap inside the span" prints "2023: 1 municipality is missing: Örebro"
ok "unknown crime type with its count" prints "snatteri: 2"
ok "unknown municipality with its count" prints "Ankeborg: 1"
ok "all findings in avvikelser.csv" test "$(grep -c 'count-negative' "$W/p/out/avvikelser.csv")" = 7
ok "file, line, column, field, value" grep -q '^data.csv;6;3;key;snatteri;unknown-crime-type;' "$W/p/out/avvikelser.csv"
ok "why rows were rejected, by source" prints "count-negative: 7"
ok "the same by source in check.json" test "$(jq -c '.sources[0].rejected | [."count-negative", ."unknown-crime-type", ."unknown-municipality"]' "$W/p/out/check.json")" = '[7,2,1]'
ok "counts by reason" test "$(jq '.findings[] | select(.reason == "count-negative") | .count' "$W/p/out/check.json")" = 7

events='id;handelsetid;typ;plats;text'
personal() { # name, the row, header of the column, what must not be said
  project events <<<"$events
1;2024-05-03 08:00;Rån;Örebro;x
$2"
  ok "$1: refused" status_is 3
  ok "$1: file and line" says "data.csv:3:"
  ok "$1: column" says "“$3”"
  ok "$1: the value is not said" says_not "$4"
  ok "$1: nor written" bash -c "! grep -qE '$4' '$W'/p/out/*"
}
personal "identity number in a type" '2;2024-05-03 09:00;Rån mot 800101-1231;Örebro;x' typ '800101|1231'
personal "identity number as identifier" '198001011231;2024-05-03 09:00;Rån;Örebro;x' id '80010112'
personal "e-mail address in a place" '2;2024-05-03 09:00;Rån;anna@exempel.se;x' plats 'anna|exempel'
personal "telephone number in a place" '2;2024-05-03 09:00;Rån;070-174 06 05;x' plats '174'
pb report -c "$W/p/problembild.ini" -o "$W/r" -m 1880 --lang en
ok "report refuses it too" status_is 3
project events <<<"$events
1;2024-05-03 08:00;Rån;Örebro;HEMLIGT 800101-1231
2;i går;Rån;Örebro;HEMLIGT"
ok "a column that is not used does not matter" test "$STATUS" -le 1
ok "and is kept nowhere" bash -c "! grep -q HEMLIGT '$W/out' '$W/err' '$W'/p/out/*"

project events <<<"handelsetid;brottskod;typ;plats
2024-05-03 08:00;0840;Butiksstöld;Örebro
2024-05-03 08:01;9998;Häxeri;Örebro
2024-05-03 08:02;9998;Häxeri;Örebro"
ok "an unknown type of event is no fault" status_is 0
ok "unknown type of event with its count" prints "9998 Häxeri: 2"
ok "the same in check.json" test "$(jq '.unknown[] | select(.reason == "unknown-event-type") | .count' "$W/p/out/check.json")" = 2
printf 'event_types = typer.csv\n' | cat <(sed -n 1p "$W/p/problembild.ini") - <(sed 1d "$W/p/problembild.ini") >"$W/p/own.ini"
printf 'code;name;category;problem_area\n;Häxeri;other-event;trygghet\n' >"$W/p/typer.csv"
pb check -c "$W/p/own.ini" --lang en
ok "a table of the project's own" says_not 'Häxeri: 2'
printf 'code;name;category;problem_area\n;Häxeri;other-event;tryghet\n' >"$W/p/typer.csv"
pb check -c "$W/p/own.ini" --lang en
ok "a wrong one is refused" status_is 3
ok "with file, line and suggestion" says "typer.csv:2: There is no problem area tryghet. Did you mean trygghet?"

pb check -c "$INI" --lang en -o "$W/a"
ok "every layer is told of" prints "290 polygons, 0 without geometry, 290 in a municipality of the project"
ok "projection and where it is from" prints "SWEREF 99 TM (EPSG:3006), as the project file says"
ok "layers in check.json" test "$(jq -c '[.layers[] | [.role, .epsg, .crs_origin, .features, .used]]' "$W/a/check.json")" = '[["municipalities",3006,"given",290,true],["counties",3006,"given",21,true],["places",3006,"given",2017,true]]'
sed -e "s|= \.\./|= $ROOT/data/|" -e 's|^role = places|role = background|' -e "s|swemapdata_lan.shp|borta.shp|" "$INI" >"$W/layers.ini"
pb check -c "$W/layers.ini" --lang en -o "$W/l"
ok "a layer that is missing" status_is 3
ok "is told of beside the others" prints "  not used  "
ok "and in check.json" test "$(jq -c '[.layers[].used]' "$W/l/check.json")" = '[true,false,true]'
ok "without a machine path" bash -c "! grep -qF -e '$ROOT' -e '$W' '$W'/l/check.json"

pb check -c "$INI" -o /proc/none
ok "folder not writable" status_is 4
done_testing
