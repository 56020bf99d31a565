/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/mann_kendall.h"
#include "engine/stats/rank_sums.h"
#include "engine/stats/sen_slope.h"
#include "engine/stats/shared_params.h"
#include "engine/text.h"

#define MIN_OF_SEASON 3
#define MIN_VALUES 10

pb_value_point *pb_points_of_season(const pb_value_point *points, size_t n, int season,
                                    size_t *n_season) {
  pb_value_point *of_season = g_new(pb_value_point, n + 1);
  *n_season = 0;
  for (size_t i = 0; i < n; i++)
    if (points[i].season == season)
      of_season[(*n_season)++] = points[i];
  return of_season;
}

bool pb_seasonal_mann_kendall_test(const pb_value_point *points, size_t n, int per_year,
                                   pb_mann_kendall *test, const char **reason) {
  pb_rank_sums sums = {0};
  for (int season = 1; season <= per_year; season++) {
    size_t n_season;
    g_autofree pb_value_point *of_season = pb_points_of_season(points, n, season, &n_season);
    if (n_season >= MIN_OF_SEASON)
      pb_rank_sums_add(&sums, of_season, n_season);
  }
  bool judged = sums.n >= MIN_VALUES && pb_rank_sums_judge(&sums, test);
  if (!judged)
    *reason = sums.n < MIN_VALUES
                  ? N_("Too few periods: the seasonal test needs three years of a season and ten "
                       "values in all.")
                  : N_("All values of each season are equal.");
  pb_rank_sums_clear(&sums);
  return judged;
}

static const pb_param params[] = {
    PB_PARAM_CONFIDENCE,
};

static void put_slope(pb_result *result, const pb_value_series *series, double confidence) {
  pb_sen sen;
  bool there = pb_seasonal_sen_slope(series->points, series->n, series->per_year, confidence, &sen);
  static const char *const names[] = {"slope_per_year", "slope_lower", "slope_upper"};
  const double values[] = {sen.slope, sen.interval.lower, sen.interval.upper};
  for (int i = 0; i < 3; i++)
    pb_result_set_scalar_maybe(result, names[i], there, values[i], N_("a year"));
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  pb_value_series series;
  if (!pb_value_series_read(input, &series, error))
    return NULL;
  pb_result *result = pb_result_new("seasonal-mann-kendall");
  pb_result_set_counts(result, series.n, series.n_rows - series.n);
  pb_mann_kendall test;
  const char *reason = N_("The seasonal test needs a column “month” or “quarter”.");
  if (series.per_year > 1 &&
      pb_seasonal_mann_kendall_test(series.points, series.n, series.per_year, &test, &reason)) {
    pb_mann_kendall_put(result, &test);
    put_slope(result, &series, pb_params_double(values, "confidence"));
  } else {
    pb_result_set_reason(result, reason);
  }
  pb_value_series_clear(&series);
  return result;
}

const pb_statistic pb_statistic_seasonal_mann_kendall = {
    .name = "seasonal-mann-kendall",
    .title = N_("Rising or falling, season by season"),
    .description = N_(
        "The trend test by ranks for months or quarters: every January is compared with other "
        "Januaries only, so that the season cannot look like a trend. The slope is the median "
        "change a year within the seasons. Three years of quarters are enough, though only a rise "
        "in nearly every quarter is then told from chance."),
    .citation = "Hirsch RM, Slack JR, Smith RA (1982) Water Resour Res 18:107",
    .inputs = pb_value_inputs,
    .n_inputs = PB_VALUE_N_INPUTS,
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
