/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/density_window.h"

#include <math.h>

pb_density_window pb_density_window_of_frame(const pb_raster_frame *frame) {
  return (pb_density_window){frame->x0, frame->x0 + (double)frame->n_cols * frame->cell_m,
                             frame->y0, frame->y0 + (double)frame->n_rows * frame->cell_m, NULL};
}

pb_density_window pb_density_window_of_mask(const pb_raster *mask) {
  pb_density_window window = pb_density_window_of_frame(&mask->frame);
  window.mask = mask;
  return window;
}

/* Share of low .. low + length that lies in from .. to. */
static double common_share(double low, double length, double from, double to) {
  return fmax(fmin(low + length, to) - fmax(low, from), 0) / length;
}

double pb_density_window_share(const pb_density_window *window, const pb_raster_frame *frame,
                               size_t col, size_t row) {
  if (window->mask)
    return window->mask->value[row * frame->n_cols + col];
  double cell_m = frame->cell_m, x = frame->x0 + (double)col * cell_m,
         y = frame->y0 + (double)row * cell_m;
  if (x >= window->x_min && x + cell_m <= window->x_max && y >= window->y_min &&
      y + cell_m <= window->y_max)
    return 1;
  double share = common_share(x, cell_m, window->x_min, window->x_max) *
                 common_share(y, cell_m, window->y_min, window->y_max);
  return share > 1 - 1e-9 ? 1 : share;
}

bool pb_density_window_holds(const pb_density_window *window, double x, double y) {
  if (!window->mask)
    return x >= window->x_min && x <= window->x_max && y >= window->y_min && y <= window->y_max;
  size_t cell;
  return pb_raster_find(&window->mask->frame, x, y, &cell) && window->mask->value[cell] > 0;
}

static pb_window_shape rectangle(const pb_density_window *window) {
  double a = window->x_max - window->x_min, b = window->y_max - window->y_min;
  return (pb_window_shape){.area = a * b,
                           .width_m = 2 * (a + b) / M_PI,
                           .corner = 1 / M_PI,
                           .short_side = fmin(a, b),
                           .diameter = hypot(a, b)};
}

/* Sum of the differences between neighbours along one line, the outside being 0. */
static double changes(const double *share, size_t n, size_t stride) {
  double sum = share[0] + share[(n - 1) * stride];
  for (size_t i = 1; i < n; i++)
    sum += fabs(share[i * stride] - share[(i - 1) * stride]);
  return sum;
}

enum { DIRECTIONS = 180 };

typedef struct {
  double low[DIRECTIONS], high[DIRECTIONS];
} extents;

static void extend(extents *e, double x, double y) {
  for (int k = 0; k < DIRECTIONS; k++) {
    double along = x * cos(M_PI * k / DIRECTIONS) + y * sin(M_PI * k / DIRECTIONS);
    e->low[k] = fmin(e->low[k], along);
    e->high[k] = fmax(e->high[k], along);
  }
}

/* The corners of the first and the last cell of a row. */
static void extend_row(extents *e, const pb_raster_frame *f, const double *share, size_t row) {
  size_t first = 0, last = f->n_cols;
  while (first < f->n_cols && !(share[first] > 0))
    first++;
  if (first == f->n_cols)
    return;
  while (!(share[last - 1] > 0))
    last--;
  for (size_t side = row; side <= row + 1; side++) {
    extend(e, (double)first * f->cell_m, (double)side * f->cell_m);
    extend(e, (double)last * f->cell_m, (double)side * f->cell_m);
  }
}

pb_window_shape pb_window_shape_of(const pb_density_window *window) {
  if (!window->mask)
    return rectangle(window);
  const pb_raster_frame *frame = &window->mask->frame;
  extents e;
  for (int k = 0; k < DIRECTIONS; k++) {
    e.low[k] = HUGE_VAL;
    e.high[k] = -HUGE_VAL;
  }
  double shadows = 0, diameter = 0;
  for (size_t row = 0; row < frame->n_rows; row++) {
    const double *share = window->mask->value + row * frame->n_cols;
    shadows += changes(share, frame->n_cols, 1) / 2 * frame->cell_m;
    extend_row(&e, frame, share, row);
  }
  for (size_t col = 0; col < frame->n_cols; col++)
    shadows += changes(window->mask->value + col, frame->n_rows, frame->n_cols) / 2 * frame->cell_m;
  for (int k = 0; k < DIRECTIONS; k++)
    diameter = fmax(diameter, e.high[k] - e.low[k]);
  double width = e.high[0] - e.low[0], height = e.high[DIRECTIONS / 2] - e.low[DIRECTIONS / 2];
  double area = pb_raster_volume(window->mask);
  return (pb_window_shape){.area = area,
                           .width_m = shadows / 2,
                           .short_side = fmin(width, height),
                           .diameter = diameter};
}

double pb_window_overlap(const pb_window_shape *shape, double r) {
  return fmax(shape->area - r * shape->width_m + r * r * shape->corner, shape->area / 10);
}
