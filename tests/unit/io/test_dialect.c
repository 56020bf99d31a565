/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/dialect.h"

#include <string.h>

#include "engine/error.h"
#include "helpers.h"

static void expect(const char *text, const char *wanted) {
  pb_encoding_info encoding = {PB_ENCODING_UTF8, false, 0};
  pb_dialect dialect = pb_dialect_detect(text, strlen(text), NULL);
  g_autofree char *printed = pb_dialect_text(&encoding, &dialect);
  g_assert_cmpstr(printed, ==, wanted);
}

static void test_delimiters(void) {
  expect("a;b\n1;2\n", "UTF-8, ;, LF");
  expect("a,b\n1,2\n", "UTF-8, ,, LF");
  expect("a\tb\n1\t2\n", "UTF-8, tab, LF");
  expect("a|b\n1|2\n", "UTF-8, |, LF");
  expect("a;b\n1,5;2,5\n", "UTF-8, ;, LF, decimal comma");
  expect("a,b\n1.5,2\n", "UTF-8, ,, LF, decimal point");
  expect("id;typ;lat\n1;Mord, försök;59,3\n2;Stöld;59,1\n", "UTF-8, ;, LF, decimal comma");
  expect("namn,antal\n\"a;b;c\",3\n\"d;e;f\",4\n", "UTF-8, ,, LF");
  expect("a\n1\n2\n", "UTF-8, ;, LF"); /* one column: any delimiter does */
}

static void test_line_ends(void) {
  expect("a;b\r\n1;2\r\n", "UTF-8, ;, CRLF");
  expect("a;b\r1;2\r", "UTF-8, ;, CR");
  expect("a;b\n\"1\r\n2\";3\n4;5\n", "UTF-8, ;, LF");
}

static void test_title_lines(void) {
  expect("Tabell 1. Anmälda brott, hela landet, 2024.;;\na;b;c\n1;2;3\n",
         "UTF-8, ;, LF, 1 title line");
  expect("Tabell 1\n\nEnhet: antal\na;b;c\n1;2;3\n4;5;6\n7;8;9\n", "UTF-8, ;, LF, 2 title lines");
  expect("a;b;c\n1;;\n2;;\n", "UTF-8, ;, LF");
}

static void test_lists_are_no_decimals(void) {
  expect("a;b\n0114;0114, 0115\n", "UTF-8, ;, LF");
  expect("a;b\n2024-05-01;x\n", "UTF-8, ;, LF");
  expect("a;b\n1 234,5;x\n", "UTF-8, ;, LF, decimal comma");
}

static void test_numbers(void) {
  expect("a;b\n1.234;5\n2.345;7\n", "UTF-8, ;, LF, decimal point (assumed)");
  expect("a;b\n1,234;5\n", "UTF-8, ;, LF, decimal comma (assumed)");
  expect("a;b\n1.234;5\n234;7\n", "UTF-8, ;, LF, decimal comma, thousands point");
  expect("a;b\n\"1,234.5\";5\n", "UTF-8, ;, LF, decimal point, thousands comma");
  expect("a;b\n1'234;5\n", "UTF-8, ;, LF, thousands apostrophe");
  /* Years of a header and titles above it are no numbers of the column. */
  expect("a;2023;2024\nx;1.234;987\ny;567;1\n", "UTF-8, ;, LF, decimal comma, thousands point");
  expect("Tabell 3.5;;\n\na;2023;2024\nx;1.234;987\ny;567;1\n",
         "UTF-8, ;, LF, decimal comma, thousands point, 1 title line");
}

static void test_override(void) {
  const char text[] = "a;b,c\n1;2,3\n";
  pb_dialect_override override = {NULL, ',', '.'};
  pb_dialect dialect = pb_dialect_detect(text, strlen(text), &override);
  g_assert_cmpint(dialect.delimiter, ==, ',');
  g_assert_cmpint(dialect.numbers.decimal, ==, '.');
}

static void test_parse(void) {
  char c = 'x';
  GError *error = NULL;
  g_assert_true(pb_delimiter_parse("tab", &c, &error) && c == '\t');
  g_assert_true(pb_delimiter_parse(";", &c, &error) && c == ';');
  g_assert_true(pb_delimiter_parse(NULL, &c, &error) && c == 0);
  g_assert_false(pb_delimiter_parse(":", &c, &error));
  test_error(&error, PB_ERROR, PB_ERROR_USAGE, "“:”", NULL);
  g_assert_true(pb_decimal_parse("comma", &c, &error) && c == ',');
  g_assert_false(pb_decimal_parse("dot", &c, &error));
  test_error(&error, PB_ERROR, PB_ERROR_USAGE, "comma, point", NULL);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/dialect/delimiters", test_delimiters);
  g_test_add_func("/dialect/line-ends", test_line_ends);
  g_test_add_func("/dialect/title-lines", test_title_lines);
  g_test_add_func("/dialect/lists", test_lists_are_no_decimals);
  g_test_add_func("/dialect/numbers", test_numbers);
  g_test_add_func("/dialect/override", test_override);
  g_test_add_func("/dialect/parse", test_parse);
  return g_test_run();
}
