/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every crime type by change and by deviation from comparable municipalities. */
#include <math.h>
#include <string.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/read.h"
#include "plots/report/sentences/priority.h"

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
  const char *place = pb_chart_place(context);
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
  figure->subtitle = g_strdup_printf(
      _("Crime types in %s by change (%d from the mean of %s) and deviation from the median of %s, "
        "per 100,000 residents; area by number of crimes"),
      place, context->dataset->period_end, base, group);
  g_autofree char *list = pb_chart_list((const char *const *)left_out->pdata, left_out->len);
  figure->note =
      left_out->len
          ? g_strdup_printf(_("Filled: established change. Hollow: no established change. Tinted: "
                              "higher than comparable and increasing. Not shown, "
                              "since the change cannot be assessed in per cent: %s."),
                            list)
          : g_strdup(_("Filled: established change. Hollow: no established change. Tinted: higher "
                       "than comparable and increasing."));
  g_autofree char *choices =
      pb_sentence_choices(context, pb_analysis_find(context->analysis, "priority", -1));
  if (choices) {
    char *note = figure->note;
    figure->note = g_strdup_printf("%s %s", note, choices);
    g_free(note);
  }
  figure->alt = make_alt(figure, items);
  return figure;
}

/* Below this width the circles carry numbers, explained below the plot. */
#define NUMBERED_PT 260.0

static double largest_radius(double width_pt) {
  return fmin(16, width_pt * .03 + 5);
}

/* The words of the tinted quadrant and, on narrow figures, the names behind the numbers. */
static GPtrArray *key_texts(const GArray *items) {
  GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add(texts, g_strdup_printf("%u %s", i + 1, g_array_index(items, item, i).label));
  return texts;
}

/* Flow the texts over lines below the plot; draws when there is a canvas. */
static double flow_texts(const pb_theme *theme, pb_canvas *canvas, const GPtrArray *texts,
                         double top, double width) {
  double x = 0, y = 0;
  for (guint i = 0; i < texts->len; i++) {
    const char *text = texts->pdata[i];
    g_auto(GStrv) lines = pb_label_wrap(theme, text, 400, width);
    pb_size size = pb_lines_size(theme, lines, 400);
    if (x > 0 && x + size.width > width) {
      x = 0;
      y += PB_LABEL_LINE;
    }
    if (canvas)
      pb_lines_draw(canvas, x, top + y + size.height / 2, lines,
                    pb_style(theme, theme->ink, PB_ALIGN_START, PB_VALIGN_MIDDLE));
    x += size.width + 10;
    y += size.height - PB_LABEL_LINE;
  }
  return texts->len ? y + PB_LABEL_LINE : 0;
}

static double names_height(const pb_theme *theme, const GArray *items, double width) {
  if (width >= NUMBERED_PT)
    return 0;
  g_autoptr(GPtrArray) texts = key_texts(items);
  return flow_texts(theme, NULL, texts, 0, width) + 5;
}

static double height(const pb_figure *figure, double width_pt) {
  g_autoptr(GPtrArray) left_out = g_ptr_array_new();
  g_autoptr(GArray) items = read_items(figure, left_out);
  return fmin(fmax(width_pt * .5, 125), 250) +
         names_height(figure->context->theme, items, width_pt);
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

/* The vertical axis' title stands above its axis, so that nobody turns their head. */
static char **vertical_title(const pb_figure *figure, const pb_theme *theme, double width) {
  const char *code = pb_chart_municipality(figure->context)->group_code;
  g_autofree char *text = g_strdup_printf(_("↑ deviation from the median of %s"), code);
  return pb_label_wrap(theme, text, 400, width);
}

static void draw_across_title(const pb_figure *figure, pb_canvas *canvas, double y) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  g_autofree char *base = pb_chart_base_years(figure->context);
  g_autofree char *text = g_strdup_printf(_("change from the mean of %s →"), base);
  double width = pb_canvas_width(canvas);
  bool fits = pb_label_width(theme, text, 400) <= width;
  pb_canvas_text(canvas, width, y, fits ? text : _("change →"),
                 pb_style(theme, theme->grey, PB_ALIGN_END, PB_VALIGN_TOP));
}

typedef struct {
  pb_canvas *canvas;
  const GArray *items;
  pb_axis x, y;
  double top, bottom, most;
  pb_label_place *place;
} plot;

static double radius_of(const plot *p, const item *one) {
  return fmax(3, largest_radius(pb_canvas_width(p->canvas)) * sqrt(one->count / p->most));
}

static pb_axis axis_of(const GArray *items, size_t offset) {
  double low = 1, high = 1;
  for (guint i = 0; i < items->len; i++) {
    double value =
        *(const double *)(const void *)((const char *)&g_array_index(items, item, i) + offset);
    low = fmin(low, value);
    high = fmax(high, value);
  }
  double span = fmax(high / low, 1.3), room = pow(span, .18);
  return pb_axis_ratio(low / room, high * room);
}

static void draw_circles(const plot *p) {
  const pb_theme *theme = pb_canvas_theme(p->canvas);
  for (guint i = 0; i < p->items->len; i++) {
    const item *one = &g_array_index(p->items, item, i);
    pb_paint filled = pb_fill_part(theme->accent, .82);
    filled.stroke_width = .75;
    filled.stroke_color = theme->paper;
    pb_canvas_begin_group(p->canvas, one->label);
    pb_canvas_circle(p->canvas, pb_axis_at(&p->x, one->change), pb_axis_at(&p->y, one->deviation),
                     radius_of(p, one), one->sure ? filled : pb_hollow(theme, theme->accent, 1.4));
    pb_canvas_end_group(p->canvas);
  }
}

/* The tinted quadrant is named in the first of its corners that is free; where none is, and on
 * narrow figures, the note alone names it. */
static void draw_quadrant_words(const plot *p) {
  const pb_theme *theme = pb_canvas_theme(p->canvas);
  double left = pb_axis_at(&p->x, 1) + 5, right = p->x.at_high - 4;
  double floor_y = pb_axis_at(&p->y, 1);
  if (right - left < 60)
    return;
  g_auto(GStrv) lines =
      pb_label_wrap(theme, _("higher than comparable and increasing"), 600, right - left);
  pb_size size = pb_lines_size(theme, lines, 600);
  if (size.width > right - left || size.height + 8 > floor_y - p->top)
    return;
  double tops[] = {p->top + 4, floor_y - 4 - size.height};
  for (size_t i = 0; i < 4; i++) {
    bool at_right = i % 2 == 0;
    pb_label_box box = {at_right ? right - size.width : left, tops[i / 2], size.width, size.height};
    if (!pb_label_place_is_free(p->place, box))
      continue;
    pb_lines_draw(p->canvas, at_right ? right : left, box.y + size.height / 2, lines,
                  pb_style_strong(theme, theme->increase, at_right ? PB_ALIGN_END : PB_ALIGN_START,
                                  PB_VALIGN_MIDDLE));
    pb_label_place_avoid(p->place, box);
    return;
  }
}

static void draw_names(const plot *p, bool numbered) {
  const pb_theme *theme = pb_canvas_theme(p->canvas);
  for (guint i = 0; i < p->items->len; i++) {
    const item *one = &g_array_index(p->items, item, i);
    g_autofree char *text = numbered ? g_strdup_printf("%u", i + 1) : g_strdup(one->label);
    pb_size size = {pb_label_width(theme, text, 400), PB_LABEL_LINE};
    pb_label_box box;
    double cx = pb_axis_at(&p->x, one->change), cy = pb_axis_at(&p->y, one->deviation);
    double radius = radius_of(p, one);
    if (!pb_label_place_beside(p->place, cx, cy, radius, size, &box))
      continue;
    pb_leader_draw(p->canvas, cx, cy, radius, box);
    pb_canvas_text(p->canvas, box.x, box.y + box.height / 2, text,
                   pb_style(theme, theme->ink, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  }
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  double width = pb_canvas_width(canvas), tick = pb_label_width(theme, "−50 %", 400);
  g_autoptr(GPtrArray) left_out = g_ptr_array_new();
  g_autoptr(GArray) items = read_items(figure, left_out);
  double names = names_height(theme, items, width);
  g_auto(GStrv) title = vertical_title(figure, theme, width);
  pb_size title_size = pb_lines_size(theme, title, 400);
  plot p = {.canvas = canvas, .items = items, .most = 1};
  p.x = axis_of(items, offsetof(item, change));
  p.y = axis_of(items, offsetof(item, deviation));
  for (guint i = 0; i < items->len; i++)
    p.most = fmax(p.most, g_array_index(items, item, i).count);
  p.top = title_size.height + 6;
  p.bottom = pb_canvas_height(canvas) - names - 2 * PB_LABEL_LINE - 5;
  pb_axis_place(&p.x, tick + 8, width - tick / 2);
  pb_axis_place(&p.y, p.bottom, p.top);
  pb_axis_thin(&p.x, tick + 10, 1);
  pb_axis_thin(&p.y, 20, 1);
  pb_lines_draw(canvas, 0, title_size.height / 2, title,
                pb_style(theme, theme->grey, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  draw_across_title(figure, canvas, p.bottom + 4 + PB_LABEL_LINE);
  draw_frame(figure, canvas, &p.x, &p.y);

  p.place = pb_label_place_new(
      (pb_label_box){p.x.at_low + 1, p.top + 1, width - p.x.at_low - 1, p.bottom - p.top - 2});
  for (guint i = 0; i < items->len; i++) {
    const item *one = &g_array_index(items, item, i);
    double r = radius_of(&p, one), cx = pb_axis_at(&p.x, one->change);
    double cy = pb_axis_at(&p.y, one->deviation);
    pb_label_place_avoid_circle(p.place, cx, cy, r + 1);
  }
  double x1 = pb_axis_at(&p.x, 1), y1 = pb_axis_at(&p.y, 1);
  pb_label_place_shun_line(p.place, x1, p.top, x1, p.bottom);
  pb_label_place_shun_line(p.place, p.x.at_low, y1, p.x.at_high, y1);
  bool numbered = width < NUMBERED_PT;
  draw_quadrant_words(&p);
  draw_circles(&p);
  draw_names(&p, numbered);
  pb_label_place_free(p.place);
  if (numbered) {
    g_autoptr(GPtrArray) texts = key_texts(items);
    flow_texts(theme, canvas, texts, pb_canvas_height(canvas) - names + 5, width);
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
