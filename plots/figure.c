/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/chart.h"

/** Space of a figure of its own, points: a small edge so that it stands well in a document that has
 * margins already. */
#define MARGIN (2 * PB_MM_TO_PT)
#define BELOW_TITLE 1.0
#define ABOVE_BODY 8.0
#define ABOVE_NOTE 6.0
#define ABOVE_SOURCE 3.0
/** A body is never pressed below this, whatever height was asked for. */
#define SMALLEST_BODY (20 * PB_MM_TO_PT)

pb_figure *pb_figure_new(const pb_chart *chart, const pb_context *context,
                         const pb_params *params) {
  pb_figure *figure = g_new0(pb_figure, 1);
  figure->chart = chart;
  figure->context = context;
  figure->params = params ? pb_params_copy(params) : pb_params_new(chart->params, chart->n_params);
  figure->type = -1;
  return figure;
}

void pb_figure_free(pb_figure *figure) {
  if (!figure)
    return;
  pb_params_free(figure->params);
  g_free(figure->id);
  g_free(figure->title);
  g_free(figure->subtitle);
  g_free(figure->note);
  g_free(figure->source);
  g_free(figure->alt);
  g_free(figure->empty);
  g_free(figure);
}

static const pb_theme *theme_of(const pb_figure *figure) {
  return figure->context && figure->context->theme ? figure->context->theme : pb_theme_default();
}

double pb_figure_height(const pb_figure *figure, double width_pt) {
  const pb_theme *theme = theme_of(figure);
  if (figure->empty)
    return pb_paragraph_height(theme, figure->empty, theme->body_size, 400, width_pt);
  return figure->chart->height(figure, width_pt);
}

pb_canvas *pb_figure_body(const pb_figure *figure, double width_pt, double height_pt) {
  const pb_theme *theme = theme_of(figure);
  pb_canvas *canvas = pb_canvas_new(width_pt, height_pt, theme);
  if (figure->empty)
    pb_canvas_paragraph(
        canvas, 0, 0, width_pt, figure->empty,
        (pb_text_style){.size = theme->body_size, .weight = 400, .color = theme->grey});
  else
    figure->chart->draw(figure, canvas);
  return canvas;
}

/** A paragraph of the frame round the body; NULL or empty text takes no space. */
typedef struct {
  const char *text;
  pb_text_style style;
  double above; /**< space before it, when anything stands before it */
  double height;
} words;

static words words_of(const pb_theme *theme, const char *text, double size, int weight,
                      uint32_t color, double above, double width) {
  words w = {text, {.size = size, .weight = weight, .color = color}, above, 0};
  if (text && *text)
    w.height = pb_paragraph_height(theme, text, size, weight, width);
  return w;
}

static double draw_words(pb_canvas *canvas, const words *w, double y, double width) {
  if (w->height == 0)
    return y;
  return y + w->above + pb_canvas_paragraph(canvas, MARGIN, y + w->above, width, w->text, w->style);
}

pb_canvas *pb_figure_standalone(const pb_figure *figure, double width_mm, double height_mm) {
  const pb_theme *theme = theme_of(figure);
  double full = (width_mm > 0 ? width_mm : figure->chart->width_mm) * PB_MM_TO_PT;
  double width = full - 2 * MARGIN;
  words head[] = {
      words_of(theme, figure->title, theme->heading_size, 600, theme->ink, 0, width),
      words_of(theme, figure->subtitle, theme->small_size, 400, theme->grey, BELOW_TITLE, width),
  };
  words foot[] = {
      words_of(theme, figure->note, theme->small_size, 400, theme->grey, ABOVE_NOTE, width),
      words_of(theme, figure->source, theme->label_size, 400, theme->grey, ABOVE_SOURCE, width),
  };
  if (foot[0].height == 0)
    foot[1].above = ABOVE_NOTE;
  double around = 2 * MARGIN;
  for (size_t i = 0; i < 2; i++) {
    if (head[i].height > 0)
      around += head[i].above + head[i].height;
    if (foot[i].height > 0)
      around += foot[i].above + foot[i].height;
  }
  bool has_head = head[0].height > 0 || head[1].height > 0;
  around += has_head ? ABOVE_BODY : 0;
  double body_height = height_mm > 0 ? MAX(height_mm * PB_MM_TO_PT - around, SMALLEST_BODY)
                                     : pb_figure_height(figure, width);

  pb_canvas *canvas = pb_canvas_new(full, around + body_height, theme);
  double y = MARGIN;
  for (size_t i = 0; i < 2; i++)
    y = draw_words(canvas, &head[i], y, width);
  y += has_head ? ABOVE_BODY : 0;
  g_autoptr(pb_canvas) body = pb_figure_body(figure, width, body_height);
  pb_canvas_place(canvas, body, MARGIN, y);
  y += body_height;
  for (size_t i = 0; i < 2; i++)
    y = draw_words(canvas, &foot[i], y, width);
  return canvas;
}
