/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/error.h"
#include "engine/stats/priority.h"
#include "tests/unit/engine/helpers.h"

static pb_table *areas(size_t n) {
  static const char *const names[] = {"burglary", "violence", "traffic", "drugs"};
  pb_table *table = pb_table_new();
  pb_column *area = pb_column_new("area", PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < n; i++)
    pb_column_append_string(area, names[i]);
  pb_table_add(table, area);
  return table;
}

/* Points by hand: a value at a cut point does not exceed it. Volumes 10, 95, 21 and 400 at 10, 20,
 * 50, 100 give 0, 3, 2, 4; trends 2, 1, 1.2 and none at .9, 1.1, 1.5, 1.9 give 4, 1, 2, none. */
static void test_reference(void) {
  static const double volume[] = {10, 95, 21, 400}, trend[] = {2, 1, 1.2, NAN};
  static const char *const settings[] = {"volume_cuts", "10, 20, 50, 100", "trend_cuts",
                                         "0.9,1.1,1.5,1.9", NULL};
  g_autoptr(pb_table) table = areas(4);
  add_numbers(table, "volume", 4, volume);
  add_numbers(table, "trend", 4, trend);
  g_autoptr(pb_result) result = run_statistic("priority", table, settings, NULL);
  static const double scores[] = {2, 2, 2, 4}, places[] = {2, 2, 2, 1}, tied[] = {1, 1, 1, 0};
  static const double volume_points[] = {0, 3, 2, 4}, known[] = {2, 2, 2, 1};
  for (size_t i = 0; i < 4; i++) {
    assert_near(cell(result, "volume_points", i), volume_points[i], 1e-12);
    assert_near(cell(result, "score", i), scores[i], 1e-12);
    assert_near(cell(result, "place", i), places[i], 1e-12);
    assert_near(cell(result, "tied", i), tied[i], 1e-12);
    assert_near(cell(result, "n_criteria", i), known[i], 1e-12);
  }
  g_assert_true(is_missing(result, "trend_points", 3));
  g_assert_cmpstr(pb_result_get_text(result, "volume_cuts"), ==, "10, 20, 50, 100");
  assert_near(pb_result_scalar_or(result, "n_tied", 0), 3, 1e-12);
  g_assert_cmpuint(pb_result_n_warnings(result), ==, 2); /* criteria lacking, ties */
}

/* Values 105 and 95 at 50, 70, 90, 100: of the eight moves by 10 % only 100 to 110 or to 90 makes
 * them equal, of those by 20 % 100 to 120 or 80. One pair: a share of 2 / 8. */
static void test_sensitivity(void) {
  const double values[] = {105, 95}, none[] = {0, 0};
  const bool known[] = {true, true}, is_set[] = {false, false}, both_set[] = {true, true};
  pb_criterion criterion = {values, known, {50, 70, 90, 100}};
  pb_priority_sensitivity found;
  g_assert_true(pb_priority_sensitivity_of(&criterion, 1, none, is_set, 2, 0.1, &found));
  g_assert_cmpuint(found.n_moves, ==, 8);
  /* 90 to 99 takes a point from the 95, which changes no order */
  assert_near(found.mean_share, 2.0 / 8, 1e-12);
  assert_near(found.largest_share, 1, 1e-12);
  pb_criterion far = {values, known, {1, 2, 3, 10}};
  g_assert_true(pb_priority_sensitivity_of(&far, 1, none, is_set, 2, 0.2, &found));
  assert_near(found.largest_share, 0, 1e-12);
  const double top[] = {4, 0};
  g_assert_true(pb_priority_sensitivity_of(&criterion, 1, top, both_set, 2, 0.2, &found));
  assert_near(found.largest_share, 0, 1e-12);
  g_assert_false(pb_priority_sensitivity_of(&criterion, 1, none, is_set, 0, 0.1, &found));
}

static void add_reasons(pb_table *table, size_t n, const char *const *reasons) {
  pb_column *why = pb_column_new("override_reason", PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < n; i++)
    pb_column_append_string(why, reasons[i]);
  pb_table_add(table, why);
}

static void test_override(void) {
  static const double volume[] = {10, 95, 21}, override[] = {3.5, NAN, NAN};
  static const char *const reasons[] = {"a death", NULL, NULL}, *const none[] = {NULL, "x", "y"};
  static const char *const settings[] = {"volume_cuts", "10,20,50,100", NULL};
  g_autoptr(pb_table) table = areas(3);
  add_numbers(table, "volume", 3, volume);
  add_numbers(table, "override", 3, override);
  add_reasons(table, 3, reasons);
  g_autoptr(pb_result) result = run_statistic("priority", table, settings, NULL);
  assert_near(cell(result, "place", 0), 1, 1e-12);
  assert_near(cell(result, "score", 0), 3.5, 1e-12);
  assert_near(cell(result, "overridden", 0), 1, 1e-12);
  assert_near(cell(result, "volume_points", 0), 0, 1e-12); /* what was computed stays visible */
  g_autoptr(pb_table) silent = areas(3);
  add_numbers(silent, "override", 3, override);
  add_reasons(silent, 3, none);
  g_autoptr(GError) error = NULL;
  g_assert_null(run_statistic("priority", silent, NULL, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_STATISTIC);
  g_assert_nonnull(strstr(error->message, "override_reason"));
}

/* Without cut points: the fifths of the column, said so; a column of equals gives nobody a point.
 */
static void test_fifths(void) {
  static const double volume[] = {0, 10, 20, 30}, same[] = {7, 7, 7, 7};
  g_autoptr(pb_table) table = areas(4);
  add_numbers(table, "volume", 4, volume);
  add_numbers(table, "worry", 4, same);
  g_autoptr(pb_result) result = run_statistic("priority", table, NULL, NULL);
  g_assert_cmpstr(pb_result_get_text(result, "volume_cuts"), ==, "6, 12, 18, 24");
  static const double points[] = {0, 1, 3, 4};
  for (size_t i = 0; i < 4; i++) {
    assert_near(cell(result, "volume_points", i), points[i], 1e-12);
    assert_near(cell(result, "worry_points", i), 0, 1e-12);
  }
  g_assert_cmpuint(pb_result_n_warnings(result), ==, 1);
}

static void test_refused(void) {
  static const double volume[] = {1, 2};
  static const char *const bad[] = {"1,2,3",  "1,2,3,3", "1,2,x,4",
                                    "1,2,,4", "4,3,2,1", "1,2,3,inf"};
  g_autoptr(pb_table) table = areas(2);
  g_autoptr(pb_result) empty = run_statistic("priority", table, NULL, NULL);
  g_assert_nonnull(pb_result_reason(empty));
  add_numbers(table, "volume", 2, volume);
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    const char *const settings[] = {"volume_cuts", bad[i], NULL};
    g_autoptr(GError) error = NULL;
    g_assert_null(run_statistic("priority", table, settings, &error));
    g_assert_error(error, PB_ERROR, PB_ERROR_STATISTIC);
    g_assert_nonnull(strstr(error->message, "volume_cuts"));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/stats/priority/reference", test_reference);
  g_test_add_func("/stats/priority/sensitivity", test_sensitivity);
  g_test_add_func("/stats/priority/override", test_override);
  g_test_add_func("/stats/priority/fifths", test_fifths);
  g_test_add_func("/stats/priority/refused", test_refused);
  return g_test_run();
}
