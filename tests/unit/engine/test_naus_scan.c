/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/error.h"
#include "engine/random.h"
#include "engine/stats/naus_scan.h"
#include "tests/unit/engine/helpers.h"

/* Six deaths of cyclists in a fortnight of eight years (Aberdein & Spiegelhalter 2013): .0390; the
 * documentation of R's ptools adds 260 weeks of one a week: .4868, with L lessened by 1. Both
 * figures to the last digit by a second program of the same formula. */
static void test_reference(void) {
  assert_near(pb_naus_scan_p(6, 0.6, 208, 2), 0.03902310553429289, 1e-10);
  assert_near(pb_naus_scan_p(6, 1, 260, 1), 0.4869038720519907, 1e-10);
  g_assert_cmpfloat(fabs(pb_naus_scan_p(6, 0.6, 208, 2) - .0390), <, 5e-5);
  g_assert_cmpfloat(fabs(pb_naus_scan_p(6, 1, 260, 1) - .4868), <, 1.1e-4);
  assert_near(pb_naus_scan_p(6, 1, 260, 2), 0.4855866478917622, 1e-10);
}

/* ptools ends the last sum of Q3 one term early (.4868 where the formula gives .4869). For three
 * events and a mean of .8, no three fall into one of three windows' length with probability
 * .77794 +- .00008 by eight million draws; ended early the formula gives .77839. */
static void test_last_sum_goes_to_its_end(void) {
  g_assert_cmpfloat(fabs(1 - pb_naus_scan_p(3, 0.8, 3, 2) - 0.77794), <, 0.0002);
}

/* The most in any window of length 1 of n ascending times. */
static size_t most_in_window(const double *times, size_t n) {
  size_t most = 0;
  for (size_t first = 0, last = 0; first < n; first++) {
    while (last < n && times[last] < times[first] + 1)
      last++;
    most = MAX(most, last - first);
  }
  return most;
}

/* A Poisson process of ten windows, drawn 20 000 times. */
static void test_against_simulation(void) {
  double times[200];
  size_t as_many[8] = {0}, n_runs = 20000;
  pb_random random = pb_random_start(5, 0);
  for (size_t r = 0; r < n_runs; r++) {
    size_t n = 0;
    for (double at = -log1p(-pb_random_unit(&random)); at < 10 && n < 200;
         at -= log1p(-pb_random_unit(&random)))
      times[n++] = at;
    size_t most = most_in_window(times, n);
    for (size_t k = 1; k < 8; k++)
      as_many[k] += most >= k;
  }
  for (size_t k = 1; k < 8; k++) {
    double share = (double)as_many[k] / (double)n_runs;
    double p = pb_naus_scan_p((int64_t)k, 1, 10, 2);
    g_test_message("%zu: %.4f %.4f", k, share, p);
    g_assert_cmpfloat(fabs(p - share), <, 0.012); /* four standard errors and the approximation */
  }
}

static void test_falls_with_the_count(void) {
  double last = 1;
  for (int64_t n = 0; n <= 60; n++) {
    double p = pb_naus_scan_p(n, 2, 500, 2);
    g_assert_true(p >= 0 && p <= last);
    last = p;
  }
  g_assert_cmpfloat(last, <, 1e-12);
  g_assert_cmpfloat(pb_naus_scan_p(3, 50, 100, 2), ==, 1);
  g_assert_cmpfloat(pb_naus_scan_p(9000, 50, 100, 2), >=, 0);
}

static void test_rows(void) {
  static const double count[] = {6, 6, NAN, 3}, mean[] = {0.6, 1, 1, 1},
                      windows[] = {208, 260, 9, 1.5};
  pb_table *table = pb_table_new();
  pb_column *counts = pb_column_new("count", PB_TYPE_INT64, NULL);
  for (size_t i = 0; i < 4; i++)
    if (isnan(count[i]))
      pb_column_append_missing(counts);
    else
      pb_column_append_int(counts, (int64_t)count[i]);
  pb_table_add(table, counts);
  add_numbers(table, "mean", 4, mean);
  add_numbers(table, "windows", 4, windows);
  g_autoptr(pb_table) owned = table;
  g_autoptr(pb_result) result = run_statistic("naus-scan", owned, NULL, NULL);
  assert_near(cell(result, "p", 0), 0.0390, 0.0013);
  assert_near(cell(result, "p_fixed_window", 1), 0.000594184817582, 1e-9);
  g_assert_true(is_missing(result, "p", 2));
  g_assert_true(is_missing(result, "p", 3)); /* shorter than two windows */
  g_assert_cmpuint(pb_result_n_used(result), ==, 2);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/stats/naus-scan/reference", test_reference);
  g_test_add_func("/stats/naus-scan/last-sum-goes-to-its-end", test_last_sum_goes_to_its_end);
  g_test_add_func("/stats/naus-scan/against-simulation", test_against_simulation);
  g_test_add_func("/stats/naus-scan/falls-with-the-count", test_falls_with_the_count);
  g_test_add_func("/stats/naus-scan/rows", test_rows);
  return g_test_run();
}
