/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The source kind events: what its rows become. */
#include <string.h>

#include "helpers.h"

/* events.csv with these keys more in its section. */
static test_project load(const char *csv, const char *keys) {
  test_project l = {.folder = test_folder()};
  test_write(l.folder, "h.csv", csv, -1);
  g_autofree char *ini = g_strdup_printf("[project]\nperiod_end = 2025\n[source h]\nkind = "
                                         "events\npath = h.csv\nmax_rejected_percent = 100\n%s",
                                         keys);
  test_write(l.folder, "problembild.ini", ini, -1);
  test_open_project(&l);
  return l;
}

static void check_time(const pb_table *events, const char *name, size_t row, int64_t wanted) {
  const pb_column *column = pb_table_find(events, name);
  g_assert_nonnull(column);
  if (wanted == 0) {
    g_assert_false(pb_column_is_valid(column, row));
  } else {
    g_assert_true(pb_column_is_valid(column, row));
    g_assert_cmpint(pb_column_int(column, row), ==, wanted);
  }
}

/* Where a row stands, its window and its point as they are written. */
static void test_columns(void) {
  test_project l = load("starttid;slut;typ;kommun;x;y\n"
                        "2024-05-03 08:00;2024-05-03 10:30;Brand;1880;510000,5;6570000\n"
                        "2024-05-03;2024-05-04;Brand;1880;;\n"
                        "x;;Brand;1880;;\n"
                        "2024-05-03 08;2024-05-03 09;Brand;1880;510001;6570001\n"
                        "2024-05-03 08:00;;Brand;1880;510002;6570002\n",
                        "crs = EPSG:3006\ncolumns.start = starttid\n");
  const pb_dataset *d = l.dataset;
  g_assert_cmpuint(pb_table_n_rows(d->events), ==, 4);
  g_assert_cmpstr(d->sources[0].crs, ==, "EPSG:3006");
  static const int64_t lines[] = {2, 3, 5, 6};
  for (size_t row = 0; row < 4; row++) {
    g_assert_cmpint(pb_column_int(pb_table_find(d->events, "source"), row), ==, 0);
    g_assert_cmpint(pb_column_int(pb_table_find(d->events, "line"), row), ==, lines[row]);
  }
  const int64_t day = 1714694400; /* 2024-05-03 */
  check_time(d->events, "end", 0, day + 10 * 3600 + 1800);
  check_time(d->events, "end", 1, day + 2 * 86400); /* at the latest: the end of that day */
  check_time(d->events, "end", 2, day + 10 * 3600);
  check_time(d->events, "end", 3, 0);
  const pb_column *x = pb_table_find(d->events, "x"), *y = pb_table_find(d->events, "y");
  g_assert_cmpfloat(pb_column_double(x, 0), ==, 510000.5);
  g_assert_cmpfloat(pb_column_double(y, 0), ==, 6570000);
  g_assert_false(pb_column_is_valid(x, 1));
  test_close_project(&l);
}

/* Columns that no event fills are not there. */
static void test_optional_columns(void) {
  test_project l = load("handelsetid;typ;kommun\n2024-05-03 08:00;Brand;1880\n", "");
  g_assert_null(pb_table_find(l.dataset->events, "end"));
  g_assert_null(pb_table_find(l.dataset->events, "x"));
  g_assert_null(l.dataset->sources[0].crs);
  test_close_project(&l);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/events/columns", test_columns);
  g_test_add_func("/events/optional-columns", test_optional_columns);
  return g_test_run();
}
