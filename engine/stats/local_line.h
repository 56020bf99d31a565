/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The weighted local fit of STL and lowess (Cleveland 1979; Cleveland et al. 1990): tricube weights
 * (1 - (d/h)^3)^3, taken as 1 below 0.001 h and as 0 above 0.999 h, times robustness weights; a
 * constant or a line, the constant also where the points are too close together for a line.
 */
#ifndef PB_ENGINE_STATS_LOCAL_LINE_H
#define PB_ENGINE_STATS_LOCAL_LINE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
  const double *x; /**< ascending; NULL: 0, 1, 2 … */
  const double *y;
  const double *robust; /**< weights; NULL: all 1 */
  size_t n;
} pb_local_data;

/** Fit the points first .. last (inclusive) at `at` with bandwidth `h`. False when no point has any
 * weight. */
bool pb_local_line(const pb_local_data *data, size_t first, size_t last, double at, double h,
                   int degree, double *value);

/** Bisquare weights of residuals by six times their median size: (1 - (r / 6 MAD)^2)^2. The median
 * of an even number of residuals is the mean of the middle two. Returns 6 MAD. */
double pb_bisquare_weights(const double *residuals, size_t n, double *weights);

#endif
