/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last years, and what the coming one would bring if their pattern holds. */
#include <math.h>
#include <string.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/period_axis.h"
#include "plots/read.h"
#include "plots/series_words.h"

extern const pb_chart pb_chart_forecast_fan;

#define N_BANDS 3
/* Widest first, as they are drawn. */
static const struct {
  const char *lower, *upper;
  int percent, color; /* of theme->sequential */
} bands[N_BANDS] = {{"lower_95", "upper_95", 95, 0},
                    {"lower_80", "upper_80", 80, 1},
                    {"lower_50", "upper_50", 50, 2}};

/* Does last year's figure foretell better? Then the forecast is no more than that. */
static bool naive_is_better(const pb_result *series) {
  return g_strcmp0(pb_result_get_text(series, "better"), "naive") == 0;
}

static size_t first_coming(const pb_result *series) {
  size_t row = 0;
  double count;
  while (row < pb_read_rows(series) && pb_read_number(series, "count", row, &count))
    row++;
  return row;
}

/* The limits of 95 per cent of the year to come. */
static void totals(const pb_language *language, const pb_result *series, char **lower,
                   char **upper) {
  *lower = pb_series_rounded(language, pb_result_scalar_or(series, "total_lower_95", 0), -1);
  *upper = pb_series_rounded(language, pb_result_scalar_or(series, "total_upper_95", 0), 1);
}

static char *make_title(const pb_context *context, const pb_result *series, bool crime) {
  if (naive_is_better(series))
    return g_strdup(crime ? _("The year before has foretold the number of crimes better than "
                              "the forecast")
                          : _("The year before has foretold the number of events better than "
                              "the forecast"));
  g_autofree char *lower = NULL, *upper = NULL;
  totals(context->language, series, &lower, &upper);
  return g_strdup_printf(
      crime ? _("%s–%s reported crimes are expected in the year ahead if the pattern holds")
            : _("%s–%s events are expected in the year ahead if the pattern holds"),
      lower, upper);
}

static char *make_subtitle(const pb_figure *figure, const pb_series_choice *choice) {
  const pb_result *series = figure->data[0];
  const pb_language *language = figure->context->language;
  g_autofree char *past = pb_series_subtitle(figure, choice);
  g_autofree char *first = pb_format_period(language, pb_read_period(series, first_coming(series)));
  g_autofree char *last =
      pb_format_period(language, pb_read_period(series, pb_read_rows(series) - 1));
  return g_strdup_printf(_("%s; forecast from %s to %s"), past, first, last);
}

/* How the same forecast would have done on the last two years. */
static char *make_note(const pb_figure *figure, bool crime) {
  const pb_result *series = figure->data[0];
  const pb_language *language = figure->context->language;
  const double tested = pb_result_scalar_or(series, "n_tested", 0);
  double model, naive;
  if (tested < 1 || !pb_result_get_scalar(series, "error_model", &model) ||
      !pb_result_get_scalar(series, "error_naive", &naive))
    return g_strdup(_("The history is too short to test the forecast on the last two years."));
  g_autofree char *all = pb_format_integer(language, (int64_t)tested);
  g_autofree char *within =
      pb_format_integer(language, (int64_t)pb_result_scalar_or(series, "n_within", 0));
  g_autofree char *missed = pb_series_rounded(language, model, 0);
  g_autofree char *missed_naive = pb_series_rounded(language, naive, 0);
  return g_strdup_printf(
      crime ? _("Tested on the last two years: %s of %s quarters fell within the 95%% interval. "
                "The forecast missed by %s crimes a quarter on average, the same quarter of the "
                "year before by %s.")
            : _("Tested on the last two years: %s of %s months fell within the 95%% interval. The "
                "forecast missed by %s events a month on average, the same month of the year "
                "before by %s."),
      within, all, missed, missed_naive);
}

static char *make_alt(const pb_figure *figure, const pb_series_choice *choice) {
  const pb_result *series = figure->data[0];
  const pb_language *language = figure->context->language;
  const char *place = pb_chart_place(figure->context);
  const size_t coming = first_coming(series);
  g_autofree char *lower = NULL, *upper = NULL;
  totals(language, series, &lower, &upper);
  g_autofree char *when = pb_format_period(language, pb_read_period(series, coming - 1));
  g_autofree char *count =
      pb_format_integer(language, (int64_t)pb_read_number_or(series, "count", coming - 1, 0));
  g_autofree char *next = pb_format_period(language, pb_read_period(series, coming));
  g_autofree char *low =
      pb_series_rounded(language, pb_read_number_or(series, "lower_95", coming, 0), -1);
  g_autofree char *high =
      pb_series_rounded(language, pb_read_number_or(series, "upper_95", coming, 0), 1);
  return g_strdup_printf(
      choice->crime
          ? _("Line chart of reported crimes a quarter in %s with a forecast as a fan: %s in %s; "
              "%s to %s are expected in %s and %s to %s in the year ahead (95%% intervals).")
          : _("Line chart of events a month in %s with a forecast as a fan: %s in %s; %s to %s "
              "are expected in %s and %s to %s in the year ahead (95%% intervals)."),
      place, count, when, low, high, next, lower, upper);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  pb_series_choice choice;
  pb_figure *figure =
      pb_chart_new_series(&pb_chart_forecast_fan, context, params, "forecast", &choice, error);
  if (!figure || figure->empty)
    return figure;
  figure->title = make_title(context, figure->data[0], choice.crime);
  figure->subtitle = make_subtitle(figure, &choice);
  figure->note = make_note(figure, choice.crime);
  figure->alt = make_alt(figure, &choice);
  return figure;
}

typedef struct {
  pb_canvas *canvas;
  const pb_theme *theme;
  const pb_language *language;
  const pb_result *series;
  pb_axis x, y;
  size_t n, coming; /* rows; the first without a count */
  bool naive;
} plot;

static size_t make_key(const plot *p, pb_key_entry key[3]) {
  size_t n = 0;
  key[n++] = (pb_key_entry){PB_KEY_DASH, p->theme->accent, _("most likely"), false};
  if (p->naive)
    key[n++] = (pb_key_entry){PB_KEY_DIAMOND, p->theme->grey, _("as the year before"), false};
  if (pb_series_has_preliminary(p->series))
    key[n++] = (pb_key_entry){PB_KEY_RING, p->theme->accent, _("preliminary"), false};
  return n;
}

static pb_axis value_axis(const plot *p) {
  static const char *const shown[] = {"count", "lower_95", "upper_95", "expected", "naive"};
  return pb_series_value_axis(p->series, shown, G_N_ELEMENTS(shown) - !p->naive);
}

static double at_row(const plot *p, size_t i) {
  return pb_axis_at(&p->x, pb_period_position(pb_read_period(p->series, i)));
}

/* From the last count to the middle of the first coming period, and on through them. */
static void draw_expected(const plot *p) {
  g_autofree double *xs = g_new(double, p->n + 1), *ys = g_new(double, p->n + 1);
  size_t m = 0;
  double value;
  if (p->coming > 0 && pb_read_number(p->series, "count", p->coming - 1, &value)) {
    xs[m] = at_row(p, p->coming - 1);
    ys[m++] = pb_axis_at(&p->y, value);
  }
  for (size_t i = p->coming; i < p->n; i++)
    if (pb_read_number(p->series, "expected", i, &value)) {
      xs[m] = at_row(p, i);
      ys[m++] = pb_axis_at(&p->y, value);
    }
  if (m > 1)
    pb_canvas_polyline(p->canvas, xs, ys, m, pb_dashed(p->theme->accent, 1.2));
}

static void draw_tips(const plot *p) {
  for (size_t i = p->coming; i < p->n; i++) {
    const double expected = pb_read_number_or(p->series, "expected", i, 0);
    g_autofree char *when = pb_format_period(p->language, pb_read_period(p->series, i));
    g_autofree char *lower =
        pb_series_rounded(p->language, pb_read_number_or(p->series, "lower_95", i, 0), -1);
    g_autofree char *upper =
        pb_series_rounded(p->language, pb_read_number_or(p->series, "upper_95", i, 0), 1);
    g_autofree char *tip = g_strdup_printf("%s: %s–%s", when, lower, upper);
    pb_canvas_begin_group(p->canvas, tip);
    pb_canvas_circle(p->canvas, at_row(p, i), pb_axis_at(&p->y, expected), 1.2,
                     pb_fill(p->theme->accent));
    pb_canvas_end_group(p->canvas);
    double naive;
    if (p->naive && pb_read_number(p->series, "naive", i, &naive))
      pb_canvas_mark(p->canvas, PB_MARK_DIAMOND, at_row(p, i), pb_axis_at(&p->y, naive), 5,
                     pb_fill(p->theme->grey));
  }
}

static void draw_counts(const plot *p) {
  double value;
  for (size_t i = 0; i < p->coming; i++)
    if (pb_read_number(p->series, "count", i, &value))
      pb_series_point_draw(p->canvas, p->language, p->series, i, at_row(p, i),
                           pb_axis_at(&p->y, value), 1.8);
}

/* "95 %", "80 %" and "50 %" right of the upper ends, with a hairline where they were moved. */
static void draw_end_labels(const plot *p, char *texts[N_BANDS], double left, double top) {
  double centre[N_BANDS], extent[N_BANDS], at[N_BANDS];
  for (int k = 0; k < N_BANDS; k++) {
    extent[k] = PB_LABEL_LINE;
    at[k] = centre[k] =
        pb_axis_at(&p->y, pb_read_number_or(p->series, bands[k].upper, p->n - 1, 0));
  }
  pb_label_spread(centre, extent, N_BANDS, top - 4, p->y.at_low - 4);
  for (int k = 0; k < N_BANDS; k++) {
    pb_canvas_line(p->canvas, at_row(p, p->n - 1), at[k], left - 2, centre[k],
                   pb_stroke(p->theme->grey, .5));
    pb_canvas_text(p->canvas, left, centre[k], texts[k],
                   pb_style(p->theme, p->theme->grey, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  }
}

/* Where the forecast begins: its name stands right of the line, or left where there is no room. */
static void draw_start(const plot *p, double label_y, double bottom) {
  const double position = pb_period_position(pb_read_period(p->series, p->coming));
  const double x = pb_axis_at(&p->x, position - .5), width = pb_canvas_width(p->canvas);
  const bool right = x + 4 + pb_label_width(p->theme, _("if the pattern holds"), 400) <= width;
  pb_canvas_line(p->canvas, x, label_y - 4, x, bottom, pb_dashed(p->theme->grey, .6));
  pb_canvas_text(
      p->canvas, right ? x + 4 : x - 4, label_y, _("if the pattern holds"),
      pb_style(p->theme, p->theme->grey, right ? PB_ALIGN_START : PB_ALIGN_END, PB_VALIGN_MIDDLE));
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  plot p = {.canvas = canvas,
            .theme = pb_canvas_theme(canvas),
            .language = figure->context->language,
            .series = figure->data[0],
            .n = pb_read_rows(figure->data[0]),
            .coming = first_coming(figure->data[0]),
            .naive = naive_is_better(figure->data[0])};
  const int per_year = pb_series_per_year(p.series);
  const double width = pb_canvas_width(canvas);
  pb_key_entry key[3];
  double top = pb_key_draw(canvas, key, make_key(&p, key), 0, 0, width) + 2;
  char *texts[N_BANDS];
  double room = 0;
  for (int k = 0; k < N_BANDS; k++) {
    texts[k] = g_strdup_printf("%d%s", bands[k].percent, p.language->percent);
    room = fmax(room, pb_label_width(p.theme, texts[k], 400));
  }
  p.y = value_axis(&p);
  const double left = pb_value_axis_width(p.theme, p.language, &p.y);
  const double right = fmax(left + 40, width - room - 6);
  p.x = pb_period_axis(pb_read_period(p.series, 0), pb_read_period(p.series, p.n - 1));
  pb_axis_place(&p.x, left, right);
  g_autoptr(pb_break_labels) breaks = NULL;
  if (per_year == 4)
    breaks = pb_period_breaks(figure->context->dataset, p.language, p.theme, &p.x, per_year, right);
  const double rows_top = top + PB_LABEL_LINE, label_y = top + PB_LABEL_LINE / 2;
  const double bottom = pb_canvas_height(canvas) - PB_LABEL_LINE - 6;
  top = rows_top + (breaks ? (double)pb_break_labels_rows(breaks) * PB_LABEL_LINE : 0) + 6;
  pb_axis_place(&p.y, bottom, top);
  pb_axis_thin(&p.y, PB_LABEL_LINE + 2, p.y.low);
  const pb_period_plot drawn = {canvas, p.series, &p.x, &p.y};
  for (int k = 0; k < N_BANDS; k++)
    pb_period_band(&drawn, bands[k].lower, bands[k].upper,
                   k == 0 ? p.theme->band : p.theme->sequential[bands[k].color]);
  pb_value_axis_draw(canvas, p.language, &p.y, left, right);
  if (breaks)
    pb_break_labels_draw(breaks, canvas, rows_top, top, bottom);
  draw_start(&p, label_y, bottom);
  pb_period_line(&drawn, "count", pb_stroke(p.theme->accent, 1.4));
  draw_expected(&p);
  draw_tips(&p);
  draw_counts(&p);
  pb_period_axis_draw(canvas, &p.x, per_year, bottom);
  draw_end_labels(&p, texts, right + 6, top);
  for (int k = 0; k < N_BANDS; k++)
    g_free(texts[k]);
}

const pb_chart pb_chart_forecast_fan = {
    .name = "forecast-fan",
    .title = N_("Forecast"),
    .question = N_("What can be expected in the year ahead if the pattern holds?"),
    .description = N_(
        "Line: the counts of the last years. Fan: where the coming periods should fall, with 50, "
        "80 and 95 per cent, if level and season stay as in the last five years. Dashed in the "
        "fan: the most likely course. Hollow: preliminary figures. Nothing that is new is in a "
        "forecast."),
    .params = pb_series_params,
    .n_params = PB_SERIES_N_PARAMS,
    .width_mm = 160,
    .prepare = prepare,
    .height = pb_series_chart_height,
    .draw = draw,
};
