/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A series in three panels of one scale: the counts with their trend, the season, and the rest. */
#include <math.h>
#include <string.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/period_axis.h"
#include "plots/read.h"
#include "plots/series_words.h"

extern const pb_chart pb_chart_stl_panels;

#define N_PANELS 3
#define LOWEST_PANEL_PT 30.0
#define PANEL_GAP_PT 8.0
#define HEADING_GAP_PT 7.0
#define TICK_PT 20.0

static double scalar(const pb_result *series, const char *name) {
  return pb_result_scalar_or(series, name, 0);
}

/* "+1 230", "−340". */
static char *signed_number(const pb_language *language, double value) {
  g_autofree char *number = pb_series_rounded(language, value, 0);
  return value >= .05 ? g_strconcat("+", number, NULL) : g_steal_pointer(&number);
}

/* "quarter 3", "August". */
static char *season_name(const pb_result *series, const char *scalar_name) {
  const int number = (int)scalar(series, scalar_name);
  return pb_series_per_year(series) == 4 ? g_strdup_printf(_("quarter %d"), number)
                                         : g_strdup(pb_month_name(number));
}

static char *make_title(const pb_context *context, const pb_result *series, bool crime) {
  g_autofree char *low = pb_series_rounded(context->language, scalar(series, "trend_lowest"), 0);
  g_autofree char *high = pb_series_rounded(context->language, scalar(series, "trend_highest"), 0);
  g_autofree char *season = pb_series_rounded(
      context->language, scalar(series, "season_high") - scalar(series, "season_low"), 0);
  return g_strdup_printf(
      crime ? _("The trend lay between %s and %s crimes a quarter, the seasons differ by %s")
            : _("The trend lay between %s and %s events a month, the seasons differ by %s"),
      low, high, season);
}

/* The row with the largest remainder in either direction. */
static size_t largest_row(const pb_result *series) {
  size_t row = 0;
  double most = -1, value;
  for (size_t i = 0; i < pb_read_rows(series); i++)
    if (pb_read_number(series, "remainder", i, &value) && fabs(value) > most) {
      most = fabs(value);
      row = i;
    }
  return row;
}

static char *season_words(const pb_figure *figure) {
  const pb_result *series = figure->data[0];
  const pb_language *language = figure->context->language;
  g_autofree char *lowest = season_name(series, "season_low_number");
  g_autofree char *highest = season_name(series, "season_high_number");
  g_autofree char *low = signed_number(language, scalar(series, "season_low"));
  g_autofree char *high = signed_number(language, scalar(series, "season_high"));
  return g_strdup_printf(_("lowest in %s (%s), highest in %s (%s)"), lowest, low, highest, high);
}

static char *rest_words(const pb_figure *figure) {
  const pb_result *series = figure->data[0];
  const pb_language *language = figure->context->language;
  const size_t row = largest_row(series);
  g_autofree char *when = pb_format_period(language, pb_read_period(series, row));
  g_autofree char *size = signed_number(language, pb_read_number_or(series, "remainder", row, 0));
  return g_strdup_printf(_("largest in %s (%s)"), when, size);
}

static char *make_alt(const pb_figure *figure, bool crime) {
  const pb_result *series = figure->data[0];
  const pb_language *language = figure->context->language;
  g_autofree char *first = pb_series_rounded(language, scalar(series, "trend_first"), 0);
  g_autofree char *last = pb_series_rounded(language, scalar(series, "trend_last"), 0);
  g_autofree char *season = season_words(figure);
  g_autofree char *rest = rest_words(figure);
  return g_strdup_printf(
      crime ? _("Three panels of reported crimes a quarter in %s. Trend: from %s to %s. Season: "
                "%s. The rest: %s.")
            : _("Three panels of events a month in %s. Trend: from %s to %s. Season: %s. The "
                "rest: %s."),
      pb_chart_place(figure->context), first, last, season, rest);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  pb_series_choice choice;
  pb_figure *figure =
      pb_chart_new_series(&pb_chart_stl_panels, context, params, "parts", &choice, error);
  if (!figure || figure->empty)
    return figure;
  g_free(figure->source); /* counts alone, no rates */
  figure->source = pb_chart_source(context, choice.crime ? PB_SOURCE_CRIME : PB_SOURCE_RECORDS);
  figure->title = make_title(context, figure->data[0], choice.crime);
  figure->subtitle = pb_series_subtitle(figure, &choice);
  figure->note = g_strdup(_("The three panels have the same scale."));
  figure->alt = make_alt(figure, choice.crime);
  return figure;
}

static double height(const pb_figure *figure, double width_pt) {
  (void)figure;
  return fmin(fmax(width_pt * .6, 225), 260);
}

/* One of the three: its heading and where it is drawn. */
typedef struct {
  const char *title; /* borrowed */
  char *words;       /* may be NULL */
  double low, high;  /* of the values */
  double heading, plot;
  pb_axis y;
} panel;

typedef struct {
  pb_canvas *canvas;
  const pb_theme *theme;
  const pb_language *language;
  const pb_result *series;
  pb_axis x;
  size_t n;
} plot;

static void widen(const pb_result *series, const char *column, panel *one) {
  double value;
  for (size_t i = 0; i < pb_read_rows(series); i++)
    if (pb_read_number(series, column, i, &value)) {
      one->low = fmin(one->low, value);
      one->high = fmax(one->high, value);
    }
}

/* The title, and beside it or below it the words; draws when there is a canvas. */
static double put_heading(const plot *p, pb_canvas *canvas, const panel *one, double y,
                          double width) {
  const double title = pb_label_width(p->theme, one->title, 600);
  const pb_text_style grey = pb_style(p->theme, p->theme->grey, PB_ALIGN_START, PB_VALIGN_MIDDLE);
  if (canvas)
    pb_canvas_text(canvas, 0, y + PB_LABEL_LINE / 2, one->title,
                   pb_style_strong(p->theme, p->theme->ink, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  if (!one->words)
    return PB_LABEL_LINE;
  if (title + 8 + pb_label_width(p->theme, one->words, 400) <= width) {
    if (canvas)
      pb_canvas_text(canvas, title + 8, y + PB_LABEL_LINE / 2, one->words, grey);
    return PB_LABEL_LINE;
  }
  g_auto(GStrv) lines = pb_label_wrap(p->theme, one->words, 400, width);
  const pb_size size = pb_lines_size(p->theme, lines, 400);
  if (canvas)
    pb_lines_draw(canvas, 0, y + PB_LABEL_LINE + size.height / 2, lines, grey);
  return PB_LABEL_LINE + size.height;
}

/* Points a crime, so that the panels fill `room` and none is lower than the lowest. */
static double share_room(panel panels[N_PANELS], double room) {
  bool lowest[N_PANELS] = {false};
  double scale = 0;
  for (int round = 0; round < N_PANELS; round++) {
    double left = room, ranges = 0;
    for (int k = 0; k < N_PANELS; k++) {
      left -= lowest[k] ? LOWEST_PANEL_PT : 0;
      ranges += lowest[k] ? 0 : panels[k].high - panels[k].low;
    }
    scale = fmax(left, LOWEST_PANEL_PT) / ranges;
    for (int k = 0; k < N_PANELS; k++)
      lowest[k] = lowest[k] || (panels[k].high - panels[k].low) * scale < LOWEST_PANEL_PT;
    if (lowest[0] && lowest[1] && lowest[2])
      break;
  }
  for (int k = 0; k < N_PANELS; k++)
    panels[k].plot = fmax(LOWEST_PANEL_PT, (panels[k].high - panels[k].low) * scale);
  return scale;
}

/* 1, 2 or 5 times a power of ten, at least `least`; counts are whole. */
static double nice_step(double least) {
  double power = pow(10, floor(log10(fmax(least, 1e-9))));
  double step = least <= power       ? power
                : least <= 2 * power ? 2 * power
                : least <= 5 * power ? 5 * power
                                     : 10 * power;
  return fmax(1, step);
}

/* `scale` points a crime around the middle of the values, ticks at multiples of `step`. */
static void place_axis(panel *one, double scale, double step, double top) {
  const double middle = (one->low + one->high) / 2, half = one->plot / scale / 2;
  one->y = (pb_axis){.low = middle - half, .high = middle + half};
  for (double tick = ceil(one->y.low / step) * step;
       tick <= one->y.high && one->y.n_ticks < PB_AXIS_MAX_TICKS; tick += step)
    one->y.ticks[one->y.n_ticks++] = fabs(tick) < step / 2 ? 0 : tick;
  pb_axis_place(&one->y, top + one->plot, top);
}

static void make_panels(const pb_figure *figure, panel panels[N_PANELS]) {
  const pb_result *series = figure->data[0];
  double highest = 1, value;
  for (size_t i = 0; i < pb_read_rows(series); i++)
    if (pb_read_number(series, "count", i, &value))
      highest = fmax(highest, value);
  panels[0] = (panel){.title = _("Count and trend"), .low = INFINITY, .high = -INFINITY};
  panels[1] = (panel){.title = _("Season"), .words = season_words(figure)};
  panels[2] = (panel){.title = _("The rest"), .words = rest_words(figure)};
  widen(series, "count", &panels[0]);
  widen(series, "trend", &panels[0]);
  widen(series, "season", &panels[1]);
  widen(series, "remainder", &panels[2]);
  /* a little air, and no panel without a range */
  for (int k = 0; k < N_PANELS; k++) {
    const double air = fmax(.04 * (panels[k].high - panels[k].low), .004 * highest);
    panels[k].low -= air;
    panels[k].high += air;
  }
}

static double at_row(const plot *p, size_t i) {
  return pb_axis_at(&p->x, pb_period_position(pb_read_period(p->series, i)));
}

static void draw_bars(const plot *p, const pb_axis *y) {
  const double step = (p->x.at_high - p->x.at_low) / (p->x.high - p->x.low);
  const double width = fmin(fmax(step * .6, 1), 6), zero = pb_axis_at(y, 0);
  double value;
  for (size_t i = 0; i < p->n; i++) {
    if (!pb_read_number(p->series, "remainder", i, &value))
      continue;
    const double at = pb_axis_at(y, value);
    g_autofree char *when = pb_format_period(p->language, pb_read_period(p->series, i));
    g_autofree char *size = signed_number(p->language, value);
    g_autofree char *tip = g_strdup_printf("%s: %s", when, size);
    pb_canvas_begin_group(p->canvas, tip);
    pb_canvas_rect(p->canvas, at_row(p, i) - width / 2, fmin(at, zero), width,
                   fmax(fabs(at - zero), .3), pb_fill(p->theme->sequential[3]));
    pb_canvas_end_group(p->canvas);
  }
}

static void draw_counts(const plot *p, const pb_axis *y) {
  const pb_period_plot drawn = {p->canvas, p->series, &p->x, y};
  double value;
  pb_period_line(&drawn, "count", pb_stroke(p->theme->sequential[2], .9));
  for (size_t i = 0; i < p->n; i++)
    if (pb_read_number(p->series, "count", i, &value))
      pb_series_point_draw(p->canvas, p->language, p->series, i, at_row(p, i), pb_axis_at(y, value),
                           1.3);
  pb_period_line(&drawn, "trend", pb_stroke(p->theme->accent, 2.2));
}

static size_t make_key(const plot *p, pb_key_entry key[3]) {
  size_t n = 0;
  bool preliminary = false;
  for (size_t i = 0; i < p->n; i++)
    preliminary = preliminary || pb_read_flag(p->series, "preliminary", i);
  key[n++] = (pb_key_entry){PB_KEY_DOT, p->theme->accent, _("count"), false};
  key[n++] = (pb_key_entry){PB_KEY_LINE, p->theme->accent, _("trend"), true};
  if (preliminary)
    key[n++] = (pb_key_entry){PB_KEY_RING, p->theme->accent, _("preliminary"), false};
  return n;
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  plot p = {.canvas = canvas,
            .theme = pb_canvas_theme(canvas),
            .language = figure->context->language,
            .series = figure->data[0],
            .n = pb_read_rows(figure->data[0])};
  const double width = pb_canvas_width(canvas);
  const int per_year = pb_series_per_year(p.series);
  panel panels[N_PANELS];
  make_panels(figure, panels);
  pb_key_entry key[3];
  const size_t n_key = make_key(&p, key);
  /* the widest numbers that an axis may have decide where all three begin */
  pb_axis widest = {.ticks = {panels[0].high, panels[1].low, panels[2].low}, .n_ticks = 3};
  const double left = pb_value_axis_width(p.theme, p.language, &widest) + 4;
  p.x = pb_period_axis(pb_read_period(p.series, 0), pb_read_period(p.series, p.n - 1));
  pb_axis_place(&p.x, left, width - 2);
  g_autoptr(pb_break_labels) breaks = NULL;
  if (per_year == 4)
    breaks = pb_period_breaks(figure->context->dataset, p.language, p.theme, &p.x, per_year, width);
  const double break_rows = breaks ? (double)pb_break_labels_rows(breaks) * PB_LABEL_LINE : 0;
  double room = pb_canvas_height(canvas) - PB_LABEL_LINE - 6 - break_rows;
  for (int k = 0; k < N_PANELS; k++) {
    panels[k].heading = put_heading(&p, NULL, &panels[k], 0, width);
    room -= panels[k].heading + HEADING_GAP_PT + (k ? PANEL_GAP_PT : 0);
  }
  const double key_left = pb_label_width(p.theme, panels[0].title, 600) + 12;
  const double key_extra =
      fmax(0, pb_key_height(p.theme, key, n_key, width - key_left) - PB_LABEL_LINE);
  const double scale = share_room(panels, room - key_extra), step = nice_step(TICK_PT / scale);
  double y = 0;
  for (int k = 0; k < N_PANELS; k++) {
    y += k ? PANEL_GAP_PT : 0;
    put_heading(&p, canvas, &panels[k], y, width);
    if (k == 0)
      pb_key_draw(canvas, key, n_key, key_left, y, width - key_left);
    const double rows_top = y + panels[k].heading + (k ? 0 : key_extra);
    y = rows_top + HEADING_GAP_PT + (k ? 0 : break_rows);
    place_axis(&panels[k], scale, step, y);
    pb_value_axis_draw(canvas, p.language, &panels[k].y, left, width - 2);
    if (k == 0 && breaks)
      pb_break_labels_draw(breaks, canvas, rows_top, y, y + panels[0].plot);
    const pb_period_plot drawn = {canvas, p.series, &p.x, &panels[k].y};
    if (k == 0)
      draw_counts(&p, &panels[k].y);
    else if (k == 1)
      pb_period_line(&drawn, "season", pb_stroke(p.theme->accent, 1.2));
    else
      draw_bars(&p, &panels[k].y);
    y += panels[k].plot;
  }
  pb_period_axis_draw(canvas, &p.x, per_year, y + 2);
  for (int k = 0; k < N_PANELS; k++)
    g_free(panels[k].words);
}

const pb_chart pb_chart_stl_panels = {
    .name = "stl-panels",
    .title = N_("Trend, season and the rest"),
    .question = N_("What moves slowly, what returns every year, and what is left?"),
    .description =
        N_("Top: the counts and their smooth trend. Middle: how far each season usually lies from "
           "the trend. Bottom: what neither explains. All have the same scale. Hollow: preliminary "
           "figures. Dashed line: the way of counting changed."),
    .params = pb_series_params,
    .n_params = PB_SERIES_N_PARAMS,
    .width_mm = 160,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};
