#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every message has a Swedish translation with the same placeholders, and every source file with
# messages is listed. Usage: translations.sh ROOT
set -u
cd "$1" || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0
grep -rlE '\b(_|N_|Q_)\(' engine io geo plots cli --include='*.[ch]' | sort >"$work/used"
grep -v '^#' data/po/POTFILES | sort >"$work/listed"
diff "$work/listed" "$work/used" >"$work/diff" || {
  echo "data/po/POTFILES is not the list of files with messages:"
  cat "$work/diff"
  bad=1
}
xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=Q_:1,2 \
  --files-from="$work/used" --output="$work/all.pot" || exit 1
msgfmt --check-format --statistics -o /dev/null data/po/sv.po 2>"$work/statistics" || bad=1
cat "$work/statistics"
grep -qE 'fuzzy|untranslated' "$work/statistics" && bad=1
msgcmp data/po/sv.po "$work/all.pot" || bad=1
exit $bad
