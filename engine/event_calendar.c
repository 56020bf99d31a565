/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/event_calendar.h"

#include "engine/event_index.h"
#include "engine/stats/quantile.h"
#include "engine/wall_clock.h"

#define PB_COVERAGE_SHARE 0.5  /* of the median month's events a day */
#define PB_COVERAGE_MINIMUM 40 /* events in the median month before the rule applies */

/* When the news was published, or what is on record happened. */
static int64_t known_at(const pb_event_sorter *sorter, size_t row, pb_event_sort sort) {
  return pb_column_int(sort == PB_EVENT_NEWS ? sorter->published : sorter->time, row);
}

static int month_number(int year, int month) {
  return year * 12 + month - 1;
}

static pb_event_month *empty_months(int64_t from, int64_t to, size_t *n) {
  pb_wall_clock first = pb_wall_clock_of(from), last = pb_wall_clock_of(to);
  int start = month_number(first.year, first.month);
  *n = (size_t)(month_number(last.year, last.month) - start) + 1;
  pb_event_month *months = g_new0(pb_event_month, *n);
  for (size_t i = 0; i < *n; i++) {
    months[i].year = (start + (int)i) / 12;
    months[i].month = (start + (int)i) % 12 + 1;
    months[i].days = pb_period_days(pb_period_make(months[i].year, 12, months[i].month));
  }
  months[0].days -= first.day - 1;
  months[*n - 1].days -= pb_period_days(pb_period_make(last.year, 12, last.month)) - last.day;
  return months;
}

static double median(double *values, size_t n) {
  pb_sort_doubles(values, n);
  return pb_quantile_sorted(values, n, 0.5);
}

static void judge_months(pb_event_month *months, size_t n) {
  g_autofree double *counts = g_new(double, n), *a_day = g_new(double, n);
  for (size_t i = 0; i < n; i++) {
    counts[i] = (double)months[i].n_events;
    a_day[i] = counts[i] / months[i].days;
  }
  bool applies = median(counts, n) >= PB_COVERAGE_MINIMUM;
  double least = applies ? median(a_day, n) * PB_COVERAGE_SHARE : 0;
  for (size_t i = 0; i < n; i++)
    months[i].observed = (double)months[i].n_events / months[i].days >= least;
}

/* First and last moment known. */
typedef struct {
  int64_t from, to;
} span;

void pb_event_calendars_fill(pb_dataset *dataset) {
  const pb_event_sorter sorter = pb_event_sorter_of(dataset);
  const size_t n_rows = pb_table_n_rows(dataset->events);
  span spans[PB_EVENT_N_SORTS][2];
  for (int sort = 0; sort < PB_EVENT_N_SORTS; sort++)
    for (int s = 0; s < 2; s++)
      spans[sort][s] = (span){INT64_MAX, INT64_MIN};
  for (size_t row = 0; row < n_rows; row++) {
    const pb_event_sort sort = pb_event_sort_at(&sorter, row);
    if (sort == PB_EVENT_N_SORTS)
      continue;
    span *of = &spans[sort][pb_event_is_synthetic(&sorter, row)];
    of->from = MIN(of->from, known_at(&sorter, row, sort));
    of->to = MAX(of->to, known_at(&sorter, row, sort));
  }
  for (int sort = 0; sort < PB_EVENT_N_SORTS; sort++)
    for (int s = 0; s < 2; s++) {
      pb_event_calendar *calendar = &dataset->event_calendars[sort][s];
      g_free(calendar->months);
      *calendar = (pb_event_calendar){NULL, 0};
      if (spans[sort][s].from <= spans[sort][s].to)
        calendar->months =
            empty_months(spans[sort][s].from, spans[sort][s].to, &calendar->n_months);
    }
  for (size_t row = 0; row < n_rows; row++) {
    const pb_event_sort sort = pb_event_sort_at(&sorter, row);
    if (sort == PB_EVENT_N_SORTS)
      continue;
    pb_event_month *months =
        dataset->event_calendars[sort][pb_event_is_synthetic(&sorter, row)].months;
    const pb_wall_clock at = pb_wall_clock_of(known_at(&sorter, row, sort));
    months[month_number(at.year, at.month) - month_number(months[0].year, months[0].month)]
        .n_events++;
  }
  for (int sort = 0; sort < PB_EVENT_N_SORTS; sort++)
    for (int s = 0; s < 2; s++)
      if (dataset->event_calendars[sort][s].months)
        judge_months(dataset->event_calendars[sort][s].months,
                     dataset->event_calendars[sort][s].n_months);
}
