/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/csv_reader.h"

#include <csv.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "io/text_lines.h"

/* A whole line without a quotation mark is split here. Any other goes to libcsv, which calls back
 * with cells but not with positions: whatever it calls back during a line stands on that line. */

/* libcsv's state between records (its ROW_NOT_BEGUN). */
#define BETWEEN_RECORDS 0

struct pb_csv_reader {
  struct csv_parser parser;
  char *name;
  char delimiter, quote;
  bool only_libcsv;
  pb_record_func on_record;
  void *data;

  pb_text_lines lines;
  bool in_line;   /* slices of a longer line have been fed */
  GError **error; /* of the call that pushes text in */

  size_t line;        /* of the next byte */
  size_t record_line; /* where the record being read begins */
  GString
      *unfinished; /* text of that record from the start of its first line, when it is in slices */
  bool skipping;   /* the rest of a line with a stray quote */
  bool stopped, failed;
  pb_csv_failure failure;

  GString *text;   /* cells of the record, each with a NUL after it */
  GArray *offsets; /* size_t: where each begins in `text` */
  pb_cell *cells;
  size_t n_cells, room_for_cells;
  size_t nul_line, nul_column;
};

typedef struct {
  size_t line, column;
} place;

static void start_parser(pb_csv_reader *reader) {
  csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI);
  csv_set_delim(&reader->parser, (unsigned char)reader->delimiter);
  csv_set_quote(&reader->parser, (unsigned char)reader->quote);
  csv_set_blk_size(&reader->parser, 16 * 1024);
}

static void on_cell(void *text, size_t n, void *data) {
  pb_csv_reader *reader = data;
  g_array_append_val(reader->offsets, reader->text->len);
  if (n)
    g_string_append_len(reader->text, text, (gssize)n);
  g_string_append_c(reader->text, '\0');
}

static void forget_record(pb_csv_reader *reader) {
  g_string_truncate(reader->text, 0);
  g_array_set_size(reader->offsets, 0);
  reader->nul_line = 0;
}

static void hand_over(pb_csv_reader *reader, const pb_record *record) {
  if (!reader->stopped && !reader->on_record(record, reader->data))
    reader->stopped = true;
}

static void add_cell(pb_csv_reader *reader, const char *text, size_t length) {
  if (reader->n_cells == reader->room_for_cells) {
    reader->room_for_cells = MAX(reader->room_for_cells * 2, 32);
    reader->cells = g_renew(pb_cell, reader->cells, reader->room_for_cells);
  }
  reader->cells[reader->n_cells++] = (pb_cell){text, length};
}

static void on_end_of_record(int terminator, void *data) {
  (void)terminator;
  pb_csv_reader *reader = data;
  guint n = reader->offsets->len;
  const size_t *offsets = (const size_t *)(void *)reader->offsets->data;
  reader->n_cells = 0;
  for (guint i = 0; i < n; i++) {
    size_t end = i + 1 < n ? offsets[i + 1] : reader->text->len;
    add_cell(reader, reader->text->str + offsets[i], end - offsets[i] - 1);
  }
  pb_record record = {.line = reader->record_line,
                      .last_line = reader->line,
                      .cells = reader->cells,
                      .n_cells = n,
                      .fault = reader->nul_line ? PB_CSV_NUL : PB_CSV_FINE,
                      .fault_line = reader->nul_line,
                      .fault_column = reader->nul_line ? reader->nul_column : 0};
  hand_over(reader, &record);
  forget_record(reader);
}

/* Walk from the start of a record to `stop`: where that is, and where the last quotation mark that
 * opened a cell stands. Only called when something is wrong. */
static place walk(const pb_csv_reader *reader, const char *text, size_t stop, place *opening) {
  place at = {reader->record_line, 1};
  enum { CELL_START, PLAIN, QUOTED, CLOSED } state = CELL_START;
  *opening = at;
  for (size_t i = 0; i < stop; i++) {
    char c = text[i];
    bool line_end = c == '\n' || c == '\r';
    if (c == reader->quote && state == CELL_START) {
      *opening = at;
      state = QUOTED;
    } else if (c == reader->quote && state == QUOTED) {
      state = CLOSED;
    } else if (c == reader->quote && state == CLOSED) {
      state = QUOTED; /* two quotation marks are one */
    } else if (state != QUOTED) {
      if (c == reader->delimiter || line_end)
        state = CELL_START;
      else if (c != ' ' && c != '\t')
        state = PLAIN;
    }
    if (c == '\n' || (c == '\r' && (i + 1 >= stop || text[i + 1] != '\n'))) {
      at.line++;
      at.column = 1;
    } else if (((unsigned char)c & 0xC0) != 0x80) {
      at.column++;
    }
  }
  return at;
}

static bool fail_at(pb_csv_reader *reader, place at, const char *sentence, GError **error) {
  reader->failed = true;
  reader->failure = (pb_csv_failure){at.line, at.column, sentence};
  g_set_error(error, PB_ERROR, PB_ERROR_INPUT, "%s:%zu:%zu: %s", reader->name, at.line, at.column,
              sentence);
  return false;
}

static bool fail_unclosed(pb_csv_reader *reader, place opening, GError **error) {
  return fail_at(reader, opening,
                 _("A quotation mark opens here and is never closed properly, so nothing from this "
                   "line on can be read. Close it, or write it twice if it belongs to the text."),
                 error);
}

/* The text of the record so far followed by the slice; the caller frees *owned. */
static const char *record_text(const pb_csv_reader *reader, const char *slice, size_t n,
                               size_t *before, char **owned) {
  *before = reader->unfinished->len;
  *owned = NULL;
  if (!*before)
    return slice;
  GString *joined = g_string_new_len(reader->unfinished->str, (gssize)reader->unfinished->len);
  g_string_append_len(joined, slice, (gssize)n);
  *owned = g_string_free(joined, FALSE);
  return *owned;
}

static bool stray_quote(pb_csv_reader *reader, const char *slice, size_t n, size_t offset,
                        GError **error) {
  size_t before;
  g_autofree char *owned = NULL;
  const char *text = record_text(reader, slice, n, &before, &owned);
  place opening, at = walk(reader, text, before + offset, &opening);
  if (opening.line < at.line && reader->parser.quoted)
    return fail_unclosed(reader, opening, error);
  pb_record record = {.line = reader->record_line,
                      .last_line = at.line,
                      .fault = PB_CSV_STRAY_QUOTE,
                      .fault_line = at.line,
                      .fault_column = at.column};
  hand_over(reader, &record);
  forget_record(reader);
  csv_free(&reader->parser);
  start_parser(reader);
  reader->skipping = true;
  return true;
}

static void note_nul(pb_csv_reader *reader, const char *slice, size_t n, size_t offset) {
  size_t before;
  g_autofree char *owned = NULL;
  const char *text = record_text(reader, slice, n, &before, &owned);
  place opening, at = walk(reader, text, before + offset, &opening);
  reader->nul_line = at.line;
  reader->nul_column = at.column;
}

static bool fail_at_slice(pb_csv_reader *reader, GError **error) {
  if (csv_error(&reader->parser) == CSV_EPARSE)
    return true;
  reader->failed = true;
  g_set_error(error, PB_ERROR, PB_ERROR_MEMORY,
              _("%s:%zu: There is not enough memory for a cell of %zu bytes."), reader->name,
              reader->line, reader->parser.entry_pos);
  return false;
}

/* A cell or a row that is too large to be one. */
static bool check_size(pb_csv_reader *reader, GError **error) {
  bool large_cell = reader->parser.entry_pos > PB_CSV_MAX_CELL;
  if (!large_cell && reader->unfinished->len <= PB_CSV_MAX_RECORD)
    return true;
  place opening;
  walk(reader, reader->unfinished->str, reader->unfinished->len, &opening);
  if (reader->parser.quoted)
    return fail_unclosed(reader, opening, error);
  return fail_at(reader, (place){reader->line, 1},
                 large_cell
                     ? _("A cell on this line is larger than one million bytes. This is probably "
                         "not a table of text; check the file.")
                     : _("This line is longer than four million bytes. This is probably not a "
                         "table of text; check the file."),
                 error);
}

/* One slice to libcsv. `ends_line` when its last byte is a line end. */
static bool feed_slice(pb_csv_reader *reader, const char *slice, size_t n, bool ends_line,
                       GError **error) {
  if (!reader->skipping) {
    const char *nul = reader->nul_line ? NULL : memchr(slice, 0, n);
    if (nul)
      note_nul(reader, slice, n, (size_t)(nul - slice));
    size_t used = csv_parse(&reader->parser, slice, n, on_cell, on_end_of_record, reader);
    if (used < n && (!fail_at_slice(reader, error) || !stray_quote(reader, slice, n, used, error)))
      return false;
  }
  bool record_open = reader->parser.pstate != BETWEEN_RECORDS;
  if (!reader->skipping && (record_open || !ends_line))
    g_string_append_len(reader->unfinished, slice, (gssize)n);
  else if (reader->unfinished->len)
    g_string_truncate(reader->unfinished, 0);
  if (ends_line && !record_open)
    reader->nul_line = 0;
  return check_size(reader, error);
}

static bool is_blank(const pb_csv_reader *reader, char c) {
  return (c == ' ' || c == '\t') && c != reader->delimiter;
}

/* A line without quotation marks and NUL bytes, exactly as libcsv reads it. */
static void split_line(pb_csv_reader *reader, const char *line, size_t n) {
  while (n && (line[n - 1] == '\n' || line[n - 1] == '\r'))
    n--;
  g_string_set_size(reader->text, n);
  char *at = reader->text->str, *end = at + n;
  memcpy(at, line, n);
  reader->n_cells = 0;
  for (char *next; at; at = next) {
    char *stop = memchr(at, reader->delimiter, (size_t)(end - at));
    next = stop ? stop + 1 : NULL;
    stop = stop ? stop : end;
    while (at < stop && is_blank(reader, *at))
      at++;
    while (at < stop && is_blank(reader, stop[-1]))
      stop--;
    *stop = '\0';
    add_cell(reader, at, (size_t)(stop - at));
  }
  const pb_record record = {.line = reader->line,
                            .last_line = reader->line,
                            .cells = reader->cells,
                            .n_cells = reader->n_cells};
  if (record.n_cells > 1 || record.cells[0].length) /* else a blank line */
    hand_over(reader, &record);
  g_string_truncate(reader->text, 0);
}

static bool take_slice(const pb_text_slice *slice, void *data) {
  pb_csv_reader *reader = data;
  bool between = reader->parser.pstate == BETWEEN_RECORDS && reader->unfinished->len == 0;
  if (between)
    reader->record_line = reader->line;
  bool whole = slice->ends_line && !reader->in_line;
  if (slice->plain && whole && between && !reader->skipping && !reader->only_libcsv)
    split_line(reader, slice->text, slice->n);
  else if (!feed_slice(reader, slice->text, slice->n, slice->ends_line, reader->error))
    return false;
  reader->in_line = !slice->ends_line;
  if (slice->ends_line) {
    reader->line++;
    reader->skipping = false;
  }
  return !reader->stopped;
}

pb_csv_reader *pb_csv_reader_new(const char *name, char delimiter, char quote,
                                 pb_record_func on_record, void *data) {
  pb_csv_reader *reader = g_new0(pb_csv_reader, 1);
  reader->name = g_strdup(name);
  reader->delimiter = delimiter;
  reader->quote = quote;
  reader->on_record = on_record;
  reader->data = data;
  reader->line = reader->record_line = 1;
  reader->lines = (pb_text_lines){.quote = quote, .on_slice = take_slice, .data = reader};
  reader->unfinished = g_string_new(NULL);
  reader->text = g_string_sized_new(1024);
  reader->offsets = g_array_new(FALSE, FALSE, sizeof(size_t));
  start_parser(reader);
  return reader;
}

void pb_csv_reader_free(pb_csv_reader *reader) {
  if (!reader)
    return;
  csv_free(&reader->parser);
  g_free(reader->name);
  pb_text_lines_clear(&reader->lines);
  g_string_free(reader->unfinished, TRUE);
  g_string_free(reader->text, TRUE);
  g_array_unref(reader->offsets);
  g_free(reader->cells);
  g_free(reader);
}

void pb_csv_reader_use_only_libcsv(pb_csv_reader *reader) {
  reader->only_libcsv = true;
}

bool pb_csv_reader_feed(pb_csv_reader *reader, const char *text, size_t n, GError **error) {
  g_return_val_if_fail(!reader->failed, false);
  reader->error = error;
  return reader->stopped || pb_text_lines_push(&reader->lines, text, n) || reader->stopped;
}

bool pb_csv_reader_finish(pb_csv_reader *reader, GError **error) {
  g_return_val_if_fail(!reader->failed, false);
  reader->error = error;
  if (reader->stopped || !pb_text_lines_end(&reader->lines))
    return reader->stopped;
  if (csv_fini(&reader->parser, on_cell, on_end_of_record, reader) != 0) {
    place opening;
    walk(reader, reader->unfinished->str, reader->unfinished->len, &opening);
    return fail_unclosed(reader, opening, error);
  }
  return true;
}

pb_csv_failure pb_csv_reader_failure(const pb_csv_reader *reader) {
  return reader->failure;
}

bool pb_csv_reader_stopped(const pb_csv_reader *reader) {
  return reader->stopped;
}

bool pb_csv_read(const char *name, const char *text, size_t n, char delimiter, char quote,
                 pb_record_func on_record, void *data, GError **error) {
  g_autoptr(pb_csv_reader) reader = pb_csv_reader_new(name, delimiter, quote, on_record, data);
  return pb_csv_reader_feed(reader, text, n, error) && pb_csv_reader_finish(reader, error);
}
