/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/loess.h"

#include "engine/stats/value_series.h"
#include "engine/text.h"

static const char *const surfaces[] = {"direct", "interpolate", NULL};
static const pb_param params[] = {
    {.name = "span",
     .title = N_("share of the periods that a point is smoothed over"),
     .type = PB_PARAM_DOUBLE,
     .def = .75,
     .min = .01,
     .max = 1},
    {.name = "degree",
     .title = N_("local constant (0), line (1) or parabola (2)"),
     .type = PB_PARAM_INT,
     .def = 2,
     .min = 0,
     .max = 2},
    {.name = "surface",
     .title = N_("fit at every period, or at a few and join them smoothly as R does"),
     .type = PB_PARAM_CHOICE,
     .def_text = "direct",
     .choices = surfaces},
};

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  pb_value_series series;
  if (!pb_value_series_read(input, &series, error))
    return NULL;
  pb_loess_options options = {
      .span = pb_params_double(values, "span"),
      .degree = pb_params_int(values, "degree"),
      .surface = g_str_equal(pb_params_text(values, "surface"), "interpolate")
                     ? PB_LOESS_INTERPOLATE
                     : PB_LOESS_DIRECT,
  };
  pb_result *result = pb_result_new("loess");
  pb_result_set_counts(result, series.n, series.n_rows - series.n);
  g_autofree double *x = pb_value_series_times(&series), *y = pb_value_series_values(&series);
  g_autofree double *smooth = g_new0(double, series.n + 1);
  const char *reason = NULL;
  if (pb_loess(x, y, series.n, &options, smooth, &reason))
    pb_value_series_put(result, "smooth", &series, smooth, NULL);
  else
    pb_result_set_reason(result, reason);
  pb_value_series_clear(&series);
  return result;
}

const pb_statistic pb_statistic_loess = {
    .name = "loess",
    .title = N_("Smooth course of a series"),
    .description =
        N_("A curve through a series without a set shape: at every period a line or parabola "
           "through its neighbours, the nearest with the largest weight. Gaps in time are "
           "allowed."),
    .citation = "Cleveland WS, Devlin SJ (1988) J Am Stat Assoc 83:596",
    .inputs = pb_value_inputs,
    .n_inputs = PB_VALUE_N_INPUTS,
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
