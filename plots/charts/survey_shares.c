/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares of a survey by question, with intervals and the change since the wave before. */
#include <math.h>
#include <string.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/read.h"
#include "plots/report/sentences/safety.h"

extern const pb_chart pb_chart_survey_shares;

#define WIDE_PT 380.0
#define BAR_PT 9.0
#define ROW_GAP_PT 7.0
#define AXIS_PT 15.0

static char *wave_text(const pb_figure *figure, const char *name) {
  double wave;
  if (pb_result_get_scalar(figure->data[0], name, &wave))
    return pb_format_period(figure->context->language, (pb_period)wave);
  const char *column = strcmp(name, "wave") == 0 ? "wave" : "previous_wave";
  if (pb_read_number(figure->data[0], column, 0, &wave))
    return pb_format_period(figure->context->language, (pb_period)wave);
  return NULL;
}

static void count_verdicts(const pb_figure *figure, size_t *rose, size_t *fell, size_t *compared) {
  *rose = *fell = *compared = 0;
  for (size_t i = 0; i < pb_read_rows(figure->data[0]); i++) {
    const pb_question_facts q = pb_question_facts_read(figure->context, figure->data[0], i);
    *rose += q.verdict == PB_VERDICT_INCREASE;
    *fell += q.verdict == PB_VERDICT_DECREASE;
    *compared += q.verdict != PB_VERDICT_NOT_ASSESSED;
  }
}

static char *make_title(const pb_figure *figure) {
  size_t highest = 0;
  pb_optional most = {false, 0};
  for (size_t i = 0; i < pb_read_rows(figure->data[0]); i++) {
    const pb_question_facts q = pb_question_facts_read(figure->context, figure->data[0], i);
    if (q.share.known && (!most.known || q.share.value > most.value)) {
      most = q.share;
      highest = i;
    }
  }
  if (!most.known)
    return g_strdup(_("Too few answers for any share"));
  const pb_question_facts q = pb_question_facts_read(figure->context, figure->data[0], highest);
  g_autofree char *share = pb_words_share(figure->context->language, q.share);
  return g_strdup_printf(_("Highest share, %s: %s"), share, q.text);
}

static char *make_subtitle(const pb_figure *figure, const char *place) {
  g_autofree char *wave = wave_text(figure, "wave"), *before = wave_text(figure, "previous_wave");
  size_t rose, fell, compared;
  count_verdicts(figure, &rose, &fell, &compared);
  if (before && compared)
    return g_strdup_printf(_("Share of the answers in %s, %s, with 95%% interval and the change "
                             "since %s in percentage points; ring: %s"),
                           place, wave, before, before);
  return g_strdup_printf(_("Share of the answers in %s, %s, with 95%% interval"), place,
                         wave ? wave : "");
}

static char *make_alt(const pb_figure *figure) {
  GString *alt = g_string_new(figure->title);
  for (size_t i = 0; i < pb_read_rows(figure->data[0]); i++) {
    const pb_question_facts q = pb_question_facts_read(figure->context, figure->data[0], i);
    g_autofree char *sentence = pb_sentence_question(figure->context->language, &q);
    g_string_append_printf(alt, " %s %s", q.text, sentence);
  }
  return g_string_free(alt, FALSE);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  (void)error;
  pb_figure *figure = pb_chart_new_plain(&pb_chart_survey_shares, context, params);
  const char *place = pb_chart_place(context);
  figure->data[0] = pb_safety_result(context);
  figure->source = pb_chart_source_or_none(context, PB_SOURCE_SURVEY);
  if (!figure->data[0]) {
    figure->title = g_strdup(_("No survey can be shown"));
    figure->subtitle = g_strdup_printf(_("Survey answers in %s"), place);
    figure->empty = g_strdup_printf(_("There are no survey answers from %s in the data."), place);
    figure->alt = g_strdup(figure->empty);
    return figure;
  }
  figure->title = make_title(figure);
  figure->subtitle = make_subtitle(figure, place);
  figure->note = g_strdup(_("▲ established increase · ▼ established decrease · ● no established "
                            "change (corrected for the number of questions). The share is of the "
                            "answers that count as a problem in the codebook. Questions with fewer "
                            "than 30 answers are not shown."));
  figure->alt = make_alt(figure);
  return figure;
}

typedef struct {
  bool wide;
  double label, left, right, share_right, change_right;
} columns;

static char *share_text(const pb_language *language, const pb_question_facts *q) {
  g_autofree char *share = pb_words_share(language, q->share);
  if (!q->lower.known || !q->upper.known)
    return g_steal_pointer(&share);
  g_autofree char *range = pb_format_range(language, 100 * q->lower.value, 100 * q->upper.value, 0);
  return g_strdup_printf("%s (%s)", share, range);
}

static columns lay_out(const pb_figure *figure, double width) {
  const pb_theme *theme = figure->context->theme;
  columns c = {.wide = width >= WIDE_PT, .change_right = width};
  double share = 0, change = 0;
  for (size_t i = 0; i < pb_read_rows(figure->data[0]); i++) {
    const pb_question_facts q = pb_question_facts_read(figure->context, figure->data[0], i);
    g_autofree char *s = share_text(figure->context->language, &q);
    g_autofree char *d = pb_words_points(figure->context->language, q.difference);
    share = fmax(share, pb_label_width(theme, s, 600));
    change = fmax(change, pb_label_width(theme, d, 400) + 12);
  }
  c.share_right = width - change - 8;
  c.label = c.wide ? width * .4 : width;
  c.left = c.wide ? c.label + 10 : 0;
  c.right = c.wide ? c.share_right - share - 8 : width;
  return c;
}

static double row_height(const pb_figure *figure, const columns *c, const pb_question_facts *q) {
  const pb_theme *theme = figure->context->theme;
  g_auto(GStrv) lines = pb_label_wrap(theme, q->text, 400, c->label);
  double words = pb_lines_size(theme, lines, 400).height;
  return ROW_GAP_PT + (c->wide ? fmax(words, BAR_PT + 6) : words + PB_LABEL_LINE + BAR_PT + 7);
}

static double height(const pb_figure *figure, double width_pt) {
  columns c = lay_out(figure, width_pt);
  double total = AXIS_PT;
  for (size_t i = 0; i < pb_read_rows(figure->data[0]); i++) {
    const pb_question_facts q = pb_question_facts_read(figure->context, figure->data[0], i);
    total += row_height(figure, &c, &q);
  }
  return total;
}

static pb_axis make_axis(const pb_figure *figure) {
  double high = .05;
  for (size_t i = 0; i < pb_read_rows(figure->data[0]); i++) {
    const pb_question_facts q = pb_question_facts_read(figure->context, figure->data[0], i);
    high = fmax(high, fmax(q.upper.known ? q.upper.value : q.share.value,
                           q.previous_share.known ? q.previous_share.value : 0));
  }
  pb_axis axis = pb_axis_from_zero(100 * high, 5);
  return axis;
}

static void draw_bar(pb_canvas *canvas, const pb_axis *x, const pb_question_facts *q, double y) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  if (!q->share.known) {
    pb_text_style style = pb_style(theme, theme->grey, PB_ALIGN_START, PB_VALIGN_MIDDLE);
    style.halo = 2;
    pb_canvas_text(canvas, x->at_low + 3, y, _("fewer than 30 answers"), style);
    return;
  }
  double end = pb_axis_at(x, 100 * q->share.value);
  if (end - x->at_low > .3)
    pb_canvas_rect(canvas, x->at_low, y - BAR_PT / 2, end - x->at_low, BAR_PT,
                   pb_fill(theme->context));
  if (q->lower.known && q->upper.known)
    pb_canvas_line(canvas, pb_axis_at(x, 100 * q->lower.value), y,
                   pb_axis_at(x, 100 * q->upper.value), y, pb_stroke(theme->accent, 1.2));
  pb_canvas_circle(canvas, end, y, 2.4, pb_fill(theme->accent));
  if (q->previous_share.known)
    pb_canvas_circle(canvas, pb_axis_at(x, 100 * q->previous_share.value), y + BAR_PT / 2 + 1, 2.2,
                     pb_hollow(theme, theme->grey, 1));
}

static void draw_numbers(const pb_figure *figure, pb_canvas *canvas, const columns *c,
                         const pb_question_facts *q, double y) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  g_autofree char *share = share_text(figure->context->language, q);
  if (q->share.known)
    pb_canvas_text(canvas, c->wide ? c->share_right : 0, y, share,
                   pb_style_strong(theme, theme->accent, c->wide ? PB_ALIGN_END : PB_ALIGN_START,
                                   PB_VALIGN_MIDDLE));
  if (!q->difference.known)
    return;
  g_autofree char *points = pb_words_points(figure->context->language, q->difference);
  uint32_t color = pb_verdict_color(q->verdict, theme);
  pb_canvas_text(canvas, c->change_right, y, points,
                 pb_style(theme, color, PB_ALIGN_END, PB_VALIGN_MIDDLE));
  pb_canvas_mark(canvas, pb_verdict_mark(q->verdict),
                 c->change_right - pb_label_width(theme, points, 400) - 7, y,
                 q->verdict == PB_VERDICT_UNDECIDED ? 5 : 7, pb_fill(color));
}

static void draw_row(const pb_figure *figure, pb_canvas *canvas, const pb_axis *x, const columns *c,
                     const pb_question_facts *q, double top) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  g_auto(GStrv) lines = pb_label_wrap(theme, q->text, 400, c->label);
  double words = pb_lines_size(theme, lines, 400).height;
  double inner = row_height(figure, c, q) - ROW_GAP_PT;
  pb_lines_draw(canvas, 0, c->wide ? top + inner / 2 : top + words / 2, lines,
                pb_style(theme, theme->ink, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  if (c->wide) {
    draw_bar(canvas, x, q, top + inner / 2 - 1);
    draw_numbers(figure, canvas, c, q, top + inner / 2);
  } else {
    draw_numbers(figure, canvas, c, q, top + words + PB_LABEL_LINE / 2);
    draw_bar(canvas, x, q, top + words + PB_LABEL_LINE + BAR_PT / 2 + 2);
  }
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_language *language = figure->context->language;
  columns c = lay_out(figure, pb_canvas_width(canvas));
  pb_axis x = make_axis(figure);
  double bottom = pb_canvas_height(canvas) - AXIS_PT, y = 0;
  pb_axis_place(&x, c.left, c.right - 14);
  for (size_t i = 0; i < x.n_ticks; i++) {
    double at = pb_axis_at(&x, x.ticks[i]);
    g_autofree char *number = pb_format_number(language, x.ticks[i], x.decimals);
    g_autofree char *text = g_strconcat(number, language->percent, NULL);
    if (c.wide)
      pb_canvas_line(canvas, at, 0, at, bottom - 2, pb_stroke(theme->hairline, .5));
    double half = pb_label_width(theme, text, 400) / 2;
    pb_canvas_text(canvas, fmax(at, half), bottom + 2, text,
                   pb_style(theme, theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_TOP));
  }
  const size_t n = pb_read_rows(figure->data[0]);
  double more = (pb_canvas_height(canvas) - height(figure, pb_canvas_width(canvas))) / (double)n;
  for (size_t i = 0; i < n; i++) {
    const pb_question_facts q = pb_question_facts_read(figure->context, figure->data[0], i);
    draw_row(figure, canvas, &x, &c, &q, y + more / 2);
    y += row_height(figure, &c, &q) + more;
  }
}

const pb_chart pb_chart_survey_shares = {
    .name = "survey-shares",
    .title = N_("Survey shares"),
    .question = N_("How do people experience safety, and what has changed?"),
    .description = N_("Bars: share of the answers. Thin strokes: 95% interval. Rings: the wave "
                      "before. At the right the change in percentage points, with a triangle when "
                      "it is established."),
    .width_mm = 160,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};
