/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headers of several rows: what is joined, and what is left as it stands. */
#include "io/header_rows.h"

#include <string.h>

#include "helpers.h"
#include "io/plain_table.h"

/* Names of the columns of a table, with " | " between. */
static void expect(const char *text, const char *wanted, const char *wanted_dialect) {
  GError *error = NULL;
  g_autofree char *dialect = NULL;
  g_autoptr(pb_diagnostics) findings = pb_diagnostics_new(10);
  g_autoptr(pb_table) table =
      pb_plain_table_parse("t.csv", text, strlen(text), NULL, findings, &dialect, &error);
  g_assert_no_error(error);
  g_autoptr(GString) names = g_string_new(NULL);
  for (size_t i = 0; i < pb_table_n_columns(table); i++)
    g_string_append_printf(names, "%s%s", i ? " | " : "",
                           pb_column_name(pb_table_column(table, i)));
  g_assert_cmpstr(names->str, ==, wanted);
  g_assert_cmpstr(dialect, ==, wanted_dialect);
}

static void test_joined(void) {
  expect(";2023;;2024;\nKommun;Antal;Per inv;Antal;Per inv\nÖrebro;1;2;3;4\n",
         "Kommun | 2023 Antal | 2023 Per inv | 2024 Antal | 2024 Per inv",
         "UTF-8, ;, LF, header of 2 lines");
  expect("Kommun;2023;;2024;\n;Antal;Per inv;Antal;Per inv\nÖrebro;1;2;3;4\n",
         "Kommun | 2023 Antal | 2023 Per inv | 2024 Antal | 2024 Per inv",
         "UTF-8, ;, LF, header of 2 lines");
  expect("Tabell 1\n\n;;Rån;;Stöld;\nKod;Kommun;2023;2024;2023;2024\n1;Örebro;1;2;3;4\n",
         "Kod | Kommun | Rån 2023 | Rån 2024 | Stöld 2023 | Stöld 2024",
         "UTF-8, ;, LF, 1 title line, header of 2 lines");
  expect(";Rån;;;;Stöld;;;\n;2023;;2024;;2023;;2024;\nKommun;M;K;M;K;M;K;M;K\nÖ;1;2;3;4;5;6;7;8\n",
         "Kommun | Rån 2023 M | Rån 2023 K | Rån 2024 M | Rån 2024 K | Stöld 2023 M | "
         "Stöld 2023 K | Stöld 2024 M | Stöld 2024 K",
         "UTF-8, ;, LF, header of 3 lines");
  /* “Kommun” has no name below, so it says nothing about the column beside it. */
  expect("Kommun;;2023;;2024;\n;Typ;Antal;Per inv;Antal;Per inv\nÖrebro;x;1;2;3;4\n",
         "Kommun | Typ | 2023 Antal | 2023 Per inv | 2024 Antal | 2024 Per inv",
         "UTF-8, ;, LF, header of 2 lines");
}

static void test_left(void) {
  /* One title, names that do not repeat, names that repeat all the same. */
  expect("Antal brott;;\nKommun;a;a\nÖrebro;1;2\n", "Kommun | a | a (2)",
         "UTF-8, ;, LF, 1 title line");
  expect(";2023;2024;\nKommun;a;b;c\nÖrebro;1;2;3\n", "Kommun | a | b | c",
         "UTF-8, ;, LF, 1 title line");
  expect(";2023;;;2024\nKommun;a;a;a;a;a\nÖrebro;1;2;3;4;5\n",
         "Kommun | a | a (2) | a (3) | a (4) | a (5)", "UTF-8, ;, LF, 1 title line");
}

/* Where the header stands once more in mid-file, both of its rows do. */
static void test_again(void) {
  static const char text[] = ";2023;;2024;\nKommun;a;b;a;b\nÖrebro;1;2;3;4\n"
                             ";2023;;2024;\nKommun;a;b;a;b\nKumla;5;6;7;8\n";
  g_autoptr(pb_diagnostics) findings = pb_diagnostics_new(10);
  GError *error = NULL;
  g_autoptr(pb_table) table =
      pb_plain_table_parse("t.csv", text, strlen(text), NULL, findings, NULL, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(pb_table_n_rows(table) + pb_diagnostics_length(findings), ==, 4);
  g_assert_cmpuint(pb_table_n_rows(table), ==, 2);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/header-rows/joined", test_joined);
  g_test_add_func("/header-rows/left", test_left);
  g_test_add_func("/header-rows/again", test_again);
  return g_test_run();
}
