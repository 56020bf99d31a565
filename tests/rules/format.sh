#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The C code is as clang-format writes it. Usage: format.sh ROOT
set -u
cd "$1" || exit 1
command -v clang-format >/dev/null || { echo "clang-format is missing: ./dev setup installs it"; exit 1; }
find engine io geo plots cli tests \( -name '*.c' -o -name '*.h' \) -print0 |
  xargs -0 clang-format --dry-run -Werror
