/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/tree.h"

#include <string.h>

pb_report_table *pb_report_table_new(const char *id, const char *title) {
  pb_report_table *table = g_new0(pb_report_table, 1);
  table->id = g_strdup(id);
  table->title = g_strdup(title);
  table->rows = g_ptr_array_new();
  table->indent = g_array_new(false, false, sizeof(int));
  return table;
}

static void free_row(pb_table_cell *cells, size_t n) {
  for (size_t i = 0; i < n; i++)
    g_free(cells[i].text);
  g_free(cells);
}

void pb_report_table_free(pb_report_table *table) {
  if (table == NULL)
    return;
  for (guint r = 0; r < table->rows->len; r++)
    free_row(g_ptr_array_index(table->rows, r), table->n_columns);
  g_ptr_array_unref(table->rows);
  g_array_unref(table->indent);
  for (size_t c = 0; c < table->n_columns; c++)
    g_free(table->columns[c].header);
  g_free(table->columns);
  g_free(table->id);
  g_free(table->title);
  g_free(table->subtitle);
  g_free(table->note);
  g_free(table);
}

void pb_report_table_column(pb_report_table *table, const char *header, bool number,
                            double weight) {
  g_return_if_fail(table->rows->len == 0); /* columns come before rows */
  table->columns = g_renew(pb_report_column, table->columns, table->n_columns + 1);
  table->columns[table->n_columns++] =
      (pb_report_column){.header = g_strdup(header), .number = number, .weight = weight};
}

size_t pb_report_table_row(pb_report_table *table, int indent) {
  pb_table_cell *cells = g_new0(pb_table_cell, MAX(table->n_columns, 1));
  for (size_t c = 0; c < table->n_columns; c++)
    cells[c].text = g_strdup("");
  g_ptr_array_add(table->rows, cells);
  g_array_append_val(table->indent, indent);
  return table->rows->len - 1;
}

void pb_report_table_set(pb_report_table *table, size_t row, size_t column, char *text,
                         pb_sign sign, bool strong) {
  if (row >= table->rows->len || column >= table->n_columns) {
    g_free(text);
    g_return_if_reached();
  }
  pb_table_cell *cell = (pb_table_cell *)g_ptr_array_index(table->rows, row) + column;
  g_free(cell->text);
  *cell = (pb_table_cell){.text = text ? text : g_strdup(""), .sign = sign, .strong = strong};
}

/** Blanks between thousands go, and the minus becomes the one programs read. */
static char *plain_number(const char *text) {
  GString *out = g_string_new(NULL);
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c == 0x202f || c == 0xa0 || c == 0x2009)
      continue;
    if (c == 0x2212)
      g_string_append_c(out, '-');
    else
      g_string_append_unichar(out, c);
  }
  return g_string_free(out, false);
}

static void append_field(GString *csv, const char *marked, bool number, bool last) {
  g_autofree char *plain = pb_inline_plain(marked ? marked : "");
  g_autofree char *text = number ? plain_number(plain) : g_strdup(plain);
  g_strdelimit(text, "\n\r", ' ');
  if (strpbrk(text, ";\"") != NULL) {
    g_string_append_c(csv, '"');
    for (const char *p = text; *p; p++) {
      if (*p == '"')
        g_string_append_c(csv, '"');
      g_string_append_c(csv, *p);
    }
    g_string_append_c(csv, '"');
  } else {
    g_string_append(csv, text);
  }
  g_string_append(csv, last ? "\r\n" : ";");
}

char *pb_report_table_csv(const pb_report_table *table) {
  GString *csv = g_string_new("\xef\xbb\xbf");
  size_t n = table->n_columns;
  for (size_t c = 0; c < n; c++)
    append_field(csv, table->columns[c].header, false, c + 1 == n);
  for (guint r = 0; r < table->rows->len; r++) {
    const pb_table_cell *cells = g_ptr_array_index(table->rows, r);
    for (size_t c = 0; c < n; c++)
      append_field(csv, cells[c].text, table->columns[c].number, c + 1 == n);
  }
  return g_string_free(csv, false);
}
