/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/csv_reader.h"

#include <string.h>

#include "engine/error.h"
#include "helpers.h"

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

/* The same in pieces of `piece` bytes. */
static char *read_pieces(const char *text, size_t n, size_t piece, GError **error) {
  GString *seen = g_string_new(NULL);
  g_autoptr(pb_csv_reader) reader = pb_csv_reader_new("f.csv", ';', '"', note, seen);
  bool fine = true;
  for (size_t at = 0; at < n && fine; at += piece)
    fine = pb_csv_reader_feed(reader, text + at, MIN(piece, n - at), error);
  if (fine)
    pb_csv_reader_finish(reader, error);
  return g_string_free(seen, FALSE);
}

static void expect(const char *text, size_t n, const char *wanted) {
  for (size_t piece = 1; piece <= n + 1; piece++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *seen = read_pieces(text, n, piece, &error);
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

/* Ten megabytes in one cell are an error, whether quoted or not. */
static void test_huge_cell(void) {
  for (int quoted = 0; quoted < 2; quoted++) {
    GString *text = g_string_new(quoted ? "a\n\"" : "a\n");
    size_t start = text->len;
    g_string_set_size(text, 10 * 1024 * 1024);
    memset(text->str + start, 'x', text->len - start);
    size_t cells = 0;
    GError *error = NULL;
    g_assert_false(
        pb_csv_read("huge.csv", text->str, text->len, ';', '"', count_cells, &cells, &error));
    test_error(&error, PB_ERROR, PB_ERROR_INPUT, "huge.csv:2:1:", NULL);
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
  g_test_add_func("/csv/huge-cell", test_huge_cell);
  g_test_add_func("/csv/stop", test_stop);
  return g_test_run();
}
