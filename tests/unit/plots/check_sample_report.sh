#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The sample report as other programs see it: check_sample_report.sh SAMPLE_REPORT
for tool in qpdf pdfinfo pdffonts pdftotext xmllint; do
  command -v $tool >/dev/null || { echo "$tool is not installed"; exit 77; }
done
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
fail() { echo "$*"; exit 1; }
"$1" "$folder" 2 || fail "the sample was not written"
pdf=$folder/sample.pdf
qpdf --check "$pdf" >"$folder/check" 2>&1 || fail "$(cat "$folder/check")"
pdfinfo "$pdf" | grep -q '^Title:.*Örebro' || fail "no title"
pdfinfo "$pdf" | grep -q '^Tagged: *yes' || fail "no structure"
pdfinfo "$pdf" | grep -q 'A4' || fail "not A4"
pdfinfo "$pdf" | grep -q 'Date' && fail "a date in the file"
[ "$(pdffonts "$pdf" | tail -n +3 | grep -c Inter)" -ge 2 ] || fail "the typeface is missing"
[ "$(pdffonts "$pdf" | tail -n +3 | awk '{print $(NF-4)}' | grep -vc yes)" = 0 ] || fail "a font is not embedded"
pages=$(pdfinfo "$pdf" | awk '/^Pages/{print $2}')
for page in $(seq "$pages"); do
  [ "$(pdftotext -f "$page" -l "$page" "$pdf" - | wc -w)" -gt 30 ] || fail "page $page is empty"
done
# The page that the summary names for the first area is the page where it is.
named=$(pdftotext -raw "$pdf" - | tr '\n' ' ' | sed -n 's/.*Säkerställd minskning (page \([0-9]*\)).*/\1/p')
pdftotext -f "$named" -l "$named" "$pdf" - | grep -q 'lägsta på trettio år' || fail "page $named is not the first area"
pdfinfo -struct "$pdf" 2>/dev/null | grep -q '/Scope /Row' || fail "no row headers"
# The structure is what a screen reader follows.
pdfinfo -struct "$pdf" >"$folder/structure" 2>/dev/null
for element in Document H1 H2 P Table TR TH TD Figure L LI Link; do
  grep -qE "^ *$element([ :]|\$)" "$folder/structure" || fail "no $element in the structure"
done
# It holds all that stands between head and foot, every line of every paragraph, and no two words in
# one: figures' texts, which have an alternative, aside.
export LC_ALL=C.UTF-8
pdfinfo -struct-text "$pdf" >"$folder/read" 2>/dev/null
pdftotext -x 0 -y 48 -W 596 -H 742 "$pdf" "$folder/seen"
letters() { grep -o '[[:alnum:]]' | sort | uniq -c; }
sed -n 's/^ *"\(.*\)"$/\1/p' "$folder/read" | letters >"$folder/read.letters"
letters <"$folder/seen" >"$folder/seen.letters"
[ "$(wc -l <"$folder/seen.letters")" -gt 40 ] || fail "no text"
diff "$folder/read.letters" "$folder/seen.letters" || fail "the structure leaves out text"
words() { grep -oE '[[:alnum:]]+' | sort -u; }
sed '/^ *Figure/,/"$/d' "$folder/read" | sed -n 's/^ *"\(.*\)"$/\1/p' | words >"$folder/read.words"
words <"$folder/seen" | comm -23 "$folder/read.words" - >"$folder/glued"
[ -s "$folder/glued" ] && fail "words that are not there: $(tr '\n' ' ' <"$folder/glued")"
xmllint --noout "$folder/sample.html" || fail "the page is not well-formed"
