/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index of a survey, 0 to 6, as a table of shaded cells: parts by waves. */
#include <math.h>
#include <string.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/read.h"

extern const pb_chart pb_chart_survey_index;

#define MOST_WAVES 6
#define ROW_PT 20.0
#define HEAD_PT 15.0
#define HIGHEST 6.0

typedef struct {
  GPtrArray *parts; /* borrowed names, the total ("") last */
  pb_period waves[MOST_WAVES];
  size_t n_waves;
} table;

static void add_wave(table *t, pb_period wave) {
  for (size_t i = 0; i < t->n_waves; i++)
    if (t->waves[i] == wave)
      return;
  if (t->n_waves == MOST_WAVES) {
    memmove(t->waves, t->waves + 1, (MOST_WAVES - 1) * sizeof *t->waves);
    t->n_waves--;
  }
  t->waves[t->n_waves++] = wave;
}

static table read_table(const pb_result *index) {
  table t = {.parts = g_ptr_array_new()};
  for (size_t i = 0; i < pb_read_rows(index); i++) {
    const char *part = pb_read_text(index, "index", i);
    add_wave(&t, (pb_period)pb_read_number_or(index, "wave", i, 0));
    if (!g_ptr_array_find_with_equal_func(t.parts, part, g_str_equal, NULL))
      g_ptr_array_add(t.parts, (gpointer)part);
  }
  return t;
}

static size_t row_of(const pb_result *index, const char *part, pb_period wave) {
  for (size_t i = 0; i < pb_read_rows(index); i++)
    if (strcmp(pb_read_text(index, "index", i), part) == 0 &&
        (pb_period)pb_read_number_or(index, "wave", i, 0) == wave)
      return i;
  return SIZE_MAX;
}

static const char *part_words(const char *part) {
  return *part ? part : _("All together");
}

/* "1,66 (1,60–1,72)" of the last wave; NULL when it is not shown. */
static char *interval_text(const pb_language *language, const pb_result *index, size_t row) {
  double lower, upper;
  if (row == SIZE_MAX || !pb_read_number(index, "lower", row, &lower) ||
      !pb_read_number(index, "upper", row, &upper))
    return NULL;
  return pb_format_range(language, lower, upper, 2);
}

static char *make_title(const pb_figure *figure, const table *t) {
  const pb_result *index = figure->data[0];
  const char *worst = NULL;
  double most = -1;
  for (guint i = 0; i < t->parts->len; i++) {
    const char *part = t->parts->pdata[i];
    double mean;
    if (*part &&
        pb_read_number(index, "mean", row_of(index, part, t->waves[t->n_waves - 1]), &mean) &&
        mean > most) {
      most = mean;
      worst = part;
    }
  }
  if (!worst)
    return g_strdup(_("The index of the survey"));
  g_autofree char *value = pb_format_number(figure->context->language, most, 2);
  return g_strdup_printf(_("Highest index: %s, %s of 6"), worst, value);
}

static char *make_alt(const pb_figure *figure, const table *t) {
  const pb_language *language = figure->context->language;
  GString *alt = g_string_new(figure->title);
  g_string_append_c(alt, '.');
  for (guint i = 0; i < t->parts->len; i++)
    for (size_t w = 0; w < t->n_waves; w++) {
      const char *part = t->parts->pdata[i];
      double mean;
      if (!pb_read_number(figure->data[0], "mean", row_of(figure->data[0], part, t->waves[w]),
                          &mean))
        continue;
      g_autofree char *value = pb_format_number(language, mean, 2);
      g_autofree char *wave = pb_format_period(language, t->waves[w]);
      g_string_append_printf(alt, " %s %s: %s.", part_words(part), wave, value);
    }
  return g_string_free(alt, FALSE);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  (void)error;
  pb_figure *figure = pb_chart_new_plain(&pb_chart_survey_index, context, params);
  const char *place = pb_chart_place(context);
  figure->data[0] = pb_analysis_find(context->analysis, "survey-index", -1);
  figure->source = pb_chart_source_or_none(context, PB_SOURCE_SURVEY);
  figure->subtitle = g_strdup_printf(_("Mean score in %s from 0, practically no problem, to 6, "
                                       "alarming"),
                                     place);
  if (pb_read_rows(figure->data[0]) == 0) {
    figure->title = g_strdup(_("No index can be shown"));
    figure->empty =
        g_strdup_printf(_("There are no scored survey answers from %s in the data."), place);
    figure->alt = g_strdup(figure->empty);
    return figure;
  }
  table t = read_table(figure->data[0]);
  figure->title = make_title(figure, &t);
  figure->note = g_strdup(_("Darker: worse. In the last column the 95% interval of the latest "
                            "wave."));
  figure->alt = make_alt(figure, &t);
  g_ptr_array_unref(t.parts);
  return figure;
}

static double label_width(const pb_theme *theme, const table *t, double width) {
  double most = 0;
  for (guint i = 0; i < t->parts->len; i++)
    most = fmax(most, pb_label_width(theme, part_words(t->parts->pdata[i]), 600));
  return fmin(most, width * .36);
}

static double row_pt(const pb_theme *theme, const char *part, double label) {
  g_auto(GStrv) lines = pb_label_wrap(theme, part_words(part), 600, label);
  return fmax(ROW_PT, pb_lines_size(theme, lines, 600).height + 7);
}

static double height(const pb_figure *figure, double width_pt) {
  const pb_theme *theme = figure->context->theme;
  table t = read_table(figure->data[0]);
  double label = label_width(theme, &t, width_pt), total = HEAD_PT;
  for (guint i = 0; i < t.parts->len; i++)
    total += row_pt(theme, t.parts->pdata[i], label);
  g_ptr_array_unref(t.parts);
  return total + 2;
}

static void draw_cell(const pb_figure *figure, pb_canvas *canvas, size_t row, double x, double y,
                      double width, double tall) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  double mean;
  if (row == SIZE_MAX || !pb_read_number(figure->data[0], "mean", row, &mean)) {
    pb_canvas_text(canvas, x + width / 2, y + tall / 2, "–",
                   pb_style(theme, theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_MIDDLE));
    return;
  }
  int shade = (int)fmin(4, floor(mean / HIGHEST * 5));
  pb_canvas_rect(canvas, x + 1, y + 1, width - 2, tall - 2, pb_fill(theme->sequential[shade]));
  g_autofree char *text = pb_format_number(figure->context->language, mean, 2);
  pb_canvas_text(canvas, x + width / 2, y + tall / 2, text,
                 pb_style_strong(theme, shade >= 3 ? theme->paper : theme->ink, PB_ALIGN_MIDDLE,
                                 PB_VALIGN_MIDDLE));
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_language *language = figure->context->language;
  const pb_result *index = figure->data[0];
  table t = read_table(index);
  double width = pb_canvas_width(canvas), label = label_width(theme, &t, width);
  double interval = pb_label_width(theme, "0,00–0,00", 400) + 6, left = label + 8;
  double cell = (width - left - interval) / (double)t.n_waves, y = HEAD_PT;
  double more = (pb_canvas_height(canvas) - height(figure, width)) / t.parts->len;
  size_t step = (size_t)ceil(pb_label_width(theme, "2025", 400) / fmax(1, cell - 3));
  for (size_t w = 0; w < t.n_waves; w++) {
    g_autofree char *text = g_strdup_printf("%d", pb_period_year(t.waves[w]));
    if ((t.n_waves - 1 - w) % MAX(1, step) == 0)
      pb_canvas_text(canvas, left + cell * ((double)w + .5), 1, text,
                     pb_style(theme, theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_TOP));
  }
  for (guint i = 0; i < t.parts->len; i++) {
    const char *part = t.parts->pdata[i];
    double tall = fmax(PB_LABEL_LINE + 2, row_pt(theme, part, label) + more);
    g_auto(GStrv) lines = pb_label_wrap(theme, part_words(part), *part ? 400 : 600, label);
    pb_text_style style = pb_style(theme, theme->ink, PB_ALIGN_START, PB_VALIGN_MIDDLE);
    style.weight = *part ? 400 : 600;
    pb_lines_draw(canvas, 0, y + tall / 2, lines, style);
    for (size_t w = 0; w < t.n_waves; w++)
      draw_cell(figure, canvas, row_of(index, part, t.waves[w]), left + cell * (double)w, y, cell,
                tall);
    g_autofree char *text =
        interval_text(language, index, row_of(index, part, t.waves[t.n_waves - 1]));
    if (text)
      pb_canvas_text(canvas, width, y + tall / 2, text,
                     pb_style(theme, theme->grey, PB_ALIGN_END, PB_VALIGN_MIDDLE));
    y += tall;
  }
  g_ptr_array_unref(t.parts);
}

const pb_chart pb_chart_survey_index = {
    .name = "survey-index",
    .title = N_("Survey index"),
    .question = N_("Where does the survey see the largest problems?"),
    .description = N_("A cell is a part of the index in one wave: the mean score from 0, "
                      "practically no problem, to 6, alarming."),
    .width_mm = 80,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};
