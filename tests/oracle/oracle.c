/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The reference cases: every part of every expected.json against what the engine says.
 *
 * The folder holds one subfolder a case; PB_ORACLE_DIR names another folder of the same shape. Each
 * leaf of expected.json is a test of its own. What is not built is skipped by name, never silently;
 * a leaf with nothing to compare fails. With the folder of the source tree, every statistic must
 * have a case here or reference values in the unit test that is named for it.
 */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "engine/start.h"
#include "tests/oracle/binding.h"

/* One leaf of one case; lives as long as the program. */
typedef struct {
  oracle_case *c;
  const oracle_binding *binding;
  const char *path[8];
  size_t n_path;
  JsonNode *node;
  const char *skip;
} leaf;

static size_t n_compared; /* over the whole run */

/* R writes NULL as an object without members. */
static bool is_empty_object(JsonNode *node) {
  return JSON_NODE_HOLDS_OBJECT(node) && json_object_get_size(json_node_get_object(node)) == 0;
}

static bool is_undefined(JsonNode *node) {
  if (JSON_NODE_HOLDS_NULL(node) || is_empty_object(node))
    return true;
  if (json_node_get_value_type(node) != G_TYPE_STRING)
    return false;
  const char *text = json_node_get_string(node);
  return g_str_equal(text, "Inf") || g_str_equal(text, "-Inf") || g_str_equal(text, "NaN") ||
         g_str_equal(text, "NA");
}

static bool is_text(JsonNode *node) {
  return JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_STRING;
}

static void compare_one(const oracle_answer *answer, size_t i, JsonNode *node) {
  const oracle_value *value = &g_array_index(answer->values, oracle_value, i);
  n_compared++;
  if (is_undefined(node)) {
    if (value->present)
      g_test_fail_printf("value %zu: expected undefined, the engine says %.17g", i, value->number);
    return;
  }
  if (!value->present) {
    g_test_fail_printf("value %zu: the engine has none", i);
    return;
  }
  if (is_text(node)) {
    if (g_strcmp0(json_node_get_string(node), value->text) != 0)
      g_test_fail_printf("value %zu: expected “%s”, the engine says “%s”", i,
                         json_node_get_string(node), value->text);
    return;
  }
  double expected = json_node_get_double(node);
  if (answer->lower_at_zero && expected < 0)
    expected = 0;
  double difference = fabs(value->number - expected);
  if (!(difference <= answer->absolute + answer->relative * fabs(expected)))
    g_test_fail_printf("value %zu: expected %.17g, the engine says %.17g (relative %.2g)", i,
                       expected, value->number, difference / fabs(expected));
}

static void compare_leaf(const leaf *l, const oracle_answer *answer) {
  bool list = JSON_NODE_HOLDS_ARRAY(l->node);
  guint n = list ? json_array_get_length(json_node_get_array(l->node)) : 1;
  if (n == 0) {
    g_test_fail_printf("the case has nothing to compare here");
    return;
  }
  bool fits = answer->expected_first ? answer->values->len >= n : answer->values->len == n;
  if (!fits) {
    g_test_fail_printf("the case has %u values, the engine %u", n, answer->values->len);
    return;
  }
  for (guint i = 0; i < n; i++)
    compare_one(answer, i,
                list ? json_array_get_element(json_node_get_array(l->node), i) : l->node);
}

static void test_leaf(gconstpointer data) {
  const leaf *l = data;
  if (l->skip) {
    g_test_skip(l->skip);
    return;
  }
  oracle_answer answer = {.values = g_array_new(FALSE, TRUE, sizeof(oracle_value))};
  l->binding->answer(l->c, l->path, l->n_path, l->node, &answer);
  if (answer.skip)
    g_test_skip(answer.skip);
  else
    compare_leaf(l, &answer);
  g_array_unref(answer.values);
}

static void add_leaf(const leaf *l) {
  g_autoptr(GString) path = g_string_new("/oracle/");
  g_string_append(path, l->c->name);
  for (size_t i = 0; i < l->n_path; i++)
    g_string_append_printf(path, "/%s", *l->path[i] ? l->path[i] : "(empty)");
  g_test_add_data_func(path->str, g_memdup2(l, sizeof *l), test_leaf);
}

static void walk(leaf at);

static bool is_list_of_objects(JsonNode *node) {
  JsonArray *list = JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
  return list && json_array_get_length(list) &&
         JSON_NODE_HOLDS_OBJECT(json_array_get_element(list, 0));
}

static void walk_list(leaf at) {
  JsonArray *list = json_node_get_array(at.node);
  for (guint i = 0; i < json_array_get_length(list); i++) {
    g_autofree char *number = g_strdup_printf("%u", i);
    leaf next = at;
    next.path[next.n_path++] = g_intern_string(number);
    next.node = json_array_get_element(list, i);
    walk(next);
  }
}

/* An array is a leaf whatever it holds, unless the binding says that its lists are rows: one of
 * objects or arrays can then only be skipped by name. */
static void walk(leaf at) {
  const char *skip =
      at.n_path > 0 && at.binding->skip ? at.binding->skip(at.path, at.n_path) : NULL;
  if (!skip && at.binding->lists_of_objects && at.n_path < G_N_ELEMENTS(at.path) &&
      is_list_of_objects(at.node)) {
    walk_list(at);
    return;
  }
  if (skip || !JSON_NODE_HOLDS_OBJECT(at.node) || (at.n_path > 0 && is_empty_object(at.node))) {
    at.skip = skip;
    add_leaf(&at);
    return;
  }
  if (at.n_path == G_N_ELEMENTS(at.path))
    g_error("%s is nested too deep", at.c->name);
  JsonObject *object = json_node_get_object(at.node);
  g_autoptr(GList) keys = json_object_get_members(object);
  if (!keys)
    g_error("%s holds an empty part", at.c->name);
  for (GList *k = keys; k; k = k->next) {
    leaf next = at;
    next.path[next.n_path++] = k->data;
    next.node = json_object_get_member(object, k->data);
    walk(next);
  }
}

static void test_unbuilt(gconstpointer data) {
  (void)data;
  g_test_skip("no statistic is built for this case");
}

static void test_broken(gconstpointer problem) {
  g_test_fail_printf("%s", (const char *)problem);
}

static void add_case(const char *root, const char *name) {
  g_autofree char *folder = g_build_filename(root, name, NULL);
  g_autofree char *path = g_strdup_printf("/oracle/%s", name);
  const oracle_binding *binding = oracle_binding_find(name);
  if (!binding) {
    g_test_add_data_func(path, NULL, test_unbuilt);
    return;
  }
  char *problem = NULL;
  oracle_case *c = oracle_case_load(folder, &problem);
  if (!c) {
    g_test_add_data_func(path, problem, test_broken);
    return;
  }
  walk((leaf){.c = c, .binding = binding, .node = json_parser_get_root(c->expected_parser)});
}

static int by_name(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_cases(const char *root) {
  g_autoptr(GError) error = NULL;
  GDir *dir = g_dir_open(root, 0, &error);
  if (!dir)
    g_error("%s", error->message);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir)) {
    g_autofree char *path = g_build_filename(root, name, NULL);
    if (g_file_test(path, G_FILE_TEST_IS_DIR) && name[0] != '.')
      g_ptr_array_add(names, g_strdup(name));
  }
  g_dir_close(dir);
  g_ptr_array_sort(names, by_name);
  for (guint i = 0; i < names->len; i++)
    add_case(root, g_ptr_array_index(names, i));
}

/* Statistics without a case of their own: the unit test that holds their reference values. */
static const char *const reference_tests[][3] = {
#include "tests/oracle/reference_tests.inc"
};

static bool has_reference_test(const char *statistic) {
  for (size_t i = 0; i < G_N_ELEMENTS(reference_tests); i++) {
    if (!g_str_equal(reference_tests[i][0], statistic))
      continue;
    g_autofree char *path =
        g_build_filename(PB_SOURCE_ROOT, "tests/unit/engine", reference_tests[i][1], NULL);
    g_autofree char *text = NULL;
    g_autofree char *quoted = g_strdup_printf("\"%s\"", reference_tests[i][2]);
    return g_file_get_contents(path, &text, NULL, NULL) && strstr(text, quoted);
  }
  return false;
}

static bool has_case(const char *root, const char *statistic) {
  size_t n;
  const oracle_binding *const *bindings = oracle_bindings(&n);
  for (size_t i = 0; i < n; i++) {
    g_autofree char *file = g_build_filename(root, bindings[i]->folder, "expected.json", NULL);
    if (g_str_equal(bindings[i]->statistic, statistic) && g_file_test(file, G_FILE_TEST_EXISTS))
      return true;
  }
  return false;
}

static void test_every_statistic_has_a_reference(gconstpointer root) {
  size_t n;
  const pb_statistic *const *statistics = pb_statistics(&n);
  g_assert_cmpuint(n, >, 0);
  for (size_t i = 0; i < n; i++)
    if (!has_case(root, statistics[i]->name) && !has_reference_test(statistics[i]->name))
      g_test_fail_printf("%s has neither a reference case nor a test with reference values",
                         statistics[i]->name);
}

int main(int argc, char **argv) {
  char keep_going[] = "-k"; /* one wrong value must not hide the next */
  g_autofree char **arguments = g_new0(char *, (gsize)argc + 2);
  memcpy(arguments, argv, (gsize)argc * sizeof *argv);
  arguments[argc++] = keep_going;
  char **passed = arguments;
  g_test_init(&argc, &passed, NULL);
  pb_engine_start();
  const char *other = g_getenv("PB_ORACLE_DIR");
  const char *root = other && *other ? other : PB_SOURCE_ROOT "/tests/oracle/cases";
  add_cases(root);
  if (root != other)
    g_test_add_data_func("/oracle/every-statistic-has-a-reference", root,
                         test_every_statistic_has_a_reference);
  int status = g_test_run();
  if (n_compared == 0)
    g_printerr("Nothing was compared: %s holds no case of a statistic that is built.\n", root);
  return n_compared > 0 ? status : 1;
}
