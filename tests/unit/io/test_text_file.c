/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file is the same file whatever pieces it is read in, in every encoding, whole or cut short. */
#include "io/text_file.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/error.h"
#include "helpers.h"
#include "io/table_reader.h"

static const size_t pieces[] = {1, 2, 3, 7, 64, 1000};

static bool append_text(const char *text, size_t n, void *data) {
  g_string_append_len(data, text, (gssize)n);
  return true;
}

static void add_row(const pb_record *record, void *data) {
  GString *seen = data;
  g_string_append_printf(seen, "%zu-%zu", record->line, record->last_line);
  for (size_t i = 0; i < record->n_cells; i++) {
    g_string_append_c(seen, '|');
    g_string_append_len(seen, record->cells[i].text, (gssize)record->cells[i].length);
  }
  g_string_append_c(seen, '\n');
}

static void add_bad_row(const pb_bad_row *bad, void *data) {
  g_string_append_printf(data, "%s %zu:%zu\n", bad->reason, bad->line, bad->column);
}

/* All that can be seen of some bytes: what they were understood as, the text, the rows. */
static char *look(const void *bytes, size_t n, size_t piece) {
  static const pb_table_handler handler = {NULL, add_row, add_bad_row, NULL};
  GString *seen = g_string_new(NULL);
  g_auto(pb_text_file) file = {0};
  g_autoptr(GError) error = NULL;
  if (!pb_text_file_from_pieces("f.csv", bytes, n, piece, NULL, &file, &error)) {
    g_string_append(seen, error->message);
    return g_string_free(seen, FALSE);
  }
  g_autofree char *dialect = pb_text_file_dialect(&file);
  g_string_append_printf(seen, "%s %s\n", file.sha256, dialect);
  if (!file.sheet) {
    g_autoptr(GString) text = g_string_new(NULL);
    g_assert_true(pb_text_file_read(&file, append_text, text, &error));
    size_t destroyed = 0;
    for (const char *p = text->str;
         (p = memmem(p, text->len - (size_t)(p - text->str), "\xEF\xBF\xBD", 3)); p += 3)
      destroyed++;
    g_assert_cmpuint(destroyed, ==, file.encoding.destroyed);
    g_string_append_len(seen, text->str, (gssize)text->len);
  }
  if (pb_table_read(&file, &handler, seen, &error) == PB_READ_FAILED)
    g_string_append(seen, error->message);
  /* NUL bytes are for the eye of the comparison only. */
  for (size_t i = 0; i < seen->len; i++)
    seen->str[i] = seen->str[i] ? seen->str[i] : '0';
  return g_string_free(seen, FALSE);
}

static void expect_same_in_pieces(const void *bytes, size_t n) {
  g_autofree char *whole = look(bytes, n, 0);
  for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
    g_autofree char *seen = look(bytes, n, pieces[i]);
    g_assert_cmpstr(seen, ==, whole);
  }
}

static const char table[] =
    "namn;kod;antal\r\n\"Åre; \"\"by\"\"\";0114;1,5\r\n\"två\r\nrader\";1;2\n"
    "Örebro;2;\r\n\r\n;;\nVäxjö – € \xF0\x9F\x98\x80;3;4\rx;y\"z;5\nsist;6;7";

/* The table in an encoding, with a byte order mark where it needs one. */
static char *encoded(const char *encoding, const char *mark, gsize *n) {
  gsize written;
  g_autofree char *body = g_convert_with_fallback(table, (gssize)sizeof table - 1, encoding,
                                                  "UTF-8", "?", NULL, &written, NULL);
  g_assert_nonnull(body);
  GString *bytes = g_string_new(mark);
  g_string_append_len(bytes, body, (gssize)written);
  *n = bytes->len;
  return g_string_free(bytes, FALSE);
}

static const struct {
  const char *name, *mark;
} encodings[] = {{"UTF-8", ""},      {"UTF-8", "\xEF\xBB\xBF"}, {"WINDOWS-1252", ""},
                 {"ISO-8859-1", ""}, {"UTF-16LE", "\xFF\xFE"},  {"UTF-16BE", "\xFE\xFF"}};

static void test_encodings(void) {
  for (size_t e = 0; e < G_N_ELEMENTS(encodings); e++) {
    gsize n;
    g_autofree char *bytes = encoded(encodings[e].name, encodings[e].mark, &n);
    expect_same_in_pieces(bytes, n);
  }
}

static void count_row(const pb_record *record, void *data) {
  (void)record;
  ++*(size_t *)data;
}

static void count_bad_row(const pb_bad_row *bad, void *data) {
  g_assert_true(*bad->reason && *bad->message && bad->line > 0);
  ++*(size_t *)data;
}

/* Rows and findings of some bytes; false when they are refused, with a sentence. */
static bool count_rows(const void *bytes, size_t n, size_t *count) {
  static const pb_table_handler handler = {NULL, count_row, count_bad_row, NULL};
  g_auto(pb_text_file) file = {0};
  GError *error = NULL;
  *count = 0;
  if (pb_text_file_from_bytes("f.csv", bytes, n, NULL, &file, &error) &&
      pb_table_read(&file, &handler, count, &error) != PB_READ_FAILED)
    return true;
  test_error(&error, PB_ERROR, PB_ERROR_INPUT, "f.csv", NULL);
  return false;
}

/* How many rows of the table begin within the first `cut` bytes. */
static size_t rows_begun(const char *encoding, const char *bytes, gsize n, gsize cut) {
  static const char *const begins[] = {"\"Åre", "\"två", "Örebro", ";;\n", "Växjö", "x;y", "sist"};
  size_t begun = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(begins); i++) {
    gsize length;
    g_autofree char *part = g_convert(begins[i], -1, encoding, "UTF-8", NULL, &length, NULL);
    const char *at = memmem(bytes, n, part, length);
    g_assert_nonnull(at);
    begun += bytes + cut > at;
  }
  return begun;
}

/* Cut anywhere, every row that has begun is a row or a finding, or the file is refused with a
 * sentence, which it is only before its first row is whole; the same in pieces. */
static void test_every_truncation(void) {
  for (size_t e = 0; e < G_N_ELEMENTS(encodings); e++) {
    gsize n;
    g_autofree char *bytes = encoded(encodings[e].name, encodings[e].mark, &n);
    for (gsize cut = 0; cut <= n; cut++) {
      g_autofree char *part = g_memdup2(bytes, MAX(cut, 1)); /* for the address sanitizer */
      g_autofree char *whole = look(part, cut, 0);
      g_autofree char *seen = look(part, cut, 3);
      g_assert_cmpstr(seen, ==, whole);
      size_t count, begun = rows_begun(encodings[e].name, bytes, n, cut);
      /* Half of a UTF-16 line end is a character that was destroyed, on a line of its own. */
      bool half = g_str_has_prefix(encodings[e].name, "UTF-16") && cut % 2;
      if (count_rows(part, cut, &count))
        g_assert_true(count == begun || (half && count == begun + 1));
      else
        g_assert_cmpuint(begun, <=, 1);
    }
  }
}

/* Bytes of any kind, more of those that mean something. */
static void test_random_bytes(void) {
  static const char liked[] = ";\"\n\r\t ,1a\xEF\xBF\xBD\xC3\xA5\xFF\xFE\x81\x93\xD8\xDC";
  GRand *random = g_rand_new_with_seed(20260101);
  for (int i = 0; i < 3000; i++) {
    char bytes[120];
    size_t n = (size_t)g_rand_int_range(random, 0, sizeof bytes);
    for (size_t k = 0; k < n; k++)
      bytes[k] = g_rand_int_range(random, 0, 4) ? liked[g_rand_int_range(random, 0, sizeof liked)]
                                                : (char)g_rand_int_range(random, 0, 256);
    static const char *const marks[] = {"", "", "\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"};
    const char *mark = marks[i % 5];
    memcpy(bytes, mark, MIN(strlen(mark), n));
    expect_same_in_pieces(bytes, n);
  }
  g_rand_free(random);
}

/* Longer than a piece of a file, and than the sample that the dialect is found in. */
static GString *long_table(void) {
  GString *text = g_string_new("id;namn;text\n");
  for (int i = 0; i < 30000; i++)
    g_string_append_printf(text, i % 3 ? "%d;Åre;tre ord här\n" : "%d;\"Öst; \"\"ra\"\"\";å\n", i);
  return text;
}

static void test_file_as_bytes(void) {
  g_autofree char *folder = test_folder();
  g_autoptr(GString) text = long_table();
  g_assert_cmpuint(text->len, >, 2 * PB_PIECE_BYTES);
  test_write(folder, "f.csv", text->str, (gssize)text->len);
  g_autofree char *path = g_build_filename(folder, "f.csv", NULL);
  g_auto(pb_text_file) file = {0};
  GError *error = NULL;
  g_assert_true(pb_text_file_open(path, "f.csv", NULL, &file, &error));
  g_assert_no_error(error);
  g_autofree char *sha256 = pb_sha256(text->str, text->len);
  g_assert_cmpstr(file.sha256, ==, sha256);
  for (int again = 0; again < 2; again++) {
    g_autoptr(GString) read = g_string_new(NULL);
    g_assert_true(pb_text_file_read(&file, append_text, read, &error));
    g_assert_true(g_string_equal(read, text));
  }
  test_remove_folder(g_steal_pointer(&folder));
}

/* A character that only the last byte decides: the encoding is that of all bytes. */
static void test_last_byte_decides(void) {
  g_autoptr(GString) text = long_table();
  g_autofree char *seen = look(text->str, text->len, 0);
  test_contains(seen, "UTF-8, ;");
  for (char *p = text->str; p < text->str + text->len; p++)
    *p = *p & 0x80 ? 'x' : *p;
  g_string_append(text, "9;\xC5re;x");
  g_autofree char *latin = look(text->str, text->len, 1000);
  test_contains(latin, "ISO-8859-1, ;");
  test_contains(latin, "|Åre|");
}

typedef struct {
  const char *path;
  GString *text;
} pipe_end;

static gpointer write_pipe(gpointer data) {
  const pipe_end *end = data;
  int fd = open(end->path, O_WRONLY);
  for (size_t at = 0; at < end->text->len;) {
    gssize written = write(fd, end->text->str + at, MIN(end->text->len - at, 5000));
    g_assert_cmpint(written, >, 0);
    at += (size_t)written;
  }
  close(fd);
  return NULL;
}

/* A pipe cannot be read twice and is kept. */
static void test_pipe(void) {
  g_autofree char *folder = test_folder();
  g_autofree char *path = g_build_filename(folder, "pipe", NULL);
  g_autoptr(GString) text = long_table();
  g_assert_cmpint(mkfifo(path, 0600), ==, 0);
  pipe_end end = {path, text};
  GThread *writer = g_thread_new("writer", write_pipe, &end);
  g_auto(pb_text_file) file = {0};
  GError *error = NULL;
  g_assert_true(pb_text_file_open(path, NULL, NULL, &file, &error));
  g_assert_no_error(error);
  g_thread_join(writer);
  g_autoptr(GString) read = g_string_new(NULL);
  g_assert_true(pb_text_file_read(&file, append_text, read, &error));
  g_assert_true(g_string_equal(read, text));
  test_remove_folder(g_steal_pointer(&folder));
}

static bool append_to_file(const char *text, size_t n, void *data) {
  (void)text, (void)n;
  FILE *file = g_fopen(data, "a");
  fputs("9;nytt;x\n", file);
  fclose(file);
  return true;
}

static void test_changed_file(void) {
  g_autofree char *folder = test_folder();
  g_autofree char *path = g_build_filename(folder, "f.csv", NULL);
  test_write(folder, "f.csv", "a;b\n1;2\n", -1);
  g_auto(pb_text_file) file = {0};
  GError *error = NULL;
  g_assert_true(pb_text_file_open(path, "f.csv", NULL, &file, &error));
  g_assert_false(pb_text_file_read(&file, append_to_file, path, &error));
  test_error(&error, PB_ERROR, PB_ERROR_INPUT, "f.csv", "changed while it was read", NULL);
  test_remove_folder(g_steal_pointer(&folder));
}

static void test_no_file(void) {
  g_auto(pb_text_file) file = {0};
  GError *error = NULL;
  g_assert_false(pb_text_file_open("/no/such/f.csv", "f.csv", NULL, &file, &error));
  test_error(&error, PB_ERROR, PB_ERROR_INPUT, "f.csv: There is no such file", NULL);
  g_assert_false(pb_text_file_open("/", "folder", NULL, &file, &error));
  test_error(&error, PB_ERROR, PB_ERROR_INPUT, "folder: The file cannot be read", NULL);
}

static void count_calls(const pb_progress *progress, void *data) {
  GArray *calls = data;
  g_array_append_val(calls, *progress);
}

/* Bytes are told as they are read, rows as they are handed over. */
static void test_progress(void) {
  static const pb_table_handler handler = {NULL, add_row, add_bad_row, NULL};
  g_autofree char *folder = test_folder();
  g_autoptr(GString) text = long_table(), seen = g_string_new(NULL);
  test_write(folder, "f.csv", text->str, (gssize)text->len);
  g_autofree char *path = g_build_filename(folder, "f.csv", NULL);
  g_autoptr(GArray) calls = g_array_new(FALSE, FALSE, sizeof(pb_progress));
  pb_watch watch = {count_calls, calls, {.path = path, .bytes_total = 2 * text->len}};
  g_auto(pb_text_file) file = {0};
  g_assert_true(pb_text_file_open_watched(path, NULL, NULL, &watch, &file, NULL));
  g_assert_cmpint(pb_table_read(&file, &handler, seen, NULL), ==, PB_READ_WHOLE);
  g_assert_cmpuint(calls->len, >=, 2 * text->len / PB_PIECE_BYTES);
  for (guint i = 1; i < calls->len; i++) {
    const pb_progress *now = &g_array_index(calls, pb_progress, i), *before = now - 1;
    g_assert_true(now->bytes_done >= before->bytes_done && now->rows >= before->rows);
    g_assert_true(now->bytes_done - before->bytes_done <= PB_PIECE_BYTES);
  }
  g_assert_cmpuint(watch.now.bytes_done, ==, watch.now.bytes_total);
  g_assert_cmpuint(watch.now.rows, ==, 30000);
  test_remove_folder(g_steal_pointer(&folder));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/text-file/encodings", test_encodings);
  g_test_add_func("/text-file/every-truncation", test_every_truncation);
  g_test_add_func("/text-file/random-bytes", test_random_bytes);
  g_test_add_func("/text-file/file-as-bytes", test_file_as_bytes);
  g_test_add_func("/text-file/last-byte-decides", test_last_byte_decides);
  g_test_add_func("/text-file/pipe", test_pipe);
  g_test_add_func("/text-file/changed-file", test_changed_file);
  g_test_add_func("/text-file/no-file", test_no_file);
  g_test_add_func("/text-file/progress", test_progress);
  return g_test_run();
}
