/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/repeat_places.h"

#include <stdlib.h>

#include "engine/stats/input.h"
#include "engine/stats/quantile.h"
#include "engine/text.h"

#define DAY_S 86400.0

static int by_place_and_time(const void *a, const void *b) {
  const pb_place_event *x = a, *y = b;
  if (x->place != y->place)
    return x->place < y->place ? -1 : 1;
  return x->time < y->time ? -1 : x->time > y->time;
}

pb_repeats pb_repeats_of(pb_place_event *events, size_t n, double window_days, double *days) {
  pb_repeats result = {.n = n};
  if (n == 0)
    return result;
  int64_t first = events[0].time;
  for (size_t i = 1; i < n; i++)
    first = MIN(first, events[i].time);
  qsort(events, n, sizeof *events, by_place_and_time);
  bool counted = false; /* the place has a repeat already */
  for (size_t i = 0; i < n; i++) {
    bool same = i > 0 && events[i - 1].place == events[i].place;
    if (!same) {
      result.n_places++;
      counted = false;
    }
    double since = same ? (double)(events[i].time - events[i - 1].time) / DAY_S : 0;
    bool repeat = same && since <= window_days;
    bool after = (double)(events[i].time - first) / DAY_S > window_days;
    if (repeat && days)
      days[result.n_repeats] = since;
    result.n_repeats += repeat;
    result.n_after += after;
    result.repeats_after += after && repeat;
    result.places_with_repeats += repeat && !counted;
    counted = counted || repeat;
  }
  return result;
}

static const pb_input inputs[] = {
    {"place", PB_TYPE_STRING, true, N_("identifier of the place, such as an address or a cell")},
    {"time", PB_TYPE_TIME, true, N_("date and time of an event on the wall clock")},
};
static const pb_param params[] = {
    {.name = "window_days",
     .title = N_("how long ago an earlier event still makes this one a repeat"),
     .unit = N_("days"),
     .type = PB_PARAM_DOUBLE,
     .def = 365,
     .min = 1,
     .max = 36525},
};

/* Share of the repeats by days since the last: cumulative at a week, a month, a quarter, a year. */
static void add_days(pb_result *result, double *days, size_t n) {
  static const double limits[] = {1, 7, 14, 30, 90, 180, 365};
  pb_column *limit = pb_result_add_column(result, "within_days", PB_TYPE_DOUBLE, N_("days"));
  pb_column *count = pb_result_add_column(result, "repeats", PB_TYPE_INT64, N_("events"));
  pb_column *share = pb_result_add_column(result, "share_of_repeats", PB_TYPE_DOUBLE, NULL);
  for (size_t l = 0; l < G_N_ELEMENTS(limits); l++) {
    int64_t within = 0;
    for (size_t i = 0; i < n; i++)
      within += days[i] <= limits[l];
    pb_column_append_double(limit, limits[l]);
    pb_column_append_int(count, within);
    pb_column_append_maybe(share, n > 0, n ? (double)within / (double)n : 0);
  }
  if (n) {
    pb_sort_doubles(days, n);
    pb_result_set_scalar(result, "median_days", pb_quantile_sorted(days, n, 0.5), N_("days"));
  } else {
    pb_result_set_scalar_missing(result, "median_days", N_("days"));
  }
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  (void)error;
  const pb_column *columns[] = {pb_table_find(input, "place"), pb_table_find(input, "time")};
  size_t n_rows = pb_table_n_rows(input), n = 0;
  g_autofree pb_place_event *events = g_new(pb_place_event, n_rows + 1);
  for (size_t row = 0; row < n_rows; row++)
    if (pb_input_complete(columns, 2, row))
      events[n++] =
          (pb_place_event){pb_column_code(columns[0], row), pb_column_int(columns[1], row)};
  pb_result *result = pb_result_new("repeat-places");
  pb_result_set_counts(result, n, n_rows - n);
  if (n < 2) {
    pb_result_set_reason(result, N_("Repeats need at least two events with a place and a time."));
    return result;
  }
  g_autofree double *days = g_new(double, n);
  pb_repeats all = pb_repeats_of(events, n, pb_params_double(values, "window_days"), days);
  pb_result_set_scalar(result, "n_events", (double)all.n, N_("events"));
  pb_result_set_scalar(result, "n_places", (double)all.n_places, NULL);
  pb_result_set_scalar(result, "n_repeats", (double)all.n_repeats, N_("events"));
  pb_result_set_scalar(result, "share_repeats", (double)all.n_repeats / (double)all.n, NULL);
  pb_result_set_scalar(result, "places_with_repeats", (double)all.places_with_repeats, NULL);
  if (all.n_after)
    pb_result_set_scalar(result, "share_after_window",
                         (double)all.repeats_after / (double)all.n_after, NULL);
  else
    pb_result_set_scalar_missing(result, "share_after_window", NULL);
  add_days(result, days, all.n_repeats);
  return result;
}

const pb_statistic pb_statistic_repeat_places = {
    .name = "repeat-places",
    .title = N_("Repeated events at the same place"),
    .description =
        N_("How many events happened at a place that had one before, and how many days had passed. "
           "Events near the beginning of the period have no known past; the share after the first "
           "window counts only those that do."),
    .citation = "Farrell G, Pease K (1993) Once Bitten, Twice Bitten, Home Office CPU Paper 46",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
