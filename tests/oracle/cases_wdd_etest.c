/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 20: wdd.ROW.KEY and etest.ROW.KEY. The inputs are rows of params.json: counts and weights of a
 * weighted displacement difference, two counts with exposures. */
#include <stdlib.h>

#include "tests/oracle/give.h"

static const char *skip(const char *const *path, size_t n) {
  return n == 3 && g_str_has_prefix(path[2], "sm_")
             ? "other tests of another program, for the reference's own check"
             : NULL;
}

static void append(pb_table *table, const char *name, pb_type type, double value) {
  pb_column *column = pb_column_new(name, type, NULL);
  if (type == PB_TYPE_INT64)
    pb_column_append_int(column, (int64_t)value);
  else
    pb_column_append_double(column, value);
  pb_table_add(table, column);
}

static JsonArray *row_of(oracle_case *c, const char *part, const char *row) {
  return json_array_get_array_element(json_object_get_array_member(c->params, part),
                                      (guint)atoi(row));
}

static const pb_result *e_test(oracle_case *c, const char *row) {
  static const char *const names[] = {"now_count", "base_count", "now_exposure", "base_exposure"};
  JsonArray *values = row_of(c, "etest", row);
  pb_table *table = pb_table_new();
  for (guint i = 0; i < 4; i++)
    append(table, names[i], i < 2 ? PB_TYPE_INT64 : PB_TYPE_DOUBLE,
           json_array_get_double_element(values, i));
  g_autofree char *key = g_strconcat("etest/", row, NULL);
  return oracle_case_run(c, key, "e-test", table, NULL);
}

static const pb_result *wdd(oracle_case *c, const char *row) {
  static const char *const counts[] = {"treated_before",
                                       "treated_after",
                                       "control_before",
                                       "control_after",
                                       "displacement_treated_before",
                                       "displacement_treated_after",
                                       "displacement_control_before",
                                       "displacement_control_after"};
  static const char *const times[] = {"time_before", "time_after"};
  static const char *const areas[] = {"area_control", "area_treated", "area_displacement_control",
                                      "area_displacement_treated"};
  JsonArray *values = row_of(c, "wdd", row);
  pb_table *table = pb_table_new();
  for (guint i = 0; i < 8; i++)
    append(table, counts[i], PB_TYPE_INT64, json_array_get_double_element(values, i));
  for (guint i = 0; i < 2; i++)
    append(table, times[i], PB_TYPE_DOUBLE,
           json_array_get_double_element(json_array_get_array_element(values, 8), i));
  for (guint i = 0; i < 4; i++)
    append(table, areas[i], PB_TYPE_DOUBLE,
           json_array_get_double_element(json_array_get_array_element(values, 9), i));
  g_autofree char *key = g_strconcat("wdd/", row, NULL);
  return oracle_case_run(c, key, "wdd", table, NULL);
}

/* What the case repeats of its input. */
static bool give_echo(oracle_case *c, const char *part, const char *row, const char *key,
                      oracle_answer *answer) {
  static const char *const etest[] = {"x1", "x2", "n1", "n2", NULL};
  static const char *const counts[] = {"T0",           "T1",           "C0",     "C1",
                                       "dispT0",       "dispT1",       "dispC0", "dispC1",
                                       "time_weights", "area_weights", NULL};
  const char *const *names = g_str_equal(part, "wdd") ? counts : etest;
  JsonArray *values = row_of(c, part, row);
  for (guint i = 0; names[i]; i++) {
    if (!g_str_equal(names[i], key))
      continue;
    JsonNode *node = json_array_get_element(values, i);
    if (!JSON_NODE_HOLDS_ARRAY(node)) {
      give(answer, true, json_node_get_double(node));
      return true;
    }
    JsonArray *list = json_node_get_array(node);
    for (guint k = 0; k < json_array_get_length(list); k++)
      give(answer, true, json_array_get_double_element(list, k));
    return true;
  }
  return false;
}

static void answer_leaf(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                        oracle_answer *answer) {
  static const char *const columns[] = {"local",    "local",
                                        "se_local", "se_local",
                                        "disp",     "displacement",
                                        "se_disp",  "se_displacement",
                                        "total",    "total",
                                        "se",       "se",
                                        "z",        "z",
                                        "p",        "p",
                                        "p_way2",   "p",
                                        "p_score",  "p_score",
                                        NULL};
  (void)node;
  if (n != 3) {
    answer->skip = "not built";
    return;
  }
  const char *part = path[0], *row = path[1], *key = path[2];
  answer->relative = 1e-9;
  if (give_echo(c, part, row, key, answer))
    return;
  const pb_result *result = g_str_equal(part, "wdd") ? wdd(c, row) : e_test(c, row);
  if (g_str_equal(key, "ci95")) {
    give_column(answer, pb_result_find(result, "lower"));
    give_column(answer, pb_result_find(result, "upper"));
  } else if (lookup(columns, key)) {
    give_column(answer, pb_result_find(result, lookup(columns, key)));
  } else {
    answer->skip = "not built";
  }
}

const oracle_binding oracle_binding_wdd_etest = {.folder = "20_wdd_etest",
                                                 .statistic = "wdd",
                                                 .skip = skip,
                                                 .answer = answer_leaf,
                                                 .lists_of_objects = true};
