/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moran's I, Geary's C and the general G: published values, and what they must keep. */
#include "engine/stats/empirical_bayes.h"
#include "tests/unit/engine/known_maps.h"
#include "tests/unit/engine/map_helpers.h"

static const char *const style_w[] = {"style", "W", "permutations", "0", NULL};
static const char *const style_b[] = {"style", "B", "permutations", "0", NULL};

static double scalar(const pb_result *result, const char *name) {
  double value = 0;
  g_assert_true(pb_result_get_scalar(result, name, &value));
  return value;
}

/* spdep's documentation and runs of it, on the crimes of Columbus. */
static void test_moran_columbus(void) {
  g_autoptr(pb_result) w = run_map("morans-i", columbus_neighbours, 49, columbus_crime, style_w);
  g_autoptr(pb_result) b = run_map("morans-i", columbus_neighbours, 49, columbus_crime, style_b);
  assert_near(scalar(w, "moran"), .510951264, 1e-8);
  assert_near(scalar(w, "expected"), -.020833333, 1e-7);
  assert_near(scalar(w, "variance_randomisation"), .008908762, 1e-6);
  assert_near(scalar(w, "z_randomisation"), 5.6341, 1e-5);
  assert_near(scalar(w, "variance_normality"), .008779831, 1e-6);
  assert_near(scalar(b, "moran"), .52063815, 1e-7);
}

static void test_geary_columbus(void) {
  g_autoptr(pb_result) w = run_map("gearys-c", columbus_neighbours, 49, columbus_crime, style_w);
  assert_near(scalar(w, "geary"), .529869931, 1e-8);
  assert_near(scalar(w, "variance_randomisation"), .009752780, 1e-6);
  assert_near(scalar(w, "variance_normality"), .010271367278, 1e-9);
}

static void test_global_g_columbus(void) {
  g_autoptr(pb_result) b = run_map("global-g", columbus_neighbours, 49, columbus_crime, style_b);
  assert_near(scalar(b, "g"), .1262814964, 1e-9);
  assert_near(scalar(b, "variance_randomisation"), 3.43867543571e-5, 1e-9);
  assert_near(scalar(b, "z_randomisation"), 4.713836, 1e-6);
}

/* A 3 by 3 lattice of 1 .. 9 (esda's tests). */
static void test_moran_lattice(void) {
  static const double values[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  g_auto(GStrv) names = lattice(3, 3, false);
  g_autoptr(pb_result) b = run_map("morans-i", TEXTS(names), 9, values, style_b);
  assert_near(scalar(b, "moran"), .5, 1e-12);
  assert_near(scalar(b, "variance_randomisation"), .0596875, 1e-12);
  assert_near(scalar(b, "variance_normality"), .053125, 1e-12);
}

/* Sudden infant deaths: rates by both lists of neighbours, the second with two islands. */
static void test_moran_sids(void) {
  double rates[100];
  pb_count counts[100];
  for (int i = 0; i < 100; i++) {
    rates[i] = (double)sids_deaths[i] / sids_births[i];
    counts[i] = (pb_count){sids_deaths[i], sids_births[i]};
  }
  g_autoptr(pb_result) w = run_map("morans-i", sids_cr85, 100, rates, style_w);
  g_autoptr(pb_result) b = run_map("morans-i", sids_cc89, 100, rates, style_b);
  assert_near(scalar(w, "moran"), .2385172, 1e-6);
  assert_near(scalar(w, "variance_randomisation"), .00413265, 1e-6);
  assert_near(scalar(b, "moran"), .2090436, 1e-6);
  g_assert_cmpfloat(scalar(b, "islands"), ==, 2);
  g_autoptr(pb_table) table = map_table(sids_cc89, 100, NULL);
  g_autoptr(pb_weights) weights =
      pb_weights_from_columns(pb_table_find(table, "id"), pb_table_find(table, "neighbours"), NULL);
  double moran;
  g_assert_true(pb_eb_moran(counts, 100, weights, &moran));
  assert_near(moran, .2578896, 1e-6);
}

/* Counts and populations give Moran's I of the standardised rates: empirical-bayes says the same.
 */
static void test_moran_of_rates(void) {
  double deaths[100], births[100];
  for (int i = 0; i < 100; i++) {
    deaths[i] = sids_deaths[i];
    births[i] = sids_births[i];
  }
  g_autoptr(pb_table) table = map_table(sids_cr85, 100, NULL);
  add_numbers(table, "count", 100, deaths);
  add_numbers(table, "exposure", 100, births);
  g_autoptr(pb_result) moran = run_statistic("morans-i", table, style_w, NULL);
  g_autoptr(pb_result) rates = run_statistic("empirical-bayes", table, NULL, NULL);
  assert_near(scalar(moran, "moran"), .2542309912, 1e-9);
  assert_near(scalar(rates, "moran"), .2542309912, 1e-9);
}

/* Permutations agree with the normal distribution's p where the values are near normal, and give
 * the same bits on two threads and for another order of the rows. */
static void test_permutation(void) {
  static const char *const one[] = {"permutations", "1999", NULL};
  static const char *const two[] = {"permutations", "1999", "threads", "2", NULL};
  static const char *const names[] = {"morans-i", "gearys-c", "global-g"};
  static const double least = 2.0 / 2000; /* doubled */
  for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
    g_autoptr(pb_result) a = run_map(names[k], columbus_neighbours, 49, columbus_crime, one);
    g_autoptr(pb_result) b = run_map(names[k], columbus_neighbours, 49, columbus_crime, two);
    assert_near(scalar(a, "p_permutation"), least, 1e-12);
    g_assert_cmpfloat(scalar(a, "p_permutation"), ==, scalar(b, "p_permutation"));
    double noise[49];
    for (int i = 0; i < 49; i++)
      noise[i] = 1 + (i * 7919 % 101) / 101.0;
    g_autoptr(pb_result) c = run_map(names[k], columbus_neighbours, 49, noise, one);
    g_assert_cmpfloat_with_epsilon(scalar(c, "p_permutation"), scalar(c, "p_randomisation"), .05);
  }
}

static void test_not_computable(void) {
  static const char *const names[] = {"morans-i", "gearys-c", "global-g"};
  static const double values[] = {1, 2, 3, 4}, alike[] = {.1, .1, .1, .1};
  static const char *const pair[] = {"2", "1", "", ""}, *const ring[] = {"2 4", "1 3", "2 4",
                                                                         "1 3"};
  for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
    g_autoptr(pb_result) few = run_map(names[k], pair, 4, values, NULL);
    g_autoptr(pb_result) flat = run_map(names[k], ring, 4, alike, NULL);
    g_assert_nonnull(strstr(pb_result_reason(few), "Fewer than four"));
    g_assert_nonnull(strstr(pb_result_reason(flat), "the same"));
  }
  static const double below[] = {-1, 2, 3, 4};
  g_autoptr(pb_result) negative = run_map("global-g", ring, 4, below, NULL);
  g_assert_nonnull(strstr(pb_result_reason(negative), "at least 0"));
  g_autoptr(pb_table) bare = map_table(ring, 4, NULL);
  g_autoptr(GError) error = NULL;
  g_assert_null(run_statistic("morans-i", bare, NULL, &error));
  g_assert_nonnull(strstr(error->message, "“value”"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/stats/morans-i/reference", test_moran_columbus);
  g_test_add_func("/stats/gearys-c/reference", test_geary_columbus);
  g_test_add_func("/stats/global-g/reference", test_global_g_columbus);
  g_test_add_func("/stats/morans-i/lattice", test_moran_lattice);
  g_test_add_func("/stats/morans-i/sids", test_moran_sids);
  g_test_add_func("/stats/morans-i/rates", test_moran_of_rates);
  g_test_add_func("/stats/global-map/permutation", test_permutation);
  g_test_add_func("/stats/global-map/not-computable", test_not_computable);
  return g_test_run();
}
