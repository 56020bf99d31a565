#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The sample project with every kind of source: clean, covered, and shown to whom it may be.
. "$(dirname "$0")/lib.sh"
INI=$ROOT/data/exempel/problembild.ini

pb check -c "$INI" --lang en -o "$W/check"
ok "reads without a fault" status_is 0
# Under each source and layer the values stand in one column, whatever the language calls them.
aligned() { # width of a label
  ! sed -n '/^\[/,/^$/p' "$W/out" | grep -v '^\[\|^$' | LC_ALL=C.UTF-8 grep -vE "^  .{$1} [^ ]"
}
ok "columns" aligned 9
coverage() { jq -r ".coverage.$1" "$W/check/check.json"; }
ok "every file that may be invented says so" test "$(jq '[.sources[] | select(.path | test("syntetisk|kommentarer")) | .synthetic] | all' "$W/check/check.json")" = true
ok "nothing is rejected" test "$(jq '[.sources[].rows_rejected] | add' "$W/check/check.json")" = 0
rows=$(($(grep -c '' "$ROOT/data/exempel/syntetisk_indikatorer.csv") - 2 + 24))
ok "every value of the indicators" test "$(coverage 'indicators | map(.n_values) | add')" = "$rows"
ok "indicators are printed" prints "Elever i årskurs 9 som har använt narkotika (procent): 2021–2025, municipalities: 5, counties: 1, the country; 34 values, 1 missing"
ok "goals" test "$(coverage goals.n)" = "$(($(grep -c '' "$ROOT/data/exempel/syntetisk_mal.csv") - 2))"
ok "a goal without a baseline" prints "1 without a target, 1 with a target but no baseline"
ok "a goal measured by a survey question" test "$(coverage goals.measured_by_survey_question)" = 1
ok "measures" test "$(coverage measures.n)" = "$(($(grep -c '' "$ROOT/data/exempel/syntetisk_atgarder.csv") - 2))"
ok "priorities of the parties" test "$(coverage priorities.n_scores)" = 1
ok "respondents" prints "2025, Örebro: 1,645 respondents of 3,240 who were asked (51 %), 14 questions"
ok "every respondent" test "$(coverage 'survey.respondents | map(.respondents) | add')" = "$(($(grep -c '' "$ROOT/data/exempel/syntetisk_trygghetsmatning.csv") - 2))"
ok "published shares" prints "2025, the country: 9, of which 0 with the number of answers"
ok "comments by part" test "$(coverage 'comments[] | select(.section == "overview") | .municipalities[0]')" = 1880
ok "a restricted comment" prints "Örebro: Serious organised crime (internal version only)"

pb check -c "$INI" --lang sv
ok "columns in Swedish" aligned 10

for audience in internal council; do
  pb report -c "$INI" -m 1880 -o "$W/$audience" --audience "$audience" --formats text
  ok "$audience report" status_is 0
  cp "$W/$audience"/1880-orebro/rapport.t* "$W/$audience.txt"
  ok "$audience: comment on the overview" grep -q 'Så läser vi siffrorna' "$W/$audience.txt"
  ok "$audience: comment on a problem area" grep -q 'Följ upp kontrollerna varje kvartal' "$W/$audience.txt"
  ok "$audience: comment without a part of its own" grep -q 'höga hastigheter' "$W/$audience.txt"
  ok "$audience: synthetic on the page" grep -q 'syntetiska uppgifter' "$W/$audience.txt"
  ok "$audience: nothing twice" test "$(grep -c 'höga hastigheter' "$W/$audience.txt")" = 1
done
ok "restricted in the internal version" grep -q 'bara finns i den interna versionen' "$W/internal.txt"
ok "restricted nowhere else" bash -c "! grep -qiE 'bara finns i den interna|organiserad' '$W/council.txt'"
done_testing
