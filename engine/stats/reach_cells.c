/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/reach_cells.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

typedef struct {
  int64_t col, row;
  uint32_t place;
} sorted;

static int compare(int64_t a, int64_t b) {
  return a < b ? -1 : a > b;
}

static int by_cell(const void *a, const void *b) {
  const sorted *p = a, *q = b;
  int order = compare(p->row, q->row);
  order = order ? order : compare(p->col, q->col);
  return order ? order : compare(p->place, q->place);
}

pb_reach_cells *pb_reach_cells_new(const double *x, const double *y, size_t n, double reach) {
  pb_reach_cells *c = g_new0(pb_reach_cells, 1);
  /* a hair smaller, so that rounding takes nothing of a square out of reach */
  double side = reach * G_SQRT2 / 2 * (1 - 1e-9), min_x = 0, min_y = 0;
  for (size_t i = 0; i < n; i++) {
    min_x = i ? MIN(min_x, x[i]) : x[i];
    min_y = i ? MIN(min_y, y[i]) : y[i];
  }
  g_autofree sorted *order = g_new(sorted, n + 1);
  for (size_t i = 0; i < n; i++)
    order[i] = (sorted){(int64_t)floor((x[i] - min_x) / side),
                        (int64_t)floor((y[i] - min_y) / side), (uint32_t)i};
  qsort(order, n, sizeof *order, by_cell);
  c->x = x;
  c->y = y;
  c->cells = g_new(pb_reach_cell, n + 1);
  c->place = g_new(uint32_t, n + 1);
  c->cell_of = g_new(uint32_t, n + 1);
  for (size_t i = 0; i < n; i++) {
    if (i == 0 || order[i].row != order[i - 1].row || order[i].col != order[i - 1].col)
      c->cells[c->n++] = (pb_reach_cell){order[i].col, order[i].row, (uint32_t)i};
    c->place[i] = order[i].place;
    c->cell_of[order[i].place] = (uint32_t)(c->n - 1);
  }
  c->cells[c->n].first = (uint32_t)n;
  return c;
}

void pb_reach_cells_free(pb_reach_cells *cells) {
  if (!cells)
    return;
  g_free(cells->cells);
  g_free(cells->place);
  g_free(cells->cell_of);
  g_free(cells);
}

static bool before(const pb_reach_cell *cell, int64_t row, int64_t col) {
  return cell->row != row ? cell->row < row : cell->col < col;
}

/* First square at or after a row and column. */
static size_t lower_bound(const pb_reach_cells *c, int64_t row, int64_t col) {
  size_t low = 0, high = c->n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (before(&c->cells[middle], row, col))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

size_t pb_reach_cells_around(const pb_reach_cells *c, size_t cell,
                             uint32_t around[PB_REACH_NEIGHBOURS]) {
  uint32_t near[PB_REACH_NEIGHBOURS], far[PB_REACH_NEIGHBOURS];
  size_t n_near = 0, n_far = 0;
  int64_t col = c->cells[cell].col, row = c->cells[cell].row;
  for (int64_t dr = -2; dr <= 2; dr++) {
    int64_t width = dr == -2 || dr == 2 ? 1 : 2;
    for (size_t i = lower_bound(c, row + dr, col - width);
         i < c->n && c->cells[i].row == row + dr && c->cells[i].col <= col + width; i++) {
      bool touches = llabs(dr) <= 1 && llabs(c->cells[i].col - col) <= 1;
      if (i == cell)
        continue;
      if (touches)
        near[n_near++] = (uint32_t)i;
      else
        far[n_far++] = (uint32_t)i;
    }
  }
  for (size_t i = 0; i < n_near; i++)
    around[i] = near[i];
  for (size_t i = 0; i < n_far; i++)
    around[n_near + i] = far[i];
  return n_near + n_far;
}
