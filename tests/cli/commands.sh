#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Help pages, lists, statistics, tables, a new project.
. "$(dirname "$0")/lib.sh"

pb --help
ok "overview" status_is 0
cp "$W/out" "$W/overview"
for command in init check table layer report chart stat list; do
  ok "overview names $command" grep -q "^  $command " "$W/overview"
  pb "$command" --help --lang en
  ok "$command --help" status_is 0
  for part in USAGE DESCRIPTION OPTIONS EXAMPLES "EXIT STATUS"; do
    ok "$command --help has $part" prints "$part"
  done
  pb "$command" --help --lang sv
  ok "$command --help in Swedish" prints "BESKRIVNING"
done
pb --version
ok "version" prints "problembild 0."
pb raport
ok "misspelt command" status_is 2
ok "misspelt command, suggestion" says "report"
pb report --no-such-option
ok "unknown option" status_is 2

pb list municipalities
ok "290 municipalities" test "$(wc -l <"$W/out")" = 290
for list in categories problem-areas stats charts sections sources formats; do
  pb list "$list"
  ok "list $list" test -s "$W/out"
done
pb list categories --lang sv
ok "categories of reported crime" grep -q "^theft.*stold.reported-crime$" "$W/out"
ok "categories of events and their areas" grep -q "^assault.Misshandel.brott-mot-person,vald-i-offentlig-miljo.events$" "$W/out"
pb list sources
ok "sources name their roles" grep -q "reported-crime.*	municipality\* period|month|quarter\* type\* count|rate\* preliminary" "$W/out"
pb list chart
ok "misspelt list" status_is 2
ok "misspelt list, suggestion" says "charts"

pb list stats
cut -f1 "$W/out" >"$W/names"
while read -r name; do
  pb stat "$name" --help --lang en
  ok "stat $name --help" prints "COLUMNS"
  ok "stat $name cites a source" prints "SOURCE"
done <"$W/names"
pb list charts
cut -f1 "$W/out" >"$W/names"
while read -r name; do
  pb chart "$name" --help
  ok "chart $name --help" status_is 0
done <"$W/names"

printf 'count;exposure\n3;5400\n' >"$W/small.csv"
pb stat poisson-rate --input "$W/small.csv" --format json
ok "poisson-rate" status_is 0
jq -r '.. | objects | select(.name? == "rate" or .name? == "rate_lower" or .name? == "rate_upper") | .values[0]?' \
  "$W/out" >"$W/numbers" 2>/dev/null
ok "3 of 5 400 is 55.56 per 100 000" grep -q '^55\.55' "$W/numbers"
pb stat poisson-rate --input "$W/small.csv" --set confidense=.9
ok "misspelt parameter" status_is 2
ok "misspelt parameter, suggestion" says "confidence"
pb stat poison-rate --input "$W/small.csv"
ok "misspelt statistic" says "poisson-rate"
pb stat poisson-rate --input "$W/none.csv"
ok "missing input" status_is 3

printf 'namn;antal\r\n"a;b";1 234\r\n' >"$W/t.csv"
pb table "$W/t.csv" --format json
ok "table" test "$(jq -c . "$W/out")" = '[{"namn":"a;b","antal":1234}]'
printf 'Kommun;År;Folkmängd\nÖrebro;2024;159000\n' >"$W/folk.csv"
pb table "$W/folk.csv" --format json --lang en
ok "table says what its columns are" says "recognised as population: municipality = Kommun, year = År, persons"
ok "recognised table" test "$(jq -c '[.kind, .roles.year, .rows]' "$W/out")" = '["population","År",[{"Kommun":"Örebro","År":2024,"Folkmängd":159000}]]'
printf 'Kommun;Folkmängd 2023;Folkmängd 2024\nÖrebro;158000;159000\n' >"$W/folk.csv"
pb table "$W/folk.csv" --lang en
ok "years across are people, not crimes" says "recognised as population: municipality = Kommun, year = (across)"

book=$ROOT/tests/fuzz/corpus/xlsx/archive
pb table "$book" --lang en
ok "table of a workbook" test "$(cat "$W/out")" = $'1,2\n3,4'
ok "table of a workbook says which sheet" says "XLSX, sheet “S”"
pb table "$book" --sheet s --format json
ok "a sheet by name" test "$(jq -c . "$W/out")" = '[{"1":3,"2":4}]'
pb table "$book" --sheet T --lang en
ok "unknown sheet" status_is 2
ok "unknown sheet, the nearest name" says "“S”"
pb table "$W/t.csv" --sheet S --lang en
ok "a text has no sheets" says "no workbook"
head -c 300 "$book" >"$W/cut.xlsx"
pb table "$W/cut.xlsx" --lang en
ok "a workbook cut short" status_is 3
ok "a workbook cut short is named" says "cut.xlsx: The workbook is damaged"

printf 'p;namn\n0.01;a\n0.04;b\np;namn\n0.03;c\nKälla: egna beräkningar;\n' >"$W/p.csv"
pb table "$W/p.csv" --lang en
ok "a footnote is no bad row of a table" status_is 0
ok "a footnote is noted" says "p.csv:6: The line is a note"
ok "a repeated header is noted" says "p.csv:4: The header stands here once more"
pb stat p-adjust --input "$W/p.csv" --lang en
ok "stat leaves a footnote out" status_is 0
ok "stat notes it" says "p.csv:6: The line is a note"
printf '0.5;c;d\n' >>"$W/p.csv"
pb stat p-adjust --input "$W/p.csv" --lang en
ok "stat refuses a bad row" status_is 3

printf 'area,gap\ninbrott,1.3\ntrafik,0.9\n' >"$W/areas.csv"
pb stat priority --input "$W/areas.csv" --cut-points shipped --lang en
ok "priority takes the shipped cut points" says "gap_cuts: 1, 1.1, 1.25, 1.5"
printf 'date\n2024-02-13\n2024-02-14\n2024-03-20\n' >"$W/days.csv"
pb stat holiday-effect --input "$W/days.csv" --set by=day --lang en \
  --school-breaks "$ROOT/data/exempel/syntetisk_skollov.csv" -m 1880
ok "holiday-effect takes a table of school breaks" says sportlov
pb stat priority --input "$W/areas.csv" --school-breaks "$W/days.csv" --lang en
ok "a table for another statistic is refused" status_is 2

awk 'BEGIN{print "x,y"; for (i = 0; i < 40; i++) print 511000 + i % 7 "," 6571000 + i % 5}' >"$W/points.csv"
PLACES="$ROOT/data/boundaries/swemapdata_tatorter.shp"
pb stat dbscan --input "$W/points.csv" --set list=clusters --places "$PLACES" --format csv
ok "a cluster gets the name of the nearest place" says "Örebro"
pb stat dbscan --input "$W/points.csv" --places "$PLACES" --lang en
ok "places need a result with x and y" says "has none here"
ok "which is a matter of usage" status_is 2
pb stat dbscan --input "$W/points.csv" --set list=clusters --places "$ROOT/data/boundaries/swemapdata_lan.shp" --lang en
ok "places are points" says "no points with names"
ok "which is a matter of input" status_is 3

pb init "$W/mitt"
ok "init" cmp -s "$W/mitt/problembild.ini" "$ROOT/data/template/sv.ini"
pb init "$W/mine" --lang en
ok "init in English" cmp -s "$W/mine/problembild.ini" "$ROOT/data/template/en.ini"
pb init "$W/mitt"
ok "init leaves a project alone" status_is 4
printf 'kommun;period;key;count;per100k\n1880;2024;theft;8607;5387\n1880;2025;theft;7781;4851\n' >"$W/mitt/brott.csv"
pb check -c "$W/mitt/problembild.ini"
ok "a new project can be checked" status_is 0
done_testing
