/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The logo above the first page's title. */
#include "plots/report/backends/pdf_box.h"
#include "plots/theme_logo.h"

#define GAP 4.

/** A logo wider than half the page is drawn smaller. */
static double scale_of(const pb_theme *theme) {
  return MIN(1, PB_PAGE_COLUMN / 2 / theme->logo_width);
}

typedef struct {
  pb_pdf_box box;
  const pb_theme *theme;
} logo_box;

static double logo_height(const pb_pdf_box *box, double stretch) {
  (void)stretch;
  const pb_theme *theme = ((const logo_box *)box)->theme;
  return theme->logo_height * scale_of(theme) + GAP;
}

static void logo_draw(pb_pdf_box *box, pb_pdf *pdf, double x, double y, double stretch) {
  (void)stretch;
  const pb_theme *theme = ((logo_box *)box)->theme;
  cairo_surface_t *picture = pb_theme_logo(theme);
  double scale = scale_of(theme) * theme->logo_height / cairo_image_surface_get_height(picture);
  pb_pdf_begin(pdf, "Figure");
  cairo_save(pdf->cr);
  cairo_translate(pdf->cr, x, y);
  cairo_scale(pdf->cr, scale, scale);
  cairo_set_source_surface(pdf->cr, picture, 0, 0);
  cairo_paint(pdf->cr);
  cairo_restore(pdf->cr);
  pb_pdf_end(pdf, "Figure");
  g_ptr_array_add(pdf->alts, (void *)theme->logo_text);
  cairo_surface_destroy(picture);
}

static const pb_pdf_box_kind logo_kind = {logo_height, logo_draw, NULL, NULL};

void pb_pdf_add_logo(pb_pdf *pdf, double width, GPtrArray *stack) {
  logo_box *self = pb_pdf_box_new(&logo_kind, sizeof *self, width);
  self->theme = pdf->theme;
  self->box.keep_with_next = true;
  g_ptr_array_add(stack, self);
}
