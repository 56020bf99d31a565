/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The outline of a set of square cells as rings: sides between two cells of the set are gone. */
#ifndef PB_GEO_CELL_OUTLINE_H
#define PB_GEO_CELL_OUTLINE_H

#include "engine/cell_grid.h"

/** Rings in metres, one after the other: ring r has the corners end[r - 1] (0 for the first) ..
 * end[r] - 1 of x and y, closed (first corner repeated). Outer rings run clockwise and holes
 * counter-clockwise; cells that only touch at a corner are parts of their own. Only corners where
 * the outline turns are kept. */
typedef struct {
  GArray *x, *y; /**< double */
  GArray *end;   /**< uint32_t */
} pb_cell_outline;

/** Of `n` cells in any order, each once, of squares with a side of `size_m`. Clear with
 * pb_cell_outline_clear. */
pb_cell_outline pb_cell_outline_of(const pb_cell *cells, size_t n, double size_m);
void pb_cell_outline_clear(pb_cell_outline *outline);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(pb_cell_outline, pb_cell_outline_clear)

#endif
