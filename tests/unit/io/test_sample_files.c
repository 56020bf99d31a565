/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files as they are exported (their first lines are in data/), and forms that exports take: for
 * each what is recognised, how many rows are used, and what becomes of the others. */
#include <string.h>

#include "engine/error.h"
#include "helpers.h"
#include "io/load_dataset.h"

static test_project load(const char *kind, const char *path, const char *more) {
  test_project l = {.folder = test_folder()};
  g_autofree char *ini = g_strdup_printf("[project]\nperiod_end = 2026\n[source a]\nkind = %s\n"
                                         "path = %s\nmax_rejected_percent = 100\n%s",
                                         kind, path, more);
  test_write(l.folder, "problembild.ini", ini, -1);
  test_open_project(&l);
  return l;
}

/* "small-area 10, rate-only 1", in order of appearance. */
static char *reasons(const pb_dataset *dataset) {
  g_autoptr(GString) text = g_string_new(NULL);
  for (size_t i = 0; i < pb_diagnostics_n_reasons(dataset->diagnostics); i++) {
    pb_diag_count one = pb_diagnostics_reason(dataset->diagnostics, i);
    g_string_append_printf(text, "%s%s %zu", i ? ", " : "", one.reason, one.count);
  }
  return g_string_free(g_steal_pointer(&text), FALSE);
}

#define CRIME "reported-crime"
#define PEOPLE "population"

/* `text` NULL: the file `name` of data/. `refused` is a part of the sentence, NULL when the file is
 * read. */
typedef struct {
  const char *kind, *name, *text, *more;
  const char *dialect, *roles; /* parts of what is printed */
  size_t used, rejected, left_out;
  const char *reasons;
  const char *refused;
} sample;

static const sample samples[] = {
    {CRIME, "bra_290.csv", NULL, "", "UTF-8, ;, LF", "rate = per100k", 7, 0, 0, "", NULL},
    {CRIME, "bra_8.csv", NULL, "", "UTF-8, ;, LF, decimal point", "preliminary = preliminary", 5, 0,
     0, "", NULL},
    {CRIME, "bra_quarterly.csv", NULL, "", "UTF-8, ;, LF, decimal point", "period = period", 6, 0,
     0, "", NULL},
    {CRIME, "bra_rate_only_tidy.csv", NULL, "", "UTF-8, ,, LF", "rate = per_10000_inv", 0, 0, 6,
     "rate-only 1", NULL},
    {CRIME, "bra_goteborg.csv", NULL, "", "UTF-8, ,, LF", "municipality = area", 3, 3, 0,
     "unknown-municipality 3", NULL},
    {CRIME, "bra_sol_boden.csv", NULL, "", "UTF-8, ,, LF, level tree", "month = manad", 4, 0, 36,
     "crime-type-not-used 36", NULL},
    {CRIME, "bra_p1m_raw.csv", NULL, "", NULL, NULL, 0, 0, 0, "", "municipality (code or name)"},
    {CRIME, "hack4sweden_per10000.csv", NULL, "",
     "destroyed characters, wide, crime types × periods across, 3 × 4", "rate = (below)", 0, 0, 50,
     "rate-by-file-name 1, destroyed-characters 1, rate-only 1", NULL},
    {CRIME, "hack4sweden_per10000.csv", NULL, "rate_per = 10000\n", "3 × 4", "rate = (below)", 0, 0,
     50, "destroyed-characters 1, rate-only 1", NULL},
    {PEOPLE, "folkmangd_kommun.csv", NULL, "", "UTF-8, ,, LF", "persons = folkmangd", 5, 0, 0, "",
     NULL},
    {PEOPLE, "goteborg_area.csv", NULL, "", "UTF-8, ,, LF", "municipality = area", 3, 2, 0,
     "unknown-municipality 2", NULL},
    {PEOPLE, "folkmangd_deso.csv", NULL, "", NULL, NULL, 0, 0, 0, "small-area 10",
     "None of the 10 rows"},
    {PEOPLE, "scb_pxweb_deso.csv", NULL, "", NULL, NULL, 0, 0, 0, "small-area 5",
     "None of the 5 rows"},
    {PEOPLE, "scb_pxweb_inkomst.csv", NULL, "", NULL, NULL, 0, 0, 0, "", "number of inhabitants"},
    /* Wide tables of counts. */
    {CRIME, "w.csv", "Kommun;2023;2024K1;jan-dec 2024;2025 prel.\n0114;1;2;3;4\n",
     "columns.type = Kommun\n", "wide, 4 periods across", "count = (below)", 0, 4, 0,
     "unknown-crime-type 4", "None of the 4 rows"},
    {CRIME, "w.csv",
     "Kommun;Brottstyp;2023;2024K1;jan-dec 2024;2025 prel.\n114;Stöldbrott;1;2;3;4\n", "",
     "UTF-8, ;, LF, wide, 4 periods across", "type = Brottstyp", 4, 0, 0, "", NULL},
    {CRIME, "w.csv",
     "Kommun;Våldsbrott 2024;Stöldbrott 2024;Totalt 2024\nBorås stad;1;2;3\n"
     "Örebro kommun;4;..;6\n",
     "", "wide, crime types × periods across, 3 × 1", "type = (across)", 3, 0, 3,
     "count-missing 1, crime-type-not-used 1", NULL},
    {CRIME, "w.csv", "Kommun;Brott;2024-W05;2024v06\n0114;total;1;2\n", "", NULL, NULL, 0, 0, 0,
     "weekly-data 2", "None of the 2 rows"},
    {PEOPLE, "f.csv", "Region;Folkmängd 2022;Folkmängd 2023\n0114 Upplands Väsby;1;2\n", "",
     "wide, 2 periods across", "persons = (below)", 2, 0, 0, "", NULL},
    {CRIME, "t.csv",
     "Kommun;År;Folkmängd;Stöldbrott;Stöldbrott per 100 000 inv;Totalt\n"
     "Örebro;2024;158000;5;3,2;60\n",
     "", "wide, 3 crime types across", "period = År", 2, 0, 1, "crime-type-not-used 1", NULL},
    {CRIME, "t.csv", "Kommun;År;Barn;Vuxna\nÖrebro;2024;5;6\n", "", NULL, NULL, 0, 0, 0, "",
     "crime type"},
    /* A month beside a year is not the year. */
    {CRIME, "m.csv", "kommun;år;månad;brott;antal\n1880;2024;maj;total;5\n1880;2024;;total;60\n",
     "", "UTF-8, ;, LF", "month = månad", 2, 0, 0, "", NULL},
    {CRIME, "m.csv", "kommun;år;kvartal;brott;antal\n1880;2024;1;total;5\n1880;2024;K2;total;6\n",
     "", "UTF-8, ;, LF", "quarter = kvartal", 2, 0, 0, "", NULL},
    /* What the file does not say, the project does; it stands before what a column says. */
    {CRIME, "c.csv", "år;antal\n2024;5\n2025;6\n",
     "constant.municipality = Örebro\nconstant.type = total\n", "UTF-8, ;, LF",
     "municipality = “Örebro”, period = år, type = “total”", 2, 0, 0, "", NULL},
    {CRIME, "c.csv", "Kommun;2024;2025\nÖrebro;5;6\nKumla;7;..\n", "constant.type = total\n",
     "wide, 2 periods across", "type = “total”, count = (below)", 3, 0, 1, "count-missing 1", NULL},
    {CRIME, "c.csv", "kommun;år;brott;antal\nÖrebro;2024;x;5\n", "constant.type = total\n",
     "UTF-8, ;, LF", "type = “total”", 1, 0, 0, "", NULL},
    {CRIME, "c.csv", "kommun;år;antal\nÖrebro;2024;5\n", "constant.type = okänd\n", NULL, NULL, 0,
     0, 0, "unknown-crime-type 1", "The only row, line 2, could not be used: “okänd”"},
    /* Around the table. */
    {CRIME, "n.csv",
     "kommun;år;brott;antal;;\n1880;2024;total;5;;\n1883;2024;total;6\n"
     "kommun;år;brott;antal;;\n1880;2025;total;7;;\n"
     "Källa: Brå, anmälda brott;;;;;\n1) Preliminära uppgifter för 2025\nsenast hämtad\n",
     "", "UTF-8, ;, LF", "count = antal", 3, 0, 4, "repeated-header 1, footnote 3", NULL},
    {CRIME, "n.csv", "kommun;år;brott;antal\n1880;2024;total;5\nÖrebro\n", "", "UTF-8, ;, LF",
     "count = antal", 1, 1, 0, "too-few-fields 1", NULL},
    /* Destroyed names with and without a code. */
    {CRIME, "d.csv",
     "kommun;år;brott;antal\n1880 \xEF\xBF\xBDrebro;2024;total;5\n\xEF\xBF\xBDrebro;2025;total;5\n",
     "", "2 destroyed characters", "count = antal", 1, 1, 0,
     "destroyed-text 1, destroyed-characters 1", NULL},
    {CRIME, "d.csv", "kommun;år;brott;antal\n\xEF\xBF\xBDrebro;2025;total;5\n", "", NULL, NULL, 0,
     0, 0, "destroyed-text 1", "UTF-8"},
    {CRIME, "l.csv", "kommun;år;brott;antal\nÖrebro;2025;total;5\n114;2025;total;5\n", "",
     "UTF-8, ;, LF", "count = antal", 1, 1, 0, "unknown-municipality 1", NULL},
};

static void check_sample(const sample *one) {
  g_autofree char *path = NULL;
  g_autofree char *made = NULL;
  if (one->text) {
    made = test_folder();
    test_write(made, one->name, one->text, -1);
    path = g_build_filename(made, one->name, NULL);
  } else {
    path = g_build_filename(PB_SOURCE_ROOT "/tests/unit/io/data", one->name, NULL);
  }
  test_project l = load(one->kind, path, one->more);
  g_test_message("%s: %s", one->name, one->text ? one->text : "");
  g_autofree char *found = reasons(l.dataset);
  g_assert_cmpstr(found, ==, one->reasons);
  if (one->refused) {
    g_assert_cmpuint(l.failures->len, ==, 1);
    test_contains(((GError *)g_ptr_array_index(l.failures, 0))->message, one->refused);
  } else {
    g_assert_cmpuint(l.failures->len, ==, 0);
    const pb_source_info *source = &l.dataset->sources[0];
    test_contains(source->dialect, one->dialect);
    test_contains(source->roles, one->roles);
    g_assert_cmpuint(source->rows_used, ==, one->used);
    g_assert_cmpuint(source->rows_rejected, ==, one->rejected);
    g_assert_cmpuint(source->rows_left_out, ==, one->left_out);
  }
  test_close_project(&l);
  if (made)
    test_remove_folder(g_steal_pointer(&made));
}

static void test_samples(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(samples); i++)
    check_sample(&samples[i]);
}

/* A finding in a wide table names the cell of the file: line 2, third column, its header. */
static void test_places(void) {
  char *folder = test_folder();
  test_write(folder, "w.csv", "Kommun;Totalt 2023;Totalt 2024\n0114;5;fem\n", -1);
  g_autofree char *path = g_build_filename(folder, "w.csv", NULL);
  test_project l = load(CRIME, path, "");
  const pb_diagnostic *found = pb_diagnostics_at(l.dataset->diagnostics, 0);
  g_assert_cmpuint(found->line, ==, 2);
  g_assert_cmpuint(found->column, ==, 3);
  g_assert_cmpstr(found->field, ==, "Totalt 2024");
  g_assert_cmpstr(found->value, ==, "fem");
  test_close_project(&l);
  test_write(folder, "w.csv", "Kommun;Totalt 2023;Rån 2024\n0114;5;6\n", -1);
  l = load(CRIME, path, "");
  found = pb_diagnostics_at(l.dataset->diagnostics, 0);
  g_assert_cmpstr(found->reason, ==, "crime-type-not-used");
  g_assert_cmpuint(found->column, ==, 3);
  test_contains(found->message, "“Rån”");
  test_close_project(&l);
  test_remove_folder(folder);
}

/* What stands in a cell, wherever it comes from. */
static const pb_crime_cell *cell_of(const pb_dataset *d, const char *code, const char *key,
                                    pb_period period) {
  const pb_crime_panel *panel = pb_period_per_year(period) == 1 ? d->yearly : d->quarterly;
  g_assert_nonnull(panel);
  int p = pb_crime_panel_period(panel, period);
  g_assert_cmpint(p, >=, 0);
  return pb_crime_panel_cell(panel, (size_t)pb_dataset_municipality(d, code),
                             (size_t)pb_dataset_type(d, key), (size_t)p);
}

static void test_values_of_wide(void) {
  char *folder = test_folder();
  test_write(folder, "w.csv",
             "Kommun;Brottstyp;2023;2024K1;jan-dec 2024;2025 prel.\n114;Stöldbrott;1;2;3;4\n", -1);
  g_autofree char *path = g_build_filename(folder, "w.csv", NULL);
  test_project l = load(CRIME, path, "");
  g_assert_cmpint(cell_of(l.dataset, "0114", "theft", pb_period_make(2023, 1, 1))->count, ==, 1);
  g_assert_cmpint(cell_of(l.dataset, "0114", "theft", pb_period_make(2024, 4, 1))->count, ==, 2);
  const pb_crime_cell *cell = cell_of(l.dataset, "0114", "theft", pb_period_make(2024, 1, 1));
  g_assert_cmpint(cell->count, ==, 3);
  g_assert_false(cell->preliminary);
  g_assert_true(cell_of(l.dataset, "0114", "theft", pb_period_make(2025, 1, 1))->preliminary);
  test_close_project(&l);
  /* Per 10 000 by the header, per 1 000 by the project. */
  test_write(folder, "w.csv", "kommun;år;brott;antal;per 10 000 inv\n1880;2024;total;5;12,5\n", -1);
  l = load(CRIME, path, "");
  g_assert_cmpfloat(cell_of(l.dataset, "1880", "total", pb_period_make(2024, 1, 1))->rate, ==, 125);
  test_close_project(&l);
  l = load(CRIME, path, "rate_per = 1000\n");
  g_assert_cmpfloat(cell_of(l.dataset, "1880", "total", pb_period_make(2024, 1, 1))->rate, ==,
                    1250);
  test_close_project(&l);
  test_remove_folder(folder);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/sample-files/table", test_samples);
  g_test_add_func("/sample-files/places", test_places);
  g_test_add_func("/sample-files/values-of-wide", test_values_of_wide);
  return g_test_run();
}
