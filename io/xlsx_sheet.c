/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/xlsx_sheet.h"

#include <math.h>
#include <string.h>

#include "io/xlsx_shared_strings.h"
#include "io/xlsx_styles.h"

typedef struct {
  pb_xlsx_sheet *sheet;
  const pb_xlsx_context *context;
  const char *name; /* of the file */
  bool in_data, in_cell;
  bool hidden;   /* the row being read */
  bool formula;  /* in the cell being read */
  size_t line;   /* 1-based, of the row being read; 0 before the first */
  size_t column; /* 0-based, of the next cell */
  size_t first;  /* cell of the row */
  char type[12];
  size_t style;
  GString *value;
  pb_xlsx_runs runs;
} state;

/* "BC23" to the column 54. */
static bool column_of(pb_xlsx_value reference, size_t *column) {
  size_t letters = 0, sum = 0;
  while (letters < reference.n && g_ascii_isalpha(reference.text[letters]) && letters < 4)
    sum = sum * 26 + (size_t)(g_ascii_toupper(reference.text[letters++]) - 'A') + 1;
  *column = sum - 1;
  return letters > 0 && sum <= PB_XLSX_MAX_COLUMNS;
}

static bool start_row(state *s, const pb_xlsx_attributes *attributes, GError **error) {
  size_t before = s->line;
  pb_xlsx_value number = pb_xlsx_attribute(attributes, "r");
  s->line = before + 1;
  if (number.text && (!pb_xlsx_value_number(number, PB_XLSX_MAX_ROWS, &s->line)))
    return pb_xlsx_damaged(s->name, "row", error);
  if (s->line <= before || s->line > PB_XLSX_MAX_ROWS)
    return pb_xlsx_damaged(s->name, "row", error);
  s->column = 0;
  s->first = s->sheet->cells->len;
  pb_xlsx_value hidden = pb_xlsx_attribute(attributes, "hidden");
  s->hidden = pb_xlsx_value_is(hidden, "1") || pb_xlsx_value_is(hidden, "true");
  return true;
}

static bool start_cell(state *s, const pb_xlsx_attributes *attributes, GError **error) {
  pb_xlsx_value reference = pb_xlsx_attribute(attributes, "r"),
                type = pb_xlsx_attribute(attributes, "t");
  if ((reference.text && !column_of(reference, &s->column)) || s->column >= PB_XLSX_MAX_COLUMNS)
    return pb_xlsx_damaged(s->name, "cell", error);
  g_strlcpy(s->type, "n", sizeof s->type);
  if (type.text)
    g_strlcpy(s->type, type.text, MIN(type.n + 1, sizeof s->type));
  s->style = 0;
  pb_xlsx_value_number(pb_xlsx_attribute(attributes, "s"), G_MAXINT, &s->style);
  g_string_truncate(s->value, 0);
  g_string_truncate(s->runs.text, 0);
  s->in_cell = true;
  s->formula = false;
  return true;
}

/* Cells stand from left to right, but nothing forces a program to write them so. */
static void put(state *s, const char *text, size_t n, pb_xlsx_kind kind) {
  if (n == 0)
    return;
  pb_xlsx_cell cell = {text, (uint32_t)n, (uint16_t)s->column, (uint8_t)kind};
  GArray *cells = s->sheet->cells;
  guint at = cells->len;
  while (at > s->first && g_array_index(cells, pb_xlsx_cell, at - 1).column > cell.column)
    at--;
  if (at > s->first && g_array_index(cells, pb_xlsx_cell, at - 1).column == cell.column)
    g_array_index(cells, pb_xlsx_cell, at - 1) = cell;
  else
    g_array_insert_val(cells, at, cell);
  s->sheet->width = MAX(s->sheet->width, s->column + 1);
}

static void put_text(state *s, const GString *text, pb_xlsx_kind kind) {
  size_t n;
  const char *stored = pb_xlsx_store_text(s->sheet->texts, text->str, text->len, &n);
  put(s, stored, n, kind);
}

static void put_number(state *s) {
  char *end;
  double number = g_ascii_strtod(s->value->str, &end);
  if (end == s->value->str || *end || !isfinite(number)) {
    put_text(s, s->value, PB_XLSX_TEXT);
    return;
  }
  pb_xlsx_format format = {0};
  if (s->style < s->context->formats->len)
    format = g_array_index(s->context->formats, pb_xlsx_format, s->style);
  g_autofree char *text =
      pb_xlsx_number_text(number, &format, s->context->from_1904, s->context->decimal);
  bool date = format.year || format.month || format.day || format.time;
  size_t n = strlen(text);
  put(s, g_string_chunk_insert_len(s->sheet->texts, text, (gssize)n), n,
      date ? PB_XLSX_DATE : PB_XLSX_NUMBER);
}

static bool put_shared(state *s, GError **error) {
  const pb_xlsx_value number = {s->value->str, s->value->len};
  size_t index;
  if (number.n == 0)
    return true;
  if (!pb_xlsx_value_number(number, G_MAXUINT, &index) || index >= s->context->shared->len)
    return pb_xlsx_damaged(s->name, "shared text", error);
  const pb_xlsx_text *shared = &g_array_index(s->context->shared, pb_xlsx_text, index);
  put(s, shared->text, shared->n, PB_XLSX_TEXT);
  return true;
}

/* The cell is not used; the first such one is kept for the message. */
static void count_error(state *s) {
  char letters[8], *at = s->sheet->first_error;
  size_t n = 0;
  for (size_t column = s->column + 1; column; column = (column - 1) / 26)
    letters[n++] = (char)('A' + (column - 1) % 26);
  if (s->sheet->n_errors++ == 0) {
    while (n)
      *at++ = letters[--n];
    g_snprintf(at, 9, "%zu", s->line);
  }
}

static bool end_cell(state *s, GError **error) {
  bool fine = true;
  if (g_str_equal(s->type, "s"))
    fine = put_shared(s, error);
  else if (g_str_equal(s->type, "inlineStr"))
    put_text(s, s->runs.text, PB_XLSX_TEXT);
  else if (g_str_equal(s->type, "str"))
    put_text(s, s->value, PB_XLSX_TEXT);
  else if (g_str_equal(s->type, "d"))
    put_text(s, s->value, PB_XLSX_DATE);
  else if (g_str_equal(s->type, "b") && s->value->len) {
    bool yes = g_str_equal(s->value->str, "1") || g_str_equal(s->value->str, "true");
    put(s, yes ? "TRUE" : "FALSE", yes ? 4 : 5, PB_XLSX_BOOL);
  } else if (g_str_equal(s->type, "e"))
    count_error(s);
  else if (s->value->len)
    put_number(s);
  else if (s->formula)
    s->sheet->n_uncomputed++;
  s->column++;
  s->in_cell = false;
  return fine;
}

static bool on_start(const char *element, const pb_xlsx_attributes *attributes, void *data,
                     GError **error) {
  state *s = data;
  if (strcmp(element, "sheetData") == 0)
    s->in_data = true;
  if (!s->in_data)
    return true;
  if (strcmp(element, "row") == 0)
    return start_row(s, attributes, error);
  if (strcmp(element, "c") == 0)
    return s->line ? start_cell(s, attributes, error) : pb_xlsx_damaged(s->name, "cell", error);
  pb_xlsx_runs_start(&s->runs, element);
  return true;
}

static bool on_end(const char *element, const char *text, size_t n, void *data, GError **error) {
  state *s = data;
  if (!s->in_data)
    return true;
  if (strcmp(element, "sheetData") == 0) {
    s->in_data = false;
  } else if (strcmp(element, "row") == 0) {
    pb_xlsx_row row = {s->line, s->first, s->sheet->cells->len - s->first};
    if (row.n)
      g_array_append_val(s->sheet->rows, row);
    s->sheet->n_hidden_rows += row.n && s->hidden;
  } else if (s->in_cell) {
    if (strcmp(element, "c") == 0)
      return end_cell(s, error);
    if (strcmp(element, "v") == 0) {
      g_string_truncate(s->value, 0);
      g_string_append_len(s->value, text, (gssize)n);
    }
    s->formula |= strcmp(element, "f") == 0;
    pb_xlsx_runs_end(&s->runs, element, text, n);
  }
  return true;
}

pb_xlsx_sheet *pb_xlsx_sheet_new(const char *name, GStringChunk *texts) {
  pb_xlsx_sheet *sheet = g_new0(pb_xlsx_sheet, 1);
  sheet->name = g_strdup(name);
  sheet->rows = g_array_new(FALSE, TRUE, sizeof(pb_xlsx_row));
  sheet->cells = g_array_new(FALSE, TRUE, sizeof(pb_xlsx_cell));
  sheet->texts = texts;
  return sheet;
}

bool pb_xlsx_sheet_read(pb_xlsx_sheet *sheet, pb_xlsx_zip *zip, const char *part,
                        const pb_xlsx_context *context, GError **error) {
  static const pb_xlsx_handler handler = {on_start, on_end};
  g_autoptr(GString) value = g_string_new(NULL), runs = g_string_new(NULL);
  state s = {
      .sheet = sheet, .context = context, .name = zip->name, .value = value, .runs = {runs, false}};
  return pb_xlsx_zip_parse(zip, part, &handler, &s, NULL, error);
}

void pb_xlsx_sheet_free(pb_xlsx_sheet *sheet) {
  if (!sheet)
    return;
  g_free(sheet->name);
  g_array_unref(sheet->rows);
  g_array_unref(sheet->cells);
  g_string_chunk_free(sheet->texts);
  g_free(sheet);
}
