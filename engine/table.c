/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/table.h"

struct pb_table {
  GPtrArray *columns;
  GPtrArray *owned; /* those of them that are the table's */
};

pb_table *pb_table_new(void) {
  pb_table *table = g_new0(pb_table, 1);
  table->columns = g_ptr_array_new();
  table->owned = g_ptr_array_new_with_free_func((GDestroyNotify)pb_column_free);
  return table;
}

void pb_table_free(pb_table *table) {
  if (!table)
    return;
  g_ptr_array_unref(table->columns);
  g_ptr_array_unref(table->owned);
  g_free(table);
}

void pb_table_add(pb_table *table, pb_column *column) {
  g_return_if_fail(table->columns->len == 0 || pb_column_length(column) == pb_table_n_rows(table));
  pb_column_fit(column);
  g_ptr_array_add(table->columns, column);
  g_ptr_array_add(table->owned, column);
}

void pb_table_borrow(pb_table *table, const pb_column *column) {
  g_return_if_fail(table->columns->len == 0 || pb_column_length(column) == pb_table_n_rows(table));
  g_ptr_array_add(table->columns, (pb_column *)(void *)column);
}

size_t pb_table_n_rows(const pb_table *table) {
  return table->columns->len ? pb_column_length(g_ptr_array_index(table->columns, 0)) : 0;
}

size_t pb_table_n_columns(const pb_table *table) {
  return table->columns->len;
}

const pb_column *pb_table_column(const pb_table *table, size_t index) {
  g_return_val_if_fail(index < table->columns->len, NULL);
  return g_ptr_array_index(table->columns, index);
}

pb_column *pb_table_edit(pb_table *table, const char *name) {
  for (guint i = 0; i < table->columns->len; i++) {
    pb_column *column = g_ptr_array_index(table->columns, i);
    if (g_str_equal(pb_column_name(column), name))
      return column;
  }
  return NULL;
}

const pb_column *pb_table_find(const pb_table *table, const char *name) {
  return pb_table_edit((pb_table *)(void *)table, name);
}
