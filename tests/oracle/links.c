/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/oracle/links.h"

void oracle_links_add(const oracle_case *c, pb_table *table, const char *file) {
  g_autoptr(pb_table) links = oracle_case_table(c, file, NULL);
  const pb_column *i = pb_table_find(links, "i"), *j = pb_table_find(links, "j");
  pb_column *neighbours = pb_column_new("neighbours", PB_TYPE_STRING, NULL);
  for (size_t row = 0; row < pb_table_n_rows(table); row++) {
    g_autoptr(GString) names = g_string_new(NULL);
    for (size_t k = 0; k < pb_table_n_rows(links); k++)
      if (pb_column_int(i, k) == (int64_t)row + 1)
        g_string_append_printf(names, "%d ", (int)pb_column_int(j, k));
    pb_column_append_string(neighbours, names->str);
  }
  pb_table_add(table, neighbours);
}

size_t *oracle_links_degrees(const oracle_case *c, const char *file, size_t n) {
  g_autoptr(pb_table) links = oracle_case_table(c, file, NULL);
  const pb_column *i = pb_table_find(links, "i");
  size_t *degrees = g_new0(size_t, n + 1);
  for (size_t k = 0; k < pb_table_n_rows(links); k++)
    degrees[pb_column_int(i, k) - 1]++;
  return degrees;
}
