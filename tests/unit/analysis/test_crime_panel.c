/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/crime_panel.h"

static void set(pb_crime_panel *panel, size_t m, size_t t, size_t p, int64_t count, double rate) {
  pb_crime_cell *cell = pb_crime_panel_cell(panel, m, t, p);
  cell->present = true;
  cell->count = count;
  cell->has_rate = rate >= 0;
  cell->rate = MAX(rate, 0);
}

static void periods(void) {
  g_autoptr(pb_crime_panel) years = pb_crime_panel_new(1, 1, pb_period_make(2015, 1, 1), 11);
  g_assert_cmpint(pb_crime_panel_period(years, pb_period_make(2015, 1, 1)), ==, 0);
  g_assert_cmpint(pb_crime_panel_period(years, pb_period_make(2025, 1, 1)), ==, 10);
  g_assert_cmpint(pb_crime_panel_period(years, pb_period_make(2026, 1, 1)), ==, -1);
  g_assert_cmpint(pb_crime_panel_period(years, pb_period_make(2014, 1, 1)), ==, -1);
  g_assert_cmpint(pb_crime_panel_period(years, pb_period_make(2020, 4, 1)), ==, -1);
  g_autoptr(pb_crime_panel) quarters = pb_crime_panel_new(1, 1, pb_period_make(2014, 4, 3), 8);
  for (size_t p = 0; p < 8; p++)
    g_assert_cmpint(pb_crime_panel_period(quarters, pb_crime_panel_period_at(quarters, p)), ==,
                    (int)p);
  g_assert_cmpint(pb_crime_panel_period_at(quarters, 2), ==, pb_period_make(2015, 4, 1));
}

static void population_mean(void) {
  g_autoptr(pb_population) population = pb_population_new(2, 2000, 3);
  population->persons[0] = 1000;
  population->persons[1] = 1100;
  double persons = 0;
  g_assert_true(pb_population_mean(population, 0, 2001, &persons));
  g_assert_cmpfloat(persons, ==, 1050);
  g_assert_false(pb_population_mean(population, 0, 2000, &persons)); /* 1999 not there */
  g_assert_false(pb_population_mean(population, 0, 2002, &persons)); /* 2002 not known */
  g_assert_false(pb_population_mean(population, 1, 2001, &persons));
  g_assert_cmpint(pb_population_at(population, 5, 2001), ==, 0);
}

/* Örebro 2025: the total's pair is the most exact, and serves the other types too. */
static void exposure_from_published_rate(void) {
  g_autoptr(pb_crime_panel) panel = pb_crime_panel_new(1, 3, pb_period_make(2025, 1, 1), 1);
  set(panel, 0, 0, 0, 7781, 4851);
  set(panel, 0, 1, 0, 22321, 13915);
  pb_crime_panel_fill_exposure(panel, NULL);
  const pb_crime_cell *theft = pb_crime_panel_cell(panel, 0, 0, 0);
  g_assert_cmpint(theft->origin, ==, PB_EXPOSURE_RATE);
  g_assert_cmpfloat_with_epsilon(theft->exposure, 22321 / 13915.0 * 1e5, 1e-6);
  double rate = 0;
  g_assert_true(pb_crime_cell_rate(theft, &rate));
  g_assert_cmpfloat_with_epsilon(rate, 4851, 0.5);
  const pb_crime_cell *absent = pb_crime_panel_cell(panel, 0, 2, 0);
  g_assert_cmpint(absent->origin, ==, PB_EXPOSURE_NONE);
  g_assert_false(pb_crime_cell_rate(absent, &rate));
}

static void population_before_rate(void) {
  g_autoptr(pb_crime_panel) panel = pb_crime_panel_new(1, 1, pb_period_make(2001, 4, 4), 2);
  set(panel, 0, 0, 0, 30, 3000);
  set(panel, 0, 0, 1, 33, 3300);
  g_autoptr(pb_population) population = pb_population_new(1, 2000, 2);
  population->persons[0] = 1000;
  population->persons[1] = 1100;
  pb_crime_panel_fill_exposure(panel, population);
  const pb_crime_cell *known = pb_crime_panel_cell(panel, 0, 0, 0);
  g_assert_cmpint(known->origin, ==, PB_EXPOSURE_POPULATION); /* the year serves its quarters */
  g_assert_cmpfloat(known->exposure, ==, 1050);
  const pb_crime_cell *next = pb_crime_panel_cell(panel, 0, 0, 1);
  g_assert_cmpint(next->origin, ==, PB_EXPOSURE_RATE);
  g_assert_cmpfloat_with_epsilon(next->exposure, 1000, 1e-9);
}

/* Nothing to compute a population from: zero counts, a rate of 0, no rate at all. */
static void no_exposure(void) {
  g_autoptr(pb_crime_panel) panel = pb_crime_panel_new(1, 2, pb_period_make(2025, 1, 1), 1);
  set(panel, 0, 0, 0, 0, 0);
  set(panel, 0, 1, 0, 5, -1);
  pb_crime_panel_fill_exposure(panel, NULL);
  double rate = 0;
  for (size_t t = 0; t < 2; t++) {
    g_assert_cmpint(pb_crime_panel_cell(panel, 0, t, 0)->origin, ==, PB_EXPOSURE_NONE);
    g_assert_false(pb_crime_cell_rate(pb_crime_panel_cell(panel, 0, t, 0), &rate));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/crime-panel/periods", periods);
  g_test_add_func("/crime-panel/population-mean", population_mean);
  g_test_add_func("/crime-panel/exposure-from-published-rate", exposure_from_published_rate);
  g_test_add_func("/crime-panel/population-before-rate", population_before_rate);
  g_test_add_func("/crime-panel/no-exposure", no_exposure);
  return g_test_run();
}
