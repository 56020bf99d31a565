/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/trend.h"

#include <math.h>

#include "engine/error.h"
#include "engine/stats/input.h"
#include "engine/stats/series_fit.h"
#include "engine/stats/shared_params.h"
#include "engine/stats/trend_params.h"
#include "engine/text.h"

static const pb_input inputs[] = {
    PB_SERIES_INPUT_ROWS,
    {"break", PB_TYPE_INT64, false,
     N_("1 for the first period of another level: a break in the statistics, a measure")},
};

static const char *const seasons[] = {"levels", "harmonics", "none", NULL};
static const char *const tables[] = {"terms", "fitted", NULL};
static const pb_param params[] = {
    PB_PARAM_CONFIDENCE,
    {.name = "season",
     .title = N_("how the season enters: a level a month, smooth waves, or not at all"),
     .type = PB_PARAM_CHOICE,
     .def_text = "levels",
     .choices = seasons},
    PB_PARAM_HARMONICS,
    PB_PARAM_TREND_MODEL,
    {.name = "bend",
     .title = N_("at a break the slope may change too, not only the level"),
     .type = PB_PARAM_BOOL,
     .def = 0},
    PB_PARAM_LAGS,
    {.name = "table",
     .title = N_("which table is wanted: the terms of the regression or the fitted values"),
     .type = PB_PARAM_CHOICE,
     .def_text = "terms",
     .choices = tables},
};

static char *term_name(const pb_design *design, size_t j) {
  size_t first_shift = pb_design_terms(design) - design->n_shifts * (design->bends ? 2 : 1);
  if (j < 2)
    return g_strdup(j == 0 ? "intercept" : "t");
  if (j >= first_shift + design->n_shifts)
    return g_strdup_printf("bend %zu", j - first_shift - design->n_shifts + 1);
  if (j >= first_shift)
    return g_strdup_printf("shift %zu", j - first_shift + 1);
  if (design->season == PB_SEASON_DUMMIES)
    return g_strdup_printf("%s %zu", design->per_year == 12 ? "month" : "quarter", j);
  return g_strdup_printf("%s %zu", j % 2 == 0 ? "cos" : "sin", j / 2);
}

enum {
  COEF,
  SE,
  Z,
  P,
  SE_QUASI,
  T_QUASI,
  P_QUASI,
  NB_COEF,
  NB_SE,
  NB_Z,
  NB_P,
  NB_SE_OBSERVED,
  SE_WHITE,
  SE_NEWEY_WEST,
  RATIO,
  RATIO_LOWER,
  RATIO_UPPER,
  REPORTED_P,
  N_TERM_COLUMNS
};
static const char *const term_columns[N_TERM_COLUMNS] = {
    "coef",        "se",
    "z",           "p",
    "se_quasi",    "t_quasi",
    "p_quasi",     "nb_coef",
    "nb_se",       "nb_z",
    "nb_p",        "nb_se_observed",
    "se_white",    "se_newey_west",
    "ratio",       "ratio_lower",
    "ratio_upper", "reported_p",
};

static void add_term(pb_column **columns, const pb_trend *trend, size_t j) {
  const pb_glm *fit = trend->fit;
  const pb_negbin *nb = trend->negbin;
  double coef = fit->coef[j], se = pb_glm_se(fit, j, 1);
  double se_quasi = pb_glm_se(fit, j, fit->dispersion);
  double nb_coef = nb ? nb->fit->coef[j] : 0, nb_se = nb ? pb_glm_se(nb->fit, j, 1) : 1;
  double best = trend->best->coef[j], reach = trend->critical * trend->se[j];
  pb_column_append_double(columns[COEF], coef);
  pb_column_append_double(columns[SE], se);
  pb_column_append_double(columns[Z], coef / se);
  pb_column_append_double(columns[P], pb_normal_p(coef / se));
  pb_column_append_double(columns[SE_QUASI], se_quasi);
  bool varies = se_quasi > 0;
  pb_column_append_maybe(columns[T_QUASI], varies, varies ? coef / se_quasi : 0);
  pb_column_append_maybe(columns[P_QUASI], varies,
                         varies ? pb_t_p(coef / se_quasi, (double)fit->df_residual) : 0);
  pb_column_append_maybe(columns[NB_COEF], nb, nb_coef);
  pb_column_append_maybe(columns[NB_SE], nb, nb_se);
  pb_column_append_maybe(columns[NB_Z], nb, nb_coef / nb_se);
  pb_column_append_maybe(columns[NB_P], nb, pb_normal_p(nb_coef / nb_se));
  pb_column_append_maybe(columns[NB_SE_OBSERVED], nb, nb ? nb->se_observed[j] : 0);
  bool robust = trend->se_white;
  pb_column_append_maybe(columns[SE_WHITE], robust, robust ? trend->se_white[j] : 0);
  pb_column_append_maybe(columns[SE_NEWEY_WEST], robust, robust ? trend->se_newey_west[j] : 0);
  pb_column_append_double(columns[RATIO], exp(best));
  pb_column_append_double(columns[RATIO_LOWER], exp(best - reach));
  pb_column_append_double(columns[RATIO_UPPER], exp(best + reach));
  pb_column_append_double(columns[REPORTED_P], pb_trend_p(trend, j));
}

static void add_terms(pb_result *result, const pb_trend *trend) {
  pb_column *term = pb_result_add_column(result, "term", PB_TYPE_STRING, NULL);
  pb_column *columns[N_TERM_COLUMNS];
  for (size_t i = 0; i < N_TERM_COLUMNS; i++)
    columns[i] = pb_result_add_column(result, term_columns[i], PB_TYPE_DOUBLE, NULL);
  for (size_t j = 0; j < trend->fit->n_terms; j++) {
    g_autofree char *name = term_name(&trend->design, j);
    pb_column_append_string(term, name);
    add_term(columns, trend, j);
  }
}

static void add_fitted(pb_result *result, const pb_trend *trend, const pb_series *series) {
  static const char *const names[] = {"fitted", "pearson_residual", "deviance_residual",
                                      "leverage"};
  pb_column *columns[G_N_ELEMENTS(names)];
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    columns[i] =
        pb_result_add_column(result, names[i], PB_TYPE_DOUBLE, i == 0 ? N_("crimes") : NULL);
  g_autofree gssize *point_of = pb_series_point_of_row(series);
  for (size_t row = 0; row < series->n_rows; row++) {
    gssize i = point_of[row];
    bool used = i >= 0;
    double y = used ? series->points[i].count : 0, mu = used ? trend->fit->fitted[i] : 1;
    pb_column_append_maybe(columns[0], used, mu);
    pb_column_append_maybe(columns[1], used, pb_poisson_pearson_residual(y, mu));
    pb_column_append_maybe(columns[2], used, pb_poisson_deviance_residual(y, mu));
    pb_column_append_maybe(columns[3], used, used ? trend->fit->leverage[i] : 0);
  }
}

static void set_percent(pb_result *result, const char *name, double ratio) {
  pb_result_set_scalar(result, name, 100 * (ratio - 1), "%");
}

static void add_poisson(pb_result *result, const pb_trend *trend) {
  const pb_glm *fit = trend->fit;
  set_percent(result, "annual_percent", trend->ratio);
  set_percent(result, "annual_lower", trend->poisson.lower);
  set_percent(result, "annual_upper", trend->poisson.upper);
  set_percent(result, "annual_quasi_lower", trend->quasi.lower);
  set_percent(result, "annual_quasi_upper", trend->quasi.upper);
  set_percent(result, "annual_t_lower", trend->quasi_t.lower);
  set_percent(result, "annual_t_upper", trend->quasi_t.upper);
  set_percent(result, "reported_percent", trend->reported_ratio);
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

static void add_negbin(pb_result *result, const pb_trend *trend, double confidence) {
  const pb_negbin *nb = trend->negbin;
  int per_year = trend->design.per_year;
  double slope = nb ? nb->fit->coef[1] : 0;
  double reach = nb ? pb_normal_critical(confidence) * pb_glm_se(nb->fit, 1, 1) : 0;
  pb_result_set_scalar_maybe(result, "theta", nb, nb ? nb->theta : 0, NULL);
  pb_result_set_scalar_maybe(result, "theta_se", nb, nb ? nb->theta_se : 0, NULL);
  pb_result_set_scalar_maybe(result, "alpha", nb, nb ? nb->alpha : 0, NULL);
  pb_result_set_scalar_maybe(result, "nb_loglik", nb, nb ? nb->fit->loglik : 0, NULL);
  pb_result_set_scalar_maybe(result, "nb_aic", nb, nb ? nb->fit->aic : 0, NULL);
  pb_result_set_scalar_maybe(result, "nb_deviance", nb, nb ? nb->fit->deviance : 0, NULL);
  pb_result_set_scalar_maybe(result, "nb_annual_percent", nb, 100 * (exp(per_year * slope) - 1),
                             "%");
  pb_result_set_scalar_maybe(result, "nb_annual_lower", nb,
                             100 * (exp(per_year * (slope - reach)) - 1), "%");
  pb_result_set_scalar_maybe(result, "nb_annual_upper", nb,
                             100 * (exp(per_year * (slope + reach)) - 1), "%");
  pb_result_set_scalar_maybe(result, "nb_lr_chi2", nb, trend->lr_negbin, NULL);
}

static void add_diagnosis(pb_result *result, const pb_trend *trend) {
  bool tested = trend->has_equidispersion, robust = trend->se_newey_west;
  pb_result_set_scalar_maybe(result, "cameron_trivedi_alpha", tested, trend->equidispersion.alpha,
                             NULL);
  pb_result_set_scalar_maybe(result, "cameron_trivedi_t", tested, trend->equidispersion.t, NULL);
  pb_result_set_scalar_maybe(result, "cameron_trivedi_p", tested, trend->equidispersion.p, NULL);
  pb_result_set_scalar_maybe(result, "autocorrelation", robust, trend->autocorrelation, NULL);
  pb_result_set_scalar_maybe(result, "lags", robust, (double)trend->lags, N_("periods"));
  pb_trend_warn_of_neighbours(result, trend);
}

/* The times of the rows that begin another level, ascending. Breaks at or before the first period
 * change nothing that can be seen. */
static bool read_breaks(const pb_table *input, const pb_series *series, pb_trend_options *options,
                        GError **error) {
  const pb_column *column = pb_table_find(input, "break");
  if (!pb_input_check_whole(column, 0, 1, error))
    return false;
  for (size_t i = 1; column && i < series->n; i++) {
    size_t row = series->row[i];
    if (!pb_column_is_valid(column, row) || pb_column_double(column, row) == 0)
      continue;
    if (options->n_shifts == PB_MAX_SHIFTS) {
      g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                  _("The column “break” marks more than %d periods. Keep the most important."),
                  PB_MAX_SHIFTS);
      return false;
    }
    options->shifts[options->n_shifts++] = series->points[i].t;
  }
  return true;
}

static void put_trend(pb_result *result, const pb_trend *trend, const pb_series *series,
                      const pb_params *values) {
  pb_trend_tell_method(result, trend);
  if (g_str_equal(pb_params_text(values, "table"), "fitted"))
    add_fitted(result, trend, series);
  else
    add_terms(result, trend);
  add_poisson(result, trend);
  add_negbin(result, trend, pb_params_double(values, "confidence"));
  add_diagnosis(result, trend);
  if (!trend->negbin && g_str_equal(pb_params_text(values, "model"), "negbin"))
    pb_result_add_warning(result, N_("The counts do not vary more than chance: the Poisson "
                                     "regression is enough."));
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  pb_series series;
  if (!pb_series_read(input, &series, error))
    return NULL;
  pb_trend_options options = pb_trend_options_read(values, series.per_year);
  if (!read_breaks(input, &series, &options, error)) {
    pb_series_clear(&series);
    return NULL;
  }
  pb_result *result = pb_result_new("trend");
  pb_result_set_counts(result, series.n, series.n_rows - series.n);
  const char *reason = NULL;
  g_autoptr(pb_trend) trend = pb_trend_fit(series.points, series.n, &options, &reason);
  if (trend)
    put_trend(result, trend, &series, values);
  else
    pb_result_set_reason(result, reason);
  pb_series_clear(&series);
  return result;
}

const pb_statistic pb_statistic_trend = {
    .name = "trend",
    .title = N_("Trend of a series of counts"),
    .description =
        N_("The yearly change in percent of a monthly, quarterly or yearly series, with season and "
           "population taken into account. Poisson regression; where the counts vary more than "
           "chance (phi above 1.5), negative binomial or quasi-Poisson, and Newey-West errors "
           "where neighbouring periods resemble each other. The level may shift where the "
           "statistics broke or a measure began."),
    .citation = "McCullagh P, Nelder JA (1989) Generalized Linear Models, 2nd ed.; Lawless JF "
                "(1987) Can J Stat 15:209; Newey WK, West KD (1987) Econometrica 55:703; Cameron "
                "AC, Trivedi PK (1990) J Econom 46:347",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
