/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/reference.h"

#include <glib/gstdio.h>
#include <string.h>

#include "engine/error.h"
#include "helpers.h"

#define MUNICIPALITIES "code;name;full_name;county_code;county_name;group_code;group_name\n"
#define TYPES                                                                                      \
  "key;label_sv;label_en;noun_sv;noun_en;noun_def_sv;noun_def_en;problem_area;parent;is_total;"    \
  "note_sv;note_en;order\n"
#define AREAS "key;label_sv;label_en;restricted\n"
#define CATEGORIES "key;label_sv;label_en\n"
#define BREAKS "year;applies_to;short_sv;short_en;text_sv;text_en\n"

/* A folder with reference tables, one of which can be replaced. g_free. */
static char *tables(const char *replaced, const char *with) {
  static const char *const names[] = {
      "municipalities.csv", "crime_types.csv",      "problem_areas.csv",  "series_breaks.csv",
      "type_aliases.csv",   "event_categories.csv", "area_questions.csv", "area_commitments.csv"};
  static const char *const texts[] = {
      MUNICIPALITIES "1880;Örebro;Örebro kommun;18;Örebro län;B3;Större stad\n"
                     "0180;Stockholm;Stockholms stad;01;Stockholms län;A1;Storstad\n",
      TYPES "burglary;Inbrott;Burglary;;;;;stold;theft;0;;;3\ntotal;Alla;All;;;;;;;1;;;1\n"
            "theft;Stöld;Theft;;;;;stold;;0;;;2\n",
      AREAS "stold;Stöld;Theft;\n",
      BREAKS "2015;reported-crime;a;b;\"text; med semikolon\";d\n",
      "key;alias\ntotal;Totalt\ntotal;alla_brott\n",
      CATEGORIES "assault;Misshandel;Assault\n",
      "area;words\nstold;bestulen\n",
      "area;municipality_sv;police_sv;municipality_en;police_en\nstold;Ett;Två;One;Two\n"};
  char *folder = test_folder();
  g_autofree char *reference = g_build_filename(folder, "reference", NULL);
  g_mkdir(reference, 0777);
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    test_write(reference, names[i], g_strcmp0(names[i], replaced) == 0 ? with : texts[i], -1);
  return folder;
}

static void test_load(void) {
  char *folder = tables(NULL, NULL);
  g_autoptr(pb_dataset) d = pb_dataset_new();
  GError *error = NULL;
  g_assert_true(pb_reference_load(folder, d, &error));
  g_assert_no_error(error);
  g_assert_cmpstr(d->municipalities[0].code, ==, "0180"); /* in code order */
  g_assert_cmpstr(d->municipalities[1].group_name, ==, "Större stad");
  g_assert_cmpstr(d->types[0].key, ==, "total"); /* in the order of the reports */
  g_assert_true(d->types[0].is_total);
  g_assert_cmpint(d->types[0].parent, ==, -1);
  g_assert_cmpstr(d->types[2].key, ==, "burglary");
  g_assert_cmpint(d->types[2].parent, ==, 1);
  g_assert_cmpstr(d->breaks[0].text_sv, ==, "text; med semikolon");
  g_assert_cmpstr(d->types[0].aliases[1], ==, "alla_brott");
  g_assert_null(d->types[0].aliases[2]);
  g_assert_null(d->types[1].aliases);
  g_assert_cmpint(pb_dataset_area(d, "stold"), ==, 0);
  g_assert_cmpint(pb_dataset_event_category(d, "assault"), ==, 0);
  g_assert_cmpint(pb_dataset_event_category(d, "stold"), ==, -1);
  g_assert_cmpuint(d->n_area_questions, ==, 1);
  g_assert_cmpstr(d->area_questions[0].words, ==, "bestulen");
  g_assert_cmpuint(d->n_area_commitments, ==, 1);
  g_assert_cmpint(d->area_commitments[0].area, ==, 0);
  g_assert_cmpstr(d->area_commitments[0].police_en, ==, "Two");
  test_remove_folder(folder);
}

static void refuse(const char *name, const char *text, const char *part) {
  char *folder = tables(name, text);
  g_autoptr(pb_dataset) d = pb_dataset_new();
  GError *error = NULL;
  g_assert_false(pb_reference_load(folder, d, &error));
  test_error(&error, PB_ERROR, PB_ERROR_INPUT, name, part, NULL);
  test_remove_folder(folder);
}

static void test_refused(void) {
  refuse("event_categories.csv", CATEGORIES ";A;B\n", "key");
  refuse("municipalities.csv", "", "empty");
  refuse("municipalities.csv", "code;name\n1;2\n", "code;name;full_name");
  refuse("municipalities.csv", MUNICIPALITIES "188;Örebro;Ö;18;Ö;B;S\n", ":2:");
  refuse("municipalities.csv", MUNICIPALITIES "1880;Örebro\n", ":2:");
  refuse("crime_types.csv", TYPES "a;;;;;;;;b;0;;;1\n", "parent b");
  refuse("crime_types.csv", TYPES "a;;;;;;;;;0;;;x\n", ":2:");
  refuse("problem_areas.csv", AREAS ";a;b;\n", ":2:");
  refuse("problem_areas.csv", AREAS "a;b;c;ja\n", "restricted");
  refuse("series_breaks.csv", BREAKS "tjugo;a;b;c;d;e\n", ":2:");
}

static void test_headers(void) {
  GError *error = NULL;
  g_autoptr(pb_known_headers) known = pb_reference_load_headers(PB_SOURCE_ROOT "/data", &error);
  g_assert_no_error(error);
  g_assert_nonnull(known);
  g_assert_null(pb_reference_load_headers("/no/such/folder", &error));
  test_error(&error, PB_ERROR, PB_ERROR_INPUT, "headers.csv", NULL);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/reference/load", test_load);
  g_test_add_func("/reference/refused", test_refused);
  g_test_add_func("/reference/headers", test_headers);
  return g_test_run();
}
