/* SPDX-License-Identifier: GPL-3.0-or-later */
/** How a trend regression is asked for and told of: the parameters that the statistics built on
 * trend.h share. */
#ifndef PB_ENGINE_STATS_TREND_PARAMS_H
#define PB_ENGINE_STATS_TREND_PARAMS_H

#include "engine/params.h"
#include "engine/result.h"
#include "engine/stats/trend.h"
#include "engine/text.h"

/** "harmonics" */
#define PB_PARAM_HARMONICS                                                                         \
  {                                                                                                \
    .name = "harmonics", .title = N_("number of waves a year with season=harmonics"),              \
    .type = PB_PARAM_INT, .def = 2, .min = 1, .max = 6                                             \
  }
/** "model" */
extern const char *const pb_trend_models[];
#define PB_PARAM_TREND_MODEL                                                                       \
  {                                                                                                \
    .name = "model",                                                                               \
    .title = N_("which regression is reported; auto goes by how the counts vary"),                 \
    .type = PB_PARAM_CHOICE, .def_text = "auto", .choices = pb_trend_models                        \
  }
/** "lags" */
#define PB_PARAM_LAGS                                                                              \
  {                                                                                                \
    .name = "lags",                                                                                \
    .title = N_("lags of the Newey-West errors; 0 goes by the length of the series"),              \
    .unit = N_("periods"), .type = PB_PARAM_INT, .def = 0, .min = 0, .max = 1000                   \
  }

/** Options from the parameters above and "confidence", "bend" and "season" (levels, harmonics or
 * none; none for yearly values whatever it says). No shifts. */
pb_trend_options pb_trend_options_read(const pb_params *values, int per_year);

/** The result's method: which regression is reported. And a warning when the Newey-West errors are
 * part of it. */
void pb_trend_tell_method(pb_result *result, const pb_trend *trend);
void pb_trend_warn_of_neighbours(pb_result *result, const pb_trend *trend);

#endif
