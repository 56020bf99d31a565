/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Published shares, from files to the list of the dataset. */
#include "io/sources/survey_table.h"

#include <string.h>

#include "helpers.h"

static test_project load(const char *text, const char *more) {
  test_project l = {.folder = test_folder()};
  test_write(l.folder, "andelar.csv", text, -1);
  g_autofree char *ini =
      g_strdup_printf("[project]\nperiod_end = 2025\n[source a]\nkind = survey-table\npath = "
                      "andelar.csv\nmax_rejected_percent = 100\n%s",
                      more);
  test_write(l.folder, "problembild.ini", ini, -1);
  test_open_project(&l);
  return l;
}

static const char *only_failure(const test_project *l) {
  g_assert_cmpuint(l->failures->len, ==, 1);
  return ((const GError *)g_ptr_array_index(l->failures, 0))->message;
}

static void test_areas(void) {
  test_project l = load("år;område;lokalpolisområde;fråga;kön;ålder;grupp;andel (%);antal svar;"
                        "undre gräns;övre gräns\n"
                        "2023;Örebro;;Otrygg;Samtliga;;;25,5;1 200;23;28\n"
                        "2023;Örebro län;;Otrygg;Kvinnor;16–24;;30;;;\n"
                        "2021;Riket;;Otrygg;Män;Samtliga;Hyresrätt;20;;;\n"
                        "2023;;Örebro LPO;Otrygg;;;;22;80;30;40\n"
                        "2023;18;;Anmält;;;Totalt;0,5 %;;;\n",
                        "");
  const pb_survey_shares *s = l.dataset->survey_shares;
  g_assert_cmpuint(s->n, ==, 5);
  const pb_survey_share *one = &s->rows[0]; /* by question, then kind of area */
  g_assert_cmpstr(one->question, ==, "Anmält");
  g_assert_cmpint(one->area_kind, ==, PB_SURVEY_IN_COUNTY);
  g_assert_cmpfloat_with_epsilon(one->share, 0.005, 1e-15);
  g_assert_cmpstr(one->subgroup, ==, "");
  one++;
  g_assert_cmpint(one->area_kind, ==, PB_SURVEY_IN_MUNICIPALITY);
  g_assert_cmpint(one->area, ==, pb_dataset_municipality(l.dataset, "1880"));
  g_assert_cmpfloat_with_epsilon(one->share, 0.255, 1e-15);
  g_assert_true(one->has_n && one->has_interval);
  g_assert_cmpint(one->n, ==, 1200);
  g_assert_cmpfloat_with_epsilon(one->lower, 0.23, 1e-15);
  g_assert_cmpint(one->sex, ==, PB_SEX_UNKNOWN);
  one++;
  g_assert_cmpint(one->area_kind, ==, PB_SURVEY_IN_COUNTY);
  g_assert_cmpstr(l.dataset->municipalities[one->area].county_code, ==, "18");
  g_assert_cmpint(one->sex, ==, PB_SEX_WOMAN);
  g_assert_cmpstr(one->age, ==, "16–24");
  g_assert_false(one->has_n);
  one++;
  g_assert_cmpint(one->area_kind, ==, PB_SURVEY_IN_COUNTRY);
  g_assert_cmpstr(one->subgroup, ==, "Hyresrätt");
  g_assert_cmpstr(one->age, ==, "");
  one++;
  g_assert_cmpint(one->area_kind, ==, PB_SURVEY_IN_POLICE_AREA);
  g_assert_cmpstr(one->police_area, ==, "Örebro LPO");
  g_assert_false(one->has_interval); /* 30–40 does not hold 22 */
  g_assert_cmpuint(test_count_reason(l.dataset, "interval-not-around-share"), ==, 1);
  g_assert_cmpuint(test_count_reason(l.dataset, "share-unit"), ==, 0); /* the header decides */
  g_assert_cmpuint(test_count_reason(l.dataset, "no-number-of-answers"), ==, 0);
  g_assert_cmpstr(l.dataset->sources[0].first_period, ==, "2021");
  test_close_project(&l);
}

static void test_units(void) {
  static const struct {
    const char *header, *first, *second;
    double share; /* the first as a share */
    size_t notes, rejected;
  } tables[] = {
      {"andel", "60.6", "0.5", 0.606, 1, 0},        {"andel", "0.606", "0.5", 0.606, 1, 0},
      {"andel", "0,6 %", "0,5 %", 0.006, 0, 0},     {"andel (0-1)", "0.606", "1.5", 0.606, 0, 1},
      {"andel (%)", "0.606", "0.5", 0.00606, 0, 0}, {"andel, procent", "60", "101", 0.6, 0, 1},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
    g_autofree char *text = g_strdup_printf("kommun;år;fråga;%s\n1880;2023;b;%s\n1880;2023;c;%s\n",
                                            tables[i].header, tables[i].first, tables[i].second);
    test_project l = load(text, "");
    g_assert_cmpfloat_with_epsilon(l.dataset->survey_shares->rows[0].share, tables[i].share, 1e-15);
    g_assert_cmpuint(test_count_reason(l.dataset, "share-unit"), ==, tables[i].notes);
    g_assert_cmpuint(test_count_reason(l.dataset, "share-above-whole"), ==, tables[i].rejected);
    g_assert_cmpuint(l.dataset->survey_shares->n, ==, 2 - tables[i].rejected);
    g_assert_cmpuint(l.dataset->sources[0].rows_rejected, ==, tables[i].rejected);
    g_assert_cmpuint(test_count_reason(l.dataset, "no-number-of-answers"), ==, 1);
    test_close_project(&l);
  }
  g_assert_cmpint(pb_share_unit_of_header("Andel i PROCENT"), ==, PB_SHARE_PERCENT);
  g_assert_cmpint(pb_share_unit_of_header("andel"), ==, PB_SHARE_UNIT_UNKNOWN);
}

static void test_bad_rows(void) {
  test_project l = load("år;område;fråga;kön;andel;n\n2023;Ankeborg;a;;5;\n2023;;a;;5;\n"
                        "2023;1880;;;5;\n2023;1880;a;Robotar;5;\n2023;1880;a;;-5;\n"
                        "2023;1880;a;;x;\n2023;1880;a;;..;\n2023;1880;a;;5;0\n"
                        "snart;1880;a;;5;\n2026;1880;a;;5;\n2023;1880;b;;6;10\n"
                        "2023;1880;b;;6;10\n2023;1880;c;;6;10\n2023;1880;c;;7;10\n",
                        "");
  static const struct {
    const char *reason;
    size_t n;
  } reasons[] = {{"unknown-area", 1},  {"missing", 1},        {"question-missing", 1},
                 {"unknown-sex", 1},   {"share-negative", 1}, {"not-a-number", 1},
                 {"share-missing", 1}, {"n-not-positive", 1}, {"not-a-period", 1},
                 {"after-period", 1},  {"repeated-row", 1},   {"contradicting-rows", 2}};
  for (size_t i = 0; i < G_N_ELEMENTS(reasons); i++)
    g_assert_cmpuint(test_count_reason(l.dataset, reasons[i].reason), ==, reasons[i].n);
  g_assert_cmpuint(l.dataset->survey_shares->n, ==, 1);
  g_assert_cmpuint(l.dataset->sources[0].rows_used, ==, 1);
  g_assert_cmpuint(l.dataset->sources[0].rows_rejected, ==, 10);
  g_assert_cmpuint(l.dataset->sources[0].rows_left_out, ==, 3);
  test_close_project(&l);
}

/* Zeros that stand for missing values are a matter of one export: the project file says so. */
static void test_missing(void) {
  const char *text = "kommun;år;fråga;andel\n1880;2023;a;0\n1881;2023;a;40\n1882;2023;a;x\n";
  test_project l = load(text, "");
  g_assert_cmpuint(l.dataset->survey_shares->n, ==, 2);
  g_assert_cmpfloat(l.dataset->survey_shares->rows[0].share, ==, 0);
  test_close_project(&l);
  l = load(text, "missing = 0; x\n");
  g_assert_cmpuint(l.dataset->survey_shares->n, ==, 1);
  g_assert_cmpuint(test_count_reason(l.dataset, "share-missing"), ==, 2);
  test_close_project(&l);
  l = load("kommun;år;fråga;andel;n\n1880;2023;a;40;x\n", "missing = x\n");
  g_assert_cmpuint(l.dataset->survey_shares->n, ==, 1);
  g_assert_false(l.dataset->survey_shares->rows[0].has_n);
  test_close_project(&l);
}

static void test_wide(void) {
  test_project l = load("kommun;fråga;2021;2023\n1880;a;40;41\n1881;a;50;..\n", "");
  const pb_survey_shares *s = l.dataset->survey_shares;
  g_assert_cmpuint(s->n, ==, 3);
  g_assert_cmpint(s->rows[1].wave, ==, pb_period_make(2023, 1, 1));
  g_assert_cmpfloat_with_epsilon(s->rows[1].share, 0.41, 1e-15);
  g_assert_cmpuint(test_count_reason(l.dataset, "share-missing"), ==, 1);
  test_close_project(&l);
}

/* A table that is called shares and is not: weighted scores up to 185. */
static void test_no_shares(void) {
  g_autofree char *path = g_build_filename(PB_SOURCE_ROOT, "tests/unit/io/data", NULL);
  g_autofree char *text = test_read(path, "trygghet_lan_tidy.csv");
  test_project l = load(text, "missing = 0\n");
  const char *sentence = only_failure(&l);
  test_contains(sentence, "andelar.csv: 5 numbers of the column “andel” are above 100");
  test_contains(sentence, "159.1");
  g_assert_null(l.dataset->survey_shares);
  test_close_project(&l);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/survey-table/areas", test_areas);
  g_test_add_func("/survey-table/units", test_units);
  g_test_add_func("/survey-table/bad-rows", test_bad_rows);
  g_test_add_func("/survey-table/missing", test_missing);
  g_test_add_func("/survey-table/wide", test_wide);
  g_test_add_func("/survey-table/no-shares", test_no_shares);
  return g_test_run();
}
