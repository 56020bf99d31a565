/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts, without their season, against the limits of how much they usually vary. */
#include <math.h>
#include <string.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/period_axis.h"
#include "plots/place_words.h"
#include "plots/read.h"
#include "plots/series_words.h"

extern const pb_chart pb_chart_control_chart;

#define OUTER_BAND 0xf0f3f6

/* Periods outside the limits after the first phase; with `row` the last of them. */
static size_t count_beyond(const pb_result *series, size_t *row) {
  size_t n = 0;
  for (size_t i = 0; i < pb_read_rows(series); i++)
    if (g_str_has_prefix(pb_read_text(series, "signal", i), "beyond") &&
        !pb_read_flag(series, "first_phase", i)) {
      n++;
      *row = i;
    }
  return n;
}

static int first_judged_year(const pb_result *series) {
  return (int)pb_result_scalar_or(series, "first_phase_last", 0) + 1;
}

static char *first_phase_years(const pb_result *series) {
  return pb_chart_years((int)pb_result_scalar_or(series, "first_phase_first", 0),
                        (int)pb_result_scalar_or(series, "first_phase_last", 0));
}

static char *run_title(const pb_result *series, bool crime, int length) {
  g_autofree char *years = first_phase_years(series);
  const bool above = pb_result_scalar_or(series, "run_side", 0) > 0;
  return g_strdup_printf(
      crime   ? above ? _("The level has been above that of %s for %d quarters in a row")
                      : _("The level has been below that of %s for %d quarters in a row")
        : above ? _("The level has been above that of %s for %d months in a row")
              : _("The level has been below that of %s for %d months in a row"),
      years, length);
}

static char *one_beyond_title(const pb_context *context, const pb_result *series, size_t row) {
  const bool high = g_str_equal(pb_read_text(series, "signal", row), "beyond-high");
  g_autofree char *when = pb_format_period(context->language, pb_read_period(series, row));
  g_autofree char *title = g_strdup_printf(
      high ? _("%s lies above the control limits") : _("%s lies below the control limits"), when);
  return pb_capitalise(title);
}

static char *make_title(const pb_context *context, const pb_result *series, bool crime) {
  const int run = (int)pb_result_scalar_or(series, "run_length", 0);
  const int since = first_judged_year(series);
  size_t row = 0;
  const size_t beyond = count_beyond(series, &row);
  if (run >= PB_CONTROL_RUN)
    return run_title(series, crime, run);
  if (beyond == 0)
    return g_strdup_printf(crime ? _("No quarter since %d lies outside the control limits")
                                 : _("No month since %d lies outside the control limits"),
                           since);
  if (beyond == 1)
    return one_beyond_title(context, series, row);
  g_autofree char *number = pb_format_small_number(context->language, (int)beyond);
  g_autofree char *title =
      g_strdup_printf(crime ? _("%s quarters since %d lie outside the control limits")
                            : _("%s months since %d lie outside the control limits"),
                      number, since);
  return pb_capitalise(title);
}

static char *make_subtitle(const pb_figure *figure, const pb_series_choice *choice) {
  const char *place = pb_chart_place(figure->context);
  g_autofree char *years = pb_series_years(figure->data[0]);
  g_autofree char *phase = first_phase_years(figure->data[0]);
  if (choice->crime)
    return g_strdup_printf(_("All reported crimes a quarter, adjusted for season, days and "
                             "population, %s %s; level and limits from %s"),
                           place, years, phase);
  return g_strdup_printf(
      _("%s, events a month adjusted for season and days, %s %s; level and limits from %s"),
      pb_area_label(figure->context, choice->area), place, years, phase);
}

static char *make_alt(const pb_figure *figure, const pb_series_choice *choice) {
  const pb_result *series = figure->data[0];
  const pb_language *language = figure->context->language;
  const char *place = pb_chart_place(figure->context);
  g_autofree char *level = pb_series_rounded(language, pb_result_scalar_or(series, "level", 0), 0);
  g_autofree char *years = first_phase_years(series);
  g_autofree char *above =
      pb_format_integer(language, (int64_t)pb_result_scalar_or(series, "n_above", 0));
  g_autofree char *below =
      pb_format_integer(language, (int64_t)pb_result_scalar_or(series, "n_below", 0));
  g_autofree char *judged =
      pb_format_integer(language, (int64_t)pb_result_scalar_or(series, "n_judged", 0));
  return g_strdup_printf(
      choice->crime
          ? _("Control chart of reported crimes a quarter in %s. The level of %s is %s. Of %s "
              "later quarters %s are above the limits and %s below.")
          : _("Control chart of events a month in %s. The level of %s is %s. Of %s later months "
              "%s are above the limits and %s below."),
      place, years, level, judged, above, below);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  pb_series_choice choice;
  pb_figure *figure =
      pb_chart_new_series(&pb_chart_control_chart, context, params, "control", &choice, error);
  if (!figure || figure->empty)
    return figure;
  figure->title = make_title(context, figure->data[0], choice.crime);
  figure->subtitle = make_subtitle(figure, &choice);
  figure->alt = make_alt(figure, &choice);
  return figure;
}

typedef struct {
  pb_canvas *canvas;
  const pb_theme *theme;
  const pb_language *language;
  const pb_result *series;
  pb_axis x, y;
  size_t n;
} plot;

static bool has_signal(const pb_result *series, const char *signal) {
  for (size_t i = 0; i < pb_read_rows(series); i++)
    if (!pb_read_flag(series, "first_phase", i) &&
        g_str_has_prefix(pb_read_text(series, "signal", i), signal))
      return true;
  return false;
}

static size_t make_key(const plot *p, pb_key_entry key[4]) {
  size_t n = 0;
  if (has_signal(p->series, "beyond-high"))
    key[n++] = (pb_key_entry){PB_KEY_UP, p->theme->increase, _("above the limits"), false};
  if (has_signal(p->series, "beyond-low"))
    key[n++] = (pb_key_entry){PB_KEY_DOWN, p->theme->decrease, _("below the limits"), false};
  if (has_signal(p->series, "run"))
    key[n++] = (pb_key_entry){PB_KEY_DIAMOND, p->theme->accent,
                              _("at least the eighth in a row on the same side"), false};
  if (pb_series_has_preliminary(p->series))
    key[n++] = (pb_key_entry){PB_KEY_RING, p->theme->accent, _("preliminary"), false};
  return n;
}

/* Highest and lowest of what is drawn; one value that dwarfs the rest does not hide the limits. */
static pb_axis value_axis(const plot *p) {
  static const char *const shown[] = {"adjusted", "lower_998", "upper_998"};
  return pb_series_value_axis(p->series, shown, G_N_ELEMENTS(shown));
}

static double level_of(const pb_result *series) {
  return pb_result_scalar_or(series, "level", 0);
}

/* "99.8 %", "95 %" and the level at the right end of their lines. */
static double end_labels(const plot *p, char *texts[3]) {
  g_autofree char *level = pb_series_rounded(p->language, level_of(p->series), 0);
  g_autofree char *outer = pb_format_number(p->language, 99.8, 1);
  texts[0] = g_strdup_printf("%s%s", outer, p->language->percent);
  texts[1] = g_strdup_printf("95%s", p->language->percent);
  texts[2] = g_strdup_printf(_("level %s"), level);
  double room = 0;
  for (int i = 0; i < 3; i++)
    room = fmax(room, pb_label_width(p->theme, texts[i], 400));
  return room;
}

static void draw_end_labels(const plot *p, char *texts[3], double left, double top) {
  double centre[3] = {pb_axis_at(&p->y, pb_read_number_or(p->series, "upper_998", p->n - 1, 0)),
                      pb_axis_at(&p->y, pb_read_number_or(p->series, "upper_95", p->n - 1, 0)),
                      pb_axis_at(&p->y, level_of(p->series))};
  const double extent[3] = {PB_LABEL_LINE, PB_LABEL_LINE, PB_LABEL_LINE};
  pb_label_spread(centre, extent, 3, top - 4, p->y.at_low + 4);
  for (int i = 0; i < 3; i++)
    pb_canvas_text(p->canvas, left, centre[i], texts[i],
                   pb_style(p->theme, p->theme->grey, PB_ALIGN_START, PB_VALIGN_MIDDLE));
}

static void draw_mark(const plot *p, size_t i, double x, double y, pb_label_place *place) {
  const char *signal = pb_read_text(p->series, "signal", i);
  const bool high = g_str_equal(signal, "beyond-high");
  const uint32_t color = high ? p->theme->increase : p->theme->decrease;
  const bool preliminary = pb_read_flag(p->series, "preliminary", i);
  if (pb_read_flag(p->series, "first_phase", i) || !*signal)
    return;
  if (g_str_has_prefix(signal, "run")) {
    pb_canvas_mark(p->canvas, PB_MARK_DIAMOND, x, y, 7,
                   preliminary ? pb_hollow(p->theme, p->theme->accent, 1.2)
                               : pb_fill(p->theme->accent));
    return;
  }
  pb_canvas_mark(p->canvas, high ? PB_MARK_UP : PB_MARK_DOWN, x, y, 8,
                 preliminary ? pb_hollow(p->theme, color, 1.2) : pb_fill(color));
  g_autofree char *number =
      pb_format_integer(p->language, (int64_t)pb_read_number_or(p->series, "count", i, 0));
  pb_size size = {pb_label_width(p->theme, number, 600), PB_LABEL_LINE};
  pb_label_box box;
  if (pb_label_place_beside(place, x, y, 4, size, &box))
    pb_canvas_text(p->canvas, box.x, box.y + box.height / 2, number,
                   pb_style_strong(p->theme, color, PB_ALIGN_START, PB_VALIGN_MIDDLE));
}

static double at_row(const plot *p, size_t i) {
  return pb_axis_at(&p->x, pb_period_position(pb_read_period(p->series, i)));
}

static void draw_points(const plot *p, pb_label_place *place) {
  double value, before;
  for (size_t i = 1; i < p->n; i++)
    if (pb_read_number(p->series, "adjusted", i - 1, &before) &&
        pb_read_number(p->series, "adjusted", i, &value))
      pb_label_place_avoid_line(place, at_row(p, i - 1), pb_axis_at(&p->y, before), at_row(p, i),
                                pb_axis_at(&p->y, value));
  for (size_t i = 0; i < p->n; i++) {
    if (!pb_read_number(p->series, "adjusted", i, &value))
      continue;
    const double x = at_row(p, i), y = pb_axis_at(&p->y, value);
    const bool marked =
        *pb_read_text(p->series, "signal", i) && !pb_read_flag(p->series, "first_phase", i);
    pb_series_point_draw(p->canvas, p->language, p->series, i, x, y, marked ? .5 : 2);
    draw_mark(p, i, x, y, place);
  }
}

/* Where the first phase ends: a dashed line, and left and right of it what the periods do. */
static void draw_phases(const plot *p, double label_y, double bottom) {
  size_t end = 0;
  while (end < p->n && pb_read_flag(p->series, "first_phase", end))
    end++;
  const double position = pb_period_position(pb_read_period(p->series, MIN(end, p->n - 1)));
  const double x = pb_axis_at(&p->x, position - .5);
  if (end == p->n)
    return;
  static const char *const texts[] = {N_("sets the level"), N_("is judged")};
  const double left = x - 4 - pb_label_width(p->theme, _(texts[0]), 400);
  const double right = x + 4 + pb_label_width(p->theme, _(texts[1]), 400);
  pb_canvas_line(p->canvas, x, label_y - 4, x, bottom, pb_dashed(p->theme->grey, .6));
  if (left >= 0)
    pb_canvas_text(p->canvas, x - 4, label_y, _(texts[0]),
                   pb_style(p->theme, p->theme->grey, PB_ALIGN_END, PB_VALIGN_MIDDLE));
  if (right <= pb_canvas_width(p->canvas))
    pb_canvas_text(p->canvas, x + 4, label_y, _(texts[1]),
                   pb_style(p->theme, p->theme->grey, PB_ALIGN_START, PB_VALIGN_MIDDLE));
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  plot p = {.canvas = canvas,
            .theme = pb_canvas_theme(canvas),
            .language = figure->context->language,
            .series = figure->data[0],
            .n = pb_read_rows(figure->data[0])};
  pb_key_entry key[4];
  const size_t n_key = make_key(&p, key);
  const double width = pb_canvas_width(canvas);
  double top = pb_key_draw(canvas, key, n_key, 0, 0, width) + (n_key ? 2 : 0);
  const double label_y = top + PB_LABEL_LINE / 2;
  const double bottom = pb_canvas_height(canvas) - PB_LABEL_LINE - 6;
  top += PB_LABEL_LINE + 6;
  char *texts[3];
  const double room = end_labels(&p, texts);
  p.y = value_axis(&p);
  pb_axis_place(&p.y, bottom, top);
  pb_axis_thin(&p.y, PB_LABEL_LINE + 2, p.y.low);
  const double left = pb_value_axis_width(p.theme, p.language, &p.y);
  const double right = fmax(left + 40, width - room - 6);
  p.x = pb_period_axis(pb_read_period(p.series, 0), pb_read_period(p.series, p.n - 1));
  pb_axis_place(&p.x, left, right);
  const pb_period_plot drawn = {canvas, p.series, &p.x, &p.y};
  pb_period_band(&drawn, "lower_998", "upper_998", OUTER_BAND);
  pb_period_band(&drawn, "lower_95", "upper_95", p.theme->band);
  pb_value_axis_draw(canvas, p.language, &p.y, left, right);
  const double level = pb_axis_at(&p.y, level_of(p.series));
  pb_canvas_line(canvas, left, level, right, level, pb_stroke(p.theme->grey, .9));
  draw_phases(&p, label_y, bottom);
  pb_period_line(&drawn, "adjusted", pb_stroke(p.theme->accent, 1.2));
  pb_period_axis_draw(canvas, &p.x, pb_series_per_year(p.series), bottom);
  g_autoptr(pb_label_place) place =
      pb_label_place_new((pb_label_box){left, top - 2, right - left, bottom - top});
  draw_points(&p, place);
  draw_end_labels(&p, texts, right + 6, top);
  for (int i = 0; i < 3; i++)
    g_free(texts[i]);
}

const pb_chart pb_chart_control_chart = {
    .name = "control-chart",
    .title = N_("Control chart"),
    .question = N_("Does the level still hold?"),
    .description =
        N_("Line: the counts without season, days and population. Shades: the limits within which "
           "95 and 99.8 per cent of the periods should fall if nothing changes. Triangles: outside "
           "the limits of 99.8 per cent. Diamonds: at least the eighth in a row on the same side "
           "of the level. Hollow: preliminary figures."),
    .params = pb_series_params,
    .n_params = PB_SERIES_N_PARAMS,
    .width_mm = 160,
    .prepare = prepare,
    .height = pb_series_chart_height,
    .draw = draw,
};
