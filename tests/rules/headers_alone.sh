#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every header compiles by itself. Usage: headers_alone.sh ROOT
set -u
cd "$1" || exit 1
flags=$(pkg-config --cflags glib-2.0 gsl json-glib-1.0 shapelib proj pangocairo)
bad=0 n=0
while read -r header; do
  n=$((n + 1))
  # shellcheck disable=SC2086
  echo "#include \"$header\"" |
    ${CC:-cc} -std=gnu17 -D_GNU_SOURCE -I. $flags -Wall -Werror -fsyntax-only -x c - || {
    echo "$header does not compile alone"
    bad=1
  }
done < <(find engine io geo plots cli -name '*.h' | sort)
[ "$n" -gt 20 ] || { echo "only $n headers were found"; exit 1; }
echo "$n headers compile alone"
exit $bad
