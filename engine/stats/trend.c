/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/trend.h"

#include <math.h>

#include "engine/stats/count_change.h"
#include "engine/stats/series_fit.h"
#include "engine/stats/shared_params.h"
#include "engine/text.h"

#define MIN_POINTS 5

static pb_interval ratio_interval(double slope, double reach, int per_year) {
  return (pb_interval){exp(per_year * (slope - reach)), exp(per_year * (slope + reach))};
}

static void infer(pb_trend *trend, double confidence) {
  const pb_glm *fit = trend->fit;
  int per_year = trend->design.per_year;
  double df = (double)fit->df_residual, z = pb_normal_critical(confidence);
  double se = pb_glm_se(fit, 1, 1), se_quasi = pb_glm_se(fit, 1, fit->dispersion);
  trend->slope = fit->coef[1];
  trend->ratio = exp(per_year * trend->slope);
  trend->poisson = ratio_interval(trend->slope, z * se, per_year);
  trend->quasi = ratio_interval(trend->slope, z * se_quasi, per_year);
  trend->quasi_t = ratio_interval(trend->slope, pb_t_critical(confidence, df) * se_quasi, per_year);
  trend->p_poisson = pb_normal_p(trend->slope / se);
  trend->p_quasi = se_quasi > 0 ? pb_t_p(trend->slope / se_quasi, df) : 0;
  trend->overdispersed = fit->dispersion > PB_PHI_LIMIT;
  trend->reported = trend->overdispersed ? trend->quasi_t : trend->poisson;
  trend->p_reported = trend->overdispersed ? trend->p_quasi : trend->p_poisson;
}

pb_trend *pb_trend_fit(const pb_series_point *points, size_t n, const pb_trend_options *options,
                       const char **reason) {
  pb_design design = {
      .per_year = options && options->per_year > 0 ? options->per_year : 12,
      .trend = true,
      .season = options ? options->season : PB_SEASON_NONE,
      .harmonics = options ? options->harmonics : 0,
  };
  size_t terms = pb_design_terms(&design);
  if (n < MIN_POINTS || n <= terms) {
    *reason = N_("Too few periods for a trend: at least five are needed, and more with seasons.");
    return NULL;
  }
  pb_glm *fit = pb_series_fit(points, n, &design, reason);
  if (!fit)
    return NULL;
  pb_design without = design;
  without.trend = false;
  g_autoptr(pb_glm) smaller = pb_series_fit(points, n, &without, reason);
  if (!smaller) {
    pb_glm_free(fit);
    return NULL;
  }
  pb_trend *trend = g_new0(pb_trend, 1);
  trend->fit = fit;
  trend->design = design;
  trend->lr_chi2 = fmax(0, smaller->deviance - fit->deviance);
  trend->lr_p = pb_chi2_p(trend->lr_chi2, 1);
  infer(trend, options && options->confidence > 0 ? options->confidence : PB_DEFAULT_CONFIDENCE);
  return trend;
}

void pb_trend_free(pb_trend *trend) {
  if (!trend)
    return;
  pb_glm_free(trend->fit);
  g_free(trend);
}

static const char *const seasons[] = {"levels", "harmonics", "none", NULL};
static const char *const tables[] = {"terms", "fitted", NULL};
static const pb_param params[] = {
    PB_PARAM_CONFIDENCE,
    {.name = "season",
     .title = N_("how the season enters: a level a month, smooth waves, or not at all"),
     .type = PB_PARAM_CHOICE,
     .def_text = "levels",
     .choices = seasons},
    {.name = "harmonics",
     .title = N_("number of waves a year with season=harmonics"),
     .type = PB_PARAM_INT,
     .def = 2,
     .min = 1,
     .max = 6},
    {.name = "table",
     .title = N_("which table is wanted: the terms of the regression or the fitted values"),
     .type = PB_PARAM_CHOICE,
     .def_text = "terms",
     .choices = tables},
};

static char *term_name(const pb_design *design, size_t j) {
  if (j < 2)
    return g_strdup(j == 0 ? "intercept" : "t");
  if (design->season == PB_SEASON_DUMMIES)
    return g_strdup_printf("%s %zu", design->per_year == 12 ? "month" : "quarter", j);
  return g_strdup_printf("%s %zu", j % 2 == 0 ? "cos" : "sin", j / 2);
}

static void add_terms(pb_result *result, const pb_trend *trend) {
  const pb_glm *fit = trend->fit;
  pb_column *term = pb_result_add_column(result, "term", PB_TYPE_STRING, NULL);
  static const char *const names[] = {"coef", "se", "z", "p", "se_quasi", "t_quasi", "p_quasi"};
  pb_column *columns[G_N_ELEMENTS(names)];
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    columns[i] = pb_result_add_column(result, names[i], PB_TYPE_DOUBLE, NULL);
  for (size_t j = 0; j < fit->n_terms; j++) {
    g_autofree char *name = term_name(&trend->design, j);
    double coef = fit->coef[j], se = pb_glm_se(fit, j, 1);
    double se_quasi = pb_glm_se(fit, j, fit->dispersion);
    pb_column_append_string(term, name);
    pb_column_append_double(columns[0], coef);
    pb_column_append_double(columns[1], se);
    pb_column_append_double(columns[2], coef / se);
    pb_column_append_double(columns[3], pb_normal_p(coef / se));
    pb_column_append_double(columns[4], se_quasi);
    pb_column_append_maybe(columns[5], se_quasi > 0, coef / se_quasi);
    pb_column_append_maybe(columns[6], se_quasi > 0,
                           pb_t_p(coef / se_quasi, (double)fit->df_residual));
  }
}

static void add_fitted(pb_result *result, const pb_trend *trend, const pb_series *series) {
  static const char *const names[] = {"fitted", "pearson_residual", "deviance_residual",
                                      "leverage"};
  pb_column *columns[G_N_ELEMENTS(names)];
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    columns[i] =
        pb_result_add_column(result, names[i], PB_TYPE_DOUBLE, i == 0 ? N_("crimes") : NULL);
  for (size_t row = 0, i = 0; row < series->n_rows; row++) {
    bool used = i < series->n && series->row[i] == row;
    double y = used ? series->points[i].count : 0, mu = used ? trend->fit->fitted[i] : 1;
    pb_column_append_maybe(columns[0], used, mu);
    pb_column_append_maybe(columns[1], used, pb_poisson_pearson_residual(y, mu));
    pb_column_append_maybe(columns[2], used, pb_poisson_deviance_residual(y, mu));
    pb_column_append_maybe(columns[3], used, used ? trend->fit->leverage[i] : 0);
    i += used;
  }
}

static void set_percent(pb_result *result, const char *name, double ratio) {
  pb_result_set_scalar(result, name, 100 * (ratio - 1), "%");
}

static void add_scalars(pb_result *result, const pb_trend *trend) {
  const pb_glm *fit = trend->fit;
  set_percent(result, "annual_percent", trend->ratio);
  set_percent(result, "annual_lower", trend->poisson.lower);
  set_percent(result, "annual_upper", trend->poisson.upper);
  set_percent(result, "annual_quasi_lower", trend->quasi.lower);
  set_percent(result, "annual_quasi_upper", trend->quasi.upper);
  set_percent(result, "annual_t_lower", trend->quasi_t.lower);
  set_percent(result, "annual_t_upper", trend->quasi_t.upper);
  set_percent(result, "reported_lower", trend->reported.lower);
  set_percent(result, "reported_upper", trend->reported.upper);
  pb_result_set_scalar(result, "reported_p", trend->p_reported, NULL);
  pb_result_set_scalar(result, "dispersion", fit->dispersion, NULL);
  pb_result_set_scalar(result, "pearson_chi2", fit->pearson_chi2, NULL);
  pb_result_set_scalar(result, "deviance", fit->deviance, NULL);
  pb_result_set_scalar(result, "null_deviance", fit->null_deviance, NULL);
  pb_result_set_scalar(result, "df_residual", (double)fit->df_residual, NULL);
  pb_result_set_scalar(result, "loglik", fit->loglik, NULL);
  pb_result_set_scalar(result, "aic", fit->aic, NULL);
  pb_result_set_scalar(result, "bic", fit->bic, NULL);
  pb_result_set_scalar(result, "lr_chi2", trend->lr_chi2, NULL);
  pb_result_set_scalar(result, "lr_p", trend->lr_p, NULL);
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  pb_series series;
  if (!pb_series_read(input, &series, error))
    return NULL;
  const char *season = pb_params_text(values, "season");
  pb_trend_options options = {
      .per_year = series.per_year,
      .season = series.per_year == 1 || g_str_equal(season, "none") ? PB_SEASON_NONE
                : g_str_equal(season, "harmonics")                  ? PB_SEASON_HARMONICS
                                                                    : PB_SEASON_DUMMIES,
      .harmonics = pb_params_int(values, "harmonics"),
      .confidence = pb_params_double(values, "confidence"),
  };
  pb_result *result = pb_result_new("trend");
  pb_result_set_counts(result, series.n, series.n_rows - series.n);
  const char *reason = NULL;
  pb_trend *trend = pb_trend_fit(series.points, series.n, &options, &reason);
  if (!trend) {
    pb_result_set_reason(result, reason);
  } else {
    pb_result_set_method(result, trend->overdispersed ? N_("quasi-Poisson regression")
                                                      : N_("Poisson regression"));
    if (g_str_equal(pb_params_text(values, "table"), "fitted"))
      add_fitted(result, trend, &series);
    else
      add_terms(result, trend);
    add_scalars(result, trend);
  }
  pb_trend_free(trend);
  pb_series_clear(&series);
  return result;
}

const pb_statistic pb_statistic_trend = {
    .name = "trend",
    .title = N_("Trend of a series of counts"),
    .description =
        N_("The yearly change in percent of a monthly, quarterly or yearly series, with season and "
           "population taken into account. Poisson regression; where the counts vary more than "
           "chance (phi above 1.5), the quasi-Poisson interval is the one to report."),
    .citation = "McCullagh P, Nelder JA (1989) Generalized Linear Models, 2nd ed.",
    .inputs = pb_series_inputs,
    .n_inputs = PB_SERIES_N_INPUTS,
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
