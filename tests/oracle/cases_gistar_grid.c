/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 21: G* on a grid. The queen's cells come from points.csv through the sparse grid; the distance
 * band's neighbours from the centres in cells.csv. */
#include <math.h>

#include "tests/oracle/give.h"

#define RELATIVE 1e-8
#define ABSOLUTE 1e-12

static double param(const oracle_case *c, const char *name) {
  return json_object_get_double_member(c->params, name);
}

static const pb_result *run_grid(oracle_case *c) {
  g_autofree char *cell = g_strdup_printf("%.15g", param(c, "cell"));
  const char *const settings[] = {"cell", cell, "all-cells", "true", NULL};
  return oracle_case_run(c, "queen", "grid-local-g", oracle_case_table(c, "points.csv", NULL),
                         settings);
}

/* The cells as places whose neighbours' centres lie at most `band` away. */
static pb_table *band_places(const oracle_case *c, double band) {
  static const char *const renames[] = {"count", "value", NULL};
  pb_table *table = oracle_case_table(c, "cells.csv", renames);
  const pb_column *x = pb_table_find(table, "cx"), *y = pb_table_find(table, "cy");
  size_t n = pb_table_n_rows(table);
  pb_column *id = pb_column_new("id", PB_TYPE_INT64, NULL);
  pb_column *neighbours = pb_column_new("neighbours", PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < n; i++) {
    g_autoptr(GString) names = g_string_new(NULL);
    for (size_t j = 0; j < n; j++)
      if (j != i && hypot(pb_column_double(x, i) - pb_column_double(x, j),
                          pb_column_double(y, i) - pb_column_double(y, j)) <= band)
        g_string_append_printf(names, "%zu ", j);
    pb_column_append_int(id, (int64_t)i);
    pb_column_append_string(neighbours, names->str);
  }
  pb_table_add(table, id);
  pb_table_add(table, neighbours);
  return table;
}

static const pb_result *run_band(oracle_case *c) {
  static const char *const settings[] = {"permutations", "0", NULL};
  return oracle_case_run(c, "band", "local-g", band_places(c, param(c, "band")), settings);
}

static void give_found(oracle_answer *answer, const pb_result *result, const char *word) {
  const pb_column *verdict = pb_result_find(result, "verdict");
  size_t n = 0;
  for (size_t i = 0; i < pb_column_length(verdict); i++)
    n += g_str_equal(pb_column_string(verdict, i), word);
  give(answer, true, (double)n);
}

static void answer_grid(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                        oracle_answer *answer) {
  (void)node;
  static const char *const window[] = {"x0", "x_min", "y0",   "y_min", "nx", "columns",
                                       "ny", "rows",  "cell", "cell",  NULL};
  static const char *const columns[] = {"z", "z", "p", "p", "fdr", "p_adjusted", NULL};
  const char *leaf = path[n - 1];
  answer->relative = RELATIVE;
  answer->absolute = ABSOLUTE;
  if (n == 1 && lookup(window, leaf)) {
    give_scalar(answer, run_grid(c), lookup(window, leaf));
  } else if (n == 1 && g_str_equal(leaf, "n_points")) {
    give(answer, true, (double)pb_result_n_used(run_grid(c)));
  } else if (n == 2) {
    const pb_result *result = g_str_equal(path[0], "queen") ? run_grid(c) : run_band(c);
    if (lookup(columns, leaf))
      give_column(answer, pb_result_find(result, lookup(columns, leaf)));
    else
      give_found(answer, result, g_str_has_prefix(leaf, "n_hot") ? "hot" : "cold");
  } else {
    answer->skip = "not a part of the engine's result";
  }
}

static const char *skip(const char *const *path, size_t n) {
  if (n == 1 && g_str_equal(path[0], "band"))
    return "a parameter of the case";
  if (n == 2 && g_str_equal(path[1], "max_abs_diff_closed_form"))
    return "a check of the reference, not of a result";
  return NULL;
}

const oracle_binding oracle_binding_gistar_grid = {"21_gistar_grid", "grid-local-g", skip,
                                                   answer_grid};
