/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The cells of a map put together until each area has enough incidents: what the crime prevention
 * council sees of a map whose tests are made on the single cells. Not for others.
 *
 * Hot cells with too few join neighbours with too few of the same place
 * (engine/disclosure/merge_areas.h). Other
 * cells with too few join the cells with too few in the same square of 500 m, what is still too
 * little in the same square of 1 km, and so on: squares lie within each other, so larger areas lie
 * where events are few, and an area says nothing of where in it they are. What is too little even
 * then is not drawn, but counted. Other cells that were hot in some year are listed without a
 * count, to say so.
 */
#ifndef PB_ENGINE_ANALYSIS_MERGED_CELLS_H
#define PB_ENGINE_ANALYSIS_MERGED_CELLS_H

#include "engine/analysis/cell_map.h"

/** What is drawn: a cell, or a square of several. */
typedef struct {
  size_t cell;   /**< position in the map; SIZE_MAX: a square of several cells */
  double x, y;   /**< its middle */
  double size_m; /**< its side */
  int64_t area;  /**< which cells and squares are one area, from 1; 0: a cell without a count */
  int64_t count; /**< incidents of the area */
  bool leads;    /**< the first of its area: each area's count once */
} pb_map_square;

typedef struct {
  GArray *squares;     /**< of pb_map_square: large ones first, hot cells last */
  int64_t n_not_drawn; /**< incidents */
} pb_merged_cells;

/** `number` of each cell's place as pb_hot_spots_of gives it; `fewest` > 1 incidents in an area;
 * squares grow to `largest_m`. Free with pb_merged_cells_free. */
pb_merged_cells *pb_merged_cells_of(const pb_cell_map *map, const int *number, int64_t fewest,
                                    double largest_m);
void pb_merged_cells_free(pb_merged_cells *merged);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_merged_cells, pb_merged_cells_free)

#endif
