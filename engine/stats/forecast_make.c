/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/stats/forecast.h"
#include "engine/text.h"

#define DEFAULT_YEARS 5

/* The baseline as it would have been fitted when nothing after `last` was known. */
static pb_baseline *fit_until(const pb_series_point *points, size_t n, double last,
                              const pb_forecast_options *o, const char **reason) {
  double first = last - o->years * o->per_year;
  size_t from = 0, to = 0;
  while (from < n && points[from].t <= first)
    from++;
  for (to = from; to < n && points[to].t <= last;)
    to++;
  pb_baseline_options options = {
      .per_year = o->per_year,
      .trend = o->trend,
      .min_years = o->min_years,
      .confidence = o->confidence,
  };
  return pb_baseline_fit(points + from, to - from, &options, reason);
}

/* The point exactly at time t, or NULL. */
static const pb_series_point *at_time(const pb_series_point *points, size_t n, double t) {
  for (size_t i = 0; i < n; i++)
    if (points[i].t == t)
      return &points[i];
  return NULL;
}

static pb_forecast_point look_ahead(const pb_baseline *baseline, const pb_series_point *points,
                                    size_t n, const pb_series_point *wanted, double known_until,
                                    int per_year) {
  pb_forecast_point f = {.point = *wanted, .expected = pb_baseline_expect(baseline, wanted)};
  double before = wanted->t - per_year;
  const pb_series_point *earlier = before <= known_until ? at_time(points, n, before) : NULL;
  f.has_naive = earlier != NULL;
  f.naive = earlier ? earlier->count / earlier->exposure * wanted->exposure : 0;
  return f;
}

static void backtest(pb_forecast *forecast, const pb_series_point *points, size_t n,
                     const pb_forecast_options *o) {
  double end = points[n - 1].t;
  forecast->tested = g_new0(pb_forecast_point, n + 1);
  for (int year = PB_BACKTEST_YEARS; year >= 1; year--) {
    double known = end - year * o->per_year;
    const char *ignored = NULL;
    g_autoptr(pb_baseline) baseline = fit_until(points, n, known, o, &ignored);
    for (size_t i = 0; baseline && i < n; i++)
      if (points[i].t > known && points[i].t <= known + o->per_year)
        forecast->tested[forecast->n_tested++] =
            look_ahead(baseline, points, n, &points[i], known, o->per_year);
  }
}

static void judge(pb_forecast *forecast) {
  double within = 0;
  for (size_t i = 0; i < forecast->n_tested; i++) {
    const pb_forecast_point *f = &forecast->tested[i];
    double off = f->expected.expected - f->point.count;
    within += f->expected.side == 0;
    forecast->bias += off / (double)forecast->n_tested;
    if (!f->has_naive)
      continue;
    forecast->n_compared++;
    forecast->error_model += fabs(off);
    forecast->error_naive += fabs(f->naive - f->point.count);
  }
  if (forecast->n_tested > 0)
    forecast->coverage = within / (double)forecast->n_tested;
  if (forecast->n_compared == 0)
    return;
  forecast->error_model /= (double)forecast->n_compared;
  forecast->error_naive /= (double)forecast->n_compared;
  double difference = forecast->error_model - forecast->error_naive;
  forecast->better = fabs(difference) < 1e-9 ? PB_FORECAST_EQUAL
                     : difference < 0        ? PB_FORECAST_MODEL
                                             : PB_FORECAST_NAIVE;
}

/* The year after the last point: season and exposure of a year before, else the last exposure. */
static pb_series_point *next_year(const pb_series_point *points, size_t n, int per_year) {
  const pb_series_point *last = &points[n - 1];
  pb_series_point *year = g_new0(pb_series_point, per_year);
  for (int i = 0; i < per_year; i++) {
    const pb_series_point *before = at_time(points, n, last->t + 1 + i - per_year);
    year[i] = (pb_series_point){
        .exposure = before ? before->exposure : last->exposure,
        .t = last->t + 1 + i,
        .season = (last->season + i) % per_year + 1,
    };
  }
  return year;
}

pb_forecast *pb_forecast_make(const pb_series_point *points, size_t n,
                              const pb_series_point *coming, size_t n_coming,
                              const pb_forecast_options *options, const char **reason) {
  pb_forecast_options o = *options;
  o.years = o.years > 0 ? o.years : DEFAULT_YEARS;
  if (n == 0) {
    *reason = N_("Too little history for an expected level: there are too few earlier periods.");
    return NULL;
  }
  double end = points[n - 1].t;
  g_autoptr(pb_baseline) baseline = fit_until(points, n, end, &o, reason);
  if (!baseline)
    return NULL;
  g_autofree pb_series_point *next = coming ? NULL : next_year(points, n, o.per_year);
  const pb_series_point *wanted = coming ? coming : next;
  size_t n_wanted = coming ? n_coming : (size_t)o.per_year;
  pb_forecast *forecast = g_new0(pb_forecast, 1);
  forecast->phi = baseline->phi;
  forecast->n_history = baseline->n;
  forecast->coming = g_new0(pb_forecast_point, n_wanted + 1);
  for (size_t i = 0; i < n_wanted; i++)
    if (wanted[i].t > end)
      forecast->coming[forecast->n_coming++] =
          look_ahead(baseline, points, n, &wanted[i], end, o.per_year);
  backtest(forecast, points, n, &o);
  judge(forecast);
  return forecast;
}

void pb_forecast_free(pb_forecast *forecast) {
  if (!forecast)
    return;
  g_free(forecast->coming);
  g_free(forecast->tested);
  g_free(forecast);
}
