/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events a day by calendar month, in the months that the source covers. */
#include "engine/analysis/build.h"
#include "engine/analysis/events.h"
#include "engine/wall_clock.h"
#include "engine/stats/month_pattern.h"
#include "engine/text.h"

typedef struct {
  pb_month_count *months;
  size_t n;
  int first_year, last_year;
  size_t outside; /* events in months the source does not cover */
} coverage;

static coverage count_months(const pb_own_events *events) {
  const size_t n_months = events->calendar.n_months;
  coverage c = {g_new0(pb_month_count, n_months + 1), 0, 0, 0, 0};
  g_autofree int64_t *counts = g_new0(int64_t, n_months + 1);
  const pb_event_month *months = events->calendar.months;
  for (size_t i = 0; i < events->n; i++) {
    pb_wall_clock at = pb_wall_clock_of(events->events[i].time);
    int64_t k = months ? (at.year - months[0].year) * 12 + at.month - months[0].month : -1;
    if (k >= 0 && (size_t)k < n_months && months[k].observed)
      counts[k]++;
    else
      c.outside++;
  }
  for (size_t i = 0; i < n_months; i++) {
    if (!months[i].observed)
      continue;
    c.first_year = c.n ? c.first_year : months[i].year;
    c.last_year = months[i].year;
    c.months[c.n++] = (pb_month_count){pb_period_make(months[i].year, 12, months[i].month),
                                       counts[i], months[i].days};
  }
  return c;
}

static void put_months(pb_result *result, const pb_month_pattern *pattern) {
  pb_column *month = pb_result_add_column(result, "month", PB_TYPE_INT64, NULL);
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("events"));
  pb_column *observed = pb_result_add_column(result, "months_observed", PB_TYPE_INT64, NULL);
  pb_column *days = pb_result_add_column(result, "days_observed", PB_TYPE_INT64, N_("days"));
  pb_column *per_day = pb_result_add_column(result, "per_day", PB_TYPE_DOUBLE, N_("events a day"));
  pb_column *lower = pb_result_add_column(result, "lower", PB_TYPE_DOUBLE, N_("events a day"));
  pb_column *upper = pb_result_add_column(result, "upper", PB_TYPE_DOUBLE, N_("events a day"));
  for (int i = 0; i < 12; i++) {
    const pb_month_rate *rate = &pattern->month[i];
    pb_column_append_int(month, i + 1);
    pb_column_append_int(count, rate->count);
    pb_column_append_int(observed, rate->months_observed);
    pb_column_append_int(days, rate->days_observed);
    pb_column_append_maybe(per_day, rate->observed, rate->per_day);
    pb_column_append_maybe(lower, rate->observed, rate->lower);
    pb_column_append_maybe(upper, rate->observed, rate->upper);
  }
}

void pb_build_year_wheel(pb_analysis *analysis) {
  const pb_dataset *dataset = analysis->dataset;
  g_autoptr(pb_own_events) events = pb_own_events_new(dataset, analysis->m);
  pb_result *result = pb_analysis_put(analysis, "year-wheel", -1);
  coverage c = count_months(events);
  g_autofree pb_month_count *months = c.months;
  pb_month_pattern pattern = {0};
  bool made = pb_month_pattern_make(months, c.n, analysis->options.confidence, &pattern);
  put_months(result, &pattern);
  pb_result_set_scalar(result, "n_events", (double)pattern.n_events, NULL);
  pb_result_set_scalar(result, "n_outside", (double)c.outside, NULL);
  pb_put_scalar(result, "mean_per_day", made, pattern.mean_per_day, N_("events a day"));
  pb_result_set_scalar(result, "days_observed", pattern.days_observed, N_("days"));
  pb_put_scalar(result, "first_year", made, c.first_year, NULL);
  pb_put_scalar(result, "last_year", made, c.last_year, NULL);
  pb_put_event_counts(result, dataset, events);
  pb_result_set_counts(result, (size_t)pattern.n_events, c.outside + events->n_undated);
  pb_result_set_method(
      result, N_("Events a day in each calendar month, over the days that the source covers; exact "
                 "Poisson intervals"));
  pb_result_set_citation(result, "Garwood 1936");
  if (!pb_result_reason(result) && pattern.n_events == 0)
    pb_result_set_reason(
        result, N_("None of the municipality’s events falls in a month that the source covers."));
}
