/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A regular raster of square cells: where it lies, a value for each cell, and which cells have one.
 *
 * Cell (col, row) covers x from x0 + col * cell_m to x0 + (col + 1) * cell_m and y likewise; rows
 * go north, and cells are stored row by row, the southernmost first. A mask is a raster whose
 * values are the share of each cell inside a place (0 .. 1): with it the engine knows a
 * municipality's shape without knowing a polygon.
 */
#ifndef PB_ENGINE_RASTER_H
#define PB_ENGINE_RASTER_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/cell_grid.h"

/** Most cells of one raster: half a gigabyte of values. */
#define PB_RASTER_MAX_CELLS ((size_t)1 << 26)

typedef struct {
  double x0, y0; /**< lower left corner, metres */
  double cell_m; /**< side of a cell, above 0 */
  size_t n_cols, n_rows;
} pb_raster_frame;

typedef struct {
  pb_raster_frame frame;
  double *value;  /**< n_cols * n_rows; 0 where there is none */
  uint8_t *valid; /**< 1: has a value; 0: outside the place, or not computable */
} pb_raster;

/** Zeros, all valid. Errors: PB_ERROR_STATISTIC for a raster of more than PB_RASTER_MAX_CELLS,
 * PB_ERROR_MEMORY. Free with pb_raster_free. */
pb_raster *pb_raster_new(const pb_raster_frame *frame, GError **error);
void pb_raster_free(pb_raster *raster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_raster, pb_raster_free)

static inline size_t pb_raster_n_cells(const pb_raster_frame *frame) {
  return frame->n_cols * frame->n_rows;
}
/** Middle of a column or a row. */
static inline double pb_raster_x(const pb_raster_frame *frame, size_t col) {
  return frame->x0 + ((double)col + 0.5) * frame->cell_m;
}
static inline double pb_raster_y(const pb_raster_frame *frame, size_t row) {
  return frame->y0 + ((double)row + 0.5) * frame->cell_m;
}
bool pb_raster_frame_equal(const pb_raster_frame *a, const pb_raster_frame *b);

/** The frame around n >= 1 points, `margin_m` wider on each side, its lines at whole multiples of
 * `cell_m`, so that the rasters of several years and of neighbours meet. */
pb_raster_frame pb_raster_frame_around(const double *x, const double *y, size_t n, double cell_m,
                                       double margin_m);
/** The part of `frame` that lies within the grid's cells, on the same lines (none: 0 columns). */
pb_raster_frame pb_raster_frame_clip(const pb_raster_frame *frame, const pb_cell_grid *grid);
/** The cell that a point lies in (points on the upper and right border included); false outside. */
bool pb_raster_find(const pb_raster_frame *frame, double x, double y, size_t *cell);
/** Value between the middles of the four nearest cells (bilinear; at the border the nearest). The
 * point lies in the frame; cells that are not valid count as they are stored. */
double pb_raster_between(const pb_raster *raster, double x, double y);
/** Sum of the values of valid cells times the area of a cell: of a mask, square metres inside. */
double pb_raster_volume(const pb_raster *raster);

/** The mask of a place's cells on a frame: each cell of the frame takes the share of the grid's
 * cell that its middle lies in, 0 where none is kept; those are not valid. The frame's cells should
 * be the grid's or divide them. */
pb_raster *pb_raster_of_grid(const pb_cell_grid *grid, const pb_raster_frame *frame,
                             GError **error);

#endif
