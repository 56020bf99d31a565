/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/concentration.h"
#include "engine/stats/repeat_places.h"
#include "tests/unit/engine/helpers.h"

/* Ten single events on a hundred cells: Gini .90, adjusted 0. */
static void test_reference(void) {
  int64_t ones[10];
  for (int i = 0; i < 10; i++)
    ones[i] = 1;
  pb_concentration all;
  g_assert_true(pb_concentration_of(ones, 10, 100, &all));
  assert_near(all.gini, 0.90, 1e-12);
  g_assert_cmpfloat_with_epsilon(all.gini_adjusted, 0, 1e-12);
  assert_near(pb_concentration_places(ones, 10, &all, 0.5), 0.05, 1e-12);
  int64_t six[] = {6, 7, 3, 2, 1, 0};
  g_assert_true(pb_concentration_of(six, 6, 6, &all));
  assert_near(all.gini, 0.4473684, 1e-6);
}

/* All at one place; and all places alike. */
static void test_ends(void) {
  int64_t one[] = {0, 0, 500, 0}, same[] = {7, 7, 7, 7};
  pb_concentration all;
  g_assert_true(pb_concentration_of(one, 4, 4, &all));
  assert_near(all.gini, 0.75, 1e-12);
  assert_near(pb_concentration_places(one, 4, &all, 0.8), 0.2, 1e-12);
  g_assert_true(pb_concentration_of(same, 4, 4, &all));
  g_assert_cmpfloat_with_epsilon(all.gini, 0, 1e-12);
  g_assert_cmpfloat_with_epsilon(all.gini_adjusted, 0, 1e-12);
  assert_near(pb_concentration_places(same, 4, &all, 0.25), 0.25, 1e-12);
  int64_t none[] = {0, 0};
  g_assert_false(pb_concentration_of(none, 2, 2, &all));
}

static double chance_at(int64_t n_events, size_t n_places, double events) {
  g_autoptr(GArray) curve = pb_concentration_chance(n_events, n_places);
  return pb_curve_places(curve, events);
}

/* R: k <- N:1; e <- n dbinom(k, N, 1/n); approx(c(0, cumsum(k e)/N), c(0, cumsum(e)/n), q); the
 * mean sorted counts of 4 000 random draws give .1358 .3198 .6198 for the first. */
static void test_chance(void) {
  assert_near(chance_at(200, 50, 0.25), 0.1351379025, 1e-9);
  assert_near(chance_at(200, 50, 0.5), 0.3195099761, 1e-9);
  assert_near(chance_at(200, 50, 0.8), 0.6192961446, 1e-9);
  assert_near(chance_at(10, 100, 0.25), 0.0206179250, 1e-8);
  assert_near(chance_at(10, 100, 0.8), 0.0756179250, 1e-8);
  assert_near(chance_at(5, 1, 0.5), 0.5, 1e-12); /* one place: even */
  assert_near(chance_at(1, 4, 1), 0.25, 1e-12);
  /* Many events on few places come near evenness, and never look more even than that. */
  assert_near(chance_at(50000000, 20, 0.5), 0.5, 1e-3);
  g_assert_cmpfloat(chance_at(50000000, 20, 0.5), <, 0.5);
  for (int64_t n = 1; n < 100000; n *= 7)
    g_assert_cmpfloat(chance_at(n, 1000, 1), <=, fmin(1, (double)n / 1000));
}

/* Ten events, three of them at one place and two at another: 4 pairs; R:
 * ppois(3, 10 * 9 / 200, lower.tail = FALSE). */
static void test_pairs(void) {
  int64_t counts[] = {1, 1, 3, 1, 2, 1, 1};
  pb_concentration all;
  g_assert_true(pb_concentration_of(counts, 7, 100, &all));
  assert_near(all.pairs, 4, 1e-12);
  assert_near(all.pairs_expected, 0.45, 1e-12);
  assert_near(all.p, 1 - exp(-0.45) * (1 + 0.45 + 0.45 * 0.45 / 2 + 0.45 * 0.45 * 0.45 / 6), 1e-9);
  int64_t single[] = {1, 1};
  g_assert_true(pb_concentration_of(single, 2, 2, &all));
  assert_near(all.p, 1, 1e-12);
}

/* The curve's corners and the share of places read off it agree with the counts. */
static void test_curve(void) {
  int64_t counts[] = {1, 4, 1, 2, 0};
  pb_concentration all;
  g_assert_true(pb_concentration_of(counts, 5, 10, &all));
  g_autoptr(GArray) curve = pb_concentration_curve(counts, 5, &all);
  g_assert_cmpuint(curve->len, ==, 3);
  assert_near(g_array_index(curve, pb_curve_point, 2).places, 0.4, 1e-12);
  assert_near(g_array_index(curve, pb_curve_point, 2).events, 1, 1e-12);
  for (double q = 0.05; q < 1; q += 0.05)
    assert_near(pb_curve_places(curve, q), pb_concentration_places(counts, 5, &all, q), 1e-12);
}

static void test_statistic(void) {
  static const double counts[] = {5, 0, 3, 2, NAN, 0};
  static const char *const too_few[] = {"places", "2", NULL};
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "count", 6, counts);
  g_autoptr(pb_result) result = run_statistic("concentration", table, NULL, NULL);
  g_assert_cmpuint(pb_result_n_used(result), ==, 5);
  g_assert_cmpuint(pb_result_n_missing(result), ==, 1);
  assert_near(pb_result_scalar_or(result, "places_50", 0), 0.2, 1e-12);
  assert_near(cell(result, "share_of_events", 1), 0.8, 1e-12);
  g_autoptr(pb_result) refused = run_statistic("concentration", table, too_few, NULL);
  g_assert_nonnull(pb_result_reason(refused));
}

#define DAY INT64_C(86400)

static void test_repeats(void) {
  pb_place_event events[] = {{1, 400 * DAY}, {0, 0}, {1, 10 * DAY}, {0, 7 * DAY}, {1, 410 * DAY}};
  double days[5];
  pb_repeats all = pb_repeats_of(events, 5, 365, days);
  g_assert_cmpuint(all.n_places, ==, 2);
  g_assert_cmpuint(all.n_repeats, ==, 2); /* 390 days are too long ago */
  assert_near(days[0], 7, 1e-12);
  assert_near(days[1], 10, 1e-12);
  g_assert_cmpuint(all.places_with_repeats, ==, 2);
  g_assert_cmpuint(all.n_after, ==, 2);
  g_assert_cmpuint(all.repeats_after, ==, 1);
}

static void test_repeats_statistic(void) {
  g_autoptr(pb_table) table = pb_table_new();
  pb_column *place = pb_column_new("place", PB_TYPE_STRING, NULL);
  pb_column *time = pb_column_new("time", PB_TYPE_TIME, NULL);
  for (int i = 0; i < 6; i++) {
    pb_column_append_string(place, i % 2 ? "a" : "b");
    pb_column_append_int(time, i * DAY);
  }
  pb_table_add(table, place);
  pb_table_add(table, time);
  g_autoptr(pb_result) result = run_statistic("repeat-places", table, NULL, NULL);
  assert_near(pb_result_scalar_or(result, "share_repeats", 0), 4.0 / 6, 1e-12);
  assert_near(pb_result_scalar_or(result, "median_days", 0), 2, 1e-12);
  double ignored;
  g_assert_false(pb_result_get_scalar(result, "share_after_window", &ignored));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/stats/concentration/reference", test_reference);
  g_test_add_func("/stats/concentration/ends", test_ends);
  g_test_add_func("/stats/concentration/chance", test_chance);
  g_test_add_func("/stats/concentration/pairs", test_pairs);
  g_test_add_func("/stats/concentration/curve", test_curve);
  g_test_add_func("/stats/concentration/statistic", test_statistic);
  g_test_add_func("/stats/repeat-places/reference", test_repeats);
  g_test_add_func("/stats/repeat-places/statistic", test_repeats_statistic);
  return g_test_run();
}
