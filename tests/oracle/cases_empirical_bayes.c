/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 06: smoothed rates. SET.METHOD.KEY; the set's input is input_SET.csv, its links weights_SET.csv.
 */
#include "tests/oracle/give.h"
#include "tests/oracle/links.h"

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
  oracle_links_add(c, table, links_file);
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
