/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_sf_psi.h>

#include "engine/stats/empirical_bayes.h"
#include "tests/unit/engine/helpers.h"

static const pb_count places[] = {{3, 1000}, {60, 5000}, {2, 400}, {0, 200}, {90, 20000}, {8, 250}};

/* Arithmetic of the formula by hand: rates .02 and .01 of 100 and 300, level .0125. */
static void test_two_places(void) {
  const pb_count two[] = {{20, 1000}, {300, 30000}};
  pb_eb_rate rates[2];
  g_assert_true(pb_eb_poisson(two, 2, rates));
  double m = 320.0 / 31000, s2 = (1000 * pow(0.02 - m, 2) + 30000 * pow(0.01 - m, 2)) / 31000;
  double a = fmax(s2 - m / 15500, 0);
  assert_near(rates[0].spread, a, 1e-12);
  assert_near(rates[0].weight, a / (a + m / 1000), 1e-12);
  assert_near(rates[0].eb, m + a / (a + m / 1000) * (0.02 - m), 1e-12);
}

/* At the maximum both slopes of the likelihood are 0. */
static void test_gamma_maximum(void) {
  pb_eb_rate rates[6];
  double shape, rate, by_shape = 0, by_rate = 0;
  g_assert_true(pb_eb_gamma(places, 6, rates, &shape, &rate));
  for (int i = 0; i < 6; i++) {
    double n = (double)places[i].count, x = places[i].exposure;
    by_shape += gsl_sf_psi(n + shape) - gsl_sf_psi(shape) + log(rate / (rate + x));
    by_rate += shape / rate - (n + shape) / (rate + x);
    assert_near(rates[i].eb, (n + shape) / (x + rate), 1e-12);
  }
  g_assert_cmpfloat_with_epsilon(by_shape, 0, 1e-8);
  g_assert_cmpfloat_with_epsilon(by_rate * rate, 0, 1e-8);
}

/* No more different than chance: everything is drawn to the common level, and gamma says so. */
static void test_equal_rates(void) {
  const pb_count equal[] = {{10, 1000}, {20, 2000}, {5, 500}};
  pb_eb_rate rates[3];
  double shape, rate;
  g_assert_true(pb_eb_poisson(equal, 3, rates));
  for (int i = 0; i < 3; i++)
    assert_near(rates[i].eb, 0.01, 1e-12);
  g_assert_false(pb_eb_gamma(equal, 3, rates, &shape, &rate));
}

static void test_not_computable(void) {
  const pb_count none[] = {{0, 100}, {0, 200}};
  pb_eb_rate rates[2];
  double shape, rate, moran;
  g_autoptr(pb_weights) islands = pb_weights_from_pairs(2, NULL, 0);
  g_assert_false(pb_eb_poisson(none, 2, rates));
  g_assert_false(pb_eb_binomial(none, 2, rates));
  g_assert_false(pb_eb_local(none, 2, islands, rates));
  g_assert_false(pb_eb_gamma(none, 2, rates, &shape, &rate));
  g_assert_false(pb_eb_moran(places, 2, islands, &moran));
  g_assert_false(pb_eb_poisson(none, 0, rates));
}

/* An island has itself alone: its rate is the local level. */
static void test_island(void) {
  const uint32_t pairs[][2] = {{0, 1}, {1, 0}, {1, 0}, {2, 2}};
  g_autoptr(pb_weights) weights = pb_weights_from_pairs(3, pairs, 4);
  g_assert_cmpuint(pb_weights_degree(weights, 0), ==, 1);
  g_assert_cmpuint(pb_weights_degree(weights, 1), ==, 1);
  g_assert_cmpuint(pb_weights_degree(weights, 2), ==, 0);
  pb_eb_rate rates[3];
  g_assert_true(pb_eb_local(places, 3, weights, rates));
  assert_near(rates[2].eb, 2.0 / 400, 1e-12);
}

static pb_table *table_of(const char *const *neighbours, size_t n) {
  pb_table *table = pb_table_new();
  pb_column *count = pb_column_new("count", PB_TYPE_INT64, NULL);
  pb_column *exposure = pb_column_new("exposure", PB_TYPE_DOUBLE, NULL);
  pb_column *id = pb_column_new("id", PB_TYPE_INT64, NULL);
  pb_column *names = pb_column_new("neighbours", PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < n; i++) {
    pb_column_append_int(count, places[i].count);
    pb_column_append_double(exposure, places[i].exposure);
    pb_column_append_int(id, (int64_t)i + 1);
    pb_column_append_string(names, neighbours[i]);
  }
  pb_column *const all[] = {count, exposure, id, names};
  for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
    pb_table_add(table, all[i]);
  return table;
}

static void test_statistic(void) {
  const char *const links[] = {"2 3", "1", "1"}, *const wrong[] = {"2 9", "1", NULL};
  static const char *const local[] = {"method", "local", NULL};
  g_autoptr(pb_table) table = table_of(links, 3), unknown = table_of(wrong, 3);
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_result) result = run_statistic("empirical-bayes", table, local, &error);
  g_assert_no_error(error);
  g_assert_null(pb_result_reason(result));
  g_assert_cmpuint(pb_result_n_rows(result), ==, 3);
  g_assert_null(run_statistic("empirical-bayes", unknown, local, &error));
  g_assert_nonnull(strstr(error->message, "“9”"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/stats/empirical-bayes/two-places", test_two_places);
  g_test_add_func("/stats/empirical-bayes/gamma-maximum", test_gamma_maximum);
  g_test_add_func("/stats/empirical-bayes/equal-rates", test_equal_rates);
  g_test_add_func("/stats/empirical-bayes/not-computable", test_not_computable);
  g_test_add_func("/stats/empirical-bayes/island", test_island);
  g_test_add_func("/stats/empirical-bayes/statistic", test_statistic);
  return g_test_run();
}
