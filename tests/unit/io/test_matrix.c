/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table of 500 numbers with their rates, in every combination of encoding, delimiter, decimal
 * mark, thousands mark, quoting and line end that can be written, each in a layout (title lines,
 * footnotes, trailing delimiters, shape) drawn so that every pair of choices meets: the real reader
 * gives the same rows for all of them, and none is refused. */
#include <glib/gstdio.h>
#include <string.h>

#include "helpers.h"
#include "io/plain_table.h"
#include "io/read_source.h"
#include "io/reference.h"
#include "io/sources/reported_crime.h"
#include "matrix_form.h"

typedef struct {
  char *folder, *path;
  pb_project *project;
  pb_dataset *dataset;
  pb_known_headers *known;
} fixture;

static void set_up(fixture *f) {
  GError *error = NULL;
  f->folder = test_folder();
  f->path = g_build_filename(f->folder, "brott.csv", NULL);
  g_autofree char *ini = g_build_filename(f->folder, "problembild.ini", NULL);
  static const char text[] = "[project]\n[source brott]\nkind = reported-crime\npath = brott.csv\n";
  f->project = pb_project_parse(ini, text, strlen(text), &error);
  g_assert_no_error(error);
  f->dataset = pb_dataset_new();
  pb_reference_load(PB_SOURCE_ROOT "/data", f->dataset, &error);
  g_assert_no_error(error);
  f->known = pb_reference_load_headers(PB_SOURCE_ROOT "/data", &error);
  g_assert_no_error(error);
}

static void tear_down(fixture *f) {
  pb_known_headers_free(f->known);
  pb_dataset_free(f->dataset);
  pb_project_free(f->project);
  g_free(f->path);
  test_remove_folder(f->folder);
}

static int find(const int *positions, int n, int wanted) {
  for (int i = 0; i < n; i++)
    if (positions[i] == wanted)
      return i;
  return -1;
}

/* Every row is one of the truth, and each of the truth is there once. */
static void check_rows(const fixture *f, const GArray *rows, const char *form) {
  static bool seen[N_PLACES][N_TYPES][N_YEARS];
  memset(seen, 0, sizeof seen);
  int places[N_PLACES], types[N_TYPES];
  for (int i = 0; i < N_PLACES; i++)
    places[i] = matrix_place(f->dataset, i);
  for (int i = 0; i < N_TYPES; i++)
    types[i] = pb_dataset_type(f->dataset, matrix_type_keys[i]);
  for (guint i = 0; i < rows->len; i++) {
    const pb_crime_row *row = &g_array_index(rows, pb_crime_row, i);
    int place = find(places, N_PLACES, row->municipality), type = find(types, N_TYPES, row->type);
    int year = pb_period_year(row->period) - FIRST_YEAR;
    if (place < 0 || type < 0 || year < 0 || year >= N_YEARS ||
        pb_period_per_year(row->period) != 1)
      g_error("%s: row %u is about something else", form, i);
    double rate;
    bool has_rate = matrix_rate(place, type, year, &rate);
    if (seen[place][type][year] || row->count != matrix_count(place, type, year) ||
        row->has_rate != has_rate || (has_rate && row->rate != rate) || row->preliminary)
      g_error("%s: row %u: %" G_GINT64_FORMAT " and %g instead of %" G_GINT64_FORMAT " and %g",
              form, i, row->count, row->rate, matrix_count(place, type, year), rate);
    seen[place][type][year] = true;
  }
  if (rows->len != N_CELLS)
    g_error("%s: %u rows instead of %d", form, rows->len, N_CELLS);
}

static void check_source(const fixture *f, const matrix_form *form, const char *text) {
  GError *error = NULL;
  g_autoptr(pb_diagnostics) findings = pb_diagnostics_new(10);
  g_autoptr(pb_gathered) gathered = pb_gathered_new(f->dataset);
  g_auto(pb_source_info) info = {0};
  if (!pb_read_source(f->project, &f->project->sources[0], "brott.csv", f->known, findings,
                      gathered, &info, &error))
    g_error("%s: %s", text, error->message);
  check_rows(f, pb_gathered_rows(gathered, pb_source_kind_find("reported-crime")), text);
  const pb_gathered_file *file = &g_array_index(gathered->files, pb_gathered_file, 0);
  if (file->rejected || file->left_out != (form->footnotes ? 2 : 0))
    g_error("%s: %zu rejected, %zu left out", text, file->rejected, file->left_out);
  g_autofree char *start =
      g_strdup_printf("%s, %s", matrix_encodings[form->encoding],
                      form->delimiter == '\t' ? "tab" : (char[]){form->delimiter, '\0'});
  /* Without C1 characters the two are the same bytes. */
  if (!g_str_has_prefix(info.dialect, start) && form->encoding != 2)
    g_error("%s: understood as “%s”", text, info.dialect);
}

/* The long table as `table` and `stat` read it: types of columns and every cell. */
static void check_plain(const matrix_form *form, const char *bytes, gsize n, const char *text) {
  GError *error = NULL;
  g_autoptr(pb_table) table = pb_plain_table_parse("m.csv", bytes, n, NULL, NULL, NULL, &error);
  if (!table)
    g_error("%s: %s", text, error->message);
  g_assert_cmpuint(pb_table_n_columns(table), ==, form->trailing ? 7 : 6);
  const pb_column *count = pb_table_find(table, "antal"),
                  *rate = pb_table_find(table, "per 100 000 inv"),
                  *change = pb_table_find(table, "förändring");
  if (pb_table_n_rows(table) != N_CELLS || pb_column_type(count) != PB_TYPE_INT64 ||
      pb_column_type(rate) != PB_TYPE_DOUBLE || pb_column_type(change) != PB_TYPE_INT64)
    g_error("%s: %zu rows; types %d %d %d", text, pb_table_n_rows(table), pb_column_type(count),
            pb_column_type(rate), pb_column_type(change));
  for (int i = 0; i < N_CELLS; i++) {
    int place = i / (N_TYPES * N_YEARS), type = i / N_YEARS % N_TYPES, year = i % N_YEARS;
    double wanted;
    bool has = matrix_rate(place, type, year, &wanted);
    g_assert_cmpint(pb_column_int(count, (size_t)i), ==, matrix_count(place, type, year));
    g_assert_cmpint(pb_column_int(change, (size_t)i), ==, matrix_change(place, type, year));
    g_assert_true(pb_column_is_valid(rate, (size_t)i) == has);
    g_assert_true(!has || pb_column_double(rate, (size_t)i) == wanted);
  }
}

static bool check(const fixture *f, const matrix_form *form) {
  gsize n;
  g_autofree char *bytes = matrix_write(form, f->dataset, &n);
  if (!bytes)
    return false;
  g_autofree char *text = matrix_text(form);
  FILE *file = g_fopen(f->path, "wb");
  g_assert_true(file && fwrite(bytes, 1, n, file) == n);
  g_assert_cmpint(fclose(file), ==, 0);
  check_source(f, form, text);
  if (form->shape == LONG)
    check_plain(form, bytes, n, text);
  return true;
}

/* Which choices have met, as a bit for each pair. */
enum {
  N_CHOICES = N_ENCODINGS + 4 + 2 + N_THOUSANDS + N_QUOTINGS + 3 + N_TITLES + 2 + 2 + N_SHAPES
};
typedef struct {
  bool met[N_CHOICES][N_CHOICES];
} pairs;

static void meet(pairs *p, const int *choices, const int *sizes, int n) {
  int at[16], sum = 0;
  for (int i = 0; i < n; i++) {
    at[i] = sum + choices[i];
    sum += sizes[i];
  }
  g_assert_cmpint(sum, ==, N_CHOICES);
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      p->met[at[i]][at[j]] = true;
}

/* How many pairs of choices of different kinds never met. */
static int unmet(const pairs *p, const int *sizes, int n) {
  int count = 0;
  for (int i = 0, a = 0; i < n; a += sizes[i++])
    for (int j = 0, b = 0; j < i; b += sizes[j++])
      for (int k = 0; k < sizes[i] * sizes[j]; k++)
        count += !p->met[a + k / sizes[j]][b + k % sizes[j]];
  return count;
}

static void test_matrix(void) {
  static const char delimiters[] = {';', ',', '\t', '|'}, decimals[] = {',', '.'};
  static const char *const ends[] = {"\n", "\r\n", "\r"};
  static const int sizes[] = {N_ENCODINGS, 4,        2, N_THOUSANDS, N_QUOTINGS,
                              3,           N_TITLES, 2, 2,           N_SHAPES};
  enum { KINDS = G_N_ELEMENTS(sizes), FULL = 6 };
  fixture f;
  set_up(&f);
  static pairs met;
  g_autoptr(GRand) random = g_rand_new_with_seed(500);
  int n_full = 1, n_forms = 0;
  for (int i = 0; i < FULL; i++)
    n_full *= sizes[i];
  for (int i = 0; i < n_full; i++) {
    int c[KINDS], left = i;
    for (int k = 0; k < FULL; left /= sizes[k++])
      c[k] = left % sizes[k];
    for (int k = FULL; k < KINDS; k++)
      c[k] = g_rand_int_range(random, 0, sizes[k]);
    const matrix_form form = {c[0],
                              delimiters[c[1]],
                              decimals[c[2]],
                              c[3],
                              (matrix_quoting)c[4],
                              ends[c[5]],
                              c[6],
                              c[7] != 0,
                              c[8] != 0,
                              (matrix_shape)c[9]};
    if (check(&f, &form)) {
      n_forms++;
      meet(&met, c, sizes, KINDS);
    }
  }
  g_test_message("%d combinations", n_forms);
  g_assert_cmpint(n_forms, ==, 2604);
  /* Thin blanks in two encodings that have none (4); a thousands mark that is the decimal mark (2).
   */
  g_assert_cmpint(unmet(&met, sizes, KINDS), ==, 6);
  tear_down(&f);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/matrix/every-combination", test_matrix);
  return g_test_run();
}
