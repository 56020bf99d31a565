/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last three years as bars with exact intervals, the last one in accent. */
#include <math.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/read.h"
#include "plots/withheld.h"

extern const pb_chart pb_chart_recent_years;

#define N_YEARS 3

static char *make_title(const pb_figure *figure, int year) {
  const pb_context *context = figure->context;
  const pb_result *overview = pb_analysis_find(context->analysis, "overview", -1);
  int row = pb_analysis_overview_row(context->analysis, figure->type);
  g_autofree char *nouns = pb_chart_nouns(figure);
  g_autofree char *base = pb_chart_base_years(context);
  size_t r = row < 0 ? 0 : (size_t)row;
  pb_verdict verdict =
      row < 0 ? PB_VERDICT_NOT_ASSESSED : pb_verdict_read(pb_read_text(overview, "verdict", r));
  if (verdict == PB_VERDICT_INCREASE)
    return g_strdup_printf(_("%s increased in %d from the level of %s"), nouns, year, base);
  if (verdict == PB_VERDICT_DECREASE)
    return g_strdup_printf(_("%s decreased in %d from the level of %s"), nouns, year, base);
  if (verdict == PB_VERDICT_UNDECIDED)
    return g_strdup_printf(_("%s show no established change in %d from the level of %s"), nouns,
                           year, base);
  if (row >= 0 && pb_read_flag(overview, "spike", r))
    return g_strdup_printf(_("%s in %d may reflect one large case; no change is assessed"), nouns,
                           year);
  return g_strdup_printf(_("%s: the change in %d cannot be assessed"), nouns, year);
}

static char *make_alt(const pb_figure *figure, const pb_result *years) {
  const pb_context *context = figure->context;
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
  for (size_t i = 0; i < pb_read_rows(years); i++) {
    double rate, count;
    if (!pb_read_number(years, "rate", i, &rate) || !pb_read_number(years, "count", i, &count))
      continue;
    g_autofree char *rate_text = pb_format_rate(context->language, rate);
    g_autofree char *count_text = pb_format_integer(context->language, (int64_t)count);
    g_ptr_array_add(parts,
                    g_strdup_printf(_("%s in %d (%s crimes)"), rate_text,
                                    (int)pb_read_number_or(years, "year", i, 0), count_text));
  }
  g_autofree char *list = pb_chart_list((const char *const *)parts->pdata, parts->len);
  return g_strdup_printf(_("Bar chart of %s per 100,000 residents in %s: %s."),
                         pb_type_noun(context->language, pb_chart_type(figure)),
                         pb_chart_place(context), list);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  pb_figure *figure = pb_chart_new_typed(&pb_chart_recent_years, context, params, error);
  if (!figure)
    return NULL;
  const pb_result *years = pb_analysis_find(context->analysis, "recent-years", figure->type);
  figure->data[0] = years;
  const char *label = pb_type_label(context->language, pb_chart_type(figure));
  const char *place = pb_chart_place(context);
  figure->source = pb_chart_source(context, PB_SOURCE_CRIME | PB_SOURCE_POPULATION);
  figure->subtitle = g_strdup_printf(
      _("%s per 100,000 residents with 95%% interval, %s; below the year: number of "
        "crimes"),
      label, place);
  size_t n = pb_read_rows(years);
  double rate;
  bool any = false;
  for (size_t i = 0; i < n; i++)
    any = any || pb_read_number(years, "rate", i, &rate);
  if (!any) {
    figure->title = g_strdup_printf(_("%s: no figures for the last years"), label);
    figure->empty = g_strdup_printf(_("There are no figures per 100,000 residents for %s in %s."),
                                    pb_type_noun(context->language, pb_chart_type(figure)), place);
    figure->alt = g_strdup(figure->empty);
    return figure;
  }
  figure->title = make_title(figure, context->dataset->period_end);
  bool spike = false;
  for (size_t i = 0; i < n; i++)
    spike = spike || pb_read_flag(years, "spike", i);
  if (spike)
    figure->note = g_strdup(_("Diamond: more than twice the years around it, possibly one large "
                              "case or one person’s series."));
  figure->alt = make_alt(figure, years);
  return figure;
}

static double height(const pb_figure *figure, double width_pt) {
  (void)figure;
  return fmin(fmax(width_pt * .75, 165), 190);
}

/* Row of a year, or SIZE_MAX: years without data still have their place. */
static size_t row_of(const pb_result *years, int year) {
  for (size_t i = 0; i < pb_read_rows(years); i++)
    if ((int)pb_read_number_or(years, "year", i, 0) == year)
      return i;
  return SIZE_MAX;
}

typedef struct {
  const pb_figure *figure;
  pb_canvas *canvas;
  pb_axis y;
  double bottom, bar;
  bool unit; /* there is room for "crimes" after every count */
} plot;

static char *count_text(const pb_figure *figure, size_t row, bool unit) {
  double count;
  if (!pb_read_number(figure->data[0], "count", row, &count))
    return NULL;
  g_autofree char *number = pb_format_integer(figure->context->language, (int64_t)count);
  return unit ? g_strdup_printf(Q_("%s crime", "%s crimes", (unsigned long)count), number)
              : g_steal_pointer(&number);
}

static void draw_words(const plot *p, size_t row, int year, double centre, bool last) {
  const pb_theme *theme = pb_canvas_theme(p->canvas);
  g_autofree char *text = g_strdup_printf("%d", year);
  pb_text_style style =
      pb_style(theme, last ? theme->ink : theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_TOP);
  style.weight = last ? 600 : 400;
  pb_canvas_text(p->canvas, centre, p->bottom + 4, text, style);
  g_autofree char *number = count_text(p->figure, row, p->unit);
  if (number)
    pb_canvas_text(p->canvas, centre, p->bottom + 4 + PB_LABEL_LINE, number,
                   pb_style(theme, theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_TOP));
}

static void draw_bar(const plot *p, size_t row, int year, double centre, bool last) {
  const pb_theme *theme = pb_canvas_theme(p->canvas);
  const pb_result *years = p->figure->data[0];
  double rate, lower, upper;
  if (!pb_read_number(years, "rate", row, &rate)) {
    g_auto(GStrv) lines = pb_label_wrap(
        theme,
        pb_is_withheld(p->figure->context, p->figure->type, year) ? _("not shown") : _("no data"),
        400, p->bar);
    pb_lines_draw(p->canvas, centre, p->bottom - 4 - pb_lines_size(theme, lines, 400).height / 2,
                  lines, pb_style(theme, theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_MIDDLE));
    return;
  }
  uint32_t color = last ? theme->accent : theme->context;
  bool preliminary = pb_read_flag(years, "preliminary", row);
  double at = pb_axis_at(&p->y, rate), crown = at;
  if (p->bottom - at > .5)
    pb_canvas_rect(p->canvas, centre - p->bar / 2, at, p->bar, p->bottom - at,
                   preliminary ? pb_hollow(theme, color, 1.2) : pb_fill(color));
  if (pb_read_number(years, "lower", row, &lower) && pb_read_number(years, "upper", row, &upper)) {
    bool dark = last && !preliminary;
    crown = pb_axis_at(&p->y, upper);
    pb_interval_draw(p->canvas, centre, at, crown, theme->ink, 1);
    pb_interval_draw(p->canvas, centre, pb_axis_at(&p->y, lower), at,
                     dark ? theme->paper : theme->ink, 1);
  }
  g_autofree char *text = pb_format_rate(p->figure->context->language, rate);
  pb_canvas_text(p->canvas, centre, crown - 4, text,
                 pb_style_strong(theme, last ? theme->accent : theme->ink, PB_ALIGN_MIDDLE,
                                 PB_VALIGN_BASELINE));
  if (pb_read_flag(years, "spike", row))
    pb_canvas_mark(p->canvas, PB_MARK_DIAMOND, centre + pb_label_width(theme, text, 600) / 2 + 7,
                   crown - 7, 7, pb_hollow(theme, last ? theme->accent : theme->ink, 1.1));
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  const pb_result *years = figure->data[0];
  const pb_theme *theme = pb_canvas_theme(canvas);
  int last = figure->context->dataset->period_end, n = N_YEARS;
  double width = pb_canvas_width(canvas), high = 0, value;
  for (size_t i = 0; i < pb_read_rows(years); i++)
    if (pb_read_number(years, "upper", i, &value) || pb_read_number(years, "rate", i, &value))
      high = fmax(high, value);
  double slot = width / n;
  plot p = {.figure = figure,
            .canvas = canvas,
            .y = {.low = 0, .high = high > 0 ? high : 1},
            .bottom = pb_canvas_height(canvas) - 2 * PB_LABEL_LINE - 5,
            .bar = fmin(slot * .68, 64)};
  pb_axis_place(&p.y, p.bottom, PB_LABEL_LINE + 8);
  p.unit = true;
  for (size_t i = 0; i < pb_read_rows(years); i++) {
    g_autofree char *text = count_text(figure, i, true);
    p.unit = p.unit && (!text || pb_label_width(theme, text, 400) <= slot - 4);
  }
  for (int i = 0; i < n; i++) {
    int year = last - n + 1 + i;
    double centre = slot * (i + .5);
    size_t row = row_of(years, year);
    draw_words(&p, row, year, centre, year == last);
    draw_bar(&p, row, year, centre, year == last);
  }
  pb_canvas_line(canvas, 0, p.bottom, width, p.bottom, pb_stroke(theme->context, .75));
}

const pb_chart pb_chart_recent_years = {
    .name = "recent-years",
    .title = N_("The last years"),
    .question = N_("How large is it, and what do the last years look like?"),
    .description = N_("Bars: reported crimes per 100,000 residents. Thin strokes: 95% interval. "
                      "Below each year: the number of crimes."),
    .params = &pb_chart_type_param,
    .n_params = 1,
    .width_mm = 80,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};
