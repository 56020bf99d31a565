/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "matrix_form.h"

#include <string.h>

const char *const matrix_encodings[N_ENCODINGS] = {"UTF-8",      "UTF-8 BOM",    "Windows-1252",
                                                   "ISO-8859-1", "UTF-16LE BOM", "UTF-16BE BOM"};
const char *const matrix_thousands[N_THOUSANDS] = {
    "", " ", "\xC2\xA0", "\xE2\x80\x89", "\xE2\x80\xAF", ".", "'", ","};
const char *const matrix_type_keys[N_TYPES] = {"total", "theft", "person", "vandalism"};
static const char *const labels[N_TYPES] = {"Totalt", "Stöldbrott", "Brott mot person",
                                            "Skadegörelsebrott"};

int matrix_place(const pb_dataset *dataset, int place) {
  return (int)((size_t)place * 11 % dataset->n_municipalities);
}

int64_t matrix_count(int place, int type, int year) {
  int at = (place * N_TYPES + type) * N_YEARS + year;
  static const int64_t sizes[] = {1, 37, 1009, 20011, 2345678};
  return at % 17 == 3 ? 0 : (int64_t)(at % 7 + 1) * sizes[at % 5];
}

bool matrix_rate(int place, int type, int year, double *rate) {
  *rate = (double)matrix_count(place, type, year) * 0.25 + place;
  return (place + type + year) % 6 != 5;
}

int64_t matrix_change(int place, int type, int year) {
  return (type % 2 ? -1 : 1) * matrix_count(place, type, year) - 7;
}

typedef struct {
  const matrix_form *form;
  GString *text;
  size_t cells;
  bool possible;
} writer;

static void put(writer *w, const char *cell) {
  if (w->cells++)
    g_string_append_c(w->text, w->form->delimiter);
  bool needs = strchr(cell, w->form->delimiter) != NULL;
  w->possible &= !(needs && w->form->quoting == QUOTE_NONE);
  bool quoted = w->form->quoting == QUOTE_ALL || (needs && w->form->quoting == QUOTE_NEEDED);
  g_string_append_printf(w->text, quoted ? "\"%s\"" : "%s", cell);
}

static void G_GNUC_PRINTF(2, 3) putf(writer *w, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *cell = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  put(w, cell);
}

static void end_line(writer *w) {
  if (w->form->trailing && w->cells)
    g_string_append_c(w->text, w->form->delimiter);
  g_string_append(w->text, w->form->line_end);
  w->cells = 0;
}

static GString *parted(writer *w, const char *digits) {
  GString *cell = g_string_new(NULL);
  for (size_t i = 0, n = strlen(digits); i < n; i++) {
    if (i && (n - i) % 3 == 0)
      g_string_append(cell, matrix_thousands[w->form->thousands]);
    g_string_append_c(cell, digits[i]);
  }
  return cell;
}

static void put_count(writer *w, int64_t value) {
  g_autofree char *digits = g_strdup_printf("%" G_GINT64_FORMAT, ABS(value));
  g_autoptr(GString) cell = parted(w, digits);
  if (value < 0)
    g_string_prepend(cell, "- ");
  put(w, cell->str);
}

static void put_rate(writer *w, int place, int type, int year) {
  double rate;
  if (!matrix_rate(place, type, year, &rate)) {
    put(w, "..");
    return;
  }
  g_autofree char *whole = g_strdup_printf("%" G_GINT64_FORMAT, (int64_t)rate);
  g_autoptr(GString) cell = parted(w, whole);
  g_string_append_printf(cell, "%c%02d", w->form->decimal,
                         (int)((rate - (double)(int64_t)rate) * 100));
  put(w, cell->str);
}

static void put_numbers(writer *w, int place, int type, int year) {
  put_count(w, matrix_count(place, type, year));
  put_rate(w, place, type, year);
}

/* Names and codes in turn, as in tables of different hands. */
static void put_place(writer *w, const pb_dataset *dataset, int place) {
  const pb_municipality *one = &dataset->municipalities[matrix_place(dataset, place)];
  if (place % 3 == 0)
    putf(w, "%s %s", one->code, one->name);
  else
    put(w, place % 3 == 1 ? one->name : one->code);
}

static void write_long(writer *w, const pb_dataset *dataset) {
  const char *const headers[] = {"kommun",          "år",        "brottstyp", "antal",
                                 "per 100 000 inv", "förändring"};
  for (size_t i = 0; i < G_N_ELEMENTS(headers); i++)
    put(w, headers[i]);
  end_line(w);
  for (int i = 0; i < N_CELLS; i++) {
    int place = i / (N_TYPES * N_YEARS), type = i / N_YEARS % N_TYPES, year = i % N_YEARS;
    put_place(w, dataset, place);
    putf(w, "%d", FIRST_YEAR + year);
    put(w, labels[type]);
    put_numbers(w, place, type, year);
    put_count(w, matrix_change(place, type, year));
    end_line(w);
  }
}

static void write_rows_by_type(writer *w, const pb_dataset *dataset) {
  for (int i = 0; i < N_PLACES * N_TYPES; i++) {
    put_place(w, dataset, i / N_TYPES);
    put(w, labels[i % N_TYPES]);
    for (int year = 0; year < N_YEARS; year++)
      put_numbers(w, i / N_TYPES, i % N_TYPES, year);
    end_line(w);
  }
}

static void write_rows_by_place(writer *w, const pb_dataset *dataset) {
  for (int place = 0; place < N_PLACES; place++) {
    put_place(w, dataset, place);
    for (int i = 0; i < N_TYPES * N_YEARS; i++)
      put_numbers(w, place, i / N_YEARS, i % N_YEARS);
    end_line(w);
  }
}

static void write_periods_across(writer *w, const pb_dataset *dataset) {
  put(w, "Region");
  put(w, "Brottstyp");
  for (int year = 0; year < N_YEARS; year++) {
    putf(w, "Antal %d", FIRST_YEAR + year);
    putf(w, "Per 100 000 inv %d", FIRST_YEAR + year);
  }
  end_line(w);
  write_rows_by_type(w, dataset);
}

static void write_merged_periods(writer *w, const pb_dataset *dataset) {
  put(w, "");
  put(w, "");
  for (int year = 0; year < N_YEARS; year++) {
    putf(w, "%d", FIRST_YEAR + year);
    put(w, "");
  }
  end_line(w);
  put(w, "Region");
  put(w, "Brottstyp");
  for (int year = 0; year < N_YEARS; year++) {
    put(w, "Antal");
    put(w, "Per 100 000 inv");
  }
  end_line(w);
  write_rows_by_type(w, dataset);
}

static void write_types_and_periods_across(writer *w, const pb_dataset *dataset) {
  put(w, "Region");
  for (int i = 0; i < N_TYPES * N_YEARS; i++) {
    putf(w, "%s %d", labels[i / N_YEARS], FIRST_YEAR + i % N_YEARS);
    putf(w, "%s per 100 000 inv %d", labels[i / N_YEARS], FIRST_YEAR + i % N_YEARS);
  }
  end_line(w);
  write_rows_by_place(w, dataset);
}

static void write_merged_types(writer *w, const pb_dataset *dataset) {
  put(w, "Region");
  for (int i = 0; i < N_TYPES * N_YEARS * 2; i++)
    put(w, i % (2 * N_YEARS) ? "" : labels[i / (2 * N_YEARS)]);
  end_line(w);
  put(w, "");
  for (int i = 0; i < N_TYPES * N_YEARS; i++) {
    putf(w, "%d", FIRST_YEAR + i % N_YEARS);
    putf(w, "per 100 000 inv %d", FIRST_YEAR + i % N_YEARS);
  }
  end_line(w);
  write_rows_by_place(w, dataset);
}

static void write_types_across(writer *w, const pb_dataset *dataset) {
  put(w, "Kommun");
  put(w, "År");
  for (int type = 0; type < N_TYPES; type++) {
    put(w, labels[type]);
    putf(w, "%s per 100 000 inv", labels[type]);
  }
  end_line(w);
  for (int i = 0; i < N_PLACES * N_YEARS; i++) {
    put_place(w, dataset, i / N_YEARS);
    putf(w, "%d", FIRST_YEAR + i % N_YEARS);
    for (int type = 0; type < N_TYPES; type++)
      put_numbers(w, i / N_YEARS, type, i % N_YEARS);
    end_line(w);
  }
}

static void write_titles(writer *w) {
  if (w->form->titles == 0)
    return;
  put(w, "Tabell 1. Anmälda brott efter kommun och år");
  end_line(w);
  if (w->form->titles == 2) {
    end_line(w);
    put(w, "Slutlig statistik för hela året");
    end_line(w);
  }
}

static void write_footnotes(writer *w) {
  if (!w->form->footnotes)
    return;
  put(w, "Källa: Brottsförebyggande rådet");
  end_line(w);
  put(w, "Uppgifterna räknas om varje år");
  end_line(w);
}

static char *encode(const GString *text, int encoding, gsize *n) {
  static const char *const to[] = {"UTF-8",      "UTF-8",    "WINDOWS-1252",
                                   "ISO-8859-1", "UTF-16LE", "UTF-16BE"};
  static const char *const marks[] = {"", "\xEF\xBB\xBF", "", "", "\xFF\xFE", "\xFE\xFF"};
  gsize written;
  g_autofree char *body =
      g_convert(text->str, (gssize)text->len, to[encoding], "UTF-8", NULL, &written, NULL);
  if (!body)
    return NULL; /* a blank that the encoding has not */
  size_t mark = strlen(marks[encoding]);
  char *bytes = g_malloc(mark + written);
  memcpy(bytes, marks[encoding], mark);
  memcpy(bytes + mark, body, written);
  *n = mark + written;
  return bytes;
}

char *matrix_write(const matrix_form *form, const pb_dataset *dataset, gsize *n) {
  static void (*const write[N_SHAPES])(writer *, const pb_dataset *) = {
      write_long,         write_periods_across, write_types_and_periods_across,
      write_types_across, write_merged_periods, write_merged_types};
  if (*matrix_thousands[form->thousands] == form->decimal)
    return NULL;
  g_autoptr(GString) text = g_string_sized_new((gsize)64 * 1024);
  writer w = {form, text, 0, true};
  write_titles(&w);
  write[form->shape](&w, dataset);
  write_footnotes(&w);
  return w.possible ? encode(text, form->encoding, n) : NULL;
}

char *matrix_text(const matrix_form *form) {
  static const char *const shapes[] = {"long",         "periods across", "types × periods across",
                                       "types across", "merged periods", "merged types"};
  static const char *const quotings[] = {"quotes where needed", "all quoted", "no quotes"};
  g_autofree char *end = g_strescape(form->line_end, NULL);
  return g_strdup_printf("%s, delimiter “%c”, decimal “%c”, thousands “%s”, %s, %s, titles %d, "
                         "footnotes %d, trailing delimiters %d, %s",
                         matrix_encodings[form->encoding], form->delimiter, form->decimal,
                         matrix_thousands[form->thousands], quotings[form->quoting], end,
                         form->titles, form->footnotes, form->trailing, shapes[form->shape]);
}
