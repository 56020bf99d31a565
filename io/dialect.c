/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/dialect.h"

#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "io/csv_reader.h"
#include "io/header_rows.h"

#define SAMPLE_RECORDS PB_DIALECT_SAMPLE_RECORDS

static const char candidates[] = {';', '\t', '|', ','};

/* What one delimiter makes of the sample: of each record all fields, those up to the last filled
 * one (empty ones at the end are often padding), and the filled ones. */
typedef struct {
  size_t n;
  size_t fields[SAMPLE_RECORDS];
  size_t width[SAMPLE_RECORDS];
  size_t filled[SAMPLE_RECORDS];
} shape;

/* Split the sample roughly: quotes are honoured where they begin a cell. The sample may end inside
 * a record; that one is not counted unless it is the only one. */
static void measure(const char *text, size_t n, bool whole, char delimiter, char quote,
                    shape *out) {
  out->n = 0;
  size_t fields = 1, filled = 0, width = 0;
  bool quoted = false, cell_filled = false, any = false;
  for (size_t i = 0; i <= n && out->n < SAMPLE_RECORDS; i++) {
    bool end = i == n;
    char c = end ? '\n' : text[i];
    if (end && !whole && out->n > 0)
      return;
    if (quoted && !end) {
      if (c == quote)
        quoted = false;
      else
        cell_filled = true;
      continue;
    }
    if (c == quote && !cell_filled) {
      quoted = any = true;
    } else if (c == delimiter && !end) {
      filled += cell_filled;
      width = cell_filled ? fields : width;
      fields++;
      cell_filled = false;
      any = true;
    } else if (c == '\n' || c == '\r') {
      filled += cell_filled;
      width = cell_filled ? fields : width;
      if (any) {
        out->fields[out->n] = fields;
        out->width[out->n] = width;
        out->filled[out->n++] = filled;
      }
      fields = 1;
      filled = width = 0;
      cell_filled = any = quoted = false;
    } else if (c != ' ' && c != '\t') {
      cell_filled = any = true;
    }
  }
}

/* The commonest of numbers above 1 (the larger one of a tie) and how often it stands; 0: none. */
static size_t commonest(const size_t *numbers, size_t n, size_t *times) {
  size_t best = 0;
  *times = 0;
  for (size_t i = 0; i < n; i++) {
    size_t count = 0;
    for (size_t j = 0; j < n; j++)
      count += numbers[j] == numbers[i];
    if (numbers[i] > 1 && (count > *times || (count == *times && numbers[i] > best))) {
      *times = count;
      best = numbers[i];
    }
  }
  return best;
}

static char find_delimiter(const char *text, size_t n, bool whole, char quote, shape *chosen) {
  char best = 0;
  double best_score = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(candidates); i++) {
    shape s;
    measure(text, n, whole, candidates[i], quote, &s);
    size_t times;
    double score = commonest(s.fields, s.n, &times) ? (double)times / (double)s.n : 0;
    /* A clear majority wins; the order of the candidates decides between equals. */
    if (score > best_score + 1e-9) {
      best = candidates[i];
      best_score = score;
      *chosen = s;
    }
  }
  if (!best)
    measure(text, n, whole, best = ';', quote, chosen);
  return best;
}

size_t pb_dialect_title_lines(const size_t *width, const size_t *filled, size_t n) {
  size_t times, usual = commonest(width, n, &times);
  for (size_t i = 0; i < n && usual; i++)
    if (width[i] >= usual && filled[i] >= 2 && filled[i] * 2 >= width[i])
      return i;
  return 0;
}

static pb_line_end find_line_end(const char *text, size_t n) {
  size_t lf = 0, crlf = 0, cr = 0;
  for (size_t i = 0; i < n; i++) {
    if (text[i] == '\n')
      lf++;
    else if (text[i] == '\r' && i + 1 < n && text[i + 1] == '\n')
      crlf++, i++;
    else if (text[i] == '\r')
      cr++;
  }
  return crlf >= lf && crlf >= cr && crlf ? PB_LINE_END_CRLF
         : cr > lf                        ? PB_LINE_END_CR
                                          : PB_LINE_END_LF;
}

void pb_dialect_set_header(pb_dialect *dialect, char *const *const *rows, size_t n,
                           size_t title_lines) {
  dialect->header_lines = pb_header_lines(rows, n);
  dialect->title_lines = title_lines - (dialect->header_lines - 1);
}

/* The records of the sample: those that may make the header, and the numbers below them. A year in
 * a header is not a number among others. */
typedef struct {
  size_t header; /* position of the header */
  size_t n;      /* records so far */
  GPtrArray *rows;
  pb_number_evidence *evidence;
} sample;

static bool on_sample(const pb_record *record, void *data) {
  sample *s = data;
  if (s->n > s->header)
    for (size_t i = 0; i < record->n_cells; i++)
      pb_number_evidence_add(s->evidence, i, record->cells[i].text, record->cells[i].length);
  else if (s->n + PB_HEADER_MAX_ROWS > s->header)
    g_ptr_array_add(s->rows, pb_record_texts(record));
  s->n++;
  return true;
}

static void look_closely(const char *text, size_t n, bool whole, size_t title_lines, char decimal,
                         pb_dialect *dialect) {
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  g_autoptr(pb_number_evidence) evidence = pb_number_evidence_new();
  sample s = {title_lines, 0, rows, evidence};
  g_autoptr(pb_csv_reader) reader =
      pb_csv_reader_new("", dialect->delimiter, dialect->quote, on_sample, &s);
  if (pb_csv_reader_feed(reader, text, n, NULL) && whole)
    pb_csv_reader_finish(reader, NULL);
  pb_dialect_set_header(dialect, (char *const *const *)(void *)rows->pdata,
                        s.n > title_lines ? rows->len : 0, title_lines);
  dialect->numbers = pb_number_evidence_decide(evidence, decimal);
}

pb_dialect pb_dialect_detect(const char *text, size_t n, const pb_dialect_override *override) {
  pb_dialect dialect = {.quote = '"'};
  bool whole = n <= PB_DIALECT_SAMPLE_BYTES;
  n = MIN(n, PB_DIALECT_SAMPLE_BYTES);
  g_autofree shape *s = g_new0(shape, 1);
  if (override && override->delimiter) {
    dialect.delimiter = override->delimiter;
    measure(text, n, whole, dialect.delimiter, dialect.quote, s);
  } else {
    dialect.delimiter = find_delimiter(text, n, whole, dialect.quote, s);
  }
  dialect.line_end = find_line_end(text, n);
  look_closely(text, n, whole, pb_dialect_title_lines(s->width, s->filled, s->n),
               override ? override->decimal : 0, &dialect);
  return dialect;
}

static void append_lines(GString *text, const pb_dialect *dialect) {
  if (dialect->title_lines) {
    g_string_append(text, ", ");
    g_string_append_printf(text,
                           Q_("%zu title line", "%zu title lines", (gulong)dialect->title_lines),
                           dialect->title_lines);
  }
  if (dialect->header_lines > 1)
    g_string_append_printf(text, _(", header of %zu lines"), dialect->header_lines);
}

static void append_marks(GString *text, const pb_number_marks *numbers) {
  if (numbers->decimal == ',')
    g_string_append_printf(text, ", %s",
                           numbers->assumed ? _("decimal comma (assumed)") : _("decimal comma"));
  else if (numbers->decimal)
    g_string_append_printf(text, ", %s",
                           numbers->assumed ? _("decimal point (assumed)") : _("decimal point"));
  if (numbers->thousands)
    g_string_append_printf(text, ", %s",
                           numbers->thousands == ','   ? _("thousands comma")
                           : numbers->thousands == '.' ? _("thousands point")
                                                       : _("thousands apostrophe"));
}

char *pb_dialect_sheet_text(const char *sheet, const pb_dialect *dialect) {
  g_autoptr(GString) text = g_string_new(NULL);
  g_string_printf(text, _("XLSX, sheet “%s”"), sheet);
  append_marks(text, &dialect->numbers);
  append_lines(text, dialect);
  return g_string_free(g_steal_pointer(&text), FALSE);
}

char *pb_dialect_text(const pb_encoding_info *encoding, const pb_dialect *dialect) {
  static const char *const ends[] = {"LF", "CRLF", "CR"};
  g_autoptr(GString) text = g_string_new(pb_encoding_name(encoding->encoding));
  if (encoding->bom)
    g_string_append(text, " BOM");
  if (dialect->delimiter == '\t')
    g_string_append_printf(text, ", %s", _("tab"));
  else
    g_string_append_printf(text, ", %c", dialect->delimiter);
  g_string_append_printf(text, ", %s", ends[dialect->line_end]);
  append_marks(text, &dialect->numbers);
  append_lines(text, dialect);
  if (encoding->destroyed) {
    g_string_append(text, ", ");
    g_string_append_printf(
        text,
        Q_("%zu destroyed character", "%zu destroyed characters", (gulong)encoding->destroyed),
        encoding->destroyed);
  }
  return g_string_free(g_steal_pointer(&text), FALSE);
}

bool pb_delimiter_parse(const char *text, char *delimiter, GError **error) {
  *delimiter = 0;
  if (!text || !*text)
    return true;
  if (g_str_equal(text, "tab") || g_str_equal(text, "\\t")) {
    *delimiter = '\t';
    return true;
  }
  if (strlen(text) == 1 && strchr(";,|\t", *text)) {
    *delimiter = *text;
    return true;
  }
  g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
              _("The delimiter cannot be “%s”. Choose one of: %s."), text, "; , | tab");
  return false;
}

bool pb_decimal_parse(const char *text, char *decimal, GError **error) {
  *decimal = 0;
  if (!text || !*text)
    return true;
  if (g_str_equal(text, "comma") || g_str_equal(text, ","))
    *decimal = ',';
  else if (g_str_equal(text, "point") || g_str_equal(text, "."))
    *decimal = '.';
  else {
    g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
                _("The decimal mark cannot be “%s”. Choose one of: %s."), text, "comma, point");
    return false;
  }
  return true;
}
