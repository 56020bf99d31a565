/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last year in every municipality. */
#include "engine/analysis/build.h"
#include "engine/analysis/yearly.h"
#include "engine/stats/poisson_rate.h"
#include "engine/text.h"

static size_t put_places(pb_result *result, const pb_analysis *analysis, size_t t) {
  const pb_dataset *dataset = analysis->dataset;
  pb_column *code = pb_result_add_column(result, "code", PB_TYPE_STRING, NULL);
  pb_column *name = pb_result_add_column(result, "name", PB_TYPE_STRING, NULL);
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("crimes"));
  pb_column *rate = pb_result_add_column(result, "rate", PB_TYPE_DOUBLE, PB_PER_100K);
  pb_column *unreliable = pb_result_add_column(result, "unreliable", PB_TYPE_INT64, NULL);
  pb_column *spike = pb_result_add_column(result, "spike", PB_TYPE_INT64, NULL);
  if (!dataset->yearly)
    return 0;
  g_autofree bool *flags = g_new0(bool, dataset->yearly->n_periods);
  size_t n = 0;
  for (size_t m = 0; m < dataset->n_municipalities; m++) {
    const pb_crime_cell *cell = pb_present_cell(dataset->yearly, m, t, analysis->last);
    if (!cell)
      continue;
    pb_yearly_spikes(dataset, m, t, flags);
    double value = 0;
    pb_column_append_string(code, dataset->municipalities[m].code);
    pb_column_append_string(name, dataset->municipalities[m].name);
    pb_column_append_int(count, cell->count);
    bool has_rate = pb_crime_cell_rate(cell, &value);
    pb_column_append_maybe(rate, has_rate, value);
    pb_column_append_int(unreliable, cell->count < PB_UNRELIABLE_BELOW);
    pb_column_append_int(spike, flags[analysis->last]);
    n++;
  }
  return n;
}

void pb_build_map(pb_analysis *analysis) {
  for (size_t t = 0; t < analysis->dataset->n_types; t++) {
    pb_result *result = pb_analysis_put(analysis, "map", (int)t);
    size_t n = put_places(result, analysis, t);
    pb_result_set_scalar(result, "year", analysis->dataset->period_end, NULL);
    pb_result_set_counts(result, n, analysis->dataset->n_municipalities - n);
    pb_result_set_method(result, N_("Reported crimes per 100 000 of the mean population"));
    if (n == 0)
      pb_result_set_reason(result,
                           N_("No municipality has reported crime of this type in the last year."));
  }
}
