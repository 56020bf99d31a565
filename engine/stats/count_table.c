/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/count_table.h"

#include "engine/stats/input.h"

/* Ids need no labels of the data: positions are as good, and none is taken for a total. */
static GPtrArray *positions(size_t n) {
  GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
  for (size_t i = 0; i < n; i++)
    g_ptr_array_add(texts, g_strdup_printf("%zu", i));
  return texts;
}

bool pb_count_table_read(const pb_table *input, pb_count_table *counts, const char **reason,
                         GError **error) {
  const pb_column *count = pb_table_find(input, "count");
  if (!pb_input_check_counts(count, error))
    return false;
  *reason = NULL;
  pb_cross_table *table =
      pb_cross_table_new(pb_table_find(input, "row"), pb_table_find(input, "column"), count);
  counts->table = table;
  size_t n_rows = table->rows->len, n_columns = table->columns->len;
  counts->n = (n_rows + 1) * (n_columns + 1);
  if (table->n_used == 0)
    *reason = N_("No row of the table has a row label, a column label and a count.");
  else if (counts->n > PB_COUNT_TABLE_MAX)
    *reason = N_("The table has more than 20 000 cells. Split it, or put rows together.");
  if (*reason)
    return true;
  g_autoptr(GPtrArray) rows = positions(n_rows);
  g_autoptr(GPtrArray) columns = positions(n_columns);
  const pb_disclosure_dimension dimensions[] = {
      {(const char *const *)rows->pdata, n_rows},
      {(const char *const *)columns->pdata, n_columns},
  };
  g_autofree uint32_t *cells = g_new(uint32_t, counts->n);
  counts->problem = pb_disclosure_problem_new();
  return pb_disclosure_add_table(counts->problem, "table", dimensions, 2, table->count, cells,
                                 error);
}

void pb_count_table_clear(pb_count_table *counts) {
  pb_cross_table_free(counts->table);
  pb_disclosure_problem_free(counts->problem);
}

void pb_count_table_put(const pb_count_table *counts, pb_result *result) {
  const pb_cross_table *table = counts->table;
  pb_column *row = pb_result_add_column(result, "row", PB_TYPE_STRING, NULL);
  pb_column *column = pb_result_add_column(result, "column", PB_TYPE_STRING, NULL);
  pb_column *total = pb_result_add_column(result, "total", PB_TYPE_INT64, NULL);
  size_t width = table->columns->len + 1;
  for (size_t i = 0; i < counts->n; i++) {
    size_t r = i / width, c = i % width;
    bool row_total = r == table->rows->len, column_total = c == table->columns->len;
    pb_column_append_string(row, row_total ? NULL : table->rows->pdata[r]);
    pb_column_append_string(column, column_total ? NULL : table->columns->pdata[c]);
    pb_column_append_int(total, row_total || column_total);
  }
  pb_result_set_counts(result, table->n_used, table->n_missing);
}
