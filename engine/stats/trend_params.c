/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/trend_params.h"

const char *const pb_trend_models[] = {"auto", "poisson", "quasi", "negbin", NULL};

pb_trend_options pb_trend_options_read(const pb_params *values, int per_year) {
  const char *season = pb_params_text(values, "season"), *model = pb_params_text(values, "model");
  return (pb_trend_options){
      .per_year = per_year,
      .season = per_year == 1 || g_str_equal(season, "none") ? PB_SEASON_NONE
                : g_str_equal(season, "harmonics")           ? PB_SEASON_HARMONICS
                                                             : PB_SEASON_DUMMIES,
      .harmonics = pb_params_int(values, "harmonics"),
      .confidence = pb_params_double(values, "confidence"),
      .model = g_str_equal(model, "auto")      ? PB_TREND_AUTO
               : g_str_equal(model, "poisson") ? PB_TREND_POISSON
               : g_str_equal(model, "negbin")  ? PB_TREND_NEGBIN
                                               : PB_TREND_QUASI,
      .lags = (size_t)pb_params_int(values, "lags"),
      .bends = pb_params_bool(values, "bend"),
  };
}

void pb_trend_tell_method(pb_result *result, const pb_trend *trend) {
  pb_result_set_method(result, trend->chosen == PB_TREND_NEGBIN ? N_("negative binomial regression")
                               : trend->chosen == PB_TREND_QUASI ? N_("quasi-Poisson regression")
                                                                 : N_("Poisson regression"));
}

void pb_trend_warn_of_neighbours(pb_result *result, const pb_trend *trend) {
  if (trend->newey_west)
    pb_result_add_warning(result,
                          N_("Neighbouring periods resemble each other: the Newey-West errors are "
                             "used where they are larger."));
}
