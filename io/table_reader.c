/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/table_reader.h"

#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "io/header_rows.h"

typedef struct {
  const pb_text_file *file;
  const pb_table_handler *handler;
  void *data;
  size_t to_skip;    /* title lines left */
  GPtrArray *header; /* GStrv, one for each record of the header */
  size_t width;      /* of the header; 0 before it */
  size_t named;      /* without the columns at the end that have no name */
  char **headers;
  pb_cell *padded; /* a short row, filled up to the width */
  bool in_notes;   /* the last line was a footnote */
  size_t n_rows, n_bad;
  bool failed;
  GError *error;
  pb_csv_reader *reader;
  GError *broken; /* why the text cannot be read on */
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
  g_ptr_array_add(s->header, pb_record_texts(record));
  if (s->header->len < s->file->dialect.header_lines)
    return true;
  s->headers = pb_header_join((char *const *const *)(void *)s->header->pdata, s->header->len);
  s->width = s->named = record->n_cells;
  while (s->named > 1 && !*s->headers[s->named - 1])
    s->named--;
  if (!s->handler->on_header)
    return true;
  s->failed = !s->handler->on_header((const char *const *)s->headers, s->width, record->line,
                                     s->data, &s->error);
  return !s->failed;
}

/* Empty cells beyond the header's width come from delimiters at the end of a line. */
static bool only_empty_beyond(const pb_record *record, size_t width) {
  for (size_t i = width; i < record->n_cells; i++)
    if (record->cells[i].length)
      return false;
  return true;
}

/* The same cells as a record of the header, but for empty ones at the end. */
static bool is_row_again(char *const *row, const pb_record *record) {
  size_t i = 0;
  for (; row[i] && i < record->n_cells; i++)
    if (strcmp(record->cells[i].text, row[i]) != 0)
      return false;
  while (row[i] && !*row[i])
    i++;
  return !row[i];
}

static bool is_header_again(const state *s, const pb_record *record) {
  for (guint i = 0; i < s->header->len; i++)
    if (is_row_again(g_ptr_array_index(s->header, i), record))
      return true;
  return false;
}

/* How notes below tables begin. */
static bool begins_as_note(const char *text) {
  static const char *const words[] = {
      "källa",     "kalla",   "anm",       "not:", "not.",
      "fotnot",    "note",    "source",    "obs",  "senast uppdaterad",
      "uppgifter", "kontakt", "copyright", "©",    "*",
      "†"};
  g_autofree char *folded = g_utf8_casefold(text, -1);
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    if (g_str_has_prefix(folded, words[i]))
      return true;
  size_t digits = strspn(text, "0123456789");
  return digits >= 1 && digits <= 2 && (text[digits] == ')' || text[digits] == '.') &&
         text[digits + 1] == ' ';
}

static bool is_sentence(const char *text) {
  size_t blanks = 0;
  for (const char *p = text; *p; p++)
    blanks += *p == ' ';
  return blanks >= 3 && strlen(text) >= 20;
}

static bool is_footnote(const state *s, const pb_record *record) {
  if (record->fault == PB_CSV_STRAY_QUOTE)
    return s->in_notes;
  if (record->fault != PB_CSV_FINE || s->width < 2 || !record->n_cells || !record->cells[0].length)
    return false;
  const char *first = record->cells[0].text;
  bool alone = only_empty_beyond(record, 1);
  if (!alone && record->n_cells == s->width)
    return false;
  return begins_as_note(first) || (alone && is_sentence(first)) || (alone && s->in_notes);
}

static bool set_aside(state *s, const pb_record *record, const char *reason, const char *message) {
  if (!s->handler->on_aside)
    return false;
  const pb_bad_row aside = {record->line, 0, reason, message};
  s->handler->on_aside(&aside, s->data);
  return true;
}

/* A row without the cells at its end that have no header. */
static const pb_record *fill_up(state *s, const pb_record *record, pb_record *full) {
  if (record->n_cells >= s->width)
    return record;
  if (!s->padded)
    s->padded = g_new0(pb_cell, s->width);
  for (size_t i = 0; i < s->width; i++)
    s->padded[i] = i < record->n_cells ? record->cells[i] : (pb_cell){"", 0};
  *full = *record;
  full->cells = s->padded;
  full->n_cells = s->width;
  return full;
}

/* Footnotes and repeated headers; only lines that could be one are looked at closely. */
static bool is_aside(state *s, const pb_record *record) {
  bool unusual = record->n_cells != s->width || s->in_notes || !record->cells[1].length;
  if (record->fault == PB_CSV_FINE && record->n_cells && is_header_again(s, record))
    return set_aside(s, record, "repeated-header",
                     _("The header stands here once more; the line is left out."));
  s->in_notes = unusual && is_footnote(s, record) &&
                set_aside(s, record, "footnote", _("The line is a note and is left out."));
  return s->in_notes;
}

static bool on_record(const pb_record *record, void *data) {
  state *s = data;
  if (s->to_skip) {
    s->to_skip--;
    return true;
  }
  if (!s->width)
    return take_header(s, record);
  if (s->width > 1 && is_aside(s, record))
    return true;
  if (record->fault == PB_CSV_STRAY_QUOTE) {
    bad_row(s, record->fault_line, record->fault_column, "stray-quote",
            _("A quotation mark stands inside a cell; the row is not used. Write it twice and put "
              "the whole cell in quotation marks."));
  } else if (record->fault == PB_CSV_NUL) {
    bad_row(s, record->fault_line, record->fault_column, "nul-byte",
            _("A cell holds a NUL byte; the row is not used. Export the table again."));
  } else if (record->n_cells < s->named || !only_empty_beyond(record, s->width)) {
    bool few = record->n_cells < s->named;
    g_autofree char *message =
        g_strdup_printf(few ? _("The row has %zu fields, fewer than the %zu of the header; it is "
                                "not used.")
                            : _("The row has %zu fields, more than the %zu of the header; it is "
                                "not used."),
                        record->n_cells, s->width);
    bad_row(s, record->line, 0, few ? "too-few-fields" : "too-many-fields", message);
  } else {
    pb_record full;
    s->n_rows++;
    s->handler->on_row(fill_up(s, record, &full), s->data);
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

static bool on_text(const char *text, size_t n, void *data) {
  state *s = data;
  size_t before = s->n_rows;
  bool fine = pb_csv_reader_feed(s->reader, text, n, &s->broken);
  if (s->file->watch)
    s->file->watch->now.rows += s->n_rows - before;
  return fine && !pb_csv_reader_stopped(s->reader);
}

/* False when the bytes cannot be had; a text that is broken is another matter. */
static bool read_text(state *s, GError **error) {
  const pb_dialect *dialect = &s->file->dialect;
  s->reader = pb_csv_reader_new(s->file->name, dialect->delimiter, dialect->quote, on_record, s);
  if (!pb_text_file_read(s->file, on_text, s, error))
    return false;
  if (!s->broken)
    pb_csv_reader_finish(s->reader, &s->broken);
  return true;
}

static pb_read_outcome read_records(state *s, GError **error) {
  const pb_text_file *file = s->file;
  if (file->sheet)
    read_sheet(s, file->sheet);
  else if (!read_text(s, error))
    return PB_READ_FAILED;
  if (s->failed) {
    g_propagate_error(error, s->error);
    return PB_READ_FAILED;
  }
  if (s->broken) {
    if (s->n_rows == 0 || !g_error_matches(s->broken, PB_ERROR, PB_ERROR_INPUT)) {
      g_propagate_error(error, g_steal_pointer(&s->broken));
      return PB_READ_FAILED;
    }
    pb_csv_failure failure = pb_csv_reader_failure(s->reader);
    bad_row(s, failure.line, failure.column, "unclosed-quote", failure.sentence);
    return PB_READ_IN_PART;
  }
  if (s->n_rows + s->n_bad == 0) {
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s: The file has a header but no rows. Export the table again with its rows."),
                file->name);
    return PB_READ_FAILED;
  }
  return PB_READ_WHOLE;
}

pb_read_outcome pb_table_read(const pb_text_file *file, const pb_table_handler *handler, void *data,
                              GError **error) {
  g_autoptr(GPtrArray) header = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  state s = {.file = file, .handler = handler, .data = data, .header = header};
  s.to_skip = file->dialect.title_lines;
  pb_read_outcome outcome = read_records(&s, error);
  pb_csv_reader_free(s.reader);
  g_clear_error(&s.broken);
  g_strfreev(s.headers);
  g_free(s.padded);
  return outcome;
}
