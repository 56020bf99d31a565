/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/json_writer.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "engine/period.h"
#include "helpers.h"

static void test_numbers(void) {
  static const struct {
    double value;
    const char *text;
  } cases[] = {{0, "0"},
               {-0.0, "0"},
               {1, "1"},
               {0.1, "0.1"},
               {-2.5, "-2.5"},
               {1.0 / 3, "0.3333333333333333"},
               {1e21, "1e+21"},
               {123456789, "123456789"},
               {0.1 + 0.2, "0.30000000000000004"},
               {5e-324, "4.94065645841247e-324"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = pb_number_text(cases[i].value);
    g_assert_cmpstr(text, ==, cases[i].text);
    g_assert_cmpfloat(g_ascii_strtod(text, NULL), ==, cases[i].value);
  }
}

static void test_layout(void) {
  g_autoptr(pb_json) json = pb_json_new();
  pb_json_begin_object(json, NULL);
  pb_json_text(json, "text", "å \"q\" \\ \n\t\x01");
  pb_json_text(json, "none", NULL);
  pb_json_double(json, "infinite", INFINITY);
  pb_json_bool(json, "yes", true);
  pb_json_begin_values(json, "values");
  pb_json_int(json, NULL, -5);
  pb_json_null(json, NULL);
  pb_json_double(json, NULL, 0.5);
  pb_json_end(json);
  pb_json_begin_array(json, "empty");
  pb_json_end(json);
  pb_json_begin_object(json, "object");
  pb_json_end(json);
  pb_json_end(json);
  g_autofree char *text = pb_json_finish(json);
  g_assert_cmpstr(text, ==,
                  "{\n"
                  "  \"text\": \"å \\\"q\\\" \\\\ \\n\\t\\u0001\",\n"
                  "  \"none\": null,\n"
                  "  \"infinite\": null,\n"
                  "  \"yes\": true,\n"
                  "  \"values\": [-5, null, 0.5],\n"
                  "  \"empty\": [],\n"
                  "  \"object\": {}\n"
                  "}\n");
}

static JsonObject *read_json(JsonParser *parser, const char *text) {
  GError *error = NULL;
  json_parser_load_from_data(parser, text, -1, &error);
  g_assert_no_error(error);
  JsonNode *root = json_parser_get_root(parser);
  return JSON_NODE_HOLDS_OBJECT(root) ? json_node_get_object(root)
                                      : json_array_get_object_element(json_node_get_array(root), 0);
}

static pb_result *some_result(void) {
  pb_result *result = pb_result_new("poisson-rate");
  pb_result_set_scalar(result, "rate", 12.25, "per 100 000");
  pb_result_set_scalar_missing(result, "lower", NULL);
  pb_result_set_text(result, "type", "theft");
  pb_result_set_seed(result, G_MAXUINT64);
  pb_result_set_counts(result, 7, 2);
  pb_result_add_warning(result, "Careful.");
  pb_column *year = pb_result_add_column(result, "year", PB_TYPE_INT64, NULL);
  pb_column *rate = pb_result_add_column(result, "rate", PB_TYPE_DOUBLE, "per 100 000");
  pb_column *when = pb_result_add_column(result, "when", PB_TYPE_PERIOD, NULL);
  pb_column_append_int(year, 2024);
  pb_column_append_int(year, 2025);
  pb_column_append_double(rate, 0.1);
  pb_column_append_missing(rate);
  pb_column_append_int(when, pb_period_make(2025, 4, 3));
  pb_column_append_missing(when);
  return result;
}

static void test_result(void) {
  g_autoptr(pb_result) result = some_result();
  static const pb_param spec = {"confidence", "level", NULL, PB_PARAM_DOUBLE, 0.95, 0, 1,
                                NULL,         NULL};
  g_autoptr(pb_params) params = pb_params_new(&spec, 1);
  g_autofree char *text = pb_result_to_json(result, params);
  g_autoptr(JsonParser) parser = json_parser_new();
  JsonObject *object = read_json(parser, text);
  g_assert_cmpstr(json_object_get_string_member(object, "name"), ==, "poisson-rate");
  g_assert_cmpstr(json_object_get_string_member(object, "seed"), ==, "18446744073709551615");
  g_assert_true(json_object_get_null_member(object, "reason"));
  g_assert_cmpint(json_object_get_int_member(object, "n_missing"), ==, 2);
  JsonObject *scalars = json_object_get_object_member(object, "scalars");
  g_assert_cmpfloat(json_object_get_double_member(scalars, "rate"), ==, 12.25);
  g_assert_true(json_object_get_null_member(scalars, "lower"));
  JsonObject *set = json_object_get_object_member(object, "parameters");
  g_assert_cmpfloat(json_object_get_double_member(set, "confidence"), ==, 0.95);
  test_contains(text, "\"values\": [0.1, null]");
  test_contains(text, "\"values\": [\"2025K3\", null]");
}

static void test_list_and_reason(void) {
  g_autoptr(pb_result) result = pb_result_new("empty");
  pb_result_set_reason(result, "There are no rows.");
  const pb_result *list[] = {result, result};
  g_autofree char *text = pb_results_to_json(list, 2);
  g_autoptr(JsonParser) parser = json_parser_new();
  JsonObject *object = read_json(parser, text);
  g_assert_cmpstr(json_object_get_string_member(object, "reason"), ==, "There are no rows.");
}

static void test_table(void) {
  g_autoptr(pb_table) table = pb_table_new();
  pb_column *name = pb_column_new("namn", PB_TYPE_STRING, NULL);
  pb_column *time = pb_column_new("tid", PB_TYPE_TIME, NULL);
  pb_column_append_string(name, "Åre");
  pb_column_append_string(name, NULL);
  pb_column_append_int(time, 1664202060); /* 2022-09-26 14:21 */
  pb_column_append_int(time, -1);
  pb_table_add(table, name);
  pb_table_add(table, time);
  g_autofree char *text = pb_table_to_json(table);
  g_assert_cmpstr(text, ==,
                  "[\n"
                  "  {\n"
                  "    \"namn\": \"Åre\",\n"
                  "    \"tid\": \"2022-09-26 14:21:00\"\n"
                  "  },\n"
                  "  {\n"
                  "    \"namn\": null,\n"
                  "    \"tid\": \"1969-12-31 23:59:59\"\n"
                  "  }\n"
                  "]\n");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/json/numbers", test_numbers);
  g_test_add_func("/json/layout", test_layout);
  g_test_add_func("/json/result", test_result);
  g_test_add_func("/json/list-and-reason", test_list_and_reason);
  g_test_add_func("/json/table", test_table);
  return g_test_run();
}
