/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/loess.h"
#include "engine/stats/value_series.h"
#include "engine/text.h"

static const pb_param params[] = {
    {.name = "span",
     .title = N_("share of the periods that a point is smoothed over"),
     .type = PB_PARAM_DOUBLE,
     .def = 2. / 3,
     .min = .01,
     .max = 1},
    {.name = "iterations",
     .title = N_("rounds in which extreme periods lose weight"),
     .type = PB_PARAM_INT,
     .def = 3,
     .min = 0,
     .max = 100},
};

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  pb_value_series series;
  if (!pb_value_series_read(input, &series, error))
    return NULL;
  pb_result *result = pb_result_new("lowess");
  pb_result_set_counts(result, series.n, series.n_rows - series.n);
  g_autofree double *x = pb_value_series_times(&series), *y = pb_value_series_values(&series);
  g_autofree double *smooth = g_new0(double, series.n + 1);
  const char *reason = NULL;
  if (pb_lowess(x, y, series.n, pb_params_double(values, "span"),
                pb_params_int(values, "iterations"), -1, smooth, &reason))
    pb_value_series_put(result, "smooth", &series, smooth, NULL);
  else
    pb_result_set_reason(result, reason);
  pb_value_series_clear(&series);
  return result;
}

const pb_statistic pb_statistic_lowess = {
    .name = "lowess",
    .title = N_("Smooth course of a series, robust"),
    .description = N_("A curve through a series that a few extreme periods do not bend: local "
                      "lines, with less weight for periods far from the curve in every round."),
    .citation = "Cleveland WS (1979) J Am Stat Assoc 74:829",
    .inputs = pb_value_inputs,
    .n_inputs = PB_VALUE_N_INPUTS,
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
