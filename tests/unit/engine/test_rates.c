/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/start.h"
#include "engine/stats/pooled_rate.h"
#include "tests/unit/engine/helpers.h"

/* Garwood's limits as printed by Ulm (1990). */
static void test_exact_reference(void) {
  static const struct {
    int64_t k;
    double lower, upper;
  } known[] = {
      {0, 0, 3.688879},           {1, .025318, 5.571643},     {3, .618672, 8.767273},
      {5, 1.623486, 11.668332},   {10, 4.795389, 18.390356},  {18, 10.667941, 28.447760},
      {20, 12.216520, 30.888378}, {50, 37.110964, 65.918766}, {100, 81.363991, 121.626794},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
    pb_interval interval = pb_poisson_interval(known[i].k, 0.95, PB_POISSON_EXACT);
    g_assert_cmpfloat_with_epsilon(interval.lower, known[i].lower, 1.1e-6);
    g_assert_cmpfloat_with_epsilon(interval.upper, known[i].upper, 1.1e-6);
  }
}

/* Two formulas go by the name. Ours is the one of Rothman & Boice with k and k + 1; the one with
 * k + 1/2 at both ends gives 5.133753 to 17.740482 for 10, which is not even near the exact limits.
 */
static void test_byar_reference(void) {
  pb_interval interval = pb_poisson_interval(10, 0.95, PB_POISSON_BYAR);
  double z = 1.959963984540054, low = 1 - 1 / 90. - z / (3 * sqrt(10));
  double high = 1 - 1 / 99. + z / (3 * sqrt(11));
  assert_near(interval.lower, 10 * low * low * low, 1e-12);
  assert_near(interval.upper, 11 * high * high * high, 1e-12);
  pb_interval exact = pb_poisson_interval(10, 0.95, PB_POISSON_EXACT);
  assert_near(interval.lower, exact.lower, 2e-3);
  assert_near(interval.upper, exact.upper, 2e-3);
}

static void test_rate_reference(void) {
  pb_rate rate;
  g_assert_true(pb_poisson_rate((pb_count){3, 5400}, 1e5, 0, &rate));
  g_assert_cmpfloat_with_epsilon(rate.rate, 55.56, .005);
  g_assert_cmpfloat_with_epsilon(rate.lower, 11.46, .005);
  g_assert_cmpfloat_with_epsilon(rate.upper, 162.36, .005);
  g_assert_true(rate.unreliable);
  g_assert_true(pb_poisson_rate((pb_count){36861, 331539}, 1e5, 0, &rate));
  g_assert_cmpfloat_with_epsilon(rate.rate, 11118.149, .0005);
  g_assert_false(rate.unreliable);
}

/* 19 is unreliable, 20 is not; no rate without a population; a rate of zero has an upper limit. */
static void test_rate_edges(void) {
  pb_rate rate = {.rate = -1};
  g_assert_true(pb_poisson_rate((pb_count){19, 1000}, 1e5, 0, &rate) && rate.unreliable);
  g_assert_true(pb_poisson_rate((pb_count){20, 1000}, 1e5, 0, &rate) && !rate.unreliable);
  rate.rate = -1;
  g_assert_false(pb_poisson_rate((pb_count){20, 0}, 1e5, 0, &rate));
  g_assert_false(pb_poisson_rate((pb_count){-1, 10}, 1e5, 0, &rate));
  g_assert_cmpfloat(rate.rate, ==, -1);
  g_assert_true(pb_poisson_rate((pb_count){0, 1000}, 1e5, 0, &rate));
  g_assert_cmpfloat(rate.rate, ==, 0);
  g_assert_cmpfloat(rate.lower, ==, 0);
  g_assert_cmpfloat(rate.upper, >, 368);
}

/* The limits give back the tails they are defined by, at every size and on both sides of where the
 * large-count expansion takes over. */
static void test_no_step_at_large_counts(void) {
  for (int64_t k = 9990; k < 10010; k++) {
    pb_interval a = pb_poisson_interval(k, .95, PB_POISSON_EXACT);
    pb_interval b = pb_poisson_interval(k + 1, .95, PB_POISSON_EXACT);
    assert_near(b.lower - a.lower, 1 - 0.98 / sqrt((double)k), 1e-4);
    assert_near(b.upper - a.upper, 1 + 0.98 / sqrt((double)k), 1e-4);
  }
}

static void test_methods_nest(void) {
  for (int64_t k = 0; k < 400; k += 7) {
    pb_interval exact = pb_poisson_interval(k, .9, PB_POISSON_EXACT);
    pb_interval mid = pb_poisson_interval(k, .9, PB_POISSON_MID_P);
    g_assert_true(mid.lower >= exact.lower && mid.upper < exact.upper);
    g_assert_true(exact.lower <= (double)k && exact.upper > (double)k);
  }
}

/* Ten times the population and crimes per a tenth as much: the same rate and limits. */
static void test_scale(void) {
  pb_rate a, b;
  g_assert_true(pb_poisson_rate((pb_count){37, 1234}, 1e5, .95, &a));
  g_assert_true(pb_poisson_rate((pb_count){37, 12340}, 1e6, .95, &b));
  assert_near(a.rate, b.rate, 1e-14);
  assert_near(a.lower, b.lower, 1e-14);
  assert_near(a.upper, b.upper, 1e-14);
}

/* 30 crimes among 6000 person-years, however they are split; never the mean of 0, 100 and 1400. */
static void test_pooled_reference(void) {
  const pb_count years[] = {{0, 1000}, {2, 2000}, {28, 3000}};
  const pb_count turned[] = {{28, 3000}, {0, 1000}, {2, 2000}};
  pb_rate rate, other;
  g_assert_true(pb_pooled_rate(years, 3, 1e5, .95, &rate));
  g_assert_true(pb_pooled_rate(turned, 3, 1e5, .95, &other));
  assert_near(rate.rate, 500, 1e-14);
  assert_near(rate.lower, .6746958 * 30 / 6000 * 1e5, 2e-7);
  assert_near(rate.upper, 1.427562 * 30 / 6000 * 1e5, 1e-6);
  g_assert_cmpfloat(rate.lower, ==, other.lower);
  g_assert_false(pb_pooled_rate(years, 0, 1e5, .95, &rate));
  const pb_count without[] = {{1, 10}, {2, 0}};
  g_assert_false(pb_pooled_rate(without, 2, 1e5, .95, &rate));
}

static void test_run_keeps_rows(void) {
  const double counts[] = {3, NAN, 0}, exposures[] = {5400, 100, 2000};
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "count", 3, counts);
  add_numbers(table, "exposure", 3, exposures);
  const char *const settings[] = {"method", "all", NULL};
  g_autoptr(pb_result) result = run_statistic("poisson-rate", table, settings, NULL);
  g_assert_nonnull(result);
  g_assert_cmpuint(pb_result_n_rows(result), ==, 3);
  g_assert_cmpuint(pb_result_n_used(result), ==, 2);
  g_assert_cmpuint(pb_result_n_missing(result), ==, 1);
  for (size_t i = 0; i < pb_result_n_columns(result); i++) {
    g_assert_cmpuint(pb_column_length(pb_result_column(result, i)), ==, 3);
    g_assert_false(pb_column_is_valid(pb_result_column(result, i), 1));
  }
  assert_near(cell(result, "rate", 0), 55.5555555556, 1e-10);
  assert_near(cell(result, "rate_upper", 2), 184.443972706, 1e-9);
}

static void test_run_names_the_bad_row(void) {
  const double counts[] = {3, -2}, exposures[] = {5400, 100};
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "count", 2, counts);
  add_numbers(table, "exposure", 2, exposures);
  g_autoptr(GError) error = NULL;
  g_assert_null(run_statistic("poisson-rate", table, NULL, &error));
  g_assert_nonnull(strstr(error->message, "-2"));
  g_assert_nonnull(strstr(error->message, "row 2"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  pb_engine_start();
  g_test_add_func("/stats/poisson-rate/exact-reference", test_exact_reference);
  g_test_add_func("/stats/poisson-rate/byar-reference", test_byar_reference);
  g_test_add_func("/stats/poisson-rate/rate-reference", test_rate_reference);
  g_test_add_func("/stats/poisson-rate/edges", test_rate_edges);
  g_test_add_func("/stats/poisson-rate/no-step-at-large-counts", test_no_step_at_large_counts);
  g_test_add_func("/stats/poisson-rate/methods-nest", test_methods_nest);
  g_test_add_func("/stats/poisson-rate/scale", test_scale);
  g_test_add_func("/stats/poisson-rate/rows-stay", test_run_keeps_rows);
  g_test_add_func("/stats/poisson-rate/bad-row-named", test_run_names_the_bad_row);
  g_test_add_func("/stats/pooled-rate/reference", test_pooled_reference);
  return g_test_run();
}
