/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the 12-column grid. The cells of a row start with their titles on one line, their bodies
 * on another, and figures that stand alone in their cells share one height, so that axes align. */
#include "plots/report/backends/pdf_box.h"

#include <math.h>

/** Figures that differ by more keep their own heights. */
#define SHARED_HEIGHT_LIMIT 1.6

typedef struct {
  pb_pdf_box box;
  GArray *x; /* left edge of each stack */
} grid_box;

static GPtrArray *stack_at(const pb_pdf_box *box, guint i) {
  return g_ptr_array_index(box->stacks, i);
}

static double grid_height(const pb_pdf_box *box, double stretch) {
  double height = 0;
  for (guint i = 0; i < box->stacks->len; i++)
    height = MAX(height, pb_stack_height(stack_at(box, i), stretch));
  return height;
}

static void grid_draw(pb_pdf_box *box, pb_pdf *pdf, double x, double y, double stretch) {
  const grid_box *self = (const grid_box *)box;
  for (guint i = 0; i < box->stacks->len; i++)
    pb_stack_draw(stack_at(box, i), pdf, x + g_array_index(self->x, double, i), y, stretch);
}

static void grid_clear(pb_pdf_box *box) {
  g_array_unref(((grid_box *)box)->x);
}

static void count_figure(const pb_pdf_box *box, void *data) {
  if (pb_figure_box_body(box) > 0)
    *(bool *)data = true;
}

static pb_pdf_box *grid_split(pb_pdf_box *box, pb_pdf *pdf, double room);
static const pb_pdf_box_kind grid_kind = {grid_height, grid_draw, grid_split, grid_clear};

static grid_box *new_grid(double width) {
  grid_box *self = pb_pdf_box_new(&grid_kind, sizeof *self, width);
  self->x = g_array_new(false, false, sizeof(double));
  self->box.stacks = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  return self;
}

/** A row of texts splits anywhere; a row with figures only when no page could hold it. */
static pb_pdf_box *grid_split(pb_pdf_box *box, pb_pdf *pdf, double room) {
  bool figures = false;
  pb_pdf_box_visit(box, count_figure, &figures);
  if (figures && grid_height(box, PB_STRETCH_MIN) <= pdf->room)
    return NULL;
  grid_box *rest = new_grid(box->width);
  bool some = false;
  for (guint i = 0; i < box->stacks->len; i++) {
    g_ptr_array_add(rest->box.stacks, pb_stack_split(stack_at(box, i), pdf, room));
    g_array_append_val(rest->x, g_array_index(((grid_box *)box)->x, double, i));
    some = some || stack_at(box, i)->len > 0;
  }
  if (some)
    return &rest->box;
  for (guint i = 0; i < box->stacks->len; i++) { /* nothing fits: undo */
    GPtrArray *moved = stack_at(&rest->box, i);
    g_ptr_array_index(rest->box.stacks, i) = stack_at(box, i);
    g_ptr_array_index(box->stacks, i) = moved;
  }
  pb_pdf_box_free(&rest->box);
  return NULL;
}

static pb_pdf_box *first_box(const grid_box *self, guint i) {
  GPtrArray *stack = stack_at(&self->box, i);
  return stack->len > 0 ? g_ptr_array_index(stack, 0) : NULL;
}

/** Bodies below titles start at one height. */
static void align_heads(grid_box *self) {
  double head = 0;
  guint n = self->box.stacks->len;
  for (guint i = 0; i < n; i++) {
    const pb_pdf_box *box = first_box(self, i);
    if (box != NULL && pb_figure_box_body(box) > 0)
      head = MAX(head, box->head);
  }
  for (guint i = 0; i < n; i++) {
    pb_pdf_box *box = first_box(self, i);
    if (box != NULL && pb_figure_box_body(box) > 0)
      box->head_room = head;
  }
}

static void share_height(grid_box *self) {
  double low = INFINITY, high = 0;
  guint n = self->box.stacks->len;
  for (guint i = 0; i < n; i++) {
    const pb_pdf_box *box = first_box(self, i);
    double body = box != NULL && stack_at(&self->box, i)->len == 1 ? pb_figure_box_body(box) : 0;
    if (body > 0) {
      low = MIN(low, body);
      high = MAX(high, body);
    }
  }
  if (high == 0 || high > low * SHARED_HEIGHT_LIMIT)
    return;
  for (guint i = 0; i < n; i++) {
    pb_pdf_box *box = first_box(self, i);
    if (box != NULL && stack_at(&self->box, i)->len == 1 && pb_figure_box_body(box) > 0)
      pb_figure_box_set_body(box, high);
  }
}

static void finish_row(grid_box *self, GPtrArray *stack) {
  double before = 0;
  for (guint i = 0; i < self->box.stacks->len; i++) {
    const pb_pdf_box *box = first_box(self, i);
    before = MAX(before, box != NULL ? box->before : 0);
  }
  align_heads(self);
  share_height(self);
  self->box.before = MAX(before, 14);
  g_ptr_array_add(stack, self);
}

void pb_pdf_add_grid(pb_pdf *pdf, const pb_node *grid, double width, GPtrArray *stack) {
  double column = (width - 11 * PB_GRID_GUTTER) / 12;
  grid_box *row = NULL;
  int used = 0;
  for (guint i = 0; i < grid->children->len; i++) {
    const pb_node *cell = g_ptr_array_index(grid->children, i);
    if (row == NULL || used + cell->span > 12) {
      if (row != NULL)
        finish_row(row, stack);
      row = new_grid(width);
      used = 0;
    }
    double x = used * (column + PB_GRID_GUTTER);
    GPtrArray *inside = pb_stack_new();
    pb_pdf_add_blocks(pdf, cell, cell->span * (column + PB_GRID_GUTTER) - PB_GRID_GUTTER, inside);
    g_ptr_array_add(row->box.stacks, inside);
    g_array_append_val(row->x, x);
    used += cell->span;
  }
  if (row != NULL)
    finish_row(row, stack);
}
