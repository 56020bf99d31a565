/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A written workbook read back by the reader of workbooks: the same cells as the CSV. */
#include "io/workbook.h"

#include <math.h>
#include <string.h>

#include "io/csv_writer.h"
#include "io/plain_table.h"
#include "io/xlsx.h"

static pb_result *sample(void) {
  pb_result *result = pb_result_new("sample");
  pb_column *year = pb_result_add_column(result, "year", PB_TYPE_INT64, NULL);
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, "crimes");
  pb_column *rate = pb_result_add_column(result, "rate", PB_TYPE_DOUBLE, "per 100 000");
  pb_column *name = pb_result_add_column(result, "name", PB_TYPE_STRING, NULL);
  static const char *const names[] = {"Örebro & <län>", "=SUMMA(A1)", "-", NULL};
  static const double rates[] = {1. / 3, 13915.25, 0, 1e-9};
  for (int i = 0; i < 4; i++) {
    pb_column_append_int(year, 2022 + i);
    if (i == 2)
      pb_column_append_missing(count);
    else
      pb_column_append_int(count, 1234567 * i);
    pb_column_append_double(rate, rates[i]);
    pb_column_append_string(name, names[i]);
  }
  return result;
}

static GBytes *write_book(const pb_workbook_table *tables, size_t n) {
  static const char *const facts[] = {"Inga påhittade uppgifter.", NULL};
  const pb_workbook book = {"Örebro kommun", facts, tables, n};
  g_autoptr(GError) error = NULL;
  GBytes *bytes = pb_workbook_bytes(&book, &error);
  g_assert_no_error(error);
  return bytes;
}

static pb_table *read_sheet(GBytes *bytes, const char *sheet) {
  const pb_plain_options options = {.dialect = {.sheet = sheet}};
  g_autoptr(GError) error = NULL;
  gsize n;
  const void *data = g_bytes_get_data(bytes, &n);
  pb_table *table = pb_plain_table_parse("b.xlsx", data, n, &options, NULL, NULL, &error);
  g_assert_no_error(error);
  return table;
}

static pb_table *read_csv(const pb_result *result) {
  g_autofree char *csv = pb_result_to_csv(result, &pb_csv_machine);
  g_autoptr(GError) error = NULL;
  pb_table *table = pb_plain_table_parse("t.csv", csv, strlen(csv), NULL, NULL, NULL, &error);
  g_assert_no_error(error);
  return table;
}

static void assert_same(const pb_column *one, const pb_column *other) {
  g_assert_cmpstr(pb_column_name(one), ==, pb_column_name(other));
  g_assert_cmpint(pb_column_type(one), ==, pb_column_type(other));
  g_assert_cmpuint(pb_column_length(one), ==, pb_column_length(other));
  for (size_t row = 0; row < pb_column_length(one); row++) {
    g_assert_cmpint(pb_column_is_valid(one, row), ==, pb_column_is_valid(other, row));
    if (!pb_column_is_valid(one, row))
      continue;
    if (pb_column_type(one) == PB_TYPE_STRING) {
      g_assert_cmpstr(pb_column_string(one, row), ==, pb_column_string(other, row));
    } else {
      double value = pb_column_double(other, row);
      g_assert_cmpfloat(fabs(pb_column_double(one, row) - value), <=, 1e-15 * fabs(value));
    }
  }
}

static void test_same_as_csv(void) {
  g_autoptr(pb_result) result = sample();
  const pb_workbook_table table = {"sample", "Ett exempel", result};
  g_autoptr(GBytes) bytes = write_book(&table, 1);
  g_autoptr(pb_table) from_sheet = read_sheet(bytes, "sample");
  g_autoptr(pb_table) from_csv = read_csv(result);
  g_assert_cmpuint(pb_table_n_columns(from_sheet), ==, 4);
  for (size_t i = 0; i < 4; i++)
    assert_same(pb_table_column(from_sheet, i), pb_table_column(from_csv, i));
}

static bool holds(const pb_xlsx_sheet *sheet, const char *text) {
  for (guint i = 0; i < sheet->cells->len; i++)
    if (g_str_equal(g_array_index(sheet->cells, pb_xlsx_cell, i).text, text))
      return true;
  return false;
}

/** Title, facts and every table stand on the first sheet; units on the second. */
static void test_first_sheets(void) {
  g_autoptr(pb_result) result = sample();
  const pb_workbook_table table = {"sample", "Ett exempel", result};
  g_autoptr(GBytes) bytes = write_book(&table, 1);
  gsize n;
  const void *data = g_bytes_get_data(bytes, &n);
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_xlsx) book = pb_xlsx_open("b.xlsx", data, n, 0, &error);
  g_assert_no_error(error);
  g_autoptr(pb_xlsx_sheet) first = pb_xlsx_read(book, NULL, 0, &error);
  g_assert_no_error(error);
  static const char *const words[] = {"Örebro kommun", "Inga påhittade uppgifter.", "sample",
                                      "Ett exempel", "4"};
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    g_assert_true(holds(first, words[i]));
  g_autoptr(pb_xlsx_sheet) columns = pb_xlsx_read(book, "Columns", 0, &error);
  g_assert_no_error(error);
  g_assert_true(holds(columns, "per 100 000"));
}

/** Names as long as the format allows, none twice, in the order given. */
static void test_sheet_names(void) {
  g_autoptr(pb_result) result = sample();
  const pb_workbook_table tables[] = {
      {"hot-cells-grov-organiserad-brottslighet", "", result},
      {"hot-cells-grov-organiserad-brottslig", "", result},
      {"Contents", "", result},
      {"a/b:c", "", result},
  };
  g_autoptr(GBytes) bytes = write_book(tables, G_N_ELEMENTS(tables));
  gsize n;
  const void *data = g_bytes_get_data(bytes, &n);
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_xlsx) book = pb_xlsx_open("b.xlsx", data, n, 0, &error);
  g_assert_no_error(error);
  static const char *const expected[] = {"Contents",
                                         "Columns",
                                         "hot-cells-grov-organiserad-brot",
                                         "hot-cells-grov-organiserad-br-2",
                                         "Contents-2",
                                         "a-b-c",
                                         NULL};
  g_assert_true(g_strv_equal(pb_xlsx_sheets(book), expected));
}

static void test_same_bytes(void) {
  g_autoptr(pb_result) result = sample();
  const pb_workbook_table table = {"sample", "Ett exempel", result};
  g_autoptr(GBytes) one = write_book(&table, 1);
  g_usleep(1100000); /* a clock in the file would show */
  g_autoptr(GBytes) other = write_book(&table, 1);
  g_assert_true(g_bytes_equal(one, other));
}

/** More rows than a sheet has: said, not cut off. */
static void test_too_long(void) {
  g_autoptr(pb_result) result = pb_result_new("long");
  pb_column *column = pb_result_add_column(result, "n", PB_TYPE_INT64, NULL);
  for (int i = 0; i < 1048576; i++)
    pb_column_append_int(column, i);
  const pb_workbook_table table = {"long", "", result};
  static const char *const facts[] = {NULL};
  const pb_workbook book = {"Lång", facts, &table, 1};
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = pb_workbook_bytes(&book, &error);
  g_assert_null(bytes);
  g_assert_nonnull(error);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/workbook/same-as-csv", test_same_as_csv);
  g_test_add_func("/workbook/first-sheets", test_first_sheets);
  g_test_add_func("/workbook/sheet-names", test_sheet_names);
  g_test_add_func("/workbook/same-bytes", test_same_bytes);
  g_test_add_func("/workbook/too-long", test_too_long);
  return g_test_run();
}
