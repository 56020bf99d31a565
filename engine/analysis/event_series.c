/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Incidents by month: what the months before the last year would have led one to expect, the months
 * that stand out, and the trend. */
#include "engine/analysis/event_area.h"
#include "engine/stats/baseline.h"
#include "engine/stats/trend.h"

static void put_months(pb_result *result, const pb_series_point *points, size_t n, pb_period first,
                       size_t n_history, const pb_baseline *baseline) {
  pb_column *period = pb_result_add_column(result, "period", PB_TYPE_PERIOD, NULL);
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("events"));
  pb_column *expected = pb_result_add_column(result, "expected", PB_TYPE_DOUBLE, N_("events"));
  pb_column *lower = pb_result_add_column(result, "lower", PB_TYPE_DOUBLE, N_("events"));
  pb_column *upper = pb_result_add_column(result, "upper", PB_TYPE_DOUBLE, N_("events"));
  pb_column *unusual = pb_result_add_column(result, "unusual", PB_TYPE_STRING, NULL);
  int start = pb_period_year(first) * 12 + points[0].season - 1;
  for (size_t i = 0; i < n; i++) {
    int month = start + (int)i;
    bool judged = baseline && i >= n_history;
    pb_expected e = {0};
    if (judged)
      e = pb_baseline_expect(baseline, &points[i]);
    pb_column_append_int(period, pb_period_make(month / 12, 12, month % 12 + 1));
    pb_column_append_int(count, (int64_t)points[i].count);
    pb_column_append_maybe(expected, judged, e.expected);
    pb_column_append_maybe(lower, judged, e.lower);
    pb_column_append_maybe(upper, judged, e.upper);
    pb_column_append_string(unusual, e.side > 0 ? "high" : e.side < 0 ? "low" : "");
  }
}

static void put_trend(pb_result *result, const pb_analysis *analysis, const pb_series_point *points,
                      size_t n) {
  size_t most = 12 * 5, from = n > most ? n - most : 0;
  pb_trend_options options = {.per_year = 12,
                              .season = n - from >= 60 ? PB_SEASON_DUMMIES : PB_SEASON_HARMONICS,
                              .model = PB_TREND_AUTO,
                              .confidence = analysis->options.confidence};
  const char *reason = NULL;
  g_autoptr(pb_trend) trend =
      n - from >= 36 ? pb_trend_fit(points + from, n - from, &options, &reason) : NULL;
  pb_put_scalar(result, "trend_per_year", trend, trend ? trend->reported_ratio : 0, NULL);
  pb_put_scalar(result, "trend_lower", trend, trend ? trend->reported.lower : 0, NULL);
  pb_put_scalar(result, "trend_upper", trend, trend ? trend->reported.upper : 0, NULL);
  pb_put_scalar(result, "trend_p", trend, trend ? trend->p_reported : 0, NULL);
  pb_put_scalar(result, "trend_months", trend, (double)(n - from), N_("months"));
  pb_put_scalar(result, "phi", trend, trend ? trend->fit->dispersion : 0, NULL);
}

static void build_one(pb_analysis *analysis, int area) {
  pb_result *result = pb_analysis_put_area(analysis, "event-series", area);
  size_t n;
  pb_period first;
  g_autofree pb_series_point *points = pb_event_months(analysis, area, &n, &first);
  if (!points) {
    pb_result_set_reason(result, N_("There are no events before the end of the report’s period."));
    return;
  }
  size_t n_history = n > 12 ? n - 12 : 0;
  pb_baseline_options options = {.per_year = 12, .confidence = analysis->options.confidence};
  const char *reason = NULL;
  g_autoptr(pb_baseline) baseline = pb_baseline_fit(points, n_history, &options, &reason);
  put_months(result, points, n, first, n_history, baseline);
  put_trend(result, analysis, points, n);
  pb_put_scalar(result, "baseline_months", baseline, (double)n_history, N_("months"));
  pb_put_scalar(result, "baseline_phi", baseline, baseline ? baseline->phi : 0, NULL);
  if (!baseline)
    pb_result_add_warning(result,
                          N_("There are too few earlier months to say what was to be expected."));
  size_t events = 0;
  for (size_t i = 0; i < n; i++)
    events += (size_t)points[i].count;
  pb_result_set_counts(result, events, 0);
  pb_result_set_method(result,
                       N_("Level and season of the months before the last year; trend with the "
                          "season, over-dispersion and correlated errors taken into account"));
  pb_result_set_citation(result, "McCullagh & Nelder 1989; Farrington et al. 1996");
}

void pb_build_event_series(pb_analysis *analysis) {
  for (guint i = 0; i < analysis->event_areas->len; i++)
    build_one(analysis, pb_event_area_at(analysis, i));
}
