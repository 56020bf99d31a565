/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/density_sums.h"

#include <math.h>
#include <stdlib.h>

#include "engine/chunks.h"
#include "engine/point_buckets.h"

enum { BAND = 16, POINTS_A_CHUNK = 512 };

typedef struct {
  double x, y, weight;
} place;

typedef struct {
  const place *places; /* ascending by y, then x */
  size_t n;
  pb_kernel kernel;
  double h, reach;
  const pb_raster_frame *frame;
  double *sums;
} raster_work;

static int by_y(const void *a, const void *b) {
  const place *p = a, *q = b;
  if (p->y != q->y)
    return p->y < q->y ? -1 : 1;
  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  return p->weight < q->weight ? -1 : p->weight > q->weight;
}

/* The first place whose y is at least `y`. */
static size_t first_from(const raster_work *w, double y) {
  size_t low = 0, high = w->n;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (w->places[middle].y < y)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Columns whose middles lie within `half` of x; false when there are none. */
static bool columns_within(const pb_raster_frame *f, double x, double half, size_t *from,
                           size_t *to) {
  double low = fmax(ceil((x - half - f->x0) / f->cell_m - 0.5), 0);
  double high = fmin(floor((x + half - f->x0) / f->cell_m - 0.5), (double)f->n_cols - 1);
  if (!(low <= high))
    return false;
  *from = (size_t)low;
  *to = (size_t)high;
  return true;
}

static void add_gaussian(const raster_work *w, const place *p, size_t row_0, size_t row_1,
                         double *across) {
  size_t from, to;
  if (!columns_within(w->frame, p->x, w->reach, &from, &to))
    return;
  double scale = -1 / (2 * w->h * w->h), height = p->weight / (2 * M_PI * w->h * w->h);
  for (size_t col = from; col <= to; col++) {
    double dx = pb_raster_x(w->frame, col) - p->x;
    across[col - from] = exp(dx * dx * scale);
  }
  for (size_t row = row_0; row <= row_1; row++) {
    double dy = pb_raster_y(w->frame, row) - p->y;
    if (fabs(dy) > w->reach)
      continue;
    double up = height * exp(dy * dy * scale);
    double *out = w->sums + row * w->frame->n_cols + from;
    for (size_t k = 0; k <= to - from; k++)
      out[k] += up * across[k];
  }
}

static void add_row(pb_kernel kernel, double *out, size_t n, double dx, double step, double rest,
                    double height) {
  for (size_t k = 0; k < n; k++) { /* rest: 1 - dy²/h²; lengths in h */
    double u = dx + (double)k * step, inside = rest - u * u;
    inside = inside > 0 ? inside : 0;
    out[k] += height * (kernel == PB_KERNEL_QUARTIC ? inside * inside : inside);
  }
}

static void add_cone_row(double *out, size_t n, double dx, double step, double dy2, double height) {
  for (size_t k = 0; k < n; k++) {
    double u = dx + (double)k * step, inside = 1 - sqrt(u * u + dy2);
    out[k] += height * (inside > 0 ? inside : 0);
  }
}

static void add_compact(const raster_work *w, const place *p, size_t row_0, size_t row_1) {
  double height = p->weight * pb_kernel_at(w->kernel, w->h, 0);
  for (size_t row = row_0; row <= row_1; row++) {
    double dy = (pb_raster_y(w->frame, row) - p->y) / w->h, rest = 1 - dy * dy;
    size_t from, to;
    if (rest <= 0 || !columns_within(w->frame, p->x, w->h * sqrt(rest), &from, &to))
      continue;
    double *out = w->sums + row * w->frame->n_cols + from;
    double dx = (pb_raster_x(w->frame, from) - p->x) / w->h, step = w->frame->cell_m / w->h;
    if (w->kernel == PB_KERNEL_TRIANGULAR)
      add_cone_row(out, to - from + 1, dx, step, dy * dy, height);
    else
      add_row(w->kernel, out, to - from + 1, dx, step, rest, height);
  }
}

static void add_band(size_t chunk, void *data) {
  const raster_work *w = data;
  size_t row_0 = chunk * BAND, row_1 = MIN(row_0 + BAND, w->frame->n_rows) - 1;
  double top = pb_raster_y(w->frame, row_1) + w->reach;
  g_autofree double *across = g_new(double, w->frame->n_cols + 1);
  for (size_t i = first_from(w, pb_raster_y(w->frame, row_0) - w->reach);
       i < w->n && w->places[i].y <= top; i++)
    if (w->kernel == PB_KERNEL_GAUSSIAN)
      add_gaussian(w, &w->places[i], row_0, row_1, across);
    else
      add_compact(w, &w->places[i], row_0, row_1);
}

void pb_density_direct(const pb_weighted_points *points, pb_kernel kernel, double h,
                       const pb_raster_frame *frame, int threads, double *sums) {
  g_autofree place *places = g_new(place, points->n + 1);
  for (size_t i = 0; i < points->n; i++)
    places[i] = (place){points->x[i], points->y[i], points->weight ? points->weight[i] : 1};
  if (points->n)
    qsort(places, points->n, sizeof *places, by_y);
  for (size_t i = 0; i < pb_raster_n_cells(frame); i++)
    sums[i] = 0;
  raster_work w = {places, points->n, kernel, h, pb_kernel_reach(kernel, h), frame, sums};
  pb_chunks_run((frame->n_rows + BAND - 1) / BAND, add_band, &w, threads);
}

typedef struct {
  const pb_weighted_points *points;
  const pb_point_buckets *buckets;
  pb_kernel kernel;
  double h, reach;
  const double *rough; /* NULL: every point; else only those whose sum is small are made anew */
  double small;
  bool leave_one_out;
  double *sums;
} point_work;

/* In the order of place, not of the rows, so that the order of the rows changes nothing much. */
static double sum_at(const point_work *w, size_t i) {
  double x = w->points->x[i], y = w->points->y[i], sum = 0;
  pb_bucket_range range = pb_point_buckets_around(w->buckets, x, y, w->reach);
  for (size_t row = range.row_0; row <= range.row_1; row++) {
    size_t begin, end;
    pb_point_buckets_row(w->buckets, range, row, &begin, &end);
    for (size_t k = begin; k < end; k++) {
      double dx = w->buckets->x[k] - x, dy = w->buckets->y[k] - y;
      uint32_t other = w->buckets->point[k];
      if (!(w->leave_one_out && other == i))
        sum += (w->points->weight ? w->points->weight[other] : 1) *
               pb_kernel_at(w->kernel, w->h, dx * dx + dy * dy);
    }
  }
  return sum;
}

static void sum_points(size_t chunk, void *data) {
  const point_work *w = data;
  size_t from = chunk * POINTS_A_CHUNK, to = MIN(from + POINTS_A_CHUNK, w->points->n);
  for (size_t i = from; i < to; i++)
    if (!w->rough || w->rough[i] < w->small)
      w->sums[i] = sum_at(w, i);
}

/* Fast sums minus the point's own kernel are rough where little is left: those are made anew. */
static void rough_sums(const pb_weighted_points *points, double h, bool leave_one_out, int threads,
                       double *sums) {
  pb_raster_frame frame = pb_raster_frame_around(points->x, points->y, points->n, h, 0);
  pb_density_by_nodes(points, h, &frame, threads, NULL, sums);
  double own = pb_kernel_at(PB_KERNEL_GAUSSIAN, h, 0);
  for (size_t i = 0; leave_one_out && i < points->n; i++)
    sums[i] -= own * (points->weight ? points->weight[i] : 1);
}

void pb_density_sums_at_points(const pb_weighted_points *points, pb_kernel kernel, double h,
                               pb_density_method method, bool leave_one_out, int threads,
                               double *sums) {
  double reach = pb_kernel_reach(kernel, h);
  g_autoptr(pb_point_buckets) buckets =
      pb_point_buckets_new(points->x, points->y, points->n, reach / 4);
  point_work w = {points, buckets, kernel, h, reach, NULL, 0, leave_one_out, sums};
  if (points->n && method == PB_DENSITY_FAST && kernel == PB_KERNEL_GAUSSIAN) {
    rough_sums(points, h, leave_one_out, threads, sums);
    w.rough = sums;
    w.small = 1e-2 * pb_kernel_at(kernel, h, 0);
  }
  pb_chunks_run((points->n + POINTS_A_CHUNK - 1) / POINTS_A_CHUNK, sum_points, &w, threads);
}
