/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 10: density clusters, RUN.KEY where RUN is epsE_minM. The reference numbers its clusters by first
 * appearance in the rows and gives a border point to the cluster found first. */
#include "tests/oracle/give.h"

/* The engine's numbers, by weight, as numbers by first appearance; noise is -1. */
static void give_by_appearance(oracle_answer *answer, const pb_column *cluster) {
  g_autoptr(GHashTable) numbers = g_hash_table_new(g_direct_hash, g_direct_equal);
  for (size_t row = 0; row < pb_column_length(cluster); row++) {
    if (!pb_column_is_valid(cluster, row)) {
      give(answer, true, -1);
      continue;
    }
    gpointer key = GSIZE_TO_POINTER((gsize)pb_column_int(cluster, row));
    if (!g_hash_table_contains(numbers, key))
      g_hash_table_insert(numbers, key, GSIZE_TO_POINTER(g_hash_table_size(numbers)));
    give(answer, true, (double)GPOINTER_TO_SIZE(g_hash_table_lookup(numbers, key)));
  }
}

static void give_core(oracle_answer *answer, const pb_column *role) {
  for (size_t row = 0; row < pb_column_length(role); row++)
    give(answer, true, g_strcmp0(pb_column_string(role, row), "core") == 0);
}

static void give_rows_where(oracle_answer *answer, const pb_column *flag) {
  for (size_t row = 0; row < pb_column_length(flag); row++)
    if (pb_column_is_valid(flag, row) && pb_column_int(flag, row))
      give(answer, true, (double)row);
}

static void answer_dbscan(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                          oracle_answer *answer) {
  static const char *const scalars[] = {"n_clusters", "n_clusters", "n_noise", "n_noise",
                                        "r_noise",    "n_noise",    NULL};
  g_auto(GStrv) words = g_strsplit(path[0], "_", 2);
  bool known =
      n == 2 && g_str_has_prefix(words[0], "eps") && words[1] && g_str_has_prefix(words[1], "min");
  if (!known) {
    answer->skip = "not built";
    return;
  }
  const char *const settings[] = {
      "eps", words[0] + strlen("eps"), "min_points", words[1] + strlen("min"), "border", "first",
      NULL};
  const pb_result *result =
      oracle_case_run(c, path[0], "dbscan", oracle_case_table(c, "input.csv", NULL), settings);
  const char *scalar = lookup(scalars, path[1]);
  if (scalar) {
    give_scalar(answer, result, scalar);
  } else if (g_str_equal(path[1], "labels")) {
    give_by_appearance(answer, pb_result_find(result, "cluster"));
  } else if (g_str_equal(path[1], "core")) {
    give_core(answer, pb_result_find(result, "role"));
  } else if (g_str_equal(path[1], "border_ambiguous")) {
    give_rows_where(answer, pb_result_find(result, "ambiguous"));
    if (json_array_get_length(json_node_get_array(node)) == 0 && answer->values->len == 0)
      answer->skip = "no border point is near two clusters, and the engine agrees";
  } else {
    answer->skip = "not a property of the data: whether two other programs agree";
  }
}

const oracle_binding oracle_binding_dbscan = {"10_dbscan", "dbscan", NULL, answer_dbscan, false};
