/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/week_clock.h"

#include "engine/stats/input.h"
#include "engine/text.h"

#define HOUR_S INT64_C(3600)
#define DAY_S (24 * HOUR_S)

/* Floor division: times before 1970 are negative. */
static int64_t days_since_epoch(int64_t seconds) {
  return seconds / DAY_S - (seconds % DAY_S < 0);
}

int pb_time_weekday(int64_t seconds) {
  int64_t weekday = (days_since_epoch(seconds) + 3) % 7; /* 1 January 1970 was a Thursday */
  return (int)(weekday < 0 ? weekday + 7 : weekday);
}

int pb_time_hour(int64_t seconds) {
  return (int)((seconds - days_since_epoch(seconds) * DAY_S) / HOUR_S);
}

void pb_week_clock_add(pb_week_clock *clock, int64_t seconds) {
  clock->count[pb_time_weekday(seconds)][pb_time_hour(seconds)]++;
  clock->n++;
}

static const pb_input inputs[] = {
    {"time", PB_TYPE_TIME, true, N_("date and time of an event on the wall clock")},
};

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  (void)values;
  (void)error;
  const pb_column *time = pb_table_find(input, "time");
  pb_week_clock clock = {0};
  for (size_t row = 0; row < pb_column_length(time); row++)
    if (pb_column_is_valid(time, row))
      pb_week_clock_add(&clock, pb_column_int(time, row));
  pb_result *result = pb_result_new("week-clock");
  pb_result_set_counts(result, (size_t)clock.n, pb_column_missing(time));
  if (clock.n == 0) {
    pb_result_set_reason(result, N_("No event has a time."));
    return result;
  }
  pb_column *weekday = pb_result_add_column(result, "weekday", PB_TYPE_INT64, NULL);
  pb_column *hour = pb_result_add_column(result, "hour", PB_TYPE_INT64, NULL);
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("events"));
  for (int d = 0; d < 7; d++)
    for (int h = 0; h < 24; h++) {
      pb_column_append_int(weekday, d);
      pb_column_append_int(hour, h);
      pb_column_append_int(count, clock.count[d][h]);
    }
  pb_result_set_scalar(result, "n_events", (double)clock.n, N_("events"));
  return result;
}

const pb_statistic pb_statistic_week_clock = {
    .name = "week-clock",
    .title = N_("Events by weekday and hour"),
    .description =
        N_("How many events fall in each hour of the week, Monday first. An event whose time "
           "is missing is counted as such and not placed at midnight."),
    .citation = "Ratcliffe JH (2004) Police Pract Res 5:5",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .run = run,
};
