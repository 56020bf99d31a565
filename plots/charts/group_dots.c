/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rates of the comparison group, one row a municipality, highest first. */
#include <math.h>
#include <string.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/read.h"
#include "plots/withheld.h"

extern const pb_chart pb_chart_group_dots;

/* A group larger than this is shown by its ends and the municipality's neighbours in rank; the
 * others stand as dots in one row each gap. */
#define ALL_ROWS 23
#define AT_THE_TOP 5
#define AT_THE_BOTTOM 3
#define AROUND 4
#define ROW_PT 11.0
#define ROW_GIVES_PT 2.8
#define AXIS_PT 30.0
#define HEAD_PT 13.0

/* A line of the chart: one municipality, or a gap of several. */
typedef struct {
  size_t first, n;
} dot_row;

static size_t self_row(const pb_result *group) {
  for (size_t i = 0; i < pb_read_rows(group); i++)
    if (pb_read_flag(group, "self", i))
      return i;
  return SIZE_MAX;
}

static GArray *choose_rows(const pb_result *group) {
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(dot_row));
  size_t n = pb_read_rows(group), self = self_row(group);
  size_t gap = 0;
  for (size_t i = 0; i <= n; i++) {
    bool shown = n <= ALL_ROWS || i < AT_THE_TOP || i + AT_THE_BOTTOM >= n ||
                 (self != SIZE_MAX && i + AROUND >= self && i <= self + AROUND);
    if (i < n && !shown) {
      gap++;
      continue;
    }
    if (gap == 1) { /* a gap of one is no shorter than its row */
      g_array_append_val(rows, ((dot_row){i - 1, 1}));
    } else if (gap > 1) {
      g_array_append_val(rows, ((dot_row){i - gap, gap}));
    }
    gap = 0;
    if (i < n)
      g_array_append_val(rows, ((dot_row){i, 1}));
  }
  return rows;
}

static char *make_title(const pb_figure *figure, const pb_result *group, const char *group_name) {
  const pb_context *context = figure->context;
  const pb_municipality *m = pb_chart_municipality(context);
  const pb_result *overview = pb_analysis_find(context->analysis, "overview", -1);
  int row = pb_analysis_overview_row(context->analysis, figure->type);
  const char *comparison = row < 0 ? "" : pb_read_text(overview, "comparison", (size_t)row);
  const char *noun = pb_type_noun(context->language, pb_chart_type(figure));
  size_t self = self_row(group);
  int n = (int)pb_read_rows(group);
  if (self == SIZE_MAX)
    return g_strdup_printf(pb_no_rate_title(context, figure->type), noun, m->name);
  if (n == 1)
    return g_strdup_printf(_("%s is alone in %s with figures"), m->name, group_name);
  if (strcmp(comparison, "high") == 0)
    return g_strdup_printf(_("%s has clearly more %s than is usual in %s"), m->name, noun,
                           group_name);
  if (strcmp(comparison, "low") == 0)
    return g_strdup_printf(_("%s has clearly fewer %s than is usual in %s"), m->name, noun,
                           group_name);
  /* A rank is no finding when its bounds take in more than half of the group. */
  double best, worst;
  if (pb_result_get_scalar(group, "rank_lower", &best) &&
      pb_result_get_scalar(group, "rank_upper", &worst) && worst - best + 1 > n / 2.0)
    return g_strdup_printf(_("%s cannot be ranked with certainty in %s"), m->name, group_name);
  int rank = (int)pb_result_scalar_or(group, "rank", (double)self + 1);
  return g_strdup_printf(_("%s ranks %d of %d in %s by %s per resident"), m->name, rank, n,
                         group_name, noun);
}

/* Members of the group that the public version leaves out. */
static void add_not_shown(pb_figure *figure, size_t n) {
  if (!pb_is_public(figure->context) || n == 0)
    return;
  g_autofree char *before = figure->note;
  g_autofree char *words =
      g_strdup_printf(Q_("%d municipality of the group is not shown.",
                         "%d municipalities of the group are not shown.", (unsigned long)n),
                      (int)n);
  figure->note = before ? g_strdup_printf("%s %s", before, words) : g_steal_pointer(&words);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  pb_figure *figure = pb_chart_new_typed(&pb_chart_group_dots, context, params, error);
  if (!figure)
    return NULL;
  const pb_result *group = pb_analysis_find(context->analysis, "group", figure->type);
  figure->data[0] = group;
  const char *label = pb_type_label(context->language, pb_chart_type(figure));
  const pb_municipality *m = pb_chart_municipality(context);
  g_autofree char *name = pb_chart_group(context);
  int year = context->dataset->period_end;
  figure->source =
      pb_chart_source(context, PB_SOURCE_CRIME | PB_SOURCE_POPULATION | PB_SOURCE_GROUPS);
  size_t n = pb_read_rows(group);
  if (n == 0 || !name) {
    figure->title = g_strdup_printf(_("%s: no comparison group"), label);
    figure->subtitle =
        g_strdup_printf(_("%s per 100,000 residents, %s"), label, pb_chart_place(context));
    figure->empty = g_strdup_printf(_("%s has no comparison group with figures for %d."),
                                    pb_chart_place(context), year);
    figure->alt = g_strdup(figure->empty);
    return figure;
  }
  figure->title = make_title(figure, group, name);
  figure->subtitle = g_strdup_printf(
      Q_("%s per 100,000 residents in %d with 95%% interval, %s (%d municipality)",
         "%s per 100,000 residents in %d with 95%% interval, %s (%d municipalities)",
         (unsigned long)n),
      label, year, name, (int)n);
  double lowest, highest;
  if (n > 1 && pb_result_get_scalar(group, "rank_lower", &highest) &&
      pb_result_get_scalar(group, "rank_upper", &lowest) && highest < lowest)
    figure->note =
        g_strdup_printf(_("Counting the uncertainty, the rank of %s lies between %d and %d."),
                        m->name, (int)highest, (int)lowest);
  add_not_shown(figure, pb_result_n_missing(group));
  size_t self = self_row(group);
  double median;
  g_autofree char *rate = pb_format_rate(
      context->language, self == SIZE_MAX ? 0 : pb_read_number_or(group, "rate", self, 0));
  g_autofree char *middle = pb_result_get_scalar(group, "median", &median)
                                ? pb_format_rate(context->language, median)
                                : g_strdup("–");
  figure->alt = self == SIZE_MAX
                    ? g_strdup(figure->title)
                    : g_strdup_printf(_("%s. %s per 100,000 residents; the median of %s is %s."),
                                      figure->title, rate, name, middle);
  return figure;
}

static double name_width(const pb_theme *theme, const pb_result *group, const GArray *rows,
                         double most) {
  double width = 0;
  for (guint i = 0; i < rows->len; i++) {
    dot_row row = g_array_index(rows, dot_row, i);
    if (row.n > 1)
      continue;
    int weight = pb_read_flag(group, "self", row.first) ? 600 : 400;
    g_auto(GStrv) lines =
        pb_label_wrap(theme, pb_read_text(group, "name", row.first), weight, most);
    width = fmax(width, pb_lines_size(theme, lines, weight).width);
  }
  return width;
}

static char *gap_text(size_t n) {
  return g_strdup_printf(Q_("%d more", "%d more", (unsigned long)n), (int)n);
}

static double row_height(const pb_theme *theme, const pb_result *group, dot_row row,
                         double name_pt) {
  if (row.n > 1)
    return ROW_PT + 2;
  int weight = pb_read_flag(group, "self", row.first) ? 600 : 400;
  g_auto(GStrv) lines =
      pb_label_wrap(theme, pb_read_text(group, "name", row.first), weight, name_pt);
  return fmax(ROW_PT, pb_lines_size(theme, lines, weight).height);
}

static double height(const pb_figure *figure, double width_pt) {
  const pb_theme *theme = figure->context->theme;
  const pb_result *group = figure->data[0];
  g_autoptr(GArray) rows = choose_rows(group);
  double name_pt = name_width(theme, group, rows, width_pt * .45), total = AXIS_PT + HEAD_PT;
  for (guint i = 0; i < rows->len; i++)
    total += row_height(theme, group, g_array_index(rows, dot_row, i), name_pt + .5);
  return fmax(total, 70);
}

static void draw_member(const pb_figure *figure, pb_canvas *canvas, const pb_axis *x, size_t i,
                        double y, double name_right, double value_right) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_result *group = figure->data[0];
  bool self = pb_read_flag(group, "self", i);
  uint32_t color = self ? theme->accent : theme->grey;
  double rate, lower, upper;
  g_auto(GStrv) lines =
      pb_label_wrap(theme, pb_read_text(group, "name", i), self ? 600 : 400, name_right + .5);
  pb_text_style style =
      pb_style(theme, self ? theme->accent : theme->ink, PB_ALIGN_END, PB_VALIGN_MIDDLE);
  style.weight = self ? 600 : 400;
  pb_lines_draw(canvas, name_right, y, lines, style);
  if (!pb_read_number(group, "rate", i, &rate))
    return;
  g_autofree char *text = pb_format_rate(figure->context->language, rate);
  g_autofree char *tip = g_strdup_printf("%s: %s", pb_read_text(group, "name", i), text);
  pb_canvas_begin_group(canvas, tip);
  if (pb_read_number(group, "lower", i, &lower) && pb_read_number(group, "upper", i, &upper))
    pb_canvas_line(canvas, pb_axis_at(x, lower), y, pb_axis_at(x, upper), y,
                   pb_stroke(self ? theme->accent : theme->context, self ? 1.2 : .9));
  pb_canvas_circle(canvas, pb_axis_at(x, rate), y, self ? 3.2 : 2.2,
                   pb_fill(self ? theme->accent : theme->sequential[2]));
  pb_canvas_end_group(canvas);
  pb_text_style number = pb_style(theme, color, PB_ALIGN_END, PB_VALIGN_MIDDLE);
  number.weight = self ? 600 : 400;
  pb_canvas_text(canvas, value_right, y, text, number);
}

static double value_width(const pb_figure *figure, const GArray *rows, const pb_theme *theme) {
  double width = 0, rate;
  for (guint i = 0; i < rows->len; i++) {
    dot_row row = g_array_index(rows, dot_row, i);
    if (row.n > 1 || !pb_read_number(figure->data[0], "rate", row.first, &rate))
      continue;
    g_autofree char *text = pb_format_rate(figure->context->language, rate);
    width = fmax(width, pb_label_width(theme, text, 600));
  }
  return width;
}

static void draw_axis(const pb_figure *figure, pb_canvas *canvas, pb_axis *x, double top,
                      double bottom) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_language *language = figure->context->language;
  double widest = 0, width = pb_canvas_width(canvas);
  for (size_t i = 0; i < x->n_ticks; i++) {
    g_autofree char *text = pb_format_number(language, x->ticks[i], x->decimals);
    widest = fmax(widest, pb_label_width(theme, text, 400));
  }
  pb_axis_thin(x, widest + 8, x->ticks[0]);
  for (size_t i = 0; i < x->n_ticks; i++) {
    double at = pb_axis_at(x, x->ticks[i]);
    pb_canvas_line(canvas, at, top, at, bottom,
                   pb_stroke(x->ticks[i] == 0 ? theme->context : theme->hairline, .5));
    g_autofree char *text = pb_format_number(language, x->ticks[i], x->decimals);
    pb_canvas_text(canvas, at, bottom + 3, text,
                   pb_style(theme, theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_TOP));
  }
  const char *title = _("per 100,000 residents");
  double half = pb_label_width(theme, title, 400) / 2;
  double middle = fmin(fmax((x->at_low + x->at_high) / 2, half), width - half);
  pb_canvas_text(canvas, middle, bottom + 3 + PB_LABEL_LINE, title,
                 pb_style(theme, theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_TOP));
}

/* The median as a dashed line, named at its head. */
static void draw_median(const pb_figure *figure, pb_canvas *canvas, const pb_axis *x, double top,
                        double bottom) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  double median;
  if (!pb_result_get_scalar(figure->data[0], "median", &median))
    return;
  g_autofree char *number = pb_format_rate(figure->context->language, median);
  g_autofree char *text = g_strdup_printf(_("median of the others %s"), number);
  double at = pb_axis_at(x, median), half = pb_label_width(theme, text, 400) / 2;
  pb_canvas_line(canvas, at, top - 3, at, bottom, pb_dashed(theme->grey, .75));
  pb_canvas_text(canvas, fmin(fmax(at, half), pb_canvas_width(canvas) - half), top - 8, text,
                 pb_style(theme, theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_MIDDLE));
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_result *group = figure->data[0];
  double width = pb_canvas_width(canvas), low = INFINITY, high = 0, value;
  g_autoptr(GArray) rows = choose_rows(group);
  for (size_t i = 0; i < pb_read_rows(group); i++)
    if (pb_read_number(group, "rate", i, &value)) {
      high = fmax(high, value);
      low = fmin(low, pb_read_number_or(group, "lower", i, value));
      /* Very wide intervals are cut at the axis, not allowed to set it. */
      double upper = pb_read_number_or(group, "upper", i, value);
      high = fmax(high, fmin(upper, value * 1.5));
    }
  double name_right = name_width(theme, group, rows, width * .45);
  double values = value_width(figure, rows, theme);
  /* Dots are read by place, not by length: where all lie far from 0 the axis starts near them. */
  pb_axis x = low > high * .45 ? pb_axis_between(low, high, 5) : pb_axis_from_zero(high, 5);
  pb_axis_place(&x, name_right + 10, width - values - 10);
  double wanted = AXIS_PT + HEAD_PT, top = HEAD_PT, y = top;
  for (guint i = 0; i < rows->len; i++)
    wanted += row_height(theme, group, g_array_index(rows, dot_row, i), name_right + .5);
  /* A page may give less than the height asked for: rows close up before the axis is lost. */
  double spare = CLAMP((pb_canvas_height(canvas) - wanted) / MAX(rows->len, 1), -ROW_GIVES_PT, 8);
  double bottom = top + (wanted - AXIS_PT - HEAD_PT) + spare * rows->len;
  draw_axis(figure, canvas, &x, top, bottom);
  draw_median(figure, canvas, &x, top, bottom);
  for (guint i = 0; i < rows->len; i++) {
    dot_row row = g_array_index(rows, dot_row, i);
    double tall = row_height(theme, group, row, name_right + .5) + spare, middle = y + tall / 2;
    if (row.n == 1) {
      draw_member(figure, canvas, &x, row.first, middle, name_right, width);
    } else {
      g_autofree char *text = gap_text(row.n);
      pb_canvas_text(canvas, name_right, middle, text,
                     pb_style(theme, theme->grey, PB_ALIGN_END, PB_VALIGN_MIDDLE));
      for (size_t k = row.first; k < row.first + row.n; k++)
        if (pb_read_number(group, "rate", k, &value))
          pb_canvas_circle(canvas, pb_axis_at(&x, value), middle, 1.8, pb_fill(theme->context));
    }
    y += tall;
  }
}

const pb_chart pb_chart_group_dots = {
    .name = "group-dots",
    .title = N_("The comparison group"),
    .question = N_("How does the level compare with similar municipalities?"),
    .description =
        N_("Each row is a municipality of the group, highest rate first, with a 95% interval. The "
           "dashed line is the group’s median. Of large groups the ends and the nearest ranks are "
           "named; the others stand as dots."),
    .params = &pb_chart_type_param,
    .n_params = 1,
    .width_mm = 80,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};
