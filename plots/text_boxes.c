/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/text_boxes.h"

#include <string.h>

static void check_alone(const pb_canvas *canvas, const pb_text_box *box, double tolerance,
                        GPtrArray *faults) {
  if (box->size < PB_SMALLEST_TEXT)
    g_ptr_array_add(faults, g_strdup_printf("“%s” has %.4g points; the smallest text has %.4g.",
                                            box->text, box->size, PB_SMALLEST_TEXT));
  double left = -box->x, top = -box->y;
  double right = box->x + box->width - pb_canvas_width(canvas);
  double bottom = box->y + box->height - pb_canvas_height(canvas);
  double out = MAX(MAX(left, right), MAX(top, bottom));
  if (out > tolerance)
    g_ptr_array_add(faults, g_strdup_printf("“%s” stands %.1f points outside the figure (%s).",
                                            box->text, out,
                                            out == left     ? "left"
                                            : out == right  ? "right"
                                            : out == bottom ? "below"
                                                            : "above"));
}

static bool is_number(const pb_text_box *box) {
  return strspn(box->text, "0123456789") == strlen(box->text);
}

static void check_number_and_name(const pb_text_box *a, const pb_text_box *b, GPtrArray *faults) {
  double apart = MAX(a->x, b->x) - MIN(a->x + a->width, b->x + b->width);
  double high = MIN(a->y + a->height, b->y + b->height) - MAX(a->y, b->y);
  if (a->on_map && b->on_map && is_number(a) != is_number(b) && high > 0 && apart > 0 &&
      apart < PB_NUMBER_NAME_GAP)
    g_ptr_array_add(faults, g_strdup_printf("“%s” and “%s” are only %.1f points apart and read as "
                                            "one.",
                                            a->text, b->text, apart));
}

static void check_pair(const pb_text_box *a, const pb_text_box *b, double tolerance,
                       GPtrArray *faults) {
  double wide = MIN(a->x + a->width, b->x + b->width) - MAX(a->x, b->x);
  double high = MIN(a->y + a->height, b->y + b->height) - MAX(a->y, b->y);
  if (wide > tolerance && high > tolerance)
    g_ptr_array_add(faults, g_strdup_printf("“%s” and “%s” overlap by %.1f × %.1f points at "
                                            "(%.0f, %.0f).",
                                            a->text, b->text, wide, high, MAX(a->x, b->x),
                                            MAX(a->y, b->y)));
}

GPtrArray *pb_text_faults(const pb_canvas *canvas, double tolerance) {
  GPtrArray *faults = g_ptr_array_new_with_free_func(g_free);
  size_t n = pb_canvas_n_texts(canvas);
  for (size_t i = 0; i < n; i++) {
    pb_text_box box = pb_canvas_text_at(canvas, i);
    check_alone(canvas, &box, tolerance, faults);
    for (size_t j = i + 1; j < n; j++) {
      pb_text_box other = pb_canvas_text_at(canvas, j);
      check_pair(&box, &other, tolerance, faults);
      check_number_and_name(&box, &other, faults);
    }
  }
  return faults;
}
