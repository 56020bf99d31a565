#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sentences and tables named the years 2022–2024 whatever the project file said of years = .
. "$(dirname "$0")/../cli/lib.sh"
mkdir "$W/p"
ROOT=$(realpath "$ROOT")
BRA=$ROOT/data/bra/bra_crime_290kommuner_2015_2025.csv
{ head -n 1 "$BRA"; grep '^1880;' "$BRA"; } >"$W/p/brott.csv"
P=$W/p/problembild.ini
report() { # years, file
  printf '[project]\nperiod_end = 2025\nyears = %s\n[source brott]\nkind = reported-crime\npath = %s\n' "$1" "$2" >"$P"
  pb report -c "$P" -o "$W/o" -m 1880 --formats html --lang en
  sed 's/<[^>]*>/ /g' "$W/o/1880-orebro/rapport.html" | tr -s '[:space:]' ' ' >"$W/out"
}
report 5 brott.csv
ok "five years: the mean of 2020–2024" prints "mean of 2020–2024"
ok "five years: no mean of 2022–2024" says_not '(mean of|from) 2022–2024'
report 1 brott.csv
ok "one year: compared with 2024" prints "mean of 2024"
ok "one year: no span from a year to itself" says_not '2025–2025|2024–2024'
report 3 brott.csv
ok "three years: the mean of 2022–2024" prints "mean of 2022–2024"

# Where no change can be judged, the headline said that none was established.
{ head -n 1 "$BRA"; grep ';2025;' "$BRA"; } >"$W/p/one.csv"
report 3 one.csv
ok "one year of data: a level, no change" prints "A high level of"
ok "one year of data: nothing is called unchanged" says_not 'No established change, but'

# A report of 2020 showed the quarters of the six years that followed.
quarters() { # last year of the report
  printf '[project]\nperiod_end = %s\n[source q]\nkind = reported-crime\npath = %s\n' "$1" \
    "$ROOT/data/bra/bra_crime_quarterly_5kommuner_2014_2026.csv" >"$P"
  pb report -c "$P" -o "$W/q" -m 1880 --formats html --lang en
  tail -n 1 "$W/q/1880-orebro/tables/quarterly-total.csv" >"$W/out"
}
quarters 2020
ok "a report of 2020 ends with 2020" grep -q ^2020 "$W/out"
quarters 2025
ok "the quarters of a year just begun stay" grep -q ^2026 "$W/out"
done_testing
