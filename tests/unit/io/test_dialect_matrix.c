/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table written in every combination of encoding, delimiter, decimal mark, thousands blank,
 * quoting, line end and title line reads as the same columns. */
#include <string.h>

#include "helpers.h"
#include "io/plain_table.h"

#define ROWS 60

typedef struct {
  int encoding; /* 0 UTF-8, 1 BOM, 2 ISO-8859-1, 3 UTF-16LE, 4 UTF-16BE */
  char delimiter, decimal;
  const char *blank; /* between thousands */
  bool quoted;
  const char *line_end;
  bool title;
} form;

static const char *const names[] = {"Örebro", "Malmö", "Åre", "Växjö kommun"};

static int64_t count_of(int row) {
  return row % 7 == 3 ? -row * 1234 : row * 1234567;
}
static double rate_of(int row) {
  return row * 1.25 + 0.5;
}

static void put(GString *to, const form *f, const char *cell, bool last) {
  bool quote = f->quoted || strchr(cell, f->delimiter);
  g_string_append_printf(to, quote ? "\"%s\"" : "%s", cell);
  if (last)
    g_string_append(to, f->line_end);
  else
    g_string_append_c(to, f->delimiter);
}

static void put_number(GString *to, const form *f, int64_t value) {
  g_autofree char *digits = g_strdup_printf("%" G_GINT64_FORMAT, ABS(value));
  g_autoptr(GString) cell = g_string_new(value < 0 ? "- " : "");
  for (size_t i = 0, n = strlen(digits); i < n; i++) {
    if (i && (n - i) % 3 == 0)
      g_string_append(cell, f->blank);
    g_string_append_c(cell, digits[i]);
  }
  put(to, f, cell->str, false);
}

static char *encode(const GString *text, int encoding, gsize *n) {
  static const char *const to[] = {"UTF-8", "UTF-8", "ISO-8859-1", "UTF-16LE", "UTF-16BE"};
  static const char *const marks[] = {"", "\xEF\xBB\xBF", "", "\xFF\xFE", "\xFE\xFF"};
  gsize written;
  GError *error = NULL;
  g_autofree char *body =
      g_convert(text->str, (gssize)text->len, to[encoding], "UTF-8", NULL, &written, &error);
  g_assert_no_error(error);
  size_t mark = strlen(marks[encoding]);
  char *bytes = g_malloc(mark + written);
  memcpy(bytes, marks[encoding], mark);
  memcpy(bytes + mark, body, written);
  *n = mark + written;
  return bytes;
}

static char *write_form(const form *f, gsize *n) {
  g_autoptr(GString) text = g_string_new(NULL);
  if (f->title) {
    put(text, f, "Tabell över något, med förklaring", false);
    for (int i = 0; i < 3; i++)
      g_string_append_c(text, i < 2 ? f->delimiter : '\0');
    g_string_set_size(text, text->len - 1);
    g_string_append(text, f->line_end);
  }
  put(text, f, "namn", false);
  put(text, f, "kod", false);
  put(text, f, "antal", false);
  put(text, f, "tal", true);
  for (int row = 0; row < ROWS; row++) {
    g_autofree char *code = g_strdup_printf("%04d", 114 + row);
    g_autofree char *rate = g_strdup_printf("%.2f", rate_of(row));
    put(text, f, names[row % 4], false);
    put(text, f, code, false);
    put_number(text, f, count_of(row));
    put(text, f, row % 5 == 4 ? ".." : g_strdelimit(rate, ".", f->decimal), true);
  }
  return encode(text, f->encoding, n);
}

static void check(const form *f) {
  gsize n;
  g_autofree char *bytes = write_form(f, &n);
  GError *error = NULL;
  g_autofree char *dialect = NULL;
  g_autoptr(pb_table) table = pb_plain_table_parse("m.csv", bytes, n, NULL, NULL, &dialect, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(pb_table_n_rows(table), ==, ROWS);
  g_assert_cmpuint(pb_table_n_columns(table), ==, 4);
  const pb_column *name = pb_table_find(table, "namn"), *code = pb_table_find(table, "kod"),
                  *count = pb_table_find(table, "antal"), *rate = pb_table_find(table, "tal");
  g_assert_cmpint(pb_column_type(code), ==, PB_TYPE_STRING);
  g_assert_cmpint(pb_column_type(count), ==, PB_TYPE_INT64);
  g_assert_cmpint(pb_column_type(rate), ==, PB_TYPE_DOUBLE);
  for (int row = 0; row < ROWS; row++) {
    g_assert_cmpstr(pb_column_string(name, (size_t)row), ==, names[row % 4]);
    g_assert_cmpint(pb_column_int(count, (size_t)row), ==, count_of(row));
    g_assert_cmpint(pb_column_is_valid(rate, (size_t)row), ==, row % 5 != 4);
    if (row % 5 != 4)
      g_assert_cmpfloat(pb_column_double(rate, (size_t)row), ==, rate_of(row));
  }
}

static void test_matrix(void) {
  static const char delimiters[] = {';', ',', '\t', '|'};
  static const char *const blanks[] = {"", " ", "\xC2\xA0", "\xE2\x80\x89", "\xE2\x80\xAF"};
  static const char *const ends[] = {"\n", "\r\n", "\r"};
  int forms = 0;
  for (int encoding = 0; encoding < 5; encoding++)
    for (size_t d = 0; d < G_N_ELEMENTS(delimiters); d++)
      for (int decimal = 0; decimal < 2; decimal++)
        for (size_t b = 0; b < G_N_ELEMENTS(blanks); b++)
          for (int quoted = 0; quoted < 2; quoted++)
            for (size_t e = 0; e < G_N_ELEMENTS(ends); e++)
              for (int title = 0; title < 2; title++) {
                form f = {encoding,    delimiters[d], decimal ? ',' : '.', blanks[b],
                          quoted != 0, ends[e],       title != 0};
                if (encoding == 2 && b >= 3)
                  continue; /* thin blanks do not exist there */
                check(&f);
                forms++;
              }
  g_assert_cmpint(forms, ==, 5 * 4 * 2 * 5 * 2 * 3 * 2 - 4 * 2 * 2 * 2 * 3 * 2);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/dialect/matrix", test_matrix);
  return g_test_run();
}
