#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The made-up events that ship are what the generator writes, and have what they are there for.
# Prints TAP. Usage: synthetic_events.sh GENERATOR ROOT
set -u
generator=$1 shipped=$2/data/orebro
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=0 failed=0
ok() { # name, condition as a command
  local name=$1
  shift
  n=$((n + 1))
  if "$@"; then echo "ok $n $name"; else echo "not ok $n $name"; failed=1; fi
}
between() { [ "$(awk "BEGIN { print ($2 >= $1 && $2 <= $3) }")" = 1 ] || { echo "# $2 is not in $1 .. $3"; false; }; }

"$generator" "$work" || exit 1
for year in 2021 2022 2023 2024 2025; do
  ok "$year: the same bytes" cmp "$work/syntetisk_handelser_$year.csv" "$shipped/syntetisk_handelser_$year.csv"
  ok "$year: the first line says that it is made up" \
    test "$(head -c 22 "$shipped/syntetisk_handelser_$year.csv")" = "Syntetiska uppgifter: "
done
cat "$shipped"/syntetisk_handelser_*.csv | grep '^2[1-5]' >"$work/all.csv"
ok "100 000 events" test "$(cut -d';' -f1 "$work/all.csv" | sort -u | wc -l)" = 100000
ok "a few rows are there twice" between 10 "$(sort "$work/all.csv" | uniq -d | wc -l)" 50
share() { awk -F';' "$1 { n++; if ($2) k++ } END { print k / n }" "$work/all.csv"; } # of which, share
ok "3 % without coordinates" between .028 "$(share 1 '$5 == ""')" .032
ok "some on 0, 0" between .001 "$(share 1 '$5 == "0" && $6 == "0"')" .003
ok "assault outdoors in week-end nights" between .3 "$(awk -F';' '$2 ~ /^03[57][57]$/ { n++
  split($3, t, /[- :]/) # Zeller: 0 is Saturday
  y = t[1] - (t[2] < 3); m = t[2] < 3 ? t[2] + 12 : t[2] + 0
  d = (t[3] + int(13 * (m + 1) / 5) + y + int(y / 4) - int(y / 100) + int(y / 400)) % 7
  if (((d == 6 || d == 0) && t[4] >= 22) || ((d == 0 || d == 1) && t[4] < 3)) k++ }
  END { print k / n }' "$work/all.csv")" .6
ok "shops are stolen from while they are open" between .85 "$(share '$2 == "0853"' 'substr($3, 12, 2) >= "10" && substr($3, 12, 2) < "19"')" 1
ok "burglaries of dwellings have a window" between .99 "$(share '$2 ~ /^0857|0874|0826$/' '$4 > $3')" 1
ok "shoplifting rises" between 1.4 "$(share '$2 == "0853" && $3 ~ /^202[15]/' '$3 ~ /^2025/' | awk '{ print $1 / (1 - $1) }')" 2
ok "burglary of dwellings falls" between .4 "$(share '$2 == "0857" && $3 ~ /^202[15]/' '$3 ~ /^2025/' | awk '{ print $1 / (1 - $1) }')" .7
# Events with another at most 200 m and 14 days before them, addresses with very many left out.
repeats() {
  awk -F';' -v codes="$1" '
    function day(t) { # days of one calendar; months are numbered from March
      y = substr(t, 1, 4) + 0; m = substr(t, 6, 2) + 0
      if (m < 3) { y--; m += 12 }
      return 365 * y + int(y / 4) + int((153 * (m - 3) + 2) / 5) + substr(t, 9, 2) + substr(t, 12, 2) / 24
    }
    $2 ~ codes && $5 > 0 { n++; x[n] = $5; y_[n] = $6; t[n] = day($3); at[$5 " " $6]++ }
    END {
      for (i = 1; i <= n; i++)
        for (j = i - 1; j > 0 && t[i] - t[j] <= 14; j--)
          if (at[x[j] " " y_[j]] < 100 && (x[i] - x[j]) ^ 2 + (y_[i] - y_[j]) ^ 2 <= 40000) { k++; break }
      print k / n
    }' "$work/all.csv"
}
burglary=$(repeats '^(0857|0874|0826)$') vehicles=$(repeats '^1201$')
ok "burglaries repeat near by ($burglary)" between .3 "$burglary" .5
ok "more than damage to vehicles does ($vehicles)" between .1 "$(awk "BEGIN { print $burglary - $vehicles }")" 1
echo "1..$n"
exit $failed
