/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/decompose.h"

#include "engine/stats/value_series.h"
#include "engine/text.h"

static void centred_average(const double *values, pb_decomposition *parts) {
  size_t half = parts->margin, period = parts->period;
  for (size_t i = half; i + half < parts->n; i++) {
    double sum = 0;
    for (size_t j = i - half; j <= i + half; j++)
      sum += values[j] * (period % 2 == 0 && (j == i - half || j == i + half) ? .5 : 1);
    parts->trend[i] = sum / (double)period;
  }
}

static void seasonal_figure(const double *values, bool multiplicative, pb_decomposition *parts) {
  double mean = 0;
  for (size_t s = 0; s < parts->period; s++) {
    double sum = 0, count = 0;
    for (size_t i = s; i + parts->margin < parts->n; i += parts->period)
      if (i >= parts->margin) {
        sum += multiplicative ? values[i] / parts->trend[i] : values[i] - parts->trend[i];
        count++;
      }
    parts->figure[s] = sum / count;
    mean += parts->figure[s] / (double)parts->period;
  }
  for (size_t s = 0; s < parts->period; s++)
    parts->figure[s] = multiplicative ? parts->figure[s] / mean : parts->figure[s] - mean;
}

bool pb_decompose(const double *values, size_t n, size_t period, bool multiplicative,
                  pb_decomposition *parts, const char **reason) {
  if (period < 2 || n < 2 * period) {
    *reason = N_("Too few periods to tell season from trend: two full years are needed.");
    return false;
  }
  for (size_t i = 0; multiplicative && i < n; i++)
    if (!(values[i] > 0)) {
      *reason = N_("A multiplicative season needs values above 0 in every period.");
      return false;
    }
  *parts = (pb_decomposition){
      .n = n,
      .period = period,
      .margin = period / 2,
      .trend = g_new0(double, n),
      .figure = g_new0(double, period),
  };
  centred_average(values, parts);
  seasonal_figure(values, multiplicative, parts);
  return true;
}

void pb_decomposition_clear(pb_decomposition *parts) {
  g_clear_pointer(&parts->trend, g_free);
  g_clear_pointer(&parts->figure, g_free);
}

static const char *const types[] = {"additive", "multiplicative", NULL};
static const pb_param params[] = {
    {.name = "type",
     .title = N_("is the season added to the trend or multiplied with it"),
     .type = PB_PARAM_CHOICE,
     .def_text = "additive",
     .choices = types},
};

static void put(pb_result *result, const pb_decomposition *parts, const double *values,
                bool multiplicative, const pb_value_series *series) {
  size_t n = parts->n;
  g_autofree double *season = g_new(double, n), *remainder = g_new(double, n);
  g_autofree bool *inside = g_new(bool, n);
  for (size_t i = 0; i < n; i++) {
    inside[i] = i >= parts->margin && i + parts->margin < n;
    season[i] = parts->figure[i % parts->period];
    remainder[i] = !inside[i]       ? 0
                   : multiplicative ? values[i] / parts->trend[i] / season[i]
                                    : values[i] - parts->trend[i] - season[i];
  }
  pb_value_series_put(result, "season", series, season, NULL);
  pb_value_series_put(result, "trend", series, parts->trend, inside);
  pb_value_series_put(result, "remainder", series, remainder, inside);
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  pb_value_series series;
  if (!pb_value_series_read(input, &series, error))
    return NULL;
  pb_result *result = pb_result_new("decompose");
  pb_result_set_counts(result, series.n, series.n_rows - series.n);
  bool multiplicative = g_str_equal(pb_params_text(values, "type"), "multiplicative");
  g_autofree double *numbers = pb_value_series_values(&series);
  const char *reason = pb_value_series_seasonal(&series);
  pb_decomposition parts = {0};
  if (!reason &&
      pb_decompose(numbers, series.n, (size_t)series.per_year, multiplicative, &parts, &reason))
    put(result, &parts, numbers, multiplicative, &series);
  else
    pb_result_set_reason(result, reason);
  pb_decomposition_clear(&parts);
  pb_value_series_clear(&series);
  return result;
}

const pb_statistic pb_statistic_decompose = {
    .name = "decompose",
    .title = N_("Season and trend by moving averages"),
    .description =
        N_("The classical split of a monthly or quarterly series: a moving average over a year is "
           "the trend, the mean departure of each month or quarter the season. The first and the "
           "last half year have no trend. Every period must have a value."),
    .citation = "Kendall M, Stuart A (1983) The Advanced Theory of Statistics, vol. 3",
    .inputs = pb_value_inputs,
    .n_inputs = PB_VALUE_N_INPUTS,
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
