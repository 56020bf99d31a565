/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts with weights: standardised rates and harm. */
#include <gsl/gsl_cdf.h>

#include "engine/start.h"
#include "engine/stats/poisson_rate.h"
#include "engine/stats/weighted_sum.h"
#include "tests/unit/engine/helpers.h"

/* With equal weights the interval is Garwood's, as Ulm (1990) prints it. */
static void test_equal_weights(void) {
  static const int64_t counts[] = {0, 1, 3, 5, 10, 18, 20, 50, 100, 20000};
  for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
    pb_weighted_sum sum = {0};
    pb_weighted_sum_add(&sum, counts[i] / 3, 2, 1);
    pb_weighted_sum_add(&sum, counts[i] - counts[i] / 3, 2, 1);
    pb_interval exact = pb_poisson_interval(counts[i], 0, PB_POISSON_EXACT);
    pb_interval interval = pb_weighted_sum_interval(&sum, 0);
    assert_near(interval.lower, 2 * exact.lower, 1e-9);
    assert_near(interval.upper, 2 * exact.upper, 1e-9);
  }
}

/* The ends have the tails that Fay and Feuer's gamma distributions say. */
static void test_unequal_weights(void) {
  pb_weighted_sum sum = {0};
  pb_weighted_sum_add(&sum, 10, .6, 1);
  pb_weighted_sum_add(&sum, 5, .8, 1);
  pb_weighted_sum_add(&sum, 0, 1.5, 1); /* counts nothing, and still matters above */
  assert_near(sum.sum, 10, 1e-12);
  assert_near(sum.variance, 6.8, 1e-12);
  pb_interval interval = pb_weighted_sum_interval(&sum, .9);
  double v = 6.8, y = 10, m = 1.5;
  assert_near(gsl_cdf_gamma_P(interval.lower, y * y / v, v / y), .05, 1e-9);
  double scale = (v + m * m) / (y + m);
  assert_near(gsl_cdf_gamma_Q(interval.upper, (y + m) / scale, scale), .05, 1e-9);
  pb_weighted_sum none = {0};
  interval = pb_weighted_sum_interval(&none, 0);
  g_assert_cmpfloat(interval.upper, ==, 0);
}

static pb_table *strata(size_t n, const char *const *groups, const double *count,
                        const double *population, const double *standard) {
  pb_table *table = pb_table_new();
  if (groups) {
    pb_column *group = pb_column_new("group", PB_TYPE_STRING, NULL);
    for (size_t i = 0; i < n; i++)
      pb_column_append_string(group, groups[i]);
    pb_table_add(table, group);
  }
  add_numbers(table, "count", n, count);
  add_numbers(table, "population", n, population);
  add_numbers(table, "standard", n, standard);
  return table;
}

/* Two towns of equal rates in every stratum and unlike ages: crude rates differ, standardised ones
 * do not. One stratum is a plain rate with Garwood's interval (3 of 5 400). */
static void test_standardised_reference(void) {
  static const char *const groups[] = {"ung", "gammal", "ung", "gammal"};
  static const double count[] = {90, 10, 2, 18}, population[] = {9000, 1000, 1000, 9000},
                      standard[] = {3, 3, 7, 7};
  g_autoptr(pb_table) table = strata(4, groups, count, population, standard);
  static const char *const settings[] = {"per", "1000", NULL};
  g_autoptr(pb_result) r = run_statistic("standardised-rate", table, settings, NULL);
  g_assert_cmpuint(pb_result_n_rows(r), ==, 2);
  g_assert_cmpstr(pb_column_string(pb_result_find(r, "group"), 0), ==, "ung");
  for (size_t i = 0; i < 2; i++) {
    assert_near(cell(r, "rate", i), .3 * 10 + .7 * 2, 1e-12);
    g_assert_true(cell(r, "rate_lower", i) < 4.4 && cell(r, "rate_upper", i) > 4.4);
  }
  assert_near(cell(r, "crude_rate", 0), 9.2, 1e-12);
  assert_near(cell(r, "crude_rate", 1), 2.8, 1e-12);
  /* few old people in the young town, and they weigh most: less sure */
  g_assert_true(cell(r, "rate_upper", 0) - cell(r, "rate_lower", 0) >
                cell(r, "rate_upper", 1) - cell(r, "rate_lower", 1));

  static const double three[] = {3}, people[] = {5400}, any[] = {77};
  g_autoptr(pb_table) single = strata(1, NULL, three, people, any);
  g_autoptr(pb_result) s = run_statistic("standardised-rate", single, NULL, NULL);
  g_assert_cmpfloat_with_epsilon(cell(s, "rate", 0), 55.56, .005);
  g_assert_cmpfloat_with_epsilon(cell(s, "rate_lower", 0), 11.46, .005);
  g_assert_cmpfloat_with_epsilon(cell(s, "rate_upper", 0), 162.36, .005);
}

static void test_standardised_gaps(void) {
  static const double count[] = {NAN, 4}, population[] = {100, NAN}, standard[] = {1, 1},
                      whole[] = {3, 4}, people[] = {100, 200};
  g_autoptr(pb_table) none = strata(2, NULL, count, population, standard);
  g_autoptr(pb_result) r = run_statistic("standardised-rate", none, NULL, NULL);
  g_assert_nonnull(pb_result_reason(r));
  g_autoptr(pb_table) some = strata(2, NULL, count, people, standard);
  g_autoptr(pb_result) s = run_statistic("standardised-rate", some, NULL, NULL);
  g_assert_cmpuint(pb_result_n_warnings(s), ==, 1);
  g_assert_cmpuint(pb_result_n_missing(s), ==, 1);
  /* The size of the standard does not matter, only its shares. */
  static const double large[] = {1000, 1000};
  g_autoptr(pb_table) a = strata(2, NULL, whole, people, standard),
                      b = strata(2, NULL, whole, people, large);
  g_autoptr(pb_result) x = run_statistic("standardised-rate", a, NULL, NULL);
  g_autoptr(pb_result) y = run_statistic("standardised-rate", b, NULL, NULL);
  assert_near(cell(x, "rate_upper", 0), cell(y, "rate_upper", 0), 1e-10);
}

static pb_table *offences(size_t n, const double *count, const double *weight) {
  pb_table *table = pb_table_new();
  static const char *const names[] = {"stöld", "rån", "mord"};
  pb_column *offence = pb_column_new("offence", PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < n; i++)
    pb_column_append_string(offence, names[i]);
  pb_table_add(table, offence);
  add_numbers(table, "count", n, count);
  add_numbers(table, "weight", n, weight);
  return table;
}

/* One murder outweighs hundreds of thefts, and it is said. */
static void test_harm_reference(void) {
  static const double count[] = {400, 12, 1}, weight[] = {2, 100, 5500};
  g_autoptr(pb_table) table = offences(3, count, weight);
  g_autoptr(pb_result) r = run_statistic("harm-total", table, NULL, NULL);
  assert_near(pb_result_scalar_or(r, "total", 0), 7500, 1e-12);
  assert_near(pb_result_scalar_or(r, "se", 0), sqrt(4 * 400 + 1e4 * 12 + 5500. * 5500), 1e-12);
  g_assert_cmpstr(pb_result_get_text(r, "largest_offence"), ==, "mord");
  assert_near(pb_result_scalar_or(r, "largest_share", 0), 5500 / 7500., 1e-12);
  g_assert_cmpuint(pb_result_n_warnings(r), ==, 1);
  g_assert_true(pb_result_scalar_or(r, "lower", -1) > 0);
  assert_near(cell(r, "share", 1), 1200 / 7500., 1e-12);
  /* Equal weights: the interval of the count. */
  static const double even[] = {3, 3, 3};
  g_autoptr(pb_table) same = offences(3, count, even);
  g_autoptr(pb_result) s = run_statistic("harm-total", same, NULL, NULL);
  assert_near(pb_result_scalar_or(s, "upper", 0),
              3 * pb_poisson_interval(413, 0, PB_POISSON_EXACT).upper, 1e-9);
}

static void test_harm_nothing(void) {
  static const double none[] = {0, 0, 0}, weight[] = {2, 100, 5500}, negative[] = {1, -1, 1};
  g_autoptr(pb_table) table = offences(3, none, weight);
  g_autoptr(pb_result) r = run_statistic("harm-total", table, NULL, NULL);
  g_assert_null(pb_result_reason(r)); /* nothing happened: 0, with an upper end */
  g_assert_cmpfloat(pb_result_scalar_or(r, "total", -1), ==, 0);
  g_assert_cmpfloat(pb_result_scalar_or(r, "upper", 0), >, 5500 * 3.68);
  g_assert_cmpfloat(pb_result_scalar_or(r, "largest_share", -1), ==, -1);
  g_autoptr(pb_table) weightless = offences(3, weight, none);
  g_autoptr(pb_result) s = run_statistic("harm-total", weightless, NULL, NULL);
  g_assert_nonnull(pb_result_reason(s));
  g_autoptr(pb_table) bad = offences(3, none, negative);
  GError *error = NULL;
  g_assert_null(run_statistic("harm-total", bad, NULL, &error));
  g_assert_true(error && strstr(error->message, "weight"));
  g_clear_error(&error);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  pb_engine_start();
  g_test_add_func("/stats/weighted-sum/equal", test_equal_weights);
  g_test_add_func("/stats/weighted-sum/unequal", test_unequal_weights);
  g_test_add_func("/stats/standardised-rate/reference", test_standardised_reference);
  g_test_add_func("/stats/standardised-rate/gaps", test_standardised_gaps);
  g_test_add_func("/stats/harm-total/reference", test_harm_reference);
  g_test_add_func("/stats/harm-total/nothing", test_harm_nothing);
  return g_test_run();
}
