/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Local G, G* and local Moran: published values, faults of others, and what they must keep. */
#include "engine/stats/conditional_draw.h"
#include "engine/stats/local_g.h"
#include "tests/unit/engine/known_maps.h"
#include "tests/unit/engine/map_helpers.h"

static const char *const star[] = {"star", "true", "permutations", "0", NULL};
static const char *const plain[] = {"star", "false", "permutations", "0", NULL};

/* spdep on the crimes of Columbus. */
static void test_local_g_columbus(void) {
  static const double g[] = {-.985659, -.066662, .997579, 1.799171, -.937808};
  static const double gstar[] = {-1.340008, -.131733, 1.013024, .661365, -1.432780};
  g_autoptr(pb_result) a = run_map("local-g", columbus_neighbours, 49, columbus_crime, plain);
  g_autoptr(pb_result) b = run_map("local-g", columbus_neighbours, 49, columbus_crime, star);
  double largest = 0, least = 0;
  for (size_t i = 0; i < 49; i++) {
    largest = fmax(largest, cell(b, "z", i));
    least = fmin(least, cell(b, "z", i));
    if (i < 5) {
      g_assert_cmpfloat_with_epsilon(cell(a, "z", i), g[i], 1e-6);
      g_assert_cmpfloat_with_epsilon(cell(b, "z", i), gstar[i], 1e-6);
    }
  }
  assert_near(largest, 3.475051, 1e-6);
  assert_near(least, -2.851023, 1e-6);
}

/* How many of them are found by each adjustment. */
static void test_findings_columbus(void) {
  static const char *const methods[] = {"BH", "holm", "bonferroni", "BY"};
  static const double found[] = {9, 4, 3, 0};
  for (size_t k = 0; k < G_N_ELEMENTS(methods); k++) {
    const char *const settings[] = {"adjust", methods[k], "permutations", "0", NULL};
    g_autoptr(pb_result) result =
        run_map("local-g", columbus_neighbours, 49, columbus_crime, settings);
    g_assert_cmpfloat(pb_result_scalar_or(result, "found", -1), ==, found[k]);
    size_t raw = 0, words = 0;
    for (size_t i = 0; i < 49; i++) {
      raw += cell(result, "p", i) < .05;
      words += !g_str_equal(word(result, "verdict", i), "undecided");
    }
    g_assert_cmpuint(raw, ==, 16);
    g_assert_cmpuint(words, ==, (size_t)found[k]);
  }
}

static void test_local_moran_columbus(void) {
  static const char *const none[] = {"permutations", "0", NULL};
  g_autoptr(pb_result) result =
      run_map("local-moran", columbus_neighbours, 49, columbus_crime, none);
  g_autoptr(pb_result) global = run_map("morans-i", columbus_neighbours, 49, columbus_crime, none);
  assert_near(cell(result, "moran", 0), .528777013, 1e-8);
  assert_near(cell(result, "z", 0), .985659, 1e-6);
  double sum = 0;
  for (size_t i = 0; i < 49; i++)
    sum += cell(result, "moran", i) / 49;
  assert_near(sum, pb_result_scalar_or(global, "moran", 0), 1e-12);
}

/* Six points at most 15 apart (esda's tests). */
static void test_six_points(void) {
  static const double points[][2] = {{10, 10}, {20, 10}, {40, 10}, {15, 20}, {30, 20}, {30, 30}};
  static const double values[] = {2, 3, 3.2, 5, 8, 7};
  g_auto(GStrv) names = near_points(points, 6, 15);
  g_autoptr(pb_result) a = run_map("local-g", TEXTS(names), 6, values, plain);
  g_autoptr(pb_result) b = run_map("local-g", TEXTS(names), 6, values, star);
  assert_near(cell(a, "z", 0), -1.0136729, 1e-7);
  assert_near(cell(b, "z", 0), -1.39727626, 1e-8);
}

/* Getis & Ord (1996), the point at 210, 210, at five distances. */
static void test_getis_ord(void) {
  static const double reach[] = {30, 60, 90, 120, 150};
  static const double z[] = {1.221979, 1.748098, 1.986135, 1.893374, 1.237454};
  double points[256][2];
  for (int i = 0; i < 256; i++) {
    points[i][0] = 30 * (i % 16);
    points[i][1] = 30 * (i / 16);
  }
  for (size_t k = 0; k < G_N_ELEMENTS(reach); k++) {
    g_auto(GStrv) names = near_points((const double(*)[2])(const void *)points, 256, reach[k]);
    g_autoptr(pb_result) a = run_map("local-g", TEXTS(names), 256, getis_ord, plain);
    assert_near(cell(a, "z", 119), z[k], 1e-6);
    if (k > 0)
      continue;
    static const char *const less_one[] = {"divisor", "n-1", "permutations", "0", NULL};
    g_autoptr(pb_result) b = run_map("local-g", TEXTS(names), 256, getis_ord, star);
    g_autoptr(pb_result) c = run_map("local-g", TEXTS(names), 256, getis_ord, less_one);
    assert_near(cell(b, "z", 119), 1.45078, 1e-6);
    assert_near(cell(c, "z", 119), 1.447943, 1e-6);
  }
}

/* Another's sums over no values, or over all of them, came out as NaN; here they are "n/a" with the
 * reason. */
static void test_fault_nan(void) {
  static const char *const names[] = {"2 3 4", "1", "1", "1", "", NULL};
  static const double values[] = {4, 1, 1, 1, 1}, missing[] = {4, 1, 2, NAN, 7};
  static const double flat[] = {.3, .3, .3, .3, .3};
  static const char *const statistics[] = {"local-g", "local-moran"};
  g_autoptr(pb_result) g = run_map("local-g", names, 4, values, star);
  g_assert_cmpstr(word(g, "verdict", 0), ==, "n/a");
  g_assert_cmpstr(word(g, "reason", 0), ==, "everything is a neighbour");
  g_assert_true(is_missing(g, "z", 0));
  g_assert_false(is_missing(g, "z", 1));
  g_autoptr(pb_result) others = run_map("local-g", names, 5, values, plain);
  g_assert_cmpstr(word(others, "reason", 0), ==, "no variation");
  for (size_t k = 0; k < G_N_ELEMENTS(statistics); k++) {
    g_autoptr(pb_result) a = run_map(statistics[k], names, 5, missing, NULL);
    g_assert_cmpstr(word(a, "reason", 3), ==, "no value");
    g_assert_cmpstr(word(a, "reason", 4), ==, "island");
    g_assert_cmpuint(pb_result_n_missing(a), ==, 1);
    g_assert_true(is_missing(a, "p_permutation", 4) && is_missing(a, "p_adjusted", 4));
    g_autoptr(pb_result) b = run_map(statistics[k], names, 5, flat, NULL);
    g_assert_nonnull(strstr(pb_result_reason(b), "the same"));
  }
}

/* A map where at most one place is found has the limit of Bonferroni: said, not left to wonder. */
static void test_fault_fdr_limit_equals_bonferroni(void) {
  static const char *const settings[] = {"permutations", "0", "alpha", "0.0001", NULL};
  g_autoptr(pb_result) many = run_map("local-g", columbus_neighbours, 49, columbus_crime, star);
  g_autoptr(pb_result) none = run_map("local-g", columbus_neighbours, 49, columbus_crime, settings);
  assert_near(pb_result_scalar_or(many, "cutoff", 0), 9 * .05 / 49, 1e-12);
  assert_near(pb_result_scalar_or(many, "cutoff_bonferroni", 0), .05 / 49, 1e-12);
  g_assert_false(warned(many, "Bonferroni"));
  assert_near(pb_result_scalar_or(none, "cutoff", 0), .0001 / 49, 1e-12);
  g_assert_true(warned(none, "the same as Bonferroni's"));
}

/* The same map with its rows in another order, with identifiers as numbers or texts: the same bits,
 * also of the permutations. */
static void test_fault_row_order_and_storage(void) {
  static const char *const statistics[] = {"local-g", "local-moran"};
  static const char *const columns[] = {"z", "p", "p_adjusted", "p_permutation"};
  size_t order[49];
  double values[49];
  for (size_t i = 0; i < 49; i++) {
    order[i] = i * 10 % 49;
    values[i] = columbus_crime[order[i]];
  }
  for (size_t k = 0; k < G_N_ELEMENTS(statistics); k++) {
    g_autoptr(pb_table) shuffled = map_table(columbus_neighbours, 49, order);
    add_numbers(shuffled, "value", 49, values);
    g_autoptr(pb_table) texts = pb_table_new();
    pb_column *id = pb_column_new("id", PB_TYPE_STRING, NULL);
    for (size_t i = 0; i < 49; i++) {
      g_autofree char *name = g_strdup_printf("%zu", order[i] + 1);
      pb_column_append_string(id, name);
    }
    pb_table_add(texts, id);
    pb_table_borrow(texts, pb_table_find(shuffled, "neighbours"));
    pb_table_borrow(texts, pb_table_find(shuffled, "value"));
    g_autoptr(pb_result) a = run_map(statistics[k], columbus_neighbours, 49, columbus_crime, NULL);
    g_autoptr(pb_result) b = run_statistic(statistics[k], shuffled, NULL, NULL);
    g_autoptr(pb_result) c = run_statistic(statistics[k], texts, NULL, NULL);
    for (size_t i = 0; i < 49; i++)
      for (size_t j = 0; j < G_N_ELEMENTS(columns); j++) {
        g_assert_cmpfloat(cell(b, columns[j], i), ==, cell(a, columns[j], order[i]));
        g_assert_cmpfloat(cell(c, columns[j], i), ==, cell(a, columns[j], order[i]));
      }
  }
}

/* A river cuts a town in two: the links across it, as a layer or a user gives them, are used as
 * they are; without them the other bank is no neighbour. */
static void test_fault_water_splits_contiguity(void) {
  static const char *const bridged[] = {"2", "1 3", "2 4", "3 5", "4 6", "5"};
  static const char *const split[] = {"2", "1 3", "2", "5", "4 6", "5"};
  static const double values[] = {0, 0, 9, 9, 1, 0};
  g_autoptr(pb_result) a = run_map("local-g", bridged, 6, values, star);
  g_autoptr(pb_result) b = run_map("local-g", split, 6, values, star);
  g_assert_cmpfloat(cell(a, "lag", 2), ==, 18);
  g_assert_cmpfloat(cell(b, "lag", 2), ==, 9);
}

/* Doubled, never 0, never above 1. */
static void test_permutation_p(void) {
  assert_near(pb_permutation_p(0, 999, 999), .002, 1e-12);
  assert_near(pb_permutation_p(999, 4, 999), .01, 1e-12);
  g_assert_cmpfloat(pb_permutation_p(700, 600, 999), ==, 1);
}

/* Few enough places to count every draw of two of the four others. */
static void test_conditional_exact(void) {
  static const uint32_t pairs[][2] = {{0, 1}, {0, 2}};
  static const double values[] = {5, 10, 4, 3, 1};
  g_autoptr(pb_weights) weights = pb_weights_from_pairs(5, pairs, 2);
  /* of the sums 14 13 11 7 5 4, one is at least 14: 2 / 6 when doubled */
  const pb_permutation options = {60000, 7, 1};
  double p[5];
  pb_conditional_p(values, weights, &options, p);
  g_assert_cmpfloat_with_epsilon(p[0], 2.0 / 6, 0.01);
  g_assert_cmpfloat(p[3], ==, 1);
}

/* All others are neighbours: whatever is drawn, it is the same sum, which shows that none is drawn
 * twice. */
static void test_no_repeated_draws(void) {
  enum { N = 9 };
  uint32_t pairs[N * N][2];
  double values[N], p[N];
  size_t n_pairs = 0;
  for (uint32_t i = 0; i < N; i++) {
    values[i] = (double)(1 << i);
    for (uint32_t j = 0; j < N; j++) {
      pairs[n_pairs][0] = i;
      pairs[n_pairs++][1] = j;
    }
  }
  g_autoptr(pb_weights) weights =
      pb_weights_from_pairs(N, (const uint32_t(*)[2])(const void *)pairs, n_pairs);
  const pb_permutation options = {999, 1, 1};
  pb_conditional_p(values, weights, &options, p);
  for (int i = 0; i < N; i++)
    g_assert_cmpfloat(p[i], ==, 1);
}

/* Two-sided p of permutation and of the normal distribution on a large map without a pattern: of G,
 * which is conditional on the place's own value as the permutation is. */
static void test_conditional_agrees(void) {
  enum { SIDE = 20, N = SIDE * SIDE };
  double values[N];
  for (int i = 0; i < N; i++)
    values[i] = (i * 2654435761U % 1000) / 1000.0;
  g_auto(GStrv) names = lattice(SIDE, SIDE, true);
  static const char *const without[] = {"star", "false", NULL};
  g_autoptr(pb_result) result = run_map("local-g", TEXTS(names), N, values, without);
  double difference = 0;
  for (size_t i = 0; i < N; i++)
    difference += fabs(cell(result, "p", i) - cell(result, "p_permutation", i)) / N;
  g_assert_cmpfloat(difference, <, .025);
}

static void test_threads(void) {
  static const char *const one[] = {"threads", "1", NULL}, *const two[] = {"threads", "2", NULL};
  static const char *const statistics[] = {"local-g", "local-moran"};
  for (size_t k = 0; k < G_N_ELEMENTS(statistics); k++) {
    g_autoptr(pb_result) a = run_map(statistics[k], columbus_neighbours, 49, columbus_crime, one);
    g_autoptr(pb_result) b = run_map(statistics[k], columbus_neighbours, 49, columbus_crime, two);
    for (size_t i = 0; i < 49; i++)
      g_assert_cmpfloat(cell(a, "p_permutation", i), ==, cell(b, "p_permutation", i));
  }
}

/* High in the west, low in the east, one high place among the low: each by its quadrant. */
static void test_quadrants(void) {
  enum { SIDE = 12, N = SIDE * SIDE };
  double values[N];
  for (int i = 0; i < N; i++)
    values[i] = (i % SIDE < 4 ? 10 : 1) + (i * 7919 % 101) / 400.0;
  values[5 * SIDE + 9] = 9.5;
  g_auto(GStrv) names = lattice(SIDE, SIDE, true);
  g_autoptr(pb_result) result = run_map("local-moran", TEXTS(names), N, values, NULL);
  g_assert_cmpstr(word(result, "verdict", 5 * SIDE + 1), ==, "HH");
  g_assert_cmpstr(word(result, "verdict", 5 * SIDE + 9), ==, "undecided");
  static const char *const raw[] = {"adjust", "BH", "alpha", "0.3", NULL};
  g_autoptr(pb_result) loose = run_map("local-moran", TEXTS(names), N, values, raw);
  g_assert_cmpstr(word(loose, "verdict", 5 * SIDE + 9), ==, "HL");
}

/* Counts and populations: the rates of small places are held back, and no crimes at all is said. */
static void test_rates(void) {
  double deaths[100], births[100], none[100] = {0};
  for (int i = 0; i < 100; i++) {
    deaths[i] = sids_deaths[i];
    births[i] = sids_births[i];
  }
  g_autoptr(pb_table) table = map_table(sids_cr85, 100, NULL);
  g_autoptr(pb_table) empty = map_table(sids_cr85, 100, NULL);
  add_numbers(table, "count", 100, deaths);
  add_numbers(table, "exposure", 100, births);
  add_numbers(empty, "count", 100, none);
  add_numbers(empty, "exposure", 100, births);
  g_autoptr(pb_result) result = run_statistic("local-g", table, star, NULL);
  double level = 667.0 / 329962, squares = 0, largest = 0;
  for (int i = 0; i < 100; i++)
    squares += births[i] * pow(deaths[i] / births[i] - level, 2) / 329962;
  double excess = squares - level / 3299.62;
  for (size_t i = 0; i < 100; i++) {
    double z = (deaths[i] / births[i] - level) / sqrt(excess + level / births[i]);
    assert_near(cell(result, "value", i), z, 1e-9);
    largest = fmax(largest, cell(result, "z", i));
  }
  g_assert_cmpfloat(largest, >, 3);
  g_assert_true(is_missing(result, "g", 0)); /* values below 0 have no share of their sum */
  g_autoptr(pb_result) nothing = run_statistic("local-moran", empty, NULL, NULL);
  g_assert_cmpstr(pb_result_reason(nothing), ==, "There are no crimes.");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/stats/local-g/reference", test_local_g_columbus);
  g_test_add_func("/stats/local-g/findings", test_findings_columbus);
  g_test_add_func("/stats/local-moran/reference", test_local_moran_columbus);
  g_test_add_func("/stats/local-g/six-points", test_six_points);
  g_test_add_func("/stats/local-g/getis-ord", test_getis_ord);
  g_test_add_func("/faults/gi-star-nan", test_fault_nan);
  g_test_add_func("/faults/fdr-limit-equals-bonferroni", test_fault_fdr_limit_equals_bonferroni);
  g_test_add_func("/faults/row-order-and-storage", test_fault_row_order_and_storage);
  g_test_add_func("/faults/water-splits-contiguity", test_fault_water_splits_contiguity);
  g_test_add_func("/stats/permutation/p", test_permutation_p);
  g_test_add_func("/stats/conditional-draw/exact", test_conditional_exact);
  g_test_add_func("/stats/conditional-draw/no-repeats", test_no_repeated_draws);
  g_test_add_func("/stats/conditional-draw/agrees", test_conditional_agrees);
  g_test_add_func("/stats/local-map/threads", test_threads);
  g_test_add_func("/stats/local-moran/quadrants", test_quadrants);
  g_test_add_func("/stats/local-map/rates", test_rates);
  return g_test_run();
}
