/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which crime types make up the reported crimes, most first, and what they add up to (Pareto). */
#include <math.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/read.h"

extern const pb_chart pb_chart_pareto;

/* Below this width the words of a row stand above its bar. */
#define NARROW_PT 320.0
#define ROW_PT 19.0
#define NARROW_BAR_PT 15.0
#define HEADER_PT 14.0
#define AXIS_PT 29.0
#define MARK_PT 14.0
#define COLUMN_GAP 12.0
/* A title names at most so many types that together are half of the crimes. */
#define MOST_NAMED 3
#define N_KEYS 4

static const pb_crime_type *type_at(const pb_figure *figure, size_t row) {
  int type = pb_dataset_type(figure->context->dataset, pb_read_text(figure->data[0], "type", row));
  return type < 0 ? NULL : &figure->context->dataset->types[type];
}

static const char *label_at(const pb_figure *figure, size_t row) {
  const pb_crime_type *type = type_at(figure, row);
  return type ? pb_type_label(figure->context->language, type) : _("Other crimes");
}

/* Of the last year against the years before; types of the remainder have none. */
static pb_verdict verdict_at(const pb_figure *figure, size_t row) {
  const pb_context *context = figure->context;
  int type = pb_dataset_type(context->dataset, pb_read_text(figure->data[0], "type", row));
  int found = pb_analysis_overview_row(context->analysis, type);
  return found < 0 ? PB_VERDICT_NOT_ASSESSED
                   : pb_verdict_read(pb_read_text(figure->data[1], "verdict", (size_t)found));
}

static bool in_shares(const pb_figure *figure) {
  return pb_result_scalar_or(figure->data[0], "n_crimes", 0) >= PB_COUNTS_BELOW;
}

static char *count_text(const pb_figure *figure, size_t row) {
  return pb_format_integer(figure->context->language,
                           (int64_t)pb_read_number_or(figure->data[0], "count", row, 0));
}

/* "27 %"; "" where it would stand for fewer than 20 crimes. */
static char *share_text(const pb_figure *figure, const char *count, const char *share, size_t row) {
  const pb_language *language = figure->context->language;
  if (!in_shares(figure) || pb_read_number_or(figure->data[0], count, row, 0) < PB_COUNTS_BELOW)
    return g_strdup("");
  g_autofree char *number =
      pb_format_number(language, 100 * pb_read_number_or(figure->data[0], share, row, 0), 0);
  return g_strconcat(number, language->percent, NULL);
}

/* How many of the first types are together half of the crimes; 0: more than can be named. */
static size_t half_of(const pb_figure *figure) {
  const pb_result *mix = figure->data[0];
  for (size_t i = 0; i < pb_read_rows(mix) && type_at(figure, i); i++) {
    bool tied = i + 1 < pb_read_rows(mix) && type_at(figure, i + 1) &&
                pb_read_number_or(mix, "count", i + 1, 0) == pb_read_number_or(mix, "count", i, -1);
    if (pb_read_number_or(mix, "cumulative_share", i, 0) >= .5 && !tied)
      return i < MOST_NAMED ? i + 1 : 0;
  }
  return 0;
}

static char *make_title(const pb_figure *figure) {
  const pb_context *context = figure->context;
  const pb_result *mix = figure->data[0];
  const int year = context->dataset->period_end;
  const size_t n = half_of(figure);
  g_autofree char *share =
      n ? share_text(figure, "cumulative", "cumulative_share", n - 1) : g_strdup("");
  if (*share) {
    const char *nouns[MOST_NAMED];
    for (size_t i = 0; i < n; i++)
      nouns[i] = pb_type_noun(context->language, type_at(figure, i));
    g_autofree char *list = pb_chart_list(nouns, n);
    /* TRANSLATORS: crime types, a share with its sign, a year. */
    g_autofree char *title =
        g_strdup_printf(_("%s: %s of the reported crimes in %d"), list, share, year);
    return pb_capitalise(title);
  }
  bool tied = pb_read_rows(mix) > 1 && type_at(figure, 1) &&
              pb_read_number_or(mix, "count", 0, 0) == pb_read_number_or(mix, "count", 1, -1);
  if (tied || !type_at(figure, 0))
    return g_strdup_printf(_("Reported crimes by type in %d"), year);
  g_autofree char *count = count_text(figure, 0);
  g_autofree char *all =
      pb_format_integer(context->language, (int64_t)pb_result_scalar_or(mix, "n_crimes", 0));
  return g_strdup_printf(_("Most frequent: %s, %s of %s reported crimes in %d"),
                         pb_type_noun(context->language, type_at(figure, 0)), count, all, year);
}

static char *make_alt(const pb_figure *figure) {
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
  for (size_t i = 0; i < pb_read_rows(figure->data[0]); i++) {
    g_autofree char *count = count_text(figure, i);
    g_autofree char *share = share_text(figure, "count", "share", i);
    g_ptr_array_add(parts, *share ? g_strdup_printf("%s %s (%s)", label_at(figure, i), count, share)
                                  : g_strdup_printf("%s %s", label_at(figure, i), count));
  }
  g_autofree char *list = pb_chart_list((const char *const *)parts->pdata, parts->len);
  return g_strdup_printf(_("Bar chart of the reported crimes in %s in %d by type: %s."),
                         pb_chart_place(figure->context), figure->context->dataset->period_end,
                         list);
}

static char *make_note(const pb_figure *figure) {
  const pb_dataset *dataset = figure->context->dataset;
  g_autoptr(GPtrArray) sentences = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GPtrArray) parts = g_ptr_array_new();
  for (size_t t = 0; t < dataset->n_types; t++) {
    int parent = dataset->types[t].parent;
    if (parent >= 0 && !dataset->types[parent].is_total &&
        pb_analysis_overview_row(figure->context->analysis, (int)t) >= 0)
      g_ptr_array_add(parts, (gpointer)pb_type_noun(figure->context->language, &dataset->types[t]));
  }
  if (parts->len) {
    g_autofree char *list = pb_chart_list((const char *const *)parts->pdata, parts->len);
    g_ptr_array_add(sentences,
                    g_strdup_printf(_("Part of another type and not shown by itself: %s."), list));
  }
  double absent = pb_result_scalar_or(figure->data[0], "n_absent", 0), total;
  if (absent > 0 && pb_result_get_scalar(figure->data[0], "total", &total))
    g_ptr_array_add(sentences, g_strdup(_("Other crimes include the types without figures.")));
  if (sentences->len == 0)
    return NULL;
  g_ptr_array_add(sentences, NULL);
  return g_strjoinv(" ", (char **)sentences->pdata);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  (void)error;
  pb_figure *figure = pb_chart_new_plain(&pb_chart_pareto, context, params);
  const char *place = pb_chart_place(context);
  const int year = context->dataset->period_end;
  figure->data[0] = pb_analysis_find(context->analysis, "crime-mix", -1);
  figure->data[1] = pb_analysis_find(context->analysis, "overview", -1);
  figure->source = pb_chart_source(context, PB_SOURCE_CRIME);
  if (pb_read_rows(figure->data[0]) == 0) {
    figure->title = g_strdup(_("The crimes cannot be shown by type"));
    figure->subtitle = g_strdup_printf(_("Reported crimes by type, %s %d"), place, year);
    figure->empty = g_strdup(_(pb_result_reason(figure->data[0])));
    figure->alt = g_strdup(figure->empty);
    return figure;
  }
  g_autofree char *n = pb_format_integer(
      context->language, (int64_t)pb_result_scalar_or(figure->data[0], "n_crimes", 0));
  g_autofree char *base = pb_chart_base_years(context);
  figure->subtitle = g_strdup_printf(
      _("Reported crimes by type, %s %d, n = %s. Rings: the types added up. Sign: change from %s."),
      place, year, n, base);
  figure->title = make_title(figure);
  figure->alt = make_alt(figure);
  figure->note = make_note(figure);
  return figure;
}

/* The signs that are in use. */
static size_t make_key(const pb_figure *figure, pb_key_entry key[N_KEYS]) {
  const pb_theme *theme = figure->context->theme;
  const struct {
    pb_verdict verdict;
    pb_key_entry entry;
  } all[N_KEYS] = {
      {PB_VERDICT_INCREASE, {PB_KEY_UP, theme->increase, _("increase"), false}},
      {PB_VERDICT_DECREASE, {PB_KEY_DOWN, theme->decrease, _("decrease"), false}},
      {PB_VERDICT_UNDECIDED, {PB_KEY_DOT, theme->undecided, _("no established change"), false}},
      {PB_VERDICT_NOT_ASSESSED, {PB_KEY_RING, theme->grey, _("not assessed"), false}},
  };
  size_t n = 0;
  for (size_t k = 0; k < N_KEYS; k++) {
    bool used = false;
    for (size_t i = 0; i < pb_read_rows(figure->data[0]); i++)
      used = used || (type_at(figure, i) && verdict_at(figure, i) == all[k].verdict);
    if (used)
      key[n++] = all[k].entry;
  }
  return n;
}

/* Where the columns stand at a width; a column without texts has no width. */
typedef struct {
  bool narrow;
  double label_width, plot_left, plot_right, count_right, share_right, sum_right;
} columns;

static double column_width(const pb_figure *figure, const char *header, const char *count,
                           const char *share) {
  const pb_theme *theme = figure->context->theme;
  double width = pb_label_width(theme, header, 400);
  bool any = share == NULL;
  for (size_t i = 0; i < pb_read_rows(figure->data[0]); i++) {
    g_autofree char *text = share ? share_text(figure, count, share, i) : count_text(figure, i);
    any = any || *text;
    width = fmax(width, pb_label_width(theme, text, 600));
  }
  return any ? width + COLUMN_GAP : 0;
}

static columns lay_out(const pb_figure *figure, double width) {
  const pb_theme *theme = figure->context->theme;
  columns c = {.narrow = width < NARROW_PT, .sum_right = width};
  for (size_t i = 0; i < pb_read_rows(figure->data[0]); i++)
    c.label_width = fmax(c.label_width, pb_label_width(theme, label_at(figure, i), 400));
  c.label_width = fmin(c.label_width, width * .3) + .5;
  c.share_right = width - column_width(figure, _("added up"), "cumulative", "cumulative_share");
  c.count_right = c.share_right - column_width(figure, _("share"), "count", "share");
  c.plot_left = c.narrow ? MARK_PT : c.label_width + 8 + MARK_PT;
  c.plot_right = c.narrow ? width - pb_label_width(theme, "100 %", 400) / 2 - 1
                          : c.count_right - column_width(figure, _("crimes"), "count", NULL) - 8;
  return c;
}

static double narrow_words(const pb_figure *figure, size_t row, double width, char **words) {
  g_autofree char *count = count_text(figure, row);
  g_autofree char *share = share_text(figure, "count", "share", row);
  *words = *share ? g_strdup_printf("%s (%s)", count, share) : g_strdup(count);
  return width - MARK_PT - pb_label_width(figure->context->theme, *words, 600) - 8;
}

static double row_height(const pb_figure *figure, const columns *c, size_t row, double width) {
  const pb_theme *theme = figure->context->theme;
  g_autofree char *words = NULL;
  double room = c->narrow ? narrow_words(figure, row, width, &words) : c->label_width;
  g_auto(GStrv) lines = pb_label_wrap(theme, label_at(figure, row), 400, room);
  double tall = pb_lines_size(theme, lines, 400).height;
  return c->narrow ? tall + NARROW_BAR_PT : fmax(ROW_PT, tall + 4);
}

static double height(const pb_figure *figure, double width_pt) {
  columns c = lay_out(figure, width_pt);
  pb_key_entry key[N_KEYS];
  size_t n = make_key(figure, key);
  double total = AXIS_PT + pb_key_height(figure->context->theme, key, n, width_pt) +
                 (c.narrow ? 2 : HEADER_PT);
  for (size_t i = 0; i < pb_read_rows(figure->data[0]); i++)
    total += row_height(figure, &c, i, width_pt);
  return total;
}

/* Shares from 0 to 1; crimes where they are too few for shares. */
static pb_axis make_axis(const pb_figure *figure, const columns *c) {
  pb_axis x = pb_axis_from_zero(pb_result_scalar_or(figure->data[0], "n_crimes", 1), 5);
  if (in_shares(figure)) {
    x = (pb_axis){.low = 0, .high = 1, .n_ticks = 5};
    for (size_t i = 0; i < x.n_ticks; i++)
      x.ticks[i] = (double)i / 4;
  }
  pb_axis_place(&x, c->plot_left, c->plot_right);
  return x;
}

static void draw_axis(const pb_figure *figure, pb_canvas *canvas, const pb_axis *x, double top,
                      double bottom) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_language *language = figure->context->language;
  for (size_t i = 0; i < x->n_ticks; i++) {
    double at = pb_axis_at(x, x->ticks[i]), shown = x->ticks[i] * (in_shares(figure) ? 100 : 1);
    g_autofree char *number = pb_format_number(language, shown, x->decimals);
    g_autofree char *text = g_strconcat(number, in_shares(figure) ? language->percent : "", NULL);
    pb_canvas_line(canvas, at, top, at, bottom,
                   pb_stroke(x->ticks[i] == 0 ? theme->context : theme->hairline, .5));
    pb_canvas_text(canvas, at, bottom + 3, text,
                   pb_style(theme, theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_TOP));
  }
  const char *title = in_shares(figure) ? _("share of all reported crimes") : _("reported crimes");
  double half = pb_label_width(theme, title, 400) / 2;
  double middle = fmin(fmax((x->at_low + x->at_high) / 2, half), pb_canvas_width(canvas) - half);
  pb_canvas_text(canvas, middle, bottom + 3 + PB_LABEL_LINE, title,
                 pb_style(theme, theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_TOP));
}

static void draw_header(const pb_figure *figure, pb_canvas *canvas, const columns *c) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  const struct {
    const char *text;
    double right, left;
  } heads[] = {{_("crimes"), c->count_right, c->plot_right},
               {_("share"), c->share_right, c->count_right},
               {_("added up"), c->sum_right, c->share_right}};
  (void)figure;
  for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
    if (heads[i].right > heads[i].left)
      pb_canvas_text(canvas, heads[i].right, PB_LABEL_LINE / 2, heads[i].text,
                     pb_style(theme, theme->grey, PB_ALIGN_END, PB_VALIGN_MIDDLE));
}

static void draw_sign(const pb_figure *figure, pb_canvas *canvas, size_t row, double x, double y) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  if (!type_at(figure, row))
    return;
  pb_verdict verdict = verdict_at(figure, row);
  if (verdict == PB_VERDICT_NOT_ASSESSED)
    pb_canvas_circle(canvas, x, y, 2.4, pb_hollow(theme, theme->grey, 1));
  else
    pb_canvas_mark(canvas, pb_verdict_mark(verdict), x, y,
                   verdict == PB_VERDICT_UNDECIDED ? 5.5 : 7.5,
                   pb_fill(pb_verdict_color(verdict, theme)));
}

static void draw_bar(const pb_figure *figure, pb_canvas *canvas, const pb_axis *x, size_t row,
                     double y, double tall) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  double value = pb_read_number_or(figure->data[0], in_shares(figure) ? "share" : "count", row, 0);
  g_autofree char *count = count_text(figure, row);
  g_autofree char *tip = g_strdup_printf("%s: %s", label_at(figure, row), count);
  pb_canvas_begin_group(canvas, tip);
  pb_canvas_rect(canvas, x->at_low, y - tall / 2, pb_axis_at(x, value) - x->at_low, tall,
                 pb_fill(type_at(figure, row) ? theme->accent : theme->context));
  pb_canvas_end_group(canvas);
}

static void draw_wide_words(const pb_figure *figure, pb_canvas *canvas, const columns *c,
                            size_t row, double y) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  g_auto(GStrv) lines = pb_label_wrap(theme, label_at(figure, row), 400, c->label_width);
  pb_lines_draw(canvas, 0, y, lines, pb_style(theme, theme->ink, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  g_autofree char *count = count_text(figure, row);
  g_autofree char *share = share_text(figure, "count", "share", row);
  g_autofree char *sum = share_text(figure, "cumulative", "cumulative_share", row);
  pb_text_style style = pb_style_strong(theme, theme->ink, PB_ALIGN_END, PB_VALIGN_MIDDLE);
  style.tabular = true;
  pb_canvas_text(canvas, c->count_right, y, count, style);
  pb_canvas_text(canvas, c->share_right, y, share, style);
  style.weight = 400;
  style.color = theme->grey;
  pb_canvas_text(canvas, c->sum_right, y, sum, style);
}

/* The label, and at the right the count; returns the height used. */
static double draw_narrow_words(const pb_figure *figure, pb_canvas *canvas, size_t row,
                                double top) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  double width = pb_canvas_width(canvas);
  g_autofree char *words = NULL;
  double room = narrow_words(figure, row, width, &words);
  g_auto(GStrv) lines = pb_label_wrap(theme, label_at(figure, row), 400, room);
  double tall = pb_lines_size(theme, lines, 400).height;
  pb_lines_draw(canvas, MARK_PT, top + tall / 2, lines,
                pb_style(theme, theme->ink, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  pb_canvas_text(canvas, width, top + PB_LABEL_LINE / 2, words,
                 pb_style_strong(theme, theme->ink, PB_ALIGN_END, PB_VALIGN_MIDDLE));
  draw_sign(figure, canvas, row, MARK_PT / 2 - 2, top + PB_LABEL_LINE / 2);
  return tall;
}

/* The types added up: rings, joined from row to row where that crosses no words, else
 * each to its bar. */
static void join_sums(pb_canvas *canvas, const pb_axis *x, bool as_line, const double *at,
                      const double *y, size_t n) {
  pb_paint paint = pb_stroke(pb_canvas_theme(canvas)->grey, 1);
  if (as_line)
    pb_canvas_polyline(canvas, at, y, n, paint);
  for (size_t i = 0; i < n && !as_line; i++)
    pb_canvas_line(canvas, x->at_low, y[i], at[i], y[i], paint);
}

static void draw_bars(const pb_figure *figure, pb_canvas *canvas, const pb_axis *x, bool narrow,
                      const double *y) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  const char *column = in_shares(figure) ? "cumulative_share" : "cumulative";
  size_t n = pb_read_rows(figure->data[0]);
  g_autofree double *at = g_new(double, n + 1);
  for (size_t i = 0; i < n; i++)
    at[i] = pb_axis_at(x, pb_read_number_or(figure->data[0], column, i, 0));
  join_sums(canvas, x, !narrow, at, y, n);
  for (size_t i = 0; i < n; i++)
    draw_bar(figure, canvas, x, i, y[i], narrow ? 7 : 11);
  for (size_t i = 0; i < n; i++)
    pb_canvas_circle(canvas, at[i], y[i], 2.4, pb_hollow(theme, theme->grey, 1.2));
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  double width = pb_canvas_width(canvas);
  columns c = lay_out(figure, width);
  pb_axis x = make_axis(figure, &c);
  size_t n = pb_read_rows(figure->data[0]);
  g_autofree double *middle = g_new(double, n + 1);
  pb_key_entry key[N_KEYS];
  size_t n_keys = make_key(figure, key);
  double spare = (pb_canvas_height(canvas) - height(figure, width)) / (double)MAX(n, 1);
  spare = fmin(fmax(spare, 0), 8);
  double top = c.narrow ? 2 : HEADER_PT, y = top;
  for (size_t i = 0; i < n; i++)
    y += row_height(figure, &c, i, width) + spare;
  draw_axis(figure, canvas, &x, top, y);
  if (!c.narrow)
    draw_header(figure, canvas, &c);
  pb_key_draw(canvas, key, n_keys, 0, y + AXIS_PT, width);
  y = top;
  for (size_t i = 0; i < n; i++) {
    double tall = row_height(figure, &c, i, width) + spare;
    if (c.narrow) {
      double words = draw_narrow_words(figure, canvas, i, y);
      middle[i] = y + words + (tall - words) / 2 - 1;
    } else {
      middle[i] = y + tall / 2;
      draw_wide_words(figure, canvas, &c, i, middle[i]);
      draw_sign(figure, canvas, i, c.plot_left - MARK_PT / 2, middle[i]);
    }
    y += tall;
  }
  draw_bars(figure, canvas, &x, c.narrow, middle);
}

const pb_chart pb_chart_pareto = {
    .name = "pareto",
    .title = N_("Crime types by size"),
    .question = N_("Which crime types make up most of the reported crimes?"),
    .description =
        N_("Bars: crime types that are part of no other, most crimes first; last what none of them "
           "covers. The rings add them up. Signs: the change from the years before. Fewer than 20 "
           "crimes are given as counts."),
    .width_mm = 160,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};
