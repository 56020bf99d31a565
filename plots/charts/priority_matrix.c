/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every crime type by change and by deviation from comparable municipalities. */
#include <math.h>
#include <string.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/read.h"

extern const pb_chart pb_chart_priority_matrix;

typedef struct {
  const char *label;
  double change, deviation, count; /* ratios */
  pb_verdict verdict;
  bool sure; /* the change is established */
} item;

/* Items that have both coordinates, largest first, so that small circles lie on top. */
static GArray *read_items(const pb_figure *figure, GPtrArray *left_out) {
  const pb_context *context = figure->context;
  const pb_result *overview = figure->data[0];
  GArray *items = g_array_new(FALSE, FALSE, sizeof(item));
  for (size_t i = 0; i < pb_read_rows(overview); i++) {
    int type = pb_dataset_type(context->dataset, pb_read_text(overview, "type", i));
    if (type < 0 || context->dataset->types[type].is_total)
      continue;
    item one = {.label = pb_type_label(context->language, &context->dataset->types[type])};
    one.verdict = pb_verdict_read(pb_read_text(overview, "verdict", i));
    one.sure = one.verdict == PB_VERDICT_INCREASE || one.verdict == PB_VERDICT_DECREASE;
    double base = pb_read_number_or(overview, "base_count", i, 0);
    bool known = pb_read_number(overview, "ratio", i, &one.change) && one.change > 0 &&
                 pb_read_number(overview, "ratio_to_median", i, &one.deviation) &&
                 one.deviation > 0 && pb_read_number(overview, "count_3", i, &one.count) &&
                 one.count >= PB_COUNTS_BELOW && base >= PB_COUNTS_BELOW &&
                 one.verdict != PB_VERDICT_NOT_ASSESSED;
    if (!known) {
      g_ptr_array_add(left_out,
                      (gpointer)pb_type_noun(context->language, &context->dataset->types[type]));
      continue;
    }
    guint at = 0;
    while (at < items->len && g_array_index(items, item, at).count >= one.count)
      at++;
    g_array_insert_val(items, at, one);
  }
  return items;
}

static char *make_title(const pb_figure *figure, const char *group) {
  const pb_context *context = figure->context;
  const pb_result *overview = figure->data[0];
  g_autoptr(GPtrArray) nouns = g_ptr_array_new();
  for (size_t i = 0; i < pb_read_rows(overview); i++) {
    int type = pb_dataset_type(context->dataset, pb_read_text(overview, "type", i));
    if (type < 0 || context->dataset->types[type].is_total)
      continue;
    if (pb_verdict_read(pb_read_text(overview, "verdict", i)) == PB_VERDICT_INCREASE &&
        pb_read_number_or(overview, "ratio_to_median", i, 0) > 1 &&
        pb_read_number_or(overview, "count_3", i, 0) >= PB_COUNTS_BELOW &&
        pb_read_number_or(overview, "base_count", i, 0) >= PB_COUNTS_BELOW)
      g_ptr_array_add(nouns, (gpointer)pb_type_noun_definite(context->language,
                                                             &context->dataset->types[type]));
  }
  if (nouns->len == 0)
    return g_strdup_printf(_("No crime type both increased and lies above the median of %s"),
                           group);
  g_autofree char *list = pb_chart_list((const char *const *)nouns->pdata, nouns->len);
  g_autofree char *title =
      g_strdup_printf(_("%s increased and lie above the median of %s"), list, group);
  return pb_capitalise(title);
}

static char *make_alt(const pb_figure *figure, const GArray *items) {
  const pb_language *language = figure->context->language;
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < items->len; i++) {
    const item *one = &g_array_index(items, item, i);
    g_autofree char *change = pb_format_change(language, one->change);
    g_autofree char *deviation = pb_format_change(language, one->deviation);
    g_ptr_array_add(parts, g_strdup_printf(_("%s: change %s, from the median %s"), one->label,
                                           change, deviation));
  }
  g_ptr_array_add(parts, NULL);
  g_autofree char *list = g_strjoinv("; ", (char **)parts->pdata);
  return g_strdup_printf(_("Crime types by change and by deviation from the median. %s."), list);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  (void)error;
  pb_figure *figure = pb_chart_new_plain(&pb_chart_priority_matrix, context, params);
  figure->data[0] = pb_analysis_find(context->analysis, "overview", -1);
  const char *place = pb_chart_municipality(context)->full_name;
  g_autofree char *group = pb_chart_group(context);
  g_autofree char *base = pb_chart_base_years(context);
  figure->source =
      pb_chart_source(context, PB_SOURCE_CRIME | PB_SOURCE_POPULATION | PB_SOURCE_GROUPS);
  g_autoptr(GPtrArray) left_out = g_ptr_array_new();
  g_autoptr(GArray) items = read_items(figure, left_out);
  if (items->len == 0 || !group) {
    figure->title = g_strdup(_("No priority matrix can be drawn"));
    figure->subtitle = g_strdup_printf(_("Reported crimes in %s"), place);
    figure->empty = g_strdup_printf(
        _("No crime type in %s has both a change that can be assessed and a comparison group."),
        place);
    figure->alt = g_strdup(figure->empty);
    return figure;
  }
  figure->title = make_title(figure, group);
  figure->subtitle = g_strdup_printf(_("%s: crime types per 100,000 residents by change (%d from "
                                       "the mean of %s) and deviation from the "
                                       "median of %s; area by number of crimes"),
                                     place, context->dataset->period_end, base, group);
  g_autofree char *list = pb_chart_list((const char *const *)left_out->pdata, left_out->len);
  figure->note =
      left_out->len ? g_strdup_printf(
                          _("Filled: established change. Hollow: no established change. Not shown, "
                            "since the change cannot be assessed in per cent: %s."),
                          list)
                    : g_strdup(_("Filled: established change. Hollow: no established change."));
  figure->alt = make_alt(figure, items);
  return figure;
}

static double height(const pb_figure *figure, double width_pt) {
  (void)figure;
  return fmin(fmax(width_pt * .72, 165), 270);
}

static void draw_frame(const pb_figure *figure, pb_canvas *canvas, pb_axis *x, pb_axis *y) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_language *language = figure->context->language;
  double x1 = pb_axis_at(x, 1), y1 = pb_axis_at(y, 1);
  pb_canvas_rect(canvas, x1, y->at_high, x->at_high - x1, y1 - y->at_high,
                 pb_fill_part(theme->increase, .09));
  pb_canvas_line(canvas, x->at_low, y1, x->at_high, y1, pb_stroke(theme->grey, .75));
  pb_canvas_line(canvas, x1, y->at_low, x1, y->at_high, pb_stroke(theme->grey, .75));
  for (size_t i = 0; i < x->n_ticks; i++) {
    double at = pb_axis_at(x, x->ticks[i]);
    if (x->ticks[i] != 1)
      pb_canvas_line(canvas, at, y->at_low, at, y->at_high, pb_stroke(theme->hairline, .5));
    g_autofree char *text = pb_format_change(language, x->ticks[i]);
    double half = pb_label_width(theme, text, 400) / 2;
    pb_canvas_text(canvas, fmin(at, pb_canvas_width(canvas) - half), y->at_low + 4, text,
                   pb_style(theme, theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_TOP));
  }
  for (size_t i = 0; i < y->n_ticks; i++) {
    double at = pb_axis_at(y, y->ticks[i]);
    if (y->ticks[i] != 1)
      pb_canvas_line(canvas, x->at_low, at, x->at_high, at, pb_stroke(theme->hairline, .5));
    g_autofree char *text = pb_format_change(language, y->ticks[i]);
    pb_canvas_text(canvas, x->at_low - 5, at, text,
                   pb_style(theme, theme->grey, PB_ALIGN_END, PB_VALIGN_MIDDLE));
  }
}

/* Titles of the axes: the vertical one stands above its axis, so that nobody turns their head. */
static double draw_axis_titles(const pb_figure *figure, pb_canvas *canvas, double bottom) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  double width = pb_canvas_width(canvas);
  const char *code = pb_chart_municipality(figure->context)->group_code;
  g_autofree char *base = pb_chart_base_years(figure->context);
  g_autofree char *vertical = g_strdup_printf(_("↑ deviation from the median of %s"), code);
  g_autofree char *across = g_strdup_printf(_("change from the mean of %s →"), base);
  g_auto(GStrv) top = pb_label_wrap(theme, vertical, 400, width);
  pb_size size = pb_lines_size(theme, top, 400);
  pb_lines_draw(canvas, 0, size.height / 2, top,
                pb_style(theme, theme->grey, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  pb_canvas_text(canvas, width, bottom, across,
                 pb_style(theme, theme->grey, PB_ALIGN_END, PB_VALIGN_TOP));
  return size.height;
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  double width = pb_canvas_width(canvas), height_pt = pb_canvas_height(canvas);
  g_autoptr(GPtrArray) left_out = g_ptr_array_new();
  g_autoptr(GArray) items = read_items(figure, left_out);
  double x_low = 1, x_high = 1, y_low = 1, y_high = 1, most = 1;
  for (guint i = 0; i < items->len; i++) {
    const item *one = &g_array_index(items, item, i);
    x_low = fmin(x_low, one->change);
    x_high = fmax(x_high, one->change);
    y_low = fmin(y_low, one->deviation);
    y_high = fmax(y_high, one->deviation);
    most = fmax(most, one->count);
  }
  pb_axis x = pb_axis_ratio(x_low / 1.1, x_high * 1.1),
          y = pb_axis_ratio(y_low / 1.1, y_high * 1.1);
  double bottom = height_pt - 2 * PB_LABEL_LINE - 5;
  double top = draw_axis_titles(figure, canvas, bottom + 4 + PB_LABEL_LINE) + 6;
  pb_axis_place(&x, pb_label_width(theme, "−50 %", 400) + 8, width);
  pb_axis_place(&y, bottom, top);
  pb_axis_thin(&x, pb_label_width(theme, "−50 %", 400) + 10, 1);
  pb_axis_thin(&y, 20, 1);
  draw_frame(figure, canvas, &x, &y);

  g_autoptr(pb_label_place) place = pb_label_place_new(
      (pb_label_box){x.at_low + 1, top + 1, width - x.at_low - 1, bottom - top - 2});
  double largest = fmin(16, width * .045 + 3);
  for (guint i = 0; i < items->len; i++) {
    const item *one = &g_array_index(items, item, i);
    double radius = fmax(3, largest * sqrt(one->count / most));
    double cx = pb_axis_at(&x, one->change), cy = pb_axis_at(&y, one->deviation);
    pb_label_place_avoid(place, (pb_label_box){cx - radius, cy - radius, 2 * radius, 2 * radius});
  }
  double x1 = pb_axis_at(&x, 1), y1 = pb_axis_at(&y, 1), corner = width - x1 - 6;
  g_auto(GStrv) words =
      pb_label_wrap(theme, _("higher than comparable and increasing"), 600, corner);
  pb_size size = pb_lines_size(theme, words, 600);
  if (size.width <= corner && size.height + 6 < y1 - top) {
    pb_lines_draw(canvas, width - 4, top + 4 + size.height / 2, words,
                  pb_style_strong(theme, theme->increase, PB_ALIGN_END, PB_VALIGN_MIDDLE));
    pb_label_place_avoid(place,
                         (pb_label_box){width - 4 - size.width, top + 4, size.width, size.height});
  }
  for (guint i = 0; i < items->len; i++) {
    const item *one = &g_array_index(items, item, i);
    double radius = fmax(3, largest * sqrt(one->count / most));
    double cx = pb_axis_at(&x, one->change), cy = pb_axis_at(&y, one->deviation);
    pb_canvas_begin_group(canvas, one->label);
    pb_paint filled = pb_fill_part(theme->accent, .82);
    filled.stroke_width = .75;
    filled.stroke_color = theme->paper;
    pb_canvas_circle(canvas, cx, cy, radius,
                     one->sure ? filled : pb_hollow(theme, theme->accent, 1.4));
    pb_canvas_end_group(canvas);
  }
  for (guint i = 0; i < items->len; i++) {
    const item *one = &g_array_index(items, item, i);
    double radius = fmax(3, largest * sqrt(one->count / most));
    pb_size label = {pb_label_width(theme, one->label, 400), PB_LABEL_LINE};
    pb_label_box box;
    if (pb_label_place_beside(place, pb_axis_at(&x, one->change), pb_axis_at(&y, one->deviation),
                              radius, label, &box))
      pb_canvas_text(canvas, box.x, box.y + box.height / 2, one->label,
                     pb_style(theme, theme->ink, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  }
}

const pb_chart pb_chart_priority_matrix = {
    .name = "priority-matrix",
    .title = N_("Priority matrix"),
    .question = N_("What should be prioritised?"),
    .description = N_(
        "Each circle is a crime type. To the right: more than the mean of the three years before; "
        "up: higher than the median of comparable municipalities. Area: number of crimes. "
        "Hollow: the change is not established."),
    .width_mm = 160,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};
