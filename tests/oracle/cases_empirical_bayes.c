/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 06: smoothed rates. SET.METHOD.KEY; the set's input is input_SET.csv, its links weights_SET.csv.
 */
#include "tests/oracle/give.h"

static const char *skip(const char *const *path, size_t n) {
  if (n == 2 && g_str_equal(path[1], "local"))
    return "neighbours' own means instead of the place's: another estimator";
  if (n == 2 && g_str_equal(path[1], "max_rel_diff_local_vs_geoda"))
    return "a check of the reference, not of a result";
  return NULL;
}

/* The input with a column of neighbours' identifiers. */
static pb_table *places(oracle_case *c, const char *set) {
  static const char *const renames[] = {"n", "count", "x", "exposure", NULL};
  g_autofree char *input = g_strdup_printf("input_%s.csv", set);
  g_autofree char *links_file = g_strdup_printf("weights_%s.csv", set);
  pb_table *table = oracle_case_table(c, input, renames);
  g_autoptr(pb_table) links = oracle_case_table(c, links_file, NULL);
  const pb_column *i = pb_table_find(links, "i"), *j = pb_table_find(links, "j");
  pb_column *neighbours = pb_column_new("neighbours", PB_TYPE_STRING, NULL);
  for (size_t row = 0; row < pb_table_n_rows(table); row++) {
    g_autoptr(GString) names = g_string_new(NULL);
    for (size_t k = 0; k < pb_table_n_rows(links); k++)
      if (pb_column_int(i, k) == (int64_t)row + 1)
        g_string_append_printf(names, "%d ", (int)pb_column_int(j, k));
    pb_column_append_string(neighbours, names->str);
  }
  pb_table_add(table, neighbours);
  return table;
}

static void answer_eb(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                      oracle_answer *answer) {
  (void)node;
  bool moran = n == 2 && g_str_equal(path[1], "ebi_moran");
  const char *method = moran || n < 3                        ? "poisson"
                       : g_str_equal(path[1], "local_geoda") ? "local"
                                                             : path[1];
  g_autofree char *key = g_strdup_printf("%s/%s", path[0], method);
  const char *const settings[] = {"method", method, NULL};
  const pb_result *result =
      oracle_case_run(c, key, "empirical-bayes", places(c, path[0]), settings);
  bool local = g_str_equal(method, "local");
  const char *leaf = path[n - 1];
  answer->relative = 1e-9;
  if (moran)
    give_scalar(answer, result, "moran");
  else if (g_str_equal(leaf, "raw") || g_str_equal(leaf, "eb"))
    give_column(answer, pb_result_find(result, leaf));
  else if (local)
    give_column(answer, pb_result_find(result, g_str_equal(leaf, "a") ? "spread" : "level"));
  else
    give_scalar(answer, result, g_str_equal(leaf, "a") ? "spread" : "level");
}

const oracle_binding oracle_binding_empirical_bayes = {"06_empirical_bayes", "empirical-bayes",
                                                       skip, answer_eb};
