#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The wording rules over the reports of twenty municipalities of all sizes, in both languages; and
# over a text that breaks every rule, where every one must be seen. TAP.
# Usage: wording.sh PROGRAM CHECK_WORDING ROOT
set -u
program=$(realpath "$1")
check=$(realpath "$2")
root=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
places=(1880 Karlskoga Dorotea Lycksele Sigtuna Stockholm Göteborg Malmö Gotland Kiruna Bjurholm
  Arjeplog Danderyd Botkyrka Ljusnarsberg Åre Växjö Borgholm Umeå Upplands-Bro)
chosen=()
for place in "${places[@]}"; do chosen+=(-m "$place"); done
for language in sv en; do
  "$check" "$language" "$root/tests/wording/broken_$language.txt" >"$work/broken"
  if grep '^ok' "$work/broken" >"$work/unseen"; then
    sed "s/^ok/not ok/; s/:.*/: a sentence that breaks it is not seen/" "$work/unseen"
  else
    echo "ok - $language, every broken rule is seen"
  fi
  "$program" report -c "$root/data/orebro/problembild.ini" "${chosen[@]}" --lang "$language" \
    -o "$work/$language" --formats text --jobs 2 >&2 || { echo "Bail out! no reports"; exit 1; }
  "$check" "$language" "$work/$language"/*/rapport.txt
done >"$work/tap"
cat "$work/tap"
echo "1..$(grep -cE '^(not )?ok' "$work/tap")"
! grep -q '^not ok' "$work/tap"
