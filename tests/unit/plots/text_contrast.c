/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text_contrast.h"

#include <string.h>

#include "plots/canvas_record.h"
#include "plots/color.h"

#define LEAST_CONTRAST 4.5
#define SCALE 2 /* pixels for a point */
#define ACROSS 12
#define DOWN 4

static uint32_t pixel(cairo_surface_t *image, double x, double y) {
  int column = (int)(x * SCALE), row = (int)(y * SCALE);
  if (column < 0 || row < 0 || column >= cairo_image_surface_get_width(image) ||
      row >= cairo_image_surface_get_height(image))
    return 0xffffff;
  uint32_t color;
  memcpy(&color,
         cairo_image_surface_get_data(image) + row * cairo_image_surface_get_stride(image) +
             column * 4,
         4);
  return color & 0xffffff;
}

/* What is drawn without the texts. */
static cairo_surface_t *paint_behind(pb_canvas *canvas) {
  for (guint i = 0; i < canvas->ops->len; i++) {
    pb_op *op = &g_array_index(canvas->ops, pb_op, i);
    if (op->kind == PB_OP_TEXT)
      op->kind = PB_OP_GROUP_END; /* nothing on paper */
  }
  cairo_surface_t *image = cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, (int)(canvas->width * SCALE) + 1, (int)(canvas->height * SCALE) + 1);
  cairo_t *cr = cairo_create(image);
  cairo_set_source_rgb(cr, 1, 1, 1);
  cairo_paint(cr);
  cairo_scale(cr, SCALE, SCALE);
  pb_canvas_replay(canvas, cr);
  cairo_destroy(cr);
  cairo_surface_flush(image);
  return image;
}

static int faint_points(cairo_surface_t *image, pb_text_box box, uint32_t color) {
  int faint = 0;
  for (int i = 0; i < ACROSS; i++)
    for (int j = 0; j < DOWN; j++) {
      uint32_t behind =
          pixel(image, box.x + box.width * (i + .5) / ACROSS, box.y + box.height * (j + .5) / DOWN);
      faint += pb_color_contrast(color, behind) < LEAST_CONTRAST;
    }
  return faint;
}

GPtrArray *text_contrast_faults(pb_canvas *canvas) {
  GPtrArray *faults = g_ptr_array_new_with_free_func(g_free);
  const size_t n = pb_canvas_n_texts(canvas);
  g_autofree pb_text_box *boxes = g_new(pb_text_box, n + 1);
  g_autofree pb_text_style *styles = g_new(pb_text_style, n + 1);
  for (size_t i = 0; i < n; i++) {
    boxes[i] = pb_canvas_text_at(canvas, i);
    styles[i] = pb_record_op(canvas, g_array_index(canvas->texts, size_t, i))->style;
  }
  cairo_surface_t *image = paint_behind(canvas);
  for (size_t i = 0; i < n; i++) {
    int faint =
        styles[i].halo > 0
            ? ACROSS * DOWN *
                  (pb_color_contrast(styles[i].color, canvas->theme->paper) < LEAST_CONTRAST)
            : faint_points(image, boxes[i], styles[i].color);
    if (4 * faint > ACROSS * DOWN)
      g_ptr_array_add(faults,
                      g_strdup_printf("“%s” in #%06x is faint on %d of %d points behind it",
                                      boxes[i].text, styles[i].color, faint, ACROSS * DOWN));
  }
  cairo_surface_destroy(image);
  return faults;
}
