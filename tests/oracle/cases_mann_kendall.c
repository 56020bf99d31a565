/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 04: trend by ranks. SERIES.KEY and SERIES.seasonal.KEY; the series' input is input_SERIES.csv. */
#include "tests/oracle/give.h"

static const char *skip(const char *const *path, size_t n) {
  return n == 2 && g_str_equal(path[1], "scipy_kendalltau_p")
             ? "a p without continuity correction, for the reference's own check"
             : NULL;
}

/* x is the month number from 0: the months of a year follow from it. */
static pb_table *monthly(oracle_case *c, const char *file) {
  static const char *const renames[] = {"x", "t", "y", "value", NULL};
  pb_table *table = oracle_case_table(c, file, renames);
  const pb_column *t = pb_table_find(table, "t");
  pb_column *month = pb_column_new("month", PB_TYPE_INT64, NULL);
  for (size_t i = 0; i < pb_column_length(t); i++)
    pb_column_append_int(month, (int64_t)pb_column_double(t, i) % 12 + 1);
  pb_table_add(table, month);
  return table;
}

static const pb_result *result_of(oracle_case *c, const char *series, const char *statistic) {
  g_autofree char *file = g_strdup_printf("input_%s.csv", series);
  g_autofree char *key = g_strdup_printf("%s/%s", series, statistic);
  return oracle_case_run(c, key, statistic, monthly(c, file), NULL);
}

static void answer_leaf(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                        oracle_answer *answer) {
  static const char *const test[] = {"S", "s",        "var",   "variance", "z", "z",
                                     "p", "p_normal", "tau_b", "tau",      NULL};
  static const char *const slope[] = {"sen_slope", "slope", "sen_intercept", "intercept", NULL};
  (void)node;
  bool seasonal = n == 3 && g_str_equal(path[1], "seasonal");
  const char *key = path[n - 1];
  const pb_result *ranks =
      result_of(c, path[0], seasonal ? "seasonal-mann-kendall" : "mann-kendall");
  answer->relative = 1e-10;
  if (g_str_equal(key, "n")) {
    give(answer, true, (double)pb_result_n_used(ranks));
  } else if (lookup(test, key)) {
    answer->relative = g_str_equal(key, "S") ? 0 : 1e-10;
    give_scalar(answer, ranks, lookup(test, key));
  } else if (seasonal && g_str_equal(key, "sen_slope_per_year")) {
    give_scalar(answer, ranks, "slope_per_year");
  } else if (!seasonal && lookup(slope, key)) {
    give_scalar(answer, result_of(c, path[0], "sen-slope"), lookup(slope, key));
  } else if (!seasonal && g_str_equal(key, "sen_ci95")) {
    give_scalar(answer, result_of(c, path[0], "sen-slope"), "lower");
    give_scalar(answer, result_of(c, path[0], "sen-slope"), "upper");
  } else {
    answer->skip = "not built";
  }
}

const oracle_binding oracle_binding_mann_kendall = {"04_mann_kendall", "mann-kendall", skip,
                                                    answer_leaf};
