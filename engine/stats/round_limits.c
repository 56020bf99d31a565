/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Round numbers around a range: steps of 1, 2 or 5 times a power of ten (Becker, Chambers & Wilks
 * 1988, The New S Language), with R's biases towards larger steps. */
#include <float.h>
#include <glib.h>
#include <math.h>

#include "engine/stats/class_breaks.h"

#define BIAS 1.5       /* towards larger steps */
#define FIVE_BIAS 2.75 /* towards steps of five: 0.5 + 1.5 BIAS */
#define ROUNDING 1e-10

static double step_of(double cell) {
  double base = pow(10, floor(log10(cell))), unit = base;
  if (2 * base - cell < BIAS * (cell - unit)) {
    unit = 2 * base;
    if (5 * base - cell < FIVE_BIAS * (cell - unit)) {
      unit = 5 * base;
      if (10 * base - cell < BIAS * (cell - unit))
        unit = 10 * base;
    }
  }
  return unit;
}

double *pb_round_limits(double low, double high, size_t n, size_t *n_limits) {
  double width = high - low, largest = fmax(fabs(low), fabs(high));
  bool narrow = width <= largest * (double)n * DBL_EPSILON * 3;
  double cell = narrow ? fmax(largest, 1) * 0.75 : width / (double)n;
  double unit = step_of(cell);
  double first = floor(low / unit + ROUNDING), last = ceil(high / unit - ROUNDING);
  size_t least = n / 3;
  if (last - first + 0.5 < (double)least) { /* too few steps: as many on both sides */
    double lacking = (double)least - (last - first);
    double half = floor(lacking / 2);
    last += first >= 0 ? half : lacking - half;
    first -= first >= 0 ? lacking - half : half;
  }
  *n_limits = (size_t)(last - first + 0.5) + 1;
  double *limits = g_new(double, *n_limits);
  for (size_t i = 0; i < *n_limits; i++)
    limits[i] = (first + (double)i) * unit;
  return limits;
}
