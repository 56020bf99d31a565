#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The files to work on: the document and the workbook of tables. Third argument: check_docx. That
# their bytes are always the same is tried in report.sh, with those of the other formats.
. "$(dirname "$0")/lib.sh"
CHECK=$(realpath "$3")
small_data "$W/data"
INI=$W/data/orebro/problembild.ini
# Two files as the program reads them hold the same; numbers to the digits that spreadsheets keep.
same_cells() {
  jq -ne --slurpfile a "$1" --slurpfile b "$2" '
    def close($u; $v): if ($u | type) == "number" and ($v | type) == "number"
      then ($u - $v | fabs) <= 1e-14 * ($u | fabs) else $u == $v end;
    $a[0] as $x | $b[0] as $y | ($x | length) == ($y | length) and
    all(range($x | length); . as $i | all($x[$i] + $y[$i] | keys[]; . as $k | close($x[$i][$k]; $y[$i][$k])))' >/dev/null
}

pb report -c "$INI" -o "$W/a" -m 1880 -m Dorotea --formats docx,xlsx --jobs 1
ok "two documents" status_is 0
for d in 1880-orebro 2425-dorotea; do
  "$CHECK" "$W/a/$d/rapport.docx" >"$W/err"
  ok "$d: the document keeps the format's rules" test ! -s "$W/err"
  ok "$d: under 6 MB" test "$(stat -c %s "$W/a/$d/rapport.docx")" -lt 6000000
  [ -e "$W/a/$d/rapport.pdf" ] && echo "$d" >>"$W/unasked"
done
ok "nothing that was not asked for" test ! -e "$W/unasked"

tables=0
for csv in "$W"/a/2425-dorotea/tables/*.csv; do
  sheet=$(basename "$csv" .csv)
  [ ${#sheet} -le 31 ] || continue # two names may be cut to the same
  "$PB" table "$csv" --format json 2>/dev/null >"$W/csv.json"
  "$PB" table "$W/a/2425-dorotea/tables.xlsx" --sheet "$sheet" --format json 2>/dev/null >"$W/xlsx.json"
  same_cells "$W/csv.json" "$W/xlsx.json" || echo "$sheet" >>"$W/differ"
  tables=$((tables + 1))
done
ok "the sheets hold what the CSV files hold" test ! -e "$W/differ"
ok "there are tables" test "$tables" -ge 20
pb report -c "$INI" -o "$W/en" -m Dorotea --formats xlsx --lang en
pb report -c "$ROOT/data/exempel/problembild.ini" -o "$W/x" -m 1880 --formats docx,xlsx --lang en --audience internal
"$CHECK" "$W/x/1880-orebro/rapport.docx" >"$W/faults"
ok "a document from every kind of source" test -s "$W/x/1880-orebro/rapport.docx" -a ! -s "$W/faults"
pb table "$W/x/1880-orebro/tables.xlsx" --format csv
ok "the first sheet lists the others" prints "goal-series"
ok "every sheet is explained" bash -c "! grep -qE '^[a-z_-]+[;,]+\"?\"?[;,]' '$W/out'"
pb table "$W/en/2425-dorotea/tables.xlsx" --sheet Columns --format json
ok "the second sheet says what the columns are" prints "per 100 000"
ok "a table for each problem area" test "$(ls "$W"/a/1880-orebro/tables/event-clock*.csv | wc -l)" -ge 5

rm "$W/a/2425-dorotea/tables.xlsx"
pb report -c "$INI" -o "$W/a" -m Dorotea --formats docx,xlsx --resume
ok "--resume makes a workbook that is missing" test -s "$W/a/2425-dorotea/tables.xlsx"
pb report -c "$INI" -o "$W/a" -m Dorotea --formats docs
ok "unknown format" status_is 2
ok "the formats are named" says "xlsx"
done_testing
