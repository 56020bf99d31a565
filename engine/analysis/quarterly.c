/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All reported crime by quarter: what the years before would have led one to expect, and the trend.
 *
 * The baseline is level and season of five years (at least three) that end before the last years,
 * so that these are judged by a past they did not shape. With too little history it ends as late
 * as the year before the last. */
#include "engine/analysis/build.h"
#include "engine/stats/baseline.h"
#include "engine/stats/trend.h"
#include "engine/text.h"

#define PB_BASELINE_YEARS 5
#define PB_TREND_YEARS 5

typedef struct {
  pb_period period;
  const pb_crime_cell *cell;
  pb_series_point point;
} quarter;

typedef struct {
  quarter *quarters;
  size_t n;
} quarters;

/* Exposure by period; where it is not known that of the nearest earlier one, else of the first
 * known; 1 where none is known at all, which leaves the counts as they are. */
static double *carried_exposure(const pb_crime_panel *panel, size_t m, size_t t) {
  double *exposure = g_new0(double, panel->n_periods);
  double latest = 0;
  for (size_t p = 0; p < panel->n_periods; p++) {
    const pb_crime_cell *cell = pb_crime_panel_cell(panel, m, t, p);
    if (cell->present && cell->origin != PB_EXPOSURE_NONE && cell->exposure > 0)
      latest = cell->exposure;
    exposure[p] = latest;
  }
  double next = latest > 0 ? latest : 1;
  for (size_t p = panel->n_periods; p-- > 0;) {
    if (exposure[p] > 0)
      next = exposure[p];
    else
      exposure[p] = next;
  }
  return exposure;
}

/* The quarters up to the report's last year, and those of the year after when nothing newer is
 * known: the latest news belongs in the report, what followed an older one does not. */
static quarters read_quarters(const pb_crime_panel *panel, size_t m, size_t t, int period_end) {
  quarters q = {g_new0(quarter, panel->n_periods), 0};
  g_autofree double *exposure = carried_exposure(panel, m, t);
  int newest = pb_period_year(pb_crime_panel_period_at(panel, panel->n_periods - 1));
  int last_year = newest == period_end + 1 ? newest : period_end;
  for (size_t p = 0; p < panel->n_periods; p++) {
    const pb_crime_cell *cell = pb_present_cell(panel, m, t, (int)p);
    if (!cell)
      continue;
    pb_period period = pb_crime_panel_period_at(panel, p);
    if (pb_period_year(period) > last_year)
      continue;
    q.quarters[q.n++] = (quarter){
        period, cell, pb_series_point_at(period, panel->first, (double)cell->count, exposure[p])};
  }
  return q;
}

/* Points of the years first .. last. Free with g_free. */
static pb_series_point *points_of(const quarters *q, int first, int last, size_t *n) {
  pb_series_point *points = g_new0(pb_series_point, q->n + 1);
  *n = 0;
  for (size_t i = 0; i < q->n; i++) {
    int year = pb_period_year(q->quarters[i].period);
    if (year >= first && year <= last)
      points[(*n)++] = q->quarters[i].point;
  }
  return points;
}

typedef struct {
  pb_baseline *fit; /* NULL: too little history */
  int first, last;  /* years */
  const char *reason;
} window;

static window fit_baseline(const pb_analysis *analysis, const quarters *q) {
  pb_baseline_options options = {.per_year = 4, .confidence = analysis->options.confidence};
  int end = analysis->dataset->period_end;
  window w = {NULL, 0, 0, NULL};
  for (int last = end - analysis->dataset->years; last < end && !w.fit; last++) {
    size_t n;
    g_autofree pb_series_point *points = points_of(q, last - PB_BASELINE_YEARS + 1, last, &n);
    const char *reason = NULL;
    w.fit = pb_baseline_fit(points, n, &options, &reason);
    w.reason = w.reason ? w.reason : reason;
    w.last = last;
  }
  for (size_t i = q->n; w.fit && i-- > 0;)
    if (pb_period_year(q->quarters[i].period) > w.last - PB_BASELINE_YEARS)
      w.first = pb_period_year(q->quarters[i].period);
  return w;
}

static void put_quarters(pb_result *result, const quarters *q, const window *w) {
  pb_column *period = pb_result_add_column(result, "period", PB_TYPE_PERIOD, NULL);
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("crimes"));
  pb_column *preliminary = pb_result_add_column(result, "preliminary", PB_TYPE_INT64, NULL);
  pb_column *expected = pb_result_add_column(result, "expected", PB_TYPE_DOUBLE, N_("crimes"));
  pb_column *lower = pb_result_add_column(result, "lower", PB_TYPE_DOUBLE, N_("crimes"));
  pb_column *upper = pb_result_add_column(result, "upper", PB_TYPE_DOUBLE, N_("crimes"));
  pb_column *unusual = pb_result_add_column(result, "unusual", PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < q->n; i++) {
    const quarter *one = &q->quarters[i];
    bool after = w->fit && pb_period_year(one->period) > w->last;
    pb_expected e = {0};
    if (after)
      e = pb_baseline_expect(w->fit, &one->point);
    pb_column_append_int(period, one->period);
    pb_column_append_int(count, one->cell->count);
    pb_column_append_int(preliminary, one->cell->preliminary);
    pb_column_append_maybe(expected, after, e.expected);
    pb_column_append_maybe(lower, after, e.lower);
    pb_column_append_maybe(upper, after, e.upper);
    pb_column_append_string(unusual, e.side > 0 ? "high" : e.side < 0 ? "low" : "");
  }
}

static void put_trend(pb_result *result, const pb_analysis *analysis, const quarters *q) {
  int end = analysis->dataset->period_end, first = end - PB_TREND_YEARS + 1;
  size_t n;
  g_autofree pb_series_point *points = points_of(q, first, end, &n);
  pb_trend_options options = {
      .per_year = 4, .season = PB_SEASON_DUMMIES, .confidence = analysis->options.confidence};
  const char *reason = NULL;
  g_autoptr(pb_trend) trend = n > 0 ? pb_trend_fit(points, n, &options, &reason) : NULL;
  pb_put_scalar(result, "trend_per_year", trend, trend ? trend->ratio : 0, NULL);
  pb_put_scalar(result, "trend_lower", trend, trend ? trend->reported.lower : 0, NULL);
  pb_put_scalar(result, "trend_upper", trend, trend ? trend->reported.upper : 0, NULL);
  pb_put_scalar(result, "trend_p", trend, trend ? trend->p_reported : 0, NULL);
  pb_put_scalar(result, "phi", trend, trend ? trend->fit->dispersion : 0, NULL);
  pb_put_scalar(result, "trend_first", trend, first, NULL);
  pb_put_scalar(result, "trend_last", trend, end, NULL);
  if (!trend)
    pb_result_add_warning(result, N_("There are too few quarters for a trend."));
}

static void put_baseline(pb_result *result, const window *w) {
  pb_put_scalar(result, "baseline_first", w->fit, w->first, NULL);
  pb_put_scalar(result, "baseline_last", w->fit, w->last, NULL);
  pb_put_scalar(result, "n_baseline", w->fit, w->fit ? (double)w->fit->n : 0, NULL);
  pb_put_scalar(result, "baseline_phi", w->fit, w->fit ? w->fit->phi : 0, NULL);
  if (!w->fit)
    pb_result_add_warning(result,
                          N_("There are too few earlier quarters to say what was to be expected."));
}

static int total_type(const pb_dataset *dataset) {
  for (size_t t = 0; t < dataset->n_types; t++)
    if (dataset->types[t].is_total)
      return (int)t;
  return -1;
}

void pb_build_quarterly(pb_analysis *analysis) {
  const pb_crime_panel *panel = analysis->dataset->quarterly;
  int total = total_type(analysis->dataset);
  pb_result *result = pb_analysis_put(analysis, "quarterly", -1);
  quarters q = {NULL, 0};
  if (panel && total >= 0)
    q = read_quarters(panel, analysis->m, (size_t)total, analysis->dataset->period_end);
  window w = q.n > 0 ? fit_baseline(analysis, &q) : (window){NULL, 0, 0, NULL};
  put_quarters(result, &q, &w);
  put_trend(result, analysis, &q);
  put_baseline(result, &w);
  if (total >= 0)
    pb_result_set_text(result, "type", analysis->dataset->types[total].key);
  pb_result_set_counts(result, q.n, panel ? panel->n_periods - q.n : 0);
  pb_result_set_method(
      result, N_("Poisson regression with season, adjusted for days and population; intervals "
                 "widened by the over-dispersion of the baseline"));
  pb_result_set_citation(result, "McCullagh & Nelder 1989; Farrington et al. 1996");
  if (q.n == 0)
    pb_result_set_reason(
        result, pb_absent_reason(analysis, panel, total, 0, panel ? (int)panel->n_periods - 1 : -1,
                                 N_("There are no quarterly figures for this municipality.")));
  pb_baseline_free(w.fit);
  g_free(q.quarters);
}
