/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands around the blocks: title, table of contents, head and foot of every page. */
#include "engine/text.h"
#include "plots/report/backends/docx_parts.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

/** The contents are written out with the pages that docx_pages.c finds, so that they are there when
 * nothing computes them anew: LibreOffice, previews and a file opened protected show what is
 * written. Whoever has another typeface gets other pages; updating the field, or printing where
 * the program updates fields before, sets them right. The settings do not ask for it
 * (updateFields): Word would greet every reader with a warning about fields and other files. */
static void put_contents(pb_docx *docx, GHashTable *pages) {
  g_string_append(docx->out,
                  "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/>"
                  "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>\n");
  pb_docx_plain(docx, "TOCHeading", true, _("Contents"));
  for (guint i = 0; i < docx->entries->len; i++) {
    const pb_docx_entry *entry = g_ptr_array_index(docx->entries, i);
    g_autofree char *style = g_strdup_printf("TOC%d", entry->level);
    pb_docx_open(docx, style, false);
    if (i == 0)
      g_string_append(docx->out,
                      "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText "
                      "xml:space=\"preserve\"> TOC \\o \"1-2\" \\h \\z </w:instrText></w:r>"
                      "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>");
    g_string_append_printf(docx->out, "<w:hyperlink w:anchor=\"%s\" w:history=\"1\">",
                           entry->bookmark);
    pb_docx_run(docx->out, entry->words, NULL);
    g_string_append(docx->out, "<w:r><w:tab/></w:r>");
    int page = pages != NULL ? GPOINTER_TO_INT(g_hash_table_lookup(pages, entry->bookmark)) : 0;
    g_autofree char *instruction = g_strdup_printf("PAGEREF %s \\h", entry->bookmark);
    g_autofree char *number = g_strdup_printf("%d", MAX(page, 1));
    pb_docx_field(docx->out, instruction, number);
    g_string_append(docx->out, "</w:hyperlink>");
    if (i + 1 == docx->entries->len)
      g_string_append(docx->out, "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
    pb_docx_close(docx);
  }
  g_string_append(docx->out, "</w:sdtContent></w:sdt>\n");
}

/** Not wider than half the column, as in the PDF. */
static void put_logo(pb_docx *docx) {
  const pb_theme *theme = docx->context->theme;
  if (theme->logo == NULL)
    return;
  double half = PB_DOCX_COLUMN / 2. / PB_DOCX_PER_PT;
  double scale = MIN(1, half / theme->logo_width);
  pb_docx_open(docx, "Figure", true);
  pb_docx_picture(docx, theme->logo,
                  (pb_size){theme->logo_width * scale, theme->logo_height * scale},
                  theme->logo_text);
  pb_docx_close(docx);
}

void pb_docx_opening(pb_docx *docx, const pb_node *document, GHashTable *pages) {
  put_logo(docx);
  pb_docx_paragraph(docx, "Title", false, document->title);
  pb_docx_paragraph(docx, "Subtitle", false, document->intro);
  pb_docx_paragraph(docx, "Notice", false, document->foot);
  if (docx->entries->len > 0)
    put_contents(docx, pages);
}

char *pb_docx_document(const char *opening, const char *body) {
  return g_strdup_printf(
      XML
      "<w:document " MAIN
      " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
      " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""
      " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
      " xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>\n"
      "%s%s"
      "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdHeader\"/>"
      "<w:footerReference w:type=\"default\" r:id=\"rIdFooter\"/>"
      "<w:pgSz w:w=\"%d\" w:h=\"%d\"/><w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" "
      "w:left=\"%d\" w:header=\"560\" w:footer=\"480\" w:gutter=\"0\"/><w:cols w:space=\"708\"/>"
      "</w:sectPr></w:body></w:document>\n",
      opening, body, PB_DOCX_PAGE_WIDTH, PB_DOCX_PAGE_HEIGHT, PB_DOCX_TOP, PB_DOCX_MARGIN,
      PB_DOCX_BOTTOM, PB_DOCX_MARGIN);
}

/** What the report is at the left; part and audience at the right. The part is the nearest heading
 * of level 1, which only the program that sets the pages knows. */
char *pb_docx_header(const pb_node *document) {
  GString *out = g_string_new(XML "<w:hdr " MAIN "><w:p><w:pPr><w:pStyle w:val=\"Header\"/>"
                                  "</w:pPr>");
  if (document->label != NULL)
    pb_docx_run(out, document->label, NULL);
  g_string_append(out, "<w:r><w:tab/></w:r>");
  pb_docx_field(out, "STYLEREF 1", "");
  if (document->intro != NULL) {
    g_autofree char *audience = g_strdup_printf("  %s", document->intro);
    pb_docx_run(out, audience, NULL);
  }
  g_string_append(out, "</w:p></w:hdr>\n");
  return g_string_free(out, false);
}

char *pb_docx_footer(const pb_node *document) {
  GString *out = g_string_new(XML "<w:ftr " MAIN "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>"
                                  "</w:pPr>");
  if (document->foot != NULL && *document->foot) {
    g_autofree char *notice = pb_inline_plain(document->foot);
    pb_docx_run(out, notice, "Strong");
  }
  g_string_append(out, "<w:r><w:tab/></w:r>");
  pb_docx_field(out, "PAGE", "1");
  g_string_append(out, "</w:p></w:ftr>\n");
  return g_string_free(out, false);
}
