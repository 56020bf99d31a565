/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 05: spatial autocorrelation. SET.LINKS.STYLE.KEY; the set's values are input_SET.csv, its links
 * weights_SET_LINKS.csv. The reference counts a sum over no neighbours as 0, and a place without
 * neighbours as a neighbourhood of its own in G*. */
#include <math.h>

#include "tests/oracle/give.h"
#include "tests/oracle/links.h"

#define RELATIVE 1e-8
/* A value of 0 to rounding, or one that differs of another large one, has no relative tolerance. */
#define ABSOLUTE 1e-13

/* The set's places with a column of neighbours. */
static pb_table *places(oracle_case *c, const char *set, const char *links) {
  static const char *const renames[] = {"x", "value", NULL};
  g_autofree char *input = g_strdup_printf("input_%s.csv", set);
  g_autofree char *file = g_strdup_printf("weights_%s_%s.csv", set, links);
  pb_table *table = oracle_case_table(c, input, renames);
  oracle_links_add(c, table, file);
  return table;
}

static const pb_result *run(oracle_case *c, const char *const *path, const char *statistic,
                            const char *key, const char *value) {
  const char *style = g_str_equal(path[2], "W") || g_str_equal(path[2], "B") ? path[2] : "B";
  g_autofree char *name =
      g_strdup_printf("%s/%s/%s/%s/%s", path[0], path[1], style, statistic, value);
  const char *const settings[] = {"style", style,           "permutations", "0", key,
                                  value,   "islands-alone", "true",         NULL};
  const char *const global[] = {"style", style, "permutations", "0", NULL};
  const char *const local[] = {"style", style, "permutations", "0", key, value, NULL};
  return oracle_case_run(c, name, statistic, places(c, path[0], path[1]),
                         g_str_equal(statistic, "local-g") ? settings
                         : key                             ? local
                                                           : global);
}

static size_t *degrees(oracle_case *c, const char *const *path, size_t n) {
  g_autofree char *file = g_strdup_printf("weights_%s_%s.csv", path[0], path[1]);
  return oracle_links_degrees(c, file, n);
}

static void give_global(oracle_case *c, const char *const *path, oracle_answer *answer) {
  static const char *const moran[] = {
      "I",      "moran",           "EI",     "expected",        "VI_rand", "variance_randomisation",
      "z_rand", "z_randomisation", "p_rand", "p_randomisation", "VI_norm", "variance_normality",
      "z_norm", "z_normality",     "p_norm", "p_normality",     NULL};
  static const char *const geary[] = {
      "C", "geary",           "EC", "expected",        "VC", "variance_randomisation",
      "z", "z_randomisation", "p",  "p_randomisation", NULL};
  bool is_moran = g_str_equal(path[3], "moran");
  const pb_result *result = run(c, path, is_moran ? "morans-i" : "gearys-c", NULL, "");
  const char *name = lookup(is_moran ? moran : geary, path[4]);
  double islands = pb_result_scalar_or(result, "islands", 0);
  if (!name)
    answer->skip = "not a part of the engine's result";
  else if (!is_moran && islands > 0 && strchr("Vzp", path[4][0]))
    answer->skip = "with islands the reference takes two different n for one variance";
  else
    give_scalar(answer, result, name);
}

/* The reference tells the quadrants from the mean of the lags, and gives them without regard to
 * significance. */
static void give_quadrants(oracle_case *c, const char *const *path, oracle_answer *answer) {
  const pb_result *result = run(c, path, "local-moran", "variance", "conditional");
  const pb_column *value = pb_result_find(result, "value"), *lag = pb_result_find(result, "lag");
  size_t n = pb_column_length(value);
  double value_mean = 0, lag_mean = 0;
  for (size_t i = 0; i < n; i++) {
    value_mean += pb_column_double(value, i) / (double)n;
    lag_mean += pb_column_is_valid(lag, i) ? pb_column_double(lag, i) / (double)n : 0;
  }
  static const char *const words[] = {"Low-Low", "Low-High", "High-Low", "High-High"};
  for (size_t i = 0; i < n; i++) {
    double around = pb_column_is_valid(lag, i) ? pb_column_double(lag, i) : 0;
    give_text(answer, words[(pb_column_double(value, i) > value_mean) * 2 + (around > lag_mean)]);
  }
}

static void give_local_moran(oracle_case *c, const char *const *path, oracle_answer *answer) {
  static const char *const names[] = {"Ii", "moran", "E", "expected", "V", "variance",
                                      "Z",  "z",     "p", "p",        NULL};
  if (g_str_equal(path[4], "quadrant_mean")) {
    give_quadrants(c, path, answer);
    return;
  }
  bool total = g_str_has_suffix(path[4], "_tot");
  g_auto(GStrv) parts = g_strsplit(path[4], "_", 2);
  const char *name = lookup(names, parts[0]);
  const pb_result *result =
      run(c, path, "local-moran", "variance", total ? "total" : "conditional");
  if (!name) {
    answer->skip = "not a part of the engine's result";
    return;
  }
  const pb_column *column = pb_result_find(result, name);
  size_t n = pb_column_length(column);
  g_autofree size_t *degree = degrees(c, path, n);
  bool sums = !g_str_equal(name, "z") && !g_str_equal(name, "p");
  for (size_t i = 0; i < n; i++) {
    bool present = pb_column_is_valid(column, i);
    give(answer, present || (sums && degree[i] == 0), present ? pb_column_double(column, i) : 0);
  }
}

static void answer_map(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                       oracle_answer *answer) {
  static const char *const stars[] = {"gstar_z",  "z",        "gstar_G",  "g", "gstar_EG",
                                      "expected", "gstar_VG", "variance", NULL};
  const char *leaf = path[n - 1];
  answer->relative = RELATIVE;
  answer->absolute = ABSOLUTE;
  if (n == 2) {
    g_autoptr(pb_table) table = places(c, path[0], "queen");
    const pb_column *value = pb_table_find(table, "value");
    double sum = 0, rows = (double)pb_table_n_rows(table);
    for (size_t i = 0; i < pb_table_n_rows(table); i++)
      sum += pb_column_double(value, i);
    give(answer, true, g_str_equal(leaf, "n") ? rows : sum / rows);
  } else if (n == 3 && g_str_equal(leaf, "links")) {
    give_scalar(answer, run(c, path, "morans-i", NULL, ""), "links");
  } else if (n == 3) {
    g_autoptr(pb_table) table = places(c, path[0], path[1]);
    size_t rows = pb_table_n_rows(table);
    g_autofree size_t *degree = degrees(c, path, rows);
    for (size_t i = 0; i < rows; i++)
      if (degree[i] == 0)
        give(answer, true, (double)i + 1);
    bool none = JSON_NODE_HOLDS_ARRAY(node) && !json_array_get_length(json_node_get_array(node));
    if (none && answer->values->len == 0)
      answer->skip = "neither the case nor its links have islands: nothing to compare";
  } else if (n == 5 && g_str_equal(path[3], "local_moran")) {
    give_local_moran(c, path, answer);
  } else if (n == 5) {
    give_global(c, path, answer);
  } else if (g_str_equal(leaf, "S0")) {
    give_scalar(answer, run(c, path, "morans-i", NULL, ""), "weight_sum");
  } else if (g_str_equal(leaf, "g_z")) {
    give_column(answer, pb_result_find(run(c, path, "local-g", "star", "false"), "z"));
  } else if (lookup(stars, leaf)) {
    const pb_result *result = run(c, path, "local-g", "star", "true");
    give_column(answer, pb_result_find(result, lookup(stars, leaf)));
  } else {
    answer->skip = "not a part of the engine's result";
  }
}

static const char *skip(const char *const *path, size_t n) {
  (void)path;
  return n > 5 ? "deeper than any part of the engine's result" : NULL;
}

const oracle_binding oracle_binding_spatial_autocorr = {"05_spatial_autocorr", "local-moran", skip,
                                                        answer_map};
