#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A folder includes only itself and the layers before it: engine, io, geo, plots, cli.
# Usage: include_direction.sh ROOT
set -u
cd "$1" || exit 1
layers=(engine io geo plots cli)
bad=0 seen=0
allowed=""
for layer in "${layers[@]}"; do
  allowed="$allowed|$layer"
  while IFS=: read -r file line text; do
    seen=$((seen + 1))
    target=${text#*\"}
    target=${target%%\"*}
    if ! [[ "$target" =~ ^(${allowed#|})/ ]]; then
      echo "$file:$line includes \"$target\", which is not below $layer"
      bad=1
    fi
  done < <(grep -rnE '^#include "' "$layer" --include='*.c' --include='*.h' --include='*.in')
done
[ "$seen" -gt 50 ] || { echo "only $seen includes were read"; exit 1; }
echo "$seen includes, each to the same layer or one before"
exit $bad
