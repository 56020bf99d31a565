/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/stats/forecast.h"
#include "engine/stats/tails.h"

#define DEFAULT_YEARS 5
#define FEWEST_YEARS 3

bool pb_forecast_year_make(const pb_series_point *points, size_t n, const pb_forecast *forecast,
                           const pb_forecast_options *options, pb_forecast_year *year) {
  const int per_year = options->per_year;
  const int years = options->years > 0 ? options->years : DEFAULT_YEARS;
  *year = (pb_forecast_year){0};
  if (n == 0)
    return false;
  const double end = points[n - 1].t;
  size_t from = 0;
  while (from < n && points[from].t <= end - years * per_year)
    from++;
  const pb_baseline_options history = {
      .per_year = per_year, .trend = options->trend, .min_years = options->min_years};
  const char *reason = NULL;
  g_autoptr(pb_baseline) baseline = pb_baseline_fit(points + from, n - from, &history, &reason);
  if (!baseline)
    return false;
  g_autofree double *counts = g_new0(double, years), *fitted = g_new0(double, years);
  for (size_t i = from; i < n; i++) {
    const int back = (int)((end - points[i].t) / per_year);
    counts[back] += points[i].count;
    fitted[back] += baseline->fit->fitted[i - from];
  }
  double squares = 0;
  for (int k = 0; k < years; k++) {
    if (!(fitted[k] > 0))
      continue;
    squares += (counts[k] - fitted[k]) * (counts[k] - fitted[k]) / fitted[k];
    year->n_years++;
  }
  if (year->n_years < FEWEST_YEARS)
    return false;
  year->phi = fmax(1, squares / ((double)year->n_years - 1));
  for (size_t i = 0; i < forecast->n_coming; i++)
    year->expected += forecast->coming[i].expected.expected;
  return year->expected > 0;
}

pb_interval pb_forecast_year_interval(const pb_forecast_year *year, double confidence) {
  const double variance = year->phi * year->expected * (1 + 1 / (double)year->n_years);
  const double centre = cbrt(year->expected * year->expected);
  const double reach = pb_t_critical(confidence, (double)year->n_years - 1) * 2. / 3 *
                       sqrt(variance) / cbrt(year->expected);
  const double low = fmax(0, centre - reach), high = centre + reach;
  return (pb_interval){low * sqrt(low), high * sqrt(high)};
}
