/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/stl.h"

#include <math.h>

#include "engine/stats/value_series.h"
#include "engine/text.h"

#define WINDOW(NAME, TITLE)                                                                        \
  {                                                                                                \
    .name = NAME, .title = TITLE, .unit = N_("periods"), .type = PB_PARAM_INT, .def = 0, .min = 0, \
    .max = 100000                                                                                  \
  }
#define ROUNDS(NAME, TITLE)                                                                        \
  { .name = NAME, .title = TITLE, .type = PB_PARAM_INT, .def = 0, .min = 0, .max = 1000 }

static const pb_param params[] = {
    WINDOW("season-window", N_("years over which a season may change; 0: the same every year")),
    {.name = "season-degree",
     .title = N_("local constant (0) or line (1) through the years of a season"),
     .type = PB_PARAM_INT,
     .def = 0,
     .min = 0,
     .max = 1},
    WINDOW("trend-window", N_("periods that the trend smooths over; 0: by the usual rule")),
    {.name = "robust",
     .title = N_("give extreme periods little weight"),
     .type = PB_PARAM_BOOL,
     .def = 0},
    ROUNDS("inner", N_("inner rounds; 0: two, or one with robust")),
    ROUNDS("outer", N_("outer rounds with robust; 0: fifteen")),
};

double pb_stl_strength(const double *part, const double *remainder, size_t n) {
  double sums[2] = {0}, squares[2] = {0};
  for (size_t i = 0; i < n; i++) {
    double both[2] = {remainder[i], remainder[i] + part[i]};
    for (int k = 0; k < 2; k++)
      sums[k] += both[k] / (double)n;
  }
  for (size_t i = 0; i < n; i++) {
    double both[2] = {remainder[i], remainder[i] + part[i]};
    for (int k = 0; k < 2; k++)
      squares[k] += (both[k] - sums[k]) * (both[k] - sums[k]);
  }
  return squares[1] > 0 ? fmax(0, 1 - squares[0] / squares[1]) : 0;
}

static void put(pb_result *result, const pb_stl *stl, const pb_value_series *series) {
  const pb_stl_options *o = &stl->options;
  pb_value_series_put(result, "season", series, stl->season, NULL);
  pb_value_series_put(result, "trend", series, stl->trend, NULL);
  pb_value_series_put(result, "remainder", series, stl->remainder, NULL);
  pb_value_series_put(result, "weight", series, stl->weight, NULL);
  pb_result_set_scalar(result, "season_strength",
                       pb_stl_strength(stl->season, stl->remainder, stl->n), NULL);
  pb_result_set_scalar(result, "trend_strength",
                       pb_stl_strength(stl->trend, stl->remainder, stl->n), NULL);
  pb_result_set_scalar(result, "season_window", o->season.window, N_("periods"));
  pb_result_set_scalar(result, "trend_window", o->trend.window, N_("periods"));
  pb_result_set_scalar(result, "low_window", o->low.window, N_("periods"));
  pb_result_set_scalar(result, "season_jump", o->season.jump, N_("periods"));
  pb_result_set_scalar(result, "trend_jump", o->trend.jump, N_("periods"));
  pb_result_set_scalar(result, "low_jump", o->low.jump, N_("periods"));
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  pb_value_series series;
  if (!pb_value_series_read(input, &series, error))
    return NULL;
  pb_stl_options options = pb_stl_defaults(series.per_year);
  options.season.window = pb_params_int(values, "season-window");
  options.season.degree = pb_params_int(values, "season-degree");
  options.trend.window = pb_params_int(values, "trend-window");
  options.robust = pb_params_bool(values, "robust");
  options.inner = pb_params_int(values, "inner");
  options.outer = pb_params_int(values, "outer");
  pb_result *result = pb_result_new("stl");
  pb_result_set_counts(result, series.n, series.n_rows - series.n);
  const char *reason = pb_value_series_seasonal(&series);
  g_autofree double *numbers = pb_value_series_values(&series);
  g_autoptr(pb_stl) stl = reason ? NULL : pb_stl_split(numbers, series.n, &options, &reason);
  if (stl)
    put(result, stl, &series);
  else
    pb_result_set_reason(result, reason);
  pb_value_series_clear(&series);
  return result;
}

const pb_statistic pb_statistic_stl = {
    .name = "stl",
    .title = N_("Season, trend and remainder by loess"),
    .description =
        N_("Splits a monthly or quarterly series into what returns every year, a smooth trend and "
           "what is left. The season may change slowly over the years; with robust, extreme "
           "periods hardly move it. Every period must have a value."),
    .citation = "Cleveland RB, Cleveland WS, McRae JE, Terpenning I (1990) J Off Stat 6:3",
    .inputs = pb_value_inputs,
    .n_inputs = PB_VALUE_N_INPUTS,
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
