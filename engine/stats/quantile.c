/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/quantile.h"

#include <math.h>
#include <stdlib.h>

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

void pb_sort_doubles(double *values, size_t n) {
  qsort(values, n, sizeof *values, compare);
}

double pb_quantile_sorted(const double *sorted, size_t n, double share) {
  double at = share * (double)(n - 1), below = floor(at);
  size_t i = (size_t)below;
  if (i + 1 >= n)
    return sorted[n - 1];
  return sorted[i] + (at - below) * (sorted[i + 1] - sorted[i]);
}
