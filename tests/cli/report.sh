#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The report from outside: files, structure, words, bytes.
. "$(dirname "$0")/lib.sh"
text() { sed 's/<[^>]*>/ /g' "$1"; }
# Headings of the parts, which are the same for every municipality.
parts() { grep -oE '<section[^>]*aria-label[^>]*>|<section[^>]* id="[^"]*"' "$1" | grep -oE ' id="[^"]*"'; }

pb report -c "$INI" -o "$W/a" -m 1880 -m Dorotea -m Sigtuna --jobs 1
ok "three reports" status_is 0
for d in 1880-orebro 2425-dorotea 0191-sigtuna; do
  for f in rapport.pdf rapport.html results.json; do
    ok "$d/$f" test -s "$W/a/$d/$f"
  done
  ok "$d: the PDF is sound" quietly qpdf --check "$W/a/$d/rapport.pdf"
  pdfinfo "$W/a/$d/rapport.pdf" >"$W/info"
  ok "$d: title" grep -q '^Title:.*lägesbild' "$W/info"
  ok "$d: fonts embedded" test "$(pdffonts "$W/a/$d/rapport.pdf" | tail -n +3 | awk '{print $(NF-4)}' | grep -vc yes)" = 0
  ok "$d: language" grep -qa '/Lang' <(qpdf --qdf --object-streams=disable "$W/a/$d/rapport.pdf" -)
  ok "$d: the HTML is well-formed" quietly xmllint --noout "$W/a/$d/rapport.html"
  text "$W/a/$d/rapport.html" >"$W/text"
  ok "$d: no NaN, inf, (null), -0 %" bash -c "! grep -qiE '\bnan\b|\binf\b|\(null\)|[-−]0[  ]%' '$W/text'"
  ok "$d: no HTTP resource" bash -c "! grep -qE 'https?://[^\"]*\.(js|css|woff|png)' '$W/a/$d/rapport.html'"
  for f in "$W/a/$d"/figures/*.svg; do
    [ -s "${f%.svg}.png" ] && [ -s "${f%.svg}.pdf" ] && xmllint --noout "$f" && grep -q '<title' "$f" ||
      echo "$f" >>"$W/bad-figures"
  done
  # A problem area has pages where there are recorded events.
  parts "$W/a/$d/rapport.html" | grep -v '"handelser-' >"$W/parts-$d"
done
ok "every figure as SVG, PNG and PDF" test ! -e "$W/bad-figures"
ok "same parts for Dorotea" quietly diff "$W/parts-1880-orebro" "$W/parts-2425-dorotea"
ok "same parts for Sigtuna" quietly diff "$W/parts-1880-orebro" "$W/parts-0191-sigtuna"
ok "parts are there" test "$(wc -l <"$W/parts-1880-orebro")" -ge 8
for part in Sammanfattning 'Kommunen i korthet' 'Anmälda brott' 'Data och metod'; do
  ok "Örebro has $part" grep -q "$part" "$W/a/1880-orebro/rapport.html"
done
ok "Sigtuna's spike is said" bash -c "sed 's/<[^>]*>/ /g' '$W/a/0191-sigtuna/rapport.html' | grep -q '2024' && grep -qi 'enstaka' '$W/a/0191-sigtuna/rapport.html'"
ok "manifest has SHA-256" bash -c "jq -e '[.. | strings] | any(test(\"^[0-9a-f]{64}\$\"))' '$W/a/manifest.json' >/dev/null"
ok "index names the reports" grep -q '1880-orebro/rapport.pdf' "$W/a/index.html"
ok "no machine path in the output" bash -c "! grep -rlaF -e '$ROOT' -e '$W' '$W/a' | grep -q ."

(cd / && LC_ALL=C.UTF-8 LANGUAGE=en TZ=Asia/Tokyo "$PB" report -c "$INI" -o "$W/b" -m 1880 -m Dorotea -m Sigtuna --jobs 2 >/dev/null 2>&1)
ok "same bytes with two threads, another locale, zone and folder" quietly diff -rq "$W/a" "$W/b"
LC_ALL=sv_SE.UTF-8 "$PB" report -c "$INI" -o "$W/c" -m 1880 -m Dorotea -m Sigtuna >/dev/null 2>&1
ok "same bytes under sv_SE" quietly diff -rq "$W/a" "$W/c"

before=$(stat -c %Y.%i "$W/a/1880-orebro/rapport.pdf")
pb report -c "$INI" -o "$W/a" -m 1880 -m Dorotea -m Sigtuna --resume
ok "--resume leaves whole reports" test "$before" = "$(stat -c %Y.%i "$W/a/1880-orebro/rapport.pdf")"
rm "$W/a/1880-orebro/results.json"
pb report -c "$INI" -o "$W/a" -m 1880 -m Dorotea -m Sigtuna --resume
ok "--resume makes what is not whole" test -s "$W/a/1880-orebro/results.json"
pb report -c "$INI" -o "$W/s" -m 1880 -m 1883 --shard 2/2 --formats html
ok "--shard takes its part" test -e "$W/s/1883-karlskoga/rapport.html" -a ! -e "$W/s/1880-orebro"

pb report -c "$INI" -o "$W/en" -m 1880 --lang en
ok "English" grep -q 'Summary' "$W/en/1880-orebro/rapport.html"
pb report -c "$INI" -o "$W/county" -m "Gotlands län" --formats html
ok "a county" test -e "$W/county/0980-gotland/rapport.html"

for ending in svg png pdf; do
  pb chart long-series -c "$INI" -m Örebro -o "$W/f.$ending" --set type=theft
  ok "chart as $ending" test -s "$W/f.$ending"
done
pb chart long-serie -c "$INI" -m Örebro -o "$W/f.svg"
ok "misspelt chart" says "long-series"
done_testing
