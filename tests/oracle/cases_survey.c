/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 15: shares by a design, with and without the finite population correction. */
#include "tests/oracle/give.h"

static const char *skip_survey(const char *const *path, size_t n) {
  (void)path, (void)n;
  return NULL;
}

static pb_table *table_of(const oracle_case *c, bool with_fpc) {
  static const char *const with[] = {"y",      "value",   "g",   "group",        "w", "weight",
                                     "strata", "stratum", "fpc", "stratum_size", NULL};
  static const char *const without[] = {"y",      "value",  "g",       "group", "w",
                                        "weight", "strata", "stratum", NULL};
  return oracle_case_table(c, "input.csv", with_fpc ? with : without);
}

static const pb_result *shares(oracle_case *c, bool with_fpc) {
  static const char *const settings[] = {"method", "all", "min_n", "1", NULL};
  return oracle_case_run(c, with_fpc ? "shares-fpc" : "shares", "survey-share",
                         table_of(c, with_fpc), settings);
}

static const pb_result *tested(oracle_case *c, bool with_fpc) {
  return oracle_case_run(c, with_fpc ? "test-fpc" : "test", "rao-scott", table_of(c, with_fpc),
                         NULL);
}

static void give_first(oracle_answer *answer, const pb_result *result, const char *column) {
  const pb_column *found = pb_result_find(result, column);
  give(answer, pb_column_is_valid(found, 0), pb_column_double(found, 0));
}

/* Rows after the first, which is everyone. */
static void give_groups(oracle_answer *answer, const pb_result *result, const char *column) {
  const pb_column *found = pb_result_find(result, column);
  for (size_t i = 1; i < pb_column_length(found); i++)
    if (pb_column_type(found) == PB_TYPE_STRING)
      give_text(answer, pb_column_string(found, i));
    else
      give(answer, pb_column_is_valid(found, i), pb_column_double(found, i));
}

static void give_limits(oracle_answer *answer, const pb_result *result, const char *method) {
  static const char *const prefixes[] = {"logit", "logit_",           "xlogit", "logit_",
                                         "beta",  "clopper_pearson_", "mean",   "wald_",
                                         "asin",  "arcsine_",         NULL};
  const char *prefix = lookup(prefixes, method);
  if (!prefix) {
    answer->skip = "not built";
    return;
  }
  g_autofree char *lower = g_strconcat(prefix, "lower", NULL),
                  *upper = g_strconcat(prefix, "upper", NULL);
  give_first(answer, result, lower);
  give_first(answer, result, upper);
}

/* Under with_fpc or no_fpc. */
static void answer_design(oracle_case *c, const char *const *path, size_t n,
                          oracle_answer *answer) {
  static const char *const columns[] = {"p",    "share", "se", "se", "deff",
                                        "deff", "degf",  "df", NULL};
  static const char *const totals[] = {"est", "total", "se", "total_se", NULL};
  static const char *const parts[] = {"g", "group", "p", "share", "se", "se", NULL};
  static const char *const scalars[] = {"F", "f", "ndf", "ndf", "ddf", "ddf", "p", "p", NULL};
  bool fpc = g_str_equal(path[0], "with_fpc");
  const char *key = path[n - 1];
  if (n == 2 && lookup(columns, key))
    give_first(answer, shares(c, fpc), lookup(columns, key));
  else if (n == 3 && g_str_equal(path[1], "ci"))
    give_limits(answer, shares(c, fpc), key);
  else if (n == 3 && g_str_equal(path[1], "total") && lookup(totals, key))
    give_first(answer, shares(c, fpc), lookup(totals, key));
  else if (n == 3 && g_str_equal(path[1], "by") && lookup(parts, key))
    give_groups(answer, shares(c, fpc), lookup(parts, key));
  else if (n == 3 && g_str_equal(path[1], "svychisq") && lookup(scalars, key))
    give_scalar(answer, tested(c, fpc), lookup(scalars, key));
  else
    answer->skip = "not built";
}

static void answer_kish(oracle_case *c, const char *key, oracle_answer *answer) {
  static const char *const settings[] = {"n_effective", "kish", "min_n", "1", NULL};
  const pb_result *result =
      oracle_case_run(c, "kish", "survey-share", table_of(c, false), settings);
  if (g_str_equal(key, "wilson")) {
    give_first(answer, result, "lower");
    give_first(answer, result, "upper");
  } else if (g_str_equal(key, "n_eff")) {
    give_first(answer, result, "n_kish");
  } else if (g_str_equal(key, "p")) {
    give_first(answer, result, "share");
  } else if (g_str_equal(key, "deff")) {
    double n = pb_column_double(pb_result_find(result, "n"), 0);
    give(answer, true, n / pb_column_double(pb_result_find(result, "n_kish"), 0));
  } else {
    answer->skip = "not built";
  }
}

static void answer_survey(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                          oracle_answer *answer) {
  (void)node;
  answer->relative = 1e-8;
  if (n == 2 && g_str_equal(path[0], "kish"))
    answer_kish(c, path[1], answer);
  else if (g_str_equal(path[0], "with_fpc") || g_str_equal(path[0], "no_fpc"))
    answer_design(c, path, n, answer);
  else
    answer->skip = "not built";
}

const oracle_binding oracle_binding_survey = {"15_survey", "survey-share", skip_survey,
                                              answer_survey};
