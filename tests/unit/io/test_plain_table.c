/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/plain_table.h"

#include <string.h>

#include "engine/error.h"
#include "helpers.h"

static pb_table *parse(const char *text, GError **error) {
  return pb_plain_table_parse("t.csv", text, strlen(text), NULL, NULL, NULL, error);
}

static void test_types(void) {
  GError *error = NULL;
  g_autoptr(pb_table) table = parse("kod;antal;tal;text;tom;år\n"
                                    "0114;5;1,5;a;;2024\n"
                                    "1880;1 234;2;..;..;2025\n"
                                    "0115;-;..;5;;2025\n",
                                    &error);
  g_assert_no_error(error);
  static const pb_type types[] = {PB_TYPE_STRING, PB_TYPE_INT64,  PB_TYPE_DOUBLE,
                                  PB_TYPE_STRING, PB_TYPE_STRING, PB_TYPE_INT64};
  for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
    g_assert_cmpint(pb_column_type(pb_table_column(table, i)), ==, types[i]);
  const pb_column *count = pb_table_find(table, "antal"), *text = pb_table_find(table, "text");
  g_assert_cmpint(pb_column_int(count, 1), ==, 1234);
  g_assert_false(pb_column_is_valid(count, 2));
  g_assert_cmpstr(pb_column_string(text, 0), ==, "a");
  g_assert_false(pb_column_is_valid(text, 1));
  g_assert_cmpstr(pb_column_string(text, 2), ==, "5");
}

static void test_marks(void) {
  static const char *const none[] = {NULL};
  const pb_plain_options options = {.missing = none};
  const char text[] = "a;b\n-;1\n..;2\n";
  g_autoptr(pb_table) table =
      pb_plain_table_parse("t.csv", text, strlen(text), &options, NULL, NULL, NULL);
  g_assert_cmpuint(pb_column_missing(pb_table_find(table, "a")), ==, 0);
}

static void test_headers(void) {
  g_autoptr(pb_table) table = parse("x;;x; y ;x\n1;2;3;4;5\n", NULL);
  static const char *const names[] = {"x", "column 2", "x (2)", "y", "x (3)"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    g_assert_cmpstr(pb_column_name(pb_table_column(table, i)), ==, names[i]);
}

static void test_trailing_delimiters(void) {
  GError *error = NULL;
  g_autoptr(pb_table) table = parse("a;b\n1;2;;\n3;4;\n", &error);
  g_assert_no_error(error);
  g_assert_cmpuint(pb_table_n_rows(table), ==, 2);
  g_assert_cmpuint(pb_table_n_columns(table), ==, 2);
}

static void test_title_lines(void) {
  g_autoptr(pb_table) table = parse("Tabell 1\nEnhet: antal\na;b\n1;2\n3;4\n5;6\n", NULL);
  g_assert_cmpuint(pb_table_n_rows(table), ==, 3);
  g_assert_cmpint(pb_column_int(pb_table_find(table, "b"), 2), ==, 6);
}

static void refuse(const char *text, const char *part, const char *other) {
  GError *error = NULL;
  g_autoptr(pb_table) table = parse(text, &error);
  g_assert_null(table);
  test_error(&error, PB_ERROR, PB_ERROR_INPUT, "t.csv", part, other, NULL);
}

static void test_refused(void) {
  refuse("", "empty", NULL);
  refuse("\xEF\xBB\xBF", "empty", NULL);
  refuse(" \r\n\n", "empty", NULL);
  refuse("a;b\n", "no rows", NULL);
  refuse("a;b\n1;2\n3\n", "t.csv:3:", "1 fields");
  refuse("a;b\n1;2\n3;4;5\n", "t.csv:3:", "3 fields");
  refuse("a;b\n1;2\n3;x\"y\n", "t.csv:3:4:", NULL);
  refuse("a;b\n1;2\n3;\"y\n", "t.csv:3:3:", NULL);
  refuse("a;\"b\n1;2\n", "t.csv:1:3:", NULL);
}

static void test_lists_bad_rows(void) {
  const char text[] = "a;b\n1;2\n3\n4;5\n6;\"7\n8;9\n";
  g_autoptr(pb_diagnostics) found = pb_diagnostics_new(10);
  g_autofree char *dialect = NULL;
  GError *error = NULL;
  g_autoptr(pb_table) table =
      pb_plain_table_parse("t.csv", text, strlen(text), NULL, found, &dialect, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(dialect, ==, "UTF-8, ;, LF");
  g_assert_cmpuint(pb_table_n_rows(table), ==, 2);
  g_assert_cmpuint(pb_diagnostics_length(found), ==, 2);
  g_assert_cmpstr(pb_diagnostics_at(found, 0)->reason, ==, "too-few-fields");
  g_assert_cmpuint(pb_diagnostics_at(found, 0)->line, ==, 3);
  g_assert_cmpstr(pb_diagnostics_at(found, 1)->reason, ==, "unclosed-quote");
  g_assert_cmpuint(pb_diagnostics_at(found, 1)->line, ==, 5);
  g_assert_cmpuint(pb_diagnostics_at(found, 1)->column, ==, 3);
}

/* What stands below and between is left out with a note, also where bad rows are errors. */
static void test_asides(void) {
  static const char text[] = "a;b\n1;2\na;b\n3;4\nKälla: Brå;\nUppgifter hämtade i maj 2025\n";
  const pb_plain_options strict = {.strict = true};
  g_autoptr(pb_diagnostics) found = pb_diagnostics_new(10);
  GError *error = NULL;
  g_autoptr(pb_table) table =
      pb_plain_table_parse("t.csv", text, strlen(text), &strict, found, NULL, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(pb_table_n_rows(table), ==, 2);
  g_assert_cmpuint(pb_diagnostics_length(found), ==, 3);
  g_assert_cmpuint(pb_diagnostics_rejected(found), ==, 0);
  g_assert_cmpstr(pb_diagnostics_at(found, 0)->reason, ==, "repeated-header");
  g_assert_cmpuint(pb_diagnostics_at(found, 0)->line, ==, 3);
  g_assert_cmpstr(pb_diagnostics_at(found, 2)->reason, ==, "footnote");
  g_assert_null(pb_plain_table_parse("t.csv", "a;b\n1;2\n3\n", 10, &strict, found, NULL, &error));
  test_error(&error, PB_ERROR, PB_ERROR_INPUT, "t.csv:3:", NULL);
}

static void test_missing_file(void) {
  GError *error = NULL;
  g_assert_null(pb_plain_table_read("/no/such/file.csv", NULL, NULL, NULL, &error));
  test_error(&error, PB_ERROR, PB_ERROR_INPUT, "/no/such/file.csv", NULL);
}

/* However a file is cut short, the whole rows are there and the rest is named: never a crash, never
 * silence. The last cell may be cut inside, which nobody can see; its row is then still a row. */
static void test_every_truncation(void) {
  static const char whole[] = "\xEF\xBB\xBFnamn;antal\r\n\"Åre; \"\"by\"\"\";1 234\r\n"
                              "\"två\r\nrader\";5\r\nÖrebro;6\r\n";
  for (size_t n = 0; n < sizeof whole; n++) {
    g_autofree char *cut = g_memdup2(whole, n); /* exactly n bytes, for the address sanitiser */
    g_autoptr(pb_diagnostics) found = pb_diagnostics_new(10);
    GError *error = NULL;
    g_autoptr(pb_table) table = pb_plain_table_parse("t.csv", cut, n, NULL, found, NULL, &error);
    g_assert_true((table == NULL) == (error != NULL));
    if (error) {
      test_error(&error, PB_ERROR, PB_ERROR_INPUT, "t.csv", NULL);
      continue;
    }
    /* Rows that begin before the cut are rows or findings. */
    static const char *const starts[] = {"\"Åre", "\"två", "Örebro"};
    size_t begun = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(starts); i++)
      begun += n > (size_t)(strstr(whole, starts[i]) - whole);
    g_assert_cmpuint(pb_table_n_rows(table) + pb_diagnostics_rejected(found), ==, begun);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/plain-table/types", test_types);
  g_test_add_func("/plain-table/marks", test_marks);
  g_test_add_func("/plain-table/headers", test_headers);
  g_test_add_func("/plain-table/trailing-delimiters", test_trailing_delimiters);
  g_test_add_func("/plain-table/title-lines", test_title_lines);
  g_test_add_func("/plain-table/refused", test_refused);
  g_test_add_func("/plain-table/lists-bad-rows", test_lists_bad_rows);
  g_test_add_func("/plain-table/asides", test_asides);
  g_test_add_func("/plain-table/missing-file", test_missing_file);
  g_test_add_func("/plain-table/every-truncation", test_every_truncation);
  return g_test_run();
}
