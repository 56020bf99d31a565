/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 02: two counts. rows.KEY, one row a comparison, in the order of the input. */
#include <string.h>

#include "tests/oracle/give.h"

static void answer_two_counts(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                              oracle_answer *answer) {
  static const char *const renames[] = {
      "x1", "now_count", "t1", "now_exposure", "x2", "base_count", "t2", "base_exposure", NULL};
  static const char *const names[] = {
      "ratio",       "ratio",     "p_two_sided", "p_exact", "lower",  "ratio_lower", "upper",
      "ratio_upper", "p_greater", "p_greater",   "p_less",  "p_less", "p_doubled",   "p_doubled",
      "p_midp",      "p_mid",     "wald_log_z",  "wald_z",  NULL};
  (void)node;
  pb_table *input = oracle_case_table(c, "input.csv", renames);
  const char *echo = n == 2 ? lookup(renames, path[1]) : NULL;
  answer->relative = 1e-8;
  if (echo) {
    give_column(answer, pb_table_find(input, echo));
    pb_table_free(input);
    return;
  }
  const pb_result *result = oracle_case_run(c, "all", "count-change", input, NULL);
  const char *name = n == 2 ? lookup(names, path[1]) : NULL;
  if (name)
    give_column(answer, pb_result_find(result, name));
  else
    answer->skip = "not built";
  /* z of equal rates is 0 in one arithmetic and 1e-17 in another. */
  if (name && g_str_equal(name, "wald_z"))
    answer->absolute = 1e-12;
}

const oracle_binding oracle_binding_poisson_two = {"02_poisson_two", "count-change", NULL,
                                                   answer_two_counts};
