/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weekday by hour of the municipality's events. */
#include "engine/analysis/build.h"
#include "engine/analysis/events.h"
#include "engine/wall_clock.h"
#include "engine/stats/week_clock.h"
#include "engine/text.h"

static void put_hours(pb_result *result, const pb_week_clock *clock) {
  pb_column *weekday = pb_result_add_column(result, "weekday", PB_TYPE_INT64, NULL);
  pb_column *hour = pb_result_add_column(result, "hour", PB_TYPE_INT64, NULL);
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("events"));
  for (int d = 0; d < 7; d++)
    for (int h = 0; h < 24; h++) {
      pb_column_append_int(weekday, d);
      pb_column_append_int(hour, h);
      pb_column_append_int(count, clock->count[d][h]);
    }
}

void pb_build_week_clock(pb_analysis *analysis) {
  g_autoptr(pb_own_events) events = pb_own_events_new(analysis->dataset, analysis->m);
  pb_result *result = pb_analysis_put(analysis, "week-clock", -1);
  pb_week_clock clock = {0};
  size_t without_hour = 0, published_only = 0;
  int first = 0, last = 0;
  for (size_t i = 0; i < events->n; i++) {
    const pb_own_event *event = &events->events[i];
    if (!event->has_hour) {
      without_hour++;
      continue;
    }
    published_only += event->published_only;
    int year = pb_wall_clock_of(event->time).year;
    first = clock.n ? MIN(first, year) : year;
    last = clock.n ? MAX(last, year) : year;
    pb_week_clock_add(&clock, event->time);
  }
  put_hours(result, &clock);
  pb_result_set_scalar(result, "n_events", (double)clock.n, NULL);
  pb_result_set_scalar(result, "n_without_hour", (double)without_hour, NULL);
  pb_result_set_scalar(result, "n_published_only", (double)published_only, NULL);
  pb_put_scalar(result, "first_year", clock.n > 0, first, NULL);
  pb_put_scalar(result, "last_year", clock.n > 0, last, NULL);
  pb_put_event_counts(result, analysis->dataset, events);
  pb_result_set_counts(result, (size_t)clock.n, without_hour + events->n_undated);
  pb_result_set_method(result, N_("Counts by weekday and hour, Swedish wall-clock time"));
  if (!pb_result_reason(result) && clock.n == 0)
    pb_result_set_reason(result, N_("None of the municipality’s events has a known hour."));
}
