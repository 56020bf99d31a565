/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/class_breaks.h"
#include "tests/unit/engine/helpers.h"

/* Every cut of a few values, tried one by one, is no better than the one chosen. */
static void test_best_of_all(void) {
  g_autoptr(GRand) random = g_rand_new_with_seed(3);
  for (int round = 0; round < 60; round++) {
    double values[9];
    for (int i = 0; i < 9; i++)
      values[i] = g_rand_int_range(random, 0, 40) / 2.0 + i;
    for (int i = 1; i < 9; i++) /* ascending */
      values[i] = MAX(values[i], values[i - 1] + 0.5);
    g_autofree double *breaks = NULL;
    size_t n_breaks;
    g_assert_true(pb_class_breaks(values, 9, 3, PB_BREAKS_FISHER, &breaks, &n_breaks));
    double fit = pb_class_fit(values, 9, breaks, n_breaks, false);
    for (int a = 1; a < 8; a++)
      for (int b = a + 1; b < 9; b++) {
        const double other[] = {values[0], values[a], values[b], values[8]};
        g_assert_cmpfloat(pb_class_fit(values, 9, other, 4, false), <=, fit + 1e-12);
      }
  }
}

static void test_limits(void) {
  size_t n;
  g_autofree double *limits = pb_round_limits(0.3, 155, 5, &n);
  g_assert_cmpuint(n, ==, 5);
  assert_near(limits[1], 50, 1e-12);
  g_autofree double *flat = pb_round_limits(7, 7, 5, &n);
  g_assert_cmpuint(n, >=, 2);
  g_assert_true(flat[0] <= 7 && flat[n - 1] >= 7);
  const double breaks[] = {0, 10, 20};
  g_assert_cmpuint(pb_class_of(breaks, 3, false, 10), ==, 1);
  g_assert_cmpuint(pb_class_of(breaks, 3, true, 10), ==, 0);
  g_assert_cmpuint(pb_class_of(breaks, 3, false, 20), ==, 1);
  g_assert_cmpuint(pb_class_of(breaks, 3, false, -5), ==, 0);
}

static void test_too_few(void) {
  static const double values[] = {1, 1, 2, NAN, 2};
  static const char *const three[] = {"classes", "3", NULL}, *const two[] = {"classes", "2", NULL};
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "value", 5, values);
  g_autoptr(pb_result) refused = run_statistic("class-breaks", table, three, NULL);
  g_assert_nonnull(pb_result_reason(refused));
  g_autoptr(pb_result) result = run_statistic("class-breaks", table, two, NULL);
  g_assert_null(pb_result_reason(result));
  assert_near(cell(result, "to", 0), 1.5, 1e-12);
  assert_near(pb_result_scalar_or(result, "variance_fit", 0), 1, 1e-12);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/stats/class-breaks/best-of-all", test_best_of_all);
  g_test_add_func("/stats/class-breaks/limits", test_limits);
  g_test_add_func("/stats/class-breaks/too-few", test_too_few);
  return g_test_run();
}
