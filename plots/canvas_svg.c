/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "plots/canvas_record.h"
#include "plots/svg_write.h"

/** What hatches differ in: a pattern of its own for each. */
typedef struct {
  bool fill;
  uint32_t fill_color, line_color;
  double opacity;
} hatch;

typedef struct {
  const pb_canvas *canvas;
  const char *id;
  GArray *hatches; /**< hatch, in order of first use */
  GString *out;
} writer;

static hatch hatch_of(const pb_paint *paint) {
  return (hatch){paint->fill, paint->fill ? paint->fill_color : 0, paint->stroke_color,
                 paint->fill ? pb_paint_opacity(paint) : 1};
}

/** Position of the paint's pattern, added when it is new. */
static guint hatch_index(writer *w, const pb_paint *paint) {
  hatch wanted = hatch_of(paint);
  for (guint i = 0; i < w->hatches->len; i++) {
    const hatch *h = &g_array_index(w->hatches, hatch, i);
    if (h->fill == wanted.fill && h->fill_color == wanted.fill_color &&
        h->line_color == wanted.line_color && h->opacity == wanted.opacity)
      return i;
  }
  g_array_append_val(w->hatches, wanted);
  return w->hatches->len - 1;
}

/** Lines x + y = k * step * sqrt(2), as the replay draws them. */
static void write_patterns(writer *w) {
  for (guint i = 0; i < w->canvas->ops->len; i++) {
    const pb_op *op = pb_record_op(w->canvas, i);
    if (op->kind < PB_OP_TEXT && op->paint.hatch)
      hatch_index(w, &op->paint);
  }
  if (w->hatches->len == 0)
    return;
  g_string_append(w->out, "<defs>\n");
  for (guint i = 0; i < w->hatches->len; i++) {
    const hatch *h = &g_array_index(w->hatches, hatch, i);
    g_string_append(w->out, "<pattern id=\"");
    pb_svg_escape(w->out, w->id);
    g_string_append_printf(w->out, "-hatch%u\" patternUnits=\"userSpaceOnUse\"", i + 1);
    pb_svg_attribute(w->out, "width", PB_HATCH_STEP);
    pb_svg_attribute(w->out, "height", PB_HATCH_STEP);
    g_string_append(w->out, " patternTransform=\"rotate(-45)\">");
    if (h->fill) {
      g_string_append(w->out, "<rect");
      pb_svg_attribute(w->out, "width", PB_HATCH_STEP);
      pb_svg_attribute(w->out, "height", PB_HATCH_STEP);
      pb_svg_color(w->out, "fill", h->fill_color);
      if (h->opacity < 1)
        pb_svg_attribute(w->out, "fill-opacity", h->opacity);
      g_string_append(w->out, "/>");
    }
    /* Half a line at each edge: a line on the edge itself would lose half its width. */
    g_string_append(w->out, "<path d=\"M0 0h");
    pb_svg_number(w->out, pb_svg_hundredths(PB_HATCH_STEP));
    g_string_append(w->out, "M0 ");
    pb_svg_number(w->out, pb_svg_hundredths(PB_HATCH_STEP));
    g_string_append(w->out, "h");
    pb_svg_number(w->out, pb_svg_hundredths(PB_HATCH_STEP));
    g_string_append(w->out, "\"");
    pb_svg_color(w->out, "stroke", h->line_color);
    pb_svg_attribute(w->out, "stroke-width", PB_HATCH_WIDTH);
    g_string_append(w->out, "/></pattern>\n");
  }
  g_string_append(w->out, "</defs>\n");
}

static void write_paint(writer *w, const pb_op *op) {
  const pb_paint *paint = &op->paint;
  if (paint->hatch) {
    g_string_append(w->out, " fill=\"url(#");
    pb_svg_escape(w->out, w->id);
    g_string_append_printf(w->out, "-hatch%u)\"", hatch_index(w, paint) + 1);
  } else if (!paint->fill) {
    g_string_append(w->out, " fill=\"none\"");
  } else {
    pb_svg_color(w->out, "fill", paint->fill_color);
    if (pb_paint_opacity(paint) < 1)
      pb_svg_attribute(w->out, "fill-opacity", pb_paint_opacity(paint));
  }
  if (paint->stroke_width > 0) {
    pb_svg_color(w->out, "stroke", paint->stroke_color);
    pb_svg_attribute(w->out, "stroke-width", paint->stroke_width);
    bool dash = g_strcmp0(paint->dash, "dash") == 0;
    if (dash || g_strcmp0(paint->dash, "dot") == 0) {
      g_string_append(w->out, " stroke-dasharray=\"");
      pb_svg_number(w->out, pb_svg_hundredths(dash ? PB_DASH_ON : PB_DOT_ON));
      g_string_append_c(w->out, ' ');
      pb_svg_number(w->out, pb_svg_hundredths(dash ? PB_DASH_OFF : PB_DOT_OFF));
      g_string_append_c(w->out, '"');
    }
  }
}

/** Two numbers after a path command. */
static void pair(GString *out, const char *command, double x, double y) {
  g_string_append(out, command);
  pb_svg_number(out, pb_svg_hundredths(x));
  g_string_append_c(out, ' ');
  pb_svg_number(out, pb_svg_hundredths(y));
}

static void arc_to(GString *out, double radius, bool large, bool clockwise, double x, double y) {
  pair(out, "A", radius, radius);
  g_string_append_printf(out, " 0 %d %d ", large, clockwise);
  pair(out, "", x, y);
}

/** Part of a ring's edge from one angle to another (degrees from 12 o'clock), in two halves since
 * one arc cannot be a whole turn. */
static void edge(GString *out, const pb_op *op, double radius, double from, double to) {
  bool clockwise = to > from;
  for (int half = 1; half <= 2; half++) {
    double angle = (from + (to - from) * half / 2) * G_PI / 180;
    arc_to(out, radius, false, clockwise, op->x + radius * sin(angle), op->y - radius * cos(angle));
  }
}

static void start_at(GString *out, const pb_op *op, double radius, double angle,
                     const char *command) {
  double a = angle * G_PI / 180;
  pair(out, command, op->x + radius * sin(a), op->y - radius * cos(a));
}

static void write_wedge(GString *out, const pb_op *op) {
  bool whole = op->to - op->from >= 360;
  g_string_append(out, "<path d=\"");
  start_at(out, op, op->outer, op->from, "M");
  edge(out, op, op->outer, op->from, op->to);
  if (whole)
    g_string_append_c(out, 'z');
  if (op->inner > 0) {
    start_at(out, op, op->inner, op->to, whole ? "M" : "L");
    edge(out, op, op->inner, op->to, op->from);
  } else if (!whole) {
    pair(out, "L", op->x, op->y);
  }
  if (op->inner > 0 || !whole)
    g_string_append_c(out, 'z');
  g_string_append(out, "\" fill-rule=\"evenodd\"");
}

static void write_shape(writer *w, const pb_op *op) {
  switch (op->kind) {
  case PB_OP_RECT:
    g_string_append(w->out, "<rect");
    pb_svg_attribute(w->out, "x", op->x);
    pb_svg_attribute(w->out, "y", op->y);
    pb_svg_attribute(w->out, "width", op->width);
    pb_svg_attribute(w->out, "height", op->height);
    break;
  case PB_OP_CIRCLE:
    g_string_append(w->out, "<circle");
    pb_svg_attribute(w->out, "cx", op->x);
    pb_svg_attribute(w->out, "cy", op->y);
    pb_svg_attribute(w->out, "r", op->outer);
    break;
  case PB_OP_WEDGE:
    write_wedge(w->out, op);
    break;
  default:
    g_string_append(w->out, "<path d=\"");
    for (size_t r = 0; r < op->n_rings; r++) {
      size_t n;
      const pb_point *points = pb_record_ring(w->canvas, op, r, &n);
      pb_svg_ring(w->out, points, n, op->closed);
    }
    g_string_append_c(w->out, '"');
    if (op->n_rings > 1)
      g_string_append(w->out, " fill-rule=\"evenodd\"");
  }
  write_paint(w, op);
  g_string_append(w->out, "/>\n");
}

/** The measured width goes along, so that a viewer with another typeface presses the line into the
 * place that the layout gave it. */
static void write_text(writer *w, const pb_op *op) {
  const pb_text_style *style = &op->style;
  g_string_append(w->out, "<text");
  pb_svg_attribute(w->out, "x", op->x);
  pb_svg_attribute(w->out, "y", op->y + op->baseline);
  pb_svg_attribute(w->out, "font-size", style->size);
  if (style->weight != 400)
    g_string_append_printf(w->out, " font-weight=\"%d\"", style->weight);
  pb_svg_color(w->out, "fill", style->color);
  if (style->align != PB_ALIGN_START)
    g_string_append_printf(w->out, " text-anchor=\"%s\"",
                           style->align == PB_ALIGN_MIDDLE ? "middle" : "end");
  if (style->tabular)
    g_string_append(w->out, " font-variant=\"tabular-nums\"");
  if (style->angle != 0) {
    g_string_append(w->out, " transform=\"rotate(");
    pb_svg_number(w->out, pb_svg_hundredths(-style->angle));
    pair(w->out, " ", op->x, op->y);
    g_string_append(w->out, ")\"");
  }
  if (style->halo > 0) {
    pb_svg_color(w->out, "stroke", w->canvas->theme->paper);
    pb_svg_attribute(w->out, "stroke-width", 2 * style->halo);
    g_string_append(w->out, " paint-order=\"stroke\"");
  }
  if (strstr(op->text, "  ") || g_str_has_prefix(op->text, " ") || g_str_has_suffix(op->text, " "))
    g_string_append(w->out, " xml:space=\"preserve\"");
  pb_svg_attribute(w->out, "textLength", op->extent.width);
  g_string_append(w->out, " lengthAdjust=\"spacingAndGlyphs\">");
  pb_svg_escape(w->out, op->text);
  g_string_append(w->out, "</text>\n");
}

static void write_ops(writer *w) {
  guint depth = 0;
  for (guint i = 0; i < w->canvas->ops->len; i++) {
    const pb_op *op = pb_record_op(w->canvas, i);
    switch (op->kind) {
    case PB_OP_GROUP:
      g_string_append(w->out, "<g>");
      if (op->text && *op->text) {
        g_string_append(w->out, "<title>");
        pb_svg_escape(w->out, op->text);
        g_string_append(w->out, "</title>");
      }
      g_string_append_c(w->out, '\n');
      depth++;
      break;
    case PB_OP_GROUP_END:
      if (depth) {
        g_string_append(w->out, "</g>\n");
        depth--;
      }
      break;
    case PB_OP_TEXT:
      write_text(w, op);
      break;
    default:
      write_shape(w, op);
    }
  }
  while (depth--)
    g_string_append(w->out, "</g>\n");
}

/** <title> or <desc> with the id that aria-labelledby names. */
static void write_word(writer *w, const char *element, const char *text) {
  g_string_append_printf(w->out, "<%s id=\"", element);
  pb_svg_escape(w->out, w->id);
  g_string_append_printf(w->out, "-%s\">", element);
  pb_svg_escape(w->out, text);
  g_string_append_printf(w->out, "</%s>\n", element);
}

static void write_head(writer *w, const char *title, const char *description,
                       const char *language) {
  double width = w->canvas->width, height = w->canvas->height;
  g_string_append(w->out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
  pb_svg_number(w->out, pb_svg_hundredths(width / PB_MM_TO_PT));
  g_string_append(w->out, "mm\" height=\"");
  pb_svg_number(w->out, pb_svg_hundredths(height / PB_MM_TO_PT));
  g_string_append(w->out, "mm\" viewBox=\"0 0 ");
  pair(w->out, "", width, height);
  g_string_append(w->out, "\" role=\"img\"");
  if (language && *language) {
    g_string_append(w->out, " lang=\"");
    pb_svg_escape(w->out, language);
    g_string_append(w->out, "\" xml:lang=\"");
    pb_svg_escape(w->out, language);
    g_string_append_c(w->out, '"');
  }
  bool has_title = title && *title, has_description = description && *description;
  if (has_title || has_description) {
    g_string_append(w->out, " aria-labelledby=\"");
    for (int i = 0; i < 2; i++) {
      if (!(i ? has_description : has_title))
        continue;
      if (i && has_title)
        g_string_append_c(w->out, ' ');
      pb_svg_escape(w->out, w->id);
      g_string_append(w->out, i ? "-desc" : "-title");
    }
    g_string_append_c(w->out, '"');
  }
  g_string_append(w->out, " font-family=\"");
  pb_svg_escape(w->out, w->canvas->theme->family);
  g_string_append(w->out, ", system-ui, sans-serif\" text-rendering=\"geometricPrecision\" "
                          "stroke-linejoin=\"round\">\n");
  if (has_title)
    write_word(w, "title", title);
  if (has_description)
    write_word(w, "desc", description);
}

GBytes *pb_canvas_to_svg(const pb_canvas *canvas, const char *id, const char *title,
                         const char *description, const char *language, GError **error) {
  (void)error;
  writer w = {canvas, id, g_array_new(FALSE, FALSE, sizeof(hatch)), g_string_sized_new(16384)};
  write_head(&w, title, description, language);
  write_patterns(&w);
  /* Viewers with a dark background show the paper too. */
  g_string_append(w.out, "<rect");
  pb_svg_attribute(w.out, "width", canvas->width);
  pb_svg_attribute(w.out, "height", canvas->height);
  pb_svg_color(w.out, "fill", canvas->theme->paper);
  g_string_append(w.out, "/>\n");
  write_ops(&w);
  g_string_append(w.out, "</svg>\n");
  g_array_unref(w.hatches);
  return g_string_free_to_bytes(w.out);
}
