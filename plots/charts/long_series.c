/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The municipality's rate over all years, with the middle half of its group as a band. */
#include <math.h>
#include <string.h>

#include "engine/text.h"
#include "plots/break_labels.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/read.h"
#include "plots/withheld.h"

extern const pb_chart pb_chart_long_series;

/* Below this width the direct labels would take the plot's room: they go above, as a key. */
#define NARROW_PT 200.0

static int year_at(const pb_result *series, size_t row) {
  return (int)pb_read_number_or(series, "year", row, 0);
}

/* First row since the latest change in how reported crime is counted: the years before are not
 * compared. */
static size_t first_comparable(const pb_dataset *dataset, const pb_result *series) {
  size_t first = 0;
  for (size_t b = 0; b < dataset->n_breaks; b++) {
    if (!g_str_equal(dataset->breaks[b].applies_to, "reported-crime"))
      continue;
    while (first < pb_read_rows(series) && year_at(series, first) < dataset->breaks[b].year &&
           dataset->breaks[b].year <= dataset->period_end)
      first++;
  }
  return first;
}

/* The last rate is lower (-1) or higher (1) than in every other of at least ten years from row
 * `first`. */
static int extreme_of(const pb_result *series, size_t first) {
  size_t n = pb_read_rows(series);
  double last, rate;
  if (n < first + 10 || !pb_read_number(series, "rate", n - 1, &last) ||
      pb_read_flag(series, "spike", n - 1) || pb_read_flag(series, "preliminary", n - 1))
    return 0;
  bool lowest = true, highest = true;
  for (size_t i = first; i + 1 < n; i++)
    if (pb_read_number(series, "rate", i, &rate)) {
      lowest = lowest && rate > last;
      highest = highest && rate < last;
    }
  return lowest ? -1 : highest ? 1 : 0;
}

static char *make_title(const pb_figure *figure, const pb_result *series, int year, double rate) {
  const pb_context *context = figure->context;
  const pb_result *overview = pb_analysis_find(context->analysis, "overview", -1);
  int row = pb_analysis_overview_row(context->analysis, figure->type);
  const char *comparison = row < 0 ? "" : pb_read_text(overview, "comparison", (size_t)row);
  g_autofree char *nouns = pb_chart_nouns(figure);
  g_autofree char *group = pb_chart_group(context);
  bool current = year == context->dataset->period_end && group;
  if (current && strcmp(comparison, "high") == 0)
    return g_strdup_printf(_("%s in %d were clearly above the level of %s"), nouns, year, group);
  if (current && strcmp(comparison, "low") == 0)
    return g_strdup_printf(_("%s in %d were clearly below the level of %s"), nouns, year, group);
  size_t start = first_comparable(context->dataset, series);
  int extreme = extreme_of(series, start);
  if (extreme < 0)
    return g_strdup_printf(_("%s in %d were fewer per resident than in any year since %d"), nouns,
                           year, year_at(series, start));
  if (extreme > 0)
    return g_strdup_printf(_("%s in %d were more per resident than in any year since %d"), nouns,
                           year, year_at(series, start));
  double q1, q3;
  size_t last = pb_read_rows(series) - 1;
  if (current && strcmp(comparison, "within") == 0 &&
      pb_read_number(series, "group_q1", last, &q1) &&
      pb_read_number(series, "group_q3", last, &q3)) {
    const char *where =
        rate > q3   ? _("%s in %d were in the upper quarter of %s, within its variation")
        : rate < q1 ? _("%s in %d were in the lower quarter of %s, within its variation")
                    : _("%s in %d were in the middle half of %s");
    return g_strdup_printf(where, nouns, year, group);
  }
  g_autofree char *number = pb_format_rate(context->language, rate);
  return g_strdup_printf(_("%s in %d were %s per 100,000 residents"), nouns, year, number);
}

static bool has_band(const pb_result *series, double *group_n) {
  bool found = false;
  for (size_t i = 0; i < pb_read_rows(series); i++) {
    double q1, q3;
    if (pb_read_number(series, "group_q1", i, &q1) && pb_read_number(series, "group_q3", i, &q3)) {
      found = true;
      *group_n = pb_read_number_or(series, "group_n", i, 0);
    }
  }
  return found;
}

static bool any_flag(const pb_result *series, const char *column) {
  for (size_t i = 0; i < pb_read_rows(series); i++)
    if (pb_read_flag(series, column, i))
      return true;
  return false;
}

/* Gaps of the public version. */
static void add_withheld(GString *note, const pb_context *context, int type, int first) {
  g_autoptr(GPtrArray) years = g_ptr_array_new_with_free_func(g_free);
  for (int year = first; year <= context->dataset->period_end; year++)
    if (pb_is_withheld(context, type, year))
      g_ptr_array_add(years, g_strdup_printf("%d", year));
  if (years->len == 0)
    return;
  g_autofree char *list = pb_chart_list((const char *const *)years->pdata, years->len);
  g_string_append_printf(note, "%s", note->len ? " " : "");
  g_string_append_printf(note, _("Not shown: %s."), list);
}

/* What the marks mean, and breaks in the population figures, which no line on the chart shows. */
static char *make_note(const pb_figure *figure, const pb_result *series) {
  const pb_context *context = figure->context;
  GString *note = g_string_new(NULL);
  if (any_flag(series, "spike"))
    g_string_append(
        note, _("Diamond: more than twice the years around it, possibly one large case or one "
                "person’s series. Such years do not count as a baseline."));
  add_withheld(note, context, figure->type, year_at(series, 0));
  pb_chart_add_breaks(note, context, "population", year_at(series, 0),
                      year_at(series, pb_read_rows(series) - 1));
  return g_string_free(note, note->len == 0);
}

static char *make_alt(const pb_figure *figure, const pb_result *series, size_t last) {
  const pb_context *context = figure->context;
  double low = INFINITY, high = -INFINITY, rate = 0, median;
  int low_year = 0, high_year = 0;
  for (size_t i = 0; i <= last; i++)
    if (pb_read_number(series, "rate", i, &rate)) {
      if (rate < low) {
        low = rate;
        low_year = year_at(series, i);
      }
      if (rate > high) {
        high = rate;
        high_year = year_at(series, i);
      }
    }
  rate = pb_read_number_or(series, "rate", last, 0);
  g_autofree char *rate_text = pb_format_rate(context->language, rate);
  g_autofree char *low_text = pb_format_rate(context->language, low);
  g_autofree char *high_text = pb_format_rate(context->language, high);
  g_autofree char *years = pb_chart_years(year_at(series, 0), year_at(series, last));
  g_autofree char *curve = g_strdup_printf(
      _("Line chart of %s per 100,000 residents in %s %s: %s in the last year, lowest %s (%d) and "
        "highest %s (%d)."),
      pb_type_noun(context->language, pb_chart_type(figure)), pb_chart_place(context), years,
      rate_text, low_text, low_year, high_text, high_year);
  g_autofree char *group = pb_chart_group(context);
  if (!group || !pb_read_number(series, "group_median", last, &median))
    return g_steal_pointer(&curve);
  g_autofree char *median_text = pb_format_rate(context->language, median);
  g_autofree char *against =
      g_strdup_printf(_("The median of %s was %s that year."), group, median_text);
  return g_strdup_printf("%s %s", curve, against);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  pb_figure *figure = pb_chart_new_typed(&pb_chart_long_series, context, params, error);
  if (!figure)
    return NULL;
  const pb_result *series = pb_analysis_find(context->analysis, "long-series", figure->type);
  figure->data[0] = series;
  const char *label = pb_type_label(context->language, pb_chart_type(figure));
  const char *place = pb_chart_place(context);
  size_t n = pb_read_rows(series);
  double rate = 0;
  size_t last = n;
  for (size_t i = 0; i < n; i++)
    if (pb_read_number(series, "rate", i, &rate))
      last = i;
  figure->source =
      pb_chart_source(context, PB_SOURCE_CRIME | PB_SOURCE_POPULATION | PB_SOURCE_GROUPS);
  if (last == n) {
    figure->title = g_strdup_printf(_("%s: no series to show"), label);
    figure->subtitle = g_strdup_printf(_("%s per 100,000 residents, %s"), label, place);
    figure->empty = g_strdup_printf(_("There are no figures per 100,000 residents for %s in %s."),
                                    pb_type_noun(context->language, pb_chart_type(figure)), place);
    figure->alt = g_strdup(figure->empty);
    return figure;
  }
  rate = pb_read_number_or(series, "rate", last, 0);
  figure->title = make_title(figure, series, year_at(series, last), rate);
  g_autofree char *years = pb_chart_years(year_at(series, 0), year_at(series, last));
  g_autofree char *group = pb_chart_group(context);
  double group_n = 0;
  if (group && has_band(series, &group_n))
    figure->subtitle = g_strdup_printf(
        Q_("%s per 100,000 residents, %s %s; compared with %d other municipality in %s",
           "%s per 100,000 residents, %s %s; compared with the %d other municipalities in %s",
           (unsigned long)group_n),
        label, place, years, (int)group_n, group);
  else
    figure->subtitle = g_strdup_printf(_("%s per 100,000 residents, %s %s"), label, place, years);
  figure->note = make_note(figure, series);
  figure->alt = make_alt(figure, series, last);
  return figure;
}

static double height(const pb_figure *figure, double width_pt) {
  (void)figure;
  return fmin(fmax(width_pt * .5, 165), 215);
}

/* What the draw functions pass around. */
typedef struct {
  const pb_figure *figure;
  const pb_result *series;
  pb_canvas *canvas;
  const pb_theme *theme;
  pb_axis x, y;
  size_t n, last;
  double left, right, top, bottom;
} plot;

static void draw_band(const plot *p) {
  g_autofree double *xs = g_new(double, 2 * p->n + 2), *ys = g_new(double, 2 * p->n + 2);
  size_t i = 0;
  while (i < p->n) {
    size_t m = 0, from = i;
    double q1, q3;
    while (i < p->n && pb_read_number(p->series, "group_q1", i, &q1) &&
           pb_read_number(p->series, "group_q3", i, &q3) &&
           (i == from || year_at(p->series, i) == year_at(p->series, i - 1) + 1)) {
      xs[m] = pb_axis_at(&p->x, year_at(p->series, i));
      ys[m++] = pb_axis_at(&p->y, q3);
      i++;
    }
    for (size_t k = i; k-- > from;) {
      xs[m] = pb_axis_at(&p->x, year_at(p->series, k));
      ys[m++] = pb_axis_at(&p->y, pb_read_number_or(p->series, "group_q1", k, 0));
    }
    uint32_t rings[] = {0, (uint32_t)m};
    if (i - from >= 2)
      pb_canvas_polygon(p->canvas, xs, ys, rings, 1, pb_fill(p->theme->band));
    else if (i - from == 1)
      pb_canvas_line(p->canvas, xs[0], ys[0], xs[1], ys[1], pb_stroke(p->theme->band, 6));
    else
      i++;
  }
}

/* A line through the years that follow each other; a lone year becomes a small dot. */
static void draw_line(const plot *p, const char *column, pb_paint paint) {
  g_autofree double *xs = g_new(double, p->n + 1), *ys = g_new(double, p->n + 1);
  size_t m = 0;
  for (size_t i = 0; i <= p->n; i++) {
    double value;
    bool here = i < p->n && pb_read_number(p->series, column, i, &value);
    bool joined = here && m > 0 && year_at(p->series, i) == year_at(p->series, i - 1) + 1;
    if (m > 0 && !joined) {
      if (m > 1)
        pb_canvas_polyline(p->canvas, xs, ys, m, paint);
      else
        pb_canvas_circle(p->canvas, xs[0], ys[0], paint.stroke_width, pb_fill(paint.stroke_color));
      m = 0;
    }
    if (here) {
      xs[m] = pb_axis_at(&p->x, year_at(p->series, i));
      ys[m++] = pb_axis_at(&p->y, value);
    }
  }
}

static void draw_points(const plot *p, pb_label_place *place) {
  const pb_language *language = p->figure->context->language;
  double rate;
  for (size_t i = 0; i < p->n; i++)
    if (pb_read_number(p->series, "rate", i, &rate) && i != p->last)
      pb_label_place_avoid(place, (pb_label_box){pb_axis_at(&p->x, year_at(p->series, i)) - 2,
                                                 pb_axis_at(&p->y, rate) - 2, 4, 4});
  for (size_t i = 0; i < p->n; i++) {
    if (!pb_read_number(p->series, "rate", i, &rate))
      continue;
    bool preliminary = pb_read_flag(p->series, "preliminary", i);
    bool spike = pb_read_flag(p->series, "spike", i);
    double x = pb_axis_at(&p->x, year_at(p->series, i)), y = pb_axis_at(&p->y, rate);
    g_autofree char *number = pb_format_rate(language, rate);
    g_autofree char *tip = g_strdup_printf("%d: %s", year_at(p->series, i), number);
    pb_canvas_begin_group(p->canvas, tip);
    if (spike)
      pb_canvas_mark(p->canvas, PB_MARK_DIAMOND, x, y, 8,
                     pb_hollow(p->theme, p->theme->accent, 1.3));
    else if (preliminary)
      pb_canvas_circle(p->canvas, x, y, 2.6, pb_hollow(p->theme, p->theme->accent, 1.3));
    else if (i == p->last)
      pb_canvas_circle(p->canvas, x, y, 3.2, pb_fill(p->theme->accent));
    else
      pb_canvas_circle(p->canvas, x, y, 1, pb_fill(p->theme->accent)); /* carries the tooltip */
    pb_canvas_end_group(p->canvas);
    if (!spike && !preliminary)
      continue;
    const char *words = spike ? _("possibly one case") : _("preliminary");
    pb_size size = {pb_label_width(p->theme, words, 400), PB_LABEL_LINE};
    pb_label_box box;
    if (pb_label_place_beside(place, x, y, 4, size, &box))
      pb_canvas_text(p->canvas, box.x, box.y + box.height / 2, words,
                     pb_style(p->theme, p->theme->grey, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  }
}

/* The direct labels at the line ends, or the same words as a key. */
typedef struct {
  char *text;
  double y;
  uint32_t color;
  bool strong;
  pb_key_sign sign;
  char **lines;
} end_label;

static size_t end_labels(const plot *p, end_label *labels) {
  const pb_context *context = p->figure->context;
  size_t n = 0;
  g_autofree char *rate =
      pb_format_rate(context->language, pb_read_number_or(p->series, "rate", p->last, 0));
  labels[n++] =
      (end_label){.text = g_strdup_printf("%s %s", pb_chart_municipality(context)->name, rate),
                  .color = p->theme->accent,
                  .strong = true,
                  .sign = PB_KEY_DOT};
  double median, q3;
  const char *code = pb_chart_municipality(context)->group_code;
  if (pb_read_number(p->series, "group_median", p->last, &median)) {
    g_autofree char *number = pb_format_rate(context->language, median);
    labels[n++] = (end_label){.text = g_strdup_printf(_("%s, median %s"), code, number),
                              .color = p->theme->grey,
                              .sign = PB_KEY_LINE};
  }
  if (pb_read_number(p->series, "group_q3", p->last, &q3))
    labels[n++] = (end_label){
        .text = g_strdup(_("the middle half")), .color = p->theme->grey, .sign = PB_KEY_BAND};
  return n;
}

static void draw_end_labels(plot *p, end_label *labels, size_t n) {
  double centre[3], extent[3];
  double q1 = pb_read_number_or(p->series, "group_q1", p->last, 0);
  double q3 = pb_read_number_or(p->series, "group_q3", p->last, 0);
  double self = pb_read_number_or(p->series, "rate", p->last, 0);
  double median = pb_read_number_or(p->series, "group_median", p->last, 0);
  for (size_t i = 0; i < n; i++) {
    /* The band's label stands at its edge on the side of the median away from the municipality. */
    double value = labels[i].sign == PB_KEY_DOT    ? self
                   : labels[i].sign == PB_KEY_LINE ? median
                   : self > median                 ? q1
                                                   : q3;
    centre[i] = pb_axis_at(&p->y, value);
    extent[i] = pb_lines_size(p->theme, labels[i].lines, 400).height + 2;
  }
  pb_label_spread(centre, extent, n, p->top - 5, p->bottom + 6);
  for (size_t i = 0; i < n; i++) {
    pb_text_style style = pb_style(p->theme, labels[i].color, PB_ALIGN_START, PB_VALIGN_MIDDLE);
    style.weight = labels[i].strong ? 600 : 400;
    pb_lines_draw(p->canvas, p->right + 7, centre[i], labels[i].lines, style);
  }
}

static double highest_value(const pb_result *series) {
  double high = 0, value;
  for (size_t i = 0; i < pb_read_rows(series); i++)
    if (pb_read_number(series, "rate", i, &value))
      high = fmax(high, value);
  /* A very wide band must not flatten the municipality's own line. */
  double band = 0;
  for (size_t i = 0; i < pb_read_rows(series); i++)
    if (pb_read_number(series, "group_q3", i, &value))
      band = fmax(band, value);
  return fmax(high, band);
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  plot p = {.figure = figure,
            .series = figure->data[0],
            .canvas = canvas,
            .theme = pb_canvas_theme(canvas),
            .n = pb_read_rows(figure->data[0])};
  const pb_language *language = figure->context->language;
  double width = pb_canvas_width(canvas), bottom_room = PB_LABEL_LINE + 5, rate;
  for (size_t i = 0; i < p.n; i++)
    if (pb_read_number(p.series, "rate", i, &rate))
      p.last = i;

  end_label labels[3];
  size_t n_labels = end_labels(&p, labels);
  pb_key_entry key[3];
  bool narrow = width < NARROW_PT;
  double label_room = 0;
  for (size_t i = 0; i < n_labels; i++) {
    int weight = labels[i].strong ? 600 : 400;
    labels[i].lines = pb_label_wrap(p.theme, labels[i].text, weight, fmax(64, width * .2));
    label_room = fmax(label_room, pb_lines_size(p.theme, labels[i].lines, weight).width);
    key[i] = (pb_key_entry){labels[i].sign,
                            labels[i].sign == PB_KEY_BAND ? p.theme->band : labels[i].color,
                            labels[i].text, labels[i].strong};
  }
  double key_height = narrow ? pb_key_height(p.theme, key, n_labels, width) + 5 : 0;

  p.y = pb_axis_from_zero(highest_value(p.series), 5);
  p.left = pb_value_axis_width(p.theme, language, &p.y);
  p.right = narrow ? width - 12 : width - label_room - 8;
  p.x = (pb_axis){.low = year_at(p.series, 0), .high = year_at(p.series, p.n - 1)};
  if (p.x.high <= p.x.low)
    p.x.low = p.x.high - 1;
  pb_axis_place(&p.x, p.left + 2, p.right);
  double rows_top = key_height;
  g_autoptr(pb_break_labels) breaks =
      pb_break_labels_new(figure->context->dataset, language, p.theme, &p.x, width);
  size_t rows = pb_break_labels_rows(breaks);
  p.top = rows_top + (rows ? (double)rows * PB_LABEL_LINE + 4 : 5);
  p.bottom = pb_canvas_height(canvas) - bottom_room;
  pb_axis_place(&p.y, p.bottom, p.top);

  draw_band(&p);
  pb_value_axis_draw(canvas, language, &p.y, p.left, p.right);
  pb_break_labels_draw(breaks, canvas, rows_top, p.top, p.bottom);
  draw_line(&p, "group_median", pb_stroke(p.theme->sequential[2], 1.1));
  draw_line(&p, "rate", pb_stroke(p.theme->accent, 2));
  pb_year_axis_draw(canvas, &p.x, p.bottom + 4);
  g_autoptr(pb_label_place) place = pb_label_place_new((pb_label_box){
      p.left + 1, p.top - 4, (narrow ? width : p.right) - p.left - 1, p.bottom - p.top + 3});
  for (size_t i = 1; i < p.n; i++) {
    double before;
    if (pb_read_number(p.series, "rate", i - 1, &before) &&
        pb_read_number(p.series, "rate", i, &rate))
      pb_label_place_avoid_line(place, pb_axis_at(&p.x, year_at(p.series, i - 1)),
                                pb_axis_at(&p.y, before), pb_axis_at(&p.x, year_at(p.series, i)),
                                pb_axis_at(&p.y, rate));
  }
  draw_points(&p, place);
  if (narrow)
    pb_key_draw(canvas, key, n_labels, 0, 0, width);
  else
    draw_end_labels(&p, labels, n_labels);
  for (size_t i = 0; i < n_labels; i++) {
    g_free(labels[i].text);
    g_strfreev(labels[i].lines);
  }
}

const pb_chart pb_chart_long_series = {
    .name = "long-series",
    .title = N_("Long series"),
    .question = N_("How has the level developed, and compared with similar municipalities?"),
    .description =
        N_("Bold line: the municipality’s reported crimes per 100,000 residents. Grey band: the "
           "middle half of the municipality group. Dashed lines: the way of counting changed."),
    .params = &pb_chart_type_param,
    .n_params = 1,
    .width_mm = 160,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};
