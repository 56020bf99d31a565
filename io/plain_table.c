/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/plain_table.h"

#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "io/file_notes.h"
#include "io/table_reader.h"
#include "io/values.h"

/* Cells are kept as they stand until the last row has said what type a column has. Equal texts of a
 * column are stored once, so a column of codes or years costs four bytes a row. */
typedef struct {
  char *name;
  pb_column *texts;
  bool is_int, is_number, is_time;
} guess;

typedef struct {
  const pb_value_marks *marks;
  char decimal;
  GArray *columns; /* guess */
  pb_findings findings;
  const char *name;
  bool strict;
  GError *error;
} state;

static void clear_guess(gpointer p) {
  guess *column = p;
  g_free(column->name);
  pb_column_free(column->texts);
}

/* A header that no other column has: "column 3" for none, "x (2)" for a repeated one. */
static char *unique_name(const GArray *columns, const char *header) {
  g_autofree char *base = g_strstrip(g_strdup(header));
  if (!*base) {
    g_free(base);
    base = g_strdup_printf("column %u", columns->len + 1);
  }
  g_autofree char *name = g_strdup(base);
  for (guint number = 2;; number++) {
    bool taken = false;
    for (guint i = 0; i < columns->len && !taken; i++)
      taken = g_str_equal(g_array_index(columns, guess, i).name, name);
    if (!taken)
      return g_steal_pointer(&name);
    g_free(name);
    name = g_strdup_printf("%s (%u)", base, number);
  }
}

static bool on_header(const char *const *headers, size_t n, size_t line, void *data,
                      GError **error) {
  (void)line, (void)error;
  state *s = data;
  for (size_t i = 0; i < n; i++) {
    guess column = {.name = unique_name(s->columns, headers[i]),
                    .is_int = true,
                    .is_number = true,
                    .is_time = true};
    column.texts = pb_column_new(column.name, PB_TYPE_STRING, NULL);
    g_array_append_val(s->columns, column);
  }
  return true;
}

/* "0114" is a code, not the number 114. */
static bool looks_like_code(const pb_cell *cell) {
  return cell->length > 1 && cell->text[0] == '0' && g_ascii_isdigit(cell->text[1]);
}

/* A date alone is left as text: midnight would be an invention. */
static bool looks_like_time(const pb_cell *cell) {
  int64_t seconds;
  pb_precision precision;
  return pb_parse_time(cell->text, cell->length, &seconds, &precision) == PB_VALUE_OK &&
         precision > PB_PRECISION_DAY;
}

static void judge(guess *column, const pb_cell *cell, const state *s) {
  int64_t whole;
  double number;
  column->is_time = column->is_time && looks_like_time(cell);
  if (!column->is_number)
    return;
  if (looks_like_code(cell)) {
    column->is_int = column->is_number = false;
  } else if (!column->is_int ||
             pb_parse_integer(cell->text, cell->length, s->decimal, s->marks, &whole) !=
                 PB_VALUE_OK ||
             memchr(cell->text, s->decimal ? s->decimal : '.', cell->length)) {
    column->is_int = false;
    column->is_number =
        pb_parse_double(cell->text, cell->length, s->decimal, s->marks, &number) == PB_VALUE_OK;
  }
}

static void on_row(const pb_record *record, void *data) {
  state *s = data;
  for (guint i = 0; i < s->columns->len; i++) {
    guess *column = &g_array_index(s->columns, guess, i);
    const pb_cell *cell = &record->cells[i];
    if (pb_is_missing(cell->text, cell->length, s->marks)) {
      pb_column_append_missing(column->texts);
      continue;
    }
    size_t known = pb_column_n_codes(column->texts);
    pb_column_append_string(column->texts, cell->text);
    if (pb_column_n_codes(column->texts) > known)
      judge(column, cell, s); /* each distinct text once */
  }
}

static void on_bad_row(const pb_bad_row *bad, void *data) {
  state *s = data;
  pb_findings_add(&s->findings, PB_DIAG_REJECTED, bad->reason, bad->line, bad->column, NULL, NULL,
                  bad->message);
  if (!s->strict || s->error)
    return;
  if (bad->column)
    g_set_error(&s->error, PB_ERROR, PB_ERROR_INPUT, "%s:%zu:%zu: %s", s->name, bad->line,
                bad->column, bad->message);
  else
    g_set_error(&s->error, PB_ERROR, PB_ERROR_INPUT, "%s:%zu: %s", s->name, bad->line,
                bad->message);
}

static void on_aside(const pb_bad_row *aside, void *data) {
  const state *s = data;
  pb_findings_add(&s->findings, PB_DIAG_NOTE, aside->reason, aside->line, 0, NULL, NULL,
                  aside->message);
}

static pb_column *convert_times(const guess *column) {
  pb_column *typed = pb_column_new(column->name, PB_TYPE_TIME, NULL);
  for (size_t row = 0; row < pb_column_length(column->texts); row++) {
    const char *text = pb_column_string(column->texts, row);
    int64_t seconds = 0;
    pb_precision precision;
    if (text && pb_parse_time(text, strlen(text), &seconds, &precision) == PB_VALUE_OK)
      pb_column_append_int(typed, seconds);
    else
      pb_column_append_missing(typed);
  }
  return typed;
}

/* The column in its type. Distinct texts are parsed once. */
static pb_column *convert(const guess *column, const state *s) {
  size_t n = pb_column_length(column->texts), n_codes = pb_column_n_codes(column->texts);
  pb_column *typed =
      pb_column_new(column->name, column->is_int ? PB_TYPE_INT64 : PB_TYPE_DOUBLE, NULL);
  g_autofree int64_t *ints = g_new0(int64_t, MAX(n_codes, 1));
  g_autofree double *doubles = g_new0(double, MAX(n_codes, 1));
  for (size_t c = 0; c < n_codes; c++) {
    const char *text = pb_column_code_text(column->texts, (uint32_t)c);
    if (column->is_int)
      pb_parse_integer(text, strlen(text), s->decimal, s->marks, &ints[c]);
    else
      pb_parse_double(text, strlen(text), s->decimal, s->marks, &doubles[c]);
  }
  for (size_t row = 0; row < n; row++) {
    if (!pb_column_is_valid(column->texts, row))
      pb_column_append_missing(typed);
    else if (column->is_int)
      pb_column_append_int(typed, ints[pb_column_code(column->texts, row)]);
    else
      pb_column_append_double(typed, doubles[pb_column_code(column->texts, row)]);
  }
  return typed;
}

static pb_table *make_table(state *s) {
  pb_table *table = pb_table_new();
  for (guint i = 0; i < s->columns->len; i++) {
    guess *column = &g_array_index(s->columns, guess, i);
    bool has_values = pb_column_n_codes(column->texts) > 0;
    if (column->is_number && has_values)
      pb_table_add(table, convert(column, s));
    else if (column->is_time && has_values)
      pb_table_add(table, convert_times(column));
    else
      pb_table_add(table, g_steal_pointer(&column->texts));
  }
  return table;
}

static pb_table *read_table(const pb_text_file *file, const pb_plain_options *options,
                            pb_diagnostics *diagnostics, char **dialect, GError **error) {
  const pb_value_marks given = {options ? options->missing : NULL, NULL};
  g_autoptr(GArray) columns = g_array_new(FALSE, TRUE, sizeof(guess));
  g_array_set_clear_func(columns, clear_guess);
  state s = {.marks = given.missing ? &given : &pb_marks_usual,
             .decimal = file->dialect.numbers.decimal,
             .columns = columns,
             .findings = {diagnostics, "", file->name},
             .name = file->name,
             .strict = !diagnostics || (options && options->strict)};
  const pb_table_handler handler = {on_header, on_row, on_bad_row, on_aside};
  if (dialect)
    *dialect = NULL;
  if (pb_table_read(file, &handler, &s, error) == PB_READ_FAILED) {
    g_clear_error(&s.error);
    return NULL;
  }
  if (s.error) {
    g_propagate_error(error, s.error);
    return NULL;
  }
  pb_file_notes(file, &s.findings);
  if (dialect)
    *dialect = pb_text_file_dialect(file);
  return make_table(&s);
}

pb_table *pb_plain_table_read(const char *path, const pb_plain_options *options,
                              pb_diagnostics *diagnostics, char **dialect, GError **error) {
  g_auto(pb_text_file) file = {0};
  if (!pb_text_file_open(path, NULL, options ? &options->dialect : NULL, &file, error))
    return NULL;
  return read_table(&file, options, diagnostics, dialect, error);
}

pb_table *pb_plain_table_parse(const char *name, const void *bytes, size_t n,
                               const pb_plain_options *options, pb_diagnostics *diagnostics,
                               char **dialect, GError **error) {
  g_auto(pb_text_file) file = {0};
  if (!pb_text_file_from_bytes(name, bytes, n, options ? &options->dialect : NULL, &file, error))
    return NULL;
  return read_table(&file, options, diagnostics, dialect, error);
}
