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
  g_test_add_func("/stats/concentration/statistic", test_statistic);
  g_test_add_func("/stats/repeat-places/reference", test_repeats);
  g_test_add_func("/stats/repeat-places/statistic", test_repeats_statistic);
  return g_test_run();
}
