#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The words of three reports against the stored ones: a large and a small municipality, and one with
# every kind of source.
# PB_UPDATE_GOLDEN=1 rewrites them. Usage: report_text.sh PROGRAM ROOT
set -u
program=$(realpath "$1")
root=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" report -c "$root/data/orebro/problembild.ini" -m 1880 -m 2425 -o "$work" --formats text || exit 1
"$program" report -c "$root/data/exempel/problembild.ini" -m 1880 -o "$work/exempel" --formats text || exit 1
mv "$work/exempel/1880-orebro" "$work/exempel-1880-orebro"
bad=0
for folder in 1880-orebro 2425-dorotea exempel-1880-orebro; do
  made=$(find "$work/$folder" -maxdepth 1 -name 'rapport.t*')
  stored=$root/tests/golden/text/$folder.txt
  [ -s "$made" ] || { echo "no text of $folder"; exit 1; }
  if [ -n "${PB_UPDATE_GOLDEN:-}" ]; then
    mkdir -p "$(dirname "$stored")"
    cp "$made" "$stored"
  elif ! diff -u "$stored" "$made"; then
    echo "$folder differs; look at it, then PB_UPDATE_GOLDEN=1 $0 PROGRAM ROOT stores the new words"
    bad=1
  fi
done
exit $bad
