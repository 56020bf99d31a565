/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "plots/report/backend.h"
#include "report_sample.h"

static void test_builders(void) {
  g_autoptr(pb_node) document = pb_node_new(PB_NODE_DOCUMENT);
  pb_node *section = pb_add_section(document, "a", "Del A");
  g_assert_true(section->page_break);
  pb_node *grid = pb_add_grid(section);
  g_assert_cmpint(pb_add_cell(grid, 8)->span, ==, 8);
  g_assert_cmpint(pb_add_cell(grid, 40)->span, ==, 12);
  g_assert_cmpint(pb_add_cell(grid, 0)->span, ==, 1);
  pb_node *small = pb_add_small(section, "x");
  g_assert_cmpint(small->style, ==, PB_STYLE_SMALL);
  g_assert_cmpuint(section->children->len, ==, 2);
  g_assert_cmpuint(grid->children->len, ==, 3);
}

static void test_csv(void) {
  pb_report_table *table = pb_report_table_new("t", "Titel");
  pb_report_table_column(table, "brott;\ntyp", false, 2);
  pb_report_table_column(table, "antal", true, 1);
  size_t row = pb_report_table_row(table, 0);
  pb_report_table_set(table, row, 0, g_strdup("**Stöld** \"grov\" se [här](#a)"), PB_SIGN_NONE,
                      false);
  pb_report_table_set(table, row, 1, g_strdup("\u221212\u202f345,5"), PB_SIGN_INCREASE, true);
  pb_report_table_row(table, 1);
  g_autofree char *csv = pb_report_table_csv(table);
  g_assert_cmpstr(
      csv, ==,
      "\xef\xbb\xbf\"brott; typ\";antal\r\n\"Stöld \"\"grov\"\" se här\";-12345,5\r\n;\r\n");
  pb_report_table_free(table);
}

static void test_backends_are_found_by_name(void) {
  size_t n;
  const pb_backend *const *backends = pb_backends(&n);
  g_assert_cmpuint(n, >=, 3);
  for (size_t i = 0; i < n; i++) {
    g_assert_true(pb_backend_find(backends[i]->name) == backends[i]);
    g_assert_nonnull(backends[i]->extension);
    g_assert_nonnull(backends[i]->title);
  }
  g_assert_null(pb_backend_find("docx-2"));
}

/** The plain view of the sample is kept in report_sample.txt; where they differ, read the first
 * differing line and, when the new one is right, write it with `sample_report`. */
static void test_plain_view(void) {
  pb_context context = sample_context();
  g_autoptr(pb_node) document = sample_document(&context, 1);
  g_autoptr(GBytes) file = pb_backend_find("text")->render(document, &context, NULL);
  size_t length;
  const char *data = g_bytes_get_data(file, &length);
  g_autofree char *got = g_strndup(data, length);
  g_autofree char *expected = NULL;
  g_assert_true(g_file_get_contents(PB_TESTS "/report_sample.txt", &expected, NULL, NULL));
  g_auto(GStrv) got_lines = g_strsplit(got, "\n", -1);
  g_auto(GStrv) lines = g_strsplit(expected, "\n", -1);
  for (int i = 0; lines[i] != NULL && got_lines[i] != NULL; i++)
    g_assert_cmpstr(got_lines[i], ==, lines[i]);
  g_assert_cmpuint(g_strv_length(got_lines), ==, g_strv_length(lines));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/report/tree/builders", test_builders);
  g_test_add_func("/report/tree/csv", test_csv);
  g_test_add_func("/report/tree/backends", test_backends_are_found_by_name);
  g_test_add_func("/report/tree/plain-view", test_plain_view);
  return g_test_run();
}
