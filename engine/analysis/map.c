/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last year in every municipality. */
#include <gsl/gsl_cdf.h>

#include "engine/analysis/build.h"
#include "engine/analysis/yearly.h"
#include "engine/stats/poisson_rate.h"
#include "engine/stats/quantile.h"
#include "engine/text.h"

/* The median rate of the municipalities of a county, or of all (NULL); false: none has one. */
static bool median_rate(const pb_analysis *analysis, size_t t, const char *county, double *median) {
  const pb_dataset *dataset = analysis->dataset;
  g_autofree double *rates = g_new(double, dataset->n_municipalities + 1);
  size_t n = 0;
  for (size_t m = 0; m < dataset->n_municipalities; m++) {
    const pb_crime_cell *cell = pb_present_cell(dataset->yearly, m, t, analysis->last);
    if (cell && (!county || g_strcmp0(dataset->municipalities[m].county_code, county) == 0))
      n += pb_crime_cell_rate(cell, &rates[n]);
  }
  if (n == 0)
    return false;
  pb_sort_doubles(rates, n);
  *median = pb_quantile_sorted(rates, n, .5);
  return true;
}

/* Does the exact Poisson interval of the cell's rate lack the median? By the tails of the count
 * that the median would give, which needs no quantile. */
static bool differs_from(const pb_analysis *analysis, const pb_crime_cell *cell, double median) {
  pb_count count;
  double tail = (1 - analysis->options.confidence) / 2;
  if (!pb_cell_count(cell, &count))
    return false;
  double expected = median * count.exposure / 1e5;
  if (expected <= 0)
    return count.count > 0;
  return gsl_cdf_poisson_P((unsigned)count.count, expected) < tail ||
         (count.count > 0 && gsl_cdf_poisson_Q((unsigned)count.count - 1, expected) < tail);
}

static size_t put_places(pb_result *result, const pb_analysis *analysis, size_t t) {
  const pb_dataset *dataset = analysis->dataset;
  pb_column *code = pb_result_add_column(result, "code", PB_TYPE_STRING, NULL);
  pb_column *name = pb_result_add_column(result, "name", PB_TYPE_STRING, NULL);
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("crimes"));
  pb_column *rate = pb_result_add_column(result, "rate", PB_TYPE_DOUBLE, PB_PER_100K);
  pb_column *unreliable = pb_result_add_column(result, "unreliable", PB_TYPE_INT64, NULL);
  pb_column *spike = pb_result_add_column(result, "spike", PB_TYPE_INT64, NULL);
  pb_column *county = pb_result_add_column(result, "differs_county", PB_TYPE_INT64, NULL);
  pb_column *country = pb_result_add_column(result, "differs_country", PB_TYPE_INT64, NULL);
  if (!dataset->yearly)
    return 0;
  g_autofree bool *flags = g_new0(bool, dataset->yearly->n_periods);
  const char *own_county = dataset->municipalities[analysis->m].county_code;
  double in_county = 0, in_country = 0;
  bool has_county = median_rate(analysis, t, own_county, &in_county);
  bool has_country = median_rate(analysis, t, NULL, &in_country);
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
    pb_append_int_maybe(
        county, has_county && g_strcmp0(dataset->municipalities[m].county_code, own_county) == 0,
        has_county && differs_from(analysis, cell, in_county));
    pb_append_int_maybe(country, has_country,
                        has_country && differs_from(analysis, cell, in_country));
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
