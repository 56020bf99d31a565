/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/neighbours.h"

#include <math.h>
#include <stdlib.h>

#include "engine/error.h"
#include "engine/point_buckets.h"
#include "engine/text.h"

typedef struct {
  double squared;
  uint32_t point;
} near_point;

static int by_position(const void *a, const void *b) {
  uint32_t l = *(const uint32_t *)a, r = *(const uint32_t *)b;
  return (l > r) - (l < r);
}

static bool farther(near_point a, near_point b) {
  return a.squared > b.squared || (a.squared == b.squared && a.point > b.point);
}

static pb_weights *weights_for(size_t n, size_t n_links, GError **error) {
  g_autoptr(pb_weights) weights = g_new0(pb_weights, 1);
  weights->n = n;
  weights->first = g_try_new0(size_t, n + 1);
  weights->neighbour = g_try_new(uint32_t, n_links + 1);
  weights->weight = g_try_new(double, n_links + 1);
  if (!weights->first || !weights->neighbour || !weights->weight) {
    g_set_error(error, PB_ERROR, PB_ERROR_MEMORY,
                _("There is not enough memory for %zu links between %zu points: choose a shorter "
                  "distance or fewer neighbours."),
                n_links, n);
    return NULL;
  }
  for (size_t i = 0; i < n_links; i++)
    weights->weight[i] = 1;
  return g_steal_pointer(&weights);
}

/* How many others are within reach of a point; put into `into` unless that is NULL. */
static size_t within(const pb_point_buckets *buckets, double x, double y, uint32_t self,
                     double reach, uint32_t *into) {
  double rounding = 4e-16 * (fabs(x) + fabs(y) + reach); /* so that links are symmetric */
  pb_bucket_range range = pb_point_buckets_around(buckets, x, y, reach + rounding);
  size_t n = 0;
  for (size_t row = range.row_0; row <= range.row_1; row++) {
    size_t begin, end;
    pb_point_buckets_row(buckets, range, row, &begin, &end);
    for (size_t p = begin; p < end; p++) {
      double dx = buckets->x[p] - x, dy = buckets->y[p] - y;
      if (!(dx * dx + dy * dy <= reach * reach) || buckets->point[p] == self)
        continue;
      if (into)
        into[n] = buckets->point[p];
      n++;
    }
  }
  if (into && n > 1)
    qsort(into, n, sizeof *into, by_position);
  return n;
}

/* A side of buckets that hold about `wanted` points each; any will do. */
static double bucket_side(const double *x, const double *y, size_t n, double wanted) {
  double min_x = INFINITY, max_x = -INFINITY, min_y = INFINITY, max_y = -INFINITY;
  for (size_t i = 0; i < n; i++) {
    min_x = fmin(min_x, x[i]);
    max_x = fmax(max_x, x[i]);
    min_y = fmin(min_y, y[i]);
    max_y = fmax(max_y, y[i]);
  }
  double width = max_x - min_x, height = max_y - min_y, longer = fmax(width, height);
  if (!(longer > 0))
    return 1; /* one place */
  return fmax(sqrt(width * height * wanted / (double)n), longer * wanted / (double)n);
}

pb_weights *pb_neighbours_within(const double *x, const double *y, size_t n, double reach,
                                 GError **error) {
  double side = reach > 0 ? reach : bucket_side(x, y, n, 1);
  g_autoptr(pb_point_buckets) buckets = pb_point_buckets_new(x, y, n, side);
  size_t n_links = 0;
  for (size_t i = 0; i < n; i++)
    n_links += within(buckets, x[i], y[i], (uint32_t)i, reach, NULL);
  pb_weights *weights = weights_for(n, n_links, error);
  for (size_t i = 0; weights && i < n; i++)
    weights->first[i + 1] = weights->first[i] + within(buckets, x[i], y[i], (uint32_t)i, reach,
                                                       weights->neighbour + weights->first[i]);
  return weights;
}

/* Put a point where it belongs among the nearest so far, which are sorted. */
static size_t insert(near_point *nearest, size_t n, size_t k, near_point point) {
  if (n == k && !farther(nearest[n - 1], point))
    return n;
  size_t at = n < k ? n++ : n - 1;
  for (; at > 0 && farther(nearest[at - 1], point); at--)
    nearest[at] = nearest[at - 1];
  nearest[at] = point;
  return n;
}

/* The k (< n) nearest others of one point: those within a reach that grows until it holds them. */
static void find_nearest(const pb_point_buckets *buckets, double x, double y, uint32_t self,
                         near_point *nearest, size_t k) {
  size_t n = 0;
  for (double reach = buckets->size;; reach *= 2) {
    pb_bucket_range range = pb_point_buckets_around(buckets, x, y, reach);
    n = 0;
    for (size_t row = range.row_0; row <= range.row_1; row++) {
      size_t begin, end;
      pb_point_buckets_row(buckets, range, row, &begin, &end);
      for (size_t p = begin; p < end; p++) {
        double dx = buckets->x[p] - x, dy = buckets->y[p] - y;
        near_point point = {dx * dx + dy * dy, buckets->point[p]};
        if (point.point != self)
          n = insert(nearest, n, k, point);
      }
    }
    bool all = range.col_0 == 0 && range.row_0 == 0 && range.col_1 + 1 == buckets->n_cols &&
               range.row_1 + 1 == buckets->n_rows;
    /* Strictly nearer than the reach: one as far, with a lower position, may lie beyond. */
    if (all || (n == k && nearest[k - 1].squared < reach * reach))
      return;
  }
}

pb_weights *pb_neighbours_nearest(const double *x, const double *y, size_t n, size_t k,
                                  GError **error) {
  k = n == 0 ? 0 : MIN(k, n - 1);
  pb_weights *weights = weights_for(n, n * k, error);
  if (!weights || k == 0)
    return weights;
  g_autoptr(pb_point_buckets) buckets =
      pb_point_buckets_new(x, y, n, bucket_side(x, y, n, 1 + (double)k / 2));
  g_autofree near_point *nearest = g_new(near_point, k);
  for (size_t i = 0; i < n; i++) {
    find_nearest(buckets, x[i], y[i], (uint32_t)i, nearest, k);
    uint32_t *mine = weights->neighbour + i * k;
    for (size_t j = 0; j < k; j++)
      mine[j] = nearest[j].point;
    qsort(mine, k, sizeof *mine, by_position);
    weights->first[i + 1] = (i + 1) * k;
  }
  return weights;
}
