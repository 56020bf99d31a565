/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text.h"
#include "plots/figure_fit.h"
#include "plots/report/backends/docx_parts.h"

#define WHOLE_WIDTH (160 * PB_MM_TO_PT)
#define HALF_WIDTH (80 * PB_MM_TO_PT)
/** No figure is higher than a page with its caption, notes and source. */
#define HIGHEST (210 * PB_MM_TO_PT)
/** A figure is drawn lower than it asks for, down to this, when its texts allow it: two then share
 * a page. */
#define WHOLE_HEIGHT (72 * PB_MM_TO_PT)
#define HALF_HEIGHT (105 * PB_MM_TO_PT)

void pb_docx_caption(pb_docx *docx, const char *label, guint number, const void *key,
                     const char *title) {
  g_autofree char *instruction = g_strdup_printf("SEQ %s \\* ARABIC", label);
  g_autofree char *result = g_strdup_printf("%u", number);
  g_autofree char *before = g_strdup_printf("%s ", label);
  pb_docx_open(docx, "Caption", false);
  pb_docx_bookmark(docx, key);
  pb_docx_run(docx->out, before, NULL);
  pb_docx_field(docx->out, instruction, result);
  if (title != NULL && *title) {
    g_autofree char *words = g_strdelimit(g_strdup(title), "\n", ' ');
    g_autofree char *after = g_strdup_printf(". %s", words);
    pb_docx_run(docx->out, after, NULL);
  }
  pb_docx_close(docx);
}

static double height_for(const pb_figure *figure, double width) {
  double natural = MIN(pb_figure_height(figure, width), HIGHEST);
  double enough = width < WHOLE_WIDTH ? HALF_HEIGHT : WHOLE_HEIGHT;
  if (natural <= enough)
    return natural;
  return MAX(enough, pb_figure_least_height(figure, width, natural));
}

static void put_drawing(pb_docx *docx, const pb_figure *figure, bool keep) {
  if (docx->error != NULL)
    return;
  double width = docx->half ? HALF_WIDTH : WHOLE_WIDTH;
  const char *alt = figure->alt != NULL ? figure->alt : figure->title;
  g_autoptr(pb_canvas) body = pb_figure_body(figure, width, height_for(figure, width));
  g_autoptr(GBytes) png = pb_canvas_to_png(body, PB_DOCX_DPI, NULL, NULL, &docx->error);
  if (png == NULL)
    return;
  pb_docx_open(docx, "Figure", keep);
  pb_docx_picture(docx, png, (pb_size){pb_canvas_width(body), pb_canvas_height(body)}, alt);
  pb_docx_close(docx);
}

void pb_docx_figure(pb_docx *docx, const pb_figure *figure) {
  bool source = figure->source != NULL && *figure->source;
  bool note = figure->note != NULL && *figure->note;
  bool after_note = source || docx->followed, after_drawing = note || after_note;
  /* TRANSLATORS: the word before a figure's number: "Figure 3". */
  pb_docx_caption(docx, _("Figure"), ++docx->n_figures, figure, figure->title);
  pb_docx_plain(docx, "Subcaption", true, figure->subtitle);
  if (figure->empty != NULL)
    pb_docx_plain(docx, "SmallText", after_drawing, figure->empty);
  else
    put_drawing(docx, figure, after_drawing);
  pb_docx_plain(docx, "SmallText", after_note, figure->note);
  pb_docx_plain(docx, "Source", docx->followed, figure->source);
}
