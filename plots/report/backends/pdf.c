/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The PDF: pages with running head and foot, bookmarks, links, structure. Laying out is in
 * pdf_flow.c, blocks are in pdf_blocks.c, pdf_items.c, pdf_figure.c, pdf_grid.c and pdf_table.c;
 * the language and the alternative texts are set afterwards in pdf_finish.c. */
#include <cairo-pdf.h>

#include "engine/error.h"
#include "engine/text.h"
#include "plots/report/backend.h"
#include "plots/report/backends/pdf_finish.h"
#include "plots/report/backends/pdf_flow.h"
#include "plots/report/backends/pdf_text.h"

#define HEAD_TOP 30.
#define HEAD_RULE 47.

static void draw_plain(pb_pdf *pdf, const char *words, double x, double y, double width,
                       PangoAlignment align) {
  pb_look look = pb_look_small(pdf->theme);
  look.align = align;
  pb_pdf_text *text = pb_pdf_text_plain(pdf, words, look, width);
  pb_pdf_text_ellipsize(text, width);
  pb_pdf_text_draw(text, pdf, NULL, x, y, 0, -1);
  pb_pdf_text_free(text);
}

static void draw_head(pb_pdf *pdf, const pb_node *document, const pb_node *section) {
  double left = 0;
  if (document->label != NULL) {
    pb_pdf_text *text = pb_pdf_text_plain(pdf, document->label, pb_look_small(pdf->theme), -1);
    left = MIN(pb_pdf_text_width(text) + 1, PB_PAGE_COLUMN * .6);
    pb_pdf_text_free(text);
    draw_plain(pdf, document->label, PB_PAGE_MARGIN, HEAD_TOP, left, PANGO_ALIGN_LEFT);
  }
  double right = PB_PAGE_COLUMN - left - 20;
  g_autofree char *place =
      document->intro != NULL && section->label != NULL
          /* TRANSLATORS: part of the report, audience: “Summary · Public version”. */
          ? g_strdup_printf(_("%s · %s"), section->label, document->intro)
          : g_strdup(section->label);
  if (place != NULL)
    draw_plain(pdf, place, PB_PAGE_WIDTH - PB_PAGE_MARGIN - right, HEAD_TOP, right,
               PANGO_ALIGN_RIGHT);
  pb_pdf_hairline(pdf, PB_PAGE_MARGIN, HEAD_RULE, PB_PAGE_COLUMN);
}

static void draw_foot(pb_pdf *pdf, const pb_node *document, const pb_pdf_page *page, guint number) {
  double bottom = PB_PAGE_HEIGHT - 24;
  double top = bottom - page->foot_lines * PB_FOOT_PITCH;
  pb_pdf_hairline(pdf, PB_PAGE_MARGIN, top - 5, PB_PAGE_COLUMN);
  g_autofree char *words = pb_pdf_foot_text(document, page->section);
  pb_look look = pb_look_small(pdf->theme);
  pb_pdf_text *text = pb_pdf_text_new(pdf, words, look, PB_FOOT_WIDTH);
  pb_pdf_text_draw(text, pdf, NULL, PB_PAGE_MARGIN, top, 0, -1);
  pb_pdf_text_free(text);
  g_autofree char *label = g_strdup_printf("%u", number);
  draw_plain(pdf, label, PB_PAGE_WIDTH - PB_PAGE_MARGIN - 40, top, 40, PANGO_ALIGN_RIGHT);
}

static void add_bookmark(cairo_surface_t *surface, int parent, const char *label, const char *id,
                         int *out) {
  g_autofree char *plain = pb_inline_plain(label);
  g_autofree char *attributes = g_strdup_printf("dest='%s'", id);
  *out = cairo_pdf_surface_add_outline(surface, parent, plain, attributes, 0);
}

static void add_bookmarks(cairo_surface_t *surface, pb_pdf *pdf, const pb_node *document) {
  for (guint i = 0; i < document->children->len; i++) {
    const pb_node *section = g_ptr_array_index(document->children, i);
    int parent = CAIRO_PDF_OUTLINE_ROOT, child;
    if (section->id == NULL || section->label == NULL ||
        !g_hash_table_contains(pdf->named, section->id))
      continue;
    add_bookmark(surface, parent, section->label, section->id, &parent);
    for (guint k = 0; k < section->children->len; k++) {
      const pb_node *node = g_ptr_array_index(section->children, k);
      if (node->kind == PB_NODE_HEADING && node->id != NULL)
        add_bookmark(surface, parent, node->text, node->id, &child);
    }
  }
}

static void draw_pages(pb_pdf *pdf, cairo_surface_t *surface, const pb_node *document,
                       const GPtrArray *pages) {
  pb_pdf_begin(pdf, "Document");
  for (guint p = 0; p < pages->len; p++) {
    pb_pdf_page *page = g_ptr_array_index(pages, p);
    g_autofree char *label = g_strdup_printf("%u", p + 1);
    cairo_pdf_surface_set_page_label(surface, label);
    draw_head(pdf, document, page->section);
    pb_stack_draw(page->stack, pdf, PB_PAGE_MARGIN, PB_PAGE_TOP, page->stretch);
    draw_foot(pdf, document, page, p + 1);
    cairo_show_page(pdf->cr);
  }
  pb_pdf_end(pdf, "Document");
}

static void set_metadata(cairo_surface_t *surface, const pb_node *document) {
  if (document->title != NULL)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, document->title);
  if (document->label != NULL)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, document->label);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "problembild");
  /* Same report, same bytes: no clock. */
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, "2000-01-01T00:00:00Z");
}

static cairo_status_t write_bytes(void *closure, const unsigned char *data, unsigned int length) {
  g_byte_array_append(closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static bool draw_document(pb_pdf *pdf, const pb_node *document, GByteArray *out, GError **error) {
  g_autoptr(GPtrArray) pages = pb_pdf_layout(pdf, document);
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream(write_bytes, out, PB_PAGE_WIDTH, PB_PAGE_HEIGHT);
  set_metadata(surface, document);
  pdf->cr = cairo_create(surface);
  draw_pages(pdf, surface, document, pages);
  add_bookmarks(surface, pdf, document);
  cairo_status_t status = cairo_status(pdf->cr);
  cairo_destroy(pdf->cr);
  cairo_surface_finish(surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status(surface);
  cairo_surface_destroy(surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return true;
  g_set_error(error, PB_ERROR, status == CAIRO_STATUS_NO_MEMORY ? PB_ERROR_MEMORY : PB_ERROR_OUTPUT,
              _("The PDF could not be drawn: %s."), cairo_status_to_string(status));
  return false;
}

static GBytes *render(const pb_node *document, const pb_context *context, GError **error) {
  const char *language = document->id ? document->id : "sv";
  pb_pdf pdf;
  pb_pdf_init(&pdf, context, language);
  g_autoptr(GByteArray) drawn = g_byte_array_new();
  GBytes *file = NULL;
  if (draw_document(&pdf, document, drawn, error))
    file = pb_pdf_finish(drawn, language, pdf.alts, error);
  pb_pdf_clear(&pdf);
  return file;
}

const pb_backend pb_backend_pdf = {
    .name = "pdf", .extension = "pdf", .title = N_("PDF, A4"), .render = render};
