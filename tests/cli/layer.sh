#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A shapefile as GeoJSON: what is printed, what is said, and what is refused.
. "$(dirname "$0")/lib.sh"
LAYERS=$ROOT/data/boundaries
json_is() { [ "$(jq -c "$1" "$W/out")" = "$2" ]; }

pb layer "$LAYERS/Kommun_Sweref99TM.shp" --lang en
ok "municipalities" status_is 0
ok "one JSON text" quietly jq -e . "$W/out"
ok "a FeatureCollection" json_is '[.type, .name, .source_crs, (.features | length)]' \
  '["FeatureCollection","Kommun_Sweref99TM","EPSG:3006",290]'
ok "texts in Latin-1" json_is '[.features[] | select(.properties.KnKod == "1880").properties.KnNamn]' '["Örebro"]'
ok "longitude and latitude of Sweden" json_is \
  '.bbox as [$w, $s, $e, $n] | $w > 10.5 and $s > 55 and $e < 24.5 and $n < 69.5' true
# Twice the area of a ring is positive when it runs counter-clockwise.
cat >"$W/rings.jq" <<'EOF'
def area: . as $r | [range(length - 1) | $r[.][0] * $r[. + 1][1] - $r[. + 1][0] * $r[.][1]] | add;
[.features[].geometry | if .type == "Polygon" then .coordinates else .coordinates[] end
  | (.[0] | area > 0), (.[1:][] | area < 0)] | all
EOF
ok "outer rings counter-clockwise, holes clockwise" test "$(jq -f "$W/rings.jq" "$W/out")" = true
ok "at most seven decimals" test "$(grep -cE '[0-9]\.[0-9]{8}' "$W/out")" = 0
ok "says what it holds" says "Kommun_Sweref99TM.shp holds polygons: 290 shapes."
ok "says the system and where from" says "SWEREF 99 TM (EPSG:3006), as the .prj file says."
ok "says the encoding and the attributes" says "Attributes in ISO-8859-1: KnKod (texts), KnNamn (texts)."
cp "$W/out" "$W/first"
(cd "$LAYERS" && "$PB" layer Kommun_Sweref99TM --format geojson >"$W/again" 2>/dev/null)
ok "the same bytes from another folder, and without .shp" cmp -s "$W/first" "$W/again"

pb layer "$LAYERS/swemapdata_tatorter.shp" -o "$W/orter.geojson"
ok "-o" test "$STATUS" = 0 -a ! -s "$W/out"
cp "$W/orter.geojson" "$W/out"
ok "points with numbers" json_is '[.features[] | select(.properties.name == "Örebro")][0] | [.geometry.type, (.properties.pop | type)]' '["Point","number"]'
pb layer "$LAYERS/swemapdata_tatorter.shp" -o "$W/no/orter.geojson"
ok "-o that cannot be written" status_is 4

copy() { for e in shp shx dbf prj; do cp "$LAYERS/Kommun_Sweref99TM.$e" "$W/k.$e"; done; }
copy
rm "$W/k.prj"
pb layer "$W/k.shp" --lang en
ok "no .prj: the guess is said" says "guessed from where they lie"
ok "no .prj: the note names no folder" json_is '.notes' \
  '["k.prj is missing: the projection EPSG:3006 was taken from where the coordinates lie."]'
pb layer "$W/k.shp" --crs EPSG:3021 --lang en
ok "--crs" says "(EPSG:3021), as --crs says"
ok "another system gives other places" test "$(jq -c .bbox "$W/out")" != "$(jq -c .bbox "$W/first")"
pb layer "$W/k.shp" --crs EPSG:3857 --lang en
ok "a system that puts it elsewhere is noted" says "No part of the layer lies in Sweden"
pb layer "$W/k.shp" --crs EPSG:4326 --lang en
ok "a system that cannot be" status_is 3
pb layer "$W/k.shp" --crs sweref --lang en
ok "--crs that is none" status_is 2
ok "--crs that is none, what it should be" says "--crs takes EPSG:N"
pb layer "$W/k.shp" --encoding UTF-8 --lang en
ok "--encoding that does not fit" status_is 3
ok "--encoding that does not fit, what to do" says "leave the encoding out"
pb layer "$W/k.shp" --encoding windows-1252 --lang en
ok "--encoding" says "Attributes in windows-1252"
pb layer "$W/k.shp" --format csv
ok "no other format" status_is 2
pb layer
ok "no file named" status_is 2

head -c 5000 "$LAYERS/Kommun_Sweref99TM.shp" >"$W/k.shp"
pb layer "$W/k.shp" --lang en
ok "cut off" status_is 3
ok "cut off, named" says "k.shp is cut off"
ok "cut off: nothing is printed" test ! -s "$W/out"
copy
rm "$W/k.dbf"
pb layer "$W/k.shp" --lang en
ok "no table" says "k.dbf is missing"
pb layer "$W/first" --lang en
ok "no shapefile" says "is not a shapefile"
pb layer "$W/none.shp" --lang en
ok "no file" status_is 3
pb layer "$ROOT/data/boundaries/Kommun_Sweref99TM.shp" --format neighbours
ok "neighbours of municipalities" says "1880,0428 0562 1814 1861 1881 1883 1884 1885 1984,"
ok "Gotland has none" says "0980,,"
pb layer "$ROOT/data/boundaries/Kommun_Sweref99TM.shp" --format neighbours -o "$W/neighbours.csv"
awk -F, 'NR == 1 { print "id,neighbours,value" } NR > 1 { print $1 "," $2 "," ($1 < "1300") }' "$W/neighbours.csv" >"$W/map.csv"
pb stat morans-i --input "$W/map.csv" --format csv
ok "and they feed the statistics of maps" status_is 0
pb layer "$ROOT/data/boundaries/swemapdata_tatorter.shp" --format neighbours --lang en
ok "points have no neighbours" says "Only areas"
ok "which is a matter of input" status_is 3
pb layer "$ROOT/data/boundaries/Kommun_Sweref99TM.shp" --format neighbours --id nej --lang en
ok "an attribute that is not there" says "no attribute"
pb layer "$ROOT/data/boundaries/Kommun_Sweref99TM.shp" --format svg --lang en
ok "another format" status_is 2

done_testing
