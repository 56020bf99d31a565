/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gaussian sums through the nodes of a grid: spread, convolve, interpolate. See density_sums.h. */
#include "engine/stats/density_sums.h"

#include <math.h>
#include <string.h>

#include "engine/chunks.h"
#include "engine/stats/density_convolve.h"

enum { NODES = 6, BEFORE = 2, ROWS_A_CHUNK = 16, POINTS_A_CHUNK = 4096 };
#define NODES_A_BANDWIDTH 6.0
#define CUT_OFF 6.0

typedef struct {
  double x0, y0, step;
  size_t n_cols, n_rows;
  double *value;
} node_grid;

/* Where a coordinate lies between the nodes. */
typedef struct {
  size_t first; /* of the NODES nodes around it */
  double weight[NODES];
} stencil;

/* Lagrange weights of the nodes -BEFORE .. NODES - 1 - BEFORE at 0 <= t < 1. */
static inline stencil stencil_at(double position) {
  static const double scale[NODES] = {-1 / 120., 1 / 24., -1 / 12., 1 / 12., -1 / 24., 1 / 120.};
  size_t below = (size_t)position; /* it is at least BEFORE */
  double t = position - (double)below, left = 1, right = 1;
  stencil s;
  s.first = below - BEFORE;
  for (int k = 0; k < NODES; k++) {
    s.weight[k] = left * scale[k];
    left *= t - (k - BEFORE);
  }
  for (int k = NODES - 1; k >= 0; k--) {
    s.weight[k] *= right;
    right *= t - (k - BEFORE);
  }
  return s;
}

static node_grid nodes_for(const pb_raster_frame *frame, double h) {
  node_grid g = {.step = h / NODES_A_BANDWIDTH};
  g.x0 = frame->x0 - BEFORE * g.step;
  g.y0 = frame->y0 - BEFORE * g.step;
  g.n_cols = (size_t)((double)frame->n_cols * frame->cell_m / g.step) + NODES + 1;
  g.n_rows = (size_t)((double)frame->n_rows * frame->cell_m / g.step) + NODES + 1;
  g.value = g_new0(double, g.n_cols *g.n_rows);
  return g;
}

static void spread(const node_grid *g, const pb_weighted_points *points) {
  for (size_t i = 0; i < points->n; i++) {
    stencil across = stencil_at((points->x[i] - g->x0) / g->step);
    stencil up = stencil_at((points->y[i] - g->y0) / g->step);
    double weight = points->weight ? points->weight[i] : 1;
    double *row = g->value + up.first * g->n_cols + across.first;
    for (int r = 0; r < NODES; r++, row += g->n_cols) {
      double of_row = weight * up.weight[r];
      for (int k = 0; k < NODES; k++)
        row[k] += of_row * across.weight[k];
    }
  }
}

static double dot(const double *a, const double *b) {
  double even = 0, odd = 0; /* a fixed order that two lanes can take */
  for (int k = 0; k < NODES; k += 2) {
    even += a[k] * b[k];
    odd += a[k + 1] * b[k + 1];
  }
  return even + odd;
}

typedef struct {
  const node_grid *grid;
  const pb_raster_frame *frame;
  const stencil *columns;
  const pb_weighted_points *points;
  double *out;
} read_work;

static void read_rows(size_t chunk, void *data) {
  const read_work *w = data;
  const node_grid *g = w->grid;
  size_t end = MIN((chunk + 1) * ROWS_A_CHUNK, w->frame->n_rows);
  g_autofree double *line = g_new(double, g->n_cols);
  for (size_t row = chunk * ROWS_A_CHUNK; row < end; row++) {
    stencil up = stencil_at((pb_raster_y(w->frame, row) - g->y0) / g->step);
    const double *below = g->value + up.first * g->n_cols;
    size_t n = g->n_cols;
    for (size_t k = 0; k < n; k++)
      line[k] = up.weight[0] * below[k] + up.weight[1] * below[n + k] +
                up.weight[2] * below[2 * n + k] + up.weight[3] * below[3 * n + k] +
                up.weight[4] * below[4 * n + k] + up.weight[5] * below[5 * n + k];
    double *out = w->out + row * w->frame->n_cols;
    for (size_t col = 0; col < w->frame->n_cols; col++) {
      double sum = dot(line + w->columns[col].first, w->columns[col].weight);
      out[col] = sum > 0 ? sum : 0;
    }
  }
}

static void read_points(size_t chunk, void *data) {
  const read_work *w = data;
  const node_grid *g = w->grid;
  size_t end = MIN((chunk + 1) * POINTS_A_CHUNK, w->points->n);
  for (size_t i = chunk * POINTS_A_CHUNK; i < end; i++) {
    stencil across = stencil_at((w->points->x[i] - g->x0) / g->step);
    stencil up = stencil_at((w->points->y[i] - g->y0) / g->step);
    const double *row = g->value + up.first * g->n_cols + across.first;
    double sum = 0;
    for (int r = 0; r < NODES; r++, row += g->n_cols)
      sum += up.weight[r] * dot(row, across.weight);
    w->out[i] = sum;
  }
}

void pb_density_by_nodes(const pb_weighted_points *points, double h, const pb_raster_frame *frame,
                         int threads, double *sums, double *at_points) {
  node_grid g = nodes_for(frame, h);
  spread(&g, points);
  size_t reach = (size_t)(CUT_OFF * NODES_A_BANDWIDTH);
  g_autofree double *kernel = g_new(double, reach + 1);
  for (size_t k = 0; k <= reach; k++) {
    double u = (double)k / NODES_A_BANDWIDTH;
    kernel[k] = exp(-u * u / 2) / (sqrt(2 * M_PI) * h);
  }
  pb_convolve_both_ways(g.value, g.n_cols, g.n_rows, kernel, reach, threads);
  if (sums) {
    g_autofree stencil *columns = g_new(stencil, frame->n_cols + 1);
    for (size_t col = 0; col < frame->n_cols; col++)
      columns[col] = stencil_at((pb_raster_x(frame, col) - g.x0) / g.step);
    read_work w = {&g, frame, columns, points, sums};
    pb_chunks_run((frame->n_rows + ROWS_A_CHUNK - 1) / ROWS_A_CHUNK, read_rows, &w, threads);
  }
  if (at_points) {
    read_work w = {&g, frame, NULL, points, at_points};
    pb_chunks_run((points->n + POINTS_A_CHUNK - 1) / POINTS_A_CHUNK, read_points, &w, threads);
  }
  g_free(g.value);
}
