#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# How far the reading has come is told on a terminal and nowhere else; a pipe is read like a file.
. "$(dirname "$0")/lib.sh"
mkfifo "$W/slow.csv"
printf '[project]\nperiod_end = 2025\n[source slow]\nkind = reported-crime\npath = slow.csv\n[source brott]\nkind = reported-crime\npath = brott.csv\n' \
  >"$W/problembild.ini"
{
  echo 'kommun;period;key;count'
  for year in $(seq 1996 2025); do for m in 0114 1880 1480; do echo "$m;$year;total;$year"; done; done
} >"$W/brott.csv"

write_slowly() { # reading is to take longer than what is not worth telling about
  timeout 30 bash -c \
    '{ echo "kommun;period;key;count"; sleep 0.8; echo "1880;2024;theft;8607"; } >"$0"' "$W/slow.csv" &
}

write_slowly
pb check -c "$W/problembild.ini" --lang sv
ok "a pipe is read" status_is 0
ok "the row of the pipe is used" prints "1 lästa, 1 använda"
ok "the rows of the file are used" prints "90 lästa, 90 använda"
ok "without a terminal nothing is told" test ! -s "$W/err"

if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
  write_slowly
  script -qec "'$PB' check -c '$W/problembild.ini' --lang en" /dev/null <"/dev/null" >"$W/seen" 2>"$W/err"
  tr '\r' '\n' <"$W/seen" >"$W/out"
  ok "on a terminal the file is named with how much is read" grep -qE '^Reading (slow|brott)\.csv +[0-9]+[^0-9]*%' "$W/out"
  ok "the line is written over at the end" grep -qE '^ {12,}$' "$W/out"
  ok "the result follows" prints "90 read, 90 used"
else
  for what in "on a terminal the file is named" "the line is written over" "the result follows"; do
    TESTS=$((TESTS + 1))
    echo "ok $TESTS $what # SKIP there is no pseudo-terminal here"
  done
fi

printf 'a;b\n1;2\n' | "$PB" table /dev/stdin >"$W/out" 2>"$W/err"
ok "standard input is read" prints "1,2"
done_testing
