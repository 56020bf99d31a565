/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Incidents of the last years by calendar month, a day. */
#include "engine/analysis/event_area.h"
#include "engine/stats/month_pattern.h"

static void put_months(pb_result *result, const pb_month_pattern *pattern) {
  pb_column *month = pb_result_add_column(result, "month", PB_TYPE_INT64, NULL);
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("events"));
  pb_column *per_day = pb_result_add_column(result, "per_day", PB_TYPE_DOUBLE, N_("events a day"));
  pb_column *lower = pb_result_add_column(result, "lower", PB_TYPE_DOUBLE, N_("events a day"));
  pb_column *upper = pb_result_add_column(result, "upper", PB_TYPE_DOUBLE, N_("events a day"));
  for (int i = 0; i < 12; i++) {
    const pb_month_rate *rate = &pattern->month[i];
    pb_column_append_int(month, i + 1);
    pb_column_append_int(count, rate->count);
    pb_column_append_maybe(per_day, rate->observed, rate->per_day);
    pb_column_append_maybe(lower, rate->observed, rate->lower);
    pb_column_append_maybe(upper, rate->observed, rate->upper);
  }
}

static void build_one(pb_analysis *analysis, int area) {
  int first_year = pb_incident_first_year(analysis), last = analysis->dataset->period_end;
  pb_result *result = pb_analysis_put_area(analysis, "event-wheel", area);
  size_t n, n_months = 0;
  pb_period first;
  g_autofree pb_series_point *points = pb_event_months(analysis, area, &n, &first);
  g_autofree pb_month_count *months = g_new0(pb_month_count, n + 1);
  int start = points ? pb_period_year(first) * 12 + points[0].season - 1 : 0;
  for (size_t i = 0; i < n; i++) {
    int month = start + (int)i;
    if (month / 12 >= first_year && month / 12 <= last)
      months[n_months++] = (pb_month_count){pb_period_make(month / 12, 12, month % 12 + 1),
                                            (int64_t)points[i].count, 0};
  }
  pb_month_pattern pattern = {0};
  bool made = pb_month_pattern_make(months, n_months, analysis->options.confidence, &pattern);
  put_months(result, &pattern);
  pb_put_scalar(result, "mean_per_day", made, pattern.mean_per_day, N_("events a day"));
  pb_result_set_scalar(result, "n_events", (double)pattern.n_events, NULL);
  pb_result_set_scalar(result, "first_year", first_year, NULL);
  pb_result_set_scalar(result, "last_year", last, NULL);
  pb_result_set_counts(result, (size_t)pattern.n_events, 0);
  pb_result_set_method(result, N_("Events a day in each calendar month; exact Poisson intervals"));
  pb_result_set_citation(result, "Garwood 1936");
  if (pattern.n_events == 0)
    pb_result_set_reason(result, N_("There are no events in the report’s years."));
}

void pb_build_event_wheel(pb_analysis *analysis) {
  for (guint i = 0; i < analysis->event_areas->len; i++)
    build_one(analysis, pb_event_area_at(analysis, i));
}
