/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/crime_panel.h"

pb_crime_panel *pb_crime_panel_new(size_t n_municipalities, size_t n_types, pb_period first,
                                   size_t n_periods) {
  pb_crime_panel *panel = g_new0(pb_crime_panel, 1);
  panel->n_municipalities = n_municipalities;
  panel->n_types = n_types;
  panel->n_periods = n_periods;
  panel->first = first;
  panel->cells = g_new0(pb_crime_cell, n_municipalities * n_types * n_periods);
  return panel;
}

void pb_crime_panel_free(pb_crime_panel *panel) {
  if (!panel)
    return;
  g_free(panel->cells);
  g_free(panel);
}

/* Periods of one length, counted from year 0. */
static int64_t ordinal(pb_period period) {
  return (int64_t)pb_period_year(period) * pb_period_per_year(period) + pb_period_number(period) -
         1;
}

int pb_crime_panel_period(const pb_crime_panel *panel, pb_period period) {
  if (pb_period_per_year(period) != pb_period_per_year(panel->first))
    return -1;
  int64_t p = ordinal(period) - ordinal(panel->first);
  return p >= 0 && p < (int64_t)panel->n_periods ? (int)p : -1;
}

pb_period pb_crime_panel_period_at(const pb_crime_panel *panel, size_t p) {
  int per_year = pb_period_per_year(panel->first);
  int64_t at = ordinal(panel->first) + (int64_t)p;
  return pb_period_make((int)(at / per_year), per_year, (int)(at % per_year) + 1);
}

pb_crime_cell *pb_crime_panel_cell(const pb_crime_panel *panel, size_t m, size_t t, size_t p) {
  return &panel->cells[(m * panel->n_types + t) * panel->n_periods + p];
}

bool pb_crime_cell_rate(const pb_crime_cell *cell, double *rate_per_100k) {
  if (!cell->present || cell->origin == PB_EXPOSURE_NONE)
    return false;
  *rate_per_100k = (double)cell->count / cell->exposure * 1e5;
  return true;
}

pb_population *pb_population_new(size_t n_municipalities, int first_year, size_t n_years) {
  pb_population *population = g_new0(pb_population, 1);
  population->n_municipalities = n_municipalities;
  population->n_years = n_years;
  population->first_year = first_year;
  population->persons = g_new0(int64_t, n_municipalities * n_years);
  return population;
}

void pb_population_free(pb_population *population) {
  if (!population)
    return;
  g_free(population->persons);
  g_free(population);
}

int64_t pb_population_at(const pb_population *population, size_t m, int year) {
  int y = year - population->first_year;
  if (m >= population->n_municipalities || y < 0 || (size_t)y >= population->n_years)
    return 0;
  return population->persons[m * population->n_years + (size_t)y];
}

bool pb_population_mean(const pb_population *population, size_t m, int year, double *persons) {
  int64_t before = pb_population_at(population, m, year - 1);
  int64_t end = pb_population_at(population, m, year);
  if (before <= 0 || end <= 0)
    return false;
  *persons = ((double)before + (double)end) / 2;
  return true;
}

/* Exposure from the published rate of the type with the most counts, or false. */
static bool exposure_from_rates(const pb_crime_panel *panel, size_t m, size_t p, double *persons) {
  const pb_crime_cell *best = NULL;
  for (size_t t = 0; t < panel->n_types; t++) {
    const pb_crime_cell *cell = pb_crime_panel_cell(panel, m, t, p);
    if (cell->present && cell->has_rate && cell->count > 0 && cell->rate > 0 &&
        (!best || cell->count > best->count))
      best = cell;
  }
  if (!best)
    return false;
  *persons = (double)best->count / best->rate * 1e5;
  return true;
}

void pb_crime_panel_fill_exposure(pb_crime_panel *panel, const pb_population *population) {
  for (size_t m = 0; m < panel->n_municipalities; m++) {
    for (size_t p = 0; p < panel->n_periods; p++) {
      double persons = 0;
      pb_exposure_origin origin = PB_EXPOSURE_NONE;
      int year = pb_period_year(pb_crime_panel_period_at(panel, p));
      if (population && pb_population_mean(population, m, year, &persons))
        origin = PB_EXPOSURE_POPULATION;
      else if (exposure_from_rates(panel, m, p, &persons))
        origin = PB_EXPOSURE_RATE;
      for (size_t t = 0; t < panel->n_types; t++) {
        pb_crime_cell *cell = pb_crime_panel_cell(panel, m, t, p);
        if (!cell->present)
          continue;
        cell->exposure = origin == PB_EXPOSURE_NONE ? 0 : persons;
        cell->origin = (uint8_t)origin;
      }
    }
  }
}
