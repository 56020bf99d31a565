/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks that a spreadsheet program has written: merged headers, typed cells, both calendars,
 * formulas with results and with errors, rich text, numbers stored as text, hidden rows and sheets.
 */
#include <string.h>

#include "helpers.h"
#include "io/csv_writer.h"
#include "io/load_dataset.h"
#include "io/plain_table.h"
#include "workbook.h"

#define DATA PB_SOURCE_ROOT "/tests/unit/io/data/"

static void expect(const char *name, const char *wanted_dialect, const char *wanted,
                   const char *const *notes) {
  g_autofree char *path = g_strconcat(DATA, name, NULL);
  g_autofree char *dialect = NULL;
  g_autoptr(pb_diagnostics) findings = pb_diagnostics_new(10);
  GError *error = NULL;
  g_autoptr(pb_table) table = pb_plain_table_read(path, NULL, findings, &dialect, &error);
  g_assert_no_error(error);
  g_autofree char *csv = pb_table_to_csv(table, &pb_csv_machine);
  g_assert_cmpstr(csv, ==, wanted);
  g_assert_cmpstr(dialect, ==, wanted_dialect);
  size_t n = 0;
  for (; notes[n]; n++)
    test_contains(pb_diagnostics_at(findings, n)->message, notes[n]);
  g_assert_cmpuint(pb_diagnostics_length(findings), ==, n);
}

static void test_merged(void) {
  static const char *const notes[] = {"a note", NULL};
  expect("merged.xlsx", "XLSX, sheet “Brott”, decimal comma, 1 title line, header of 2 lines",
         "Kommun,Brottstyp,2023 Antal,2023 Per 100 000,2024 Antal,2024 Per 100 000\n"
         "Örebro,Stöldbrott,917,2500.5,1834,2600.25\n"
         "Karlskoga,Stöldbrott,1917,2501.5,3834,2600.5\n"
         "Umeå,Stöldbrott,2917,2502.5,5834,2600.25\n"
         "Upplands Väsby,Stöldbrott,3917,2503.5,7834,2600.25\n",
         notes);
}

static void test_typed(void) {
  static const char wanted[] =
      "kommunkod,kommun,datum,tid,andel,antal,som text,flagga,kvot\n"
      "1880,Örebro,2024-01-15,2024-01-15 00:30:00,0.125,1234567,1234.5,TRUE,\n"
      "1883,Karlskoga,2024-02-15,2024-02-15 01:30:00,0.25,2469134,987,TRUE,1\n"
      "2480,Umeå,2024-03-15,2024-03-15 02:30:00,0.375,3703701,12345678,TRUE,\n"
      "0114,Upplands Väsby,2024-04-15,2024-04-15 03:30:00,0.5,4938268,0.5,TRUE,1\n";
  static const char *const notes[] = {"2 cells of the sheet hold an error such as #N/A or #DIV/0!, "
                                      "the first in I2",
                                      "1 row of the sheet is hidden", NULL};
  static const char dialect[] = "XLSX, sheet “Data”, decimal comma, thousands point";
  expect("typed.xlsx", dialect, wanted, notes);
  expect("typed_1904.xlsx", dialect, wanted, notes);
}

/* Programs that write formulas without computing them leave cells that look filled. */
static void test_not_computed(void) {
  g_autoptr(GBytes) book = test_workbook(
      "<row><c t=\"inlineStr\"><is><t>a</t></is></c><c t=\"inlineStr\"><is><t>b</t></is></c></row>"
      "<row><c><v>1</v></c><c><f>A2+1</f></c></row>"
      "<row><c><v>2</v></c><c><f>A3+1</f><v>3</v></c></row>");
  gsize n;
  const char *bytes = g_bytes_get_data(book, &n);
  g_autoptr(pb_diagnostics) findings = pb_diagnostics_new(10);
  GError *error = NULL;
  g_autoptr(pb_table) table =
      pb_plain_table_parse("t.xlsx", bytes, n, NULL, findings, NULL, &error);
  g_assert_no_error(error);
  g_assert_false(pb_column_is_valid(pb_table_column(table, 1), 0));
  g_assert_cmpint(pb_column_int(pb_table_column(table, 1), 1), ==, 3);
  g_assert_cmpuint(pb_diagnostics_length(findings), ==, 1);
  g_assert_cmpstr(pb_diagnostics_at(findings, 0)->reason, ==, "formulas-without-result");
}

/* As a source: periods from the merged cells, counts and rates below them. */
static void test_loaded(void) {
  test_project l = {.folder = test_folder()};
  test_write(l.folder, "problembild.ini",
             "[project]\nperiod_end = 2024\n[source a]\nkind = reported-crime\npath = " DATA
             "merged.xlsx\n",
             -1);
  test_open_project(&l);
  g_assert_cmpuint(l.failures->len, ==, 0);
  const pb_source_info *source = &l.dataset->sources[0];
  g_assert_cmpuint(source->rows_used, ==, 8);
  g_assert_cmpuint(source->rows_left_out, ==, 1);
  const pb_crime_panel *panel = l.dataset->yearly;
  const pb_crime_cell *cell =
      pb_crime_panel_cell(panel, (size_t)pb_dataset_municipality(l.dataset, "1883"),
                          (size_t)pb_dataset_type(l.dataset, "theft"),
                          (size_t)pb_crime_panel_period(panel, pb_period_make(2024, 1, 1)));
  g_assert_cmpint(cell->count, ==, 3834);
  g_assert_cmpfloat(cell->rate, ==, 2600.5);
  test_close_project(&l);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/xlsx-files/merged", test_merged);
  g_test_add_func("/xlsx-files/typed", test_typed);
  g_test_add_func("/xlsx-files/not-computed", test_not_computed);
  g_test_add_func("/xlsx-files/loaded", test_loaded);
  return g_test_run();
}
