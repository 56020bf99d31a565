/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/cell_counts.h"

#include <stdlib.h>

#include "engine/stats/input.h"
#include "engine/text.h"

/* Farther than any place in metres; with cells of a metre, columns and rows still fit their type.
 */
#define FARTHEST 1e9

/* One point: its cell and count. */
typedef struct {
  pb_cell cell;
  double count;
} point;

static int by_row(const void *a, const void *b) {
  const point *x = a, *y = b;
  if (x->cell.row != y->cell.row)
    return x->cell.row < y->cell.row ? -1 : 1;
  if (x->cell.col != y->cell.col)
    return x->cell.col < y->cell.col ? -1 : 1;
  return (x->count > y->count) - (x->count < y->count); /* sums do not depend on the rows' order */
}

static bool check(const pb_table *table, const pb_column *columns[3], GError **error) {
  columns[0] = pb_table_find(table, "x");
  columns[1] = pb_table_find(table, "y");
  columns[2] = pb_table_find(table, "count");
  return pb_input_check_range(columns[0], -FARTHEST, FARTHEST, error) &&
         pb_input_check_range(columns[1], -FARTHEST, FARTHEST, error) &&
         pb_input_check_range(columns[2], 0, 1e15, error);
}

/* A rectangle of whole cells. */
static pb_cell_grid *window(pb_cell_shape shape, double size_m, pb_cell low, pb_cell high) {
  size_t n_cols = (size_t)((int64_t)high.col - low.col + 1);
  size_t n = n_cols * (size_t)((int64_t)high.row - low.row + 1);
  g_autofree pb_cell *cells = g_new(pb_cell, n);
  g_autofree double *share = g_new(double, n);
  for (size_t i = 0; i < n; i++) {
    cells[i] = (pb_cell){low.col + (int32_t)(i % n_cols), low.row + (int32_t)(i / n_cols)};
    share[i] = 1;
  }
  return pb_cell_grid_new(shape, size_m, cells, share, n);
}

static void sum_points(const point *points, pb_cell_counts *counts) {
  counts->cells = g_new(uint32_t, counts->n_points);
  counts->counts = g_new(double, counts->n_points);
  for (size_t i = 0; i < counts->n_points; i++) {
    uint32_t number = 0;
    pb_cell_grid_number(counts->grid, points[i].cell, &number);
    if (counts->n == 0 || counts->cells[counts->n - 1] != number) {
      counts->cells[counts->n] = number;
      counts->counts[counts->n++] = 0;
    }
    counts->counts[counts->n - 1] += points[i].count;
  }
}

bool pb_cell_counts_read(const pb_table *table, pb_cell_shape shape, double size_m,
                         pb_cell_counts *counts, const char **reason, GError **error) {
  const pb_column *columns[3];
  if (!check(table, columns, error))
    return false;
  g_autofree point *points = g_new(point, pb_table_n_rows(table) + 1);
  for (size_t row = 0; row < pb_table_n_rows(table); row++)
    if (pb_input_complete(columns, 3, row))
      points[counts->n_points++] =
          (point){pb_cell_at(shape, size_m, pb_column_double(columns[0], row),
                             pb_column_double(columns[1], row)),
                  pb_input_or(columns[2], row, 1)};
  if (!counts->n_points) {
    *reason = N_("There are no points.");
    return true;
  }
  qsort(points, counts->n_points, sizeof *points, by_row);
  pb_cell low = points[0].cell, high = points[counts->n_points - 1].cell;
  for (size_t i = 0; i < counts->n_points; i++) {
    low.col = MIN(low.col, points[i].cell.col);
    high.col = MAX(high.col, points[i].cell.col);
  }
  double n_cells = ((double)high.col - low.col + 1) * ((double)high.row - low.row + 1);
  if (n_cells > PB_MOST_CELLS) {
    *reason = N_("The points lie so far apart that their window has more than 20 million cells. "
                 "Choose larger cells, or leave out points with wrong coordinates.");
    return true;
  }
  counts->grid = window(shape, size_m, low, high);
  sum_points(points, counts);
  return true;
}

void pb_cell_counts_clear(pb_cell_counts *counts) {
  g_clear_pointer(&counts->grid, pb_cell_grid_free);
  g_clear_pointer(&counts->cells, g_free);
  g_clear_pointer(&counts->counts, g_free);
}
