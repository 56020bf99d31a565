#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every file of files.tsv, and excerpts of some (path -), read with the project lines that stand there: how it is understood, what
# is used, rejected and left out, or the sentence it is refused with. Rows and totals are confirmed
# by a command that reads the file on its own. Files that do not ship are looked for in the folder
# PB_DATA_DIR and skipped without one. Usage: read_files.sh PROGRAM ROOT
. "$(dirname "$0")/../cli/lib.sh"
ROOT=$(realpath "$ROOT")
CHECKED=$W/p/out/check.json

project() { # kind, path, lines with " & " between
  rm -rf "$W/p"
  mkdir "$W/p"
  {
    printf '[project]\n'
    if [ "$1" = layer ]; then
      printf '[source brott]\nkind = reported-crime\npath = %s\n[layer a]\n' \
        "$ROOT/data/bra/bra_crime_quarterly_5kommuner_2014_2026.csv"
    else
      printf '[source a]\nkind = %s\n' "$1"
    fi
    printf 'path = %s\n' "$2"
    [ "$3" = - ] || printf '%s\n' "${3// & /$'\n'}"
  } >"$W/p/problembild.ini"
}

source_is() { # field of check.json, what it is
  local is
  is=$(jq -r ".sources[0].$1" "$CHECKED")
  [ "$is" = "$2" ] || { echo "# $1: $is, not $2"; return 1; }
}

reasons_are() {
  local are
  are=$(jq -r '[.findings[] | "\(.reason) \(.count)"] | join(", ")' "$CHECKED")
  [ "$are" = "${1#-}" ] || { echo "# reasons: $are, not $1"; return 1; }
}

total() { # file, header: the sum as the reader understood the cells
  "$PB" table "$1" --format json 2>/dev/null |
    jq --arg h "$2" '(.rows? // .) | map(.[$h] // 0) | add * 1000 | round / 1000'
}

while IFS=$'\t' read -r path shipped kind lines dialect used rejected left reasons refused of confirm; do
  name="$path as $kind"
  [ "$path" = - ] && name="$(basename "$shipped") as $kind"
  F=$ROOT/$shipped
  [ -n "${PB_DATA_DIR:-}" ] && [ "$path" != - ] && F=$PB_DATA_DIR/$path
  if [ ! -f "$F" ] || { [ "$shipped" = - ] && [ -z "${PB_DATA_DIR:-}" ]; }; then
    TESTS=$((TESTS + 1))
    echo "ok $TESTS $name # SKIP does not ship; set PB_DATA_DIR"
    continue
  fi
  project "$kind" "$F" "$lines"
  pb check -c "$W/p/problembild.ini" --lang en -o "$W/p/out"
  if [ "$refused" != - ]; then
    ok "$name: refused" status_is 3
    ok "$name: the sentence" says "$refused"
    [ "$reasons" = - ] || ok "$name: the reasons" reasons_are "$reasons"
  else
    ok "$name: read" test "$STATUS" -le 1
  fi
  if [ "$used" != - ]; then
    ok "$name: understood" source_is read_as "$dialect"
    ok "$name: rows read" source_is rows_read "$((used + rejected + left))"
    ok "$name: rows used" source_is rows_used "$used"
    ok "$name: rows rejected" source_is rows_rejected "$rejected"
    ok "$name: rows left out" source_is rows_left_out "$left"
    ok "$name: the reasons" reasons_are "$reasons"
  fi
  if [ "$confirm" != - ]; then
    counted=$(F=$F LC_ALL=C bash -c "$confirm")
    [ "$used" = - ] || ok "$name: rows read and used are those counted ($counted)" \
      test "${counted% *}" = "$((used + rejected + left)) $used" -o "$counted" = "$((used + rejected + left)) $used"
    [ "$of" = - ] || ok "$name: the total of $of is the one counted (${counted##* })" \
      test "$(total "$F" "$of")" = "${counted##* }"
  fi
done < <(tail -n +2 "$(dirname "$0")/files.tsv")
done_testing
