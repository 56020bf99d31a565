/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Residents by year, and the mean population behind the last year's rates. */
#include "engine/analysis/build.h"
#include "engine/text.h"

/* All types of a place share one exposure; absent types have none. */
static const pb_crime_cell *any_cell(const pb_analysis *analysis) {
  for (size_t t = 0; t < analysis->dataset->n_types; t++) {
    const pb_crime_cell *cell =
        pb_present_cell(analysis->dataset->yearly, analysis->m, t, analysis->last);
    if (cell && cell->origin != PB_EXPOSURE_NONE)
      return cell;
  }
  return NULL;
}

void pb_build_population(pb_analysis *analysis) {
  const pb_population *population = analysis->dataset->population;
  pb_result *result = pb_analysis_put(analysis, "population", -1);
  pb_column *year = pb_result_add_column(result, "year", PB_TYPE_INT64, NULL);
  pb_column *persons = pb_result_add_column(result, "persons", PB_TYPE_INT64, N_("persons"));
  size_t n = 0, years = population ? population->n_years : 0;
  for (size_t y = 0; y < years; y++) {
    int64_t known = pb_population_at(population, analysis->m, population->first_year + (int)y);
    if (known <= 0)
      continue;
    pb_column_append_int(year, population->first_year + (int)y);
    pb_column_append_int(persons, known);
    n++;
  }
  const pb_crime_cell *cell = any_cell(analysis);
  pb_put_scalar(result, "latest_exposure", cell, cell ? cell->exposure : 0, N_("persons"));
  pb_result_set_text(result, "latest_origin", cell ? pb_origin_text(cell->origin) : "");
  pb_result_set_counts(result, n, years - n);
  if (n == 0)
    pb_result_set_reason(result, N_("There is no population source for this municipality."));
}
