/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/xlsx.h"

#include <string.h>

#include "engine/error.h"
#include "helpers.h"
#include "io/csv_writer.h"
#include "io/plain_table.h"
#include "io/xlsx_styles.h"
#include "workbook.h"

/* Title in merged cells, an empty row, a header of shared texts, sparse rows, every type of cell.
 */
static const char rows_of_all_kinds[] =
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Anmälda brott</t></is></c><c r=\"B1\"/>"
    "<c r=\"C1\"/></row>"
    "<row r=\"2\"/>"
    "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>0</v></c><c r=\"B4\" t=\"s\"><v>1</v></c>"
    "<c r=\"C4\" t=\"inlineStr\"><is><t>dag</t></is></c>"
    "<c r=\"D4\" t=\"inlineStr\"><is><t>tid</t></is></c>"
    "<c r=\"E4\" t=\"inlineStr\"><is><t>kod</t></is></c>"
    "<c r=\"F4\" t=\"inlineStr\"><is><t>ja</t></is></c></row>"
    "<row r=\"5\"><c r=\"A5\" t=\"s\"><v>2</v></c><c r=\"B5\"><v>0.10000000000000001</v></c>"
    "<c r=\"C5\" s=\"1\"><v>45413</v></c><c r=\"D5\" s=\"2\"><v>45413.597916666666</v></c>"
    "<c r=\"E5\" s=\"3\"><v>114</v></c><c r=\"F5\" t=\"b\"><v>1</v></c></row>"
    "<row r=\"7\"><c r=\"C7\" s=\"1\"><v>45414</v></c><c r=\"A7\" t=\"str\"><f>A5&amp;1</f>"
    "<v>Örebro1</v></c><c r=\"B7\" t=\"e\"><v>#DIV/0!</v></c>"
    "<c r=\"D7\" s=\"2\"><v>45414</v></c><c r=\"E7\" s=\"3\"><v>1880</v></c>"
    "<c r=\"F7\" t=\"b\"><v>0</v></c></row>"
    "<row><c t=\"s\"><v>3</v></c><c><v>1.4E3</v></c></row>";

static const char csv_of_all_kinds[] = "Anmälda brott;;;;;\n\n\n"
                                       "kommun;antal;dag;tid;kod;ja\n"
                                       "Örebro;0,1;2024-05-01;2024-05-01 14:21;0114;TRUE\n\n"
                                       "Örebro1;;2024-05-02;2024-05-02 00:00;1880;FALSE\n"
                                       "a&b;1400;;;;\n";

static pb_table *parse(GBytes *bytes, const char *sheet, pb_diagnostics *found, char **dialect,
                       GError **error) {
  const pb_plain_options options = {.dialect = {.sheet = sheet}};
  gsize n;
  const void *data = g_bytes_get_data(bytes, &n);
  return pb_plain_table_parse("b.xlsx", data, n, &options, found, dialect, error);
}

static void test_same_as_csv(void) {
  g_autoptr(GBytes) bytes = test_workbook(rows_of_all_kinds);
  g_autofree char *dialect = NULL;
  GError *error = NULL;
  g_autoptr(pb_table) from_sheet = parse(bytes, NULL, NULL, &dialect, &error);
  g_assert_no_error(error);
  g_autoptr(pb_table) from_csv = pb_plain_table_parse(
      "t.csv", csv_of_all_kinds, strlen(csv_of_all_kinds), NULL, NULL, NULL, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(pb_table_n_columns(from_sheet), ==, 6);
  for (size_t i = 0; i < 6; i++) {
    const pb_column *one = pb_table_column(from_sheet, i), *other = pb_table_column(from_csv, i);
    g_assert_cmpstr(pb_column_name(one), ==, pb_column_name(other));
    g_assert_cmpint(pb_column_type(one), ==, pb_column_type(other));
  }
  g_autofree char *text = pb_table_to_csv(from_sheet, &pb_csv_machine);
  g_autofree char *expected = pb_table_to_csv(from_csv, &pb_csv_machine);
  g_assert_cmpstr(text, ==, expected);
  test_contains(text, "Örebro,0.1,2024-05-01,");
  test_contains(text, ",0114,TRUE\n");
  g_assert_cmpstr(dialect, ==, "XLSX, sheet “Data”, 1 title line");
}

static void test_cells(void) {
  g_autoptr(GBytes) bytes = test_workbook(rows_of_all_kinds);
  gsize n;
  const void *data = g_bytes_get_data(bytes, &n);
  GError *error = NULL;
  g_autoptr(pb_xlsx) book = pb_xlsx_open("b.xlsx", data, n, 0, &error);
  g_assert_no_error(error);
  g_autoptr(pb_xlsx_sheet) sheet = pb_xlsx_read(book, NULL, ',', &error);
  g_assert_no_error(error);
  static const size_t lines[] = {1, 4, 5, 7, 8}, filled[] = {1, 6, 6, 5, 2};
  g_assert_cmpuint(sheet->rows->len, ==, G_N_ELEMENTS(lines));
  for (guint i = 0; i < sheet->rows->len; i++) {
    const pb_xlsx_row *row = &g_array_index(sheet->rows, pb_xlsx_row, i);
    g_assert_cmpuint(row->line, ==, lines[i]);
    g_assert_cmpuint(row->n, ==, filled[i]);
    const pb_xlsx_cell *cells = &g_array_index(sheet->cells, pb_xlsx_cell, row->first);
    for (size_t c = 1; c < row->n; c++)
      g_assert_cmpuint(cells[c - 1].column, <, cells[c].column);
  }
  static const int kinds[] = {PB_XLSX_TEXT, PB_XLSX_NUMBER, PB_XLSX_DATE,
                              PB_XLSX_DATE, PB_XLSX_NUMBER, PB_XLSX_BOOL};
  size_t first = g_array_index(sheet->rows, pb_xlsx_row, 2).first;
  const pb_xlsx_cell *cells = &g_array_index(sheet->cells, pb_xlsx_cell, first);
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
    g_assert_cmpint(cells[i].kind, ==, kinds[i]);
    g_assert_cmpint(cells[i].column, ==, (int)i);
  }
  g_assert_cmpstr(cells[1].text, ==, "0,1");
}

static void test_sheets(void) {
  g_autoptr(GBytes) bytes = test_workbook(rows_of_all_kinds);
  gsize n;
  const void *data = g_bytes_get_data(bytes, &n);
  g_autoptr(pb_xlsx) book = pb_xlsx_open("b.xlsx", data, n, 0, NULL);
  const char *const *names = pb_xlsx_sheets(book);
  g_assert_cmpstr(names[0], ==, "Data");
  g_assert_cmpstr(names[1], ==, "Två");
  g_assert_null(names[2]);
  GError *error = NULL;
  g_autoptr(pb_table) other = parse(bytes, "två", NULL, NULL, &error);
  g_assert_no_error(error);
  g_assert_cmpint(pb_column_int(pb_table_find(other, "x"), 0), ==, 7);
  g_assert_null(parse(bytes, "Dta", NULL, NULL, &error));
  test_error(&error, PB_ERROR, PB_ERROR_USAGE, "b.xlsx", "“Dta”", "mean “Data”?", NULL);
  g_assert_null(parse(bytes, "Gömt", NULL, NULL, &error));
  test_error(&error, PB_ERROR, PB_ERROR_USAGE, "Data, Två", NULL);
  const pb_plain_options options = {.dialect = {.sheet = "Data"}};
  g_assert_null(pb_plain_table_parse("t.csv", "a;b\n1;2\n", 8, &options, NULL, NULL, &error));
  test_error(&error, PB_ERROR, PB_ERROR_USAGE, "t.csv", "no workbook", NULL);
}

/* A finding has the row of the sheet and the column of the table. */
static void test_place_of_bad_row(void) {
  g_autoptr(GBytes) bytes = test_workbook(
      "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c></row>"
      "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>2</v></c><c r=\"B3\"><v>5</v></c></row>"
      "<row r=\"9\"><c r=\"A9\"><v>1</v></c><c r=\"D9\"><v>5</v></c></row>");
  g_autoptr(pb_diagnostics) found = pb_diagnostics_new(5);
  GError *error = NULL;
  g_autoptr(pb_table) table = parse(bytes, NULL, found, NULL, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(pb_table_n_rows(table), ==, 1);
  g_assert_cmpuint(pb_diagnostics_length(found), ==, 1);
  g_assert_cmpstr(pb_diagnostics_at(found, 0)->reason, ==, "too-many-fields");
  g_assert_cmpuint(pb_diagnostics_at(found, 0)->line, ==, 9);
}

static void check_number(const char *code, double number, bool from_1904, const char *expected) {
  const pb_xlsx_format format = pb_xlsx_format_parse(code);
  g_autofree char *text = pb_xlsx_number_text(number, &format, from_1904, 0);
  if (!g_str_equal(text, expected))
    g_error("%s of %g is %s, not %s", code, number, text, expected);
}

static void test_formats(void) {
  static const struct {
    const char *code;
    double number;
    const char *text;
  } cases[] = {
      {"General", 45413, "45413"},
      {"#,##0.00\\ \"dmy\"", 1234.5, "1234.5"},
      {"[Red]0.0;[Blue]d", 2.5, "2.5"},
      {"[Magenta]0.0", 2.5, "2.5"},
      {"0", 5, "5"},
      {"0000", 114, "0114"},
      {"00", 2.5, "2.5"},
      {"yyyy-mm-dd", 45413, "2024-05-01"},
      {"d/m/yy", 45413.5, "2024-05-01 12:00"},
      {"d mmmm", 59, "1900-02-28"},
      {"d mmmm", 60, "1900-02-29"},
      {"d mmmm", 61, "1900-03-01"},
      {"yyyy\\-mm", 45413, "2024-05"},
      {"yyyy", 45413, "2024"},
      {"yyyy-mm-dd hh:mm:ss", 45413.597974537036, "2024-05-01 14:21:05"},
      {"m/d/yyyy h:mm AM/PM", 45413, "2024-05-01 00:00"},
      {"hh:mm", 45413.75, "18:00"},
      {"mm:ss", 0.5, "12:00"},
      {"[h]:mm", 1.5, "36:00"},
      {"yyyy-mm-dd", -3, "-3"},
      {"yyyy-mm-dd", 1e9, "1000000000"},
      {"General", 1e300, "1e+300"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    check_number(cases[i].code, cases[i].number, false, cases[i].text);
  check_number("yyyy-mm-dd", 43951, true, "2024-05-01");
  const pb_xlsx_format day = pb_xlsx_format_builtin(14), plain = pb_xlsx_format_builtin(4);
  g_assert_true(day.day && !day.time && !plain.day && !plain.time);
}

static void test_calendar_of_1904(void) {
  g_autoptr(GBytes) bytes = test_workbook_with(
      "date1904=\"1\"", "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row>"
                        "<row><c s=\"1\"><v>43951</v></c></row></sheetData></worksheet>");
  g_autoptr(pb_table) table = parse(bytes, NULL, NULL, NULL, NULL);
  g_assert_cmpstr(pb_column_string(pb_table_find(table, "kommun"), 0), ==, "2024-05-01");
}

static void refuse(GBytes *bytes, const char *part) {
  GError *error = NULL;
  g_assert_null(parse(bytes, NULL, NULL, NULL, &error));
  test_error(&error, PB_ERROR, PB_ERROR_INPUT, "b.xlsx", part, NULL);
}

static void refuse_sheet(const char *sheet, const char *part) {
  g_autoptr(GBytes) bytes = test_workbook_with("", sheet);
  refuse(bytes, part);
}

#define TWO_ROWS "<row><c><v>1</v></c></row><row><c><v>2</v></c></row>"

static void test_damaged_sheets(void) {
  refuse_sheet("<worksheet><sheetData/></worksheet>", "“Data” is empty");
  refuse_sheet("", "damaged");
  refuse_sheet("<worksheet><sheetData>" TWO_ROWS "</sheetData>", "damaged");
  refuse_sheet("<worksheet><sheetData><c r=\"A1\"><v>1</v></c></sheetData></worksheet>", "cell");
  static const char *const rows[] = {
      "<row><c r=\"XFE1\"><v>1</v></c></row>",
      "<row><c r=\"1\"><v>1</v></c></row>",
      "<row r=\"1048577\"><c><v>1</v></c></row>",
      "<row r=\"0\"/>",
      "<row r=\"2\"/><row r=\"2\"/>",
      "<row r=\"99999999999999999999\"/>",
      "<row><c t=\"s\"><v>4</v></c></row>",
      "<row><c t=\"s\"><v>-1</v></c></row>",
      "<row><c t=\"s\"><v>99999999999</v></c></row>",
  };
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GBytes) bytes = test_workbook(rows[i]);
    refuse(bytes, "damaged");
  }
}

/* Neither entities nor files: a workbook has no document type at all. */
static void test_no_doctype(void) {
  refuse_sheet("<!DOCTYPE x [<!ENTITY a \"1\">]><worksheet><sheetData><row><c><v>&a;</v></c></row>"
               "</sheetData></worksheet>",
               "damaged");
  refuse_sheet("<!DOCTYPE x SYSTEM \"file:///etc/hostname\"><worksheet><sheetData>" TWO_ROWS
               "</sheetData></worksheet>",
               "damaged");
  refuse_sheet("<worksheet><sheetData><row><c><v>&a;</v></c></row></sheetData></worksheet>",
               "damaged");
}

static void test_not_a_workbook(void) {
  const test_part letter[] = {
      {"_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"http://x/officeDocument\" "
                      "Target=\"word/document.xml\"/></Relationships>"},
      {"word/document.xml", "<document/>"}};
  g_autoptr(GBytes) docx = test_zip(letter, 2), other = test_zip(letter + 1, 1),
                    none = test_zip(letter, 0);
  refuse(docx, "no workbook");
  refuse(other, "no workbook");
  refuse(none, "damaged");
  static const char old[512] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  g_autoptr(GBytes) xls = g_bytes_new_static(old, sizeof old);
  refuse(xls, "older kind");
  static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
  g_autofree char *secret = g_memdup2(old, sizeof old);
  memcpy(secret + 300, name, sizeof name);
  g_autoptr(GBytes) encrypted = g_bytes_new(secret, sizeof old);
  refuse(encrypted, "password");
}

static void test_too_large(void) {
  g_autoptr(GString) rows = g_string_new(NULL);
  for (int i = 0; i < 20000; i++)
    g_string_append(rows, "<row><c><v>1</v></c></row>");
  g_autoptr(GBytes) bytes = test_workbook(rows->str);
  gsize n;
  const void *data = g_bytes_get_data(bytes, &n);
  g_assert_cmpuint(n, <, rows->len / 50);
  GError *error = NULL;
  g_autoptr(pb_xlsx) book = pb_xlsx_open("b.xlsx", data, n, 300000, &error);
  g_assert_no_error(error);
  g_assert_null(pb_xlsx_read(book, NULL, 0, &error));
  test_error(&error, PB_ERROR, PB_ERROR_INPUT, "b.xlsx", "unpacked", NULL);
  g_autoptr(pb_table) table = parse(bytes, NULL, NULL, NULL, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(pb_table_n_rows(table), ==, 19999);
}

/* However a workbook is cut short it is refused: its list of contents stands at its end. */
static void test_every_truncation(void) {
  g_autoptr(GBytes) whole = test_workbook(rows_of_all_kinds);
  gsize length;
  const void *data = g_bytes_get_data(whole, &length);
  for (gsize n = 4; n < length; n++) {
    g_autofree char *cut = g_memdup2(data, n); /* exactly n bytes, for the address sanitiser */
    GError *error = NULL;
    g_autoptr(pb_table) table = pb_plain_table_parse("b.xlsx", cut, n, NULL, NULL, NULL, &error);
    g_assert_null(table);
    test_error(&error, PB_ERROR, PB_ERROR_INPUT, "b.xlsx", NULL);
  }
}

/* A changed byte is refused by the checksum, or does not matter; never a crash. */
static void test_changed_bytes(void) {
  g_autoptr(GBytes) whole = test_workbook(rows_of_all_kinds);
  gsize length;
  const void *data = g_bytes_get_data(whole, &length);
  for (gsize at = 4; at < length; at += 3) {
    g_autofree char *changed = g_memdup2(data, length);
    changed[at] = (char)(changed[at] ^ 0x15);
    GError *error = NULL;
    g_autoptr(pb_table) table =
        pb_plain_table_parse("b.xlsx", changed, length, NULL, NULL, NULL, &error);
    g_assert_true((table == NULL) == (error != NULL));
    g_clear_error(&error);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/xlsx/same-as-csv", test_same_as_csv);
  g_test_add_func("/xlsx/cells", test_cells);
  g_test_add_func("/xlsx/sheets", test_sheets);
  g_test_add_func("/xlsx/place-of-bad-row", test_place_of_bad_row);
  g_test_add_func("/xlsx/formats", test_formats);
  g_test_add_func("/xlsx/calendar-of-1904", test_calendar_of_1904);
  g_test_add_func("/xlsx/damaged-sheets", test_damaged_sheets);
  g_test_add_func("/xlsx/no-doctype", test_no_doctype);
  g_test_add_func("/xlsx/not-a-workbook", test_not_a_workbook);
  g_test_add_func("/xlsx/too-large", test_too_large);
  g_test_add_func("/xlsx/every-truncation", test_every_truncation);
  g_test_add_func("/xlsx/changed-bytes", test_changed_bytes);
  return g_test_run();
}
