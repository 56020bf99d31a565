/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/equidispersion.h"

#include <math.h>

/* Least squares of z on x without intercept. */
typedef struct {
  double slope, rest, error;
} line;

static line through_origin(const double *z, const double *x, size_t n) {
  double xx = 0, xz = 0;
  for (size_t i = 0; i < n; i++) {
    xx += x[i] * x[i];
    xz += x[i] * z[i];
  }
  line l = {.slope = xz / xx};
  for (size_t i = 0; i < n; i++)
    l.rest += (z[i] - l.slope * x[i]) * (z[i] - l.slope * x[i]);
  l.error = sqrt(l.rest / (double)(n - 1) / xx);
  return l;
}

bool pb_cameron_trivedi(const pb_glm *fit, const double *y, pb_equidispersion *test) {
  size_t n = fit->n;
  if (n < 3)
    return false;
  g_autofree double *z = g_new(double, n), *one = g_new(double, n);
  for (size_t i = 0; i < n; i++) {
    double mu = fit->fitted[i];
    z[i] = ((y[i] - mu) * (y[i] - mu) - y[i]) / mu;
    one[i] = 1;
  }
  line square = through_origin(z, fit->fitted, n), flat = through_origin(z, one, n);
  if (!(square.error > 0) || !isfinite(square.error))
    return false;
  double t = square.slope / square.error;
  *test = (pb_equidispersion){
      .alpha = square.slope,
      .t = t,
      .p = t > 0 ? pb_normal_p(t) / 2 : 1 - pb_normal_p(t) / 2,
      .square = square.rest < flat.rest,
  };
  return true;
}
