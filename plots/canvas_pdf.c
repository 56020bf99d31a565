/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo-pdf.h>

#include "engine/error.h"
#include "engine/text.h"
#include "plots/canvas.h"

/** Cairo writes the clock's time when none is set, and nothing can be left out: a constant keeps
 * the bytes the same. */
#define FIXED_DATE "2000-01-01T00:00:00Z"

static cairo_status_t append(void *closure, const unsigned char *bytes, unsigned int n) {
  g_byte_array_append(closure, bytes, n);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *pb_canvas_to_pdf(const pb_canvas *canvas, const char *title, GError **error) {
  GByteArray *out = g_byte_array_sized_new(32768);
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
      append, out, pb_canvas_width(canvas), pb_canvas_height(canvas));
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, FIXED_DATE);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, FIXED_DATE);
  if (title && *title)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_t *cr = cairo_create(surface);
  pb_canvas_replay(canvas, cr);
  cairo_show_page(cr);
  cairo_status_t status = cairo_status(cr);
  cairo_destroy(cr);
  cairo_surface_finish(surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status(surface);
  cairo_surface_destroy(surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes(out);
  g_byte_array_unref(out);
  g_set_error(error, PB_ERROR, status == CAIRO_STATUS_NO_MEMORY ? PB_ERROR_MEMORY : PB_ERROR_OUTPUT,
              _("The figure could not be written as PDF: %s."), cairo_status_to_string(status));
  return NULL;
}
