/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the cells of a table prove about its decimal and thousands marks, and how numbers are then
 * read. */
#include "io/number_marks.h"

#include <string.h>

#include "helpers.h"
#include "io/values.h"

/* Columns by '|', cells by ' ': "decimal thousands assumed" as ",.!", "-" for none. */
static void expect(const char *columns, const char *wanted) {
  g_autoptr(pb_number_evidence) evidence = pb_number_evidence_new();
  g_auto(GStrv) column = g_strsplit(columns, "|", -1);
  for (size_t c = 0; column[c]; c++) {
    g_auto(GStrv) cells = g_strsplit(column[c], " ", -1);
    for (size_t i = 0; cells[i]; i++)
      pb_number_evidence_add(evidence, c, cells[i], strlen(cells[i]));
  }
  pb_number_marks found = pb_number_evidence_decide(evidence, 0);
  char text[] = {found.decimal ? found.decimal : '-', found.thousands ? found.thousands : '-',
                 found.assumed ? '!' : '\0', '\0'};
  if (!g_str_equal(text, wanted))
    g_error("“%s”: %s, not %s", columns, text, wanted);
}

static void test_proofs(void) {
  expect("1 20 300", "--");
  expect("12,5", ",-");
  expect("12.5", ".-");
  expect("1.234,5", ",.");
  expect("1,234.5", ".,");
  expect("1.234.567", ",.");
  expect("1,234,567", ".,");
  expect("1'234'567", "-'");
  expect("1’234", "-'");
  expect("1'234,5", ",'");
  /* One cell proves for all. */
  expect("1.234|12,5", ",.");
  expect("1.234|12.5", ".-");
  expect("0,250", ",-");
  expect("1234.567", ".-");
  expect("12,5 12,75 3.5", ",-");
}

static void test_columns(void) {
  expect("1.234 987 12", ",.");
  expect("1,234 987 12", ".,");
  expect("1.234 98765", ".-");
  expect("2.024 17 2024", ".-"); /* whole numbers of four digits are not parted */
  expect("1.234 5.678", ".-!");
  expect("1,234", ",-!");
  expect("1.234|987", ".-!"); /* another column says nothing */
  expect("Örebro 1.234x v1.234 .5 5. -", "--");
  expect("01.234 2024-05-01 0114,", "--");
}

static void number(const char *text, char decimal, double wanted) {
  double value = -1;
  pb_value_status status = pb_parse_double(text, strlen(text), decimal, &pb_marks_usual, &value);
  if (status != PB_VALUE_OK)
    value = -1;
  if (value != wanted)
    g_error("“%s” with decimal %d is %g, not %g", text, decimal, value, wanted);
}

#define NONE (-1)

static void test_values(void) {
  number("1.234", ',', 1234);
  number("1.234,5", ',', 1234.5);
  number("1.234.567,25", ',', 1234567.25);
  number("1,234.5", '.', 1234.5);
  number("1'234'567.5", '.', 1234567.5);
  number("1’234,5", ',', 1234.5);
  number("1'234", 0, 1234);
  number("1.234", 0, 1.234);
  number("1,234", 0, 1.234);
  number("1.234.567", 0, 1234567);
  number("1.234,5", 0, 1234.5);
  number("1,234.5", 0, 1234.5);
  number("1234.567", ',', NONE);
  number("0.125", ',', NONE);
  number("1.23", ',', NONE);
  number("1.2345", ',', NONE);
  number("1.234.56", ',', NONE);
  number("1.234 567", ',', NONE);
  number("1 234.567", ',', NONE);
  number("1'234 567", ',', NONE);
  number("1'23", ',', NONE);
  number("1.234.567", '.', NONE);
  number("1,234,567.", '.', NONE);
  number(".123", ',', NONE);
  number("'123", ',', NONE);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/number-marks/proofs", test_proofs);
  g_test_add_func("/number-marks/columns", test_columns);
  g_test_add_func("/number-marks/values", test_values);
  return g_test_run();
}
