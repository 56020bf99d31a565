/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/event_index.h"

#include "engine/stats/quantile.h"

#define PB_COVERAGE_SHARE 0.5  /* of the median month's events a day */
#define PB_COVERAGE_MINIMUM 40 /* events in the median month before the rule applies */

static int64_t floor_div(int64_t a, int64_t b) {
  return a / b - (a % b < 0);
}

/* Days since 1970-01-01 to the proleptic Gregorian calendar: eras of 400 years that begin in
 * March, so that the leap day is the last of its year. */
static void civil_of_days(int64_t days, int *year, int *month, int *day) {
  int64_t shifted = days + 719468; /* from 0000-03-01 */
  int64_t era = floor_div(shifted, 146097);
  int64_t of_era = shifted - era * 146097;
  int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int64_t from_march = (5 * of_year + 2) / 153;
  *day = (int)(of_year - (153 * from_march + 2) / 5) + 1;
  *month = (int)(from_march < 10 ? from_march + 3 : from_march - 9);
  *year = (int)(year_of_era + era * 400 + (*month <= 2));
}

pb_wall_clock pb_wall_clock_of(int64_t time) {
  int64_t days = floor_div(time, 86400);
  pb_wall_clock clock;
  civil_of_days(days, &clock.year, &clock.month, &clock.day);
  clock.hour = (int)((time - days * 86400) / 3600);
  int64_t weekday = (days + 3) % 7; /* 1970-01-01 was a Thursday */
  clock.weekday = (int)(weekday < 0 ? weekday + 7 : weekday);
  return clock;
}

static void index_rows(pb_dataset *dataset) {
  size_t n_rows = pb_table_n_rows(dataset->events);
  size_t n = dataset->n_municipalities;
  const pb_column *place = pb_table_find(dataset->events, "municipality");
  size_t *first = g_new0(size_t, n + 2);
  for (size_t row = 0; place && row < n_rows; row++)
    if (pb_column_is_valid(place, row) && (size_t)pb_column_int(place, row) < n)
      first[(size_t)pb_column_int(place, row) + 2]++;
  for (size_t m = 2; m < n + 2; m++)
    first[m] += first[m - 1];
  dataset->events_row = g_new0(uint32_t, first[n + 1] + 1);
  for (size_t row = 0; place && row < n_rows; row++)
    if (pb_column_is_valid(place, row) && (size_t)pb_column_int(place, row) < n)
      dataset->events_row[first[(size_t)pb_column_int(place, row) + 1]++] = (uint32_t)row;
  dataset->events_first = first; /* filling moved every start to its place */
}

static void count_county_only(pb_dataset *dataset) {
  dataset->events_county_only = g_new0(size_t, dataset->n_municipalities);
  const pb_column *place = pb_table_find(dataset->events, "municipality");
  const pb_column *county = pb_table_find(dataset->events, "county");
  const pb_column *digest = pb_table_find(dataset->events, "digest");
  if (!county)
    return;
  g_autofree size_t *by_code = g_new0(size_t, pb_column_n_codes(county) + 1);
  for (size_t row = 0; row < pb_table_n_rows(dataset->events); row++)
    if (pb_column_is_valid(county, row) && !(place && pb_column_is_valid(place, row)) &&
        !(digest && pb_column_is_valid(digest, row) && pb_column_int(digest, row)))
      by_code[pb_column_code(county, row)]++;
  for (size_t code = 0; code < pb_column_n_codes(county); code++)
    for (size_t m = 0; m < dataset->n_municipalities; m++)
      if (g_strcmp0(dataset->municipalities[m].county_code,
                    pb_column_code_text(county, (uint32_t)code)) == 0)
        dataset->events_county_only[m] = by_code[code];
}

/* When an event became known to the source, else when it happened. */
static bool known_at(const pb_column *published, const pb_column *time, size_t row, int64_t *at) {
  const pb_column *from = published && pb_column_is_valid(published, row) ? published
                          : time && pb_column_is_valid(time, row)         ? time
                                                                          : NULL;
  if (from)
    *at = pb_column_int(from, row);
  return from != NULL;
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

static void cover_months(pb_dataset *dataset) {
  const pb_column *published = pb_table_find(dataset->events, "published");
  const pb_column *time = pb_table_find(dataset->events, "time");
  size_t n_rows = pb_table_n_rows(dataset->events);
  int64_t at, from = INT64_MAX, to = INT64_MIN;
  for (size_t row = 0; row < n_rows; row++)
    if (known_at(published, time, row, &at)) {
      from = MIN(from, at);
      to = MAX(to, at);
    }
  if (from > to)
    return;
  dataset->event_months = empty_months(from, to, &dataset->n_event_months);
  int start = month_number(dataset->event_months[0].year, dataset->event_months[0].month);
  for (size_t row = 0; row < n_rows; row++)
    if (known_at(published, time, row, &at)) {
      pb_wall_clock clock = pb_wall_clock_of(at);
      dataset->event_months[month_number(clock.year, clock.month) - start].n_events++;
    }
  judge_months(dataset->event_months, dataset->n_event_months);
}

void pb_event_index_fill(pb_dataset *dataset) {
  g_clear_pointer(&dataset->events_first, g_free);
  g_clear_pointer(&dataset->events_row, g_free);
  g_clear_pointer(&dataset->events_county_only, g_free);
  g_clear_pointer(&dataset->event_months, g_free);
  dataset->n_event_months = 0;
  index_rows(dataset);
  count_county_only(dataset);
  cover_months(dataset);
}
