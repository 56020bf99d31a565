#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A version for the public under attack. Usage: public.sh PROGRAM ROOT MAKE_WORLD ATTACK DOCX_SECRETS
# 1. What every number in every file tells, by linear programming: no small count; and the same attack
#    on the version for the house, which must fall at every way in.
# 2. Other inputs that agree with what is shown give the same bytes, in every file of every format.
# 3. Nothing else is in the files: comments, properties, paths, secrets.
. "$(dirname "$0")/../cli/lib.sh"
MAKE_WORLD=$(realpath "$3") ATTACK=$(realpath "$4") SECRETS=$(realpath "$5") HERE=$(realpath "$(dirname "$0")")
export LC_ALL=C.UTF-8

write() { # project, folder, audience, places
  local project=$1 folder=$2 audience=$3 places=()
  shift 3
  for p in "$@"; do places+=(-m "$p"); done
  pb report -c "$project/problembild.ini" "${places[@]}" -o "$folder" --audience "$audience" --lang en \
    --formats "$FORMATS" --jobs 2
}
FORMATS=html,docx,xlsx,pdf,text
attack() { # folder of the truth, folder to attack, ways...
  local truth=$1 report=$2 ways=()
  shift 2
  for w in "$@"; do ways+=(--ways "$w"); done
  "$ATTACK" --hidden "${ways[@]}" --events "$W/world/handelser.csv" "$W/world/omraden.csv" "$W/world/folkmangd.csv" \
    "$W/world/brott.csv,$W/world/kvartal.csv" "$truth" "$report" >"$W/found"
  grep '^ways=\|^#' "$W/found" | cut -c1-300 >"$W/err" # shown when a test fails
}
found() { grep "^ways=$1 " "$W/found" | grep -o " $2=[0-9]*" | cut -d= -f2; }
none() { test "$(found all "$1")" = 0; }
some() { test "$(found "$1" "$2")" -gt "$3"; }

"$MAKE_WORLD" "$W/world"
write "$W/world" "$W/house" internal 9001 9004 9010
ok "version for the house" status_is 0
write "$W/world" "$W/public" public 9001 9004 9010
ok "version for the public" status_is 0

attack "$W/house" "$W/public"
ok "no small count can be told" none narrow
ok "no value stands beside a count left out" none beside
ok "no share of few answers can be told" none leaks
ok "everything was read rightly" none misread
ok "every column has a meaning to the attack" none unknown
ok "there is something left to read" some all told 300
ok "and many small counts to find" some all sensitive 1000
cp "$W/found" "$W/hidden"

# The power of the attack: one place of the version for the house, the small counts blanked but for one way.
mkdir "$W/one"
cp -r "$W/house/9001-alby" "$W/one"
attack "$W/house" "$W/one" none count rate interval sum ratio beside
blind=$(found none narrow)
ok "blanking small counts alone is undone by sums" some none narrow 0
for way in count rate interval sum ratio; do
  ok "the house: found by $way" some $way narrow "$blind"
done
ok "the house: values beside blanked counts" some beside beside 100
for sort in json csv xlsx html docx svg; do
  ok "the house: found in $sort" some rate "in_$sort" 10
done
ok "the house: read rightly" test "$(found count misread)" = 0
attack "$W/house" "$W/house" quantile
ok "the house: found by a median that is a member's rate" some quantile way_quantile 0
ok "the house: shares of few answers" test "$(found quantile leaks)" -gt 0

# Other inputs, same bytes.
cp -r "$W/world" "$W/other"
moved=$(awk -f "$HERE/change_hidden.awk" "$W/hidden" "$W/world/brott.csv" "$W/world/brott.csv" 2>&1 >"$W/other/brott.csv")
ok "crimes moved between counts left out" test "$moved" -ge 5
awk -v place=9001 -v one=0825 -v other=1201 -f "$HERE/change_events.awk" "$W/world/handelser.csv" >"$W/other/handelser.csv"
ok "events at other hours and days, of other areas" test "$(diff "$W/world/handelser.csv" "$W/other/handelser.csv" | grep -c '^>')" -gt 500
exchanged=$(awk -v part=Ön -f "$HERE/change_survey.awk" "$W/world/enkat.csv" "$W/world/enkat.csv" 2>&1 >"$W/other/enkat.csv")
ok "answers of a small group" test "$exchanged" -ge 3
sed -i 's/;Män;0.0;8/;Män;2.0;8/; s/;Kvinnor;30.0;40/;Kvinnor;29.6;40/' "$W/other/andelar.csv"
sed -i 's/;2;2025;minska;båda/;3;2025;minska;båda/' "$W/other/mal.csv"
for file in andelar mal; do ok "another $file" test "$(diff "$W/world/$file.csv" "$W/other/$file.csv" | grep -c '^>')" -gt 0; done
write "$W/other" "$W/same" public 9001 9004 9010
ok "version for the public of it" status_is 0
diff -rq "$W/public" "$W/same" >"$W/err" 2>&1
ok "the same bytes in every file" test ! -s "$W/err"
ok "of every format" test "$(find "$W/same" -type f | sed 's/.*\.//' | sort -u | tr '\n' ' ')" = "csv docx html json pdf png svg txt xlsx "
FORMATS=text write "$W/other" "$W/house2" internal 9001
cmp "$W/house/9001-alby/results.json" "$W/house2/9001-alby/results.json" >"$W/err" 2>&1
ok "the version for the house differs" test $? = 1

# The shipped data: all municipalities, few of their counts small.
pb report -c "$ROOT/data/exempel/problembild.ini" -m Dorotea -m Malå -o "$W/shipped" --audience public --lang en \
  --formats html,docx --jobs 2
ok "the shipped data for the public" status_is 0
"$ATTACK" --hidden "$ROOT/data/reference/municipalities.csv" "$ROOT"/data/population/folkmangd_kommun_*_tidy.csv \
  "$(echo "$ROOT"/data/bra/bra_crime_{290,quarterly}*.csv | tr ' ' ,)" - "$W/shipped" >"$W/found"
grep '^ways=\|^#' "$W/found" | cut -c1-300 >"$W/err"
ok "it has small counts" some all sensitive 20
ok "none can be told" none narrow
ok "nor is one beside" none beside
ok "it was read rightly" none misread
ok "and much of it" some all told 1000

# Nothing else.
P=$W/public
ok "no map of cells or places" test ! -e "$P/9010-jarnboda/gis"
for f in brott kvartal handelser enkat andelar mal atgarder; do sha256sum "$W/world/$f.csv"; done | cut -c1-64 >"$W/sums"
ok "no fingerprint of the inputs, by which small counts could be tried" bash -c "! grep -rqaF -f '$W/sums' '$P'"
ok "no machine path" bash -c "! grep -rqaF -e '$W' -e '$ROOT' '$P'"
ok "no name of the inputs' lines" bash -c "! grep -rqE '(handelser|brott|enkat)\.csv:[0-9]' '$P'"
ok "no comment in HTML and SVG" bash -c "! grep -rqE '<!--' '$P' --include=*.html --include=*.svg"
ok "no data attributes but the words of sorting" test "$(grep -rhoE ' data-[a-z-]+=' "$P" --include=*.html | sort -u | tr -d '\n ')" = "data-sort=data-values="
"$SECRETS" "$P"/*/rapport.docx >"$W/err" 2>&1
ok "nothing in DOCX but its pages" test ! -s "$W/err"
for file in "$P"/*/rapport.pdf "$P"/9001-alby/figures/*.pdf; do
  pdfinfo "$file" | grep -E '^(Author|Keywords|CreationDate|ModDate):' | grep -v ' 2000 ' && echo "$file"
done >"$W/err" 2>&1
ok "no author, key words or dates in PDF" test ! -s "$W/err"
ok "no attachments and scripts in PDF" bash -c "! qpdf --qdf --object-streams=disable '$P/9001-alby/rapport.pdf' - | grep -qaE '/(EmbeddedFile|JavaScript|JS) '"
done_testing
