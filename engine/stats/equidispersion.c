/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/equidispersion.h"

#include <math.h>

#define ONE_SIDED_5 1.645

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

/* t of the slope of z on x with intercept; 0 when x does not vary. */
static double slope_t(const double *z, const double *x, size_t n) {
  double mx = 0, mz = 0, xx = 0, xz = 0, rest = 0;
  for (size_t i = 0; i < n; i++) {
    mx += x[i] / (double)n;
    mz += z[i] / (double)n;
  }
  for (size_t i = 0; i < n; i++) {
    xx += (x[i] - mx) * (x[i] - mx);
    xz += (x[i] - mx) * (z[i] - mz);
  }
  for (size_t i = 0; i < n; i++) {
    double off = z[i] - mz - xz / xx * (x[i] - mx);
    rest += off * off;
  }
  double error = sqrt(rest / (double)(n - 2) / xx);
  return xx > 1e-12 * mx * mx * (double)n && error > 0 ? xz / xx / error : 0;
}

bool pb_cameron_trivedi(const pb_glm *fit, const double *y, pb_equidispersion *test) {
  size_t n = fit->n;
  if (n < 3)
    return false;
  g_autofree double *z = g_new(double, n);
  for (size_t i = 0; i < n; i++) {
    double mu = fit->fitted[i];
    z[i] = ((y[i] - mu) * (y[i] - mu) - y[i]) / mu;
  }
  line square = through_origin(z, fit->fitted, n);
  if (!(square.error > 0) || !isfinite(square.error))
    return false;
  double t = square.slope / square.error;
  *test = (pb_equidispersion){
      .alpha = square.slope,
      .t = t,
      .p = t > 0 ? pb_normal_p(t) / 2 : 1 - pb_normal_p(t) / 2,
      .square = slope_t(z, fit->fitted, n) > ONE_SIDED_5,
  };
  return true;
}
