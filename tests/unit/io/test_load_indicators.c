/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Indicators from file to series. */
#include <string.h>

#include "engine/error.h"
#include "helpers.h"

#define SOURCE "[source gästnätter]\nkind = indicator\npath = i*.csv\npublisher = SCB\n"

static test_project open_files(const char *ini, const char *a, const char *b) {
  test_project p = {.folder = test_folder()};
  test_write(p.folder, "problembild.ini", ini, -1);
  test_write(p.folder, "i1.csv", a, -1);
  if (b)
    test_write(p.folder, "i2.csv", b, -1);
  test_open_project(&p);
  return p;
}

static const pb_indicator_series *series_of(const pb_dataset *d, const char *name,
                                            pb_area_kind kind, const char *code,
                                            pb_indicator_sex sex, int per_year) {
  int indicator = pb_indicators_find(d->indicators, name);
  g_assert_cmpint(indicator, >=, 0);
  pb_area area = {kind, code ? pb_dataset_municipality(d, code) : 0};
  return pb_indicators_series(d->indicators, (size_t)indicator, area, sex, per_year);
}

static double value_at(const pb_dataset *d, const pb_indicator_series *series, size_t i,
                       pb_period period) {
  g_assert_nonnull(series);
  g_assert_cmpuint(i, <, series->n);
  const pb_indicator_value *value = &d->indicators->values[series->first + i];
  g_assert_cmpint(value->period, ==, period);
  return value->value;
}

static void test_long(void) {
  test_project p = open_files(SOURCE,
                              "kommun;period;indikator;värde;enhet;källa\n"
                              "Örebro;2024;Anmälningar;1 204,5;antal;Socialstyrelsen\n"
                              "1880;2023;Anmälningar;..;antal;Socialstyrelsen\n"
                              "1880;2022;Anmälningar;900;antal;Socialstyrelsen\n"
                              "Örebro län;2024;Anmälningar;2000;antal;Socialstyrelsen\n"
                              "Riket;2024;Anmälningar;70000;antal;Socialstyrelsen\n"
                              "1880;2024-05;Tillstånd;12;antal;\n"
                              "1880;2024K2;Tillstånd;30;antal;\n"
                              "1880;2024;Andel;45 %;;\n"
                              "Örebr;2024;Andel;4;;\n",
                              NULL);
  const pb_dataset *d = p.dataset;
  g_assert_cmpuint(p.failures->len, ==, 0);
  g_assert_cmpuint(d->sources[0].rows_used, ==, 7);
  g_assert_cmpuint(d->sources[0].rows_left_out, ==, 1);
  g_assert_cmpuint(d->sources[0].rows_rejected, ==, 1);
  g_assert_cmpstr(d->sources[0].first_period, ==, "2022");
  g_assert_cmpuint(d->indicators->n_indicators, ==, 3);
  const pb_indicator *first = &d->indicators->indicators[0];
  g_assert_cmpstr(first->name, ==, "Anmälningar");
  g_assert_cmpstr(first->unit, ==, "antal");
  g_assert_cmpstr(first->source, ==, "Socialstyrelsen");
  g_assert_cmpstr(d->indicators->indicators[1].source, ==, "SCB"); /* the project file's */
  g_assert_cmpstr(d->indicators->indicators[2].unit, ==, "%");
  const pb_indicator_series *s =
      series_of(d, "anmälningar", PB_AREA_MUNICIPALITY, "1880", PB_INDICATOR_ALL, 1);
  g_assert_cmpuint(s->n, ==, 2);
  g_assert_cmpfloat(value_at(d, s, 0, pb_period_make(2022, 1, 1)), ==, 900);
  g_assert_cmpfloat(value_at(d, s, 1, pb_period_make(2024, 1, 1)), ==, 1204.5);
  s = series_of(d, "Anmälningar", PB_AREA_COUNTY, "1814", PB_INDICATOR_ALL, 1);
  g_assert_cmpfloat(value_at(d, s, 0, pb_period_make(2024, 1, 1)), ==, 2000);
  g_assert_nonnull(series_of(d, "Anmälningar", PB_AREA_COUNTRY, NULL, PB_INDICATOR_ALL, 1));
  g_assert_cmpuint(series_of(d, "Tillstånd", PB_AREA_MUNICIPALITY, "1880", PB_INDICATOR_ALL, 12)->n,
                   ==, 1);
  g_assert_cmpuint(series_of(d, "Tillstånd", PB_AREA_MUNICIPALITY, "1880", PB_INDICATOR_ALL, 4)->n,
                   ==, 1);
  test_contains(pb_diagnostics_at(d->diagnostics, 1)->message, "“Örebro”");
  test_close_project(&p);
}

/* Without a column of indicators it is one, named like the section. */
static void test_wide(void) {
  test_project p = open_files(SOURCE,
                              "Gästnätter per år\n\nRegion,2022,2023,2024\n1880 Örebro,10,20,30\n"
                              "0018,1,2,..\n",
                              NULL);
  const pb_dataset *d = p.dataset;
  g_assert_cmpuint(p.failures->len, ==, 0);
  g_assert_cmpuint(d->sources[0].rows_used, ==, 5);
  const pb_indicator_series *s =
      series_of(d, "gästnätter", PB_AREA_MUNICIPALITY, "1880", PB_INDICATOR_ALL, 1);
  g_assert_cmpfloat(value_at(d, s, 2, pb_period_make(2024, 1, 1)), ==, 30);
  s = series_of(d, "gästnätter", PB_AREA_COUNTY, "1814", PB_INDICATOR_ALL, 1);
  g_assert_cmpuint(s->n, ==, 2);
  test_close_project(&p);
}

/* As Kolada's interface gives it: ids of four digits, one row a sex. */
static void test_kolada(void) {
  test_project p = open_files(SOURCE,
                              "kpi;municipality;period;gender;count;status;value\n"
                              "N07403;1880;2023;T;1;;41.5\nN07403;1880;2023;K;1;;30\n"
                              "N07403;1880;2023;M;1;;52.25\nN07403;0000;2023;T;1;;48\n"
                              "N07403;0018;2023;T;1;Missing;\nN07403;1880;2023;X;1;;48\n",
                              NULL);
  const pb_dataset *d = p.dataset;
  g_assert_cmpuint(d->sources[0].rows_used, ==, 4);
  g_assert_cmpuint(d->sources[0].rows_left_out, ==, 1);
  g_assert_cmpuint(d->sources[0].rows_rejected, ==, 1);
  const pb_indicator_series *s =
      series_of(d, "N07403", PB_AREA_MUNICIPALITY, "1880", PB_INDICATOR_MEN, 1);
  g_assert_cmpfloat(value_at(d, s, 0, pb_period_make(2023, 1, 1)), ==, 52.25);
  test_close_project(&p);
}

static void test_duplicates_and_units(void) {
  test_project p = open_files(
      SOURCE, "kommun;år;indikator;värde;enhet\n1880;2023;A;5;antal\n1880;2024;A;6;antal\n",
      "kommun;år;indikator;värde;enhet\n1880;2023;A;5;antal\n1880;2024;A;7;antal\n"
      "1880;2024;A;0,7;per 1 000\n");
  const pb_dataset *d = p.dataset;
  g_assert_cmpuint(d->sources[0].rows_rejected, ==, 1); /* 6 or 7: neither */
  g_assert_cmpuint(d->sources[1].rows_rejected, ==, 1);
  g_assert_cmpuint(d->sources[1].rows_used, ==, 2);
  g_assert_cmpuint(d->indicators->n_indicators, ==, 2);
  g_assert_cmpuint(d->indicators->n_values, ==, 2);
  bool said = false;
  for (size_t i = 0; i < pb_diagnostics_n_reasons(d->diagnostics); i++)
    said = said ||
           g_str_equal(pb_diagnostics_reason(d->diagnostics, i).reason, "indicator-in-two-units");
  g_assert_true(said);
  test_close_project(&p);
}

static void test_after_period(void) {
  test_project p = open_files("[project]\nperiod_end = 2023\n" SOURCE,
                              "kommun;år;värde\n1880;2023;5\n1880;2024;6\n", NULL);
  g_assert_cmpuint(p.dataset->sources[0].rows_left_out, ==, 1);
  g_assert_cmpuint(p.dataset->indicators->n_values, ==, 1);
  test_close_project(&p);
}

static void test_personal_data(void) {
  test_project p =
      open_files(SOURCE, "kommun;år;värde;indikator\n1880;2023;5;Ring 070-123 45 67\n", NULL);
  g_assert_cmpuint(p.failures->len, ==, 1);
  g_assert_null(p.dataset->indicators);
  test_close_project(&p);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/indicators/long", test_long);
  g_test_add_func("/indicators/wide", test_wide);
  g_test_add_func("/indicators/kolada", test_kolada);
  g_test_add_func("/indicators/duplicates-and-units", test_duplicates_and_units);
  g_test_add_func("/indicators/after-period", test_after_period);
  g_test_add_func("/indicators/personal-data", test_personal_data);
  return g_test_run();
}
