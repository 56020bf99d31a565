/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/month_pattern.h"

#include "engine/stats/input.h"
#include "engine/stats/poisson_rate.h"
#include "engine/stats/shared_params.h"
#include "engine/text.h"

bool pb_month_pattern_make(const pb_month_count *months, size_t n, double confidence,
                           pb_month_pattern *pattern) {
  *pattern = (pb_month_pattern){0};
  for (size_t i = 0; i < n; i++) {
    pb_month_rate *month = &pattern->month[pb_period_number(months[i].month) - 1];
    int days = months[i].days > 0 ? months[i].days : pb_period_days(months[i].month);
    month->count += months[i].count;
    month->months_observed++;
    month->days_observed += days;
    pattern->n_events += months[i].count;
    pattern->days_observed += days;
  }
  if (pattern->days_observed == 0)
    return false;
  pattern->mean_per_day = (double)pattern->n_events / pattern->days_observed;
  for (int m = 0; m < 12; m++) {
    pb_month_rate *month = &pattern->month[m];
    pb_rate rate;
    pb_count seen = {month->count, month->days_observed};
    month->observed = pb_poisson_rate(seen, 1, confidence, &rate);
    if (!month->observed)
      continue;
    month->per_day = rate.rate;
    month->lower = rate.lower;
    month->upper = rate.upper;
  }
  return true;
}

static const pb_input inputs[] = {
    {"year", PB_TYPE_INT64, true, N_("calendar year")},
    {"month", PB_TYPE_INT64, true, N_("month 1 to 12")},
    {"count", PB_TYPE_INT64, true, N_("number of events in the month")},
    {"days", PB_TYPE_INT64, false, N_("days observed of the month; all of them if left out")},
};
static const pb_param params[] = {
    PB_PARAM_CONFIDENCE,
};

static void add_rows(pb_result *result, const pb_month_pattern *pattern) {
  static const char *const names[] = {"per_day", "lower", "upper"};
  pb_column *month = pb_result_add_column(result, "month", PB_TYPE_INT64, NULL);
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("events"));
  pb_column *observed =
      pb_result_add_column(result, "months_observed", PB_TYPE_INT64, N_("months"));
  pb_column *days = pb_result_add_column(result, "days_observed", PB_TYPE_INT64, N_("days"));
  pb_column *rates[3];
  for (int i = 0; i < 3; i++)
    rates[i] = pb_result_add_column(result, names[i], PB_TYPE_DOUBLE, N_("events/day"));
  for (int m = 0; m < 12; m++) {
    const pb_month_rate *row = &pattern->month[m];
    pb_column_append_int(month, m + 1);
    pb_column_append_int(count, row->count);
    pb_column_append_int(observed, row->months_observed);
    pb_column_append_int(days, row->days_observed);
    pb_column_append_maybe(rates[0], row->observed, row->per_day);
    pb_column_append_maybe(rates[1], row->observed, row->lower);
    pb_column_append_maybe(rates[2], row->observed, row->upper);
  }
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *columns[G_N_ELEMENTS(inputs)];
  pb_input_find(input, inputs, G_N_ELEMENTS(inputs), columns);
  if (!pb_input_check_whole(columns[0], 1, 9999, error) ||
      !pb_input_check_whole(columns[1], 1, 12, error) ||
      !pb_input_check_counts(columns[2], error) || !pb_input_check_whole(columns[3], 1, 31, error))
    return NULL;
  size_t n = pb_table_n_rows(input), used = 0;
  g_autofree pb_month_count *months = g_new(pb_month_count, n + 1);
  for (size_t row = 0; row < n; row++) {
    if (!pb_input_complete(columns, G_N_ELEMENTS(columns), row))
      continue;
    int year = (int)pb_column_double(columns[0], row);
    int month = (int)pb_column_double(columns[1], row);
    months[used++] = (pb_month_count){
        .month = pb_period_make(year, 12, month),
        .count = (int64_t)pb_column_double(columns[2], row),
        .days = (int)pb_input_or(columns[3], row, 0),
    };
  }
  pb_result *result = pb_result_new("month-pattern");
  pb_result_set_counts(result, used, n - used);
  pb_month_pattern pattern;
  if (!pb_month_pattern_make(months, used, pb_params_double(values, "confidence"), &pattern)) {
    pb_result_set_reason(result, N_("No month was observed."));
    return result;
  }
  add_rows(result, &pattern);
  pb_result_set_scalar(result, "n_events", (double)pattern.n_events, N_("events"));
  pb_result_set_scalar(result, "mean_per_day", pattern.mean_per_day, N_("events/day"));
  return result;
}

const pb_statistic pb_statistic_month_pattern = {
    .name = "month-pattern",
    .title = N_("Events by month of the year"),
    .description = N_(
        "Events a day in each calendar month, divided by the days that were observed, with exact "
        "intervals. A month that was never observed is missing, not zero."),
    .citation = "Garwood F (1936) Biometrika 28:437",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
