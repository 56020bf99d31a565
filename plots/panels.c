/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/panels.h"

#include <math.h>

#define TWO_COLUMNS_PT 400.0
#define GUTTER_PT 22.0
#define PLOT_PT 66.0
#define LOWEST_PLOT_PT 45.0
#define AXIS_PT 14.0
#define ROW_GAP_PT 12.0

static void clear_panel(pb_panel *panel) {
  g_free(panel->title);
  g_free(panel->subtitle);
  g_free(panel->words);
  g_free(panel->behind_label);
  g_free(panel->target_label);
  g_free(panel->value_label);
  g_array_unref(panel->points);
  g_array_unref(panel->behind);
}

GArray *pb_panels_new(void) {
  GArray *panels = g_array_new(FALSE, TRUE, sizeof(pb_panel));
  g_array_set_clear_func(panels, (GDestroyNotify)clear_panel);
  return panels;
}

pb_panel *pb_panels_add(GArray *panels, char *title, char *subtitle, char *words) {
  pb_panel panel = {.title = title,
                    .subtitle = subtitle,
                    .words = words,
                    .points = g_array_new(FALSE, FALSE, sizeof(pb_panel_point)),
                    .behind = g_array_new(FALSE, FALSE, sizeof(pb_panel_point))};
  g_array_append_val(panels, panel);
  return &g_array_index(panels, pb_panel, panels->len - 1);
}

static guint columns_at(double width) {
  return width < TWO_COLUMNS_PT ? 1 : 2;
}

static double column_width(double width) {
  return columns_at(width) == 1 ? width : (width - GUTTER_PT) / 2;
}

/* A text of the heading, wrapped; draws when there is a canvas. Returns its height. */
static double put_lines(pb_canvas *canvas, const pb_theme *theme, const char *text, int weight,
                        uint32_t color, double x, double y, double width) {
  if (!text || !*text)
    return 0;
  g_auto(GStrv) lines = pb_label_wrap(theme, text, weight, width);
  pb_size size = pb_lines_size(theme, lines, weight);
  if (canvas) {
    pb_text_style style = pb_style(theme, color, PB_ALIGN_START, PB_VALIGN_MIDDLE);
    style.weight = weight;
    pb_lines_draw(canvas, x, y + size.height / 2, lines, style);
  }
  return size.height;
}

static double put_heading(pb_canvas *canvas, const pb_theme *theme, const pb_panel *panel, double x,
                          double y, double width) {
  double top = y;
  y += put_lines(canvas, theme, panel->title, 600, theme->ink, x, y, width);
  y += put_lines(canvas, theme, panel->subtitle, 400, theme->grey, x, y, width);
  y += put_lines(canvas, theme, panel->words, 400, theme->ink, x, y, width);
  return y - top;
}

/* Height of the headings of the row that begins with panel `first`. */
static double heading_height(const GArray *panels, const pb_theme *theme, guint first,
                             double width) {
  double most = 0;
  for (guint i = first; i < MIN(first + columns_at(width), panels->len); i++)
    most = fmax(most, put_heading(NULL, theme, &g_array_index(panels, pb_panel, i), 0, 0,
                                  column_width(width)));
  return most;
}

double pb_panels_height(const GArray *panels, const pb_theme *theme, double width) {
  double height = 0;
  for (guint i = 0; i < panels->len; i += columns_at(width))
    height += heading_height(panels, theme, i, width) + 10 + PLOT_PT + AXIS_PT + ROW_GAP_PT;
  return fmax(20, height - ROW_GAP_PT + 4);
}

typedef struct {
  double low, high, first, last;
} range;

static void widen(range *r, const GArray *points) {
  for (guint i = 0; i < points->len; i++) {
    const pb_panel_point *p = &g_array_index(points, pb_panel_point, i);
    r->low = fmin(r->low, p->has_interval ? p->lower : p->value);
    r->high = fmax(r->high, p->has_interval ? p->upper : p->value);
    r->first = fmin(r->first, p->at);
    r->last = fmax(r->last, p->at);
  }
}

static range range_of(const pb_panel *panel) {
  range r = {INFINITY, -INFINITY, INFINITY, -INFINITY};
  widen(&r, panel->points);
  widen(&r, panel->behind);
  if (panel->has_target) {
    r.low = fmin(r.low, panel->target);
    r.high = fmax(r.high, panel->target);
    r.first = fmin(r.first, panel->target_at);
    r.last = fmax(r.last, panel->target_at);
  }
  bool positive = r.low >= 0;
  double room = fmax(.12 * (r.high - r.low), fmax(fabs(r.high) * .02, 1e-9));
  r.low -= room;
  r.high += room;
  /* a scale that nearly reaches down to 0 may as well begin there */
  if (positive && r.low < .35 * r.high)
    r.low = 0;
  if (r.last - r.first < 1) {
    r.first -= .5;
    r.last += .5;
  }
  return r;
}

static void draw_line(pb_canvas *canvas, const GArray *points, const pb_axis *x, const pb_axis *y,
                      uint32_t color, double width) {
  g_autofree double *px = g_new(double, points->len + 1), *py = g_new(double, points->len + 1);
  for (guint i = 0; i < points->len; i++) {
    const pb_panel_point *p = &g_array_index(points, pb_panel_point, i);
    px[i] = pb_axis_at(x, p->at);
    py[i] = pb_axis_at(y, p->value);
  }
  if (points->len > 1)
    pb_canvas_polyline(canvas, px, py, points->len, pb_stroke(color, width));
}

static void draw_points(pb_canvas *canvas, const pb_panel *panel, const pb_axis *x,
                        const pb_axis *y) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  draw_line(canvas, panel->behind, x, y, theme->context, 1.4);
  for (guint i = 0; i < panel->behind->len; i++) {
    const pb_panel_point *p = &g_array_index(panel->behind, pb_panel_point, i);
    pb_canvas_circle(canvas, pb_axis_at(x, p->at), pb_axis_at(y, p->value), 1.6,
                     pb_fill(theme->context));
  }
  for (guint i = 0; i < panel->points->len; i++) {
    const pb_panel_point *p = &g_array_index(panel->points, pb_panel_point, i);
    if (p->has_interval)
      pb_interval_draw(canvas, pb_axis_at(x, p->at), pb_axis_at(y, p->lower),
                       pb_axis_at(y, p->upper), theme->accent, .9);
  }
  draw_line(canvas, panel->points, x, y, theme->accent, 1.8);
  for (guint i = 0; i < panel->points->len; i++) {
    const pb_panel_point *p = &g_array_index(panel->points, pb_panel_point, i);
    pb_canvas_circle(canvas, pb_axis_at(x, p->at), pb_axis_at(y, p->value),
                     i + 1 == panel->points->len ? 3 : 2, pb_fill(theme->accent));
  }
}

static void draw_target(pb_canvas *canvas, const pb_panel *panel, const pb_axis *x,
                        const pb_axis *y) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  if (!panel->has_target)
    return;
  double at = pb_axis_at(y, panel->target);
  pb_canvas_line(canvas, x->at_low, at, x->at_high, at, pb_dashed(theme->ink, .9));
  pb_canvas_mark(canvas, PB_MARK_DIAMOND, pb_axis_at(x, panel->target_at), at, 7,
                 pb_hollow(theme, theme->ink, 1.1));
}

#define MOST_LABELS 3

typedef struct {
  const char *text;
  uint32_t color;
  int weight;
  double value;
} end_label;

/* What stands at the right end of the lines. */
static size_t end_labels(const pb_panel *panel, const pb_theme *theme,
                         end_label labels[MOST_LABELS]) {
  size_t n = 0;
  if (panel->points->len && panel->value_label)
    labels[n++] =
        (end_label){panel->value_label, theme->accent, 600,
                    g_array_index(panel->points, pb_panel_point, panel->points->len - 1).value};
  if (panel->has_target && panel->target_label)
    labels[n++] = (end_label){panel->target_label, theme->ink, 400, panel->target};
  if (panel->behind->len && panel->behind_label)
    labels[n++] =
        (end_label){panel->behind_label, theme->grey, 400,
                    g_array_index(panel->behind, pb_panel_point, panel->behind->len - 1).value};
  return n;
}

static void draw_end_labels(pb_canvas *canvas, const end_label *labels, size_t n, const pb_axis *y,
                            double left) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  double centre[MOST_LABELS], extent[MOST_LABELS];
  for (size_t i = 0; i < n; i++) {
    centre[i] = pb_axis_at(y, labels[i].value);
    extent[i] = PB_LABEL_LINE;
  }
  pb_label_spread(centre, extent, n, y->at_high - 6, y->at_low + 6);
  for (size_t i = 0; i < n; i++) {
    pb_text_style style = pb_style(theme, labels[i].color, PB_ALIGN_START, PB_VALIGN_MIDDLE);
    style.weight = labels[i].weight;
    pb_canvas_text(canvas, left, centre[i], labels[i].text, style);
  }
}

static void draw_panel(pb_canvas *canvas, const pb_language *language, const pb_panel *panel,
                       double left, double top, double width, double plot) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  range r = range_of(panel);
  pb_axis y = r.low == 0 ? pb_axis_from_zero(r.high, 4) : pb_axis_between(r.low, r.high, 4);
  pb_axis x = {.low = r.first, .high = r.last};
  end_label labels[MOST_LABELS];
  size_t n = end_labels(panel, theme, labels);
  double room = 0;
  for (size_t i = 0; i < n; i++)
    room = fmax(room, pb_label_width(theme, labels[i].text, labels[i].weight));
  double bottom = top + plot;
  pb_axis_place(&y, bottom, top);
  pb_axis_thin(&y, PB_LABEL_LINE + 2, y.low);
  double x0 = left + pb_value_axis_width(theme, language, &y);
  double x1 = fmax(x0 + 20, left + width - room - 9);
  pb_axis_place(&x, x0 + 5, x1 - 3);
  pb_value_axis_draw(canvas, language, &y, x0, x1);
  draw_points(canvas, panel, &x, &y);
  draw_target(canvas, panel, &x, &y);
  draw_end_labels(canvas, labels, n, &y, x1 + 7);
  pb_axis years = {.low = ceil(r.first), .high = floor(r.last)};
  if (years.high < years.low)
    years.high = years.low = round(r.first);
  pb_axis_place(&years, pb_axis_at(&x, years.low), pb_axis_at(&x, years.high));
  pb_year_axis_draw(canvas, &years, bottom + 3);
}

void pb_panels_draw(const GArray *panels, pb_canvas *canvas, const pb_language *language) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  double width = pb_canvas_width(canvas), column = column_width(width), y = 0;
  guint n = columns_at(width), rows = MAX(1, (panels->len + n - 1) / n);
  /* a page gives figures more height than they ask for, or a little less */
  double more = pb_canvas_height(canvas) - pb_panels_height(panels, theme, width);
  double plot = fmax(LOWEST_PLOT_PT, PLOT_PT + more / rows);
  for (guint first = 0; first < panels->len; first += n) {
    double heading = heading_height(panels, theme, first, width);
    for (guint i = first; i < MIN(first + n, panels->len); i++) {
      const pb_panel *panel = &g_array_index(panels, pb_panel, i);
      double x = (i - first) * (column + GUTTER_PT);
      put_heading(canvas, theme, panel, x, y, column);
      draw_panel(canvas, language, panel, x, y + heading + 10, column, plot);
    }
    y += heading + 10 + plot + AXIS_PT + ROW_GAP_PT;
  }
}
