/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/point_buckets.h"

#include <math.h>

static size_t clamp_index(double value, size_t n) {
  if (!(value > 0))
    return 0;
  return value >= (double)n ? n - 1 : (size_t)value;
}

static size_t bucket_of(const pb_point_buckets *b, double x, double y) {
  return clamp_index((y - b->min_y) / b->size, b->n_rows) * b->n_cols +
         clamp_index((x - b->min_x) / b->size, b->n_cols);
}

/* Grow the side until there are at most about four buckets a point. */
static void choose_size(pb_point_buckets *b, double width, double height, double reach) {
  double most = 4 * (double)b->n + 1024;
  b->size = reach;
  for (;; b->size *= 1.5) {
    double cols = floor(width / b->size) + 1, rows = floor(height / b->size) + 1;
    if (cols * rows <= most) {
      b->n_cols = (size_t)cols;
      b->n_rows = (size_t)rows;
      return;
    }
  }
}

static void sort_points(pb_point_buckets *b, const double *x, const double *y) {
  for (size_t i = 0; i < b->n; i++)
    b->first[bucket_of(b, x[i], y[i]) + 1]++;
  for (size_t k = 0; k < b->n_cols * b->n_rows; k++)
    b->first[k + 1] += b->first[k];
  g_autofree uint32_t *next = g_memdup2(b->first, b->n_cols * b->n_rows * sizeof *next);
  for (size_t i = 0; i < b->n; i++) {
    uint32_t at = next[bucket_of(b, x[i], y[i])]++;
    b->point[at] = (uint32_t)i;
    b->x[at] = x[i];
    b->y[at] = y[i];
  }
}

pb_point_buckets *pb_point_buckets_new(const double *x, const double *y, size_t n, double reach) {
  pb_point_buckets *b = g_new0(pb_point_buckets, 1);
  double max_x = n ? x[0] : 0, max_y = n ? y[0] : 0;
  b->n = n;
  b->min_x = max_x;
  b->min_y = max_y;
  for (size_t i = 1; i < n; i++) {
    b->min_x = MIN(b->min_x, x[i]);
    b->min_y = MIN(b->min_y, y[i]);
    max_x = MAX(max_x, x[i]);
    max_y = MAX(max_y, y[i]);
  }
  choose_size(b, max_x - b->min_x, max_y - b->min_y, reach);
  b->first = g_new0(uint32_t, b->n_cols * b->n_rows + 1);
  b->point = g_new(uint32_t, n + 1);
  b->x = g_new(double, n + 1);
  b->y = g_new(double, n + 1);
  sort_points(b, x, y);
  return b;
}

void pb_point_buckets_free(pb_point_buckets *buckets) {
  if (!buckets)
    return;
  g_free(buckets->first);
  g_free(buckets->point);
  g_free(buckets->x);
  g_free(buckets->y);
  g_free(buckets);
}

pb_bucket_range pb_point_buckets_around(const pb_point_buckets *b, double x, double y,
                                        double reach) {
  double right = b->min_x + (double)b->n_cols * b->size;
  double top = b->min_y + (double)b->n_rows * b->size;
  if (!b->n || x + reach < b->min_x || y + reach < b->min_y || x - reach > right || y - reach > top)
    return (pb_bucket_range){.row_0 = 1};
  return (pb_bucket_range){
      .col_0 = clamp_index((x - reach - b->min_x) / b->size, b->n_cols),
      .col_1 = clamp_index((x + reach - b->min_x) / b->size, b->n_cols),
      .row_0 = clamp_index((y - reach - b->min_y) / b->size, b->n_rows),
      .row_1 = clamp_index((y + reach - b->min_y) / b->size, b->n_rows),
  };
}

void pb_point_buckets_row(const pb_point_buckets *b, pb_bucket_range range, size_t row,
                          size_t *begin, size_t *end) {
  *begin = b->first[row * b->n_cols + range.col_0];
  *end = b->first[row * b->n_cols + range.col_1 + 1];
}
