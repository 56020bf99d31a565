/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/overdispersion.h"

#include "engine/stats/count_change.h"
#include "engine/stats/series_fit.h"
#include "engine/text.h"

#define MIN_POINTS 5
#define MIN_DF 3

bool pb_overdispersion(const pb_series_point *points, size_t n, int per_year,
                       pb_dispersion *dispersion, const char **reason) {
  pb_design design = {
      .per_year = per_year,
      .trend = true,
      .season = per_year > 1 ? PB_SEASON_DUMMIES : PB_SEASON_NONE,
  };
  if (n < MIN_POINTS || n < pb_design_terms(&design) + MIN_DF) {
    *reason = N_("Too few periods to tell how much the counts usually vary.");
    return false;
  }
  g_autoptr(pb_glm) fit = pb_series_fit(points, n, &design, reason);
  if (!fit)
    return false;
  double df = (double)fit->df_residual;
  *dispersion = (pb_dispersion){
      .phi = fit->pearson_chi2 / df,
      .df = df,
      .p = pb_chi2_p(fit->pearson_chi2, df),
  };
  return true;
}

pb_result *pb_dispersion_result(const char *name, const pb_table *input,
                                pb_dispersion_estimator estimate, GError **error) {
  pb_series series;
  if (!pb_series_read(input, &series, error))
    return NULL;
  pb_result *result = pb_result_new(name);
  pb_result_set_counts(result, series.n, series.n_rows - series.n);
  pb_dispersion dispersion;
  const char *reason = NULL;
  if (estimate(series.points, series.n, series.per_year, &dispersion, &reason)) {
    pb_result_set_scalar(result, "phi", dispersion.phi, NULL);
    pb_result_set_scalar(result, "df", dispersion.df, NULL);
    pb_result_set_scalar(result, "p", dispersion.p, NULL);
    pb_result_set_scalar(result, "overdispersed", dispersion.phi > PB_PHI_LIMIT, NULL);
  } else {
    pb_result_set_reason(result, reason);
  }
  pb_series_clear(&series);
  return result;
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  (void)values;
  return pb_dispersion_result("overdispersion", input, pb_overdispersion, error);
}

const pb_statistic pb_statistic_overdispersion = {
    .name = "overdispersion",
    .title = N_("How much more the counts vary than chance"),
    .description =
        N_("Reported crime varies more from period to period than independent events would. Phi is "
           "the variance around the trend in relation to what chance gives; above 1.5, tests made "
           "for pure chance would call nearly every change of a large count real."),
    .citation = "McCullagh P, Nelder JA (1989) Generalized Linear Models, 2nd ed.",
    .inputs = pb_series_inputs,
    .n_inputs = PB_SERIES_N_INPUTS,
    .run = run,
};
