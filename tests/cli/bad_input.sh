#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Each bad input gets a sentence with file, line and what to do, and its exit status; the rest is used.
. "$(dirname "$0")/lib.sh"
HEAD='kommun;period;key;count;per100k'
GOOD='1880;2024;theft;8607;5387
1880;2025;theft;7781;4851'

project() { # the bytes of brott.csv on standard input
  rm -rf "$W/p"
  mkdir "$W/p"
  cat >"$W/p/brott.csv"
  printf '[project]\nperiod_end = 2025\n[source brott]\nkind = reported-crime\npath = brott.csv\n%s\n' "${1:-}" \
    >"$W/p/problembild.ini"
  pb check -c "$W/p/problembild.ini" --lang sv
}

project <<<"$HEAD
$GOOD"
ok "good file" status_is 0
ok "both rows used" prints "2 lästa, 2 använda"

rm "$W/p/brott.csv"
pb check -c "$W/p/problembild.ini"
ok "missing file" status_is 3
ok "missing file is named" says "brott.csv"
printf '' | project
ok "empty file" status_is 3
ok "empty file is named" says "brott.csv"
project <<<"$HEAD"
ok "header only" status_is 3
ok "header only is named" says "brott.csv"
project "delimiter = ," <<<"$HEAD
$GOOD"
ok "wrong delimiter" status_is 3
ok "wrong delimiter says what to do" says "delimiter"
project <<<"$HEAD
$GOOD
1880;2025;\"person;5;1"
ok "unclosed quote" test "$STATUS" = 1 -o "$STATUS" = 3
ok "unclosed quote has its line" says "brott.csv:4"
project <<<"$HEAD
$GOOD
1880;2025;person;-5;1"
ok "negative count has its line" says "brott.csv:4"
ok "negative count: the rest is used" prints "3 lästa, 2 använda, 1 avvisade"
project <<<"$HEAD
$GOOD
1880;2025;person;abc;1"
ok "text in a count has its line" says "brott.csv:4"
ok "text in a count has its field" says "count"
project <<<"$HEAD
$GOOD
9999;2025;person;5;1"
ok "unknown municipality" says "9999"
ok "unknown municipality: the run goes on" test "$STATUS" -le 1
project <<<"$HEAD
$GOOD
1880;2025;theft;7781;4851"
ok "agreeing duplicate is counted" status_is 0
project <<<"$HEAD
$GOOD
1880;2025;theft;7000;4851"
ok "contradicting duplicate: both lines" says "brott.csv:4"
ok "contradicting duplicate: the other line" says "brott.csv:3"
ok "contradicting duplicate: none is chosen" prints "1 använda"
project <<<"$HEAD
$GOOD
1880;2027;theft;7000;4851"
ok "a year outside the period is left out" prints "1 utelämnade"
project <<<"$HEAD
$GOOD
1880;2025"
ok "short row has its line" says "brott.csv:4"

printf '[project]\nperiod_ned = 2025\n' >"$W/p/problembild.ini"
pb check -c "$W/p/problembild.ini"
ok "unknown key" status_is 2
ok "unknown key: suggestion" says "period_end"
ok "unknown key: line" says "problembild.ini:2"
pb check -c "$W/none.ini"
ok "missing project file" status_is 2

for part in dbf shx; do
  mkdir -p "$W/layer-$part"
  cp "$ROOT"/data/boundaries/Kommun_Sweref99TM.* "$W/layer-$part/"
  rm "$W/layer-$part/Kommun_Sweref99TM.$part"
  printf '[project]\n[source b]\nkind = reported-crime\npath = b.csv\n[layer k]\nrole = municipalities\npath = Kommun_Sweref99TM.shp\ncode = KnKod\n' \
    >"$W/layer-$part/problembild.ini"
  printf '%s\n%s\n' "$HEAD" "$GOOD" >"$W/layer-$part/b.csv"
  pb check -c "$W/layer-$part/problembild.ini"
  ok "shapefile without .$part" status_is 3
  ok "shapefile without .$part is named" says ".$part"
done
cp "$ROOT"/data/boundaries/Kommun_Sweref99TM.shx "$W/layer-shx/"
head -c 5000 "$ROOT/data/boundaries/Kommun_Sweref99TM.shp" >"$W/layer-shx/Kommun_Sweref99TM.shp"
pb check -c "$W/layer-shx/problembild.ini"
ok "truncated .shp" status_is 3
ok "truncated .shp is named" says "Kommun_Sweref99TM.shp"

pb report -c "$INI" -o "$W/o" -m Örebrå --lang sv
ok "unknown municipality" status_is 2
ok "unknown municipality: suggestion" says "Örebro"
pb report -c "$INI" -o /proc/none -m 1880
ok "output folder not writable" status_is 4
pb report -c "$INI" -o "$W/o" -m 1880 --audience public --resume
ok "a public version is not resumed" status_is 2
(ulimit -f 40 && "$PB" report -c "$INI" -o "$W/full" -m 1880 >"$W/out" 2>"$W/err")
STATUS=$?
ok "file too large for the disk" status_is 4
ok "no partial file left" test -z "$(find "$W/full" -type f -size -1k -o -type f -name '*.tmp*' -o -type f -name '.*' 2>/dev/null)"
ok "no whole report claimed" test ! -e "$W/full/1880-orebro/results.json"
done_testing
