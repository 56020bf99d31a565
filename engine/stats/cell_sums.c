/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/cell_sums.h"

#include <stdlib.h>

/* At `col` the number of cells around changes, or how many runs of given cells are in reach. */
typedef struct {
  int64_t col;
  int around, given;
} change;

/* The given cells by row, and the changes of the row that is swept. */
typedef struct {
  const pb_cell_grid *grid;
  const double *values;
  int64_t *col;    /* n: of the given cells */
  size_t *first;   /* rows + 1: of each row among them */
  GArray *changes; /* of the row */
  size_t next[3];  /* of the rows below, here and above: the next given cell to be summed */
  GArray *sums;
  size_t *quiet;
} sweep;

/* The columns, from a cell's own, that its neighbours span in the row `by` rows above it. */
static void span(const pb_cell_grid *grid, int64_t row, int by, int64_t *low, int64_t *high) {
  bool shifted = grid->shape == PB_CELL_HEXAGON && by != 0;
  int64_t odd = (grid->first_row + row) & 1;
  *low = shifted ? odd - 1 : -1;
  *high = shifted ? odd : 1;
}

/* Columns of the given cells, and where each row's begin. */
static void place_given(sweep *s, const uint32_t *cells, size_t n) {
  const pb_cell_grid *grid = s->grid;
  size_t given = 0;
  for (size_t row = 0; row < grid->n_rows; row++) {
    s->first[row] = given;
    for (uint32_t r = grid->run_first[row]; r < grid->run_first[row + 1]; r++) {
      const pb_cell_run *run = &grid->runs[r];
      for (; given < n && cells[given] - run->number < run->n; given++)
        s->col[given] = (int64_t)run->col + (cells[given] - run->number);
    }
  }
  s->first[grid->n_rows] = given;
}

static void add_change(sweep *s, int64_t col, int around, int given) {
  const change one = {col, around, given};
  g_array_append_val(s->changes, one);
}

/* Changes that the cells of one row make to those of the row that is swept. */
static void look_at_row(sweep *s, size_t row, int64_t low, int64_t high) {
  const pb_cell_grid *grid = s->grid;
  for (uint32_t r = grid->run_first[row]; r < grid->run_first[row + 1]; r++) {
    int64_t begin = grid->runs[r].col, end = begin + grid->runs[r].n;
    for (int64_t by = low; by <= high; by++) {
      add_change(s, begin - by, 1, 0);
      add_change(s, end - by, -1, 0);
    }
  }
  for (size_t i = s->first[row]; i < s->first[row + 1];) {
    size_t after = i + 1; /* of the given cells beside each other */
    while (after < s->first[row + 1] && s->col[after] == s->col[after - 1] + 1)
      after++;
    add_change(s, s->col[i] - high, 0, 1);
    add_change(s, s->col[after - 1] - low + 1, 0, -1);
    i = after;
  }
}

static int by_column(const void *a, const void *b) {
  int64_t x = ((const change *)a)->col, y = ((const change *)b)->col;
  return (x > y) - (x < y);
}

/* The sum of a cell in reach of given ones. Called with growing columns of a row. */
static void sum_cell(sweep *s, size_t row, int64_t col, uint32_t number, int around) {
  pb_cell_sum sum = {.cell = number, .around = (uint32_t)around};
  for (int by = -1; by <= 1; by++) {
    int64_t other = (int64_t)row + by, low, high;
    if (other < 0 || other >= (int64_t)s->grid->n_rows)
      continue;
    span(s->grid, (int64_t)row, by, &low, &high);
    size_t *next = &s->next[by + 1], end = s->first[other + 1];
    while (*next < end && s->col[*next] < col + low)
      ++*next;
    for (size_t i = *next; i < end && s->col[i] <= col + high; i++) {
      sum.sum += s->values[i];
      if (by == 0 && s->col[i] == col)
        sum.value = s->values[i];
    }
  }
  g_array_append_val(s->sums, sum);
}

static void sweep_row(sweep *s, size_t row) {
  const pb_cell_grid *grid = s->grid;
  g_array_set_size(s->changes, 0);
  for (int by = -1; by <= 1; by++) {
    int64_t other = (int64_t)row + by, low, high;
    if (other < 0 || other >= (int64_t)grid->n_rows)
      continue;
    span(grid, (int64_t)row, by, &low, &high);
    look_at_row(s, (size_t)other, low, high);
    s->next[by + 1] = s->first[other];
  }
  const change *changes = (const change *)(const void *)s->changes->data;
  size_t n_changes = s->changes->len, k = 0;
  if (n_changes)
    qsort(s->changes->data, n_changes, sizeof(change), by_column);
  int around = 0, given = 0;
  for (uint32_t r = grid->run_first[row]; r < grid->run_first[row + 1]; r++) {
    const pb_cell_run *run = &grid->runs[r];
    int64_t end = (int64_t)run->col + run->n;
    for (int64_t col = run->col; col < end;) {
      for (; k < n_changes && changes[k].col <= col; k++) {
        around += changes[k].around;
        given += changes[k].given;
      }
      int64_t until = k < n_changes ? MIN(changes[k].col, end) : end;
      if (given == 0)
        s->quiet[around] += (size_t)(until - col);
      for (; given > 0 && col < until; col++)
        sum_cell(s, row, col, run->number + (uint32_t)(col - run->col), around);
      col = until;
    }
  }
}

GArray *pb_cell_sums(const pb_cell_grid *grid, const uint32_t *cells, const double *values,
                     size_t n, size_t quiet[10]) {
  g_autofree int64_t *col = g_new(int64_t, n + 1);
  g_autofree size_t *first = g_new(size_t, grid->n_rows + 1);
  sweep s = {.grid = grid,
             .values = values,
             .col = col,
             .first = first,
             .changes = g_array_new(FALSE, FALSE, sizeof(change)),
             .sums = g_array_new(FALSE, FALSE, sizeof(pb_cell_sum)),
             .quiet = quiet};
  for (int around = 0; around < 10; around++)
    quiet[around] = 0;
  place_given(&s, cells, n);
  for (size_t row = 0; row < grid->n_rows; row++)
    if (grid->run_first[row] < grid->run_first[row + 1])
      sweep_row(&s, row);
  g_array_unref(s.changes);
  return s.sums;
}
