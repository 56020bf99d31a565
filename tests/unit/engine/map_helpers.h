/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Tables of maps for the tests of spatial statistics. */
#ifndef PB_TESTS_ENGINE_MAP_HELPERS_H
#define PB_TESTS_ENGINE_MAP_HELPERS_H

#include "tests/unit/engine/helpers.h"

/** Columns id (1 .. n) and neighbours; row i is place order[i], or place i where `order` is NULL.
 */
static inline pb_table *map_table(const char *const *neighbours, size_t n, const size_t *order) {
  pb_table *table = pb_table_new();
  pb_column *id = pb_column_new("id", PB_TYPE_INT64, NULL);
  pb_column *names = pb_column_new("neighbours", PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < n; i++) {
    size_t place = order ? order[i] : i;
    pb_column_append_int(id, (int64_t)place + 1);
    pb_column_append_string(names, neighbours[place]);
  }
  pb_table_add(table, id);
  pb_table_add(table, names);
  return table;
}

/** Run on values (NAN: missing) in the order of the places. */
static inline pb_result *run_map(const char *statistic, const char *const *neighbours, size_t n,
                                 const double *values, const char *const *settings) {
  g_autoptr(pb_table) table = map_table(neighbours, n, NULL);
  g_autoptr(GError) error = NULL;
  add_numbers(table, "value", n, values);
  pb_result *result = run_statistic(statistic, table, settings, &error);
  g_assert_no_error(error);
  return result;
}

/** Neighbours of a lattice of `n_cols` by `n_rows`, identifiers row by row; g_strfreev. `corners`:
 * queen, else rook. */
static inline char **lattice(int n_cols, int n_rows, bool corners) {
  char **names = g_new0(char *, n_cols *n_rows + 1);
  for (int r = 0; r < n_rows; r++)
    for (int c = 0; c < n_cols; c++) {
      GString *text = g_string_new(NULL);
      for (int y = MAX(r - 1, 0); y <= MIN(r + 1, n_rows - 1); y++)
        for (int x = MAX(c - 1, 0); x <= MIN(c + 1, n_cols - 1); x++)
          if ((x != c || y != r) && (corners || x == c || y == r))
            g_string_append_printf(text, "%d ", y * n_cols + x + 1);
      names[r * n_cols + c] = g_string_free(text, FALSE);
    }
  return names;
}

/** Neighbours of points at most `reach` apart; g_strfreev. */
static inline char **near_points(const double (*points)[2], size_t n, double reach) {
  char **names = g_new0(char *, n + 1);
  for (size_t i = 0; i < n; i++) {
    GString *text = g_string_new(NULL);
    for (size_t j = 0; j < n; j++)
      if (j != i && hypot(points[i][0] - points[j][0], points[i][1] - points[j][1]) <= reach)
        g_string_append_printf(text, "%zu ", j + 1);
    names[i] = g_string_free(text, FALSE);
  }
  return names;
}

/** A list of constant strings from an owned one. */
#define TEXTS(names) ((const char *const *)(const void *)(names))

static inline const char *word(const pb_result *result, const char *column, size_t row) {
  const pb_column *found = pb_result_find(result, column);
  g_assert_nonnull(found);
  return pb_column_string(found, row);
}

static inline bool warned(const pb_result *result, const char *part) {
  for (size_t i = 0; i < pb_result_n_warnings(result); i++)
    if (strstr(pb_result_warning(result, i), part))
      return true;
  return false;
}

#endif
