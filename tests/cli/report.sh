#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The report from outside: files, structure, words, bytes.
. "$(dirname "$0")/lib.sh"
text() { sed 's/<[^>]*>/ /g' "$1"; }
# Headings of the parts, which are the same for every municipality.
parts() { grep -oE '<section[^>]*aria-label[^>]*>|<section[^>]* id="[^"]*"' "$1" | grep -oE ' id="[^"]*"'; }

# What a finished report is, whatever the municipality.
finished() { # folder, name
  local f
  for f in rapport.pdf rapport.html results.json; do
    ok "$2/$f" test -s "$1/$f"
  done
  ok "$2: the PDF is sound" quietly qpdf --check "$1/rapport.pdf"
  pdfinfo "$1/rapport.pdf" >"$W/info"
  ok "$2: title" grep -q '^Title:.*lägesbild' "$W/info"
  ok "$2: fonts embedded" test "$(pdffonts "$1/rapport.pdf" | tail -n +3 | awk '{print $(NF-4)}' | grep -vc yes)" = 0
  ok "$2: language" grep -qa '/Lang' <(qpdf --qdf --object-streams=disable "$1/rapport.pdf" -)
  ok "$2: the HTML is well-formed" quietly xmllint --noout "$1/rapport.html"
  text "$1/rapport.html" >"$W/text"
  ok "$2: no NaN, inf, (null), -0 %" bash -c "! grep -qiE '\bnan\b|\binf\b|\(null\)|[-−]0[  ]%' '$W/text'"
  ok "$2: no HTTP resource" bash -c "! grep -qE 'https?://[^\"]*\.(js|css|woff|png)' '$1/rapport.html'"
  for f in "$1"/figures/*.svg; do
    [ -s "${f%.svg}.png" ] && [ -s "${f%.svg}.pdf" ] && grep -q '<title' "$f" || echo "$f" >>"$W/bad-figures"
  done
  xmllint --noout "$1"/figures/*.svg 2>>"$W/bad-figures"
  # Problem areas and months have pages where there are recorded events.
  parts "$1/rapport.html" | grep -vE '"handelser-|"manader"' >"$W/parts-$2"
}

# One report with every event and every usual format; what follows has fewer events.
pb report -c "$INI" -o "$W/full" -m 1880 -m Sigtuna --jobs 1
ok "two reports" status_is 0
finished "$W/full/1880-orebro" orebro
finished "$W/full/0191-sigtuna" sigtuna
# What is put on the web and sent by mail must not be heavy.
heavier() { find "$W/full" -name "$1" -size "+$2" | grep .; } # find counts whole KiB
ok "every figure: PNG at most 200 kB" not heavier '*.png' 195k
ok "every figure: SVG at most 300 kB" not heavier '*.svg' 292k
ok "the PDF is at most 5 MB" not heavier 'rapport.pdf' 4882k
wide=$(grep -l 'width="160mm"' "$W"/full/1880-orebro/figures/*.svg | wc -l)
ok "wide figures at half the width too" test "$wide" -gt 8 -a "$(ls "$W"/full/1880-orebro/figures/*-8cm.png | wc -l)" -ge "$wide"
other_widths() { # a PNG has its width in bytes 16 to 19: 945 pixels are 8 cm at 300 dpi
  local f
  for f in "$@"; do od -An -j16 -N4 -tu1 "$f"; done | grep -v ' 0 *0 *3 177'
}
ok "they are 8 cm at 300 dpi" not other_widths "$W"/full/1880-orebro/figures/*-8cm.png
ok "parts are there" test "$(wc -l <"$W/parts-orebro")" -ge 8
for part in Sammanfattning 'Kommunen i korthet' 'Anmälda brott' 'Data och metod'; do
  ok "Örebro has $part" grep -q "$part" "$W/full/1880-orebro/rapport.html"
done
ok "same parts for Sigtuna" quietly diff "$W/parts-orebro" "$W/parts-sigtuna"
ok "Sigtuna's spike is said" bash -c "sed 's/<[^>]*>/ /g' '$W/full/0191-sigtuna/rapport.html' | grep -q '2024' && grep -qi 'enstaka' '$W/full/0191-sigtuna/rapport.html'"

small_data "$W/data"
INI=$W/data/orebro/problembild.ini
LC_ALL=sv_SE.UTF-8 "$PB" report -c "$INI" -o "$W/a" -m 1880 -m Dorotea --jobs 1 >/dev/null 2>"$W/err"
STATUS=$?
ok "two reports, fewer events" status_is 0
finished "$W/a/2425-dorotea" dorotea
ok "every figure as SVG, PNG and PDF" test ! -s "$W/bad-figures"
ok "same parts for Dorotea" quietly diff "$W/parts-orebro" "$W/parts-dorotea"
ok "manifest has SHA-256" bash -c "jq -e '[.. | strings] | any(test(\"^[0-9a-f]{64}\$\"))' '$W/a/manifest.json' >/dev/null"
ok "index names the reports" grep -q '1880-orebro/rapport.pdf' "$W/a/index.html"
ok "no machine path in the output" bash -c "! grep -rlaF -e '$ROOT' -e '$W' '$W/full' '$W/a' | grep -q ."

(cd / && LC_ALL=C.UTF-8 LANGUAGE=en TZ=Asia/Tokyo "$PB" report -c "$INI" -o "$W/b" -m 1880 -m Dorotea --jobs 2 >/dev/null 2>&1)
ok "same bytes with one thread under sv_SE, two under C, another zone and folder" quietly diff -rq "$W/a" "$W/b"

rm "$W/a/2425-dorotea/results.json"
before=$(stat -c %Y.%i "$W/a/1880-orebro/rapport.pdf")
pb report -c "$INI" -o "$W/a" -m 1880 -m Dorotea --resume
ok "--resume leaves whole reports" test "$before" = "$(stat -c %Y.%i "$W/a/1880-orebro/rapport.pdf")"
ok "--resume makes what is not whole" test -s "$W/a/2425-dorotea/results.json"
pb report -c "$INI" -o "$W/s" -m 1880 -m 1883 --shard 2/2 --formats html
ok "--shard takes its part" test -e "$W/s/1883-karlskoga/rapport.html" -a ! -e "$W/s/1880-orebro"

pb report -c "$INI" -o "$W/en" -m Dorotea --lang en --formats html
ok "English" grep -q 'Summary' "$W/en/2425-dorotea/rapport.html"
pb report -c "$INI" -o "$W/county" -m "Gotlands län" --formats html
ok "a county" test -e "$W/county/0980-gotland/rapport.html"

INI=$ROOT/data/exempel/problembild.ini
for ending in svg png pdf; do
  pb chart long-series -c "$INI" -m Örebro -o "$W/f.$ending" --set type=theft
  ok "chart as $ending" test -s "$W/f.$ending"
done
pb chart long-serie -c "$INI" -m Örebro -o "$W/f.svg"
ok "misspelt chart" says "long-series"
done_testing
