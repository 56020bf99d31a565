/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "engine/stats/local_line.h"
#include "engine/stats/stl.h"
#include "engine/text.h"

/* Bandwidth at position `at` from neighbours first .. last; a window longer than the series reaches
 * half of the excess further. */
static double bandwidth(size_t n, int window, size_t first, size_t last, double at) {
  double h = fmax(at - (double)first, (double)last - at);
  return (size_t)window > n ? h + (double)(((size_t)window - n) / 2) : h;
}

static double fit_at(const pb_local_data *data, const pb_stl_loess *loess, size_t first,
                     size_t last, double at, double fallback) {
  double value, h = bandwidth(data->n, loess->window, first, last, at);
  return pb_local_line(data, first, last, at, h, loess->degree, &value) ? value : fallback;
}

/* The neighbours of position i: `window` of them, or all. */
static void neighbours(size_t n, int window, size_t i, size_t *first, size_t *last) {
  size_t length = MIN((size_t)window, n), half = ((size_t)window + 1) / 2;
  size_t start = (size_t)window >= n || i + 1 <= half ? 0 : i + 1 - half;
  *first = MIN(start, n - length);
  *last = *first + length - 1;
}

static void interpolate(double *smooth, size_t from, size_t to) {
  for (size_t j = from + 1; j < to; j++)
    smooth[j] =
        smooth[from] + (smooth[to] - smooth[from]) / (double)(to - from) * (double)(j - from);
}

/* Loess of the data at every jump-th position and the last, lines between. */
static void smooth_series(const pb_local_data *data, const pb_stl_loess *loess, double *smooth) {
  size_t n = data->n, first = 0, last = 0, before = 0;
  if (n < 2) {
    smooth[0] = data->y[0];
    return;
  }
  size_t jump = MIN((size_t)loess->jump, n - 1);
  for (size_t i = 0; i < n; i += jump) {
    neighbours(n, loess->window, i, &first, &last);
    smooth[i] = fit_at(data, loess, first, last, (double)i, data->y[i]);
    interpolate(smooth, before, i);
    before = i;
  }
  if (before < n - 1) { /* with the neighbours of the last jump, as in the published program */
    smooth[n - 1] = fit_at(data, loess, first, last, (double)(n - 1), data->y[n - 1]);
    interpolate(smooth, before, n - 1);
  }
}

/* Means of `length` neighbours; returns how many there are. */
static size_t moving_average(const double *from, size_t n, size_t length, double *to) {
  double sum = 0;
  for (size_t i = 0; i < length; i++)
    sum += from[i];
  to[0] = sum / (double)length;
  for (size_t i = length; i < n; i++) {
    sum += from[i] - from[i - length];
    to[i - length + 1] = sum / (double)length;
  }
  return n - length + 1;
}

typedef struct {
  size_t n, period;
  const double *values;
  const double *robust; /* NULL in the first round */
  double *season, *trend;
  double *rest;          /* n */
  double *extended;      /* n + 2 periods: smoothed subseries, one season beyond both ends */
  double *a, *b;         /* n + 2 periods: scratch */
  double *sub, *sub_out; /* one subseries and its smooth */
  double *sub_robust;
} workspace;

/* Smooth each subseries of rest into `extended`. */
static void smooth_subseries(workspace *w, const pb_stl_loess *loess) {
  for (size_t s = 0; s < w->period; s++) {
    size_t k = (w->n - s - 1) / w->period + 1;
    for (size_t i = 0; i < k; i++) {
      w->sub[i] = w->rest[i * w->period + s];
      if (w->robust)
        w->sub_robust[i] = w->robust[i * w->period + s];
    }
    pb_local_data data = {.y = w->sub, .robust = w->robust ? w->sub_robust : NULL, .n = k};
    double *out = w->sub_out;
    size_t length = MIN((size_t)loess->window, k);
    smooth_series(&data, loess, out + 1);
    out[0] = fit_at(&data, loess, 0, length - 1, -1, out[1]);
    out[k + 1] = fit_at(&data, loess, k - length, k - 1, (double)k, out[k]);
    for (size_t i = 0; i < k + 2; i++)
      w->extended[i * w->period + s] = out[i];
  }
}

static void round_once(workspace *w, const pb_stl_options *o) {
  size_t n = w->n, period = w->period;
  for (size_t i = 0; i < n; i++)
    w->rest[i] = w->values[i] - w->trend[i];
  smooth_subseries(w, &o->season);
  size_t m = moving_average(w->extended, n + 2 * period, period, w->a);
  m = moving_average(w->a, m, period, w->b);
  moving_average(w->b, m, 3, w->a);
  pb_local_data low = {.y = w->a, .n = n};
  smooth_series(&low, &o->low, w->b);
  for (size_t i = 0; i < n; i++) {
    w->season[i] = w->extended[period + i] - w->b[i];
    w->rest[i] = w->values[i] - w->season[i];
  }
  pb_local_data deseasonalised = {.y = w->rest, .robust = w->robust, .n = n};
  smooth_series(&deseasonalised, &o->trend, w->trend);
}

static int next_odd(double x) {
  int whole = (int)rint(x);
  return whole % 2 == 0 ? whole + 1 : whole;
}

static void fill(pb_stl_loess *loess, int window) {
  loess->window = MAX(3, next_odd(loess->window > 0 ? loess->window : window));
  loess->jump = loess->jump > 0 ? loess->jump : (loess->window + 9) / 10;
}

static pb_stl_options filled(const pb_stl_options *options, size_t n) {
  pb_stl_options o = *options;
  bool periodic = o.season.window <= 0;
  if (periodic)
    o.season.degree = 0;
  fill(&o.season, (int)(10 * n + 1));
  fill(&o.trend, next_odd(ceil(1.5 * o.period / (1 - 1.5 / o.season.window))));
  fill(&o.low, next_odd(o.period));
  o.inner = o.inner > 0 ? o.inner : o.robust ? 1 : 2;
  o.outer = !o.robust ? 0 : o.outer > 0 ? o.outer : 15;
  return o;
}

static void make_periodic(double *season, size_t n, size_t period) {
  for (size_t s = 0; s < period; s++) {
    double sum = 0, count = 0;
    for (size_t i = s; i < n; i += period) {
      sum += season[i];
      count++;
    }
    for (size_t i = s; i < n; i += period)
      season[i] = sum / count;
  }
}

pb_stl_options pb_stl_defaults(int period) {
  return (pb_stl_options){.period = period, .trend = {.degree = 1}, .low = {.degree = 1}};
}

pb_stl *pb_stl_split(const double *values, size_t n, const pb_stl_options *options,
                     const char **reason) {
  size_t period = (size_t)options->period, wide = n + 2 * period;
  if (period < 2 || n <= 2 * period) {
    *reason = N_("Too few periods to tell season from trend: more than two full years are needed.");
    return NULL;
  }
  pb_stl *stl = g_new0(pb_stl, 1);
  *stl = (pb_stl){
      .n = n,
      .season = g_new0(double, n),
      .trend = g_new0(double, n),
      .remainder = g_new0(double, n),
      .weight = g_new0(double, n),
      .options = filled(options, n),
  };
  g_autofree double *scratch = g_new0(double, n + 6 * wide + 6);
  workspace w = {.n = n, .period = period, .values = values};
  w.season = stl->season;
  w.trend = stl->trend;
  w.rest = scratch;
  w.extended = w.rest + n;
  w.a = w.extended + wide;
  w.b = w.a + wide;
  w.sub = w.b + wide;
  w.sub_out = w.sub + wide;
  w.sub_robust = w.sub_out + wide + 2;
  for (size_t i = 0; i < n; i++)
    stl->weight[i] = 1;
  for (int outer = 0; outer <= stl->options.outer; outer++) {
    for (int inner = 0; inner < stl->options.inner; inner++)
      round_once(&w, &stl->options);
    for (size_t i = 0; i < n; i++)
      stl->remainder[i] = values[i] - stl->season[i] - stl->trend[i];
    if (outer < stl->options.outer)
      pb_bisquare_weights(stl->remainder, n, stl->weight);
    w.robust = stl->weight;
  }
  if (options->season.window <= 0)
    make_periodic(stl->season, n, period);
  for (size_t i = 0; i < n; i++)
    stl->remainder[i] = values[i] - stl->season[i] - stl->trend[i];
  return stl;
}

void pb_stl_free(pb_stl *stl) {
  if (!stl)
    return;
  g_free(stl->season);
  g_free(stl->trend);
  g_free(stl->remainder);
  g_free(stl->weight);
  g_free(stl);
}
