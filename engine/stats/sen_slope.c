/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/sen_slope.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "engine/stats/mann_kendall.h"
#include "engine/stats/quantile.h"
#include "engine/stats/rank_sums.h"
#include "engine/stats/shared_params.h"
#include "engine/stats/tails.h"
#include "engine/text.h"

/* All slopes of the pairs, a time unit being `unit` periods. */
static void add_slopes(GArray *slopes, const pb_value_point *points, size_t n, double unit) {
  for (size_t i = 0; i < n; i++)
    for (size_t j = i + 1; j < n; j++) {
      double slope = (points[j].value - points[i].value) / ((points[j].t - points[i].t) / unit);
      g_array_append_val(slopes, slope);
    }
}

/* Value `rank` (0: the least) of all slopes: selected, as sorting thousands of pairs takes most of
 * the time. */
static double slope_at(const GArray *slopes, size_t rank) {
  return gsl_stats_select((double *)(void *)slopes->data, 1, slopes->len, rank);
}

static double median_slope(const GArray *slopes) {
  size_t n = slopes->len;
  double below = slope_at(slopes, (n - 1) / 2);
  return n % 2 ? below : below + (slope_at(slopes, n / 2) - below) / 2;
}

static void summarise(const GArray *slopes, double variance, double confidence, pb_sen *sen) {
  double n = slopes->len;
  double reach =
      pb_normal_critical(confidence > 0 ? confidence : PB_DEFAULT_CONFIDENCE) * sqrt(variance);
  double low = fmax(0, rint((n - reach) / 2) - 1), high = fmin(n - 1, rint((n + reach) / 2));
  *sen = (pb_sen){
      .slope = median_slope(slopes),
      .interval = {slope_at(slopes, (size_t)low), slope_at(slopes, (size_t)high)},
  };
}

static double median_of(const pb_value_point *points, size_t n, bool of_times) {
  g_autofree double *sorted = g_new(double, n + 1);
  for (size_t i = 0; i < n; i++)
    sorted[i] = of_times ? points[i].t : points[i].value;
  pb_sort_doubles(sorted, n);
  return pb_quantile_sorted(sorted, n, .5);
}

bool pb_sen_slope(const pb_value_point *points, size_t n, double confidence, pb_sen *sen,
                  const char **reason) {
  if (n < PB_MANN_KENDALL_MIN) {
    *reason = N_("Too few periods for a slope: at least five are needed.");
    return false;
  }
  g_autoptr(GArray) slopes = g_array_sized_new(FALSE, FALSE, sizeof(double), (guint)(n * n / 2));
  pb_rank_sums sums = {0};
  add_slopes(slopes, points, n, 1);
  pb_rank_sums_add(&sums, points, n);
  summarise(slopes, sums.variance, confidence, sen);
  sen->intercept = median_of(points, n, false) - sen->slope * median_of(points, n, true);
  pb_rank_sums_clear(&sums);
  return true;
}

bool pb_seasonal_sen_slope(const pb_value_point *points, size_t n, int per_year, double confidence,
                           pb_sen *sen) {
  g_autoptr(GArray) slopes = g_array_new(FALSE, FALSE, sizeof(double));
  pb_rank_sums sums = {0};
  *sen = (pb_sen){0};
  for (int season = 1; season <= per_year; season++) {
    size_t n_season;
    g_autofree pb_value_point *of_season = pb_points_of_season(points, n, season, &n_season);
    add_slopes(slopes, of_season, n_season, per_year);
    pb_rank_sums_add(&sums, of_season, n_season);
  }
  if (slopes->len > 0)
    summarise(slopes, sums.variance, confidence, sen);
  pb_rank_sums_clear(&sums);
  return slopes->len > 0;
}

static const pb_param params[] = {
    PB_PARAM_CONFIDENCE,
};

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  pb_value_series series;
  if (!pb_value_series_read(input, &series, error))
    return NULL;
  pb_result *result = pb_result_new("sen-slope");
  pb_result_set_counts(result, series.n, series.n_rows - series.n);
  pb_sen sen;
  const char *reason = NULL;
  if (pb_sen_slope(series.points, series.n, pb_params_double(values, "confidence"), &sen,
                   &reason)) {
    pb_result_set_scalar(result, "slope", sen.slope, N_("a period"));
    pb_result_set_scalar(result, "lower", sen.interval.lower, N_("a period"));
    pb_result_set_scalar(result, "upper", sen.interval.upper, N_("a period"));
    pb_result_set_scalar(result, "intercept", sen.intercept, NULL);
  } else {
    pb_result_set_reason(result, reason);
  }
  pb_value_series_clear(&series);
  return result;
}

const pb_statistic pb_statistic_sen_slope = {
    .name = "sen-slope",
    .title = N_("Median slope of a series"),
    .description =
        N_("How much a series rises or falls a period: the median of the slopes between all pairs "
           "of periods. A single extreme period moves it little. It belongs with the trend test by "
           "ranks; for months and quarters the seasonal test has its own slope."),
    .citation = "Sen PK (1968) J Am Stat Assoc 63:1379",
    .inputs = pb_value_inputs,
    .n_inputs = PB_VALUE_N_INPUTS,
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
