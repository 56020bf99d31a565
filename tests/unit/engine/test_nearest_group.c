/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/error.h"
#include "engine/stats/nearest_group.h"
#include "tests/unit/engine/helpers.h"

static pb_table *places(size_t n, const char *const *names) {
  pb_table *table = pb_table_new();
  pb_column *id = pb_column_new("id", PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < n; i++)
    pb_column_append_string(id, names[i]);
  pb_table_add(table, id);
  return table;
}

static void assert_member(const pb_result *result, size_t row, const char *place,
                          const char *member, double distance) {
  g_assert_cmpstr(pb_column_string(pb_result_find(result, "place"), row), ==, place);
  g_assert_cmpstr(pb_column_string(pb_result_find(result, "member"), row), ==, member);
  assert_near(cell(result, "distance", row), distance, 1e-12);
}

/* Corners of a square 0/2 x 0/2: each variable has standard deviation 2 / sqrt(3), so a side is
 * sqrt(3) and the diagonal sqrt(6). */
static void test_reference(void) {
  static const char *const names[] = {"a", "b", "c", "d"};
  static const double x[] = {0, 2, 0, 2}, y[] = {0, 0, 2000, 2000};
  static const char *const settings[] = {"k", "3", NULL};
  g_autoptr(pb_table) table = places(4, names);
  add_numbers(table, "x", 4, x);
  add_numbers(table, "y", 4, y);
  g_autoptr(pb_result) result = run_statistic("nearest-group", table, settings, NULL);
  g_assert_cmpuint(pb_result_n_rows(result), ==, 12);
  assert_member(result, 0, "a", "b", sqrt(3)); /* a tie: the earlier row first */
  assert_member(result, 1, "a", "c", sqrt(3));
  assert_member(result, 2, "a", "d", sqrt(6));
  assert_member(result, 9, "d", "b", sqrt(3));
  g_assert_cmpstr(pb_result_get_text(result, "variables"), ==, "x, y");
}

/* One giant sets the scale of the plain z: the difference between the small places nearly vanishes.
 * Median 3, median absolute deviation 1 keep it. */
static void test_robust(void) {
  double plain[] = {1, 2, 3, 4, 1000}, robust[] = {1, 2, 3, 4, 1000};
  g_assert_true(pb_standardise(plain, 5, false));
  g_assert_true(pb_standardise(robust, 5, true));
  g_assert_cmpfloat(plain[3] - plain[0], <, 0.01);
  assert_near(robust[3], 1 / 1.4826, 1e-12);
  assert_near(robust[4], 997 / 1.4826, 1e-12);
  double mostly[] = {5, 5, 5, 6};
  g_assert_false(pb_standardise(mostly, 4, true));
  assert_near(mostly[3], 6, 1e-12);
}

static void test_missing_and_constant(void) {
  static const char *const names[] = {"a", "b", "c", "d"};
  static const double x[] = {1, NAN, 3, 8}, same[] = {4, 4, 4, 4};
  static const char *const settings[] = {"place", "a", NULL};
  g_autoptr(pb_table) table = places(4, names);
  add_numbers(table, "x", 4, x);
  add_numbers(table, "same", 4, same);
  g_autoptr(pb_result) result = run_statistic("nearest-group", table, settings, NULL);
  g_assert_cmpuint(pb_result_n_rows(result), ==, 2);
  g_assert_cmpuint(pb_result_n_missing(result), ==, 1);
  g_assert_cmpuint(pb_result_n_warnings(result), ==, 3);
  assert_near(pb_result_scalar_or(result, "n_variables", 0), 1, 1e-12);
  g_assert_cmpstr(pb_column_string(pb_result_find(result, "member"), 0), ==, "c");
}

static void test_logarithm(void) {
  static const char *const names[] = {"a", "b", "c"};
  static const double x[] = {100, 10, 1000};
  static const char *const settings[] = {"logarithms", "x", "place", "a", NULL};
  g_autoptr(pb_table) table = places(3, names);
  add_numbers(table, "x", 3, x);
  g_autoptr(pb_result) result = run_statistic("nearest-group", table, settings, NULL);
  assert_near(cell(result, "distance", 0), 1, 1e-9);
  assert_near(cell(result, "distance", 1), 1, 1e-9);
}

/* Identifiers that are numbers are names, not a variable. */
static void test_number_names(void) {
  static const double x[] = {1, 2, 5};
  g_autoptr(pb_table) table = pb_table_new();
  pb_column *id = pb_column_new("id", PB_TYPE_INT64, NULL);
  for (int64_t i = 0; i < 3; i++)
    pb_column_append_int(id, 1280 + i);
  pb_table_add(table, id);
  add_numbers(table, "x", 3, x);
  g_autoptr(pb_result) result = run_statistic("nearest-group", table, NULL, NULL);
  g_assert_cmpstr(pb_result_get_text(result, "variables"), ==, "x");
}

static void assert_refused(const pb_table *table, const char *key, const char *value,
                           const char *named) {
  const char *const settings[] = {key, value, NULL};
  g_autoptr(GError) error = NULL;
  g_assert_null(run_statistic("nearest-group", table, settings, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_STATISTIC);
  g_assert_nonnull(strstr(error->message, named));
}

static void test_refused(void) {
  static const char *const names[] = {"a", "b"}, *const twice[] = {"a", "a"};
  static const double x[] = {0, 2};
  g_autoptr(pb_table) table = places(2, names);
  add_numbers(table, "x", 2, x);
  assert_refused(table, "variables", "x, z", "z");
  assert_refused(table, "variables", "id", "id");
  assert_refused(table, "logarithms", "z", "z");
  assert_refused(table, "logarithms", "x", "x");
  assert_refused(table, "place", "q", "q");
  g_autoptr(pb_table) doubled = places(2, twice);
  add_numbers(doubled, "x", 2, x);
  assert_refused(doubled, "variables", "x", "a");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/stats/nearest-group/reference", test_reference);
  g_test_add_func("/stats/nearest-group/robust", test_robust);
  g_test_add_func("/stats/nearest-group/missing-and-constant", test_missing_and_constant);
  g_test_add_func("/stats/nearest-group/logarithm", test_logarithm);
  g_test_add_func("/stats/nearest-group/number-names", test_number_names);
  g_test_add_func("/stats/nearest-group/refused", test_refused);
  return g_test_run();
}
