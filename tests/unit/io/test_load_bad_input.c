/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be wrong with the file of a source: each is a sentence that names file and line, and
 * what is right is used. */
#include <string.h>

#include "engine/error.h"
#include "helpers.h"
#include "io/findings.h"
#include "io/load_dataset.h"

#define HEADER "kommun;period;key;count;per100k\n"
#define GOOD "1880;2024;theft;8607;5387\n1880;2025;theft;7781;4851\n"

typedef struct {
  char *folder;
  pb_project *project;
  pb_dataset *dataset;
  GPtrArray *failures;
} loaded;

static loaded load_more(const char *csv, gssize n, const char *more) {
  loaded l = {.folder = test_folder()};
  if (csv)
    test_write(l.folder, "brott.csv", csv, n);
  g_autofree char *ini = g_strdup_printf("[project]\nperiod_end = 2025\n[source brott]\n"
                                         "kind = reported-crime\npath = brott.csv\n%s",
                                         more);
  test_write(l.folder, "problembild.ini", ini, -1);
  g_autofree char *path = g_build_filename(l.folder, "problembild.ini", NULL);
  GError *error = NULL;
  l.project = pb_project_load(path, &error);
  g_assert_no_error(error);
  l.dataset = pb_load_dataset_collect(l.project, PB_SOURCE_ROOT "/data", &l.failures, &error);
  g_assert_no_error(error);
  return l;
}

static loaded load(const char *csv) {
  return load_more(csv, -1, "");
}

static void clear(loaded *l) {
  pb_dataset_free(l->dataset);
  pb_project_free(l->project);
  g_ptr_array_unref(l->failures);
  test_remove_folder(l->folder);
}

/* The file gives nothing: an error of the kind that becomes exit status 3. */
static void refuse(const char *csv, const char *part, const char *other) {
  loaded l = load(csv);
  GError *error = NULL;
  g_assert_cmpuint(l.failures->len, ==, 1);
  g_assert_null(pb_load_dataset(l.project, PB_SOURCE_ROOT "/data", &error));
  test_error(&error, PB_ERROR, PB_ERROR_INPUT, "brott.csv", part, other, NULL);
  clear(&l);
}

static void test_nothing_usable(void) {
  refuse(NULL, "no such file", NULL);
  refuse(HEADER ";2024;theft;8607;5387\n", "line 2", "The cell is empty");
  refuse("", "empty", NULL);
  refuse("\n\n", "empty", NULL);
  refuse(HEADER, "no rows", NULL);
  refuse("kommun:period:key:count\n1880:2025:theft:5\n", "brott.csv:1:", "delimiter");
  refuse("a;b\n1;2\n", "brott.csv:1:", "columns.municipality");
  refuse(HEADER "1880;2025;\"theft;5;6\n", "brott.csv:2:11:", NULL);
  refuse(HEADER "9998;2025;theft;5;6\n9999;2025;theft;5;6\n", "None of the 2 rows", NULL);
}

static void test_wrong_delimiter_given(void) {
  loaded l = load_more(HEADER GOOD, -1, "delimiter = ,\n");
  g_assert_cmpuint(l.failures->len, ==, 1);
  GError *error = g_error_copy(g_ptr_array_index(l.failures, 0));
  test_error(&error, PB_ERROR, PB_ERROR_INPUT, "brott.csv:1:", "delimiter = ;", NULL);
  clear(&l);
}

/* One bad row on line 4: it is listed, the two good ones are used. */
static void bad_row(const char *row, gssize n, const char *reason, const char *text) {
  g_autoptr(GString) csv = g_string_new(HEADER GOOD);
  g_string_append_len(csv, row, n < 0 ? (gssize)strlen(row) : n);
  loaded l = load_more(csv->str, (gssize)csv->len, "");
  g_assert_cmpuint(l.failures->len, ==, 0);
  const pb_source_info *source = &l.dataset->sources[0];
  g_assert_cmpuint(source->rows_used, ==, 2);
  g_assert_cmpuint(source->rows_rejected, ==, 1);
  g_assert_cmpuint(source->rows_read, ==, 3);
  g_assert_cmpuint(pb_diagnostics_length(l.dataset->diagnostics), ==, 1);
  const pb_diagnostic *found = pb_diagnostics_at(l.dataset->diagnostics, 0);
  g_assert_cmpstr(found->reason, ==, reason);
  g_assert_cmpint(found->severity, ==, PB_DIAG_REJECTED);
  g_assert_cmpuint(found->line, ==, 4);
  g_autofree char *sentence = pb_diagnostic_text(found);
  g_assert_true(g_str_has_prefix(sentence, "brott.csv:4:"));
  test_contains(sentence, text);
  g_assert_true(pb_dataset_fell_short(l.dataset, NULL));
  clear(&l);
}

static void test_bad_rows(void) {
  bad_row("1880;2025;person;abc;1\n", -1, "not-a-number", "“abc”");
  bad_row("1880;2025;person;-5;1\n", -1, "count-negative", "-5");
  bad_row("1880;2025;person;5,5;1\n", -1, "not-whole", "“5,5”");
  bad_row("1880;2025;person;5;x\n", -1, "not-a-number", "per100k");
  bad_row("1880;2025;person;5;-1\n", -1, "rate-negative", "per100k");
  bad_row("9999;2025;person;5;1\n", -1, "unknown-municipality", "“9999”");
  bad_row("Orebro;2025;person;5;1\n", -1, "unknown-municipality", "“Örebro”");
  bad_row("1880;tjugo;person;5;1\n", -1, "not-a-period", "“tjugo”");
  bad_row("1880;2025;teft;5;1\n", -1, "unknown-crime-type", "“theft”");
  bad_row("1880;2025\n", -1, "too-few-fields", "2 fields");
  bad_row("1880;2025;person;5;1;7\n", -1, "too-many-fields", "6 fields");
  bad_row("1880;2025;per\"son;5;1\n", -1, "stray-quote", "brott.csv:4:14:");
  bad_row("1880;2025;per\0son;5;1\n", 22, "nul-byte", "brott.csv:4:14:");
  bad_row("1880;2025;\"person;5;1\n", -1, "unclosed-quote", "brott.csv:4:11:");
  bad_row("198001011234;2025;person;5;1\n", -1, "unknown-municipality", "“xxxxxxxxxxxx”");
}

static const pb_crime_cell *theft(const loaded *l, int year) {
  int m = pb_dataset_municipality(l->dataset, "1880"), t = pb_dataset_type(l->dataset, "theft");
  int p = pb_crime_panel_period(l->dataset->yearly, pb_period_make(year, 1, 1));
  g_assert_cmpint(p, >=, 0);
  return pb_crime_panel_cell(l->dataset->yearly, (size_t)m, (size_t)t, (size_t)p);
}

static void test_unclosed_quote_is_incomplete(void) {
  loaded l = load(HEADER GOOD "1880;2023;\"theft;5;1\n1880;2022;theft;6;1\n");
  g_assert_true(l.dataset->sources[0].incomplete);
  g_assert_cmpint(theft(&l, 2025)->count, ==, 7781); /* rows before it are used */
  g_auto(GStrv) sentences = NULL;
  g_assert_true(pb_dataset_fell_short(l.dataset, &sentences));
  test_contains(sentences[0], "brott.csv");
  clear(&l);
}

static void test_repeated(void) {
  loaded l = load(HEADER GOOD "1880;2025;theft;7781;4851\n");
  g_assert_cmpuint(l.dataset->sources[0].rows_used, ==, 2);
  g_assert_cmpuint(l.dataset->sources[0].rows_left_out, ==, 1);
  g_assert_cmpint(theft(&l, 2025)->count, ==, 7781);
  g_assert_cmpstr(pb_diagnostics_at(l.dataset->diagnostics, 0)->reason, ==, "repeated-row");
  g_assert_false(pb_dataset_fell_short(l.dataset, NULL));
  clear(&l);
}

static void test_contradicting(void) {
  /* The second repeats the first, the third contradicts both: none is used, all are listed. */
  loaded l = load(HEADER GOOD "1880;2025;theft;7781;4851\n1880;2025;theft;7000;4851\n");
  g_assert_cmpuint(l.dataset->sources[0].rows_used, ==, 1);
  g_assert_cmpuint(l.dataset->sources[0].rows_rejected, ==, 3);
  g_assert_true(theft(&l, 2024)->present);
  g_assert_false(theft(&l, 2025)->present);
  g_assert_cmpuint(pb_diagnostics_length(l.dataset->diagnostics), ==, 3);
  g_autofree char *first = pb_diagnostic_text(pb_diagnostics_at(l.dataset->diagnostics, 0));
  g_autofree char *last = pb_diagnostic_text(pb_diagnostics_at(l.dataset->diagnostics, 2));
  test_contains(first, "brott.csv:3:");
  test_contains(first, "brott.csv:5");
  test_contains(last, "brott.csv:5:");
  test_contains(last, "brott.csv:3");
  test_contains(last, "7000");
  test_contains(last, "7781");
  clear(&l);
}

static void test_left_out(void) {
  loaded l = load(HEADER GOOD "1880;2026;theft;1;1\n1880;2025M03;theft;1;1\n01;2025;theft;1;1\n"
                              "1880;2025;person;..;1\n");
  g_assert_cmpuint(l.dataset->sources[0].rows_used, ==, 3);
  g_assert_cmpuint(l.dataset->sources[0].rows_rejected, ==, 0);
  g_assert_cmpuint(l.dataset->sources[0].rows_left_out, ==, 3);
  g_assert_cmpuint(pb_diagnostics_n_reasons(l.dataset->diagnostics), ==, 3);
  g_assert_nonnull(l.dataset->monthly);
  g_assert_cmpuint(pb_diagnostics_rejected(l.dataset->diagnostics), ==, 0);
  clear(&l);
}

static void test_dash_is_zero(void) {
  loaded l = load(HEADER GOOD "1880;2023;theft;-;-\n");
  g_assert_true(theft(&l, 2023)->present);
  g_assert_cmpint(theft(&l, 2023)->count, ==, 0);
  clear(&l);
}

/* A source that fails does not hide what another says. */
static void test_one_of_two_fails(void) {
  loaded l = load_more(HEADER GOOD "1880;2025;person;abc;1\n", -1,
                       "[source folk]\nkind = population\npath = saknas.csv\n");
  g_assert_cmpuint(l.failures->len, ==, 1);
  g_assert_cmpuint(l.dataset->n_sources, ==, 1);
  g_assert_cmpuint(pb_diagnostics_length(l.dataset->diagnostics), ==, 1);
  GError *error = NULL;
  g_assert_null(pb_load_dataset(l.project, PB_SOURCE_ROOT "/data", &error));
  test_error(&error, PB_ERROR, PB_ERROR_INPUT, "saknas.csv", NULL);
  clear(&l);
}

static void test_destroyed_text(void) {
  loaded l = load("kommun;period;key;count\n0114 Upplands V\xEF\xBF\xBDsby;2025;theft;5\n");
  g_assert_cmpuint(l.dataset->sources[0].rows_used, ==, 1); /* matched by its code */
  g_assert_cmpstr(pb_diagnostics_at(l.dataset->diagnostics, 0)->reason, ==, "destroyed-characters");
  clear(&l);
}

/* However the file is cut short, every row is counted somewhere. */
static void test_every_truncation(void) {
  static const char whole[] =
      HEADER "1880;2024;\"theft\";8607;5387\r\n1880;2025;theft;1 234;4851\r\n";
  for (size_t n = 0; n < sizeof whole; n++) {
    loaded l = load_more(whole, (gssize)n, "");
    if (l.failures->len == 0) {
      const pb_source_info *source = &l.dataset->sources[0];
      size_t begun = 1 + (n > strlen(HEADER) + 29);
      g_assert_cmpuint(source->rows_read, ==, begun);
      g_assert_cmpuint(source->rows_used + source->rows_rejected, ==, begun);
    }
    clear(&l);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/bad-input/nothing-usable", test_nothing_usable);
  g_test_add_func("/bad-input/wrong-delimiter-given", test_wrong_delimiter_given);
  g_test_add_func("/bad-input/bad-rows", test_bad_rows);
  g_test_add_func("/bad-input/unclosed-quote", test_unclosed_quote_is_incomplete);
  g_test_add_func("/bad-input/repeated", test_repeated);
  g_test_add_func("/bad-input/contradicting", test_contradicting);
  g_test_add_func("/bad-input/left-out", test_left_out);
  g_test_add_func("/bad-input/dash-is-zero", test_dash_is_zero);
  g_test_add_func("/bad-input/one-of-two-fails", test_one_of_two_fails);
  g_test_add_func("/bad-input/destroyed-text", test_destroyed_text);
  g_test_add_func("/bad-input/every-truncation", test_every_truncation);
  return g_test_run();
}
