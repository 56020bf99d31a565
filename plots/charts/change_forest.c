/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Change of every crime type against the mean of the three years before, with intervals. */
#include <math.h>
#include <string.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/forest_rows.h"
#include "plots/read.h"
#include "plots/withheld.h"

extern const pb_chart pb_chart_change_forest;

/* Below this width every row's words stand above its marks instead of beside them. */
#define NARROW_PT 320.0
#define ROW_PT 25.0
#define HEADER_PT 15.0
#define AXIS_PT 30.0

/* Nouns of the types with a verdict: without the total, and without a part whose whole has the
 * same verdict, so that nothing is said twice. */
static GPtrArray *nouns_with(const pb_figure *figure, pb_verdict verdict) {
  const pb_context *context = figure->context;
  const pb_result *overview = figure->data[0];
  GPtrArray *nouns = g_ptr_array_new();
  for (size_t i = 0; i < pb_read_rows(overview); i++) {
    int type = pb_dataset_type(context->dataset, pb_read_text(overview, "type", i));
    if (type < 0 || pb_verdict_read(pb_read_text(overview, "verdict", i)) != verdict)
      continue;
    const pb_crime_type *found = &context->dataset->types[type];
    if (found->is_total)
      continue;
    if (found->parent >= 0 && !context->dataset->types[found->parent].is_total) {
      int row = pb_analysis_overview_row(context->analysis, found->parent);
      if (row >= 0 && pb_verdict_read(pb_read_text(overview, "verdict", (size_t)row)) == verdict)
        continue;
    }
    g_ptr_array_add(nouns, (gpointer)pb_type_noun_definite(context->language, found));
  }
  return nouns;
}

static char *make_title(const pb_figure *figure) {
  const pb_context *context = figure->context;
  int year = context->dataset->period_end;
  g_autoptr(GPtrArray) up = nouns_with(figure, PB_VERDICT_INCREASE);
  g_autoptr(GPtrArray) down = nouns_with(figure, PB_VERDICT_DECREASE);
  if (up->len == 0 && down->len == 0)
    return g_strdup_printf(_("No crime type shows an established change in %d"), year);
  if (up->len + down->len > 3) {
    g_autofree char *up_word = pb_format_small_number(context->language, (int)up->len);
    g_autofree char *down_word = pb_format_small_number(context->language, (int)down->len);
    g_autofree char *title =
        up->len == 0     ? g_strdup_printf(_("%s crime types decreased in %d"), down_word, year)
        : down->len == 0 ? g_strdup_printf(_("%s crime types increased in %d"), up_word, year)
                         : g_strdup_printf(_("Crime types in %d: %s increased and %s decreased"),
                                           year, up_word, down_word);
    return pb_capitalise(title);
  }
  g_autofree char *ups = pb_chart_list((const char *const *)up->pdata, up->len);
  g_autofree char *downs = pb_chart_list((const char *const *)down->pdata, down->len);
  g_autofree char *title =
      down->len == 0 ? g_strdup_printf(_("%s increased in %d"), ups, year)
      : up->len == 0 ? g_strdup_printf(_("%s decreased in %d"), downs, year)
                     : g_strdup_printf(_("%s decreased and %s increased in %d"), downs, ups, year);
  return pb_capitalise(title);
}

static char *make_alt(const pb_figure *figure) {
  g_autoptr(GArray) rows = pb_forest_rows_read(figure->context, figure->data[0]);
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < rows->len; i++) {
    const pb_forest_row *row = &g_array_index(rows, pb_forest_row, i);
    g_ptr_array_add(
        parts, row->reason ? g_strdup_printf("%s %s (%s)", row->label, row->change, row->reason)
                           : g_strdup_printf("%s %s (%s)", row->label, row->change, row->interval));
  }
  g_ptr_array_add(parts, NULL);
  g_autofree char *list = g_strjoinv("; ", (char **)parts->pdata);
  g_autofree char *base = pb_chart_base_years(figure->context);
  return g_strdup_printf(_("Change in %d from the mean of %s with 95%% interval: %s."),
                         figure->context->dataset->period_end, base, list);
}

static char *make_note(const pb_figure *figure) {
  const char *general = _("The intervals allow for crime varying more than chance alone. A change "
                          "counts as established after correction for the number of types.");
  const pb_context *context = figure->context;
  g_autoptr(GPtrArray) nouns = g_ptr_array_new();
  for (size_t i = 0; i < pb_read_rows(figure->data[0]); i++) {
    int type = pb_dataset_type(context->dataset, pb_read_text(figure->data[0], "type", i));
    if (type >= 0 && pb_read_number_or(figure->data[0], "base_excluded", i, 0) > 0)
      g_ptr_array_add(nouns,
                      (gpointer)pb_type_noun(context->language, &context->dataset->types[type]));
  }
  g_autoptr(GPtrArray) withheld = g_ptr_array_new();
  for (size_t t = 0; t < context->dataset->n_types; t++)
    if (pb_is_withheld(context, (int)t, context->dataset->period_end))
      g_ptr_array_add(withheld,
                      (gpointer)pb_type_noun(context->language, &context->dataset->types[t]));
  GString *note = g_string_new(general);
  g_autofree char *list = pb_chart_list((const char *const *)nouns->pdata, nouns->len);
  g_autofree char *hidden = pb_chart_list((const char *const *)withheld->pdata, withheld->len);
  if (nouns->len > 0) {
    g_string_append_c(note, ' ');
    g_string_append_printf(note, _("The mean leaves out years that may be one large case: %s."),
                           list);
  }
  if (withheld->len > 0) {
    g_string_append_c(note, ' ');
    g_string_append_printf(note, _("Not shown: %s."), hidden);
  }
  return g_string_free(note, FALSE);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  (void)error;
  pb_figure *figure = pb_chart_new_plain(&pb_chart_change_forest, context, params);
  figure->data[0] = pb_analysis_find(context->analysis, "overview", -1);
  const char *place = pb_chart_place(context);
  g_autofree char *base = pb_chart_base_years(context);
  figure->source = pb_chart_source(context, PB_SOURCE_CRIME | PB_SOURCE_POPULATION);
  figure->subtitle = g_strdup_printf(
      _("Reported crimes per 100,000 residents in %s: %d compared with the mean of %s"), place,
      context->dataset->period_end, base);
  if (pb_read_rows(figure->data[0]) == 0) {
    figure->title = g_strdup(_("No change can be shown"));
    figure->empty = g_strdup_printf(_("There are no reported crimes for %s in %d."), place,
                                    context->dataset->period_end);
    figure->alt = g_strdup(figure->empty);
    return figure;
  }
  figure->title = make_title(figure);
  figure->note = make_note(figure);
  figure->alt = make_alt(figure);
  return figure;
}

static size_t make_key(const pb_figure *figure, const pb_theme *theme, pb_key_entry key[4],
                       char **previous) {
  *previous = g_strdup_printf(_("compared with %d"), figure->context->dataset->period_end - 1);
  key[0] = (pb_key_entry){PB_KEY_UP, theme->increase, _("increase"), false};
  key[1] = (pb_key_entry){PB_KEY_DOWN, theme->decrease, _("decrease"), false};
  key[2] = (pb_key_entry){PB_KEY_DOT, theme->undecided, _("no established change"), false};
  key[3] = (pb_key_entry){PB_KEY_RING, theme->grey, *previous, false};
  return 4;
}

/* Where the columns stand at a width. */
typedef struct {
  bool narrow;
  double label_width, plot_left, plot_right, change_right, interval_right;
} columns;

static columns lay_out(const pb_theme *theme, const GArray *rows, double width) {
  columns c = {.narrow = width < NARROW_PT};
  double change = pb_label_width(theme, _("change"), 400);
  double interval = pb_label_width(theme, _("95% interval"), 400);
  for (guint i = 0; i < rows->len; i++) {
    const pb_forest_row *row = &g_array_index(rows, pb_forest_row, i);
    c.label_width =
        fmax(c.label_width,
             pb_label_width(theme, row->label, row->type && row->type->is_total ? 600 : 400));
    change = fmax(change, pb_label_width(theme, row->change, 600) + 12);
    interval = fmax(interval, pb_label_width(theme, row->interval, 400));
  }
  c.interval_right = width;
  c.change_right = width - interval - 10;
  if (c.narrow) {
    c.plot_left = 14;
    c.plot_right = width - 14;
  } else {
    c.label_width = fmin(c.label_width, width * .28);
    c.plot_left = c.label_width + 14;
    c.plot_right = c.change_right - change - 16;
  }
  return c;
}

/* Words instead of marks stand in the plot, with some air. */
static double reason_width(const columns *c) {
  return c->plot_right - c->plot_left - 8;
}

static double row_height(const pb_theme *theme, const pb_forest_row *row, const columns *c,
                         double width) {
  if (!c->narrow) {
    g_auto(GStrv) lines = pb_label_wrap(theme, row->label, 400, c->label_width);
    g_auto(GStrv) reason =
        pb_label_wrap(theme, row->reason ? row->reason : "", 400, reason_width(c));
    return fmax(ROW_PT, fmax(pb_lines_size(theme, lines, 400).height,
                             pb_lines_size(theme, reason, 400).height) +
                            6);
  }
  g_auto(GStrv) lines = pb_label_wrap(theme, row->label, 400, width);
  double words = pb_lines_size(theme, lines, 400).height + PB_LABEL_LINE;
  if (row->reason) {
    g_auto(GStrv) reason = pb_label_wrap(theme, row->reason, 400, width);
    return words + pb_lines_size(theme, reason, 400).height + 8;
  }
  return words + 22;
}

static double height(const pb_figure *figure, double width_pt) {
  const pb_theme *theme = figure->context->theme;
  g_autoptr(GArray) rows = pb_forest_rows_read(figure->context, figure->data[0]);
  columns c = lay_out(theme, rows, width_pt);
  pb_key_entry key[4];
  g_autofree char *previous = NULL;
  size_t n = make_key(figure, theme, key, &previous);
  double total = AXIS_PT + pb_key_height(theme, key, n, width_pt) + (c.narrow ? 4 : HEADER_PT);
  for (guint i = 0; i < rows->len; i++)
    total += row_height(theme, &g_array_index(rows, pb_forest_row, i), &c, width_pt);
  return total;
}

/* The domain follows the marks, not the widest interval: a stroke that goes on is cut at the edge.
 */
static pb_axis make_axis(const GArray *rows) {
  double low = 1, high = 1;
  for (guint i = 0; i < rows->len; i++) {
    const pb_forest_row *row = &g_array_index(rows, pb_forest_row, i);
    if (row->reason)
      continue;
    low = fmin(low, fmax(row->lower, row->ratio / 2));
    high = fmax(high, fmin(row->upper, row->ratio * 2));
    if (row->has_previous) {
      low = fmin(low, row->previous);
      high = fmax(high, row->previous);
    }
  }
  return pb_axis_ratio(low * .96, high * 1.04);
}

static void draw_marks(pb_canvas *canvas, const pb_axis *x, const pb_forest_row *row, double y) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  uint32_t color = pb_verdict_color(row->verdict, theme);
  if (row->has_previous)
    pb_canvas_circle(canvas, pb_axis_at(x, row->previous), y + 6, 2.2,
                     pb_hollow(theme, theme->grey, 1));
  pb_canvas_line(canvas, pb_axis_at(x, row->lower), y - 1, pb_axis_at(x, row->upper), y - 1,
                 pb_stroke(color, 1.4));
  pb_canvas_mark(canvas, pb_verdict_mark(row->verdict), pb_axis_at(x, row->ratio), y - 1,
                 row->verdict == PB_VERDICT_UNDECIDED ? 7 : 9, pb_fill(color));
}

/* "▲ +12 %" right-aligned at x, sign and number in the verdict's colour. */
static double draw_change(pb_canvas *canvas, const pb_forest_row *row, double x, double y) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  bool assessed = row->verdict != PB_VERDICT_NOT_ASSESSED;
  uint32_t color = assessed ? pb_verdict_color(row->verdict, theme) : theme->grey;
  pb_canvas_text(canvas, x, y, row->change,
                 pb_style_strong(theme, color, PB_ALIGN_END, PB_VALIGN_MIDDLE));
  double left = x - pb_label_width(theme, row->change, 600);
  if (assessed)
    pb_canvas_mark(canvas, pb_verdict_mark(row->verdict), left - 7, y,
                   row->verdict == PB_VERDICT_UNDECIDED ? 5.5 : 7, pb_fill(color));
  return left - 12;
}

static void draw_wide_row(pb_canvas *canvas, const pb_axis *x, const columns *c,
                          const pb_forest_row *row, double y) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  g_auto(GStrv) lines = pb_label_wrap(theme, row->label, 400, c->label_width);
  pb_text_style style = pb_style(theme, theme->ink, PB_ALIGN_START, PB_VALIGN_MIDDLE);
  if (row->type && row->type->is_total)
    style.weight = 600;
  pb_lines_draw(canvas, 0, y, lines, style);
  if (row->reason) {
    g_auto(GStrv) reason = pb_label_wrap(theme, row->reason, 400, reason_width(c));
    pb_lines_draw(canvas, c->plot_left + 4, y, reason,
                  pb_style(theme, theme->grey, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  } else {
    draw_marks(canvas, x, row, y);
  }
  draw_change(canvas, row, c->change_right, y);
  if (*row->interval)
    pb_canvas_text(canvas, c->interval_right, y, row->interval,
                   pb_style(theme, theme->grey, PB_ALIGN_END, PB_VALIGN_MIDDLE));
}

static void draw_narrow_row(pb_canvas *canvas, const pb_axis *x, const pb_forest_row *row,
                            double top) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  double width = pb_canvas_width(canvas);
  g_auto(GStrv) lines = pb_label_wrap(theme, row->label, 400, width);
  double words = pb_lines_size(theme, lines, 400).height;
  pb_text_style style = pb_style(theme, theme->ink, PB_ALIGN_START, PB_VALIGN_MIDDLE);
  if (row->type && row->type->is_total)
    style.weight = 600;
  pb_lines_draw(canvas, 0, top + 2 + words / 2, lines, style);
  double y = top + 2 + words + PB_LABEL_LINE / 2;
  double change_width = pb_label_width(theme, row->change, 600) + 13;
  draw_change(canvas, row, change_width, y);
  if (*row->interval)
    pb_canvas_text(canvas, change_width + 8, y, row->interval,
                   pb_style(theme, theme->grey, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  if (row->reason) {
    g_auto(GStrv) reason = pb_label_wrap(theme, row->reason, 400, width);
    pb_lines_draw(canvas, 0, y + PB_LABEL_LINE / 2 + pb_lines_size(theme, reason, 400).height / 2,
                  reason, pb_style(theme, theme->grey, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  } else {
    draw_marks(canvas, x, row, y + PB_LABEL_LINE / 2 + 6);
  }
}

/* The numbers and the title below the rows; thins the ticks to what fits. */
static void draw_axis(pb_canvas *canvas, const pb_language *language, pb_axis *x, double bottom,
                      const char *title) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  pb_axis_thin(x, pb_label_width(theme, "−50 %", 400) + 8, 1);
  for (size_t i = 0; i < x->n_ticks; i++) {
    g_autofree char *text = pb_format_change(language, x->ticks[i]);
    double half = pb_label_width(theme, text, 400) / 2, at = pb_axis_at(x, x->ticks[i]);
    pb_canvas_text(canvas, fmin(fmax(at, half), pb_canvas_width(canvas) - half), bottom + 4, text,
                   pb_style(theme, theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_TOP));
  }
  double half = pb_label_width(theme, title, 400) / 2, middle = (x->at_low + x->at_high) / 2;
  middle = fmin(fmax(middle, half), pb_canvas_width(canvas) - half);
  pb_canvas_text(canvas, middle, bottom + 4 + PB_LABEL_LINE, title,
                 pb_style(theme, theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_TOP));
}

/* The axis' lines beside one row; rows of words have none, so that nothing crosses the words. */
static void draw_grid(pb_canvas *canvas, const pb_axis *x, double top, double bottom) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  for (size_t i = 0; i < x->n_ticks; i++) {
    double at = pb_axis_at(x, x->ticks[i]);
    bool one = x->ticks[i] == 1;
    pb_canvas_line(canvas, at, top, at, bottom,
                   pb_stroke(one ? theme->grey : theme->hairline, one ? .75 : .5));
  }
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  double width = pb_canvas_width(canvas);
  g_autoptr(GArray) rows = pb_forest_rows_read(figure->context, figure->data[0]);
  columns c = lay_out(theme, rows, width);
  pb_axis x = make_axis(rows);
  pb_axis_place(&x, c.plot_left, c.plot_right);
  pb_key_entry key[4];
  g_autofree char *previous = NULL;
  size_t n_key = make_key(figure, theme, key, &previous);
  double top = pb_key_draw(canvas, key, n_key, 0, 0, width) + (c.narrow ? 4 : HEADER_PT);
  double wanted = height(figure, width), spare = pb_canvas_height(canvas) - wanted;
  double extra = rows->len ? fmax(0, spare) / rows->len : 0, bottom = top;
  for (guint i = 0; i < rows->len; i++)
    bottom += row_height(theme, &g_array_index(rows, pb_forest_row, i), &c, width) + extra;
  if (!c.narrow) {
    pb_text_style head = pb_style(theme, theme->grey, PB_ALIGN_END, PB_VALIGN_MIDDLE);
    pb_canvas_text(canvas, c.change_right, top - 7, _("change"), head);
    pb_canvas_text(canvas, c.interval_right, top - 7, _("95% interval"), head);
    pb_canvas_line(canvas, 0, top, width, top, pb_stroke(theme->hairline, .5));
  }
  draw_axis(canvas, figure->context->language, &x, bottom, _("change per resident"));
  double y = top;
  for (guint i = 0; i < rows->len; i++) {
    const pb_forest_row *row = &g_array_index(rows, pb_forest_row, i);
    double tall = row_height(theme, row, &c, width) + extra;
    if (!row->reason)
      draw_grid(canvas, &x, c.narrow ? y + tall - 21 : y, y + tall);
    if (c.narrow) {
      draw_narrow_row(canvas, &x, row, y);
    } else {
      draw_wide_row(canvas, &x, &c, row, y + tall / 2);
      pb_canvas_line(canvas, 0, y + tall, width, y + tall, pb_stroke(theme->hairline, .5));
    }
    y += tall;
  }
}

const pb_chart pb_chart_change_forest = {
    .name = "change-forest",
    .title = N_("Change by crime type"),
    .question = N_("Which crime types changed, and how sure is it?"),
    .description =
        N_("Each row is a crime type: the change of the last year from the mean of the three years "
           "before, with a 95% interval. A triangle is an established change; a dot is not. The "
           "ring is the change from the year before. Below 20 crimes only counts are shown."),
    .width_mm = 160,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};
