/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/point_input.h"

#include "engine/stats/input.h"

/* In every projection in metres that maps Sweden, and in small made examples. */
#define FARTHEST_M 1e7

bool pb_point_input_read(const pb_table *table, const pb_column *const *others, size_t n_others,
                         pb_point_input *points, GError **error) {
  const pb_column *x = pb_table_find(table, "x"), *y = pb_table_find(table, "y");
  *points = (pb_point_input){0};
  if (!pb_input_check_range(x, -FARTHEST_M, FARTHEST_M, error) ||
      !pb_input_check_range(y, -FARTHEST_M, FARTHEST_M, error))
    return false;
  points->n_rows = pb_table_n_rows(table);
  points->x = g_new(double, points->n_rows + 1);
  points->y = g_new(double, points->n_rows + 1);
  points->row = g_new(size_t, points->n_rows + 1);
  for (size_t row = 0; row < points->n_rows; row++) {
    if (!pb_column_is_valid(x, row) || !pb_column_is_valid(y, row) ||
        !pb_input_complete(others, n_others, row))
      continue;
    points->x[points->n] = pb_column_double(x, row);
    points->y[points->n] = pb_column_double(y, row);
    points->row[points->n++] = row;
  }
  return true;
}

void pb_point_input_clear(pb_point_input *points) {
  g_free(points->x);
  g_free(points->y);
  g_free(points->row);
  *points = (pb_point_input){0};
}
