/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/aoristic.h"

#include "engine/stats/input.h"
#include "engine/stats/quantile.h"
#include "engine/stats/week_clock.h"
#include "engine/summer_time.h"
#include "engine/text.h"

#define HOUR_S INT64_C(3600)

/* The end of the wall-clock hour that `time` is in. */
static int64_t hour_end(int64_t time) {
  int64_t into = time % HOUR_S;
  return time + HOUR_S - (into < 0 ? into + HOUR_S : into);
}

/* True seconds of [from, to), which lie in one wall-clock hour. */
static double true_seconds(int64_t from, int64_t to, bool summer_time) {
  double length = summer_time ? pb_wall_hour_length_s(from) : (double)HOUR_S;
  return (double)(to - from) * length / (double)HOUR_S;
}

static double span(int64_t start, int64_t end, bool summer_time) {
  if (!summer_time)
    return (double)(end - start);
  double sum = 0;
  for (int64_t at = start; at < end;) {
    int64_t next = hour_end(at) < end ? hour_end(at) : end;
    sum += true_seconds(at, next, true);
    at = next;
  }
  return sum;
}

static void add_whole(pb_aoristic *table, int64_t start) {
  table->weight[pb_time_weekday(start)][pb_time_hour(start)] += 1;
  table->n++;
}

pb_aoristic_fate pb_aoristic_add(pb_aoristic *table, int64_t start, bool has_end, int64_t end,
                                 int64_t longest_s, bool summer_time) {
  if (!has_end || end == start) {
    add_whole(table, start);
    return PB_AORISTIC_USED_START;
  }
  if (end < start)
    return PB_AORISTIC_END_BEFORE_START;
  if (end - start > longest_s)
    return PB_AORISTIC_TOO_LONG;
  double all = span(start, end, summer_time);
  if (!(all > 0)) { /* wholly inside the hour that does not exist */
    add_whole(table, start);
    return PB_AORISTIC_USED_START;
  }
  for (int64_t at = start; at < end;) {
    int64_t next = hour_end(at) < end ? hour_end(at) : end;
    table->weight[pb_time_weekday(at)][pb_time_hour(at)] +=
        true_seconds(at, next, summer_time) / all;
    at = next;
  }
  table->n++;
  return PB_AORISTIC_USED;
}

static const pb_input inputs[] = {
    {"start", PB_TYPE_TIME, true, N_("when the event happened at the earliest, wall clock")},
    {"end", PB_TYPE_TIME, false, N_("when it happened at the latest; empty: the start is exact")},
};
static const pb_param params[] = {
    {.name = "longest_days",
     .title = N_("longer windows say nothing about the hour and are left out"),
     .unit = N_("days"),
     .type = PB_PARAM_DOUBLE,
     .def = 7,
     .min = 0.04,
     .max = 7},
    {.name = "summer_time",
     .title = N_("count the true length of the hours when clocks are changed"),
     .type = PB_PARAM_BOOL,
     .def = 1,
     .min = 0,
     .max = 1},
};

static void add_table(pb_result *result, const pb_aoristic *table) {
  pb_column *weekday = pb_result_add_column(result, "weekday", PB_TYPE_INT64, NULL);
  pb_column *hour = pb_result_add_column(result, "hour", PB_TYPE_INT64, NULL);
  pb_column *weight = pb_result_add_column(result, "weight", PB_TYPE_DOUBLE, N_("events"));
  for (int d = 0; d < 7; d++)
    for (int h = 0; h < 24; h++) {
      pb_column_append_int(weekday, d);
      pb_column_append_int(hour, h);
      pb_column_append_double(weight, table->weight[d][h]);
    }
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  (void)error;
  const pb_column *start = pb_table_find(input, "start"), *end = pb_table_find(input, "end");
  int64_t longest = (int64_t)(pb_params_double(values, "longest_days") * 86400);
  bool summer_time = pb_params_bool(values, "summer_time");
  pb_aoristic table = {0};
  size_t n = pb_table_n_rows(input), fates[4] = {0}, without_end = 0, n_spans = 0;
  g_autofree double *hours = g_new(double, n + 1);
  for (size_t row = 0; row < n; row++) {
    if (!pb_column_is_valid(start, row))
      continue;
    bool has_end = end && pb_column_is_valid(end, row);
    int64_t from = pb_column_int(start, row), to = has_end ? pb_column_int(end, row) : from;
    pb_aoristic_fate fate = pb_aoristic_add(&table, from, has_end, to, longest, summer_time);
    fates[fate]++;
    without_end += !has_end;
    if (has_end && to >= from)
      hours[n_spans++] = (double)(to - from) / (double)HOUR_S;
  }
  pb_result *result = pb_result_new("aoristic");
  pb_result_set_counts(result, table.n, n - table.n);
  pb_result_set_scalar(result, "n_events", (double)table.n, N_("events"));
  pb_result_set_scalar(result, "n_without_end", (double)without_end, N_("events"));
  pb_result_set_scalar(result, "n_end_before_start", (double)fates[PB_AORISTIC_END_BEFORE_START],
                       N_("events"));
  pb_result_set_scalar(result, "n_too_long", (double)fates[PB_AORISTIC_TOO_LONG], N_("events"));
  if (table.n == 0) {
    pb_result_set_reason(result, N_("No event has a time that can be placed in the week."));
    return result;
  }
  add_table(result, &table);
  if (n_spans) {
    pb_sort_doubles(hours, n_spans);
    double median = pb_quantile_sorted(hours, n_spans, 0.5);
    pb_result_set_scalar(result, "median_span", median, N_("hours"));
    if (median > 12)
      pb_result_add_warning(result, N_("Half of the windows are longer than 12 hours: the table "
                                       "shows when things were out of sight, more than when "
                                       "something happened."));
  }
  return result;
}

const pb_statistic pb_statistic_aoristic = {
    .name = "aoristic",
    .title = N_("Weekday and hour of events known by a window of time"),
    .description =
        N_("An event that happened between two times, such as a burglary during a holiday, is "
           "spread over the hours of the week in proportion to the time that falls in each. The "
           "table adds up to the number of events. An event whose end is before its start, or "
           "whose window is longer than a week, is left out and counted."),
    .citation = "Ratcliffe JH (2000) Int J Geogr Inf Sci 14:669; Ratcliffe JH (2002) J Quant "
                "Criminol 18:23",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
