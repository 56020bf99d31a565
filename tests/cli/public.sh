#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The public version: what it shows, what it says of what it does not show, and that it is the same
# whoever else is in the batch.
. "$(dirname "$0")/lib.sh"
ALL=$ROOT/data/exempel/problembild.ini

public() { # folder, then words of the command line
  local to=$1
  shift
  pb report -c "$INI" -o "$W/$to" --audience public --formats text "$@"
}

# Norsjö reported 4 burglaries in 2025: neither number nor rate, nor what rests on them.
public alone -m 2417
ok "one report" status_is 0
N=$W/alone/2417-norsjo
ok "a mark in the table" grep -qE 'inbrottsstölder +\| +7 \| +6 \| +\.\. ' "$N/rapport.txt"
ok "no count in the CSV" bash -c "! grep -qE '^2025;' '$N/tables/long-series-burglary.csv'"
ok "other years stand" grep -qE '^2024;6;' "$N/tables/long-series-burglary.csv"
ok "no row in the overview" bash -c "! grep -q '^burglary;' '$N/tables/overview.csv'"
ok "not among all municipalities" bash -c "! grep -q '^2417;' '$N/tables/map-burglary.csv'"
ok "the total stands" grep -q '^total;303;238;214;' "$N/tables/overview.csv"
ok "a page says so" test "$(grep -c '^== Inbrottsstöld' "$N/rapport.txt")" = 1
ok "no bar in the chart" bash -c "! grep -q '103' '$N'/figures/*-recent-years-burglary.svg"
in_map() { # crime type: how often the map's result holds the municipality
  jq "[.results[] | select(.name == \"map\" and .texts.type == \"$1\") | .columns[] | select(.name == \"code\") | .values[] | select(. == \"2417\")] | length" "$N/results.json"
}
ok "not in the JSON" test "$(in_map burglary)" = 0
ok "other types are" test "$(in_map theft)" = 1

# The same in a batch and in a part of one.
public batch -m 2417 -m 2425
ok "two reports" status_is 0
public shard -m 2417 -m 2425 --shard 2/2
ok "batch: the same bytes" diff -r "$N" "$W/batch/2417-norsjo"
ok "shard: the same bytes" diff -r "$W/batch/2425-dorotea" "$W/shard/2425-dorotea"

# A rich municipality reads as before.
pb report -c "$ALL" -o "$W/rich" -m 1880 --audience public --formats text --lang en
ok "Örebro" status_is 0
ok "comments are to be read first" says "4 comments stand in the public version"
ok "nothing missing" bash -c "! grep -qE '\| +\.\. ' '$W/rich/1880-orebro/rapport.txt'"
ok "how it was done" grep -qF '## What is not shown' "$W/rich/1880-orebro/rapport.txt"
ok "manifest names it" test "$(jq -r '.parameters | [.audience, .disclosure, .disclosure_threshold] | join(" ")' "$W/rich/manifest.json")" = "public suppression 5"
ok "no fingerprint of a source" test "$(jq '[.sources[] | has("sha256")] | any' "$W/rich/manifest.json")" = false
ok "nor of the project file" test "$(jq '.project | has("sha256")' "$W/rich/manifest.json")" = false

# What an internal version left in the folder goes.
pb report -c "$INI" -o "$W/mixed" -m 1880 --audience internal --formats text,html
ok "an internal version" test -e "$W/mixed/1880-orebro/gis/rutor.geojson"
touch "$W/mixed/1880-orebro/own.txt"
public mixed -m 1880
ok "its cells are gone" test ! -e "$W/mixed/1880-orebro/gis"
ok "its other formats too" test ! -e "$W/mixed/1880-orebro/rapport.html"
ok "other files stay" test -e "$W/mixed/1880-orebro/own.txt"

# Rounding: every count a multiple of three; the secret nowhere.
{
  sed "s#\.\./#$ROOT/data/#; s#= syntetisk#= $ROOT/data/orebro/syntetisk#" "$INI"
  printf '[disclosure]\nmethod = random-rounding\nsecret = en mening som ingen annan vet\n'
} >"$W/rounded.ini"
pb report -c "$W/rounded.ini" -o "$W/rounded" -m 2417 --audience public --formats text
ok "rounded" status_is 0
ok "multiples of three" test "$(cut -d';' -f2 "$W/rounded/2417-norsjo/tables/long-series-total.csv" | tail -n +2 | awk '{ n += $1 % 3 } END { print n + 0 }')" = 0
ok "no secret in any file" bash -c "! grep -rqF 'ingen annan vet' '$W/rounded'"
ok "manifest: method" test "$(jq -r .parameters.disclosure "$W/rounded/manifest.json")" = random-rounding
sed -i '/^secret/d' "$W/rounded.ini"
pb report -c "$W/rounded.ini" -o "$W/none" -m 2417 --audience public --formats text --lang en
ok "no secret: refused" status_is 2
ok "no secret: why" says "needs a secret of at least 16 letters"

# A chart of a project for the public shows what the report would.
sed '/^\[disclosure/,$d; s/^audience = .*/audience = public/' "$W/rounded.ini" >"$W/chart.ini"
pb chart recent-years -c "$W/chart.ini" -m 2417 -o "$W/chart.svg" --set type=burglary
ok "chart" status_is 0
ok "chart: the same figure" diff "$W/chart.svg" "$(echo "$N"/figures/*-recent-years-burglary.svg)"
done_testing
