/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/oracle/binding.h"

#include <string.h>

#include "tests/oracle/give.h"
#include "tests/oracle/series_cases.h"

/* ---- 01: intervals of one count. rows.KEY, one row a count, exposure and confidence. ---- */

static const char *skip_interval(const char *const *path, size_t n) {
  return n == 1 && !g_str_equal(path[0], "rows") ? "a check of the reference, not of a result"
                                                 : NULL;
}

static JsonArray *rows_of(oracle_case *c, const char *key) {
  return json_object_get_array_member(json_object_get_object_member(c->expected, "rows"), key);
}

/* Every count and exposure of the expected rows must be a row of the input, and the other way. */
static void check_rows_are_input(oracle_case *c) {
  g_autoptr(pb_table) input = oracle_case_table(c, "input.csv", NULL);
  const pb_column *count = pb_table_find(input, "count"), *pop = pb_table_find(input, "pop");
  JsonArray *counts = rows_of(c, "count"), *pops = rows_of(c, "pop");
  g_autofree bool *used = g_new0(bool, pb_table_n_rows(input) + 1);
  for (guint i = 0; i < json_array_get_length(counts); i++) {
    bool found = false;
    for (size_t r = 0; r < pb_table_n_rows(input); r++)
      if (pb_column_double(count, r) == json_array_get_double_element(counts, i) &&
          pb_column_double(pop, r) == json_array_get_double_element(pops, i))
        found = used[r] = true;
    g_assert_true(found);
  }
  for (size_t r = 0; r < pb_table_n_rows(input); r++)
    g_assert_true(used[r]);
}

/* All methods, at one confidence, of one row: a table of one line. */
static const pb_result *interval_result(oracle_case *c, guint row) {
  double count = json_array_get_double_element(rows_of(c, "count"), row);
  double pop = json_array_get_double_element(rows_of(c, "pop"), row);
  double confidence = json_array_get_double_element(rows_of(c, "conf"), row);
  pb_table *table = pb_table_new();
  pb_column *counts = pb_column_new("count", PB_TYPE_INT64, NULL);
  pb_column *exposures = pb_column_new("exposure", PB_TYPE_DOUBLE, NULL);
  pb_column_append_int(counts, (int64_t)count);
  pb_column_append_double(exposures, pop);
  pb_table_add(table, counts);
  pb_table_add(table, exposures);
  g_autofree char *text = g_strdup_printf("%.17g", confidence);
  g_autofree char *key = g_strdup_printf("%u", row);
  const char *const settings[] = {"confidence", text, "method", "all", NULL};
  return oracle_case_run(c, key, "poisson-rate", table, settings);
}

static void answer_interval(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                            oracle_answer *answer) {
  static const char *const names[] = {"rate100k",
                                      "rate",
                                      "lower_count",
                                      "count_lower",
                                      "upper_count",
                                      "count_upper",
                                      "lower_rate100k",
                                      "rate_lower",
                                      "upper_rate100k",
                                      "rate_upper",
                                      "byar_lower",
                                      "byar_count_lower",
                                      "byar_upper",
                                      "byar_count_upper",
                                      "midp_lower",
                                      "mid_p_count_lower",
                                      "midp_upper",
                                      "mid_p_count_upper",
                                      "count",
                                      "count",
                                      NULL};
  (void)n;
  (void)node;
  if (g_str_equal(path[1], "pop") || g_str_equal(path[1], "conf")) {
    check_rows_are_input(c);
    answer->skip = "an input";
    return;
  }
  const char *name = lookup(names, path[1]);
  if (!name) {
    answer->skip = "not built";
    return;
  }
  answer->relative = g_str_has_prefix(path[1], "midp") ? 1e-8 : 1e-9;
  for (guint row = 0; row < json_array_get_length(rows_of(c, "count")); row++)
    give_column(answer, pb_result_find(interval_result(c, row), name));
}

/* ---- 02: two counts. rows.KEY, one row a comparison, in the order of the input. ---- */

static void answer_two_counts(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                              oracle_answer *answer) {
  static const char *const renames[] = {
      "x1", "now_count", "t1", "now_exposure", "x2", "base_count", "t2", "base_exposure", NULL};
  static const char *const names[] = {
      "ratio",       "ratio",     "p_two_sided", "p_exact", "lower",  "ratio_lower", "upper",
      "ratio_upper", "p_greater", "p_greater",   "p_less",  "p_less", "p_doubled",   "p_doubled",
      "p_midp",      "p_mid",     "wald_log_z",  "wald_z",  NULL};
  (void)node;
  pb_table *input = oracle_case_table(c, "input.csv", renames);
  const char *echo = n == 2 ? lookup(renames, path[1]) : NULL;
  answer->relative = 1e-8;
  if (echo) {
    give_column(answer, pb_table_find(input, echo));
    pb_table_free(input);
    return;
  }
  const pb_result *result = oracle_case_run(c, "all", "count-change", input, NULL);
  const char *name = n == 2 ? lookup(names, path[1]) : NULL;
  if (name)
    give_column(answer, pb_result_find(result, name));
  else
    answer->skip = "not built";
  /* z of equal rates is 0 in one arithmetic and 1e-17 in another. */
  if (name && g_str_equal(name, "wald_z"))
    answer->absolute = 1e-12;
}

/* ---- 07: adjusted p values. p, adj.METHOD, n_reject_METHOD_LEVEL. ---- */

static void answer_adjust(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                          oracle_answer *answer) {
  (void)node;
  answer->absolute = 1e-12;
  pb_table *input = oracle_case_table(c, "input.csv", NULL);
  if (n == 1 && g_str_equal(path[0], "p")) {
    give_column(answer, pb_table_find(input, "p"));
    pb_table_free(input);
    return;
  }
  g_auto(GStrv) words = g_strsplit(path[0], "_", -1);
  bool rejects = n == 1 && g_strv_length(words) == 4 && g_str_has_prefix(path[0], "n_reject_");
  g_autofree char *alpha = g_strdup_printf("0.%s", rejects ? words[3] : "05");
  const char *const settings[] = {"method", "all", "alpha", alpha, NULL};
  const pb_result *result = oracle_case_run(c, alpha, "p-adjust", input, settings);
  const pb_column *column = n == 2 ? pb_result_find(result, path[1]) : NULL;
  if (rejects) {
    g_autofree char *name = g_strconcat("significant_", words[2], NULL);
    give_scalar(answer, result, name);
  } else if (column) {
    give_column(answer, column);
  } else {
    answer->skip = "not built";
  }
}

/* ---- 19: funnel. Limits KIND_SIDELEVEL at the top; z and what follows under each transform. ----
 */

static const char *skip_funnel(const char *const *path, size_t n) {
  return n == 1 && g_str_has_prefix(path[0], "check_") ? "a check of the reference, not of a result"
                                                       : NULL;
}

static const pb_result *funnel_result(oracle_case *c, const char *transform) {
  static const char *const renames[] = {"pop", "exposure", "observed", "count", NULL};
  const char *const settings[] = {"transform", transform, "scale", "ratio", NULL};
  return oracle_case_run(c, transform, "funnel", oracle_case_table(c, "input.csv", renames),
                         settings);
}

/* "exact_l998" is the column exact_lower_998; NULL when it is no limit the engine gives. */
static const pb_column *limit_column(const pb_result *result, const char *key) {
  const char *bar = strrchr(key, '_');
  if (!bar || (bar[1] != 'l' && bar[1] != 'u'))
    return NULL;
  g_autofree char *kind = g_strndup(key, (gsize)(bar - key));
  g_autofree char *name =
      g_strdup_printf("%s_%s_%s", kind, bar[1] == 'l' ? "lower" : "upper", bar + 2);
  return pb_result_find(result, name);
}

static void give_outside(oracle_answer *answer, const pb_result *result) {
  const pb_column *flag = pb_result_find(result, "flag");
  size_t outside = 0;
  for (size_t i = 0; i < pb_column_length(flag); i++)
    outside += !g_str_equal(pb_column_string(flag, i), "within");
  give(answer, true, (double)outside);
}

static void answer_funnel(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                          oracle_answer *answer) {
  static const char *const columns[] = {"E", "expected",       "SR",         "ratio", "z",
                                        "z", "z_adj_additive", "z_additive", NULL};
  static const char *const scalars[] = {"target_rate", "reference_rate", "q10", "winsor_low",
                                        "q90",         "winsor_high",    "phi", "phi",
                                        "tau2",        "tau2",           NULL};
  (void)node;
  answer->relative = answer->absolute = 1e-10;
  bool transform = n == 2 && (g_str_equal(path[0], "sqrt") || g_str_equal(path[0], "pearson"));
  if (n != 1 && !transform) {
    answer->skip = "not built";
    return;
  }
  const pb_result *result = funnel_result(c, transform ? path[0] : "sqrt");
  const char *key = path[n - 1], *name = lookup(columns, key);
  const pb_column *limit = limit_column(result, key);
  if (name) {
    give_column(answer, pb_result_find(result, name));
  } else if (lookup(scalars, key)) {
    give_scalar(answer, result, lookup(scalars, key));
  } else if (limit) {
    answer->lower_at_zero = true;
    give_column(answer, limit);
  } else if (g_str_equal(key, "n_out_998_additive")) {
    give_outside(answer, result);
  } else {
    answer->skip = "not built";
  }
}

/* Every kind of case there is; those without a statistic are skipped by name. */
static const oracle_binding bindings[] = {
    {"01_poisson_ci", "poisson-rate", skip_interval, answer_interval},
    {"02_poisson_two", "count-change", NULL, answer_two_counts},
    {"03_trend_glm", "trend", NULL, oracle_answer_trend},
    {"07_fdr", "p-adjust", NULL, answer_adjust},
    {"23_trend_statsmodels", "trend", oracle_skip_statsmodels, oracle_answer_statsmodels},
    {"19_funnel", "funnel", skip_funnel, answer_funnel},
    {"04_mann_kendall", "mann-kendall", oracle_skip_mann_kendall, oracle_answer_mann_kendall},
    {"14_stl", "stl", NULL, oracle_answer_season},
};

const oracle_binding *oracle_bindings(size_t *n) {
  *n = G_N_ELEMENTS(bindings);
  return bindings;
}

const oracle_binding *oracle_binding_find(const char *folder) {
  for (size_t i = 0; i < G_N_ELEMENTS(bindings); i++)
    if (g_str_equal(bindings[i].folder, folder))
      return &bindings[i];
  return NULL;
}
