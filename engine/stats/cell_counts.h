/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Points counted in the cells of a grid that covers their window. */
#ifndef PB_ENGINE_STATS_CELL_COUNTS_H
#define PB_ENGINE_STATS_CELL_COUNTS_H

#include "engine/cell_grid.h"
#include "engine/table.h"

/** A window of more cells is refused. */
#define PB_MOST_CELLS 20000000

typedef struct {
  pb_cell_grid *grid; /**< all columns and rows from the first to the last that hold a point */
  uint32_t *cells;    /**< n: numbers of the cells that hold points, ascending */
  double *counts;     /**< n: sum of the points' counts */
  size_t n, n_points;
} pb_cell_counts;

/** Read and check the columns x, y and, where there is one, count. False with PB_ERROR_STATISTIC;
 * true with *reason (N_() text) where there are no points or too many cells. Clear with
 * pb_cell_counts_clear. */
bool pb_cell_counts_read(const pb_table *table, pb_cell_shape shape, double size_m,
                         pb_cell_counts *counts, const char **reason, GError **error);
void pb_cell_counts_clear(pb_cell_counts *counts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(pb_cell_counts, pb_cell_counts_clear)

#endif
