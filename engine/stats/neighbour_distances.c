/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/point_buckets.h"
#include "engine/stats/nearest_neighbours.h"

/* The k least squared distances so far, ascending. */
typedef struct {
  double *least;
  size_t k, n;
} nearest;

static void keep(nearest *found, double squared) {
  size_t at = found->n < found->k ? found->n++ : found->k - 1;
  for (; at > 0 && found->least[at - 1] > squared; at--)
    found->least[at] = found->least[at - 1];
  found->least[at] = squared;
}

/* Squared distance to the k-th nearest within reach of sorted point i, or -1. */
static double search(const pb_point_buckets *b, double x, double y, uint32_t self, double reach,
                     nearest *found) {
  found->n = 0;
  pb_bucket_range range = pb_point_buckets_around(b, x, y, reach);
  for (size_t row = range.row_0; row <= range.row_1; row++) {
    size_t begin, end;
    pb_point_buckets_row(b, range, row, &begin, &end);
    for (size_t j = begin; j < end; j++) {
      double dx = b->x[j] - x, dy = b->y[j] - y, squared = dx * dx + dy * dy;
      if (b->point[j] == self || (found->n == found->k && squared >= found->least[found->k - 1]))
        continue;
      keep(found, squared);
      if (found->n == found->k && found->least[found->k - 1] == 0)
        return 0;
    }
  }
  bool enough = found->n == found->k && found->least[found->k - 1] <= reach * reach;
  return enough ? found->least[found->k - 1] : -1;
}

void pb_neighbour_distances(const double *x, const double *y, size_t n, size_t k,
                            double *distance) {
  if (n == 0)
    return;
  double x_0 = x[0], x_1 = x[0], y_0 = y[0], y_1 = y[0];
  for (size_t i = 1; i < n; i++) {
    x_0 = fmin(x_0, x[i]);
    x_1 = fmax(x_1, x[i]);
    y_0 = fmin(y_0, y[i]);
    y_1 = fmax(y_1, y[i]);
  }
  double longest = hypot(x_1 - x_0, y_1 - y_0);
  double typical = sqrt((x_1 - x_0) * (y_1 - y_0) * (double)(k + 1) / (double)n) / 2;
  double reach = typical > 0 ? typical : fmax(longest / (double)n, 1e-9);
  g_autoptr(pb_point_buckets) buckets = pb_point_buckets_new(x, y, n, reach);
  g_autofree double *least = g_new(double, k);
  nearest found = {least, k, 0};
  for (size_t i = 0; i < n; i++) {
    double squared = -1;
    for (double r = reach; squared < 0; r *= 2)
      squared = search(buckets, x[i], y[i], (uint32_t)i, r, &found);
    distance[i] = sqrt(squared);
  }
}
