/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/start.h"
#include "engine/stats/month_pattern.h"
#include "engine/stats/single_case.h"
#include "engine/stats/week_clock.h"
#include "tests/unit/engine/helpers.h"

/* One municipality's drug and weapon crimes: 6 533 between 1 054 and 882. */
static void test_single_case_reference(void) {
  const int64_t counts[] = {990, 1054, 6533, 882, 900};
  bool flags[5];
  g_assert_cmpuint(pb_single_case_flag(counts, NULL, 5, NULL, flags), ==, 1);
  g_assert_true(flags[2]);
}

static void test_single_case_edges(void) {
  bool flags[6];
  const int64_t last[] = {100, 100, 201}, twice[] = {100, 100, 200}, first[] = {500, 100, 100};
  const int64_t few[] = {5, 19, 5}, enough[] = {5, 20, 5}, step[] = {100, 300, 300};
  g_assert_cmpuint(pb_single_case_flag(last, NULL, 3, NULL, flags), ==, 1);
  g_assert_true(flags[2]);
  g_assert_cmpuint(pb_single_case_flag(twice, NULL, 3, NULL, flags), ==, 0);
  g_assert_cmpuint(pb_single_case_flag(first, NULL, 3, NULL, flags), ==, 0);
  g_assert_cmpuint(pb_single_case_flag(few, NULL, 3, NULL, flags), ==, 0);
  g_assert_cmpuint(pb_single_case_flag(enough, NULL, 3, NULL, flags), ==, 1);
  g_assert_cmpuint(pb_single_case_flag(step, NULL, 3, NULL, flags), ==, 0);
  const int64_t gap[] = {100, 300, 0, 300, 100, 400};
  const bool present[] = {true, true, false, true, true, true};
  g_assert_cmpuint(pb_single_case_flag(gap, present, 6, NULL, flags), ==, 2);
  g_assert_true(flags[1] && !flags[2] && !flags[3] && flags[5]);
}

/* 1 January 1970 was a Thursday; 22 June 2024 a Saturday. */
static void test_week_clock_reference(void) {
  g_assert_cmpint(pb_time_weekday(0), ==, 3);
  g_assert_cmpint(pb_time_weekday(-1), ==, 2);
  g_assert_cmpint(pb_time_hour(-1), ==, 23);
  g_assert_cmpint(pb_time_hour(3599), ==, 0);
  g_assert_cmpint(pb_time_hour(3600), ==, 1);
  const int64_t saturday = INT64_C(19896) * 86400 + 22 * 3600 + 59 * 60;
  g_assert_cmpint(pb_time_weekday(saturday), ==, 5);
  pb_week_clock clock = {0};
  pb_week_clock_add(&clock, saturday);
  pb_week_clock_add(&clock, saturday + 60);
  g_assert_cmpint(clock.count[5][22], ==, 1);
  g_assert_cmpint(clock.count[5][23], ==, 1);
  g_assert_cmpint(clock.n, ==, 2);
}

static void test_week_clock_table(void) {
  g_autoptr(pb_table) table = pb_table_new();
  pb_column *time = pb_column_new("time", PB_TYPE_TIME, NULL);
  for (int hour = 0; hour < 24 * 7 * 2; hour++)
    pb_column_append_int(time, INT64_C(1700000000) / 3600 * 3600 + hour * 3600);
  pb_column_append_missing(time);
  pb_table_add(table, time);
  g_autoptr(pb_result) result = run_statistic("week-clock", table, NULL, NULL);
  g_assert_cmpuint(pb_result_n_rows(result), ==, 168);
  g_assert_cmpuint(pb_result_n_missing(result), ==, 1);
  for (size_t row = 0; row < 168; row++)
    assert_near(cell(result, "count", row), 2, 0);
  assert_near(cell(result, "weekday", 167), 6, 0);
}

/* Three Januaries, one February of 29 days, half a March; no other month. */
static void test_month_pattern_reference(void) {
  const pb_month_count months[] = {{pb_period_make(2023, 12, 1), 31, 0},
                                   {pb_period_make(2024, 12, 1), 62, 0},
                                   {pb_period_make(2025, 12, 1), 93, 0},
                                   {pb_period_make(2024, 12, 2), 0, 0},
                                   {pb_period_make(2024, 12, 3), 10, 15}};
  pb_month_pattern pattern;
  g_assert_true(pb_month_pattern_make(months, 5, .95, &pattern));
  assert_near(pattern.month[0].per_day, 2, 1e-14);
  g_assert_cmpint(pattern.month[0].months_observed, ==, 3);
  g_assert_cmpint(pattern.month[1].days_observed, ==, 29);
  g_assert_true(pattern.month[1].observed);
  assert_near(pattern.month[1].lower, 0, 0);
  assert_near(pattern.month[1].upper, 3.68887945 / 29, 1e-7);
  assert_near(pattern.month[2].per_day, 10. / 15, 1e-14);
  assert_near(pattern.month[2].lower, 4.79538870 / 15, 1e-7);
  g_assert_false(pattern.month[3].observed);
  assert_near(pattern.mean_per_day, 196. / (93 + 29 + 15), 1e-14);
  g_assert_false(pb_month_pattern_make(months, 0, .95, &pattern));
}

static void test_single_case_table(void) {
  const double years[] = {2019, 2020, 2022, 2023}, counts[] = {30, 90, 30, 100};
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "year", 4, years);
  add_numbers(table, "count", 4, counts);
  g_autoptr(pb_result) result = run_statistic("single-case", table, NULL, NULL);
  assert_near(cell(result, "single_case", 1), 1, 0); /* last of its run: 2021 is not there */
  assert_near(cell(result, "single_case", 2), 0, 0);
  assert_near(cell(result, "single_case", 3), 1, 0);
  const double turned[] = {2023, 2022, 2021, 2020};
  g_autoptr(pb_table) wrong = pb_table_new();
  add_numbers(wrong, "year", 4, turned);
  add_numbers(wrong, "count", 4, counts);
  g_autoptr(pb_result) not_computed = run_statistic("single-case", wrong, NULL, NULL);
  g_assert_nonnull(pb_result_reason(not_computed));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  pb_engine_start();
  g_test_add_func("/stats/single-case/reference", test_single_case_reference);
  g_test_add_func("/stats/single-case/edges", test_single_case_edges);
  g_test_add_func("/stats/single-case/table", test_single_case_table);
  g_test_add_func("/stats/week-clock/reference", test_week_clock_reference);
  g_test_add_func("/stats/week-clock/table", test_week_clock_table);
  g_test_add_func("/stats/month-pattern/reference", test_month_pattern_reference);
  return g_test_run();
}
