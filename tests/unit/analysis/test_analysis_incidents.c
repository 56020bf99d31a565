/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of events by problem area: counts, months, hours. */
#include <math.h>

#include "engine/analysis/incidents.h"
#include "engine/random.h"
#include "fixture.h"

static double scalar(const pb_result *result, const char *name) {
  double value;
  if (!pb_result_get_scalar(result, name, &value))
    g_error("%s: %s is missing", pb_result_name(result), name);
  return value;
}

static int64_t day(int year, int month, int d) {
  g_autoptr(GDateTime) time = g_date_time_new_utc(year, month, d, 0, 0, 0);
  return g_date_time_to_unix(time);
}

typedef struct {
  int64_t time, end;   /* end 0: missing */
  const char *type;    /* "theft", "fight" or "other" */
  const char *quality; /* NULL: no point */
  bool feed;           /* has a time of publication */
  const char *precision;
} event;

static const struct {
  const char *label;
  int area;
} types[] = {{"theft", 0}, {"fight", 1}, {"other", -1}};

static int area_of(const char *label) {
  for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
    if (g_str_equal(types[i].label, label))
      return types[i].area;
  return -1;
}

static pb_dataset *with_events(const event *events, size_t n) {
  pb_dataset *dataset = fixture_new(1, 1, 2021, 2025);
  dataset->n_areas = 2;
  dataset->areas = g_new0(pb_problem_area, 2);
  dataset->areas[0].key = g_strdup("stold");
  dataset->areas[1].key = g_strdup("vald");
  pb_column *c[] = {
      pb_column_new("municipality", PB_TYPE_INT64, NULL),
      pb_column_new("time", PB_TYPE_TIME, NULL),
      pb_column_new("end", PB_TYPE_TIME, NULL),
      pb_column_new("published", PB_TYPE_TIME, NULL),
      pb_column_new("type", PB_TYPE_STRING, NULL),
      pb_column_new("precision", PB_TYPE_STRING, NULL),
      pb_column_new("x", PB_TYPE_DOUBLE, NULL),
      pb_column_new("y", PB_TYPE_DOUBLE, NULL),
      pb_column_new("point_quality", PB_TYPE_STRING, NULL),
  };
  for (size_t i = 0; i < n; i++) {
    const event *e = &events[i];
    pb_column_append_int(c[0], 0);
    pb_column_append_int(c[1], e->time);
    pb_column_append_missing(c[2]);
    if (e->end)
      pb_column_set_int(c[2], i, e->end);
    pb_column_append_missing(c[3]);
    if (e->feed)
      pb_column_set_int(c[3], i, e->time + 3600);
    pb_column_append_string(c[4], e->type);
    pb_column_append_string(c[5], e->precision ? e->precision : "minute");
    pb_column_append_maybe(c[6], e->quality, 500000);
    pb_column_append_maybe(c[7], e->quality, 6500000);
    pb_column_append_string(c[8], e->quality ? e->quality : "missing");
  }
  dataset->events = pb_table_new();
  const pb_column *type = c[4];
  for (size_t i = 0; i < G_N_ELEMENTS(c); i++)
    pb_table_add(dataset->events, c[i]);
  dataset->n_event_types = pb_column_n_codes(type);
  dataset->event_types = g_new0(pb_event_type, dataset->n_event_types + 1);
  for (uint32_t code = 0; code < dataset->n_event_types; code++)
    dataset->event_types[code] =
        (pb_event_type){.label = g_strdup(pb_column_code_text(type, code)),
                        .category = -1,
                        .problem_area = area_of(pb_column_code_text(type, code))};
  pb_dataset_finish(dataset);
  return dataset;
}

/* Thefts every day of five years, twice as many in the last; a few fights; every third theft is
 * known only to lie within eight hours. In an order of its own for every seed. */
static event *five_years(uint64_t seed, size_t *n) {
  GArray *events = g_array_new(FALSE, FALSE, sizeof(event));
  int64_t number = 0;
  for (int64_t t = day(2021, 1, 1); t < day(2026, 1, 1); t += 86400)
    for (int k = 0; k < (t >= day(2025, 1, 1) ? 4 : 2); k++, number++) {
      event one = {.time = t + 3600 * (number * 7 % 24), .type = "theft", .quality = "exact"};
      one.end = number % 3 ? 0 : one.time + 8 * 3600;
      g_array_append_val(events, one);
    }
  for (int year = 2021; year <= 2025; year++)
    for (int k = 0; k < 3; k++) {
      event one = {.time = day(year, 5 + k, 3) + 22 * 3600, .type = "fight"};
      g_array_append_val(events, one);
    }
  g_autofree uint32_t *order = g_new(uint32_t, events->len);
  for (uint32_t i = 0; i < events->len; i++)
    order[i] = i;
  pb_random random = pb_random_start(seed, 0);
  pb_random_shuffle(&random, order, events->len);
  *n = events->len;
  event *shuffled = g_new(event, events->len);
  for (uint32_t i = 0; i < events->len; i++)
    shuffled[i] = g_array_index(events, event, order[i]);
  g_array_unref(events);
  return shuffled;
}

/* Its incidents stay in the sum of all; nothing is about the area, nor of lower rank than others.
 */
static void a_restricted_area_is_internal(void) {
  size_t n;
  g_autofree event *events = five_years(1, &n);
  g_autoptr(pb_dataset) dataset = with_events(events, n);
  dataset->areas[area_of("theft")].restricted = true;
  for (int audience = PB_AUDIENCE_INTERNAL; audience <= PB_AUDIENCE_PUBLIC; audience++) {
    const pb_analysis_options options = {.audience = (pb_audience)audience};
    g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, &options);
    const bool internal = audience == PB_AUDIENCE_INTERNAL;
    g_assert_cmpuint(pb_analysis_n_event_areas(analysis), ==, internal ? 3 : 2);
    g_assert_true(internal ==
                  (pb_analysis_find_area(analysis, "event-series", area_of("theft")) != NULL));
    for (size_t i = 0; i < pb_analysis_length(analysis); i++) {
      const pb_column *area = pb_result_find(pb_analysis_at(analysis, i), "area");
      for (size_t row = 0; !internal && area && row < pb_column_length(area); row++)
        g_assert_cmpstr(pb_column_string(area, row), !=, "stold");
    }
  }
}

static void areas_are_counted_and_compared(void) {
  size_t n;
  g_autofree event *events = five_years(1, &n);
  g_autoptr(pb_dataset) dataset = with_events(events, n);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  g_assert_cmpuint(pb_analysis_n_event_areas(analysis), ==, 3);
  g_assert_cmpint(pb_analysis_event_area(analysis, 0), ==, PB_ALL_AREAS);
  const pb_result *areas = pb_analysis_find(analysis, "event-areas", -1);
  g_assert_null(pb_result_reason(areas));
  g_assert_cmpstr(fixture_text(areas, "area", 1), ==, "stold");
  g_assert_cmpfloat(fixture_number(areas, "count_2023", 1), ==, 730);
  g_assert_cmpfloat(fixture_number(areas, "count_2024", 1), ==, 732);
  g_assert_cmpfloat(fixture_number(areas, "count_2025", 1), ==, 1460);
  g_assert_cmpfloat(fixture_number(areas, "count_2025", 0), ==, 1463);
  g_assert_cmpfloat_with_epsilon(fixture_number(areas, "ratio", 1), 2, 1e-9); /* a day */
  g_assert_cmpstr(fixture_text(areas, "verdict", 1), ==, "increase");
  g_assert_cmpstr(fixture_text(areas, "verdict", 2), ==, "undecided");
  g_assert_cmpfloat(fixture_number(areas, "count_2025", 2), ==, 3);
}

static void months_are_judged_by_the_years_before(void) {
  size_t n;
  g_autofree event *events = five_years(1, &n);
  g_autoptr(pb_dataset) dataset = with_events(events, n);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *series = pb_analysis_find_area(analysis, "event-series", 0);
  g_assert_cmpuint(pb_result_n_rows(series), ==, 60);
  for (size_t row = 0; row < 60; row++) {
    g_assert_true(fixture_missing(series, "expected", row) == (row < 48));
    g_assert_cmpstr(fixture_text(series, "unusual", row), ==, row < 48 ? "" : "high");
  }
  g_assert_cmpfloat(fixture_number(series, "count", 1), ==, 56); /* February 2021 */
  g_assert_cmpfloat_with_epsilon(fixture_number(series, "expected", 49), 56, 1);
  const pb_result *few = pb_analysis_find_area(analysis, "event-series", 1);
  g_assert_null(pb_result_reason(few));
}

/* Two years of two thefts a day set the level; four a day in the last are all beyond it. Three
 * fights a year are too few for limits, not for a forecast. */
static void months_are_watched_and_carried_on(void) {
  size_t n;
  g_autofree event *events = five_years(1, &n);
  g_autoptr(pb_dataset) dataset = with_events(events, n);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *control = pb_analysis_find_area(analysis, "event-control", 0);
  g_assert_null(pb_result_reason(control));
  g_assert_cmpuint(pb_result_n_rows(control), ==, 60);
  g_assert_cmpfloat(scalar(control, "n_first_phase"), ==, 24);
  g_assert_cmpfloat(scalar(control, "n_judged"), ==, 36);
  g_assert_cmpfloat(scalar(control, "n_above"), ==, 12);
  g_assert_cmpfloat_with_epsilon(scalar(control, "level"), 2 * 730. / 24, 1e-9);
  const pb_result *forecast = pb_analysis_find_area(analysis, "event-forecast", 0);
  g_assert_cmpuint(pb_result_n_rows(forecast), ==, 72);
  g_assert_cmpfloat(fixture_number(forecast, "period", 71), ==, 20261212);
  g_assert_cmpfloat(scalar(forecast, "n_within"), ==, 12); /* 2024, not 2025 */
  const pb_result *parts = pb_analysis_find_area(analysis, "event-parts", 0);
  g_assert_cmpuint(pb_result_n_rows(parts), ==, 60);
  g_assert_nonnull(pb_result_reason(pb_analysis_find_area(analysis, "event-control", 1)));
}

static void hours_share_windows(void) {
  size_t n;
  g_autofree event *events = five_years(1, &n);
  g_autoptr(pb_dataset) dataset = with_events(events, n);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *clock = pb_analysis_find_area(analysis, "event-clock", 0);
  double sum = 0;
  for (size_t row = 0; row < 168; row++)
    sum += fixture_number(clock, "weight", row);
  g_assert_cmpfloat_with_epsilon(sum, 730 + 732 + 1460, 1e-6);
  g_assert_cmpfloat(scalar(clock, "n_events"), ==, 730 + 732 + 1460);
  g_assert_cmpfloat(scalar(clock, "median_span"), ==, 8);
  const pb_result *fights = pb_analysis_find_area(analysis, "event-clock", 1);
  double evening = 0;
  for (size_t d = 0; d < 7; d++)
    evening += fixture_number(fights, "weight", d * 24 + 22);
  g_assert_cmpfloat(evening, ==, 9);
  const pb_result *wheel = pb_analysis_find_area(analysis, "event-wheel", 1);
  g_assert_cmpfloat(fixture_number(wheel, "count", 4), ==, 3);
  g_assert_cmpfloat(fixture_number(wheel, "count", 0), ==, 0);
}

/* Three years of one theft every four hours; in the last year all those of Friday nights (20 to 24)
 * come twice, and `with_end` thefts are known only to the day. */
static pb_analysis *shifted(pb_dataset **dataset, int of_last, bool with_end) {
  g_autoptr(GArray) events = g_array_new(FALSE, FALSE, sizeof(event));
  for (int64_t t = day(2023, 1, 1); t < day(2026, 1, 1); t += 4 * 3600) {
    bool last = t >= day(2025, 1, 1), friday = (t / 86400 + 3) % 7 == 4;
    event one = {.time = t + 3600, .type = "theft", .quality = "exact"};
    for (int k = 0; k < (last && friday && t % 86400 == 20 * 3600 ? of_last : 1); k++)
      g_array_append_val(events, one);
    one.end = one.time + 20 * 3600;
    if (with_end)
      g_array_append_val(events, one);
  }
  *dataset = with_events((const event *)(const void *)events->data, events->len);
  return pb_analysis_new(*dataset, 0, NULL);
}

static void clocks_are_compared(void) {
  g_autoptr(pb_dataset) dataset = NULL;
  g_autoptr(pb_analysis) analysis = shifted(&dataset, 2, true);
  const pb_result *change = pb_analysis_find_area(analysis, "event-clock-change", 0);
  g_assert_null(pb_result_reason(change));
  g_assert_cmpfloat(scalar(change, "band"), ==, 4); /* narrower ones have empty cells */
  g_assert_cmpuint(pb_result_n_rows(change), ==, 42);
  g_assert_cmpfloat(scalar(change, "n_more"), ==, 1);
  g_assert_cmpfloat(scalar(change, "n_fewer"), ==, 0);
  g_assert_cmpfloat(scalar(change, "n_wide"), ==, 3 * 365 * 6 + 6); /* 2024 is a leap year */
  g_assert_cmpfloat(scalar(change, "n_before"), ==, 731 * 6);
  g_assert_cmpfloat(scalar(change, "n_now"), ==, 365 * 6 + 52);
  for (size_t row = 0; row < 42; row++) {
    bool friday_night = row == 4 * 6 + 5;
    g_assert_cmpstr(fixture_text(change, "verdict", row), ==, friday_night ? "more" : "undecided");
    if (friday_night) {
      g_assert_cmpfloat(fixture_number(change, "weekday", row), ==, 4);
      g_assert_cmpfloat(fixture_number(change, "hour_from", row), ==, 20);
      g_assert_cmpfloat(fixture_number(change, "before", row), ==, 104);
      g_assert_cmpfloat(fixture_number(change, "now", row), ==, 104);
      g_assert_cmpfloat_with_epsilon(fixture_number(change, "as_before", row),
                                     104.0 * (365 * 6 + 52) / (731 * 6), 1e-9);
    }
  }
}

/* Twice as many events at the same hours is no change of the clock. */
static void more_events_are_no_change_of_the_clock(void) {
  g_autoptr(pb_dataset) dataset = NULL;
  g_autoptr(pb_analysis) analysis = shifted(&dataset, 1, false);
  const pb_result *change = pb_analysis_find_area(analysis, "event-clock-change", 0);
  g_assert_cmpfloat(scalar(change, "n_more") + scalar(change, "n_fewer"), ==, 0);
  g_assert_cmpfloat(scalar(change, "p"), >, 0.5);
  size_t n;
  g_autofree event *events = five_years(1, &n);
  g_autoptr(pb_dataset) other = with_events(events, n);
  g_autoptr(pb_analysis) few = pb_analysis_new(other, 0, NULL);
  /* Nine fights are too few to compare. */
  g_assert_nonnull(pb_result_reason(pb_analysis_find_area(few, "event-clock-change", 1)));
}

static void the_order_of_rows_changes_nothing(void) {
  size_t n;
  g_autofree event *one = five_years(1, &n), *other = five_years(2, &n);
  g_autoptr(pb_dataset) a = with_events(one, n), b = with_events(other, n);
  g_autoptr(pb_analysis) first = pb_analysis_new(a, 0, NULL), second = pb_analysis_new(b, 0, NULL);
  static const char *const names[] = {"event-series", "event-clock", "event-wheel",
                                      "event-clock-change"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    const pb_result *x = pb_analysis_find_area(first, names[i], PB_ALL_AREAS);
    const pb_result *y = pb_analysis_find_area(second, names[i], PB_ALL_AREAS);
    for (size_t c = 0; c < pb_result_n_columns(x); c++) {
      const pb_column *p = pb_result_column(x, c), *q = pb_result_column(y, c);
      if (pb_column_type(p) == PB_TYPE_DOUBLE)
        for (size_t row = 0; row < pb_column_length(p); row++)
          g_assert_true(pb_column_is_valid(p, row) == pb_column_is_valid(q, row) &&
                        (!pb_column_is_valid(p, row) ||
                         pb_column_double(p, row) == pb_column_double(q, row)));
    }
  }
}

/* News of events is no record of them, and neither of the two is what the other says. */
static void news_are_no_incidents(void) {
  const event events[] = {
      {.time = day(2025, 3, 4) + 7200, .type = "theft", .feed = true, .quality = "exact"},
      {.time = day(2025, 3, 4) + 7200, .type = "other", .quality = "default"},
      {.time = day(2025, 3, 5), .type = "theft", .quality = "exact", .precision = "day"},
      {.time = day(2020, 3, 5), .type = "fight", .quality = "exact"},
  };
  g_autoptr(pb_dataset) dataset = with_events(events, G_N_ELEMENTS(events));
  g_assert_true(pb_has_located_incidents(dataset, 0));
  g_autoptr(pb_incidents) incidents = pb_incidents_new(dataset, 0);
  g_assert_cmpuint(incidents->n, ==, 3);
  g_assert_cmpint(incidents->incidents[0].year, ==, 2020);
  g_assert_false(incidents->incidents[1].has_point);
  g_assert_cmpint(incidents->incidents[1].area, ==, -1);
  g_assert_false(incidents->incidents[2].has_hour);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  g_assert_cmpuint(pb_analysis_n_event_areas(analysis), ==, 2); /* fights were long ago */
  const pb_result *clock = pb_analysis_find_area(analysis, "event-clock", 0);
  g_assert_nonnull(pb_result_reason(clock));
  g_assert_cmpfloat(scalar(clock, "n_without_hour"), ==, 1);
  g_assert_null(pb_analysis_find_area(analysis, "event-clock", 1));
}

static void without_records_there_is_a_reason(void) {
  g_autoptr(pb_dataset) dataset = fixture_new(1, 1, 2015, 2025);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  g_assert_nonnull(pb_result_reason(pb_analysis_find(analysis, "event-areas", -1)));
  g_assert_cmpuint(pb_analysis_n_event_areas(analysis), ==, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/incidents/areas", areas_are_counted_and_compared);
  g_test_add_func("/incidents/a-restricted-area-is-internal", a_restricted_area_is_internal);
  g_test_add_func("/incidents/months", months_are_judged_by_the_years_before);
  g_test_add_func("/incidents/watched", months_are_watched_and_carried_on);
  g_test_add_func("/incidents/hours", hours_share_windows);
  g_test_add_func("/incidents/clock-change", clocks_are_compared);
  g_test_add_func("/incidents/clock-no-change", more_events_are_no_change_of_the_clock);
  g_test_add_func("/incidents/order", the_order_of_rows_changes_nothing);
  g_test_add_func("/incidents/news", news_are_no_incidents);
  g_test_add_func("/incidents/none", without_records_there_is_a_reason);
  return g_test_run();
}
