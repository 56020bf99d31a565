/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/csv_writer.h"

#include <string.h>

#include "helpers.h"
#include "io/plain_table.h"

static pb_table *some_table(void) {
  pb_table *table = pb_table_new();
  pb_column *name = pb_column_new("namn", PB_TYPE_STRING, NULL);
  pb_column *rate = pb_column_new("tal;per", PB_TYPE_DOUBLE, NULL);
  static const char *const names[] = {"Åre",        "a;b",  "a,b",    "säg \"hej\"",
                                      "två\nrader", "=1+1", " kant ", NULL};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    pb_column_append_string(name, names[i]);
    if (i == 3)
      pb_column_append_missing(rate);
    else
      pb_column_append_double(rate, (double)i * -0.5);
  }
  pb_table_add(table, name);
  pb_table_add(table, rate);
  return table;
}

static void test_styles(void) {
  g_autoptr(pb_table) table = some_table();
  g_autofree char *swedish = pb_table_to_csv(table, &pb_csv_swedish);
  g_assert_cmpstr(swedish, ==,
                  "\xEF\xBB\xBFnamn;\"tal;per\"\r\nÅre;0\r\n\"a;b\";-0,5\r\na,b;-1\r\n"
                  "\"säg \"\"hej\"\"\";\r\n\"två\nrader\";-2\r\n'=1+1;-2,5\r\n\" kant \";-3\r\n"
                  ";-3,5\r\n");
  g_autofree char *machine = pb_table_to_csv(table, &pb_csv_machine);
  g_assert_cmpstr(machine, ==,
                  "namn,tal;per\nÅre,0\na;b,-0.5\n\"a,b\",-1\n\"säg \"\"hej\"\"\",\n"
                  "\"två\nrader\",-2\n=1+1,-2.5\n\" kant \",-3\n,-3.5\n");
}

/* What is written reads back as the same table. */
static void test_round_trip(void) {
  g_autoptr(pb_table) table = some_table();
  const pb_csv_style *styles[] = {&pb_csv_machine, &pb_csv_swedish, &pb_csv_english};
  for (size_t s = 0; s < G_N_ELEMENTS(styles); s++) {
    pb_csv_style style = *styles[s];
    style.for_people = false;
    g_autofree char *text = pb_table_to_csv(table, &style);
    GError *error = NULL;
    g_autoptr(pb_table) back =
        pb_plain_table_parse("b.csv", text, strlen(text), NULL, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(pb_table_n_rows(back), ==, pb_table_n_rows(table));
    for (size_t row = 0; row < pb_table_n_rows(back); row++) {
      g_assert_cmpstr(pb_column_string(pb_table_column(back, 0), row), ==,
                      pb_column_string(pb_table_column(table, 0), row));
      if (pb_column_is_valid(pb_table_column(table, 1), row))
        g_assert_cmpfloat(pb_column_double(pb_table_column(back, 1), row), ==,
                          pb_column_double(pb_table_column(table, 1), row));
      else
        g_assert_false(pb_column_is_valid(pb_table_column(back, 1), row));
    }
  }
}

static void test_scalars(void) {
  g_autoptr(pb_result) result = pb_result_new("r");
  pb_result_set_scalar(result, "phi", 1.5, NULL);
  pb_result_set_scalar_missing(result, "rate", "per 100 000");
  g_autofree char *text = pb_result_to_csv(result, &pb_csv_machine);
  g_assert_cmpstr(text, ==, "name,value,unit\nphi,1.5,\nrate,,per 100 000\n");
}

/* A minus before anything but a number would be run as well. */
static void test_minus_guard(void) {
  pb_column *column = pb_column_new("v", PB_TYPE_STRING, NULL);
  pb_column_append_string(column, "-5");
  pb_column_append_string(column, "-2+A1");
  pb_column_append_string(column, "-");
  g_autoptr(pb_table) table = pb_table_new();
  pb_table_add(table, column);
  g_autofree char *csv = pb_table_to_csv(table, &pb_csv_swedish);
  g_assert_cmpstr(csv, ==, "\xEF\xBB\xBFv\r\n-5\r\n'-2+A1\r\n-\r\n");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/csv-writer/styles", test_styles);
  g_test_add_func("/csv-writer/round-trip", test_round_trip);
  g_test_add_func("/csv-writer/scalars", test_scalars);
  g_test_add_func("/csv-writer/minus-guard", test_minus_guard);
  return g_test_run();
}
