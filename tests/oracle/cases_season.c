/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 14: SERIES.METHOD.KEY, where METHOD names the smoother and its settings:
 * stl_WINDOW_KIND[_outerN], decompose, loess_SPAN_DEGREE, lowess. The series' input is
 * input_SERIES.csv. */
#include <stdlib.h>
#include <string.h>

#include "tests/oracle/give.h"

/* t is the month number from 1, starting in January. */
static pb_table *monthly(oracle_case *c, const char *series) {
  static const char *const renames[] = {"y", "value", NULL};
  g_autofree char *file = g_strdup_printf("input_%s.csv", series);
  pb_table *table = oracle_case_table(c, file, renames);
  const pb_column *t = pb_table_find(table, "t");
  pb_column *month = pb_column_new("month", PB_TYPE_INT64, NULL);
  for (size_t i = 0; i < pb_column_length(t); i++)
    pb_column_append_int(month, ((int64_t)pb_column_double(t, i) - 1) % 12 + 1);
  pb_table_add(table, month);
  return table;
}

static const pb_result *result_of(oracle_case *c, const char *series, const char *statistic,
                                  const char *key, const char *const *settings) {
  g_autofree char *name = g_strdup_printf("%s/%s/%s", series, statistic, key);
  return oracle_case_run(c, name, statistic, monthly(c, series), settings);
}

static void answer_stl(oracle_case *c, const char *series, const char *method, const char *key,
                       oracle_answer *answer) {
  static const char *const columns[] = {"seasonal",  "season",  "trend",  "trend", "remainder",
                                        "remainder", "weights", "weight", NULL};
  g_auto(GStrv) parts = g_strsplit(method, "_", -1);
  bool robust = g_str_equal(parts[2], "robust");
  const char *window = g_str_equal(parts[1], "periodic") ? "0" : parts[1];
  const char *outer = parts[3] ? parts[3] + strlen("outer") : "0";
  const char *const settings[] = {"season-window", window, "robust", robust ? "true" : "false",
                                  "outer",         outer,  NULL};
  const pb_result *result = result_of(c, series, "stl", method, settings);
  answer->relative = 1e-8;
  answer->absolute = 1e-10; /* weights and remainders go through 0 */
  if (g_str_equal(key, "weights") && !robust)
    give(answer, false, 0); /* R gives none: ours are all 1 */
  else if (lookup(columns, key))
    give_column(answer, pb_result_find(result, lookup(columns, key)));
  else if (g_str_equal(key, "win") || g_str_equal(key, "jump"))
    for (const char *const *part = (const char *const[]){"season", "trend", "low", NULL}; *part;
         part++) {
      g_autofree char *scalar =
          g_strdup_printf("%s_%s", *part, g_str_equal(key, "win") ? "window" : "jump");
      give_scalar(answer, result, scalar);
    }
  else
    answer->skip = "not built";
}

static void answer_season(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                          oracle_answer *answer) {
  const char *series = path[0], *method = path[1];
  (void)node;
  answer->relative = 1e-8;
  if (n == 2 && g_str_equal(method, "lowess")) {
    give_column(answer, pb_result_find(result_of(c, series, "lowess", "", NULL), "smooth"));
  } else if (n == 3 && g_str_equal(method, "decompose")) {
    const pb_result *result = result_of(c, series, "decompose", "", NULL);
    answer->absolute = 1e-10;
    answer->expected_first = g_str_equal(path[2], "figure"); /* the season's first year */
    give_column(answer, pb_result_find(result, answer->expected_first ? "season" : path[2]));
  } else if (n == 3 && g_str_has_prefix(method, "loess_")) {
    g_auto(GStrv) parts = g_strsplit(method, "_", -1);
    const char *const settings[] = {"span", parts[1], "degree", parts[2], "surface", path[2], NULL};
    g_autofree char *key = g_strdup_printf("%s/%s", method, path[2]);
    give_column(answer, pb_result_find(result_of(c, series, "loess", key, settings), "smooth"));
  } else if (n == 3 && g_str_has_prefix(method, "stl_")) {
    answer_stl(c, series, method, path[2], answer);
  } else {
    answer->skip = "not built";
  }
}

const oracle_binding oracle_binding_season = {"14_stl", "stl", NULL, answer_season};
