/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * How much of every cell of an endless grid a polygon covers, exactly. Inside geo/ only.
 *
 * A sweep from south to north goes through slabs in which no edge begins, ends or crosses another,
 * and in which the sides of cells are straight; there the even-odd rule is "between the first and
 * the second edge, the third and the fourth". To the right of an edge e a cell between the sides l
 * and r has the area F(r) - F(l), where F(l) is the integral over the slab of max(0, l - e); only
 * cells that e passes through are looked at, all farther right are covered from side to side. So
 * the cost is that of the boundary, not of the area.
 */
#ifndef PB_GEO_CELL_COVERAGE_H
#define PB_GEO_CELL_COVERAGE_H

#include "engine/cell_grid.h"
#include "geo/layer.h"

/** Cells beside each other that are covered alike. */
typedef struct {
  pb_cell first;
  uint32_t n;
  double share;       /**< of each cell's area, 0 < share <= 1; 1 from 1 - 1e-9 on */
  bool centre_inside; /**< is each cell's middle inside, by the rule of point_in_polygon.h? */
} pb_covered_cells;

/** All cells that the polygon meets with more than 1e-12 of their area, as pb_covered_cells
 * ascending by row and column; rings may cross and overlap (even-odd). The caller sees to it that
 * box and `size_m` (> 0) make columns and rows that fit int32. Free with g_array_unref. */
GArray *pb_cells_covered(const pb_layer *layer, size_t feature, pb_cell_shape shape, double size_m);

#endif
