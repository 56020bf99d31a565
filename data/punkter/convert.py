# SPDX-License-Identifier: GPL-3.0-or-later
"""Made the files of this folder, once, from the published ones. Needs geopandas; no part of the build.

Usage: convert.py FOLDER, where FOLDER holds lancashire_asb.tab and lancashire_wards.gpkg of
https://github.com/mpjashby/crimemappingdata and memphis_robberies.csv of https://github.com/mpjashby/sfhotspot
"""

import csv
import sys

import geopandas
from pyproj import Transformer

source = sys.argv[1]


def write(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(";".join(header) + "\n")
        file.writelines(";".join(row) + "\n" for row in rows)


def points(path, delimiter, date, x, y, epsg):
    """Rows of date and place, in whole metres; names of streets and numbers of cases are left out."""
    to_metres = Transformer.from_crs(4326, epsg, always_xy=True)
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter=delimiter):
            east, north = to_metres.transform(float(row[x]), float(row[y]))
            yield date(row), f"{east:.0f}", f"{north:.0f}"


# Lancashire: the month and the point (published to four decimals of a degree), on the British National Grid.
write("lancashire_asb.csv", ("month", "x", "y"),
      points(f"{source}/lancashire_asb.tab", "\t", lambda r: r["month"][:7], "longitude", "latitude", 27700))

# Its wards, as published, and the whole as one area.
wards = geopandas.read_file(f"{source}/lancashire_wards.gpkg")[["ward_code", "ward_name", "geometry"]]
wards = wards.rename(columns={"ward_code": "code", "ward_name": "name"}).sort_values("code")
wards.to_file("lancashire_wards.shp", encoding="utf-8", engine="fiona")
whole = geopandas.GeoDataFrame({"code": ["9001"], "name": ["Lancashire"]},
                               geometry=[wards.unary_union], crs=wards.crs)
whole.to_file("lancashire.shp", encoding="utf-8", engine="fiona")

# Memphis: the minute and the point (published to three decimals of a degree), in UTM zone 15 N.
write("memphis_ran.csv", ("start", "x", "y"),
      sorted(points(f"{source}/memphis_robberies.csv", ",", lambda r: r["date"][:16], "x", "y", 32615)))
