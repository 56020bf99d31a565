#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What is installed stands by itself: another program compiles, links and runs with the pkg-config
# file, and the command finds its tables and translations. Usage: installed.sh BUILD
set -eu
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
meson install -C "$build" --no-rebuild --quiet --destdir "$work" >/dev/null
prefix=$(dirname "$(dirname "$(find "$work" -type f -name problembild -path '*/bin/*')")")
config=$(dirname "$(find "$work" -name problembild.pc)")
sed -i "s#^prefix=.*#prefix=$prefix#" "$config/problembild.pc"
cat >"$work/use.c" <<'C'
#include <stdio.h>

#include "engine/analysis/analysis.h"
#include "engine/statistic.h"
#include "io/load_dataset.h"
#include "plots/report/section.h"

int main(void) {
  size_t n_sections, n_statistics;
  pb_sections(&n_sections);
  const pb_statistic *const *all = pb_statistics(&n_statistics);
  printf("%zu sections, %zu statistics, first %s\n", n_sections, n_statistics, all[0]->name);
  return n_sections == 0 || n_statistics == 0;
}
C
# shellcheck disable=SC2046
${CC:-cc} "$work/use.c" -o "$work/use" ${SANITIZE:-} \
  $(PKG_CONFIG_PATH=$config pkg-config --cflags --libs problembild)
"$work/use"
[ "$("$prefix/bin/problembild" list municipalities | wc -l)" = 290 ]
"$prefix/bin/problembild" list --help --lang sv | grep -q BESKRIVNING
"$prefix/bin/problembild" init "$work/project" --lang en && grep -q '^kind = ' "$work/project/problembild.ini"
