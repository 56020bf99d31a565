/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/text_boxes.h"

#include <string.h>

static pb_canvas *canvas_with(double x, double y, const char *text, pb_text_style style) {
  pb_canvas *canvas = pb_canvas_new(200, 100, pb_theme_default());
  pb_canvas_text(canvas, 50, 50, "Örebro", (pb_text_style){.size = 8, .weight = 400});
  pb_canvas_text(canvas, x, y, text, style);
  return canvas;
}

/** The one fault must contain `words`; NULL: there must be none. */
static void expect(double x, double y, double size, double angle, const char *words) {
  g_autoptr(pb_canvas) canvas =
      canvas_with(x, y, "Kumla", (pb_text_style){.size = size, .weight = 400, .angle = angle});
  g_autoptr(GPtrArray) faults = pb_text_faults(canvas, .5);
  g_assert_cmpuint(faults->len, ==, words ? 1 : 0);
  if (words && !strstr(g_ptr_array_index(faults, 0), words))
    g_error("“%s” does not say “%s”", (char *)g_ptr_array_index(faults, 0), words);
}

static void faults(void) {
  expect(100, 50, 8, 0, NULL);
  expect(50, 60, 8, 0, NULL);
  expect(60, 50, 8, 0, "overlap");
  expect(60, 54, 8, 0, "overlap");
  expect(190, 50, 8, 0, "right");
  expect(-5, 50, 8, 0, "left");
  expect(100, 3, 8, 0, "above");
  expect(100, 110, 8, 0, "below");
  expect(100, 50, 7.9, 0, "smallest");
  expect(65, 65, 8, 90, "overlap");
  expect(10, 10, 8, 90, "above");
}

/* A name, and a number of a place follows. */
static void number_after_name(double halo, double x, double y, bool fault) {
  g_autoptr(pb_canvas) canvas = pb_canvas_new(200, 100, pb_theme_default());
  pb_text_style style = {.size = 8, .weight = 400, .halo = halo};
  double end = 50 + pb_text_size(pb_theme_default(), "Örebro", 8, 400).width;
  pb_canvas_text(canvas, 50, 50, "Örebro", style);
  pb_canvas_text(canvas, end + x, 50 + y, "2", style);
  g_autoptr(GPtrArray) faults = pb_text_faults(canvas, .5);
  g_assert_cmpuint(faults->len, ==, fault);
  if (fault)
    g_assert_nonnull(strstr(g_ptr_array_index(faults, 0), "read as one"));
}

static void numbers_and_names(void) {
  number_after_name(1.5, .5, 0, true);
  number_after_name(1.5, .5, 5, true);
  number_after_name(1.5, 4, 0, false);
  number_after_name(1.5, .5, 12, false);
  number_after_name(0, .5, 0, false); /* a value after its label */
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/text-boxes/faults", faults);
  g_test_add_func("/text-boxes/numbers-and-names", numbers_and_names);
  return g_test_run();
}
