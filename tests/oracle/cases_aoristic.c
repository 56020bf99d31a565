/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 22: events with a window of time, by weekday and hour. The reference knows no summer time. */
#include <stdio.h>

#include "tests/oracle/give.h"

/* "2022-04-02 09:50:00" as seconds of the wall clock. */
static pb_column *times(const pb_column *texts, const char *name) {
  pb_column *column = pb_column_new(name, PB_TYPE_TIME, NULL);
  for (size_t i = 0; i < pb_column_length(texts); i++) {
    const char *text = pb_column_string(texts, i);
    int year, month, day, hour, minute, second;
    if (!text ||
        sscanf(text, "%d-%d-%d %d:%d:%d", &year, &month, &day, &hour, &minute, &second) != 6) {
      pb_column_append_missing(column);
      continue;
    }
    g_autoptr(GDateTime) at = g_date_time_new_utc(year, month, day, hour, minute, second);
    pb_column_append_int(column, g_date_time_to_unix(at));
  }
  return column;
}

static pb_table *events(oracle_case *c, bool with_end) {
  g_autoptr(pb_table) texts = oracle_case_table(c, "input.csv", NULL);
  pb_table *table = pb_table_new();
  pb_table_add(table, times(pb_table_find(texts, "starttid"), "start"));
  if (with_end)
    pb_table_add(table, times(pb_table_find(texts, "sluttid"), "end"));
  return table;
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
