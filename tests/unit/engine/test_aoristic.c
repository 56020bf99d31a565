/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/start.h"
#include "engine/stats/aoristic.h"
#include "engine/summer_time.h"
#include "tests/unit/engine/helpers.h"

static int64_t wall(int year, int month, int day, int hour, int minute) {
  g_autoptr(GDateTime) at = g_date_time_new_utc(year, month, day, hour, minute, 0);
  return g_date_time_to_unix(at);
}

static double sum_of(const pb_aoristic *table) {
  double sum = 0;
  for (int d = 0; d < 7; d++)
    for (int h = 0; h < 24; h++)
      sum += table->weight[d][h];
  return sum;
}

static pb_aoristic_fate add(pb_aoristic *table, int64_t start, int64_t end) {
  return pb_aoristic_add(table, start, true, end, PB_AORISTIC_LONGEST_S, true);
}

/* 08-16: eight eighths; 01:00-02:30: two thirds and one; 01:50-02:10; 23:30-01:15 over midnight. */
static void test_reference(void) {
  pb_aoristic day = {0}, night = {0}, both = {0}, midnight = {0};
  g_assert_cmpint(add(&day, wall(2024, 5, 6, 8, 0), wall(2024, 5, 6, 16, 0)), ==, PB_AORISTIC_USED);
  for (int h = 8; h < 16; h++)
    g_assert_cmpfloat_with_epsilon(day.weight[0][h], 0.125, 1e-15);
  g_assert_cmpfloat_with_epsilon(day.weight[0][16], 0, 1e-300);
  add(&night, wall(2024, 5, 7, 1, 0), wall(2024, 5, 7, 2, 30));
  g_assert_cmpfloat_with_epsilon(night.weight[1][1], 2.0 / 3, 1e-15);
  g_assert_cmpfloat_with_epsilon(night.weight[1][2], 1.0 / 3, 1e-15);
  add(&both, wall(2024, 5, 7, 1, 50), wall(2024, 5, 7, 2, 10));
  g_assert_cmpfloat_with_epsilon(both.weight[1][1], 0.5, 1e-15);
  add(&midnight, wall(2024, 5, 6, 23, 30), wall(2024, 5, 7, 1, 15));
  g_assert_cmpfloat_with_epsilon(midnight.weight[0][23], 2.0 / 7, 1e-15);
  g_assert_cmpfloat_with_epsilon(midnight.weight[1][0], 4.0 / 7, 1e-15);
  g_assert_cmpfloat_with_epsilon(midnight.weight[1][1], 1.0 / 7, 1e-15);
}

/* The last hour of a week is whole: not "0000-0159". */
static void test_week_turns(void) {
  pb_aoristic table = {0};
  add(&table, wall(2024, 5, 12, 23, 0), wall(2024, 5, 13, 1, 0));
  g_assert_cmpfloat_with_epsilon(table.weight[6][23], 0.5, 1e-15);
  g_assert_cmpfloat_with_epsilon(table.weight[0][0], 0.5, 1e-15);
}

static void test_fates(void) {
  pb_aoristic table = {0};
  int64_t start = wall(2024, 5, 6, 8, 30);
  g_assert_cmpint(add(&table, start, start), ==, PB_AORISTIC_USED_START);
  g_assert_cmpint(pb_aoristic_add(&table, start, false, 0, PB_AORISTIC_LONGEST_S, true), ==,
                  PB_AORISTIC_USED_START);
  g_assert_cmpint(add(&table, start, start - 60), ==, PB_AORISTIC_END_BEFORE_START);
  g_assert_cmpint(add(&table, start, start + PB_AORISTIC_LONGEST_S), ==, PB_AORISTIC_USED);
  g_assert_cmpint(add(&table, start, start + PB_AORISTIC_LONGEST_S + 1), ==, PB_AORISTIC_TOO_LONG);
  g_assert_cmpuint(table.n, ==, 3);
  g_assert_cmpfloat_with_epsilon(sum_of(&table), 3, 1e-12);
}

static void test_summer_time(void) {
  g_assert_cmpint(pb_wall_hour_length_s(wall(2024, 3, 31, 2, 30)), ==, 0);
  g_assert_cmpint(pb_wall_hour_length_s(wall(2024, 10, 27, 2, 0)), ==, 7200);
  g_assert_cmpint(pb_wall_hour_length_s(wall(2024, 3, 24, 2, 30)), ==, 3600);
  g_assert_cmpint(pb_wall_hour_length_s(wall(2024, 3, 31, 3, 0)), ==, 3600);
  pb_aoristic spring = {0}, autumn = {0}, nowhere = {0};
  add(&spring, wall(2024, 3, 31, 1, 0), wall(2024, 3, 31, 4, 0));
  g_assert_cmpfloat_with_epsilon(spring.weight[6][1], 0.5, 1e-15);
  g_assert_cmpfloat_with_epsilon(spring.weight[6][2], 0, 1e-300);
  add(&autumn, wall(2024, 10, 27, 1, 0), wall(2024, 10, 27, 4, 0));
  g_assert_cmpfloat_with_epsilon(autumn.weight[6][2], 0.5, 1e-15);
  g_assert_cmpfloat_with_epsilon(autumn.weight[6][3], 0.25, 1e-15);
  g_assert_cmpint(add(&nowhere, wall(2024, 3, 31, 2, 10), wall(2024, 3, 31, 2, 50)), ==,
                  PB_AORISTIC_USED_START);
  g_assert_cmpfloat_with_epsilon(sum_of(&nowhere), 1, 1e-15);
}

/* The order of the rows does not matter beyond rounding, and the weights add up to the events. */
static void test_any_windows(void) {
  g_autoptr(GRand) random = g_rand_new_with_seed(7);
  pb_aoristic table = {0};
  size_t used = 0;
  for (int i = 0; i < 2000; i++) {
    int64_t start = wall(2020, 1, 1, 0, 0) + g_rand_int_range(random, 0, 5 * 365 * 86400);
    int64_t end = start + g_rand_int_range(random, -3600, 9 * 86400);
    pb_aoristic_fate fate = add(&table, start, end);
    used += fate == PB_AORISTIC_USED || fate == PB_AORISTIC_USED_START;
  }
  g_assert_cmpuint(table.n, ==, used);
  g_assert_cmpfloat_with_epsilon(sum_of(&table), (double)used, 1e-9 * (double)used);
}

static pb_table *windows(const int64_t (*spans)[2], size_t n) {
  pb_table *table = pb_table_new();
  pb_column *start = pb_column_new("start", PB_TYPE_TIME, NULL);
  pb_column *end = pb_column_new("end", PB_TYPE_TIME, NULL);
  for (size_t i = 0; i < n; i++) {
    pb_column_append_int(start, spans[i][0]);
    pb_column_append_int(end, spans[i][1]);
  }
  pb_table_add(table, start);
  pb_table_add(table, end);
  return table;
}

static void test_statistic(void) {
  int64_t at = wall(2024, 5, 6, 8, 0);
  const int64_t spans[][2] = {
      {at, at + 3600}, {at, at - 1}, {at, at + 14 * 3600}, {at, at + 90 * 3600}};
  g_autoptr(pb_table) table = windows(spans, 4);
  g_autoptr(pb_result) result = run_statistic("aoristic", table, NULL, NULL);
  g_assert_null(pb_result_reason(result));
  g_assert_cmpuint(pb_result_n_used(result), ==, 3);
  g_assert_cmpuint(pb_result_n_missing(result), ==, 1);
  g_assert_cmpfloat_with_epsilon(pb_result_scalar_or(result, "n_end_before_start", -1), 1, 1e-12);
  g_assert_cmpfloat_with_epsilon(pb_result_scalar_or(result, "median_span", -1), 14, 1e-12);
  g_assert_cmpuint(pb_result_n_warnings(result), ==, 1);
  g_autoptr(pb_table) backwards = windows(spans + 1, 1);
  g_autoptr(pb_result) none = run_statistic("aoristic", backwards, NULL, NULL);
  g_assert_nonnull(pb_result_reason(none));
}

int main(int argc, char **argv) {
  pb_engine_start();
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/stats/aoristic/reference", test_reference);
  g_test_add_func("/stats/aoristic/week-turns", test_week_turns);
  g_test_add_func("/stats/aoristic/fates", test_fates);
  g_test_add_func("/stats/aoristic/summer-time", test_summer_time);
  g_test_add_func("/stats/aoristic/any-windows", test_any_windows);
  g_test_add_func("/stats/aoristic/statistic", test_statistic);
  return g_test_run();
}
