/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How few cells hold how many of the events, beside what chance alone would give (Lorenz). */
#include <math.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/place_body.h"
#include "plots/place_words.h"
#include "plots/read.h"

extern const pb_chart pb_chart_concentration_curve;

#define AXIS_PT 29.0
#define HEAD_PT 6.0
#define DOT_PT 2.8
/* The axis ends where the curve has all events, or here times that if chance takes longer. */
#define ROOM_FOR_CHANCE 1.8

static const int shares[] = {25, 50, 80};
#define N_SHARES G_N_ELEMENTS(shares)

/* Cells that hold a share of the events, as in the sentences: rounded, at least one. */
static double cells_of(const pb_result *r, const char *scalar, int share) {
  g_autofree char *name = g_strdup_printf("%s_%d", scalar, share);
  return fmax(1, (double)llround(pb_result_scalar_or(r, name, 1)));
}

static char *count_of(const pb_context *context, double count) {
  return pb_format_integer(context->language, llround(count));
}

static bool is_concentrated(const pb_result *r) {
  return g_strcmp0(pb_result_get_text(r, "verdict"), "more") == 0;
}

static char *make_title(const pb_context *context, const pb_result *r) {
  if (!is_concentrated(r))
    return g_strdup(_("The events are not more concentrated than chance would make them"));
  double cells = cells_of(r, "cells", 50);
  g_autofree char *n = count_of(context, cells);
  g_autofree char *chance = count_of(context, cells_of(r, "chance_cells", 50));
  return g_strdup_printf(Q_("Half of the events in %s cell; by chance alone in %s",
                            "Half of the events in %s cells; by chance alone in %s",
                            (unsigned long)cells),
                         n, chance);
}

static char *make_alt(const pb_context *context, const pb_result *r) {
  char *text[2][N_SHARES];
  for (size_t i = 0; i < N_SHARES; i++) {
    text[0][i] = count_of(context, cells_of(r, "cells", shares[i]));
    text[1][i] = count_of(context, cells_of(r, "chance_cells", shares[i]));
  }
  g_autofree char *all = count_of(context, pb_result_scalar_or(r, "n_cells", 0));
  char *alt = g_strdup_printf(
      _("Curve of the share of the events over the share of the cells, the cells with most events "
        "first. Of %s cells, a quarter of the events lies in %s, half in %s and four fifths in %s; "
        "by chance alone it would be %s, %s and %s."),
      all, text[0][0], text[0][1], text[0][2], text[1][0], text[1][1], text[1][2]);
  for (size_t i = 0; i < N_SHARES; i++) {
    g_free(text[0][i]);
    g_free(text[1][i]);
  }
  return alt;
}

static char *make_note(const pb_context *context, const pb_result *r) {
  g_autofree char *gini =
      pb_format_number(context->language, pb_result_scalar_or(r, "gini_adjusted", 0), 2);
  g_autoptr(GString) note = g_string_new(NULL);
  g_string_append_printf(note,
                         _("Chance: as many events, each as likely in any cell of the "
                           "municipality, also where nobody lives. Gini, adjusted for few events: "
                           "%s (0: as even as can be, 1: all in one cell)."),
                         gini);
  double missing = pb_result_scalar_or(r, "n_events", 0) - pb_result_scalar_or(r, "n_located", 0);
  if (missing > 0) {
    g_autofree char *n = count_of(context, missing);
    g_string_append_c(note, ' ');
    g_string_append_printf(note, _("Left out: events without a usable point (%s)."), n);
  }
  return g_string_free(g_steal_pointer(&note), FALSE);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  int area;
  pb_figure *figure = pb_chart_new_area(&pb_chart_concentration_curve, context, params,
                                        "place-concentration", &area, error);
  if (!figure)
    return NULL;
  const pb_result *r = figure->data[0];
  figure->source = pb_chart_source(context, PB_SOURCE_RECORDS | PB_SOURCE_BOUNDARIES);
  const char *reason = r ? pb_result_reason(r) : NULL;
  char *empty = !r       ? pb_no_events_text(context, area)
                : reason ? g_strdup(_(reason))
                : context->dataset->disclosure
                    ? g_strdup(_("Not shown in the public version: it rests on single recorded "
                                 "events."))
                : !pb_place_has_surface(pb_analysis_find_area(context->analysis, "hot-cells", area))
                    ? g_strdup(_("Fewer than 30 events can be placed, too few to tell places from "
                                 "chance."))
                    : NULL;
  if (pb_chart_set_empty(figure, area, _("How concentrated the events are cannot be told"), empty))
    return figure;
  g_autofree char *size =
      pb_format_number(context->language, pb_result_scalar_or(r, "cell_m", 0), 0);
  g_autofree char *what = g_strdup_printf(_("events in cells of %s metres"), size);
  figure->title = make_title(context, r);
  figure->subtitle = pb_places_subtitle(context, area, r, what);
  figure->note = make_note(context, r);
  figure->alt = make_alt(context, r);
  return figure;
}

static double height(const pb_figure *figure, double width_pt) {
  (void)figure;
  return fmin(fmax(width_pt * .62, 135), 190);
}

/* A curve of the result as points, from 0, 0. */
typedef struct {
  double *cells, *events;
  size_t n;
} curve;

static curve read_curve(const pb_result *r, const char *name) {
  size_t rows = pb_read_rows(r);
  curve c = {g_new0(double, rows + 1), g_new0(double, rows + 1), 1};
  for (size_t i = 0; i < rows; i++)
    if (g_str_equal(pb_read_text(r, "curve", i), name)) {
      c.cells[c.n] = pb_read_number_or(r, "share_of_cells", i, 0);
      c.events[c.n++] = pb_read_number_or(r, "share_of_events", i, 0);
    }
  return c;
}

static void free_curve(curve *c) {
  g_free(c->cells);
  g_free(c->events);
}

/* End the curve at `end`, on its last line. */
static void cut_curve(curve *c, double end) {
  for (size_t i = 1; i < c->n; i++)
    if (c->cells[i] > end) {
      double part = (end - c->cells[i - 1]) / (c->cells[i] - c->cells[i - 1]);
      c->events[i] = c->events[i - 1] + part * (c->events[i] - c->events[i - 1]);
      c->cells[i] = end;
      c->n = i + 1;
    }
}

typedef struct {
  const pb_figure *figure;
  pb_canvas *canvas;
  pb_axis x, y;
  pb_label_place *place;
} plot;

static char *percent_text(const plot *p, const pb_axis *axis, double share) {
  const pb_language *language = p->figure->context->language;
  g_autofree char *number = pb_format_number(language, 100 * share, axis->decimals);
  return g_strconcat(number, language->percent, NULL);
}

static void draw_axes(plot *p) {
  const pb_theme *theme = pb_canvas_theme(p->canvas);
  const pb_context *context = p->figure->context;
  double left = p->x.at_low, right = p->x.at_high, bottom = p->y.at_low;
  for (size_t i = 0; i < p->y.n_ticks; i++) {
    double at = pb_axis_at(&p->y, p->y.ticks[i]);
    g_autofree char *text = percent_text(p, &p->y, p->y.ticks[i]);
    pb_canvas_line(p->canvas, left, at, right, at,
                   pb_stroke(p->y.ticks[i] == 0 ? theme->context : theme->hairline, .5));
    pb_canvas_text(p->canvas, left - 5, at, text,
                   pb_style(theme, theme->grey, PB_ALIGN_END, PB_VALIGN_MIDDLE));
  }
  for (size_t i = 0; i < p->x.n_ticks; i++) {
    double at = pb_axis_at(&p->x, p->x.ticks[i]);
    g_autofree char *text = percent_text(p, &p->x, p->x.ticks[i]);
    double half = pb_label_width(theme, text, 400) / 2;
    at = fmin(at, pb_canvas_width(p->canvas) - half);
    pb_canvas_text(p->canvas, at, bottom + 4, text,
                   pb_style(theme, theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_TOP));
  }
  g_autofree char *all = count_of(context, pb_result_scalar_or(p->figure->data[0], "n_cells", 0));
  g_autofree char *title = g_strdup_printf(_("share of the municipality’s %s cells"), all);
  double half = pb_label_width(theme, title, 400) / 2;
  double middle = fmin(fmax((left + right) / 2, half), pb_canvas_width(p->canvas) - half);
  pb_canvas_text(p->canvas, middle, bottom + 4 + PB_LABEL_LINE, title,
                 pb_style(theme, theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_TOP));
}

/* Labels keep clear of the curve, of the one by chance only where they can. */
static void draw_curve(plot *p, const curve *c, bool chance, pb_paint paint) {
  g_autofree double *x = g_new(double, c->n), *y = g_new(double, c->n);
  for (size_t i = 0; i < c->n; i++) {
    x[i] = pb_axis_at(&p->x, c->cells[i]);
    y[i] = pb_axis_at(&p->y, c->events[i]);
    if (i && chance)
      pb_label_place_shun_line(p->place, x[i - 1], y[i - 1], x[i], y[i]);
    else if (i)
      pb_label_place_avoid_line(p->place, x[i - 1], y[i - 1], x[i], y[i]);
  }
  pb_canvas_polyline(p->canvas, x, y, c->n, paint);
}

/* Words beside a point, or none where there is no place. */
static void draw_label(plot *p, double x, double y, double radius, const char *text,
                       pb_text_style style) {
  const pb_theme *theme = pb_canvas_theme(p->canvas);
  pb_size size = {pb_label_width(theme, text, style.weight), PB_LABEL_LINE};
  pb_label_box box;
  if (!pb_label_place_beside(p->place, x, y, radius + 3, size, &box))
    return;
  style.halo = 1.2;
  pb_canvas_text(p->canvas, box.x, box.y + box.height / 2, text, style);
}

static void draw_points(plot *p, const char *scalar, bool chance, uint32_t color) {
  const pb_theme *theme = pb_canvas_theme(p->canvas);
  const pb_context *context = p->figure->context;
  const pb_result *r = p->figure->data[0];
  double n_cells = fmax(1, pb_result_scalar_or(r, "n_cells", 1));
  static const size_t order[] = {1, 2, 0}; /* half first: it is in the title */
  for (size_t k = 0; k < N_SHARES; k++) {
    int share = shares[order[k]];
    g_autofree char *name = g_strdup_printf("%s_%d", scalar, share);
    double at = pb_result_scalar_or(r, name, 0) / n_cells;
    if (at > p->x.high)
      continue;
    double x = pb_axis_at(&p->x, at), y = pb_axis_at(&p->y, share / 100.0);
    pb_canvas_circle(p->canvas, x, y, DOT_PT,
                     chance ? pb_hollow(theme, color, 1.2) : pb_fill(color));
    double cells = cells_of(r, scalar, share);
    g_autofree char *n = count_of(context, cells);
    g_autofree char *percent = percent_text(p, &p->y, share / 100.0);
    /* TRANSLATORS: "50 %: 12 cells": a share of the events and where it lies. */
    g_autofree char *text =
        g_strdup_printf(Q_("%s: %s cell", "%s: %s cells", (unsigned long)cells), percent, n);
    pb_text_style style = pb_style(theme, color, PB_ALIGN_START, PB_VALIGN_MIDDLE);
    style.weight = chance ? 400 : 600;
    draw_label(p, x, y, DOT_PT, text, style);
  }
}

static pb_axis share_axis(double high, size_t ticks) {
  pb_axis axis = pb_axis_from_zero(100 * high, ticks);
  axis.low /= 100;
  axis.high = high;
  size_t n = 0;
  for (size_t i = 0; i < axis.n_ticks; i++)
    if (axis.ticks[i] / 100 <= high * (1 + 1e-9))
      axis.ticks[n++] = axis.ticks[i] / 100;
  axis.n_ticks = n;
  return axis;
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  double width = pb_canvas_width(canvas), bottom = pb_canvas_height(canvas) - AXIS_PT;
  curve observed = read_curve(figure->data[0], "observed");
  curve chance = read_curve(figure->data[0], "chance");
  double all = observed.cells[observed.n - 1], by_chance = chance.cells[chance.n - 1];
  double end = fmax(all * 1.03, fmin(by_chance, all * ROOM_FOR_CHANCE));
  plot p = {figure, canvas, share_axis(end, 5), share_axis(1, 5), NULL};
  double left = pb_label_width(theme, "100 %", 400) + 6;
  pb_axis_place(&p.x, left, width - 2);
  pb_axis_place(&p.y, bottom, HEAD_PT);
  double gap = pb_label_width(theme, "0,000 %", 400) + 6;
  pb_axis_thin(&p.x, gap, 0);
  p.place = pb_label_place_new((pb_label_box){left + 2, 0, width - left - 2, bottom - 1});
  cut_curve(&observed, end);
  cut_curve(&chance, end);
  draw_axes(&p);
  draw_curve(&p, &chance, true, pb_dashed(theme->grey, 1.2));
  draw_curve(&p, &observed, false, pb_stroke(theme->accent, 1.8));
  draw_points(&p, "cells", false, theme->accent);
  double x = pb_axis_at(&p.x, chance.cells[chance.n - 1] * .75);
  double y = pb_axis_at(&p.y, chance.events[chance.n - 1] * .75);
  draw_label(&p, x, y, 2, _("by chance alone"),
             pb_style(theme, theme->grey, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  draw_points(&p, "chance_cells", true, theme->grey);
  pb_label_place_free(p.place);
  free_curve(&observed);
  free_curve(&chance);
}

const pb_chart pb_chart_concentration_curve = {
    .name = "concentration-curve",
    .title = N_("Concentration to places"),
    .question = N_("How few places hold how many of the events?"),
    .description =
        N_("The cells of the municipality stand in order, those with most events first; the curve "
           "is the share of all events that they hold together. The dashed curve is what as many "
           "events would give by chance alone: few events in many cells leave most cells empty. "
           "The further apart the curves, the more the events concentrate."),
    .params = &pb_chart_area_param,
    .n_params = 1,
    .width_mm = 80,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};
