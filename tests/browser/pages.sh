#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Three reports in headless Chromium: width, keyboard, sorting, tooltips, and axe-core's rules.
# AXE names the file axe.min.js where it is not among npm's global packages. SCREENSHOTS=folder
# keeps pictures. Usage: pages.sh PROGRAM ROOT
set -u
program=$(realpath "$1")
root=$2
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
[ -n "$chromium" ] || { echo "1..0 # SKIP chromium is not installed"; exit 0; }
command -v node >/dev/null || { echo "1..0 # SKIP node is not installed"; exit 0; }
axe=${AXE:-$(npm root -g 2>/dev/null)/axe-core/axe.min.js}
[ -s "$axe" ] || { echo "1..0 # SKIP axe-core is not installed: npm install -g axe-core, or AXE=axe.min.js"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" report -c "$root/data/orebro/problembild.ini" -m 1880 -m 2425 -o "$work/orebro" --formats html >&2 || exit 1
"$program" report -c "$root/data/exempel/problembild.ini" -m 1880 -o "$work/exempel" --formats html >&2 || exit 1
node "$root/tests/browser/pages.mjs" "$chromium" "$axe" "$work"/orebro/*/rapport.html "$work"/exempel/*/rapport.html
