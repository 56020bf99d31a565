/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quarters, week clock, year wheel and population. */
#include "fixture.h"

static double scalar(const pb_result *result, const char *name) {
  double value;
  if (!pb_result_get_scalar(result, name, &value))
    g_error("%s: %s is missing", pb_result_name(result), name);
  return value;
}

/* 2016 to 2026K2, a season of 90 110 100 100, one quarter of 2025 far above. */
static pb_dataset *quarters(int first) {
  const int season[] = {900, 1100, 1000, 1000};
  pb_dataset *dataset = fixture_new(1, 1, 2015, 2025);
  fixture_quarters(dataset, first, 2026);
  for (int year = first; year <= 2026; year++)
    for (int q = 1; q <= (year == 2026 ? 2 : 4); q++)
      fixture_set_quarter(
          dataset, 0, year, q,
          season[q - 1] + (year * 7 + q * 3) % 11 + (year == 2025 && q == 3 ? 700 : 0), 100000);
  return dataset;
}

static void quarters_are_judged_by_earlier_years(void) {
  g_autoptr(pb_dataset) dataset = quarters(2016);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = pb_analysis_find(analysis, "quarterly", -1);
  g_assert_null(pb_result_reason(r));
  g_assert_cmpuint(pb_result_n_rows(r), ==, 42);
  g_assert_cmpfloat(scalar(r, "baseline_first"), ==, 2018);
  g_assert_cmpfloat(scalar(r, "baseline_last"), ==, 2022);
  g_assert_cmpfloat(scalar(r, "n_baseline"), ==, 20);
  for (size_t row = 0; row < 42; row++) {
    int year = pb_period_year((pb_period)fixture_number(r, "period", row));
    g_assert_true(fixture_missing(r, "expected", row) == (year <= 2022));
    bool peak = (pb_period)fixture_number(r, "period", row) == pb_period_make(2025, 4, 3);
    g_assert_cmpstr(fixture_text(r, "unusual", row), ==, peak ? "high" : "");
  }
  g_assert_cmpfloat(scalar(r, "trend_lower"), <, scalar(r, "trend_per_year"));
  g_assert_cmpfloat(scalar(r, "trend_first"), ==, 2021);
  g_assert_cmpfloat(scalar(r, "trend_last"), ==, 2025);
}

static void short_history_moves_the_baseline(void) {
  g_autoptr(pb_dataset) dataset = quarters(2021);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = pb_analysis_find(analysis, "quarterly", -1);
  g_assert_cmpfloat(scalar(r, "baseline_first"), ==, 2021);
  g_assert_cmpfloat(scalar(r, "baseline_last"), ==, 2023);
  g_autoptr(pb_dataset) late = quarters(2024);
  g_autoptr(pb_analysis) none = pb_analysis_new(late, 0, NULL);
  const pb_result *n = pb_analysis_find(none, "quarterly", -1);
  g_assert_null(pb_result_reason(n)); /* the counts are there */
  g_assert_true(fixture_missing(n, "expected", 0));
  g_assert_cmpuint(pb_result_n_warnings(n), >=, 1);
}

static void no_quarters_is_a_reason(void) {
  g_autoptr(pb_dataset) dataset = fixture_new(1, 1, 2015, 2025);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  g_assert_nonnull(pb_result_reason(pb_analysis_find(analysis, "quarterly", -1)));
  g_assert_nonnull(pb_result_reason(pb_analysis_find(analysis, "week-clock", -1)));
  g_assert_nonnull(pb_result_reason(pb_analysis_find(analysis, "year-wheel", -1)));
  g_assert_nonnull(pb_result_reason(pb_analysis_find(analysis, "population", -1)));
}

static int64_t at(int year, int month, int day, int hour) {
  g_autoptr(GDateTime) time = g_date_time_new_utc(year, month, day, hour, 30, 0);
  return g_date_time_to_unix(time);
}

typedef struct {
  int place;               /* -1: county only */
  int64_t time, published; /* time 0: missing */
  bool digest;
  const char *precision;
} event;

static void give_events(pb_dataset *dataset, const event *events, size_t n) {
  pb_column *columns[] = {pb_column_new("municipality", PB_TYPE_INT64, NULL),
                          pb_column_new("time", PB_TYPE_TIME, NULL),
                          pb_column_new("published", PB_TYPE_TIME, NULL),
                          pb_column_new("digest", PB_TYPE_INT64, NULL),
                          pb_column_new("precision", PB_TYPE_STRING, NULL),
                          pb_column_new("county", PB_TYPE_STRING, NULL)};
  for (size_t i = 0; i < n; i++) {
    if (events[i].place < 0)
      pb_column_append_missing(columns[0]);
    else
      pb_column_append_int(columns[0], events[i].place);
    if (events[i].time)
      pb_column_append_int(columns[1], events[i].time);
    else
      pb_column_append_missing(columns[1]);
    pb_column_append_int(columns[2], events[i].published);
    pb_column_append_int(columns[3], events[i].digest);
    pb_column_append_string(columns[4], events[i].precision);
    pb_column_append_string(columns[5], "01");
  }
  dataset->events = pb_table_new();
  for (size_t i = 0; i < G_N_ELEMENTS(columns); i++)
    pb_table_add(dataset->events, columns[i]);
  pb_dataset_finish(dataset);
}

static void events_are_counted_once_or_named(void) {
  const event events[] = {
      {0, at(2024, 1, 1, 0), at(2024, 1, 2, 9), false, "minute"},    /* Monday 00 */
      {0, at(2024, 1, 7, 23), at(2024, 1, 8, 9), false, "hour"},     /* Sunday 23 */
      {0, 0, at(2024, 2, 6, 10), false, "minute"},                   /* published only */
      {0, at(2024, 2, 6, 10), at(2024, 2, 6, 12), true, "minute"},   /* digest */
      {0, at(2024, 2, 9, 0), at(2024, 2, 10, 12), false, "day"},     /* no hour */
      {0, at(2024, 2, 1, 0), at(2024, 2, 29, 12), false, "month"},   /* no hour */
      {-1, at(2024, 2, 1, 0), at(2024, 2, 1, 12), false, "minute"},  /* the county */
      {-1, at(2024, 2, 1, 0), at(2024, 2, 1, 12), true, "minute"},   /* the county, a digest */
      {1, at(2024, 2, 1, 0), at(2024, 2, 1, 12), false, "minute"},   /* elsewhere */
      {0, at(2023, 12, 30, 4), at(2024, 1, 1, 12), false, "minute"}, /* before the source begins */
      {1, at(2025, 3, 9, 4), at(2025, 3, 9, 12), false, "minute"},
  };
  g_autoptr(pb_dataset) dataset = fixture_new(2, 1, 2023, 2025);
  give_events(dataset, events, G_N_ELEMENTS(events));
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *clock = pb_analysis_find(analysis, "week-clock", -1);
  g_assert_cmpuint(pb_result_n_rows(clock), ==, 168);
  g_assert_cmpfloat(scalar(clock, "n_events"), ==, 4);
  g_assert_cmpfloat(scalar(clock, "n_digests"), ==, 1);
  g_assert_cmpfloat(scalar(clock, "n_without_hour"), ==, 2);
  g_assert_cmpfloat(scalar(clock, "n_published_only"), ==, 1);
  g_assert_cmpfloat(scalar(clock, "n_county"), ==, 1);
  g_assert_cmpfloat(scalar(clock, "first_year"), ==, 2023);
  g_assert_cmpfloat(scalar(clock, "last_year"), ==, 2024);
  g_assert_cmpfloat(fixture_number(clock, "count", 0), ==, 1);
  g_assert_cmpfloat(fixture_number(clock, "count", 167), ==, 1);
  g_assert_cmpfloat(fixture_number(clock, "weekday", 167), ==, 6);
  g_assert_cmpfloat(fixture_number(clock, "count", 24 + 10), ==, 1);
  const pb_result *wheel = pb_analysis_find(analysis, "year-wheel", -1);
  g_assert_cmpfloat(scalar(wheel, "n_events"), ==, 5);
  g_assert_cmpfloat(scalar(wheel, "n_outside"), ==, 1);
  g_assert_cmpfloat(fixture_number(wheel, "count", 0), ==, 2);
  g_assert_cmpfloat(fixture_number(wheel, "months_observed", 0), ==, 2); /* 2024 and 2025 */
  g_assert_cmpfloat(fixture_number(wheel, "months_observed", 11), ==, 1);
  g_assert_cmpfloat(fixture_number(wheel, "days_observed", 2), ==, 31 + 9);
  g_assert_cmpfloat_with_epsilon(fixture_number(wheel, "per_day", 0), 2 / 62.0, 1e-12);
  g_assert_cmpfloat(scalar(wheel, "first_year"), ==, 2024);
  g_assert_cmpfloat(scalar(wheel, "last_year"), ==, 2025);
}

static void months_without_coverage_are_missing_not_zero(void) {
  const event events[] = {{0, at(2024, 5, 3, 4), at(2024, 5, 3, 5), false, "minute"},
                          {0, at(2024, 6, 3, 4), at(2024, 6, 3, 5), false, "minute"}};
  g_autoptr(pb_dataset) dataset = fixture_new(1, 1, 2023, 2025);
  give_events(dataset, events, 2);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *wheel = pb_analysis_find(analysis, "year-wheel", -1);
  g_assert_true(fixture_missing(wheel, "per_day", 0));
  g_assert_cmpfloat(fixture_number(wheel, "months_observed", 0), ==, 0);
  g_assert_false(fixture_missing(wheel, "per_day", 4));
}

/* A feed that starts with a trickle: the own event of that month is left out and counted. */
static void a_month_of_a_trickle_is_not_observed(void) {
  event events[1 + 2 * 60];
  events[0] = (event){0, at(2024, 3, 5, 4), at(2024, 3, 5, 5), false, "minute"};
  for (int i = 0; i < 120; i++) {
    int64_t time = at(2024, 4 + i / 60, 1 + i % 30, 6);
    events[1 + i] = (event){1, time, time, false, "minute"};
  }
  events[1].place = 0;
  g_autoptr(pb_dataset) dataset = fixture_new(2, 1, 2023, 2025);
  give_events(dataset, events, G_N_ELEMENTS(events));
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *wheel = pb_analysis_find(analysis, "year-wheel", -1);
  g_assert_cmpfloat(scalar(wheel, "n_events"), ==, 1);
  g_assert_cmpfloat(scalar(wheel, "n_outside"), ==, 1);
  g_assert_true(fixture_missing(wheel, "per_day", 2));
  g_assert_cmpfloat_with_epsilon(fixture_number(wheel, "per_day", 3), 1 / 30.0, 1e-12);
}

static void population_of_the_rates(void) {
  g_autoptr(pb_dataset) dataset = fixture_new(1, 1, 2023, 2025);
  fixture_set(dataset, 0, 0, 2025, 500, 0);
  pb_crime_cell *cell = pb_crime_panel_cell(dataset->yearly, 0, 0, 2);
  cell->has_rate = true;
  cell->rate = 1000;
  dataset->population = pb_population_new(1, 2021, 3);
  dataset->population->persons[0] = 48000;
  dataset->population->persons[2] = 49000;
  pb_dataset_finish(dataset);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = pb_analysis_find(analysis, "population", -1);
  g_assert_cmpuint(pb_result_n_rows(r), ==, 2);
  g_assert_cmpfloat(fixture_number(r, "year", 1), ==, 2023);
  g_assert_cmpfloat_with_epsilon(scalar(r, "latest_exposure"), 50000, 1e-6);
  g_assert_cmpstr(pb_result_get_text(r, "latest_origin"), ==, "rate");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
#define ADD(f) g_test_add_func("/analysis/time/" #f, f)
  ADD(quarters_are_judged_by_earlier_years);
  ADD(short_history_moves_the_baseline);
  ADD(no_quarters_is_a_reason);
  ADD(events_are_counted_once_or_named);
  ADD(months_without_coverage_are_missing_not_zero);
  ADD(a_month_of_a_trickle_is_not_observed);
  ADD(population_of_the_rates);
  return g_test_run();
}
