/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "engine/stats/loess.h"
#include "engine/text.h"

#define CELL .2
#define MARGIN .005
#define MAX_TERMS 3

typedef struct {
  const double *x, *y;
  size_t n, near; /* points, and how many of them a fit uses */
  int degree;
} task;

typedef struct {
  double value, slope;
} local;

/* First of the `near` points closest to `at`. */
static size_t nearest(const task *t, double at) {
  size_t first = 0;
  while (first + t->near < t->n && t->x[first + t->near] - at < at - t->x[first])
    first++;
  return first;
}

/* Weighted polynomial in u = (x - at) / h by orthogonal polynomials: value and slope at u = 0.
 * Terms that the points cannot tell apart are left out. */
static local fit_local(const task *t, double at) {
  size_t first = nearest(t, at), near = t->near;
  double h = fmax(at - t->x[first], t->x[first + near - 1] - at);
  g_autofree double *basis = g_new0(double, near *MAX_TERMS);
  double power[MAX_TERMS][MAX_TERMS] = {{0}}; /* of each basis polynomial: coefficients of u^k */
  local fit = {0, 0};
  for (int k = 0; k <= t->degree; k++) {
    double *b = basis + (size_t)k * near, norm = 0, before = 0, along = 0;
    power[k][k] = 1;
    for (size_t i = 0; i < near; i++) {
      double u = (t->x[first + i] - at) / h, d = fabs(u), cube = 1 - d * d * d;
      b[i] = (d < 1 ? sqrt(cube * cube * cube) : 0) * pow(u, k);
      before += b[i] * b[i];
    }
    for (int pass = 0; pass < 2; pass++)
      for (int j = 0; j < k; j++) {
        const double *o = basis + (size_t)j * near;
        double dot = 0;
        for (size_t i = 0; i < near; i++)
          dot += b[i] * o[i];
        for (size_t i = 0; i < near; i++)
          b[i] -= dot * o[i];
        for (int c = 0; c < MAX_TERMS; c++)
          power[k][c] -= dot * power[j][c];
      }
    for (size_t i = 0; i < near; i++)
      norm += b[i] * b[i];
    if (!(norm > 1e-20 * before)) {
      memset(b, 0, near * sizeof *b);
      continue;
    }
    norm = sqrt(norm);
    for (int c = 0; c < MAX_TERMS; c++)
      power[k][c] /= norm;
    for (size_t i = 0; i < near; i++) {
      double u = (t->x[first + i] - at) / h, d = fabs(u), cube = 1 - d * d * d;
      b[i] /= norm;
      along += b[i] * (d < 1 ? sqrt(cube * cube * cube) : 0) * t->y[first + i];
    }
    fit.value += along * power[k][0];
    fit.slope += along * power[k][1] / h;
  }
  return fit;
}

/* Halve the points from .. to (inclusive) until a cell is small; corners in ascending order. */
static void cut(const task *t, size_t from, size_t to, size_t most, GArray *corners) {
  if (to - from + 1 <= most)
    return;
  size_t middle = (from + to) / 2;
  double corner = t->x[middle];
  cut(t, from, middle, most, corners);
  g_array_append_val(corners, corner);
  cut(t, middle + 1, to, most, corners);
}

static double hermite(double x, double a, double b, const local *at_a, const local *at_b) {
  double h = b - a, u = (x - a) / h, v = 1 - u;
  return v * v * (1 + 2 * u) * at_a->value + u * u * (1 + 2 * v) * at_b->value +
         h * u * v * (v * at_a->slope - u * at_b->slope);
}

static void interpolated(const task *t, double span, double *smooth) {
  g_autoptr(GArray) corners = g_array_new(FALSE, FALSE, sizeof(double));
  double low = t->x[0], high = t->x[t->n - 1], margin = MARGIN * (high - low);
  size_t most = MAX((size_t)floor((double)t->n * span * CELL), 1);
  low -= margin;
  high += margin;
  g_array_append_val(corners, low);
  cut(t, 0, t->n - 1, most, corners);
  g_array_append_val(corners, high);
  const double *corner = (const double *)(void *)corners->data;
  g_autofree local *fits = g_new(local, corners->len);
  for (guint c = 0; c < corners->len; c++)
    fits[c] = fit_local(t, corner[c]);
  for (size_t i = 0, c = 0; i < t->n; i++) {
    while (c + 2 < corners->len && t->x[i] > corner[c + 1])
      c++;
    smooth[i] = hermite(t->x[i], corner[c], corner[c + 1], &fits[c], &fits[c + 1]);
  }
}

bool pb_loess(const double *x, const double *y, size_t n, const pb_loess_options *options,
              double *smooth, const char **reason) {
  double span = options->span > 0 ? fmin(options->span, 1) : .75;
  task t = {x, y, n, MIN(n, (size_t)floor((double)n * span + 1e-5)), options->degree};
  if (t.near < (size_t)options->degree + 2) {
    *reason = N_("Too few periods for the smoothing: take a larger span or a lower degree.");
    return false;
  }
  if (options->surface == PB_LOESS_INTERPOLATE)
    interpolated(&t, span, smooth);
  else
    for (size_t i = 0; i < n; i++)
      smooth[i] = fit_local(&t, x[i]).value;
  return true;
}
