/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "tests/oracle/give.h"

/* Of the Newey-West errors in the reference. */
#define REFERENCE_LAGS "12"

/* ---- 03: regression of a series. SERIES.MODEL.KEY; the series' input is input_SERIES.csv. ---- */

static const pb_result *trend_result(oracle_case *c, const char *series, const char *table) {
  g_autofree char *file = g_strdup_printf("input_%s.csv", series);
  g_autofree char *key = g_strdup_printf("%s/%s", series, table);
  const char *const settings[] = {"table", table, "lags", REFERENCE_LAGS, NULL};
  return oracle_case_run(c, key, "trend", oracle_case_table(c, file, NULL), settings);
}

/* R's name of a term for ours. */
static const char *r_term(const char *term) {
  static const char *const prefix = "month ";
  if (g_str_equal(term, "intercept"))
    return "(Intercept)";
  if (!g_str_has_prefix(term, prefix))
    return term;
  g_autofree char *name = g_strdup_printf("factor(month)%s", term + strlen(prefix));
  return g_intern_string(name);
}

static void answer_terms(oracle_case *c, const char *series, oracle_answer *answer) {
  const pb_column *terms = pb_result_find(trend_result(c, series, "terms"), "term");
  for (size_t i = 0; i < pb_column_length(terms); i++)
    give_text(answer, r_term(pb_column_string(terms, i)));
}

static bool give_scalars(oracle_answer *answer, const pb_result *result,
                         const char *const (*sets)[4], const char *key) {
  for (; (*sets)[0]; sets++)
    if (g_str_equal((*sets)[0], key)) {
      for (int i = 1; i < 4 && (*sets)[i]; i++)
        give_scalar(answer, result, (*sets)[i]);
      return true;
    }
  return false;
}

/* lcg series without more variance than chance: the case says so in a note, the engine by missing
 * values. */
static void answer_negbin(const pb_result *result, const char *key, oracle_answer *answer) {
  static const char *const columns[] = {"coef", "nb_coef", "se",   "nb_se", "z",
                                        "nb_z", "p",       "nb_p", NULL};
  static const char *const scalars[][4] = {
      {"theta", "theta"},
      {"se_theta", "theta_se"},
      {"alpha", "alpha"},
      {"loglik", "nb_loglik"},
      {"aic", "nb_aic"},
      {"deviance", "nb_deviance"},
      {"lr_t", "nb_lr_chi2"},
      {"annual_pct", "nb_annual_percent", "nb_annual_lower", "nb_annual_upper"},
      {NULL},
  };
  answer->relative = strstr(key, "theta") || g_str_equal(key, "alpha") ? 1e-5 : 1e-6;
  answer->absolute = 1e-300; /* p below this are printed as 0 */
  if (g_str_equal(key, "note"))
    answer->skip = "says why theta has no value";
  else if (lookup(columns, key))
    give_column(answer, pb_result_find(result, lookup(columns, key)));
  else if (!give_scalars(answer, result, scalars, key))
    answer->skip = "not built";
}

static void answer_trend(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                         oracle_answer *answer) {
  static const char *const columns[] = {"coef", "coef", "se", "se", "z", "z", "p", "p", NULL};
  static const char *const quasi_columns[] = {"se",      "se_quasi", "t",    "t_quasi", "p",
                                              "p_quasi", "coef",     "coef", NULL};
  static const char *const firsts[] = {"fitted_first",
                                       "fitted",
                                       "pearson_res_first",
                                       "pearson_residual",
                                       "deviance_res_first",
                                       "deviance_residual",
                                       "leverage_first",
                                       "leverage",
                                       NULL};
  static const char *const scalars[][4] = {
      {"deviance", "deviance"},
      {"df_residual", "df_residual"},
      {"null_deviance", "null_deviance"},
      {"loglik", "loglik"},
      {"aic", "aic"},
      {"bic", "bic"},
      {"pearson_chi2", "pearson_chi2"},
      {"dispersion", "dispersion"},
      {"lr_t", "lr_chi2"},
      {"lr_t_p", "lr_p"},
      {"annual_pct", "annual_percent", "annual_lower", "annual_upper"},
      {"annual_pct_normal", "annual_percent", "annual_quasi_lower", "annual_quasi_upper"},
      {"annual_ci_t", "annual_percent", "annual_t_lower", "annual_t_upper"},
      {NULL},
  };
  (void)node;
  answer->relative = 1e-7;
  if (n == 2 && g_str_equal(path[1], "n")) {
    give(answer, true, (double)pb_result_n_used(trend_result(c, path[0], "terms")));
    return;
  }
  if (n == 2 && g_str_equal(path[1], "terms")) {
    answer_terms(c, path[0], answer);
    return;
  }
  if (n == 3 && g_str_equal(path[1], "negbin")) {
    answer_negbin(trend_result(c, path[0], "terms"), path[2], answer);
    return;
  }
  bool poisson = n == 3 && g_str_equal(path[1], "poisson");
  bool quasi = n == 3 && g_str_equal(path[1], "quasi");
  if (poisson || quasi) {
    const pb_result *terms = trend_result(c, path[0], "terms");
    const char *column = lookup(poisson ? columns : quasi_columns, path[2]);
    if (column) {
      answer->absolute = 1e-300; /* p below this are printed as 0 */
      give_column(answer, pb_result_find(terms, column));
      return;
    }
    answer->absolute = 1e-300;
    if (give_scalars(answer, terms, scalars, path[2]))
      return;
    for (size_t i = 0; firsts[i]; i += 2)
      if (g_str_has_prefix(path[2], firsts[i])) {
        answer->expected_first = true;
        answer->absolute = strstr(path[2], "_res_") ? 1e-10 : 0;
        give_column(answer, pb_result_find(trend_result(c, path[0], "fitted"), firsts[i + 1]));
        return;
      }
  }
  answer->skip = "not built";
}

/* ---- 23: the same regressions by statsmodels, with its tolerances. ---- */

static const char *skip_statsmodels(const char *const *path, size_t n) {
  if (n == 3 && (g_str_has_prefix(path[2], "max_abs_") || g_str_has_prefix(path[2], "theta_rel") ||
                 g_str_has_prefix(path[2], "se_ratio")))
    return "a check of the reference, not of a result";
  return NULL;
}

/* Keys that R's case does not have: other kinds of standard errors. */
static const char *other_errors(const char *const *path, size_t n) {
  static const char *const poisson[] = {"hc0_se", "se_white", "hac12_se", "se_newey_west", NULL};
  static const char *const negbin[] = {"se", "nb_se_observed", NULL};
  if (n != 3)
    return NULL;
  return lookup(g_str_equal(path[1], "nb2") ? negbin : poisson, path[2]);
}

static void answer_statsmodels(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                               oracle_answer *answer) {
  bool nb2 = n == 3 && g_str_equal(path[1], "nb2");
  const char *column = nb2 || !g_str_equal(path[n - 1], "se") ? other_errors(path, n) : NULL;
  if (column) {
    give_column(answer, pb_result_find(trend_result(c, path[0], "terms"), column));
    answer->relative = 1e-5;
    return;
  }
  const char *as_r[3] = {path[0], nb2 ? "negbin" : path[1], n == 3 ? path[2] : NULL};
  answer_trend(c, as_r, n, node, answer);
  answer->relative = n == 3 && g_str_equal(path[2], "se") ? 1e-5 : 1e-6;
}

const oracle_binding oracle_binding_trend_glm = {"03_trend_glm", "trend", NULL, answer_trend};
const oracle_binding oracle_binding_trend_statsmodels = {"23_trend_statsmodels", "trend",
                                                         skip_statsmodels, answer_statsmodels};
