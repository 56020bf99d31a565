/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Hot and cold cells of a grid: G* (local_g.h) of a count in every cell, a cell's neighbours being
 * those that share a side or corner with it (hexagons: a side), each with weight 1, itself too.
 *
 * Nearly all cells of a municipality are empty, and so are their neighbours. Such quiet cells
 * differ only in how many neighbours they have, so they are not looked at one by one but counted by
 * that; they all take part in the mean, the variance and the adjustment of p, which is that of
 * Benjamini & Hochberg (1995) over all cells of the grid. The cost follows the events and the
 * grid's rows, not its cells, and the result is the same as of all cells one by one.
 */
#ifndef PB_ENGINE_STATS_GRID_HOT_CELLS_H
#define PB_ENGINE_STATS_GRID_HOT_CELLS_H

#include "engine/cell_grid.h"
#include "engine/stats/count.h"

typedef struct {
  uint32_t cell;           /**< number in the grid */
  double value;            /**< what was counted in it; or its rate */
  double z, p, p_adjusted; /**< 0 where not computable; p two-sided */
  bool computable;         /**< false: no kept cell around it, or every cell is */
} pb_hot_cell;

/** Cells with nothing in them or around, that have the same number of neighbours. */
typedef struct {
  size_t n; /**< how many there are */
  double z, p, p_adjusted;
  bool computable;
} pb_quiet_cells;

#define PB_MOST_AROUND 9 /**< a square, with itself */

typedef struct {
  GArray *cells; /**< pb_hot_cell, ascending by number: the cells given, and those around them */
  pb_quiet_cells quiet[PB_MOST_AROUND + 1]; /**< by the number of kept cells around, itself too */
  size_t n_cells, n_tested;
  size_t n_hot, n_cold; /**< p_adjusted at most alpha, and z above or below 0; quiet cells too */
  double mean, sd;      /**< of the counts of all cells; sd with n */
  const char *reason; /**< NULL, or why nothing is computable (N_() text); then `cells` is empty */
} pb_hot_cells;

/** From the counts (>= 0, or any finite values) of the `n` cells given, ascending by number and
 * each once; all other cells have 0. Free with pb_hot_cells_free. */
pb_hot_cells *pb_grid_local_g(const pb_cell_grid *grid, const uint32_t *cells, const double *counts,
                              size_t n, double alpha);
/** The same for crimes per head: of rates standardised by how much they vary by chance
 * (eb_standardise.h), among the cells given, which are those that have a population. A cell's value
 * is its rate. */
pb_hot_cells *pb_grid_local_g_rates(const pb_cell_grid *grid, const uint32_t *cells,
                                    const pb_count *counts, size_t n, double alpha);
void pb_hot_cells_free(pb_hot_cells *hot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_hot_cells, pb_hot_cells_free)

#endif
