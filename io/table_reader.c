/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/table_reader.h"

#include <string.h>

#include "engine/error.h"
#include "engine/text.h"

typedef struct {
  const pb_text_file *file;
  const pb_table_handler *handler;
  void *data;
  size_t to_skip; /* title lines left */
  size_t width;   /* of the header; 0 before it */
  size_t n_rows, n_bad;
  bool failed;
  GError *error;
} state;

static void bad_row(state *s, size_t line, size_t column, const char *reason, const char *message) {
  pb_bad_row bad = {line, column, reason, message};
  s->n_bad++;
  s->handler->on_bad_row(&bad, s->data);
}

static bool take_header(state *s, const pb_record *record) {
  if (record->fault != PB_CSV_FINE) {
    g_set_error(&s->error, PB_ERROR, PB_ERROR_INPUT,
                _("%s:%zu:%zu: The header cannot be read: a quotation mark or a NUL byte stands "
                  "inside a name."),
                s->file->name, record->fault_line, record->fault_column);
    s->failed = true;
    return false;
  }
  s->width = record->n_cells;
  if (!s->handler->on_header)
    return true;
  g_autofree const char **headers = g_new0(const char *, s->width + 1);
  for (size_t i = 0; i < s->width; i++)
    headers[i] = record->cells[i].text;
  s->failed = !s->handler->on_header(headers, s->width, record->line, s->data, &s->error);
  return !s->failed;
}

/* Empty cells beyond the header's width come from delimiters at the end of a line. */
static bool only_empty_beyond(const pb_record *record, size_t width) {
  for (size_t i = width; i < record->n_cells; i++)
    if (record->cells[i].length)
      return false;
  return true;
}

static bool on_record(const pb_record *record, void *data) {
  state *s = data;
  if (s->to_skip) {
    s->to_skip--;
    return true;
  }
  if (!s->width)
    return take_header(s, record);
  if (record->fault == PB_CSV_STRAY_QUOTE) {
    bad_row(s, record->fault_line, record->fault_column, "stray-quote",
            _("A quotation mark stands inside a cell; the row is not used. Write it twice and put "
              "the whole cell in quotation marks."));
  } else if (record->fault == PB_CSV_NUL) {
    bad_row(s, record->fault_line, record->fault_column, "nul-byte",
            _("A cell holds a NUL byte; the row is not used. Export the table again."));
  } else if (record->n_cells < s->width || !only_empty_beyond(record, s->width)) {
    bool few = record->n_cells < s->width;
    g_autofree char *message =
        g_strdup_printf(few ? _("The row has %zu fields, fewer than the %zu of the header; it is "
                                "not used.")
                            : _("The row has %zu fields, more than the %zu of the header; it is "
                                "not used."),
                        record->n_cells, s->width);
    bad_row(s, record->line, 0, few ? "too-few-fields" : "too-many-fields", message);
  } else {
    s->n_rows++;
    s->handler->on_row(record, s->data);
  }
  return true;
}

/* The rows of a sheet as records. Cells that are not there are empty; a row ends with the header or
 * with its last filled cell, whichever is further to the right. */
static void read_sheet(state *s, const pb_xlsx_sheet *sheet) {
  g_autofree pb_cell *cells = g_new(pb_cell, MAX(sheet->width, 1));
  for (guint r = 0; r < sheet->rows->len && !s->failed; r++) {
    const pb_xlsx_row *row = &g_array_index(sheet->rows, pb_xlsx_row, r);
    const pb_xlsx_cell *filled = &g_array_index(sheet->cells, pb_xlsx_cell, row->first);
    size_t n = MAX(s->width, (size_t)filled[row->n - 1].column + 1);
    for (size_t i = 0; i < n; i++)
      cells[i] = (pb_cell){"", 0};
    for (size_t i = 0; i < row->n; i++)
      cells[filled[i].column] = (pb_cell){filled[i].text, filled[i].length};
    const pb_record record = {
        .line = row->line, .last_line = row->line, .cells = cells, .n_cells = n};
    on_record(&record, s);
  }
}

pb_read_outcome pb_table_read(const pb_text_file *file, const pb_table_handler *handler, void *data,
                              GError **error) {
  state s = {.file = file, .handler = handler, .data = data};
  s.to_skip = file->dialect.title_lines;
  g_autoptr(pb_csv_reader) reader = NULL;
  g_autoptr(GError) broken = NULL;
  bool whole = true;
  if (file->sheet) {
    read_sheet(&s, file->sheet);
  } else {
    reader =
        pb_csv_reader_new(file->name, file->dialect.delimiter, file->dialect.quote, on_record, &s);
    whole = pb_csv_reader_feed(reader, file->utf8.text, file->utf8.length, &broken) &&
            pb_csv_reader_finish(reader, &broken);
  }
  if (s.failed) {
    g_propagate_error(error, s.error);
    return PB_READ_FAILED;
  }
  if (!whole) {
    if (s.n_rows == 0 || !g_error_matches(broken, PB_ERROR, PB_ERROR_INPUT)) {
      g_propagate_error(error, g_steal_pointer(&broken));
      return PB_READ_FAILED;
    }
    pb_csv_failure failure = pb_csv_reader_failure(reader);
    bad_row(&s, failure.line, failure.column, "unclosed-quote", failure.sentence);
    return PB_READ_IN_PART;
  }
  if (s.n_rows + s.n_bad == 0) {
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s: The file has a header but no rows. Export the table again with its rows."),
                file->name);
    return PB_READ_FAILED;
  }
  return PB_READ_WHOLE;
}
