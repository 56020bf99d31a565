/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 19: funnel. Limits KIND_SIDELEVEL at the top; z and what follows under each transform. */
#include <string.h>

#include "tests/oracle/give.h"

static const char *skip_funnel(const char *const *path, size_t n) {
  return n == 1 && g_str_has_prefix(path[0], "check_") ? "a check of the reference, not of a result"
                                                       : NULL;
}

static const pb_result *funnel_result(oracle_case *c, const char *transform) {
  static const char *const renames[] = {"pop", "exposure", "observed", "count", NULL};
  const char *const settings[] = {"transform", transform, "scale", "ratio", NULL};
  return oracle_case_run(c, transform, "funnel", oracle_case_table(c, "input.csv", renames),
                         settings);
}

/* "exact_l998" is the column exact_lower_998; NULL when it is no limit the engine gives. */
static const pb_column *limit_column(const pb_result *result, const char *key) {
  const char *bar = strrchr(key, '_');
  if (!bar || (bar[1] != 'l' && bar[1] != 'u'))
    return NULL;
  g_autofree char *kind = g_strndup(key, (gsize)(bar - key));
  g_autofree char *name =
      g_strdup_printf("%s_%s_%s", kind, bar[1] == 'l' ? "lower" : "upper", bar + 2);
  return pb_result_find(result, name);
}

static void give_outside(oracle_answer *answer, const pb_result *result) {
  const pb_column *flag = pb_result_find(result, "flag");
  size_t outside = 0;
  for (size_t i = 0; i < pb_column_length(flag); i++)
    outside += !g_str_equal(pb_column_string(flag, i), "within");
  give(answer, true, (double)outside);
}

static void answer_funnel(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                          oracle_answer *answer) {
  static const char *const columns[] = {"E", "expected",       "SR",         "ratio", "z",
                                        "z", "z_adj_additive", "z_additive", NULL};
  static const char *const scalars[] = {"target_rate", "reference_rate", "q10", "winsor_low",
                                        "q90",         "winsor_high",    "phi", "phi",
                                        "tau2",        "tau2",           NULL};
  (void)node;
  answer->relative = answer->absolute = 1e-10;
  bool transform = n == 2 && (g_str_equal(path[0], "sqrt") || g_str_equal(path[0], "pearson"));
  if (n != 1 && !transform) {
    answer->skip = "not built";
    return;
  }
  const pb_result *result = funnel_result(c, transform ? path[0] : "sqrt");
  const char *key = path[n - 1], *name = lookup(columns, key);
  const pb_column *limit = limit_column(result, key);
  if (name) {
    give_column(answer, pb_result_find(result, name));
  } else if (lookup(scalars, key)) {
    give_scalar(answer, result, lookup(scalars, key));
  } else if (limit) {
    answer->lower_at_zero = true;
    give_column(answer, limit);
  } else if (g_str_equal(key, "n_out_998_additive")) {
    give_outside(answer, result);
  } else {
    answer->skip = "not built";
  }
}

const oracle_binding oracle_binding_funnel = {"19_funnel", "funnel", skip_funnel, answer_funnel};
