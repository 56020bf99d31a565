#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Faults found by using the command: what a wrong word, a full disk or half a report did.
. "$(dirname "$0")/../cli/lib.sh"
mkdir "$W/p"
BRA=$ROOT/data/bra/bra_crime_290kommuner_2015_2025.csv
{ head -n 1 "$BRA"; grep '^1880;' "$BRA"; } >"$W/p/brott.csv"
P=$W/p/problembild.ini
printf '[project]\nperiod_end = 2025\n[source brott]\nkind = reported-crime\npath = brott.csv\n' >"$P"
printf 'count,exposure\n5,100\n' >"$W/rate.csv"

# Standard output on a full disk was taken for done.
for words in "list municipalities" "table $W/p/brott.csv" "check -c $P" "--help" \
  "stat poisson-rate --input $W/rate.csv"; do
  "$PB" $words >/dev/full 2>"$W/err"
  STATUS=$?
  ok "full disk: ${words%% *}" status_is 4
done
"$PB" list municipalities --lang en 2>"$W/err" | head -n 1 >"$W/out"
ok "a reader that has had enough is no fault" test "${PIPESTATUS[0]}" = 0 -a ! -s "$W/err"

# An error of a statistic named neither the file nor the row.
printf 'count,exposure\n5,100\nfem,100\n' >"$W/text.csv"
pb stat poisson-rate --input "$W/text.csv" --lang en
ok "text in a count: status" status_is 3
ok "text in a count: file" says "text.csv"
ok "text in a count: row and cell" says "Data row 2 holds “fem”"
printf 'count,exposure\n,100\n,100\n' >"$W/blank.csv"
pb stat poisson-rate --input "$W/blank.csv" --lang en
ok "empty column is called empty" says "“count” is empty"
pb stat funnel --input "$W/rate.csv" --set transform=x --lang en
ok "wrong parameter does not blame the file" says_not "rate.csv"
"$PB" list stats | cut -f1 | while read -r name; do
  "$PB" stat "$name" --help | tail -n 1 | grep -q '[^ ]' || echo "$name"
done >"$W/no-source"
ok "every statistic's page ends with words" test ! -s "$W/no-source"

# A project without a readable source was given the period "-2–0".
printf '[project]\n[source brott]\nkind = reported-crime\npath = none.csv\n' >"$W/p/none.ini"
pb check -c "$W/p/none.ini" --lang en
ok "no source: no invented period" says_not 'period: -'

# Sizes that are no sizes passed; a chart that could not be drawn was called done.
for size in 0 nan; do
  pb chart long-series -c "$P" -m 1880 -o "$W/f.svg" --width "$size"
  ok "--width $size" status_is 2
  pb chart long-series -c "$P" -m 1880 -o "$W/f.svg" --height "$size"
  ok "--height $size" status_is 2
done
pb chart locator-map -c "$P" -m 1880 -o "$W/f.svg"
ok "a chart without its data falls short" status_is 1

# Contradicting or empty words of report were swallowed.
pb report -c "$P" -o "$W/o" -m 1880 --all
ok "-m and --all" status_is 2
pb report -c "$P" -o "$W/o" -m 1880 --jobs -1
ok "--jobs -1" status_is 2
pb report -c "$P" -o "$W/o" -m 1880 --formats ''
ok "--formats ''" status_is 2
ok "nothing was written" test ! -e "$W/o"

# A municipality without a single figure passed as done.
pb report -c "$P" -o "$W/o" -m 1883 -m 1880 --formats html --lang en
ok "no reported crime: falls short" status_is 1
ok "no reported crime: named" says "Karlskoga"
ok "the other one is made" test -s "$W/o/1880-orebro/rapport.html"
ok "the other one is not named" says_not Örebro

# --resume took a folder without its report for whole.
rm "$W/o/1880-orebro/rapport.html"
pb report -c "$P" -o "$W/o" -m 1880 --formats html --resume --lang en
ok "--resume makes a missing report" test -s "$W/o/1880-orebro/rapport.html"

# Figures of an earlier run stayed beside those of the new one.
touch "$W/o/1880-orebro/figures/98-gone.svg" "$W/o/1880-orebro/figures/my own.svg" "$W/o/1880-orebro/tables/gone.csv" \
  "$W/o/1880-orebro/figures/01-priority-matrix.svg.part-a1B2c3"
pb report -c "$P" -o "$W/o" -m 1880 --formats html --lang en
ok "an earlier run's figure goes" test ! -e "$W/o/1880-orebro/figures/98-gone.svg"
ok "what an interrupted run was writing goes" test ! -e "$W/o/1880-orebro/figures/01-priority-matrix.svg.part-a1B2c3"
ok "a file of the user's stays" test -e "$W/o/1880-orebro/figures/my own.svg"
done_testing
