/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook as the file of a source: the same data set as from the CSV, findings by row of the
 * sheet, the sheet chosen by the project. */
#include <string.h>

#include "engine/error.h"
#include "helpers.h"
#include "io/load_dataset.h"
#include "workbook.h"

static const char csv[] = "kommun;period;key;count;per100k\n"
                          "1880;2024;theft;8607;5387,5\n"
                          "1880;2025;theft;7781;4851\n"
                          "1880;2025;theft;x;4851\n"
                          "1880;2024;murder;..;\n";

/* The cells of the CSV: numbers as numbers, the rest as texts; the row r is the line r + 2. */
static GBytes *workbook_of_csv(void) {
  g_auto(GStrv) lines = g_strsplit(csv, "\n", -1);
  g_autoptr(GString) rows = g_string_new(
      "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Anmälda brott</t></is></c></row>");
  for (size_t l = 0; lines[l] && *lines[l]; l++) {
    g_auto(GStrv) cells = g_strsplit(lines[l], ";", -1);
    g_string_append_printf(rows, "<row r=\"%zu\">", l + 3);
    for (size_t c = 0; cells[c]; c++) {
      g_autofree char *number = g_strdelimit(g_strdup(cells[c]), ",", '.');
      if (*number && strspn(number, "0123456789.") == strlen(number) && *number != '.')
        g_string_append_printf(rows, "<c r=\"%c%zu\"><v>%s</v></c>", (int)('A' + c), l + 3, number);
      else if (*number)
        g_string_append_printf(rows, "<c r=\"%c%zu\" t=\"inlineStr\"><is><t>%s</t></is></c>",
                               (int)('A' + c), l + 3, cells[c]);
    }
    g_string_append(rows, "</row>");
  }
  return test_workbook(rows->str);
}

static pb_dataset *load(const char *folder, const char *path, const char *more,
                        GPtrArray **failures) {
  g_autofree char *ini = g_strdup_printf("[project]\nperiod_end = 2025\n[source brott]\n"
                                         "kind = reported-crime\npath = %s\n%s",
                                         path, more);
  g_autofree char *file = g_build_filename(folder, "problembild.ini", NULL);
  GError *error = NULL;
  g_autoptr(pb_project) project = pb_project_parse(file, ini, strlen(ini), &error);
  g_assert_no_error(error);
  pb_dataset *dataset = pb_load_dataset_collect(project, PB_SOURCE_ROOT "/data", failures, &error);
  g_assert_no_error(error);
  return dataset;
}

static void test_same_as_csv(void) {
  char *folder = test_folder();
  g_autoptr(GBytes) book = workbook_of_csv();
  gsize n;
  const char *bytes = g_bytes_get_data(book, &n);
  test_write(folder, "brott.csv", csv, -1);
  test_write(folder, "brott.xlsx", bytes, (gssize)n);
  g_autoptr(GPtrArray) none = NULL, neither = NULL;
  g_autoptr(pb_dataset) text = load(folder, "brott.csv", "", &none);
  g_autoptr(pb_dataset) sheet = load(folder, "brott.xlsx", "sheet = data\n", &neither);
  g_assert_cmpuint(none->len + neither->len, ==, 0);
  g_assert_cmpuint(text->n_sources, ==, 1);
  g_assert_cmpuint(sheet->n_sources, ==, 1);
  const pb_source_info *one = &text->sources[0], *other = &sheet->sources[0];
  g_assert_cmpuint(one->rows_read, ==, 4);
  g_assert_cmpuint(one->rows_read, ==, other->rows_read);
  g_assert_cmpuint(one->rows_used, ==, other->rows_used);
  g_assert_cmpuint(one->rows_rejected, ==, other->rows_rejected);
  g_assert_cmpstr(one->roles, ==, other->roles);
  g_assert_cmpstr(other->dialect, ==, "XLSX, sheet “Data”, 1 title line");
  size_t length = pb_diagnostics_length(text->diagnostics);
  g_assert_cmpuint(length, >=, 1);
  g_assert_cmpuint(pb_diagnostics_length(sheet->diagnostics), ==, length);
  for (size_t i = 0; i < length; i++) {
    const pb_diagnostic *a = pb_diagnostics_at(text->diagnostics, i),
                        *b = pb_diagnostics_at(sheet->diagnostics, i);
    g_assert_cmpstr(a->reason, ==, b->reason);
    g_assert_cmpstr(a->field, ==, b->field);
    g_assert_cmpstr(a->message, ==, b->message);
    g_assert_cmpuint(a->column, ==, b->column);
    if (a->line)
      g_assert_cmpuint(a->line + 2, ==, b->line);
  }
  test_remove_folder(folder);
}

static void test_unknown_sheet(void) {
  char *folder = test_folder();
  g_autoptr(GBytes) book = workbook_of_csv();
  gsize n;
  const char *bytes = g_bytes_get_data(book, &n);
  test_write(folder, "brott.xlsx", bytes, (gssize)n);
  g_autoptr(GPtrArray) failures = NULL;
  g_autoptr(pb_dataset) dataset = load(folder, "brott.xlsx", "sheet = Datta\n", &failures);
  g_assert_cmpuint(failures->len, ==, 1);
  const GError *failure = g_ptr_array_index(failures, 0);
  g_assert_error(failure, PB_ERROR, PB_ERROR_USAGE);
  test_contains(failure->message, "brott.xlsx: ");
  test_contains(failure->message, "mean “Data”?");
  test_remove_folder(folder);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/load-xlsx/same-as-csv", test_same_as_csv);
  g_test_add_func("/load-xlsx/unknown-sheet", test_unknown_sheet);
  return g_test_run();
}
