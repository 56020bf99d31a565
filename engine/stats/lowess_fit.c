/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <math.h>

#include "engine/stats/local_line.h"
#include "engine/stats/loess.h"
#include "engine/text.h"

/* Relative to the mean residual: below it the fit is exact and needs no more rounds. */
#define EXACT 1e-7

static void interpolate(const double *x, size_t from, size_t to, double *smooth) {
  for (size_t j = from + 1; j < to; j++) {
    double share = (x[j] - x[from]) / (x[to] - x[from]);
    smooth[j] = share * smooth[to] + (1 - share) * smooth[from];
  }
}

/* The next point to fit after `at`: the last one within delta, or the one after. */
static size_t next_point(const double *x, size_t n, size_t at, double delta) {
  size_t next = at + 1;
  while (next < n && x[next] <= x[at] + delta)
    next++;
  return MAX(at + 1, next - 1);
}

static void pass(const pb_local_data *data, size_t near, double delta, double *smooth) {
  size_t n = data->n, first = 0, before = 0;
  const double *x = data->x;
  for (size_t i = 0; i < n; i = next_point(x, n, i, delta)) {
    while (first + near < n && x[i] - x[first] > x[first + near] - x[i])
      first++;
    size_t last = first + near - 1;
    double h = fmax(x[i] - x[first], x[last] - x[i]);
    if (!pb_local_line(data, first, last, x[i], h, 1, &smooth[i]))
      smooth[i] = data->y[i];
    interpolate(x, before, i, smooth);
    before = i;
  }
}

bool pb_lowess(const double *x, const double *y, size_t n, double span, int iterations,
               double delta, double *smooth, const char **reason) {
  if (n < 2) {
    *reason = N_("Too few periods for the smoothing: take a larger span or a lower degree.");
    return false;
  }
  size_t near = MIN(n, MAX(2, (size_t)(span * (double)n + 1e-7)));
  delta = delta < 0 ? .01 * (x[n - 1] - x[0]) : delta;
  g_autofree double *residual = g_new(double, n), *robust = g_new(double, n);
  pb_local_data data = {.x = x, .y = y, .n = n};
  for (int round = 0; round <= iterations; round++) {
    pass(&data, near, delta, smooth);
    double size = 0;
    for (size_t i = 0; i < n; i++) {
      residual[i] = y[i] - smooth[i];
      size += fabs(residual[i]) / (double)n;
    }
    if (pb_bisquare_weights(residual, n, robust) < EXACT * size)
      break;
    data.robust = robust;
  }
  return true;
}
