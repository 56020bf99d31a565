/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weekday by band of hours: where the last year has a larger or smaller share of the events than
 * the years before. Only established differences are marked. */
#include <math.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/place_words.h"
#include "plots/read.h"

extern const pb_chart pb_chart_clock_change;

#define HEADER_PT (PB_LABEL_LINE + 3)
#define ROW_PT 14.0
#define TALLEST_ROW_PT 18.0
#define KEY_GAP_PT 7.0
#define MARK_PT 7.0
#define N_KEYS 3

static bool is_verdict(const pb_result *change, size_t row, const char *verdict) {
  return g_str_equal(pb_read_text(change, "verdict", row), verdict);
}

static double number_at(const pb_result *change, const char *column, size_t row) {
  return pb_read_number_or(change, column, row, 0);
}

/* The established difference with most events in it; SIZE_MAX: none. */
static size_t largest(const pb_result *change) {
  size_t found = SIZE_MAX;
  double most = 0;
  for (size_t i = 0; i < pb_read_rows(change); i++) {
    double size = fabs(number_at(change, "now", i) - number_at(change, "as_before", i));
    if (!is_verdict(change, i, "undecided") && size > most) {
      most = size;
      found = i;
    }
  }
  return found;
}

static char *make_title(const pb_context *context, const pb_result *change) {
  size_t row = largest(change);
  const int year = context->dataset->period_end;
  g_autofree char *base = pb_chart_years((int)pb_result_scalar_or(change, "first_year", 0),
                                         (int)pb_result_scalar_or(change, "last_year", 0) - 1);
  if (row == SIZE_MAX)
    return g_strdup_printf(_("No established change in %d of when in the week events happen"),
                           year);
  const char *day = pb_weekday_name((int)number_at(change, "weekday", row));
  const int from = (int)number_at(change, "hour_from", row);
  const int to = (int)number_at(change, "hour_to", row);
  if (is_verdict(change, row, "more"))
    return g_strdup_printf(_("Larger share in %d than in %s on %s at %02d–%02d"), year, base, day,
                           from, to);
  return g_strdup_printf(_("Smaller share in %d than in %s on %s at %02d–%02d"), year, base, day,
                         from, to);
}

static char *make_alt(const pb_context *context, const pb_result *change) {
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
  for (size_t i = 0; i < pb_read_rows(change); i++) {
    if (is_verdict(change, i, "undecided"))
      continue;
    g_autofree char *now =
        pb_format_integer(context->language, (int64_t)number_at(change, "now", i));
    g_autofree char *before =
        pb_format_integer(context->language, llround(number_at(change, "as_before", i)));
    const char *day = pb_weekday_name((int)number_at(change, "weekday", i));
    const int from = (int)number_at(change, "hour_from", i);
    const int to = (int)number_at(change, "hour_to", i);
    g_ptr_array_add(parts, is_verdict(change, i, "more")
                               ? g_strdup_printf(_("larger on %s at %02d–%02d (%s against %s)"),
                                                 day, from, to, now, before)
                               : g_strdup_printf(_("smaller on %s at %02d–%02d (%s against %s)"),
                                                 day, from, to, now, before));
  }
  if (parts->len == 0)
    return g_strdup_printf(_("Table of weekdays and hours: no part of the week has a share of the "
                             "events in %d that is established as another than before."),
                           context->dataset->period_end);
  g_autofree char *list = pb_chart_list((const char *const *)parts->pdata, parts->len);
  return g_strdup_printf(_("Table of weekdays and hours with the established changes in %d, as "
                           "events against what they would be if spread as before: %s."),
                         context->dataset->period_end, list);
}

static char *make_note(const pb_context *context, const pb_result *change) {
  g_autoptr(GString) note =
      g_string_new(_("What is compared is how the events are spread over the week, not how many "
                     "they are. Many events of one series can look like a change."));
  double left_out =
      pb_result_scalar_or(change, "n_wide", 0) + pb_result_scalar_or(change, "n_without_hour", 0);
  if (left_out > 0) {
    g_autofree char *n = pb_format_integer(context->language, (int64_t)left_out);
    g_string_append_c(note, ' ');
    g_string_append_printf(note, _("Left out: events whose hour is not known well enough (%s)."),
                           n);
  }
  return g_string_free(g_steal_pointer(&note), FALSE);
}

static char *make_subtitle(const pb_context *context, int area, const pb_result *change) {
  const char *place = pb_chart_place(context);
  const int year = context->dataset->period_end;
  const int band = (int)pb_result_scalar_or(change, "band", 1);
  g_autofree char *base =
      pb_chart_years((int)pb_result_scalar_or(change, "first_year", 0), year - 1);
  g_autofree char *now =
      pb_format_integer(context->language, (int64_t)pb_result_scalar_or(change, "n_now", 0));
  g_autofree char *before =
      pb_format_integer(context->language, (int64_t)pb_result_scalar_or(change, "n_before", 0));
  /* TRANSLATORS: problem area, hours, municipality, year, events, years, events. */
  return g_strdup_printf(Q_("%s, weekday by %d hour, %s: %d (n = %s) against %s (n = %s)",
                            "%s, weekday by %d hours, %s: %d (n = %s) against %s (n = %s)",
                            (unsigned long)band),
                         pb_area_label(context, area), band, place, year, now, base, before);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  int area;
  pb_figure *figure = pb_chart_new_area(&pb_chart_clock_change, context, params,
                                        "event-clock-change", &area, error);
  if (!figure)
    return NULL;
  const pb_result *change = figure->data[0];
  figure->source = pb_chart_source(context, PB_SOURCE_RECORDS);
  if (pb_read_rows(change) == 0) {
    const char *reason = change ? pb_result_reason(change) : NULL;
    pb_chart_set_empty(figure, area, _("The hours of the week cannot be compared"),
                       reason ? g_strdup(_(reason)) : pb_no_events_text(context, area));
    return figure;
  }
  figure->title = make_title(context, change);
  figure->subtitle = make_subtitle(context, area, change);
  figure->note = make_note(context, change);
  figure->alt = make_alt(context, change);
  return figure;
}

/* "104 (71)": events, and in brackets what they would be if spread as before. */
static char *cell_text(const pb_figure *figure, size_t row) {
  const pb_language *language = figure->context->language;
  g_autofree char *now =
      pb_format_integer(language, (int64_t)number_at(figure->data[0], "now", row));
  g_autofree char *before =
      pb_format_integer(language, llround(number_at(figure->data[0], "as_before", row)));
  return g_strdup_printf("%s (%s)", now, before);
}

typedef struct {
  double left, cell; /* where the hours begin, width of a band */
  bool texts;        /* every marked band has room for its numbers */
} layout;

static layout lay_out(const pb_figure *figure, double width) {
  const pb_theme *theme = figure->context->theme;
  const pb_result *change = figure->data[0];
  layout l = {.texts = largest(change) != SIZE_MAX};
  for (int d = 0; d < 7; d++)
    l.left = fmax(l.left, pb_label_width(theme, pb_weekday_short(d), 400));
  l.left += 6;
  l.cell = (width - l.left) * pb_result_scalar_or(change, "band", 1) / 24;
  for (size_t i = 0; i < pb_read_rows(change); i++) {
    g_autofree char *text = cell_text(figure, i);
    if (!is_verdict(change, i, "undecided"))
      l.texts = l.texts && pb_label_width(theme, text, 400) + MARK_PT + 10 <= l.cell;
  }
  return l;
}

static size_t make_key(const pb_figure *figure, bool texts, pb_key_entry key[N_KEYS]) {
  const pb_theme *theme = figure->context->theme;
  const pb_result *change = figure->data[0];
  size_t n = 0;
  if (pb_result_scalar_or(change, "n_more", 0) > 0)
    key[n++] = (pb_key_entry){PB_KEY_UP, theme->increase,
                              texts ? _("larger share: events (if spread as before)")
                                    : _("larger share than before"),
                              false};
  if (pb_result_scalar_or(change, "n_fewer", 0) > 0)
    key[n++] = (pb_key_entry){PB_KEY_DOWN, theme->decrease,
                              texts && n == 0 ? _("smaller share: events (if spread as before)")
                                              : _("smaller share than before"),
                              false};
  key[n++] = (pb_key_entry){PB_KEY_BAND, theme->band, _("no established change"), false};
  return n;
}

static double height(const pb_figure *figure, double width_pt) {
  pb_key_entry key[N_KEYS];
  size_t n = make_key(figure, lay_out(figure, width_pt).texts, key);
  return HEADER_PT + 7 * ROW_PT + KEY_GAP_PT +
         pb_key_height(figure->context->theme, key, n, width_pt);
}

static void draw_hours(pb_canvas *canvas, const layout *l, int band) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  double hour = l->cell / band;
  int step = MAX(3, band);
  while (step * hour < pb_label_width(theme, "00", 400) + 6)
    step *= 2;
  for (int h = 0; h < 24; h += step) {
    g_autofree char *text = g_strdup_printf("%02d", h);
    pb_canvas_text(canvas, l->left + h * hour, PB_LABEL_LINE / 2, text,
                   pb_style(theme, theme->grey, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  }
}

static void draw_band(const pb_figure *figure, pb_canvas *canvas, const layout *l, size_t row,
                      double x, double y, double tall) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_result *change = figure->data[0];
  bool more = is_verdict(change, row, "more"), fewer = is_verdict(change, row, "fewer");
  uint32_t color = more ? theme->increase : theme->decrease;
  g_autofree char *text = cell_text(figure, row);
  g_autofree char *tip = g_strdup_printf(
      "%s %02d–%02d: %s", pb_weekday_short((int)number_at(change, "weekday", row)),
      (int)number_at(change, "hour_from", row), (int)number_at(change, "hour_to", row), text);
  pb_canvas_begin_group(canvas, tip);
  pb_canvas_rect(canvas, x + .4, y + .4, l->cell - .8, tall - .8,
                 more || fewer ? pb_fill_part(color, .16) : pb_fill(theme->band));
  if (more || fewer) {
    double words = l->texts ? pb_label_width(theme, text, 400) + 4 : 0;
    double mark = fmin(MARK_PT, l->cell - 1.5);
    double left = x + (l->cell - words - mark) / 2;
    pb_canvas_mark(canvas, more ? PB_MARK_UP : PB_MARK_DOWN, left + mark / 2, y + tall / 2, mark,
                   pb_fill(color));
    if (l->texts)
      pb_canvas_text(canvas, left + mark + 4, y + tall / 2, text,
                     pb_style(theme, theme->ink, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  }
  pb_canvas_end_group(canvas);
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_result *change = figure->data[0];
  double width = pb_canvas_width(canvas);
  layout l = lay_out(figure, width);
  pb_key_entry key[N_KEYS];
  size_t n = make_key(figure, l.texts, key);
  int band = (int)pb_result_scalar_or(change, "band", 1);
  double spare = pb_canvas_height(canvas) - height(figure, width);
  double tall = fmin(ROW_PT + fmax(spare, 0) / 7, TALLEST_ROW_PT);
  draw_hours(canvas, &l, band);
  for (int d = 0; d < 7; d++)
    pb_canvas_text(canvas, l.left - 6, HEADER_PT + (d + .5) * tall, pb_weekday_short(d),
                   pb_style(theme, theme->grey, PB_ALIGN_END, PB_VALIGN_MIDDLE));
  for (size_t i = 0; i < pb_read_rows(change); i++)
    draw_band(figure, canvas, &l, i, l.left + number_at(change, "hour_from", i) / band * l.cell,
              HEADER_PT + number_at(change, "weekday", i) * tall, tall);
  pb_key_draw(canvas, key, n, 0, HEADER_PT + 7 * tall + KEY_GAP_PT, width);
}

const pb_chart pb_chart_clock_change = {
    .name = "clock-change",
    .title = N_("Change of weekday and hour"),
    .question = N_("Do events happen at other hours of the week than before?"),
    .description =
        N_("Each cell is some hours of one weekday. A triangle marks a larger or smaller share of "
           "the last year’s events than in the years before, established after correction for the "
           "number of cells. The hours are put together as far as the test needs."),
    .params = &pb_chart_area_param,
    .n_params = 1,
    .width_mm = 160,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};
