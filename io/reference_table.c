/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/reference_table.h"

#include "engine/error.h"
#include "engine/text.h"
#include "io/table_reader.h"

char *pb_reference_copy(const pb_cell *cell) {
  return g_strndup(cell->text, cell->length);
}

static void set_error(const pb_reference_table *table, size_t line, const char *sentence,
                      GError **error) {
  const char *format = table->of_project ? "%s:%zu: %s" : _("Reference table %s:%zu: %s");
  g_autofree char *message = g_strdup_printf(format, table->shown, line, sentence);
  g_set_error_literal(error, PB_ERROR, PB_ERROR_INPUT, message);
}

void pb_reference_table_fail(pb_reference_table *table, const char *sentence) {
  if (!table->error)
    set_error(table, table->line, sentence, &table->error);
}

static bool on_header(const char *const *headers, size_t n, size_t line, void *data,
                      GError **error) {
  const pb_reference_table *table = data;
  bool same = g_strv_length((char **)(void *)table->headers) == n;
  for (size_t i = 0; same && i < n; i++)
    same = g_str_equal(headers[i], table->headers[i]);
  if (same)
    return true;
  g_autofree char *wanted = g_strjoinv(";", (char **)(void *)table->headers);
  g_autofree char *sentence = g_strdup_printf(_("The header must be %s."), wanted);
  set_error(table, line, sentence, error);
  return false;
}

static void on_row(const pb_record *record, void *data) {
  pb_reference_table *table = data;
  table->line = record->line;
  const char *wrong = table->on_row(table, record->cells);
  if (wrong)
    pb_reference_table_fail(table, wrong);
}

static void on_bad_row(const pb_bad_row *bad, void *data) {
  pb_reference_table *table = data;
  table->line = bad->line;
  pb_reference_table_fail(table, bad->message);
}

static bool read_file(pb_text_file *file, pb_reference_table *table, GError **error) {
  const pb_table_handler handler = {on_header, on_row, on_bad_row, NULL};
  if (pb_table_read(file, &handler, table, error) == PB_READ_FAILED) {
    g_clear_error(&table->error);
    return false;
  }
  if (!table->error)
    return true;
  g_propagate_error(error, g_steal_pointer(&table->error));
  return false;
}

bool pb_reference_table_read(const char *data_dir, const char *file_name, pb_reference_table *table,
                             GError **error) {
  g_autofree char *path = g_build_filename(data_dir, "reference", file_name, NULL);
  const pb_dialect_override semicolon = {.delimiter = ';'};
  g_auto(pb_text_file) file = {0};
  if (!pb_text_file_open(path, NULL, &semicolon, &file, error))
    return false;
  file.dialect.title_lines = 0; /* the form is fixed */
  file.dialect.header_lines = 1;
  table->shown = path;
  bool done = read_file(&file, table, error);
  table->shown = NULL;
  return done;
}

bool pb_reference_table_read_own(const char *path, const char *shown, pb_reference_table *table,
                                 GError **error) {
  g_auto(pb_text_file) file = {0};
  if (!pb_text_file_open(path, shown, NULL, &file, error))
    return false;
  table->shown = shown;
  table->of_project = true;
  return read_file(&file, table, error);
}
