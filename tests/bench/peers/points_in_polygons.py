# SPDX-License-Identifier: GPL-3.0-or-later
"""The same points in the same polygons by GEOS: points_in_polygons.py MUNICIPALITIES.shp POINTS
[N], where POINTS is the file that `bench_topology points FILE` writes. For each polygon, the points
of its box (sorted by x, so that the box is found by bisection) are tested against the prepared
polygon in one vectorised call, the fastest way of shapely 1.8; and, on a tenth of the points,
geopandas.sjoin. Only the assignment is timed."""
import sys
import time

import geopandas
import numpy
import shapely.vectorized

layer = geopandas.read_file(sys.argv[1])
xy = numpy.fromfile(sys.argv[2]).reshape(-1, 2)
if len(sys.argv) > 3:
    xy = xy[:int(sys.argv[3])]

cpu, wall = -time.process_time(), -time.perf_counter()
order = numpy.argsort(xy[:, 0])
x, y = xy[order, 0], xy[order, 1]
found = numpy.full(len(x), -1)
for i, polygon in enumerate(layer.geometry):
    min_x, min_y, max_x, max_y = polygon.bounds
    first, last = numpy.searchsorted(x, [min_x, max_x])
    rows = first + numpy.flatnonzero((y[first:last] >= min_y) & (y[first:last] <= max_y))
    inside = rows[shapely.vectorized.contains(polygon, x[rows], y[rows])]
    found[inside[found[inside] < 0]] = i  # where polygons overlap, the first
answer = numpy.empty(len(x), dtype=int)
answer[order] = found
cpu, wall = cpu + time.process_time(), wall + time.perf_counter()
sum_ = int(numpy.sum((answer + 1) * (numpy.arange(len(x)) % 1009 + 1)))
print("prepared contains: %d points, %.2f s CPU, %.2f s wall; %d inside, check sum %d"
      % (len(x), cpu, wall, (answer >= 0).sum(), sum_))

xy = xy[:len(xy) // 10]
points = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(xy[:, 0], xy[:, 1]),
                                crs=layer.crs)
cpu, wall = -time.process_time(), -time.perf_counter()
joined = geopandas.sjoin(points, layer[["geometry"]], predicate="within")
cpu, wall = cpu + time.process_time(), wall + time.perf_counter()
print("geopandas.sjoin: %d points, %.2f s CPU, %.2f s wall; %d inside"
      % (len(xy), cpu, wall, len(joined)))
