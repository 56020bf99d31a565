/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample data against itself: every published rate of the three Brå files for which both
 * populations are known is count / mean population after rounding; the yearly files agree where
 * they overlap; four quarters are a year. */
#include <math.h>

#include "io/load_dataset.h"

#define RATE_290 "../bra/bra_crime_290kommuner_2015_2025.csv"
#define RATE_8 "../bra/bra_crime_8kommuner_1996_2025.csv"
#define RATE_QUARTERS "../bra/bra_crime_quarterly_5kommuner_2014_2026.csv"

static pb_dataset *load(const char *crime_path) {
  g_autofree char *text =
      g_strdup_printf("[project]\nperiod_end = 2026\n"
                      "[source crime]\nkind = reported-crime\npath = %s\n"
                      "[source population]\nkind = population\n"
                      "path = ../population/folkmangd_kommun_1998_2023_tidy.csv\n",
                      crime_path);
  GError *error = NULL;
  g_autoptr(pb_project) project =
      pb_project_parse(PB_SOURCE_ROOT "/data/orebro/problembild.ini", text, strlen(text), &error);
  g_assert_no_error(error);
  pb_dataset *dataset = pb_load_dataset(project, PB_SOURCE_ROOT "/data", &error);
  g_assert_no_error(error);
  return dataset;
}

/* How many rates were recomputed: single keys exactly, the sum of two rounded rates within one. */
static void recompute(const pb_dataset *dataset, const pb_crime_panel *panel, size_t *single,
                      size_t *summed) {
  int sum_of_two = pb_dataset_type(dataset, "drugs_weapons");
  *single = *summed = 0;
  for (size_t m = 0; m < panel->n_municipalities; m++)
    for (size_t t = 0; t < panel->n_types; t++)
      for (size_t p = 0; p < panel->n_periods; p++) {
        const pb_crime_cell *cell = pb_crime_panel_cell(panel, m, t, p);
        int year = pb_period_year(pb_crime_panel_period_at(panel, p));
        double persons;
        if (!cell->present || !cell->has_rate ||
            !pb_population_mean(dataset->population, m, year, &persons))
          continue;
        g_assert_cmpint(cell->origin, ==, PB_EXPOSURE_POPULATION);
        g_assert_cmpfloat(cell->exposure, ==, persons);
        bool is_sum = (int)t == sum_of_two;
        double off = fabs((double)cell->count / persons * 1e5 - cell->rate);
        if (off > (is_sum ? 1.5 : .5) + 1e-9)
          g_error("%s %s %d: %g from the published %g", dataset->municipalities[m].name,
                  dataset->types[t].key, year, off, cell->rate);
        *(is_sum ? summed : single) += 1;
      }
}

static void test_290(void) {
  g_autoptr(pb_dataset) dataset = load(RATE_290);
  g_assert_cmpuint(dataset->sources[0].rows_used, ==, 19140);
  size_t single, summed;
  recompute(dataset, dataset->yearly, &single, &summed);
  g_assert_cmpuint(single, ==, 11680);
  g_assert_cmpuint(summed, ==, 2336);
}

static void test_8(void) {
  g_autoptr(pb_dataset) dataset = load(RATE_8);
  size_t single, summed;
  recompute(dataset, dataset->yearly, &single, &summed);
  g_assert_cmpuint(single, ==, 1000);
  g_assert_cmpuint(summed, ==, 200);
}

static void test_quarters(void) {
  g_autoptr(pb_dataset) dataset = load(RATE_QUARTERS);
  size_t single, summed;
  recompute(dataset, dataset->quarterly, &single, &summed);
  g_assert_cmpuint(single, ==, 190);
  g_assert_cmpuint(summed, ==, 0);
}

static void test_overlap(void) {
  g_autoptr(pb_dataset) wide = load(RATE_290);
  g_autoptr(pb_dataset) long_series = load(RATE_8);
  size_t both = 0;
  for (size_t m = 0; m < wide->n_municipalities; m++)
    for (size_t t = 0; t < wide->n_types; t++)
      for (size_t p = 0; p < wide->yearly->n_periods; p++) {
        int q =
            pb_crime_panel_period(long_series->yearly, pb_crime_panel_period_at(wide->yearly, p));
        const pb_crime_cell *a = pb_crime_panel_cell(wide->yearly, m, t, p);
        if (q < 0 || !a->present)
          continue;
        const pb_crime_cell *b = pb_crime_panel_cell(long_series->yearly, m, t, (size_t)q);
        if (!b->present)
          continue;
        g_assert_cmpint(a->count, ==, b->count);
        g_assert_cmpfloat(a->rate, ==, b->rate);
        both++;
      }
  g_assert_cmpuint(both, ==, 8 * 6 * 11);
}

static void test_four_quarters(void) {
  g_autoptr(pb_dataset) quarters = load(RATE_QUARTERS);
  g_autoptr(pb_dataset) years = load(RATE_290);
  int total = pb_dataset_type(years, "total");
  size_t cases = 0;
  for (size_t m = 0; m < years->n_municipalities; m++)
    for (size_t p = 0; p < years->yearly->n_periods; p++) {
      const pb_crime_cell *year = pb_crime_panel_cell(years->yearly, m, (size_t)total, p);
      int calendar = pb_period_year(pb_crime_panel_period_at(years->yearly, p));
      int64_t sum = 0;
      int found = 0;
      for (int quarter = 1; quarter <= 4; quarter++) {
        int q = pb_crime_panel_period(quarters->quarterly, pb_period_make(calendar, 4, quarter));
        const pb_crime_cell *cell =
            q < 0 ? NULL : pb_crime_panel_cell(quarters->quarterly, m, (size_t)total, (size_t)q);
        found += cell && cell->present;
        sum += cell && cell->present ? cell->count : 0;
      }
      if (found < 4)
        continue;
      g_assert_true(year->present);
      g_assert_cmpint(sum, ==, year->count);
      cases++;
    }
  g_assert_cmpuint(cases, ==, 55);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/data/rates/290-municipalities", test_290);
  g_test_add_func("/data/rates/8-municipalities", test_8);
  g_test_add_func("/data/rates/quarters", test_quarters);
  g_test_add_func("/data/files-agree", test_overlap);
  g_test_add_func("/data/four-quarters-are-a-year", test_four_quarters);
  return g_test_run();
}
