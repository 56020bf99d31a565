/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/start.h"
#include "engine/stats/mann_kendall.h"
#include "engine/stats/sen_slope.h"
#include "tests/unit/engine/helpers.h"

static void fill(pb_value_point *points, const double *values, size_t n, int per_year) {
  for (size_t i = 0; i < n; i++)
    points[i] = (pb_value_point){values[i], (double)i, (int)i % per_year + 1};
}

static pb_mann_kendall test_of(const double *values, size_t n) {
  pb_value_point points[64];
  pb_mann_kendall test;
  const char *reason = NULL;
  fill(points, values, n, 1);
  g_assert_true(pb_mann_kendall_test(points, n, &test, &reason));
  return test;
}

/* The steadiest rise of n values has p = 2 / n!. */
static void test_exact_floor(void) {
  static const double rise[10] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  double factorial = 24;
  for (size_t n = 5; n <= 10; n++) {
    factorial *= (double)n;
    pb_mann_kendall test = test_of(rise, n);
    g_assert_true(test.exact);
    assert_near(test.p, 2 / factorial, 1e-12);
    assert_near(test.tau, 1, 1e-12);
  }
  assert_near(test_of(rise, 5).p, .0167, 3e-3);
}

/* Every order of the values, ties included, by trying them all. */
static int sign_sum(const double *values, int n) {
  int s = 0;
  for (int i = 0; i < n; i++)
    for (int j = i + 1; j < n; j++)
      s += (values[j] > values[i]) - (values[j] < values[i]);
  return s;
}

static void try_all(double *values, int at, int n, int extreme, double *hits, double *all) {
  if (at == n) {
    *all += 1;
    *hits += abs(sign_sum(values, n)) >= extreme;
    return;
  }
  for (int i = at; i < n; i++) {
    double kept = values[at];
    values[at] = values[i];
    values[i] = kept;
    try_all(values, at + 1, n, extreme, hits, all);
    kept = values[at];
    values[at] = values[i];
    values[i] = kept;
  }
}

static void test_exact_with_ties(void) {
  static const double series[][7] = {
      {1, 1, 2, 3, 3, 3, 4}, {4, 2, 2, 2, 1, 1, 0}, {5, 1, 5, 1, 5, 1, 5}, {0, 0, 0, 0, 0, 0, 1}};
  for (size_t i = 0; i < G_N_ELEMENTS(series); i++) {
    double values[7], hits = 0, all = 0;
    memcpy(values, series[i], sizeof values);
    try_all(values, 0, 7, abs(sign_sum(series[i], 7)), &hits, &all);
    assert_near(test_of(series[i], 7).p, hits / all, 1e-12);
  }
}

static void test_refused(void) {
  static const double few[4] = {1, 2, 3, 4}, same[8] = {3, 3, 3, 3, 3, 3, 3, 3}, zeros[12] = {0};
  pb_value_point points[12];
  pb_mann_kendall test;
  const char *reason = NULL;
  fill(points, few, 4, 1);
  g_assert_false(pb_mann_kendall_test(points, 4, &test, &reason));
  g_assert_nonnull(reason);
  reason = NULL;
  fill(points, same, 8, 1);
  g_assert_false(pb_mann_kendall_test(points, 8, &test, &reason));
  g_assert_nonnull(reason);
  reason = NULL;
  fill(points, zeros, 12, 4);
  g_assert_false(pb_seasonal_mann_kendall_test(points, 12, 4, &test, &reason));
  g_assert_nonnull(reason);
  reason = NULL;
  g_assert_false(pb_seasonal_mann_kendall_test(points, 8, 4, &test, &reason));
  g_assert_nonnull(reason);
}

/* Three years of quarters, every one rising: 4 * 3 pairs, one order of 6^4 on each side. */
static void test_three_years_of_quarters(void) {
  static const double values[12] = {10, 50, 30, 20, 11, 51, 31, 21, 12, 52, 32, 22};
  pb_value_point points[12];
  pb_mann_kendall test;
  pb_sen sen;
  const char *reason = NULL;
  fill(points, values, 12, 4);
  g_assert_true(pb_seasonal_mann_kendall_test(points, 12, 4, &test, &reason));
  g_assert_cmpint(test.s, ==, 12);
  assert_near(test.variance, 4 * 11. / 3, 1e-12);
  assert_near(test.p, 2 / 1296., 1e-12);
  g_assert_true(pb_seasonal_sen_slope(points, 12, 4, 0, &sen));
  assert_near(sen.slope, 1, 1e-12);
}

static void test_constant_slope(void) {
  pb_value_point points[9];
  pb_sen sen;
  const char *reason = NULL;
  for (int i = 0; i < 9; i++)
    points[i] = (pb_value_point){7 - 2.5 * i, 100 + i, 1};
  points[4].value = 1e6; /* one wild period */
  g_assert_true(pb_sen_slope(points, 9, 0, &sen, &reason));
  assert_near(sen.slope, -2.5, 1e-12);
  g_assert_cmpfloat(sen.interval.lower, <=, -2.5);
  g_assert_cmpfloat(sen.interval.upper, >=, -2.5);
  g_assert_false(pb_sen_slope(points, 4, 0, &sen, &reason));
  g_assert_nonnull(reason);
}

static pb_table *shuffled(const double *values, size_t n, size_t step) {
  double value[64], t[64];
  for (size_t i = 0; i < n; i++) {
    size_t from = i * step % n;
    value[i] = values[from];
    t[i] = (double)from;
  }
  pb_table *table = pb_table_new();
  add_numbers(table, "value", n, value);
  add_numbers(table, "t", n, t);
  return table;
}

/* Same result whatever the row order; two rows of one time are an error that names them. */
static void test_row_order(void) {
  static const double values[11] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5};
  g_autoptr(pb_table) one = shuffled(values, 11, 1), two = shuffled(values, 11, 7);
  static const char *const statistics[] = {"mann-kendall", "sen-slope"};
  for (size_t i = 0; i < 2; i++) {
    g_autoptr(pb_result) a = run_statistic(statistics[i], one, NULL, NULL);
    g_autoptr(pb_result) b = run_statistic(statistics[i], two, NULL, NULL);
    for (size_t s = 0; s < pb_result_n_scalars(a); s++) {
      const char *name, *unit;
      double x, y;
      bool valid;
      pb_result_scalar_at(a, s, &name, &x, &valid, &unit);
      if (valid) {
        g_assert_true(pb_result_get_scalar(b, name, &y));
        g_assert_cmpfloat(x, ==, y);
      }
    }
  }
  g_autoptr(pb_table) twice = pb_table_new();
  g_autoptr(GError) error = NULL;
  add_numbers(twice, "value", 3, values);
  add_numbers(twice, "t", 3, (const double[]){1, 2, 1});
  g_assert_null(run_statistic("mann-kendall", twice, NULL, &error));
  g_assert_nonnull(strstr(error->message, "1 "));
  g_assert_nonnull(strstr(error->message, "3 "));
}

/* Ten slopes, 1 1.5 2 7/3 3 4 5 19/3 8.5 13: the median lies between the two in the middle. */
static void test_even_number_of_slopes(void) {
  const double values[] = {0, 1, 3, 7, 20};
  pb_value_point points[5];
  const char *reason = NULL;
  pb_sen sen;
  for (int i = 0; i < 5; i++)
    points[i] = (pb_value_point){values[i], i, 1};
  g_assert_true(pb_sen_slope(points, 5, 0, &sen, &reason));
  assert_near(sen.slope, 3.5, 1e-14);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  pb_engine_start();
  g_test_add_func("/stats/mann-kendall/exact-floor", test_exact_floor);
  g_test_add_func("/stats/mann-kendall/exact-with-ties", test_exact_with_ties);
  g_test_add_func("/stats/mann-kendall/refused", test_refused);
  g_test_add_func("/stats/seasonal-mann-kendall/reference", test_three_years_of_quarters);
  g_test_add_func("/stats/sen-slope/reference", test_constant_slope);
  g_test_add_func("/stats/sen-slope/even-number", test_even_number_of_slopes);
  g_test_add_func("/stats/mann-kendall/row-order", test_row_order);
  return g_test_run();
}
