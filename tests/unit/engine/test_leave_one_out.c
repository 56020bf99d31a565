/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/leave_one_out.h"
#include "tests/unit/engine/helpers.h"

static pb_table *three(pb_column *id) {
  static const double counts[] = {10, 20, NAN, 90}, exposures[] = {1000, 1000, 1000, 2000};
  pb_table *table = pb_table_new();
  static const char *const names[] = {"a", "b", "c", "d"};
  for (size_t i = 0; i < 4; i++)
    pb_column_append_string(id, names[i]);
  pb_table_add(table, id);
  add_numbers(table, "count", 4, counts);
  add_numbers(table, "exposure", 4, exposures);
  return table;
}

/* 120 of 4000 is 30 per 1000; without d 30 of 2000 is 15, without a 110 of 3000, b 100 of 3000. */
static void test_reference(void) {
  static const char *const settings[] = {"per", "1000", NULL};
  g_autoptr(pb_table) table = three(pb_column_new("id", PB_TYPE_STRING, NULL));
  g_autoptr(pb_result) result = run_statistic("leave-one-out", table, settings, NULL);
  g_assert_cmpuint(pb_result_n_missing(result), ==, 1);
  assert_near(pb_result_scalar_or(result, "all", 0), 30, 1e-12);
  assert_near(cell(result, "without", 0), 110.0 / 3, 1e-12);
  assert_near(cell(result, "without", 1), 100.0 / 3, 1e-12);
  g_assert_true(is_missing(result, "without", 2));
  assert_near(cell(result, "without", 3), 15, 1e-12);
  assert_near(cell(result, "change_share", 3), -0.5, 1e-12);
  assert_near(pb_result_scalar_or(result, "largest_change", 0), 15, 1e-12);
  assert_near(pb_result_scalar_or(result, "highest_without", 0), 110.0 / 3, 1e-12);
  g_assert_cmpstr(pb_result_get_text(result, "most"), ==, "d");
}

/* Rates 10, 20, 45 per 1000: the median without each is 32.5, 27.5, 15. */
static void test_median(void) {
  static const char *const settings[] = {"per", "1000", "measure", "median", NULL};
  g_autoptr(pb_table) table = three(pb_column_new("id", PB_TYPE_STRING, NULL));
  g_autoptr(pb_result) result = run_statistic("leave-one-out", table, settings, NULL);
  assert_near(pb_result_scalar_or(result, "all", 0), 20, 1e-12);
  assert_near(cell(result, "without", 0), 32.5, 1e-12);
  assert_near(cell(result, "without", 1), 27.5, 1e-12);
  assert_near(cell(result, "without", 3), 15, 1e-12);
  g_assert_cmpstr(pb_result_get_text(result, "most"), ==, "a");
}

/* The median by leaving out of a sorted list is the median of the rest, ties and all. */
static void test_median_of_the_rest(void) {
  static const int64_t rates[] = {4, 1, 4, 2, 2, 9, 4, 0};
  for (size_t n = 2; n <= G_N_ELEMENTS(rates); n++) {
    pb_count counts[G_N_ELEMENTS(rates)];
    double without[G_N_ELEMENTS(rates)];
    for (size_t i = 0; i < n; i++)
      counts[i] = (pb_count){rates[i], 1};
    pb_left_out summary;
    g_assert_true(pb_leave_one_out(counts, n, PB_LEFT_OUT_MEDIAN, without, &summary));
    for (size_t out = 0; out < n; out++) {
      pb_count rest[G_N_ELEMENTS(rates)];
      double ignored[G_N_ELEMENTS(rates)];
      size_t k = 0;
      for (size_t i = 0; i < n; i++)
        if (i != out)
          rest[k++] = counts[i];
      if (k < 2) {
        assert_near(without[out], (double)rest[0].count, 1e-12);
        continue;
      }
      pb_left_out whole;
      g_assert_true(pb_leave_one_out(rest, k, PB_LEFT_OUT_MEDIAN, ignored, &whole));
      assert_near(without[out], whole.all, 1e-12);
    }
  }
}

static void test_dull(void) {
  static const double zeros[] = {0, 0, 0}, sevens[] = {7, 7, 7}, ones[] = {1, 1, 1};
  g_autoptr(pb_table) none = pb_table_new();
  add_numbers(none, "count", 3, zeros);
  add_numbers(none, "exposure", 3, ones);
  g_autoptr(pb_result) empty = run_statistic("leave-one-out", none, NULL, NULL);
  g_assert_nonnull(pb_result_reason(empty));
  g_autoptr(pb_table) alike = pb_table_new();
  add_numbers(alike, "count", 3, sevens);
  add_numbers(alike, "exposure", 3, ones);
  g_autoptr(pb_result) same = run_statistic("leave-one-out", alike, NULL, NULL);
  assert_near(pb_result_scalar_or(same, "largest_change", 1), 0, 1e-12);
  g_assert_null(pb_result_get_text(same, "most"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/stats/leave-one-out/reference", test_reference);
  g_test_add_func("/stats/leave-one-out/median", test_median);
  g_test_add_func("/stats/leave-one-out/median-of-the-rest", test_median_of_the_rest);
  g_test_add_func("/stats/leave-one-out/dull", test_dull);
  return g_test_run();
}
