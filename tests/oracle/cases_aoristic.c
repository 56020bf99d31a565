/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 22: events with a window of time, by weekday and hour. The reference knows no summer time. */
#include "tests/oracle/give.h"

static pb_table *events(oracle_case *c, bool with_end) {
  const char *const renames[] = {"starttid", "start", with_end ? "sluttid" : "sluttid ", "end",
                                 NULL};
  return oracle_case_table(c, "input.csv", renames);
}

static void answer_aoristic(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                            oracle_answer *answer) {
  (void)node, (void)n;
  static const char *const settings[] = {"summer_time", "false", NULL};
  bool points = g_str_equal(path[0], "point_table");
  const pb_result *result =
      oracle_case_run(c, points ? "points" : "windows", "aoristic", events(c, !points), settings);
  answer->absolute = 1e-10;
  if (points || g_str_equal(path[0], "aoristic")) {
    give_column(answer, pb_result_find(result, "weight"));
  } else if (g_str_equal(path[0], "n")) {
    give(answer, true, (double)(pb_result_n_used(result) + pb_result_n_missing(result)));
  } else if (g_str_equal(path[0], "dropped")) {
    give(answer, true, (double)pb_result_n_missing(result));
  } else if (g_str_equal(path[0], "total")) {
    give(answer, true, (double)pb_result_n_used(result));
  } else {
    answer->skip = "not built";
  }
}

const oracle_binding oracle_binding_aoristic = {"22_aoristic", "aoristic", NULL, answer_aoristic};
