/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "engine/stats/nearest_group.h"
#include "engine/stats/quantile.h"

/* Of normal values the median absolute deviation times this is the standard deviation. */
#define MAD_SCALE 1.4826

static void robust_scale(const double *values, size_t n, double *middle, double *spread) {
  g_autofree double *sorted = g_memdup2(values, n * sizeof *values);
  pb_sort_doubles(sorted, n);
  *middle = pb_quantile_sorted(sorted, n, 0.5);
  for (size_t i = 0; i < n; i++)
    sorted[i] = fabs(values[i] - *middle);
  pb_sort_doubles(sorted, n);
  *spread = MAD_SCALE * pb_quantile_sorted(sorted, n, 0.5);
}

bool pb_standardise(double *values, size_t n, bool robust) {
  if (n < 2)
    return false;
  double low = values[0], high = values[0], middle, spread;
  for (size_t i = 1; i < n; i++) {
    low = fmin(low, values[i]);
    high = fmax(high, values[i]);
  }
  if (!(high > low))
    return false;
  if (robust)
    robust_scale(values, n, &middle, &spread);
  else {
    middle = gsl_stats_mean(values, 1, n);
    spread = gsl_stats_sd_m(values, 1, n, middle);
  }
  if (!(spread > 0) || !isfinite(spread))
    return false;
  for (size_t i = 0; i < n; i++)
    values[i] = (values[i] - middle) / spread;
  return true;
}

static int by_distance(const void *a, const void *b) {
  const pb_neighbour *x = a, *y = b;
  if (x->distance != y->distance)
    return x->distance < y->distance ? -1 : 1;
  return x->place < y->place ? -1 : x->place > y->place;
}

size_t pb_nearest_group(const double *z, size_t n, size_t n_variables, size_t self, size_t k,
                        pb_neighbour *nearest) {
  size_t others = 0;
  for (size_t i = 0; i < n; i++) {
    if (i == self)
      continue;
    double squares = 0;
    for (size_t v = 0; v < n_variables; v++) {
      double step = z[i * n_variables + v] - z[self * n_variables + v];
      squares += step * step;
    }
    nearest[others++] = (pb_neighbour){i, sqrt(squares)};
  }
  qsort(nearest, others, sizeof *nearest, by_distance);
  return MIN(k, others);
}
