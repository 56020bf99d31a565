/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The grid of a polygon: the squares or hexagons of the national grid lines that a municipality is
 * made of, and how much of each lies inside.
 *
 * A cell is kept when its middle is inside the polygon (point_in_polygon.h) or at least half of its
 * area is. A polygon so small or narrow that no cell is kept by that rule keeps one: the cell that
 * holds its label point (label_point.h). The share of a cell is that of its area inside, exact by
 * clipping; holes, several parts and crossing rings follow the even-odd rule.
 *
 * Time and memory go with the length of the boundary and the number of rows: Kiruna's 8 million
 * squares of 50 m cost some hundredths of a second and less than a megabyte.
 */
#ifndef PB_GEO_GRID_OF_POLYGON_H
#define PB_GEO_GRID_OF_POLYGON_H

#include "engine/cell_grid.h"
#include "geo/layer.h"

/** More cells are refused: an unwanted zero in the size should not fill the memory. */
#define PB_MAX_GRID_CELLS 100e6

/** `layer`: polygons in metres. NULL with PB_ERROR_USAGE when `size_m` is not a positive number or
 * would make more than PB_MAX_GRID_CELLS cells, and with PB_ERROR_INPUT when the feature has no
 * area. Thread-safe. Free with pb_cell_grid_free. */
pb_cell_grid *pb_grid_of_polygon(const pb_layer *layer, size_t feature, pb_cell_shape shape,
                                 double size_m, GError **error);

#endif
