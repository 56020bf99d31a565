/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/packed_ints.h"
#include "engine/table.h"
#include "tests/unit/engine/helpers.h"

static void test_missing_is_not_a_value(void) {
  g_autoptr(pb_column) column = pb_column_new("rate", PB_TYPE_DOUBLE, "per 100 000");
  for (int i = 0; i < 21; i++)
    pb_column_append_maybe(column, i % 3 != 0, i);
  g_assert_cmpuint(pb_column_length(column), ==, 21);
  g_assert_cmpuint(pb_column_missing(column), ==, 7);
  for (size_t i = 0; i < 21; i++)
    g_assert_true(pb_column_is_valid(column, i) == (i % 3 != 0));
  g_assert_false(pb_column_is_valid(column, 21));
  g_assert_cmpfloat(pb_column_double(column, 20), ==, 20);
  g_assert_cmpfloat(pb_column_doubles(column)[0], ==, 0);
  g_assert_cmpstr(pb_column_unit(column), ==, "per 100 000");
}

static void test_integers_read_as_doubles(void) {
  g_autoptr(pb_column) column = pb_column_new("count", PB_TYPE_INT64, NULL);
  pb_column_append_int(column, INT64_C(1) << 40);
  pb_column_append_missing(column);
  g_assert_cmpint(pb_column_int(column, 0), ==, INT64_C(1) << 40);
  g_assert_cmpfloat(pb_column_double(column, 0), ==, (double)(INT64_C(1) << 40));
  g_assert_null(pb_column_doubles(column));
  g_assert_null(pb_column_unit(column));
}

static void test_texts_are_coded_once(void) {
  g_autoptr(pb_column) column = pb_column_new("name", PB_TYPE_STRING, NULL);
  const char *const texts[] = {"Örebro", "Åre", NULL, "Örebro", "", "Åre"};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    pb_column_append_string(column, texts[i]);
  g_assert_cmpuint(pb_column_n_codes(column), ==, 3);
  g_assert_cmpuint(pb_column_code(column, 3), ==, 0);
  g_assert_cmpuint(pb_column_code(column, 5), ==, 1);
  g_assert_cmpstr(pb_column_code_text(column, 2), ==, "");
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    g_assert_cmpstr(pb_column_string(column, i), ==, texts[i]);
  g_assert_cmpuint(pb_column_missing(column), ==, 1);
}

/* Every width, in both directions from zero: what was there before is still there. */
static void test_integers_are_packed(void) {
  static const int64_t values[] = {0,
                                   0,
                                   1,
                                   -128,
                                   127,
                                   128,
                                   -32768,
                                   32767,
                                   32768,
                                   2147483647,
                                   -INT64_C(2147483648),
                                   INT64_MAX,
                                   INT64_MIN,
                                   0};
  g_autoptr(pb_column) column = pb_column_new("n", PB_TYPE_INT64, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
    pb_column_append_int(column, values[i]);
    for (size_t j = 0; j <= i; j++)
      g_assert_cmpint(pb_column_int(column, j), ==, values[j]);
  }
  pb_packed_ints ints = {0};
  static const unsigned widths[] = {0, 0, 1, 1, 1, 2, 2, 2, 4, 4, 4, 8, 8, 8};
  for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
    pb_packed_append(&ints, values[i]);
    g_assert_cmpuint(ints.width, ==, widths[i]);
  }
  pb_packed_fit(&ints);
  g_assert_cmpuint(ints.capacity, ==, ints.n);
  g_assert_cmpint(pb_packed_at(&ints, 12), ==, INT64_MIN);
  pb_packed_clear(&ints);
}

/* Rows are numbered 0 .. 99; multiples of seven are missing. */
static pb_column *hundred(void) {
  pb_column *column = pb_column_new("n", PB_TYPE_INT64, NULL);
  for (int64_t i = 0; i < 100; i++) {
    if (i % 7)
      pb_column_append_int(column, i);
    else
      pb_column_append_missing(column);
  }
  return column;
}

static void test_rows_are_kept(void) {
  g_autoptr(pb_column) column = hundred();
  uint8_t keep[100];
  for (size_t i = 0; i < 100; i++)
    keep[i] = i % 3 == 0;
  pb_column_keep(column, keep);
  g_assert_cmpuint(pb_column_length(column), ==, 34);
  g_assert_cmpuint(pb_column_missing(column), ==, 5); /* 0, 21, 42, 63, 84 */
  for (size_t i = 0; i < 34; i++) {
    g_assert_true(pb_column_is_valid(column, i) == (i * 3 % 7 != 0));
    g_assert_cmpint(pb_column_int(column, i), ==, i * 3 % 7 ? (int64_t)i * 3 : 0);
  }
  pb_column_truncate(column, 8); /* 0 .. 21 */
  g_assert_cmpuint(pb_column_length(column), ==, 8);
  g_assert_cmpuint(pb_column_missing(column), ==, 2);
  pb_column_append_int(column, 5);
  pb_column_append_missing(column);
  g_assert_true(pb_column_is_valid(column, 8));
  g_assert_false(pb_column_is_valid(column, 9));
  g_assert_cmpuint(pb_column_missing(column), ==, 3);
}

static void test_rows_are_replaced(void) {
  g_autoptr(pb_column) column = pb_column_new("n", PB_TYPE_INT64, NULL);
  for (int i = 0; i < 9; i++)
    pb_column_append_int(column, i);
  pb_column_set_missing(column, 8); /* the first one that is missing */
  g_assert_cmpuint(pb_column_missing(column), ==, 1);
  g_assert_false(pb_column_is_valid(column, 8));
  g_assert_true(pb_column_is_valid(column, 7));
  pb_column_set_missing(column, 8);
  g_assert_cmpuint(pb_column_missing(column), ==, 1);
  pb_column_set_int(column, 8, 1000000);
  pb_column_set_int(column, 0, -1);
  g_assert_cmpuint(pb_column_missing(column), ==, 0);
  g_assert_cmpint(pb_column_int(column, 8), ==, 1000000);
  g_assert_cmpint(pb_column_int(column, 0), ==, -1);
  g_assert_cmpint(pb_column_int(column, 5), ==, 5);
}

static void test_table_is_edited(void) {
  g_autoptr(pb_table) table = pb_table_new();
  const double x[] = {1, NAN, 3};
  add_numbers(table, "x", 3, x);
  pb_column *column = pb_table_edit(table, "x");
  pb_column_set_double(column, 1, -2.5);
  pb_column_set_missing(column, 2);
  pb_column_set_double(column, 0, 1e300);
  g_assert_true(pb_table_find(table, "x") == column);
  g_assert_cmpfloat(pb_column_double(column, 0), ==, 1e300);
  g_assert_cmpfloat(pb_column_doubles(column)[1], ==, -2.5);
  g_assert_true(pb_column_is_valid(column, 1));
  g_assert_false(pb_column_is_valid(column, 2));
  g_assert_cmpfloat(pb_column_doubles(column)[2], ==, 0);
  g_assert_cmpuint(pb_column_missing(column), ==, 1);
  g_assert_null(pb_table_edit(table, "X"));
}

static void test_table_finds_by_name(void) {
  g_autoptr(pb_table) table = pb_table_new();
  g_assert_cmpuint(pb_table_n_rows(table), ==, 0);
  const double a[] = {1, 2}, b[] = {3, NAN};
  add_numbers(table, "a", 2, a);
  add_numbers(table, "b", 2, b);
  g_assert_cmpuint(pb_table_n_rows(table), ==, 2);
  g_assert_cmpuint(pb_table_n_columns(table), ==, 2);
  g_assert_true(pb_table_find(table, "b") == pb_table_column(table, 1));
  g_assert_null(pb_table_find(table, "B"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/column/missing", test_missing_is_not_a_value);
  g_test_add_func("/column/integers", test_integers_read_as_doubles);
  g_test_add_func("/column/texts", test_texts_are_coded_once);
  g_test_add_func("/column/packed", test_integers_are_packed);
  g_test_add_func("/column/keep", test_rows_are_kept);
  g_test_add_func("/column/replace", test_rows_are_replaced);
  g_test_add_func("/table/edit", test_table_is_edited);
  g_test_add_func("/table/find", test_table_finds_by_name);
  return g_test_run();
}
