/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/cell_outline.h"

#include <stdlib.h>

/* Directions clockwise: up, right, down, left. */
static const int step_x[4] = {0, 1, 0, -1}, step_y[4] = {1, 0, -1, 0};

/* A side of a cell that has no cell of the set on its other side, with the cell to its right. */
typedef struct {
  int32_t x, y; /* the corner it starts at, in cells */
  int direction;
  bool used;
} side;

static int by_start(const void *a, const void *b) {
  const side *p = a, *q = b;
  if (p->y != q->y)
    return p->y < q->y ? -1 : 1;
  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  return p->direction - q->direction;
}

static int by_cell(const void *a, const void *b) {
  const pb_cell *p = a, *q = b;
  if (p->row != q->row)
    return p->row < q->row ? -1 : 1;
  return (p->col > q->col) - (p->col < q->col);
}

static bool holds(const pb_cell *sorted, size_t n, int32_t col, int32_t row) {
  const pb_cell wanted = {col, row};
  return bsearch(&wanted, sorted, n, sizeof *sorted, by_cell) != NULL;
}

/* Sides clockwise around each cell: its left side runs up, its top right, and so on. */
static GArray *outer_sides(const pb_cell *sorted, size_t n) {
  static const int beyond_col[4] = {-1, 0, 1, 0}, beyond_row[4] = {0, 1, 0, -1};
  static const int corner_x[4] = {0, 0, 1, 1}, corner_y[4] = {0, 1, 1, 0};
  GArray *sides = g_array_new(FALSE, FALSE, sizeof(side));
  for (size_t i = 0; i < n; i++)
    for (int d = 0; d < 4; d++)
      if (!holds(sorted, n, sorted[i].col + beyond_col[d], sorted[i].row + beyond_row[d])) {
        side one = {sorted[i].col + corner_x[d], sorted[i].row + corner_y[d], d, false};
        g_array_append_val(sides, one);
      }
  qsort(sides->data, sides->len, sizeof(side), by_start);
  return sides;
}

/* The unused side that goes on from the end of one: where two do, the one turning right, which
 * keeps to the same cell. */
static side *next_side(GArray *sides, const side *from) {
  int32_t x = from->x + step_x[from->direction], y = from->y + step_y[from->direction];
  for (int turn = 1; turn >= -1; turn--) {
    const side wanted = {x, y, (from->direction + turn + 4) % 4, false};
    side *found = bsearch(&wanted, sides->data, sides->len, sizeof(side), by_start);
    if (found && !found->used)
      return found;
  }
  return NULL;
}

static void add_corner(pb_cell_outline *outline, const side *from, double size_m) {
  double x = from->x * size_m, y = from->y * size_m;
  g_array_append_val(outline->x, x);
  g_array_append_val(outline->y, y);
}

static void trace(pb_cell_outline *outline, GArray *sides, side *start, double size_m) {
  guint first = outline->x->len;
  const side *before = NULL;
  for (side *one = start; one; one = next_side(sides, one)) {
    one->used = true;
    if (!before || before->direction != one->direction)
      add_corner(outline, one, size_m);
    before = one;
  }
  double x = g_array_index(outline->x, double, first), y = g_array_index(outline->y, double, first);
  g_array_append_val(outline->x, x);
  g_array_append_val(outline->y, y);
  uint32_t end = outline->x->len;
  g_array_append_val(outline->end, end);
}

pb_cell_outline pb_cell_outline_of(const pb_cell *cells, size_t n, double size_m) {
  pb_cell_outline outline = {g_array_new(FALSE, FALSE, sizeof(double)),
                             g_array_new(FALSE, FALSE, sizeof(double)),
                             g_array_new(FALSE, FALSE, sizeof(uint32_t))};
  g_autofree pb_cell *sorted = g_memdup2(cells, n * sizeof *cells);
  if (n)
    qsort(sorted, n, sizeof *sorted, by_cell);
  g_autoptr(GArray) sides = outer_sides(sorted, n);
  for (guint i = 0; i < sides->len; i++) {
    side *one = &g_array_index(sides, side, i);
    if (!one->used)
      trace(&outline, sides, one, size_m);
  }
  return outline;
}

void pb_cell_outline_clear(pb_cell_outline *outline) {
  g_clear_pointer(&outline->x, g_array_unref);
  g_clear_pointer(&outline->y, g_array_unref);
  g_clear_pointer(&outline->end, g_array_unref);
}
