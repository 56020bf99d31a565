/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "plots/canvas_record.h"
#include "plots/canvas_text.h"

static void set_color(cairo_t *cr, uint32_t color, double opacity) {
  cairo_set_source_rgba(cr, (color >> 16 & 0xff) / 255., (color >> 8 & 0xff) / 255.,
                        (color & 0xff) / 255., opacity);
}

static void path_of(cairo_t *cr, const pb_canvas *canvas, const pb_op *op) {
  for (size_t r = 0; r < op->n_rings; r++) {
    size_t n;
    const pb_point *points = pb_record_ring(canvas, op, r, &n);
    for (size_t i = 0; i < n; i++)
      (i ? cairo_line_to : cairo_move_to)(cr, points[i].x, points[i].y);
    if (op->closed && n)
      cairo_close_path(cr);
  }
}

static void wedge_of(cairo_t *cr, const pb_op *op) {
  double from = (op->from - 90) * G_PI / 180, to = (op->to - 90) * G_PI / 180;
  bool whole = op->to - op->from >= 360;
  cairo_arc(cr, op->x, op->y, op->outer, from, to);
  if (whole)
    cairo_close_path(cr);
  if (op->inner > 0) {
    if (whole)
      cairo_new_sub_path(cr);
    cairo_arc_negative(cr, op->x, op->y, op->inner, to, from);
  } else if (!whole) {
    cairo_line_to(cr, op->x, op->y);
  }
  cairo_close_path(cr);
}

static void shape(cairo_t *cr, const pb_canvas *canvas, const pb_op *op) {
  cairo_new_path(cr);
  switch (op->kind) {
  case PB_OP_RECT:
    cairo_rectangle(cr, op->x, op->y, op->width, op->height);
    break;
  case PB_OP_CIRCLE:
    cairo_new_sub_path(cr);
    cairo_arc(cr, op->x, op->y, op->outer, 0, 2 * G_PI);
    cairo_close_path(cr);
    break;
  case PB_OP_WEDGE:
    wedge_of(cr, op);
    break;
  default:
    path_of(cr, canvas, op);
  }
}

/** Diagonals x + y = k * step * sqrt(2) over the current path, tied to the origin of the canvas so
 * that neighbouring shapes match. Keeps the path. */
static void hatch(cairo_t *cr, const pb_op *op) {
  double x0, y0, x1, y1, step = PB_HATCH_STEP * G_SQRT2;
  cairo_fill_extents(cr, &x0, &y0, &x1, &y1);
  cairo_path_t *path = cairo_copy_path(cr);
  cairo_save(cr);
  cairo_clip(cr);
  for (double k = floor((x0 + y0) / step); k * step <= x1 + y1; k++) {
    cairo_move_to(cr, k * step - y0, y0);
    cairo_line_to(cr, k * step - y1, y1);
  }
  set_color(cr, op->paint.stroke_color, 1);
  cairo_set_line_width(cr, PB_HATCH_WIDTH);
  cairo_set_dash(cr, NULL, 0, 0);
  cairo_stroke(cr);
  cairo_restore(cr);
  cairo_append_path(cr, path);
  cairo_path_destroy(path);
}

static void set_pen(cairo_t *cr, const pb_op *op) {
  set_color(cr, op->paint.stroke_color, 1);
  cairo_set_line_width(cr, op->paint.stroke_width);
  cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
  bool dash = g_strcmp0(op->paint.dash, "dash") == 0, dot = g_strcmp0(op->paint.dash, "dot") == 0;
  if (dash)
    cairo_set_dash(cr, (double[]){PB_DASH_ON, PB_DASH_OFF}, 2, 0);
  else if (dot)
    cairo_set_dash(cr, (double[]){PB_DOT_ON, PB_DOT_OFF}, 2, 0);
  else
    cairo_set_dash(cr, NULL, 0, 0);
}

static void replay_shape(cairo_t *cr, const pb_canvas *canvas, const pb_op *op) {
  shape(cr, canvas, op);
  if (op->paint.fill) {
    set_color(cr, op->paint.fill_color, pb_paint_opacity(&op->paint));
    cairo_fill_preserve(cr);
  }
  if (op->paint.hatch)
    hatch(cr, op);
  if (op->paint.stroke_width > 0) {
    set_pen(cr, op);
    cairo_stroke_preserve(cr);
  }
  cairo_new_path(cr);
}

static void replay_text(cairo_t *cr, const pb_canvas *canvas, const pb_op *op) {
  const pb_text_style *style = &op->style;
  PangoLayout *layout =
      pb_text_layout(canvas->theme, op->text, style->size, style->weight, style->tabular);
  PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);
  cairo_save(cr);
  cairo_translate(cr, op->x, op->y);
  if (style->angle != 0)
    cairo_rotate(cr, -style->angle * G_PI / 180);
  cairo_new_path(cr);
  if (style->halo > 0) {
    cairo_move_to(cr, op->start, op->baseline);
    pango_cairo_layout_line_path(cr, line);
    set_color(cr, canvas->theme->paper, 1);
    cairo_set_line_width(cr, 2 * style->halo);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_dash(cr, NULL, 0, 0);
    cairo_stroke(cr);
  }
  cairo_move_to(cr, op->start, op->baseline);
  set_color(cr, style->color, 1);
  pango_cairo_show_layout_line(cr, line);
  cairo_restore(cr);
}

void pb_canvas_replay(const pb_canvas *canvas, cairo_t *cr) {
  cairo_save(cr);
  cairo_set_fill_rule(cr, CAIRO_FILL_RULE_EVEN_ODD);
  for (guint i = 0; i < canvas->ops->len; i++) {
    const pb_op *op = pb_record_op(canvas, i);
    if (op->kind == PB_OP_TEXT)
      replay_text(cr, canvas, op);
    else if (op->kind < PB_OP_TEXT)
      replay_shape(cr, canvas, op);
  }
  cairo_restore(cr);
}
