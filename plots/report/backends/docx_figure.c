/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text.h"
#include "plots/figure_fit.h"
#include "plots/report/backends/docx_parts.h"

#define FIGURE_DPI 300
#define WHOLE_WIDTH (160 * PB_MM_TO_PT)
#define HALF_WIDTH (80 * PB_MM_TO_PT)
/** No figure is higher than a page with its caption, notes and source. */
#define HIGHEST (210 * PB_MM_TO_PT)
/** A figure is drawn lower than it asks for, down to this, when its texts allow it: two then share
 * a page. */
#define WHOLE_HEIGHT (72 * PB_MM_TO_PT)
#define HALF_HEIGHT (105 * PB_MM_TO_PT)
/** English metric units, the unit of drawings. */
#define EMU_PER_PT 12700

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

/** The picture with number `id` in line with the text. */
static void put_picture(pb_docx *docx, guint id, pb_size size, const char *alt) {
  gint64 width = (gint64)(size.width * EMU_PER_PT + .5);
  gint64 height = (gint64)(size.height * EMU_PER_PT + .5);
  g_string_append_printf(
      docx->out,
      "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">"
      "<wp:extent cx=\"%" G_GINT64_FORMAT "\" cy=\"%" G_GINT64_FORMAT "\"/>"
      "<wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/>"
      "<wp:docPr id=\"%u\" name=\"image%u\" descr=\"",
      width, height, id, id);
  pb_docx_escape(docx->out, alt);
  g_string_append_printf(
      docx->out,
      "\"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/>"
      "</wp:cNvGraphicFramePr><a:graphic><a:graphicData "
      "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>"
      "<pic:cNvPr id=\"%u\" name=\"image%u.png\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
      "<a:blip r:embed=\"rIdImage%u\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
      "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%" G_GINT64_FORMAT
      "\" cy=\"%" G_GINT64_FORMAT "\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/>"
      "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
      "</w:r>",
      id, id, id, width, height);
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
  GBytes *png = pb_canvas_to_png(body, FIGURE_DPI, NULL, NULL, &docx->error);
  if (png == NULL)
    return;
  g_ptr_array_add(docx->images, png);
  pb_docx_open(docx, "Figure", keep);
  put_picture(docx, ++docx->n_drawings, (pb_size){pb_canvas_width(body), pb_canvas_height(body)},
              alt);
  pb_docx_close(docx);
}

void pb_docx_figure(pb_docx *docx, const pb_figure *figure) {
  bool note = figure->note != NULL && *figure->note;
  bool source = figure->source != NULL && *figure->source;
  /* TRANSLATORS: the word before a figure's number: "Figure 3". */
  pb_docx_caption(docx, _("Figure"), ++docx->n_figures, figure, figure->title);
  pb_docx_plain(docx, "Subcaption", true, figure->subtitle);
  if (figure->empty != NULL)
    pb_docx_plain(docx, "SmallText", note || source, figure->empty);
  else
    put_drawing(docx, figure, note || source);
  pb_docx_plain(docx, "SmallText", source, figure->note);
  pb_docx_plain(docx, "Source", false, figure->source);
}
