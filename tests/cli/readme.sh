#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every command of the program that README.md shows works as it stands there, and what it quotes of
# `check` is what check prints. The batch of all municipalities is only begun.
. "$(dirname "$0")/lib.sh"
mkdir -p "$W/tree/build/cli"
small_data "$W/tree/data"
ln -s "$PB" "$W/tree/build/cli/problembild"
cd "$W/tree" || exit 1

sed -n '/^## In English/q;s/^    \(\(pb\|ini\)=[^ ]*\).*/\1/p;s/^    \(\$pb .*\)/\1/p' "$ROOT/README.md" >"$W/commands"
ok "commands were found" test "$(grep -c '^\$pb' "$W/commands")" -ge 10
while IFS= read -r command; do
  command=${command%%  *#*}
  case $command in
  pb=*) pb=$PB ;;
  ini=*) eval "$command" ;;
  *min-kommun/problembild.ini*) # the file that the new project names
    printf 'kommun;period;key;count\n1880;2024;theft;8607\n' >min-kommun/brott.csv ;;&
  *)
    command=${command/--all --resume/--all --resume --shard 1\/290}
    eval "$command" >"$W/out" 2>"$W/err"
    STATUS=$?
    ok "$command" status_is 0
    ;;
  esac
done <"$W/commands"
ok "a report of Karlskoga" test -s out/1883-karlskoga/rapport.pdf
for file in kontroll/check.json kontroll/avvikelser.csv stold.svg out/index.html out/manifest.json; do
  ok "$file" test -s "$file"
done

printf '[source brott]\nkind = reported-crime\npath = brott.csv\n' >problembild.ini
printf 'Kommun;År;Brottstyp;Antal\nÖrebro;2024;Stöldbrott;8607\nÖrebro;2025;Stöldbrott;7781\nÖrebru;2025;Stöldbrott;12\n' >brott.csv
pb check --lang sv
cp "$W/out" "$W/printed"
while IFS= read -r line; do
  ok "check prints: ${line:0:40}" grep -qxF -- "$line" "$W/printed"
done < <(sed -n '/^## Läs vad/,/^Ingen rad/s/^    \(.*[^ ].*\)/\1/p' "$ROOT/README.md")

pb list sources
cut -f1 "$W/out" >"$W/kinds"
while read -r kind; do
  ok "README names $kind in both languages" test "$(grep -c "^| .*\`$kind\`" "$ROOT/README.md")" = 2
done <"$W/kinds"
done_testing
