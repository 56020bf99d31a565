/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/csv_reader.h"

#include <string.h>

#include "engine/error.h"
#include "helpers.h"
#include "io/text_lines.h"

/* Records as one line of text each: "LINE[cell|cell]". */
static bool note(const pb_record *record, void *data) {
  GString *seen = data;
  g_string_append_printf(seen, "%zu", record->line);
  if (record->last_line != record->line)
    g_string_append_printf(seen, "-%zu", record->last_line);
  if (record->fault)
    g_string_append_printf(seen, "!%d@%zu:%zu", record->fault, record->fault_line,
                           record->fault_column);
  g_string_append_c(seen, '[');
  for (size_t i = 0; i < record->n_cells; i++) {
    g_assert_cmpuint(record->cells[i].text[record->cells[i].length], ==, 0);
    g_string_append_printf(seen, "%s%.*s", i ? "|" : "", (int)record->cells[i].length,
                           record->cells[i].text);
  }
  g_string_append(seen, "] ");
  return true;
}

typedef struct {
  char delimiter;
  bool only_libcsv;
} way;

/* The same in pieces of `piece` bytes. */
static char *read_so(const char *text, size_t n, size_t piece, way by, GError **error) {
  GString *seen = g_string_new(NULL);
  g_autoptr(pb_csv_reader) reader = pb_csv_reader_new("f.csv", by.delimiter, '"', note, seen);
  if (by.only_libcsv)
    pb_csv_reader_use_only_libcsv(reader);
  bool fine = true;
  for (size_t at = 0; at < n && fine; at += piece)
    fine = pb_csv_reader_feed(reader, text + at, MIN(piece, n - at), error);
  if (fine)
    pb_csv_reader_finish(reader, error);
  return g_string_free(seen, FALSE);
}

static char *read_pieces(const char *text, size_t n, size_t piece, GError **error) {
  return read_so(text, n, piece, (way){';', false}, error);
}

/* In pieces of every size, with lines split here and by libcsv. */
static void expect(const char *text, size_t n, const char *wanted) {
  for (size_t i = 2; i <= 2 * (n + 1) + 1; i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *seen = read_so(text, n, i / 2, (way){';', i % 2}, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(g_strchomp(seen), ==, wanted);
  }
}

#define EXPECT(text, wanted) expect(text, sizeof(text) - 1, wanted)

static void test_plain(void) {
  EXPECT("a;b\n1;2\n", "1[a|b] 2[1|2]");
  EXPECT("a;b\r\n1;2\r\n", "1[a|b] 2[1|2]");
  EXPECT("a;b\r1;2\r", "1[a|b] 2[1|2]");
  EXPECT("a;b\n1;2", "1[a|b] 2[1|2]");
  EXPECT("a;;\n;;\n", "1[a||] 2[||]");
  EXPECT("  a ; b\t;c \n", "1[a|b|c]");
  EXPECT("", "");
}

static void test_lines(void) {
  EXPECT("\n\na\n\n\nb\n\n\n", "3[a] 6[b]");
  EXPECT("a\r\n\r\nb\r\n", "1[a] 3[b]");
  EXPECT("a\rb\nc\r\nd", "1[a] 2[b] 3[c] 4[d]");
  EXPECT("   \na\n", "2[a]");
  EXPECT("a\r\r\nb\r\n", "1[a] 3[b]"); /* a lone CR, then CR LF: an empty line */
  EXPECT("a;b\n1;2\n\n\r\n\r", "1[a|b] 2[1|2]");
  EXPECT("a\n\t \t\n;\n ; \n", "1[a] 3[|] 4[|]");
}

static void test_quotes(void) {
  EXPECT("\"a;b\";2\n", "1[a;b|2]");
  EXPECT("\"a\"\"b\";2\n", "1[a\"b|2]");
  EXPECT("\"a\nb\";2\nc;3\n", "1-2[a\nb|2] 3[c|3]");
  EXPECT("\"a\r\nb\";2\r\nc;3\r\n", "1-2[a\r\nb|2] 3[c|3]");
  EXPECT("x;\"a\n\nb\n\";2\nc;3\n", "1-4[x|a\n\nb\n|2] 5[c|3]");
  EXPECT("\" a \";\"\"\n", "1[ a |]");
  EXPECT("\"a\" ;b\n", "1[a|b]");
}

static void test_stray_quote(void) {
  /* The row is bad, the next one is read. In lax mode libcsv would swallow the rest of the file. */
  EXPECT("4;\"q\"z;5\n6;7;8\n", "1!1@1:6[] 2[6|7|8]");
  EXPECT("a\nb;x\"y;c\r\nd\n", "1[a] 2!1@2:4[] 3[d]");
  EXPECT("å;ö\"\nd\n", "1!1@1:4[] 2[d]");
  EXPECT("\"a\n\nb\";x\"y;c\nd\n", "1-3!1@3:5[] 4[d]"); /* after a cell of three lines */
}

static void test_nul(void) {
  EXPECT("a;b\n1;x\0y\n2;3\n", "1[a|b] 2!2@2:4[1|x] 3[2|3]");
}

static void expect_unclosed(const char *text, const char *wanted, const char *where) {
  size_t n = strlen(text);
  for (size_t piece = 1; piece <= n + 1; piece++) {
    GError *error = NULL;
    g_autofree char *seen = read_pieces(text, n, piece, &error);
    g_assert_cmpstr(g_strchomp(seen), ==, wanted);
    test_error(&error, PB_ERROR, PB_ERROR_INPUT, where, NULL);
  }
}

static void test_unclosed_quote(void) {
  expect_unclosed("a;b\n1;2\n3;\"x\n4;5\n", "1[a|b] 2[1|2]", "f.csv:3:3:");
  expect_unclosed("a;b\n1;\"x", "1[a|b]", "f.csv:2:3:");
  /* A later quotation mark does not close it: the line that opened it is named. */
  expect_unclosed("a;b\n1;\"x\n2;\"y\"\n", "1[a|b]", "f.csv:2:3:");
  expect_unclosed("\"a\nb\";c\n1;å;\"x\n2;\"y\"\n", "1-2[a\nb|c]", "f.csv:3:5:");
}

/* Rows of anything: the same whether lines are split here or by libcsv, in any pieces. */
static void test_same_as_libcsv(void) {
  static const char liked[] = ";;;,,\t\t|\n\n\r\"  ab1\xC3\xA5";
  static const char delimiters[] = {';', ',', '\t', '|'};
  GRand *random = g_rand_new_with_seed(1);
  for (int i = 0; i < 20000; i++) {
    char text[200];
    size_t n = (size_t)g_rand_int_range(random, 0, sizeof text);
    int kinds = i % 3 ? (int)sizeof liked - 1 : (int)sizeof liked; /* with NUL in every third */
    for (size_t k = 0; k < n; k++)
      do
        text[k] = liked[g_rand_int_range(random, 0, kinds)];
      while (text[k] == '"' && g_rand_int_range(random, 0, 8));
    size_t piece = (size_t)g_rand_int_range(random, 1, 250);
    char delimiter = delimiters[i % 4];
    GError *error = NULL, *other_error = NULL;
    g_autofree char *fast = read_so(text, n, piece, (way){delimiter, false}, &error);
    g_autofree char *slow = read_so(text, n, n + 1, (way){delimiter, true}, &other_error);
    g_assert_cmpstr(fast, ==, slow);
    g_assert_cmpstr(error ? error->message : "", ==, other_error ? other_error->message : "");
    g_clear_error(&error);
    g_clear_error(&other_error);
  }
  g_rand_free(random);
}

/* Lines around and beyond the size that they are cut at. */
static void test_long_lines(void) {
  static const char *const ends[] = {"\n", "\r\n", "\r"};
  for (int i = 0; i < 3 * 9 * 2; i++) {
    GString *text = g_string_new(i % 2 ? "a;\"b\";" : "a;b;");
    size_t length = PB_SLICE_BYTES + (size_t)(i / 6) - 4;
    while (text->len < length)
      g_string_append_c(text, text->len % 1000 ? 'x' : ';');
    g_string_append_printf(text, "%s1;2;3%s", ends[i / 2 % 3], ends[i / 2 % 3]);
    g_autofree char *slow = read_so(text->str, text->len, 4096, (way){';', true}, NULL);
    static const size_t pieces[] = {1000, 65535, 65536, 65537, 200000};
    for (size_t k = 0; k < G_N_ELEMENTS(pieces); k++) {
      g_autofree char *seen = read_pieces(text->str, text->len, pieces[k], NULL);
      g_assert_cmpstr(seen, ==, slow);
    }
    g_assert_true(g_str_has_suffix(slow, "2[1|2|3] "));
    g_string_free(text, TRUE);
  }
}

static bool count_cells(const pb_record *record, void *data) {
  *(size_t *)data += record->n_cells;
  return true;
}

static void test_wide(void) {
  GString *text = g_string_new(NULL);
  for (int row = 0; row < 3; row++)
    for (int i = 0; i < 1000; i++)
      g_string_append_printf(text, "%d%c", i, i < 999 ? ';' : '\n');
  size_t cells = 0;
  GError *error = NULL;
  pb_csv_read("wide.csv", text->str, text->len, ';', '"', count_cells, &cells, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(cells, ==, 3000);
  g_string_free(text, TRUE);
}

/* Ten megabytes in one cell or one line are an error, quoted or not; it comes before much has been
 * read, so memory is bounded. */
static void test_huge(void) {
  static const char *const begins[] = {"a\n", "a\n\"", "a\n\"b\nc\";"};
  for (int i = 0; i < 6; i++) {
    GString *text = g_string_new(begins[i / 2]);
    size_t start = text->len;
    g_string_set_size(text, 10 * 1024 * 1024);
    for (size_t k = start; k < text->len; k++)
      text->str[k] = i % 2 && k % 100 == 0 && i != 3 ? ';' : 'x';
    size_t cells = 0, fed = 0;
    GError *error = NULL;
    g_autoptr(pb_csv_reader) reader = pb_csv_reader_new("huge.csv", ';', '"', count_cells, &cells);
    while (pb_csv_reader_feed(reader, text->str + fed, 1024, &error))
      fed += 1024;
    g_assert_cmpuint(fed, <, (i % 2 && i != 3 ? PB_CSV_MAX_RECORD : PB_CSV_MAX_CELL) + 200000);
    test_error(&error, PB_ERROR, PB_ERROR_INPUT, i >= 4 ? "huge.csv:3:1:" : "huge.csv:2:1:",
               i == 1 || i == 5 ? "longer than four million bytes" : NULL, NULL);
    g_string_free(text, TRUE);
  }
}

static bool stop_at_once(const pb_record *record, void *data) {
  (void)record;
  ++*(size_t *)data;
  return false;
}

static void test_stop(void) {
  size_t calls = 0;
  const char text[] = "a\nb\nc\n";
  g_assert_true(pb_csv_read("f", text, strlen(text), ';', '"', stop_at_once, &calls, NULL));
  g_assert_cmpuint(calls, ==, 1);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/csv/plain", test_plain);
  g_test_add_func("/csv/lines", test_lines);
  g_test_add_func("/csv/quotes", test_quotes);
  g_test_add_func("/csv/stray-quote", test_stray_quote);
  g_test_add_func("/csv/nul", test_nul);
  g_test_add_func("/csv/unclosed-quote", test_unclosed_quote);
  g_test_add_func("/csv/wide", test_wide);
  g_test_add_func("/csv/same-as-libcsv", test_same_as_libcsv);
  g_test_add_func("/csv/long-lines", test_long_lines);
  g_test_add_func("/csv/huge", test_huge);
  g_test_add_func("/csv/stop", test_stop);
  return g_test_run();
}
