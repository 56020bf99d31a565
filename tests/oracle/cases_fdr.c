/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 07: adjusted p values. p, adj.METHOD, n_reject_METHOD_LEVEL. */
#include <string.h>

#include "tests/oracle/give.h"

static void answer_adjust(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                          oracle_answer *answer) {
  (void)node;
  answer->absolute = 1e-12;
  pb_table *input = oracle_case_table(c, "input.csv", NULL);
  if (n == 1 && g_str_equal(path[0], "p")) {
    give_column(answer, pb_table_find(input, "p"));
    pb_table_free(input);
    return;
  }
  g_auto(GStrv) words = g_strsplit(path[0], "_", -1);
  bool rejects = n == 1 && g_strv_length(words) == 4 && g_str_has_prefix(path[0], "n_reject_");
  g_autofree char *alpha = g_strdup_printf("0.%s", rejects ? words[3] : "05");
  const char *const settings[] = {"method", "all", "alpha", alpha, NULL};
  const pb_result *result = oracle_case_run(c, alpha, "p-adjust", input, settings);
  const pb_column *column = n == 2 ? pb_result_find(result, path[1]) : NULL;
  if (rejects) {
    g_autofree char *name = g_strconcat("significant_", words[2], NULL);
    give_scalar(answer, result, name);
  } else if (column) {
    give_column(answer, column);
  } else {
    answer->skip = "not built";
  }
}

const oracle_binding oracle_binding_fdr = {"07_fdr", "p-adjust", NULL, answer_adjust};
