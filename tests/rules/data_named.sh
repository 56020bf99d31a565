#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every file that ships under data/ stands in data/README.md, by its path there or by a pattern in
# backquotes, and everything named there ships. Usage: data_named.sh ROOT
set -u
cd "$1/data" || exit 1
bad=0 n=0
# Words in backquotes that are paths or patterns: `bra/x.csv`, `events/polisen_*.csv`.
mapfile -t named < <(grep -o '`[^` ]*/[^` ]*`' README.md | tr -d '`' | sort -u)
while read -r file; do
  n=$((n + 1))
  found=0
  for pattern in "${named[@]}"; do
    # shellcheck disable=SC2053
    [[ $file == $pattern ]] && { found=1; break; }
  done
  [ "$found" = 1 ] || { echo "data/$file is not in data/README.md: name its publisher and licence"; bad=1; }
  case $file in
  */syntetisk_* | */kommentarer/*) # what is made up is said to be so beside its name
    line=$(grep -nF "$(basename "$file")" README.md | head -1)
    [ -n "$line" ] || line=$(grep -nF 'kommentarer/*.md' README.md | head -1)
    grep -q 'made up' <<<"$line" || { echo "data/README.md does not say that $file is made up"; bad=1; } ;;
  esac
done < <(find . -type f ! -path './po/*' ! -name meson.build ! -name README.md | sed 's#^\./##' | sort)
for pattern in "${named[@]}"; do
  compgen -G "$pattern" >/dev/null || compgen -G "../$pattern" >/dev/null || { echo "data/README.md names $pattern, which does not ship"; bad=1; }
done
[ "$n" -gt 30 ] || { echo "only $n files were found"; exit 1; }
echo "$n files are named with publisher and licence"
exit $bad
