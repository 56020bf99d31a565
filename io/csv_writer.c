/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/csv_writer.h"

#include <string.h>

#include "io/cell_text.h"
#include "io/json_writer.h"

const pb_csv_style pb_csv_swedish = {';', ',', true, true, true};
const pb_csv_style pb_csv_english = {',', '.', true, true, true};
const pb_csv_style pb_csv_machine = {',', '.', false, false, false};

typedef struct {
  GString *text;
  const pb_csv_style *style;
  bool row_begun;
} writer;

/* A spreadsheet runs a text that begins so as a formula; a negative number is none. */
static bool looks_like_formula(const char *text) {
  if (*text == '-')
    return text[1 + strspn(text + 1, "0123456789.,x ")] != '\0';
  return *text && strchr("=+@\t", *text) != NULL;
}

static void put(writer *w, const char *text, bool is_text) {
  if (w->row_begun)
    g_string_append_c(w->text, w->style->delimiter);
  w->row_begun = true;
  if (!text)
    return;
  const char *guard = w->style->for_people && is_text && looks_like_formula(text) ? "'" : "";
  const char special[] = {w->style->delimiter, '"', '\n', '\r', '\0'};
  size_t n = strlen(text);
  bool quote = strpbrk(text, special) || (n && (text[0] == ' ' || text[n - 1] == ' '));
  if (!quote) {
    g_string_append(w->text, guard);
    g_string_append(w->text, text);
    return;
  }
  g_string_append_c(w->text, '"');
  g_string_append(w->text, guard);
  for (const char *p = text; *p; p++) {
    if (*p == '"')
      g_string_append_c(w->text, '"');
    g_string_append_c(w->text, *p);
  }
  g_string_append_c(w->text, '"');
}

static void end_row(writer *w) {
  g_string_append(w->text, w->style->crlf ? "\r\n" : "\n");
  w->row_begun = false;
}

static writer start(const pb_csv_style *style) {
  return (writer){g_string_new(style->bom ? "\xEF\xBB\xBF" : ""), style, false};
}

static char *write_columns(const pb_column *const *columns, size_t n, const pb_csv_style *style) {
  writer w = start(style);
  for (size_t i = 0; i < n; i++)
    put(&w, pb_column_name(columns[i]), true);
  if (n)
    end_row(&w);
  size_t rows = n ? pb_column_length(columns[0]) : 0;
  for (size_t row = 0; row < rows; row++) {
    for (size_t i = 0; i < n; i++) {
      g_autofree char *text = pb_cell_text(columns[i], row, style->decimal);
      put(&w, text, pb_column_type(columns[i]) == PB_TYPE_STRING);
    }
    end_row(&w);
  }
  return g_string_free(w.text, FALSE);
}

char *pb_table_to_csv(const pb_table *table, const pb_csv_style *style) {
  size_t n = pb_table_n_columns(table);
  g_autofree const pb_column **columns = g_new(const pb_column *, n + 1);
  for (size_t i = 0; i < n; i++)
    columns[i] = pb_table_column(table, i);
  return write_columns(columns, n, style);
}

static char *write_scalars(const pb_result *result, const pb_csv_style *style) {
  writer w = start(style);
  put(&w, "name", true);
  put(&w, "value", true);
  put(&w, "unit", true);
  end_row(&w);
  for (size_t i = 0; i < pb_result_n_scalars(result); i++) {
    const char *name, *unit;
    double value;
    bool valid;
    pb_result_scalar_at(result, i, &name, &value, &valid, &unit);
    g_autofree char *text = valid ? pb_number_text(value) : NULL;
    put(&w, name, true);
    put(&w, text ? g_strdelimit(text, ".", style->decimal) : NULL, false);
    put(&w, unit, true);
    end_row(&w);
  }
  return g_string_free(w.text, FALSE);
}

char *pb_result_to_csv(const pb_result *result, const pb_csv_style *style) {
  size_t n = pb_result_n_columns(result);
  if (n == 0)
    return write_scalars(result, style);
  g_autofree const pb_column **columns = g_new(const pb_column *, n);
  for (size_t i = 0; i < n; i++)
    columns[i] = pb_result_column(result, i);
  return write_columns(columns, n, style);
}
