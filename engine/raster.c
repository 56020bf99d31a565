/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/raster.h"

#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"

pb_raster *pb_raster_new(const pb_raster_frame *frame, GError **error) {
  size_t n = pb_raster_n_cells(frame);
  if (frame->n_cols && (n / frame->n_cols != frame->n_rows || n > PB_RASTER_MAX_CELLS)) {
    g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                _("A raster of %zu × %zu cells is too large; choose larger cells."), frame->n_cols,
                frame->n_rows);
    return NULL;
  }
  double *value = g_try_new0(double, n + 1);
  uint8_t *valid = g_try_new(uint8_t, n + 1);
  if (!value || !valid) {
    g_set_error(error, PB_ERROR, PB_ERROR_MEMORY,
                _("There is not enough memory for a raster of %zu bytes."), n * sizeof(double));
    g_free(value);
    g_free(valid);
    return NULL;
  }
  memset(valid, 1, n);
  pb_raster *raster = g_new(pb_raster, 1);
  *raster = (pb_raster){*frame, value, valid};
  return raster;
}

void pb_raster_free(pb_raster *raster) {
  if (!raster)
    return;
  g_free(raster->value);
  g_free(raster->valid);
  g_free(raster);
}

bool pb_raster_frame_equal(const pb_raster_frame *a, const pb_raster_frame *b) {
  return a->n_cols == b->n_cols && a->n_rows == b->n_rows && a->x0 == b->x0 && a->y0 == b->y0 &&
         a->cell_m == b->cell_m;
}

static void span(const double *values, size_t n, double *low, double *high) {
  *low = *high = values[0];
  for (size_t i = 1; i < n; i++) {
    *low = MIN(*low, values[i]);
    *high = MAX(*high, values[i]);
  }
}

/* Whole cells from low to high. */
static void axis(double low, double high, double cell_m, double *start, size_t *n) {
  double first = floor(low / cell_m), last = floor(high / cell_m);
  *start = first * cell_m;
  *n = (size_t)fmin(last - first + 1, 1e9);
}

pb_raster_frame pb_raster_frame_around(const double *x, const double *y, size_t n, double cell_m,
                                       double margin_m) {
  double low, high;
  pb_raster_frame frame = {.cell_m = cell_m};
  span(x, n, &low, &high);
  axis(low - margin_m, high + margin_m, cell_m, &frame.x0, &frame.n_cols);
  span(y, n, &low, &high);
  axis(low - margin_m, high + margin_m, cell_m, &frame.y0, &frame.n_rows);
  return frame;
}

/* Cells of one axis that meet low .. high. */
static void clip_axis(double *start, size_t *n, double cell_m, double low, double high) {
  double first = fmax(0, floor((low - *start) / cell_m));
  double end = fmin((double)*n, ceil((high - *start) / cell_m));
  *start += first * cell_m;
  *n = end > first ? (size_t)(end - first) : 0;
}

pb_raster_frame pb_raster_frame_clip(const pb_raster_frame *frame, const pb_cell_grid *grid) {
  pb_raster_frame clipped = *frame;
  double x_low = HUGE_VAL, x_high = -HUGE_VAL, y_low = HUGE_VAL, y_high = -HUGE_VAL;
  for (uint32_t run = 0; grid->n_rows && run < grid->run_first[grid->n_rows]; run++)
    for (int end = 0; end < 2; end++) {
      const pb_cell_run *r = &grid->runs[run];
      double x[6], y[6];
      int n = pb_cell_corners(grid->shape, grid->size_m,
                              pb_cell_grid_cell(grid, r->number + (end ? r->n - 1 : 0)), x, y);
      for (int k = 0; k < n; k++) {
        x_low = MIN(x_low, x[k]);
        x_high = MAX(x_high, x[k]);
        y_low = MIN(y_low, y[k]);
        y_high = MAX(y_high, y[k]);
      }
    }
  clip_axis(&clipped.x0, &clipped.n_cols, frame->cell_m, x_low, x_high);
  clip_axis(&clipped.y0, &clipped.n_rows, frame->cell_m, y_low, y_high);
  if (!clipped.n_cols || !clipped.n_rows)
    clipped.n_cols = clipped.n_rows = 0;
  return clipped;
}

/* Position on one axis; the far border belongs to the last cell. */
static bool along(double value, double start, double cell_m, size_t n, size_t *at) {
  double position = (value - start) / cell_m;
  if (!(position >= 0 && position <= (double)n) || !n)
    return false;
  *at = MIN((size_t)position, n - 1);
  return true;
}

bool pb_raster_find(const pb_raster_frame *frame, double x, double y, size_t *cell) {
  size_t col, row;
  if (!along(x, frame->x0, frame->cell_m, frame->n_cols, &col) ||
      !along(y, frame->y0, frame->cell_m, frame->n_rows, &row))
    return false;
  *cell = row * frame->n_cols + col;
  return true;
}

static double between(double value, double start, double cell_m, size_t n, size_t *low,
                      size_t *high) {
  double position = fmin(fmax((value - start) / cell_m - 0.5, 0), (double)(n - 1));
  *low = (size_t)position;
  *high = MIN(*low + 1, n - 1);
  return position - (double)*low;
}

double pb_raster_between(const pb_raster *raster, double x, double y) {
  const pb_raster_frame *f = &raster->frame;
  size_t left, right, below, above;
  double u = between(x, f->x0, f->cell_m, f->n_cols, &left, &right);
  double v = between(y, f->y0, f->cell_m, f->n_rows, &below, &above);
  const double *low = raster->value + below * f->n_cols, *high = raster->value + above * f->n_cols;
  return (1 - v) * ((1 - u) * low[left] + u * low[right]) +
         v * ((1 - u) * high[left] + u * high[right]);
}

double pb_raster_volume(const pb_raster *raster) {
  double sum = 0;
  for (size_t i = 0; i < pb_raster_n_cells(&raster->frame); i++)
    if (raster->valid[i])
      sum += raster->value[i];
  return sum * raster->frame.cell_m * raster->frame.cell_m;
}

pb_raster *pb_raster_of_grid(const pb_cell_grid *grid, const pb_raster_frame *frame,
                             GError **error) {
  pb_raster *mask = pb_raster_new(frame, error);
  if (!mask)
    return NULL;
  for (size_t row = 0, i = 0; row < frame->n_rows; row++)
    for (size_t col = 0; col < frame->n_cols; col++, i++) {
      uint32_t number;
      mask->valid[i] =
          pb_cell_grid_find(grid, pb_raster_x(frame, col), pb_raster_y(frame, row), &number);
      mask->value[i] = mask->valid[i] ? pb_cell_grid_share(grid, number) : 0;
    }
  return mask;
}
