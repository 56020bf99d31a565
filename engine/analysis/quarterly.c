/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All reported crime by quarter: what the years before would have led one to expect, and the trend.
 *
 * The baseline is level and season of five years (at least three) that end before the last years,
 * so that these are judged by a past they did not shape. With too little history it ends as late
 * as the year before the last. */
#include "engine/analysis/count_series.h"
#include "engine/stats/baseline.h"
#include "engine/stats/trend.h"
#include "engine/text.h"

#define PB_BASELINE_YEARS 5
#define PB_TREND_YEARS 5

typedef struct {
  pb_baseline *fit; /* NULL: too little history */
  int first, last;  /* years */
  const char *reason;
} window;

static window fit_baseline(const pb_analysis *analysis, const pb_count_series *q) {
  pb_baseline_options options = {.per_year = 4, .confidence = analysis->options.confidence};
  int end = analysis->dataset->period_end;
  window w = {NULL, 0, 0, NULL};
  for (int last = end - analysis->dataset->years; last < end && !w.fit; last++) {
    size_t from = pb_count_series_from(q, last - PB_BASELINE_YEARS + 1);
    size_t to = pb_count_series_from(q, last + 1);
    const char *reason = NULL;
    w.fit = pb_baseline_fit(q->points + from, to - from, &options, &reason);
    w.reason = w.reason ? w.reason : reason;
    w.first = w.fit ? pb_period_year(q->periods[from]) : 0;
    w.last = last;
  }
  return w;
}

static void put_quarters(pb_result *result, const pb_count_series *q, const window *w) {
  pb_column *period = pb_result_add_column(result, "period", PB_TYPE_PERIOD, NULL);
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("crimes"));
  pb_column *preliminary = pb_result_add_column(result, "preliminary", PB_TYPE_INT64, NULL);
  pb_column *expected = pb_result_add_column(result, "expected", PB_TYPE_DOUBLE, N_("crimes"));
  pb_column *lower = pb_result_add_column(result, "lower", PB_TYPE_DOUBLE, N_("crimes"));
  pb_column *upper = pb_result_add_column(result, "upper", PB_TYPE_DOUBLE, N_("crimes"));
  pb_column *unusual = pb_result_add_column(result, "unusual", PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < q->n; i++) {
    bool after = w->fit && pb_period_year(q->periods[i]) > w->last;
    pb_expected e = {0};
    if (after)
      e = pb_baseline_expect(w->fit, &q->points[i]);
    pb_column_append_int(period, q->periods[i]);
    pb_column_append_int(count, (int64_t)q->points[i].count);
    pb_column_append_int(preliminary, q->preliminary[i]);
    pb_column_append_maybe(expected, after, e.expected);
    pb_column_append_maybe(lower, after, e.lower);
    pb_column_append_maybe(upper, after, e.upper);
    pb_column_append_string(unusual, e.side > 0 ? "high" : e.side < 0 ? "low" : "");
  }
}

static void put_trend(pb_result *result, const pb_analysis *analysis, const pb_count_series *q) {
  int end = analysis->dataset->period_end, first = end - PB_TREND_YEARS + 1;
  size_t from = pb_count_series_from(q, first), n = pb_count_series_from(q, end + 1) - from;
  pb_trend_options options = {
      .per_year = 4, .season = PB_SEASON_DUMMIES, .confidence = analysis->options.confidence};
  const char *reason = NULL;
  g_autoptr(pb_trend) trend = n > 0 ? pb_trend_fit(q->points + from, n, &options, &reason) : NULL;
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

void pb_build_quarterly(pb_analysis *analysis) {
  const pb_crime_panel *panel = analysis->dataset->quarterly;
  int total = pb_total_type(analysis->dataset);
  pb_result *result = pb_analysis_put(analysis, "quarterly", -1);
  pb_count_series q = pb_quarter_series(analysis);
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
  pb_count_series_clear(&q);
}
