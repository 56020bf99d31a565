/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures: in line with the text, or beside it. */
#include "plots/report/backends/docx_parts.h"

/** English metric units, the unit of drawings. */
#define EMU_PER_PT 12700

/** Between a picture and the text left of it: 3 mm. */
#define GAP "108000"

/** A program that reads the text aloud passes the picture over. */
#define DECORATIVE                                                                                 \
  "<a:extLst><a:ext uri=\"{C183D7F6-B498-43B3-948B-1728B52AA6E4}\"><adec:decorative "              \
  "xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" val=\"1\"/></a:ext>" \
  "</a:extLst>"

static gint64 emu(double points) {
  return (gint64)(points * EMU_PER_PT + .5);
}

static void put_extent(pb_docx *docx, pb_size size) {
  g_string_append_printf(docx->out,
                         "<wp:extent cx=\"%" G_GINT64_FORMAT "\" cy=\"%" G_GINT64_FORMAT "\"/>"
                         "<wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/>",
                         emu(size.width), emu(size.height));
}

/** Number, name and alternative text; decorative without one. */
static void put_properties(pb_docx *docx, guint id, const char *alt) {
  g_string_append_printf(docx->out, "<wp:docPr id=\"%u\" name=\"image%u\" descr=\"", id, id);
  pb_docx_escape(docx->out, alt);
  g_string_append_printf(docx->out, "\">%s</wp:docPr>", alt != NULL ? "" : DECORATIVE);
  g_string_append(docx->out, "<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/>"
                             "</wp:cNvGraphicFramePr>");
}

static void put_graphic(pb_docx *docx, guint id, pb_size size) {
  g_string_append_printf(
      docx->out,
      "<a:graphic><a:graphicData "
      "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>"
      "<pic:cNvPr id=\"%u\" name=\"image%u.png\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
      "<a:blip r:embed=\"rIdImage%u\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
      "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%" G_GINT64_FORMAT
      "\" cy=\"%" G_GINT64_FORMAT "\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/>"
      "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>",
      id, id, id, emu(size.width), emu(size.height));
}

static guint add_image(pb_docx *docx, GBytes *png) {
  g_ptr_array_add(docx->images, g_bytes_ref(png));
  return docx->images->len;
}

void pb_docx_picture(pb_docx *docx, GBytes *png, pb_size size, const char *alt) {
  guint id = add_image(docx, png);
  g_string_append(docx->out, "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" "
                             "distR=\"0\">");
  put_extent(docx, size);
  put_properties(docx, id, alt != NULL ? alt : "");
  put_graphic(docx, id, size);
  g_string_append(docx->out, "</wp:inline></w:drawing></w:r>");
}

void pb_docx_picture_beside(pb_docx *docx, GBytes *png, pb_size size) {
  guint id = add_image(docx, png);
  g_string_append_printf(docx->out,
                         "<w:r><w:drawing><wp:anchor distT=\"0\" distB=\"0\" distL=\"" GAP
                         "\" distR=\"0\" simplePos=\"0\" relativeHeight=\"%u\" behindDoc=\"0\" "
                         "locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\"><wp:simplePos "
                         "x=\"0\" y=\"0\"/><wp:positionH relativeFrom=\"column\"><wp:align>right"
                         "</wp:align></wp:positionH><wp:positionV relativeFrom=\"paragraph\">"
                         "<wp:posOffset>0</wp:posOffset></wp:positionV>",
                         id);
  put_extent(docx, size);
  g_string_append(docx->out, "<wp:wrapNone/>");
  put_properties(docx, id, NULL);
  put_graphic(docx, id, size);
  g_string_append(docx->out, "</wp:anchor></w:drawing></w:r>");
}
