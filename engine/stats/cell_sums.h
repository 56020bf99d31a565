/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What lies in and around the cells of a grid, when few cells hold anything: the grid is swept row
 * by row, and only where the number of cells around or the presence of values changes is something
 * done.
 */
#ifndef PB_ENGINE_STATS_CELL_SUMS_H
#define PB_ENGINE_STATS_CELL_SUMS_H

#include "engine/cell_grid.h"

/** A cell that holds a value, or lies beside one that does. */
typedef struct {
  uint32_t cell;
  uint32_t around; /**< kept cells around it, itself too */
  double value;    /**< its own */
  double sum;      /**< of it and the cells around */
} pb_cell_sum;

/** Of the `n` cells given (ascending by number, each once) and those beside them; `quiet` counts
 * the others by the number of kept cells around, 1 to 9 (10 entries). A GArray of pb_cell_sum,
 * ascending by number; free with g_array_unref. */
GArray *pb_cell_sums(const pb_cell_grid *grid, const uint32_t *cells, const double *values,
                     size_t n, size_t quiet[10]);

#endif
