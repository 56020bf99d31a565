/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/canvas.h"

#include <math.h>

#include "plots/canvas_record.h"
#include "plots/canvas_text.h"

static void clear_op(gpointer data) {
  g_free(((pb_op *)data)->text);
}

pb_canvas *pb_canvas_new(double width_pt, double height_pt, const pb_theme *theme) {
  pb_canvas *canvas = g_new0(pb_canvas, 1);
  canvas->width = width_pt;
  canvas->height = height_pt;
  canvas->theme = theme;
  canvas->ops = g_array_new(FALSE, FALSE, sizeof(pb_op));
  g_array_set_clear_func(canvas->ops, clear_op);
  canvas->points = g_array_new(FALSE, FALSE, sizeof(pb_point));
  canvas->rings = g_array_new(FALSE, FALSE, sizeof(size_t));
  canvas->texts = g_array_new(FALSE, FALSE, sizeof(size_t));
  return canvas;
}

void pb_canvas_free(pb_canvas *canvas) {
  if (!canvas)
    return;
  g_array_unref(canvas->ops);
  g_array_unref(canvas->points);
  g_array_unref(canvas->rings);
  g_array_unref(canvas->texts);
  g_free(canvas);
}

double pb_canvas_width(const pb_canvas *canvas) {
  return canvas->width;
}
double pb_canvas_height(const pb_canvas *canvas) {
  return canvas->height;
}
const pb_theme *pb_canvas_theme(const pb_canvas *canvas) {
  return canvas->theme;
}

static void begin_ring(pb_canvas *canvas) {
  size_t here = canvas->points->len;
  g_array_append_val(canvas->rings, here);
}

static void add_point(pb_canvas *canvas, double x, double y) {
  g_return_if_fail(isfinite(x) && isfinite(y));
  pb_point point = {x, y};
  g_array_append_val(canvas->points, point);
}

/** The last bound of a path, and its operation. */
static void end_path(pb_canvas *canvas, size_t first_ring, size_t n_rings, bool closed,
                     pb_paint paint) {
  begin_ring(canvas);
  pb_op op = {.kind = PB_OP_PATH,
              .paint = paint,
              .closed = closed,
              .first_ring = first_ring,
              .n_rings = n_rings};
  g_array_append_val(canvas->ops, op);
}

void pb_canvas_polyline(pb_canvas *canvas, const double *x, const double *y, size_t n,
                        pb_paint paint) {
  if (n < 2)
    return;
  size_t first_ring = canvas->rings->len;
  begin_ring(canvas);
  for (size_t i = 0; i < n; i++)
    add_point(canvas, x[i], y[i]);
  end_path(canvas, first_ring, 1, false, paint);
}

void pb_canvas_line(pb_canvas *canvas, double x0, double y0, double x1, double y1, pb_paint paint) {
  pb_canvas_polyline(canvas, (double[]){x0, x1}, (double[]){y0, y1}, 2, paint);
}

void pb_canvas_polygon(pb_canvas *canvas, const double *x, const double *y, const uint32_t *first,
                       size_t n_rings, pb_paint paint) {
  if (n_rings == 0)
    return;
  size_t first_ring = canvas->rings->len;
  for (size_t r = 0; r < n_rings; r++) {
    begin_ring(canvas);
    for (uint32_t i = first[r]; i < first[r + 1]; i++)
      add_point(canvas, x[i], y[i]);
  }
  end_path(canvas, first_ring, n_rings, true, paint);
}

void pb_canvas_rect(pb_canvas *canvas, double x, double y, double width, double height,
                    pb_paint paint) {
  g_return_if_fail(isfinite(x) && isfinite(y) && isfinite(width) && isfinite(height));
  if (width < 0) {
    x += width;
    width = -width;
  }
  if (height < 0) {
    y += height;
    height = -height;
  }
  pb_op op = {.kind = PB_OP_RECT, .paint = paint, .x = x, .y = y, .width = width, .height = height};
  g_array_append_val(canvas->ops, op);
}

void pb_canvas_circle(pb_canvas *canvas, double cx, double cy, double radius, pb_paint paint) {
  g_return_if_fail(isfinite(cx) && isfinite(cy) && isfinite(radius));
  if (radius <= 0)
    return;
  pb_op op = {.kind = PB_OP_CIRCLE, .paint = paint, .x = cx, .y = cy, .outer = radius};
  g_array_append_val(canvas->ops, op);
}

void pb_canvas_wedge(pb_canvas *canvas, double cx, double cy, double inner, double outer,
                     double from, double to, pb_paint paint) {
  g_return_if_fail(isfinite(cx) && isfinite(cy) && isfinite(inner) && isfinite(outer) &&
                   isfinite(from) && isfinite(to));
  if (outer <= 0 || to <= from)
    return;
  pb_op op = {.kind = PB_OP_WEDGE,
              .paint = paint,
              .x = cx,
              .y = cy,
              .inner = MAX(inner, 0),
              .outer = outer,
              .from = from,
              .to = MIN(to, from + 360)};
  g_array_append_val(canvas->ops, op);
}

void pb_canvas_mark(pb_canvas *canvas, pb_mark mark, double cx, double cy, double size,
                    pb_paint paint) {
  double r = size / 2;
  /* An equilateral triangle of side `size`, its middle height on cy. */
  double h = size * .433;
  switch (mark) {
  case PB_MARK_UP:
    pb_canvas_polygon(canvas, (double[]){cx - r, cx + r, cx}, (double[]){cy + h, cy + h, cy - h},
                      (uint32_t[]){0, 3}, 1, paint);
    break;
  case PB_MARK_DOWN:
    pb_canvas_polygon(canvas, (double[]){cx - r, cx + r, cx}, (double[]){cy - h, cy - h, cy + h},
                      (uint32_t[]){0, 3}, 1, paint);
    break;
  case PB_MARK_DIAMOND:
    pb_canvas_polygon(canvas, (double[]){cx - r, cx, cx + r, cx},
                      (double[]){cy, cy - r, cy, cy + r}, (uint32_t[]){0, 4}, 1, paint);
    break;
  case PB_MARK_RING: {
    /* Hollow: the colour given for the fill, or for the stroke, becomes a stroke on paper. */
    pb_paint ring = paint;
    ring.stroke_color = paint.stroke_width > 0 ? paint.stroke_color : paint.fill_color;
    ring.stroke_width = paint.stroke_width > 0 ? paint.stroke_width : size / 6;
    ring.fill = true;
    ring.fill_color = canvas->theme->paper;
    pb_canvas_circle(canvas, cx, cy, r - ring.stroke_width / 2, ring);
    break;
  }
  case PB_MARK_DOT:
  default:
    pb_canvas_circle(canvas, cx, cy, r, paint);
    break;
  }
}

static void add_text(pb_canvas *canvas, double x, double y, const char *text,
                     const pb_text_style *style, double baseline) {
  g_return_if_fail(isfinite(x) && isfinite(y));
  if (!*text)
    return;
  pb_text_extent extent =
      pb_text_measure(canvas->theme, text, style->size, style->weight, style->tabular);
  double start = style->align == PB_ALIGN_START    ? 0
                 : style->align == PB_ALIGN_MIDDLE ? -extent.width / 2
                                                   : -extent.width;
  pb_op op = {.kind = PB_OP_TEXT,
              .x = x,
              .y = y,
              .text = g_strdup(text),
              .style = *style,
              .extent = extent,
              .start = start,
              .baseline = baseline};
  size_t index = canvas->ops->len;
  g_array_append_val(canvas->ops, op);
  g_array_append_val(canvas->texts, index);
}

void pb_canvas_text(pb_canvas *canvas, double x, double y, const char *text, pb_text_style style) {
  double baseline = style.valign == PB_VALIGN_MIDDLE ? style.size * PB_CAP_HEIGHT / 2
                    : style.valign == PB_VALIGN_TOP  ? style.size * PB_LINE_BASELINE
                                                     : 0;
  add_text(canvas, x, y, text, &style, baseline);
}

double pb_canvas_paragraph(pb_canvas *canvas, double x, double y, double width, const char *text,
                           pb_text_style style) {
  g_autoptr(GPtrArray) lines =
      pb_text_wrap(canvas->theme, text, style.size, style.weight, style.tabular, width);
  double step = style.size * PB_LINE_HEIGHT;
  double anchor = style.align == PB_ALIGN_START    ? x
                  : style.align == PB_ALIGN_MIDDLE ? x + width / 2
                                                   : x + width;
  style.angle = 0;
  for (guint i = 0; i < lines->len; i++)
    add_text(canvas, anchor, y + i * step, g_ptr_array_index(lines, i), &style,
             style.size * PB_LINE_BASELINE);
  return lines->len * step;
}

void pb_canvas_begin_group(pb_canvas *canvas, const char *tooltip) {
  pb_op op = {.kind = PB_OP_GROUP, .text = g_strdup(tooltip)};
  g_array_append_val(canvas->ops, op);
}

void pb_canvas_end_group(pb_canvas *canvas) {
  pb_op op = {.kind = PB_OP_GROUP_END};
  g_array_append_val(canvas->ops, op);
}

void pb_canvas_place(pb_canvas *canvas, const pb_canvas *child, double x, double y) {
  g_return_if_fail(canvas != child);
  for (guint i = 0; i < child->ops->len; i++) {
    pb_op op = *pb_record_op(child, i);
    op.text = g_strdup(op.text);
    op.x += x;
    op.y += y;
    if (op.kind == PB_OP_PATH) {
      size_t first_ring = canvas->rings->len;
      for (size_t r = 0; r < op.n_rings; r++) {
        size_t n;
        const pb_point *points = pb_record_ring(child, &op, r, &n);
        begin_ring(canvas);
        for (size_t p = 0; p < n; p++)
          add_point(canvas, points[p].x + x, points[p].y + y);
      }
      begin_ring(canvas);
      op.first_ring = first_ring;
    }
    if (op.kind == PB_OP_TEXT) {
      size_t index = canvas->ops->len;
      g_array_append_val(canvas->texts, index);
    }
    g_array_append_val(canvas->ops, op);
  }
}

size_t pb_canvas_n_texts(const pb_canvas *canvas) {
  return canvas->texts->len;
}

pb_text_box pb_canvas_text_at(const pb_canvas *canvas, size_t index) {
  const pb_op *op = pb_record_op(canvas, g_array_index(canvas->texts, size_t, index));
  double angle = op->style.angle * G_PI / 180, c = cos(angle), s = sin(angle);
  double along[2] = {op->start + op->extent.ink_left, op->start + op->extent.ink_right};
  double top_ink = MIN(op->extent.ink_top, -PB_CAP_HEIGHT * op->style.size);
  double bottom_ink = MAX(op->extent.ink_bottom, PB_DESCENT * op->style.size);
  double down[2] = {op->baseline + top_ink, op->baseline + bottom_ink};
  double left = G_MAXDOUBLE, top = G_MAXDOUBLE, right = -G_MAXDOUBLE, bottom = -G_MAXDOUBLE;
  for (int i = 0; i < 4; i++) {
    /* Counter-clockwise on paper, with y downwards. */
    double u = along[i & 1], v = down[i >> 1];
    double px = op->x + c * u + s * v, py = op->y - s * u + c * v;
    left = MIN(left, px);
    right = MAX(right, px);
    top = MIN(top, py);
    bottom = MAX(bottom, py);
  }
  return (pb_text_box){op->text,          left, top, right - left, bottom - top, op->style.size,
                       op->style.halo > 0};
}
