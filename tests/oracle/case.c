/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/oracle/case.h"

#include <stdio.h>
#include <string.h>

static JsonObject *load_object(JsonParser *parser, const char *folder, const char *file,
                               char **problem) {
  g_autofree char *path = g_build_filename(folder, file, NULL);
  g_autoptr(GError) error = NULL;
  if (!json_parser_load_from_file(parser, path, &error)) {
    *problem = g_strdup(error->message);
    return NULL;
  }
  JsonNode *root = json_parser_get_root(parser);
  if (!root || !JSON_NODE_HOLDS_OBJECT(root)) {
    *problem = g_strdup_printf("%s is not a JSON object", path);
    return NULL;
  }
  return json_node_get_object(root);
}

oracle_case *oracle_case_load(const char *folder, char **problem) {
  oracle_case *c = g_new0(oracle_case, 1);
  c->folder = g_strdup(folder);
  c->name = g_path_get_basename(folder);
  c->params_parser = json_parser_new();
  c->expected_parser = json_parser_new();
  c->results =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)pb_result_free);
  c->params = load_object(c->params_parser, folder, "params.json", problem);
  if (c->params)
    c->expected = load_object(c->expected_parser, folder, "expected.json", problem);
  if (c->expected)
    return c;
  oracle_case_free(c);
  return NULL;
}

void oracle_case_free(oracle_case *c) {
  g_free(c->folder);
  g_free(c->name);
  g_object_unref(c->params_parser);
  g_object_unref(c->expected_parser);
  g_hash_table_unref(c->results);
  g_free(c);
}

/* Cells of one line, quotes removed. Reference inputs hold no commas inside quotes. */
static char **split(const char *line, const char *delimiter) {
  char **cells = g_strsplit(line, delimiter, -1);
  for (char **cell = cells; *cell; cell++) {
    g_strstrip(*cell);
    size_t n = strlen(*cell);
    if (n >= 2 && (*cell)[0] == '"' && (*cell)[n - 1] == '"') {
      memmove(*cell, *cell + 1, n - 2);
      (*cell)[n - 2] = '\0';
    }
  }
  return cells;
}

static bool missing(const char *cell) {
  return *cell == '\0' || g_str_equal(cell, "NA");
}

/* "2022-04-02 09:50:00" as seconds of the wall clock. */
static bool read_time(const char *cell, gint64 *seconds) {
  int at[6], used = 0;
  if (sscanf(cell, "%4d-%2d-%2d %2d:%2d:%2d%n", &at[0], &at[1], &at[2], &at[3], &at[4], &at[5],
             &used) != 6 ||
      cell[used])
    return false;
  g_autoptr(GDateTime) time = g_date_time_new_utc(at[0], at[1], at[2], at[3], at[4], at[5]);
  *seconds = time ? g_date_time_to_unix(time) : 0;
  return time != NULL;
}

static pb_type type_of(GPtrArray *rows, guint at) {
  pb_type type = PB_TYPE_INT64;
  for (guint r = 0; r < rows->len; r++) {
    const char *cell = ((char **)g_ptr_array_index(rows, r))[at];
    char *end = NULL;
    if (missing(cell))
      continue;
    gint64 seconds;
    if (read_time(cell, &seconds) && (r == 0 || type == PB_TYPE_TIME)) {
      type = PB_TYPE_TIME;
      continue;
    }
    double value = g_ascii_strtod(cell, &end);
    if (*end || type == PB_TYPE_TIME)
      return PB_TYPE_STRING;
    if (value != (double)(gint64)value || strpbrk(cell, ".eE"))
      type = PB_TYPE_DOUBLE;
  }
  return type;
}

static void append(pb_column *column, const char *cell) {
  if (missing(cell))
    pb_column_append_missing(column);
  else if (pb_column_type(column) == PB_TYPE_STRING)
    pb_column_append_string(column, cell);
  else if (pb_column_type(column) == PB_TYPE_TIME) {
    gint64 seconds = 0;
    read_time(cell, &seconds);
    pb_column_append_int(column, seconds);
  } else if (pb_column_type(column) == PB_TYPE_INT64)
    pb_column_append_int(column, g_ascii_strtoll(cell, NULL, 10));
  else
    pb_column_append_double(column, g_ascii_strtod(cell, NULL));
}

static const char *renamed(const char *header, const char *const *renames) {
  for (size_t i = 0; renames && renames[i]; i += 2)
    if (g_str_equal(renames[i], header))
      return renames[i + 1];
  return header;
}

pb_table *oracle_case_table(const oracle_case *c, const char *file, const char *const *renames) {
  g_autofree char *path = g_build_filename(c->folder, file, NULL), *text = NULL;
  g_autoptr(GError) error = NULL;
  if (!g_file_get_contents(path, &text, NULL, &error))
    g_error("%s", error->message);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  const char *delimiter = strchr(lines[0], ';') ? ";" : ",";
  g_auto(GStrv) header = split(lines[0], delimiter);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  for (char **line = lines + 1; *line; line++) {
    g_strchomp(*line);
    if (**line == '\0')
      continue;
    char **cells = split(*line, delimiter);
    if (g_strv_length(cells) != g_strv_length(header))
      g_error("%s: a row has another number of cells than the header", path);
    g_ptr_array_add(rows, cells);
  }
  pb_table *table = pb_table_new();
  for (guint at = 0; header[at]; at++) {
    pb_column *column = pb_column_new(renamed(header[at], renames), type_of(rows, at), NULL);
    for (guint r = 0; r < rows->len; r++)
      append(column, ((char **)g_ptr_array_index(rows, r))[at]);
    pb_table_add(table, column);
  }
  return table;
}

const pb_result *oracle_case_run(oracle_case *c, const char *key, const char *statistic,
                                 pb_table *input, const char *const *settings) {
  g_autoptr(pb_table) owned = input;
  const pb_result *kept = g_hash_table_lookup(c->results, key);
  if (kept)
    return kept;
  const pb_statistic *found = pb_statistic_find(statistic);
  if (!found)
    g_error("there is no statistic %s", statistic);
  g_autoptr(pb_params) params = pb_params_new(found->params, found->n_params);
  g_autoptr(GError) error = NULL;
  for (size_t i = 0; settings && settings[i]; i += 2)
    if (!pb_params_set(params, settings[i], settings[i + 1], &error))
      g_error("%s", error->message);
  pb_result *result = pb_statistic_run(found, owned, params, &error);
  if (!result)
    g_error("%s: %s", c->name, error->message);
  g_hash_table_insert(c->results, g_strdup(key), result);
  return result;
}
