/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 11: K with its corrections and nearest neighbours. SET.KEY; the set's input is input_SET.csv. The
 * window and the largest distance are part of the expected values and of the parameters. */
#include "tests/oracle/give.h"

static const pb_result *run_for(oracle_case *c, const char *set, const char *statistic,
                                const char *name, const char *value) {
  JsonObject *expected = json_object_get_object_member(c->expected, set);
  JsonArray *window = json_object_get_array_member(expected, "window");
  JsonArray *r = json_object_get_array_member(expected, "r");
  guint n_r = json_array_get_length(r);
  g_autofree char *file = g_strdup_printf("input_%s.csv", set);
  g_autofree char *key = g_strdup_printf("%s/%s/%s", set, statistic, value);
  g_autofree char *rectangle = g_strdup_printf(
      "%.17g,%.17g,%.17g,%.17g", json_array_get_double_element(window, 0),
      json_array_get_double_element(window, 1), json_array_get_double_element(window, 2),
      json_array_get_double_element(window, 3));
  g_autofree char *largest = g_strdup_printf("%.17g", json_array_get_double_element(r, n_r - 1));
  g_autofree char *steps = g_strdup_printf("%u", n_r - 1);
  bool is_k = g_str_equal(statistic, "ripley");
  const char *const settings[] = {"window", rectangle, name,  value, is_k ? "r_max" : NULL,
                                  largest,  "steps",   steps, NULL};
  return oracle_case_run(c, key, statistic, oracle_case_table(c, file, NULL), settings);
}

static void answer_distances(const pb_result *nearest, const char *const *path, size_t n,
                             oracle_answer *answer) {
  static const char *const scalars[] = {"nn_mean", "mean_distance", "nni_none",
                                        "ratio",   "nni_donnelly",  "donnelly_ratio",
                                        "nni_cdf", "cdf_ratio",     NULL};
  const char *scalar = lookup(scalars, path[1]);
  bool donnelly = g_str_equal(path[1], "ce_test_donnelly");
  if (g_str_equal(path[1], "n")) {
    give(answer, true, (double)pb_result_n_used(nearest));
  } else if (g_str_equal(path[1], "nn_first20")) {
    answer->expected_first = true;
    give_column(answer, pb_result_find(nearest, "distance"));
  } else if (scalar) {
    give_scalar(answer, nearest, scalar);
  } else if (n == 3 && (donnelly || g_str_equal(path[1], "ce_test_none"))) {
    const char *p = donnelly ? "p_simulated" : "p", *ratio = donnelly ? "donnelly_ratio" : "ratio";
    /* 1 - the distribution function has lost its last digits at 1e-15. */
    answer->absolute = 1e-15;
    give_scalar(answer, nearest, g_str_equal(path[2], "p") ? p : ratio);
  } else {
    answer->skip = "not built";
  }
}

static void answer_ripley(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                          oracle_answer *answer) {
  static const char *const columns[] = {"r",     "r",         "theo",   "chance", "none",
                                        "none",  "border",    "border", "iso",    "isotropic",
                                        "trans", "translate", "L_iso",  "l",      NULL};
  const char *column = lookup(columns, path[1]);
  answer->relative = 1e-8;
  answer->absolute = 1e-12;
  if (g_str_equal(path[1], "window")) {
    JsonArray *window = json_node_get_array(node);
    for (guint i = 0; i < json_array_get_length(window); i++)
      give(answer, true, json_array_get_double_element(window, i));
  } else if (column) {
    give_column(answer, pb_result_find(run_for(c, path[0], "ripley", "seed", "1"), column));
  } else if (g_str_equal(path[1], "nn2_mean")) {
    give_scalar(answer, run_for(c, path[0], "nearest-neighbours", "k", "2"), "mean_distance");
  } else {
    answer_distances(run_for(c, path[0], "nearest-neighbours", "simulations", "999"), path, n,
                     answer);
  }
}

const oracle_binding oracle_binding_ripley_nn = {"11_ripley_nn", "ripley", NULL, answer_ripley};
