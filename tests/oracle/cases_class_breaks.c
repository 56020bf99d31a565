/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 18: class limits. SET.STYLE_CLASSES.KEY; the set's input is input_SET.csv. */
#include "tests/oracle/give.h"

static void answer_breaks(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                          oracle_answer *answer) {
  static const char *const renames[] = {"x", "value", NULL};
  (void)node;
  answer->relative = answer->absolute = 1e-10;
  if (n == 2 && g_str_has_prefix(path[1], "quantile_type")) {
    answer->skip = "quantiles by themselves are no statistic";
    return;
  }
  g_auto(GStrv) words = g_strsplit(path[n > 1 ? 1 : 0], "_", 2);
  bool whole = n == 2; /* n */
  const char *const settings[] = {"style", whole ? "equal" : words[0], "classes",
                                  whole ? "4" : words[1], NULL};
  g_autofree char *file = g_strdup_printf("input_%s.csv", path[0]);
  g_autofree char *key = g_strdup_printf("%s/%s", path[0], whole ? "n" : path[1]);
  const pb_result *result =
      oracle_case_run(c, key, "class-breaks", oracle_case_table(c, file, renames), settings);
  const pb_column *from = pb_result_find(result, "from"), *to = pb_result_find(result, "to");
  if (whole) {
    give(answer, true, (double)pb_result_n_used(result));
  } else if (g_str_equal(path[2], "gvf")) {
    give_scalar(answer, result, "variance_fit");
  } else {
    give_column(answer, from);
    give(answer, true, pb_column_double(to, pb_column_length(to) - 1));
  }
}

const oracle_binding oracle_binding_class_breaks = {"18_classint", "class-breaks", NULL,
                                                    answer_breaks};
