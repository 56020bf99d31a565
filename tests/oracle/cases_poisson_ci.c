/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 01: intervals of one count. rows.KEY, one row a count, exposure and confidence. */
#include <string.h>

#include "tests/oracle/give.h"

static const char *skip_interval(const char *const *path, size_t n) {
  return n == 1 && !g_str_equal(path[0], "rows") ? "a check of the reference, not of a result"
                                                 : NULL;
}

static JsonArray *rows_of(oracle_case *c, const char *key) {
  return json_object_get_array_member(json_object_get_object_member(c->expected, "rows"), key);
}

/* Every count and exposure of the expected rows must be a row of the input, and the other way. */
static void check_rows_are_input(oracle_case *c) {
  g_autoptr(pb_table) input = oracle_case_table(c, "input.csv", NULL);
  const pb_column *count = pb_table_find(input, "count"), *pop = pb_table_find(input, "pop");
  JsonArray *counts = rows_of(c, "count"), *pops = rows_of(c, "pop");
  g_autofree bool *used = g_new0(bool, pb_table_n_rows(input) + 1);
  for (guint i = 0; i < json_array_get_length(counts); i++) {
    bool found = false;
    for (size_t r = 0; r < pb_table_n_rows(input); r++)
      if (pb_column_double(count, r) == json_array_get_double_element(counts, i) &&
          pb_column_double(pop, r) == json_array_get_double_element(pops, i))
        found = used[r] = true;
    g_assert_true(found);
  }
  for (size_t r = 0; r < pb_table_n_rows(input); r++)
    g_assert_true(used[r]);
}

/* All methods, at one confidence, of one row: a table of one line. */
static const pb_result *interval_result(oracle_case *c, guint row) {
  double count = json_array_get_double_element(rows_of(c, "count"), row);
  double pop = json_array_get_double_element(rows_of(c, "pop"), row);
  double confidence = json_array_get_double_element(rows_of(c, "conf"), row);
  pb_table *table = pb_table_new();
  pb_column *counts = pb_column_new("count", PB_TYPE_INT64, NULL);
  pb_column *exposures = pb_column_new("exposure", PB_TYPE_DOUBLE, NULL);
  pb_column_append_int(counts, (int64_t)count);
  pb_column_append_double(exposures, pop);
  pb_table_add(table, counts);
  pb_table_add(table, exposures);
  g_autofree char *text = g_strdup_printf("%.17g", confidence);
  g_autofree char *key = g_strdup_printf("%u", row);
  const char *const settings[] = {"confidence", text, "method", "all", NULL};
  return oracle_case_run(c, key, "poisson-rate", table, settings);
}

static void answer_interval(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                            oracle_answer *answer) {
  static const char *const names[] = {"rate100k",
                                      "rate",
                                      "lower_count",
                                      "count_lower",
                                      "upper_count",
                                      "count_upper",
                                      "lower_rate100k",
                                      "rate_lower",
                                      "upper_rate100k",
                                      "rate_upper",
                                      "byar_lower",
                                      "byar_count_lower",
                                      "byar_upper",
                                      "byar_count_upper",
                                      "midp_lower",
                                      "mid_p_count_lower",
                                      "midp_upper",
                                      "mid_p_count_upper",
                                      "count",
                                      "count",
                                      NULL};
  (void)n;
  (void)node;
  if (g_str_equal(path[1], "pop") || g_str_equal(path[1], "conf")) {
    check_rows_are_input(c);
    answer->skip = "an input";
    return;
  }
  const char *name = lookup(names, path[1]);
  if (!name) {
    answer->skip = "not built";
    return;
  }
  answer->relative = g_str_has_prefix(path[1], "midp") ? 1e-8 : 1e-9;
  for (guint row = 0; row < json_array_get_length(rows_of(c, "count")); row++)
    give_column(answer, pb_result_find(interval_result(c, row), name));
}

const oracle_binding oracle_binding_poisson_ci = {"01_poisson_ci", "poisson-rate", skip_interval,
                                                  answer_interval};
