#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every result of the analysis has a line that says what the public may see of it, and no line is
# about a result that is gone.
set -euo pipefail
cd "$1"

made=$(grep -ohE 'pb_analysis_put(_area)?\(analysis, "[a-z-]+"' engine/analysis/*.c |
  grep -oE '"[a-z-]+"' | sort -u)
named=$(grep -oE '\{"[a-z-]+", PB_PUBLIC_' engine/analysis/release.c | grep -oE '"[a-z-]+"' | sort -u)
# Some names stand in tables of their own.
gone=$(comm -13 <(echo "$made") <(echo "$named") | while read -r name; do
  grep -rqF "$name" engine/analysis --include='*.c' --exclude=release.c || echo "$name"
done)
missing=$(comm -23 <(echo "$made") <(echo "$named"))
if [ -n "$missing$gone" ]; then
  [ -z "$missing" ] || echo "engine/analysis/release.c does not say what the public may see of:" $missing
  [ -z "$gone" ] || echo "engine/analysis/release.c names results that nothing makes:" $gone
  exit 1
fi
