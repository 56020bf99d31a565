/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Places sorted into squares whose diagonal is a given reach, so that all places of a square are
 * within reach of each other, and whatever is within reach of one lies in the 5 x 5 squares around.
 * Only squares with places exist, so emptiness costs nothing.
 */
#ifndef PB_ENGINE_STATS_REACH_CELLS_H
#define PB_ENGINE_STATS_REACH_CELLS_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/** How many squares around one can hold a place within reach: 5 x 5 without the corners and itself.
 */
#define PB_REACH_NEIGHBOURS 20

typedef struct {
  int64_t col, row;
  uint32_t first; /**< of its places in `place` */
} pb_reach_cell;

typedef struct {
  size_t n;             /**< squares with places */
  pb_reach_cell *cells; /**< n + 1, by row, then column; the last only ends the places */
  uint32_t *place;      /**< places square by square, ascending within a square */
  uint32_t *cell_of;    /**< a place */
  const double *x, *y;  /**< the caller's */
} pb_reach_cells;

/** Of n places in metres, n below 2^32, whose coordinates must outlive the squares; `reach` > 0.
 * Free with pb_reach_cells_free. */
pb_reach_cells *pb_reach_cells_new(const double *x, const double *y, size_t n, double reach);
void pb_reach_cells_free(pb_reach_cells *cells);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_reach_cells, pb_reach_cells_free)

/** The squares with places around a square, those that share a side or corner first. How many. */
size_t pb_reach_cells_around(const pb_reach_cells *cells, size_t cell,
                             uint32_t around[PB_REACH_NEIGHBOURS]);

#endif
