#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# CONTRIBUTING.md promises that one file and one word add a statistic, a source kind and a chart. This
# does exactly that on a copy of the tree, builds it and asks the program. The copy has the objects of
# the build folder, so that only what the new files touch is compiled, as for whoever adds them.
# Usage: add_one_file.sh ROOT BUILD
set -eu
root=$1
objects=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/tree"
(cd "$root" && tar cf - --exclude=./.git --exclude='./build*' --exclude=./out .) |
  tar xf - -C "$work/tree"
mkdir "$work/tree/build"
(cd "$objects" && tar cf - --exclude=./tests --exclude=./meson-logs .) | tar xf - -C "$work/tree/build"
cd "$work/tree"

extract() { # the fenced C block of CONTRIBUTING.md that follows the line naming the file
  awk -v name="$1" '$0 ~ "`" name "`" {found = 1} found && /^```c/ {on = 1; next} on && /^```/ {exit} on' CONTRIBUTING.md
}
extract engine/stats/sum_of_counts.c >engine/stats/sum_of_counts.c
extract plots/charts/count_bars.c >plots/charts/count_bars.c
extract io/sources/cameras.c >io/sources/cameras.c
[ -s engine/stats/sum_of_counts.c ] && [ -s plots/charts/count_bars.c ] && [ -s io/sources/cameras.c ] ||
  { echo "CONTRIBUTING.md no longer shows the three files"; exit 1; }
sed -i "0,/^statistics = \[/s//statistics = ['sum-of-counts', /" engine/stats/meson.build
sed -i "0,/^source_kinds = \[/s//source_kinds = ['cameras', /" io/sources/meson.build
sed -i "0,/^charts = \[/s//charts = ['count-bars', /" plots/charts/meson.build

meson setup --reconfigure build -Dwerror=true >log 2>&1 || { cat log; exit 1; }
ninja -C build cli/problembild >log 2>&1 || { tail -30 log; exit 1; }
pb=build/cli/problembild
"$pb" list stats | grep -q '^sum-of-counts' || { echo "the statistic is not listed"; exit 1; }
"$pb" list charts | grep -q '^count-bars' || { echo "the chart is not listed"; exit 1; }
printf 'count\n3\n4\n' >counts.csv
"$pb" stat sum-of-counts --input counts.csv --format json | grep -q '"sum" *: *7' ||
  { echo "the statistic does not give 7"; exit 1; }
"$pb" chart count-bars -c data/orebro/problembild.ini -m 1880 -o bars.svg && grep -q '<title' bars.svg ||
  { echo "the chart was not drawn"; exit 1; }
printf '[source kameror]\nkind = cameras\npath = k.csv\ncolumns.municipality = Kommun\ncolumns.year = År\ncolumns.cameras = Antal\n' >k.ini
printf 'Kommun;År;Antal\nÖrebro;2024;17\nÖrebro;2025;inga\n' >k.csv
"$pb" check -c k.ini --lang en >checked || true
grep -q 'rows      2 read, 1 used, 1 rejected' checked && grep -q '“inga” is not a number' checked ||
  { echo "the source kind does not read its file"; cat checked; exit 1; }
echo "one file and one word each added a statistic, a source kind and a chart"
