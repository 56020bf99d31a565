/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 12: pairs close in space and time, for several limits of each; rows.ROW.KEY. A limit belongs to
 * what is near, and days have parts. The case's p is P(X > observed). */
#include "tests/oracle/give.h"

static const pb_result *run_row(oracle_case *c, JsonObject *row) {
  static const char *const renames[] = {"t", "day", NULL};
  g_autofree char *space = g_strdup_printf("0,%.15g", json_object_get_double_member(row, "eps_s"));
  g_autofree char *time = g_strdup_printf("0,%.15g", json_object_get_double_member(row, "eps_t"));
  g_autofree char *key = g_strdup_printf("%s/%s", space, time);
  const char *const settings[] = {
      "space_bands", space,   "time_bands", time,    "closed",       "right", "draws", "0",
      "whole_days",  "false", "same_place", "false", "permutations", "19",    NULL};
  return oracle_case_run(c, key, "knox", oracle_case_table(c, "input.csv", renames), settings);
}

static void answer_knox(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                        oracle_answer *answer) {
  static const char *const columns[] = {"near_near",  "observed",        "near_time", "time_pairs",
                                        "near_space", "distance_pairs",  "expected",  "expected",
                                        "p_poisson",  "p_poisson_above", NULL};
  JsonArray *rows = json_object_get_array_member(c->expected, "rows");
  guint at = n == 3 ? (guint)g_ascii_strtoull(path[1], NULL, 10) : 0;
  JsonObject *row = json_array_get_object_element(rows, at);
  const pb_result *result = run_row(c, row);
  const char *key = path[n - 1], *column = n == 3 ? lookup(columns, key) : NULL;
  answer->relative = 1e-10;
  answer->absolute = 1e-12;
  if (n == 1 && g_str_equal(key, "n")) {
    give(answer, true, (double)pb_result_n_used(result));
  } else if (n == 3 && g_str_has_prefix(key, "eps_")) {
    give(answer, true, json_node_get_double(node));
  } else if (n == 3 && g_str_equal(key, "pairs")) {
    give_scalar(answer, result, "n_pairs");
  } else if (n == 3 && g_str_equal(key, "ratio")) {
    give(answer, true,
         pb_column_double(pb_result_find(result, "observed"), 0) /
             pb_column_double(pb_result_find(result, "expected"), 0));
  } else if (column) {
    give_column(answer, pb_result_find(result, column));
  } else {
    answer->skip = "not built";
  }
}

const oracle_binding oracle_binding_knox = {"12_knox", "knox", NULL, answer_knox, true};
