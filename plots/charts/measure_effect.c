/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What came after the measures, against areas that had none: in crimes and as a ratio. */
#include <math.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/read.h"
#include "plots/report/sentences/follow_up.h"
#include "plots/report/tree.h"

extern const pb_chart pb_chart_measure_effect;

#define TWO_BLOCKS_PT 360.0
#define GUTTER_PT 26.0
#define MARKS_PT 15.0
#define ROW_GAP_PT 8.0
#define AXIS_PT 18.0
#define BLOCK_GAP_PT 10.0

/* One of the two answers. */
typedef struct {
  bool is_ratio;
  const char *title, *low, *high; /* what the two directions of the axis mean */
} block;

static void blocks_of(const pb_figure *figure, block blocks[2]) {
  const char *number = pb_measures_count_events(figure->data[0])
                           ? _("Crimes or events more or fewer")
                           : _("Crimes more or fewer");
  blocks[0] = (block){false, number, _("fewer"), _("more")};
  blocks[1] = (block){true, _("Ratio of the two changes"), _("lower"), _("higher")};
}

static bool numbers_of(const pb_measure_facts *m, bool is_ratio, double *value, double *lower,
                       double *upper) {
  pb_optional v = is_ratio ? m->ratio : m->wdd, l = is_ratio ? m->ratio_lower : m->wdd_lower,
              u = is_ratio ? m->ratio_upper : m->wdd_upper;
  *value = v.value;
  *lower = l.value;
  *upper = u.value;
  return v.known && l.known && u.known;
}

static char *value_text(const pb_language *language, const pb_measure_facts *m, bool is_ratio) {
  double value, lower, upper;
  if (!numbers_of(m, is_ratio, &value, &lower, &upper))
    return g_strdup(_("not computable: a count is 0"));
  g_autofree char *v =
      is_ratio ? pb_format_number(language, value, 2) : pb_words_signed(language, value, 0);
  g_autofree char *l =
      is_ratio ? pb_format_number(language, lower, 2) : pb_words_signed(language, lower, 0);
  g_autofree char *u =
      is_ratio ? pb_format_number(language, upper, 2) : pb_words_signed(language, upper, 0);
  return g_strdup_printf(_("%s (%s to %s)"), v, l, u);
}

static GArray *measures_of(const pb_figure *figure) {
  GArray *list = g_array_new(FALSE, FALSE, sizeof(pb_measure_facts));
  for (size_t i = 0; i < pb_read_rows(figure->data[0]); i++) {
    const pb_measure_facts m = pb_measure_facts_read(figure->context, figure->data[0], i);
    if (m.wdd.known)
      g_array_append_val(list, m);
  }
  return list;
}

/* "Å2 Grannsamverkan …, compared with Karlskoga". */
static char *row_label(const pb_measure_facts *m) {
  return g_strdup_printf(_("%s %s, against %s"), m->id, m->title, m->comparison);
}

static char *make_title(const pb_figure *figure, const GArray *list) {
  guint sure = 0;
  for (guint i = 0; i < list->len; i++) {
    const pb_measure_facts *m = &g_array_index(list, pb_measure_facts, i);
    bool wdd = m->wdd_verdict == PB_VERDICT_DECREASE || m->wdd_verdict == PB_VERDICT_INCREASE;
    bool ratio = m->ratio_verdict == PB_VERDICT_DECREASE || m->ratio_verdict == PB_VERDICT_INCREASE;
    sure += wdd && ratio;
  }
  if (sure == 0)
    return g_strdup(_("No established difference from the comparison areas after the measures"));
  g_autofree char *count = pb_format_integer(figure->context->language, (int64_t)sure);
  return g_strdup_printf(Q_("After %s measure crime differs from the comparison area’s",
                            "After %s measures crime differs from the comparison areas’", sure),
                         count);
}

static char *make_alt(const pb_figure *figure, const GArray *list) {
  GString *alt = g_string_new(figure->title);
  g_string_append_c(alt, '.');
  for (guint i = 0; i < list->len; i++) {
    const pb_measure_facts *m = &g_array_index(list, pb_measure_facts, i);
    g_autofree char *sentence = pb_sentence_measure(figure->context->language, m);
    g_autofree char *plain = pb_inline_plain(sentence);
    g_string_append_printf(alt, " %s: %s", m->id, plain);
  }
  return g_string_free(alt, FALSE);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  (void)error;
  pb_figure *figure = pb_chart_new_plain(&pb_chart_measure_effect, context, params);
  const char *place = pb_chart_place(context);
  figure->data[0] = pb_analysis_find(context->analysis, "measures", -1);
  const bool events = pb_measures_count_events(figure->data[0]);
  figure->source =
      pb_chart_source_or_none(context, PB_SOURCE_MEASURES | PB_SOURCE_CRIME | PB_SOURCE_POPULATION |
                                           (events ? PB_SOURCE_RECORDS : 0));
  figure->subtitle = g_strdup_printf(_("The change after each measure in %s less that of its "
                                       "comparison area, with 95%% interval"),
                                     place);
  g_autoptr(GArray) list = measures_of(figure);
  if (list->len == 0) {
    figure->title = g_strdup(_("No effect of a measure can be shown"));
    figure->empty =
        pb_read_rows(figure->data[0]) == 0
            ? g_strdup_printf(_("There are no measures for %s in the data."), place)
            : g_strdup_printf(_("No measure of %s has counts of crime before and after, with a "
                                "comparison area."),
                              place);
    figure->alt = g_strdup(figure->empty);
    return figure;
  }
  figure->title = make_title(figure, list);
  figure->note = g_strdup(_("The two answer different questions: the first takes it that both "
                            "areas would have changed by the same number, the second by the same "
                            "share. Neither says what the change is due to."));
  figure->alt = make_alt(figure, list);
  return figure;
}

static double block_width(double width) {
  return width < TWO_BLOCKS_PT ? width : (width - GUTTER_PT) / 2;
}

/* The words above the marks of a row; draws when there is a canvas. */
static double put_words(pb_canvas *canvas, const pb_theme *theme, const pb_language *language,
                        const pb_measure_facts *m, bool is_ratio, double x, double y,
                        double width) {
  g_autofree char *label = row_label(m), *value = value_text(language, m, is_ratio);
  g_auto(GStrv) lines = pb_label_wrap(theme, label, 400, width);
  g_auto(GStrv) numbers = pb_label_wrap(theme, value, 600, width);
  double first = pb_lines_size(theme, lines, 400).height;
  double second = pb_lines_size(theme, numbers, 600).height;
  if (canvas) {
    pb_lines_draw(canvas, x, y + first / 2, lines,
                  pb_style(theme, theme->ink, PB_ALIGN_START, PB_VALIGN_MIDDLE));
    pb_lines_draw(canvas, x, y + first + second / 2, numbers,
                  pb_style_strong(theme, theme->accent, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  }
  return first + second + 2;
}

static double row_words_height(const pb_theme *theme, const pb_language *language,
                               const pb_measure_facts *m, double width) {
  return fmax(put_words(NULL, theme, language, m, false, 0, 0, width),
              put_words(NULL, theme, language, m, true, 0, 0, width));
}

static double block_height(const pb_figure *figure, const GArray *list, double width) {
  double height = PB_LABEL_LINE + 8 + AXIS_PT + PB_LABEL_LINE;
  for (guint i = 0; i < list->len; i++)
    height += row_words_height(figure->context->theme, figure->context->language,
                               &g_array_index(list, pb_measure_facts, i), width) +
              MARKS_PT + ROW_GAP_PT;
  return height;
}

static double height(const pb_figure *figure, double width_pt) {
  g_autoptr(GArray) list = measures_of(figure);
  double one = block_height(figure, list, block_width(width_pt));
  return width_pt < TWO_BLOCKS_PT ? 2 * one + BLOCK_GAP_PT : one;
}

/* Follows the marks: a very wide interval goes on to the edge. */
static pb_axis make_axis(const GArray *list, bool is_ratio) {
  double none = is_ratio ? 1 : 0, low = none, high = none, value, lower, upper;
  for (guint i = 0; i < list->len; i++)
    if (numbers_of(&g_array_index(list, pb_measure_facts, i), is_ratio, &value, &lower, &upper)) {
      low = fmin(low, lower);
      high = fmax(high, upper);
    }
  if (is_ratio)
    return pb_axis_ratio(fmax(low * .93, .1), fmin(high * 1.07, 10));
  double room = fmax(.06 * (high - low), 1);
  return pb_axis_between(low - room, high + room, 5);
}

/* "0,5", "1", "1,25" */
static char *ratio_tick(const pb_language *language, double ratio) {
  int decimals = 0;
  for (double scaled = ratio; decimals < 2 && fabs(scaled - round(scaled)) > 1e-6; scaled *= 10)
    decimals++;
  return pb_format_number(language, ratio, decimals);
}

static void draw_axis(const pb_figure *figure, pb_canvas *canvas, pb_axis *x, const block *b,
                      double y) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_language *language = figure->context->language;
  pb_axis_thin(x, pb_label_width(theme, "−10 000", 400) + 6, b->is_ratio ? 1 : 0);
  for (size_t i = 0; i < x->n_ticks; i++) {
    g_autofree char *text = b->is_ratio ? ratio_tick(language, x->ticks[i])
                                        : pb_words_signed(language, x->ticks[i], x->decimals);
    double half = pb_label_width(theme, text, 400) / 2, at = pb_axis_at(x, x->ticks[i]);
    at = fmin(fmax(at, x->at_low + half - 6), x->at_high - half + 6);
    pb_canvas_text(canvas, at, y + 3, text,
                   pb_style(theme, theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_TOP));
  }
  g_autofree char *low = g_strdup_printf("← %s", b->low), *high = g_strdup_printf("%s →", b->high);
  pb_canvas_text(canvas, x->at_low, y + 3 + PB_LABEL_LINE, low,
                 pb_style(theme, theme->grey, PB_ALIGN_START, PB_VALIGN_TOP));
  pb_canvas_text(canvas, x->at_high, y + 3 + PB_LABEL_LINE, high,
                 pb_style(theme, theme->grey, PB_ALIGN_END, PB_VALIGN_TOP));
}

static void draw_marks(pb_canvas *canvas, const pb_axis *x, const pb_measure_facts *m,
                       const block *b, double y) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  double value, lower, upper, none = pb_axis_at(x, b->is_ratio ? 1 : 0);
  pb_canvas_line(canvas, x->at_low, y, x->at_high, y, pb_stroke(theme->hairline, .5));
  pb_canvas_line(canvas, none, y - MARKS_PT / 2, none, y + MARKS_PT / 2,
                 pb_stroke(theme->grey, .9));
  if (!numbers_of(m, b->is_ratio, &value, &lower, &upper))
    return;
  pb_verdict verdict = b->is_ratio ? m->ratio_verdict : m->wdd_verdict;
  uint32_t color = pb_verdict_color(verdict, theme);
  pb_canvas_line(canvas, pb_axis_at(x, lower), y, pb_axis_at(x, upper), y, pb_stroke(color, 1.5));
  pb_canvas_mark(canvas, pb_verdict_mark(verdict), pb_axis_at(x, value), y,
                 verdict == PB_VERDICT_UNDECIDED ? 7 : 9, pb_fill(color));
}

static void draw_block(const pb_figure *figure, pb_canvas *canvas, const GArray *list,
                       const block *b, double left, double top, double width, double marks) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_language *language = figure->context->language;
  pb_canvas_text(canvas, left, top + PB_LABEL_LINE / 2, b->title,
                 pb_style_strong(theme, theme->ink, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  pb_axis x = make_axis(list, b->is_ratio);
  pb_axis_place(&x, left + 6, left + width - 6);
  double y = top + PB_LABEL_LINE + 8;
  for (guint i = 0; i < list->len; i++) {
    const pb_measure_facts *m = &g_array_index(list, pb_measure_facts, i);
    put_words(canvas, theme, language, m, b->is_ratio, left, y, width);
    y += row_words_height(theme, language, m, width);
    draw_marks(canvas, &x, m, b, y + marks / 2);
    y += marks + ROW_GAP_PT;
  }
  draw_axis(figure, canvas, &x, b, y - ROW_GAP_PT + 2);
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  g_autoptr(GArray) list = measures_of(figure);
  double full = pb_canvas_width(canvas), width = block_width(full);
  bool stacked = full < TWO_BLOCKS_PT;
  double one = block_height(figure, list, width);
  block blocks[2];
  blocks_of(figure, blocks);
  /* what the page gives or takes is shared by the rows of marks */
  double more = (pb_canvas_height(canvas) - height(figure, full)) / (stacked ? 2 : 1);
  double marks = fmax(8, MARKS_PT + more / list->len);
  one += (marks - MARKS_PT) * list->len;
  for (int i = 0; i < 2; i++)
    draw_block(figure, canvas, list, &blocks[i], stacked ? 0 : i * (width + GUTTER_PT),
               stacked ? i * (one + BLOCK_GAP_PT) : 0, width, marks);
}

const pb_chart pb_chart_measure_effect = {
    .name = "measure-effect",
    .title = N_("After the measures"),
    .question = N_("How did crime change after the measures, against areas that had none?"),
    .description =
        N_("Left: how many crimes more or fewer than the change of the comparison area would have "
           "given. Right: the ratio of the two changes, 1 when they are alike. Strokes: 95% "
           "interval. A triangle: an established difference."),
    .width_mm = 160,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};
