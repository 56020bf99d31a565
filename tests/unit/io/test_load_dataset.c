/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/load_dataset.h"

#include <string.h>

#include "engine/error.h"
#include "engine/wall_clock.h"
#include "helpers.h"

typedef struct {
  char *folder;
  pb_project *project;
  pb_dataset *dataset;
} loaded;

static char *start(void) {
  return test_folder();
}

static loaded load(char *folder, const char *ini) {
  loaded l = {.folder = folder};
  test_write(folder, "p.ini", ini, -1);
  g_autofree char *path = g_build_filename(folder, "p.ini", NULL);
  GError *error = NULL;
  l.project = pb_project_load(path, &error);
  g_assert_no_error(error);
  l.dataset = pb_load_dataset(l.project, PB_SOURCE_ROOT "/data", &error);
  g_assert_no_error(error);
  return l;
}

static void clear(loaded *l) {
  pb_dataset_free(l->dataset);
  pb_project_free(l->project);
  test_remove_folder(l->folder);
}

#define CRIME "[source brott]\nkind = reported-crime\npath = brott*.csv\n"

static void test_files_of_a_glob(void) {
  char *folder = start();
  test_write(folder, "brott_a.csv",
             "kommun;år;brottstyp;antal\n1880;2024;theft;5\n1880;2025;theft;6\n", -1);
  test_write(folder, "brott_b.csv",
             "Kommun,Period,Key,Count,Per100k\nÖrebro,2025,Stöldbrott,6,3.5\n"
             "Kumla,2025K2,total,7,\n",
             -1);
  loaded l = load(folder, CRIME);
  const pb_dataset *d = l.dataset;
  g_assert_cmpuint(d->n_sources, ==, 2);
  g_assert_cmpstr(d->sources[0].path, ==, "brott_a.csv");
  g_assert_cmpstr(d->sources[0].roles, ==,
                  "municipality = kommun, period = år, type = brottstyp, count = antal");
  g_assert_cmpstr(d->sources[1].dialect, ==, "UTF-8, ,, LF, decimal point");
  g_assert_cmpstr(d->sources[0].first_period, ==, "2024");
  g_assert_cmpstr(d->sources[1].first_period, ==, "2025");
  g_assert_cmpstr(d->sources[1].last_period, ==, "2025K2");
  /* The overlap agrees; the rate of the second completes the first. */
  int m = pb_dataset_municipality(d, "1880"), t = pb_dataset_type(d, "theft");
  int p = pb_crime_panel_period(d->yearly, pb_period_make(2025, 1, 1));
  const pb_crime_cell *cell = pb_crime_panel_cell(d->yearly, (size_t)m, (size_t)t, (size_t)p);
  g_assert_true(cell->present && cell->has_rate);
  g_assert_cmpint(cell->count, ==, 6);
  g_assert_cmpfloat(cell->rate, ==, 3.5);
  g_assert_cmpint(cell->origin, ==, PB_EXPOSURE_RATE);
  g_assert_cmpuint(d->sources[1].rows_used, ==, 2);
  g_assert_cmpuint(d->quarterly->n_periods, ==, 1);
  g_assert_cmpint(d->period_end, ==, 2025);
  clear(&l);
}

/* A count that one source calls preliminary and another final is final. */
static void test_final_after_preliminary(void) {
  char *folder = start();
  test_write(folder, "brott_a.csv", "kommun;år;key;antal;preliminär\n1880;2025;theft;6;1\n", -1);
  test_write(folder, "brott_b.csv", "kommun;år;key;antal\n1880;2025;theft;6\n", -1);
  loaded l = load(folder, "[project]\nperiod_end = 2025\n" CRIME);
  int m = pb_dataset_municipality(l.dataset, "1880"), t = pb_dataset_type(l.dataset, "theft");
  const pb_crime_cell *cell = pb_crime_panel_cell(l.dataset->yearly, (size_t)m, (size_t)t, 0);
  g_assert_true(cell->present);
  g_assert_false(cell->preliminary);
  clear(&l);
}

static void test_sources_contradict(void) {
  char *folder = start();
  test_write(folder, "brott_a.csv", "kommun;år;key;antal\n1880;2024;theft;5\n1880;2025;theft;6\n",
             -1);
  test_write(folder, "brott_b.csv", "kommun;år;key;antal\n1880;2025;theft;7\n1880;2023;theft;8\n",
             -1);
  loaded l = load(folder, CRIME);
  g_assert_cmpuint(l.dataset->sources[0].rows_rejected, ==, 1);
  g_assert_cmpuint(l.dataset->sources[1].rows_rejected, ==, 1);
  const pb_diagnostic *found = pb_diagnostics_at(l.dataset->diagnostics, 0);
  g_assert_cmpstr(found->file, ==, "brott_a.csv");
  test_contains(found->message, "brott_b.csv:2");
  clear(&l);
}

/* Without period_end it is the newest year with counts none of which is preliminary. Years after it
 * are left out, quarters are not. */
static void test_period_end(void) {
  char *folder = start();
  test_write(folder, "brott.csv",
             "kommun;period;key;count;preliminary\n1880;2023;theft;5;\n1880;2024;theft;5;0\n"
             "1883;2025;theft;5;\n1880;2025;theft;5;1\n1880;2026K1;total;5;\n",
             -1);
  loaded l = load(folder, CRIME);
  g_assert_cmpint(l.dataset->period_end, ==, 2024);
  g_assert_cmpuint(l.dataset->sources[0].rows_left_out, ==, 2);
  g_assert_cmpint(l.dataset->quarterly->first, ==, pb_period_make(2026, 4, 1));
  clear(&l);
}

static void test_population(void) {
  char *folder = start();
  test_write(folder, "brott.csv", "kommun;år;key;antal\n1880;2023;theft;1000\n", -1);
  test_write(folder, "folk.csv",
             "kommunkod,kommun,ar,folkmangd\n1880,Örebro,2022,100\n1880,Örebro,2023,\"1 100\"\n"
             "1880,Örebro,2024,5\n1883,Karlskoga,2023,0\n0180,Stockholm,2023,..\n",
             -1);
  loaded l = load(folder, CRIME "[source folk]\nkind = population\npath = folk.csv\n"
                                "max_rejected_percent = 50\n");
  const pb_dataset *d = l.dataset;
  int m = pb_dataset_municipality(d, "1880"), t = pb_dataset_type(d, "theft");
  g_assert_cmpint(pb_population_at(d->population, (size_t)m, 2023), ==, 1100);
  g_assert_cmpint(pb_population_at(d->population, (size_t)m, 2024), ==, 0); /* after the period */
  const pb_crime_cell *cell = pb_crime_panel_cell(d->yearly, (size_t)m, (size_t)t, 0);
  g_assert_cmpfloat(cell->exposure, ==, 600);
  g_assert_cmpuint(d->sources[1].rows_used, ==, 2);
  g_assert_cmpuint(d->sources[1].rows_rejected, ==, 1);
  g_assert_cmpuint(d->sources[1].rows_left_out, ==, 2);
  g_assert_false(pb_dataset_fell_short(d, NULL));
  clear(&l);
}

static void test_events(void) {
  char *folder = start();
  test_write(
      folder, "h.csv",
      "id;publicerad;handelsetid;typ;plats;lat;lon;text\r\n"
      "1;2025-09-26 15:55:23 +02:00;2025-09-26 14:21;\"Mord/dråp, "
      "försök\";Örebro;59,3;18,1;hemligt\r\n"
      "2;2025-09-26 7:55:23 +02:00;2025-09-26 04;Sammanfattning natt;Örebro län;59,3;18,1;\r\n"
      "3;2025-09-26 7:55:23 +02:00;2025-09-26;Brand;Gotlands län;x;18,1;\r\n"
      "4;2025-09-26 7:55:23 +02:00;;Brand;Ankeborg;59,3;18,1;\r\n"
      "5;2026-01-01 7:55:23 +01:00;2025-12-31 23:00;Brand;Örebro;59,3;18,1;\r\n"
      "6;2025-09-26 7:55:23 +02:00;2025-02-30 23:00;Brand;Örebro;59,3;18,1;\r\n"
      "1;2025-09-26 15:55:23 +02:00;2025-09-26 14:21;\"Mord/dråp, försök\";Örebro;59,3;18,1;\r\n"
      "7;2025-09-27 7:55:23 +02:00;2025-09-27 01:00;Brand;Örebro;59,3;18,1;\r\n"
      "7;2025-09-27 7:55:23 +02:00;2025-09-27 02:00;Brand;Örebro;59,3;18,1;\r\n",
      -1);
  loaded l = load(folder, "[project]\nperiod_end = 2025\n[source h]\nkind = events\npath = h.csv\n"
                          "max_rejected_percent = 90\n");
  const pb_dataset *d = l.dataset;
  const pb_source_info *s = &d->sources[0];
  g_assert_cmpuint(s->rows_read, ==, 9);
  g_assert_cmpuint(s->rows_used, ==, 4);
  g_assert_cmpuint(s->rows_rejected, ==, 3); /* 30 February; both of id 7 */
  g_assert_cmpuint(s->rows_left_out, ==, 2); /* published after 2025; the repeated id 1 */
  g_assert_cmpuint(pb_table_n_rows(d->events), ==, 4);
  const pb_column *municipality = pb_table_find(d->events, "municipality"),
                  *county = pb_table_find(d->events, "county"),
                  *time = pb_table_find(d->events, "time"),
                  *published = pb_table_find(d->events, "published"),
                  *digest = pb_table_find(d->events, "digest"),
                  *precision = pb_table_find(d->events, "precision"),
                  *x = pb_table_find(d->events, "x"), *y = pb_table_find(d->events, "y");
  g_assert_cmpint(pb_column_int(municipality, 0), ==, pb_dataset_municipality(d, "1880"));
  g_assert_false(pb_column_is_valid(municipality, 1));
  g_assert_cmpstr(pb_column_string(county, 1), ==, "18");
  g_assert_cmpint(pb_column_int(municipality, 2), ==, pb_dataset_municipality(d, "0980"));
  g_assert_false(pb_column_is_valid(municipality, 3));
  g_assert_null(pb_column_string(county, 3));
  pb_wall_clock at = pb_wall_clock_of(pb_column_int(time, 0));
  g_assert_cmpint(at.hour, ==, 14);
  g_assert_cmpint(at.weekday, ==, 4); /* a Friday */
  g_assert_false(pb_column_is_valid(time, 3));
  g_assert_true(pb_column_is_valid(published, 3));
  g_assert_cmpint(pb_column_int(digest, 0), ==, 0);
  g_assert_cmpint(pb_column_int(digest, 1), ==, 1);
  g_assert_cmpstr(pb_column_string(precision, 0), ==, "minute");
  g_assert_cmpstr(pb_column_string(precision, 1), ==, "hour");
  g_assert_cmpstr(pb_column_string(precision, 2), ==, "day");
  g_assert_cmpfloat(pb_column_double(x, 0), ==, 18.1);
  g_assert_false(pb_column_is_valid(y, 2));
  /* What no role asks for is not kept. */
  for (size_t i = 0; i < pb_table_n_columns(d->events); i++)
    if (pb_column_type(pb_table_column(d->events, i)) == PB_TYPE_STRING)
      for (size_t c = 0; c < pb_column_n_codes(pb_table_column(d->events, i)); c++)
        g_assert_cmpstr(pb_column_code_text(pb_table_column(d->events, i), (uint32_t)c), !=,
                        "hemligt");
  clear(&l);
}

static void test_project_without_sources(void) {
  GError *error = NULL;
  g_autoptr(pb_project) p = pb_project_parse("p.ini", "[project]\n", 10, &error);
  g_assert_null(pb_load_dataset(p, PB_SOURCE_ROOT "/data", &error));
  test_error(&error, PB_ERROR, PB_ERROR_PROJECT, "p.ini", "[source NAME]", NULL);
}

static void test_no_reference_tables(void) {
  const char text[] = "[source a]\nkind = events\npath = x.csv\n";
  GError *error = NULL;
  g_autoptr(pb_project) p = pb_project_parse("p.ini", text, strlen(text), &error);
  g_assert_null(pb_load_dataset(p, "/no/such/folder", &error));
  test_error(&error, PB_ERROR, PB_ERROR_INPUT, "/no/such/folder/reference", NULL);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/load/files-of-a-glob", test_files_of_a_glob);
  g_test_add_func("/load/final-after-preliminary", test_final_after_preliminary);
  g_test_add_func("/load/sources-contradict", test_sources_contradict);
  g_test_add_func("/load/period-end", test_period_end);
  g_test_add_func("/load/population", test_population);
  g_test_add_func("/load/events", test_events);
  g_test_add_func("/load/project-without-sources", test_project_without_sources);
  g_test_add_func("/load/no-reference-tables", test_no_reference_tables);
  return g_test_run();
}
