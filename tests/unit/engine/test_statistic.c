/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parameters, and what every statistic's descriptor must keep. */
#include "engine/error.h"
#include "tests/unit/engine/helpers.h"

static const char *const shapes[] = {"round", "square", NULL};
static const pb_param specs[] = {
    {.name = "confidence",
     .title = "c",
     .type = PB_PARAM_DOUBLE,
     .def = .95,
     .min = .5,
     .max = .99},
    {.name = "years", .title = "y", .type = PB_PARAM_INT, .def = 3, .min = 1, .max = 9},
    {.name = "trend", .title = "t", .type = PB_PARAM_BOOL, .def = 1},
    {.name = "shape",
     .title = "s",
     .type = PB_PARAM_CHOICE,
     .def_text = "round",
     .choices = shapes},
};

static void test_defaults_and_values(void) {
  g_autoptr(pb_params) params = pb_params_new(specs, G_N_ELEMENTS(specs));
  g_assert_cmpfloat(pb_params_double(params, "confidence"), ==, .95);
  g_assert_true(pb_params_set(params, "years", "5", NULL));
  g_assert_true(pb_params_set(params, "trend", "false", NULL));
  g_assert_true(pb_params_set(params, "shape", "square", NULL));
  g_autoptr(pb_params) copy = pb_params_copy(params);
  g_assert_true(pb_params_set(params, "shape", "round", NULL));
  g_assert_cmpint(pb_params_int(copy, "years"), ==, 5);
  g_assert_false(pb_params_bool(copy, "trend"));
  g_assert_cmpstr(pb_params_text(copy, "shape"), ==, "square");
  static const char *const typed[] = {"0.95", "5", "false", "square"};
  for (size_t i = 0; i < pb_params_length(copy); i++) {
    g_autofree char *text = pb_params_value_text(copy, i);
    g_assert_cmpstr(text, ==, typed[i]);
  }
}

static void test_bad_values_are_refused(void) {
  static const char *const bad[][2] = {
      {"confidence", "1"},   {"confidence", "0,9"}, {"confidence", ""}, {"confidence", "nan"},
      {"years", "2.5"},      {"years", "10"},       {"trend", "yes"},   {"shape", "Round"},
      {"confidense", "0.9"}, {"zzzzzzzzzz", "1"}};
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(pb_params) params = pb_params_new(specs, G_N_ELEMENTS(specs));
    g_autoptr(GError) error = NULL;
    g_assert_false(pb_params_set(params, bad[i][0], bad[i][1], &error));
    g_assert_error(error, PB_ERROR, PB_ERROR_USAGE);
    g_assert_cmpfloat(pb_params_double(params, "confidence"), ==, .95);
  }
  g_autoptr(pb_params) params = pb_params_new(specs, G_N_ELEMENTS(specs));
  g_autoptr(GError) error = NULL;
  pb_params_set(params, "confidense", "0.9", &error);
  g_assert_nonnull(strstr(error->message, "confidence"));
}

static void test_nearest_name(void) {
  static const char *const names[] = {"Örebro", "Östersund", "Åre"};
  g_assert_cmpstr(pb_nearest_name("orebro", names, 3), ==, "Örebro");
  g_assert_cmpstr(pb_nearest_name("ÅRE", names, 3), ==, "Åre");
  g_assert_null(pb_nearest_name("Kiruna", names, 3));
}

static bool kebab(const char *name) {
  for (const char *c = name; *c; c++)
    if (!g_ascii_islower(*c) && !g_ascii_isdigit(*c) && *c != '-' && *c != '_')
      return false;
  return *name != '\0';
}

static void test_descriptors(void) {
  size_t n;
  const pb_statistic *const *statistics = pb_statistics(&n);
  g_assert_cmpuint(n, >, 10);
  for (size_t i = 0; i < n; i++) {
    const pb_statistic *s = statistics[i];
    g_test_message("%s", s->name);
    g_assert_true(kebab(s->name) && !strchr(s->name, '_'));
    g_assert_true(pb_statistic_find(s->name) == s);
    g_assert_true(*s->title && strlen(s->description) > 60 && s->citation);
    g_assert_cmpuint(s->n_inputs, >, 0);
    for (size_t k = 0; k < s->n_inputs; k++)
      g_assert_true(kebab(s->inputs[k].name) && *s->inputs[k].title);
    for (size_t k = 0; k < s->n_params; k++) {
      const pb_param *p = &s->params[k];
      g_assert_true(kebab(p->name) && *p->title);
      if (p->type == PB_PARAM_CHOICE)
        g_assert_true(g_strv_contains(p->choices, p->def_text));
      else if (p->type == PB_PARAM_INT || p->type == PB_PARAM_DOUBLE)
        g_assert_true(p->min <= p->def && p->def <= p->max);
    }
  }
  g_assert_null(pb_statistic_find("no-such-thing"));
}

/* A table of the right columns with `n` rows of the same value, or all missing; times count up. */
static pb_table *uniform(const pb_statistic *s, size_t n, bool missing) {
  pb_table *table = pb_table_new();
  for (size_t k = 0; k < s->n_inputs; k++) {
    if (g_str_equal(s->inputs[k].name, "quarter")) /* beside month it would be refused */
      continue;
    if (g_str_equal(s->inputs[k].name, "time") && !s->inputs[k].required) /* beside date, row */
      continue;
    pb_column *column = pb_column_new(s->inputs[k].name, s->inputs[k].type, NULL);
    bool times = g_str_equal(s->inputs[k].name, "t");
    for (size_t i = 0; i < n; i++)
      if (missing)
        pb_column_append_missing(column);
      else if (times && s->inputs[k].type == PB_TYPE_DOUBLE)
        pb_column_append_double(column, (double)i);
      else if (times)
        pb_column_append_int(column, (int64_t)i);
      else if (s->inputs[k].type == PB_TYPE_STRING)
        pb_column_append_string(column, "1");
      else if (s->inputs[k].type == PB_TYPE_DOUBLE)
        pb_column_append_double(column, 1);
      else
        pb_column_append_int(column, 1);
    pb_table_add(table, column);
  }
  return table;
}

/* Rows that other rows name need a name. */
static bool needs_names(const pb_statistic *s) {
  for (size_t k = 0; k < s->n_inputs; k++)
    if (g_str_equal(s->inputs[k].name, "neighbours") && s->inputs[k].required)
      return true;
  return false;
}

/* Nothing, missing cells and the dullest of data: a result, a reason, or a sentence where rows must
 * differ (one a month) or be named; never a crash, and all columns of one length. */
static void test_dull_input(void) {
  size_t n;
  const pb_statistic *const *statistics = pb_statistics(&n);
  for (size_t i = 0; i < n; i++)
    for (size_t rows = 0; rows <= 40; rows += 8)
      for (int missing = 0; missing < 2; missing++) {
        g_autoptr(pb_table) table = uniform(statistics[i], rows, missing);
        g_autoptr(GError) error = NULL;
        g_autoptr(pb_result) result = run_statistic(statistics[i]->name, table, NULL, &error);
        if (error && (missing ? needs_names(statistics[i]) && rows > 0 : rows > 1)) {
          g_assert_true(error->domain == PB_ERROR && error->code == PB_ERROR_STATISTIC);
          g_assert_null(result);
          continue;
        }
        g_assert_no_error(error);
        g_assert_nonnull(result);
        for (size_t k = 0; k < pb_result_n_columns(result); k++) {
          const pb_column *column = pb_result_column(result, k);
          g_assert_cmpuint(pb_column_length(column), ==, pb_result_n_rows(result));
          for (size_t row = 0; row < pb_column_length(column); row++)
            if (pb_column_type(column) == PB_TYPE_DOUBLE && pb_column_is_valid(column, row))
              g_assert_true(isfinite(pb_column_double(column, row)));
        }
        for (size_t k = 0; k < pb_result_n_scalars(result); k++) {
          const char *name, *unit;
          double value;
          bool valid;
          pb_result_scalar_at(result, k, &name, &value, &valid, &unit);
          g_assert_true(!valid || isfinite(value));
        }
        g_assert_cmpstr(pb_result_name(result), ==, statistics[i]->name);
      }
}

/* What is missing or of the wrong type is named; of a table that may have one of two forms, the
 * first column. */
static void test_inputs_are_checked(void) {
  size_t n;
  const pb_statistic *const *statistics = pb_statistics(&n);
  for (size_t i = 0; i < n; i++) {
    const char *wanted = NULL;
    for (size_t k = 0; k < statistics[i]->n_inputs && !wanted; k++)
      wanted = statistics[i]->inputs[k].required ? statistics[i]->inputs[k].name : NULL;
    wanted = wanted ? wanted : statistics[i]->inputs[0].name;
    g_autoptr(pb_table) empty = pb_table_new();
    g_autoptr(GError) error = NULL;
    g_assert_null(run_statistic(statistics[i]->name, empty, NULL, &error));
    g_assert_error(error, PB_ERROR, PB_ERROR_STATISTIC);
    g_assert_nonnull(strstr(error->message, wanted));
  }
  g_autoptr(pb_table) table = pb_table_new();
  pb_column *text = pb_column_new("p", PB_TYPE_STRING, NULL);
  pb_column_append_string(text, "small");
  pb_table_add(table, text);
  g_autoptr(GError) error = NULL;
  g_assert_null(run_statistic("p-adjust", table, NULL, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_STATISTIC);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/params/values", test_defaults_and_values);
  g_test_add_func("/params/bad-values", test_bad_values_are_refused);
  g_test_add_func("/params/nearest-name", test_nearest_name);
  g_test_add_func("/statistic/descriptors", test_descriptors);
  g_test_add_func("/statistic/dull-input", test_dull_input);
  g_test_add_func("/statistic/inputs-are-checked", test_inputs_are_checked);
  return g_test_run();
}
