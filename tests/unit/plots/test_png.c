/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/error.h"
#include "example_canvas.h"
#include "plots/png_palette.h"

typedef struct {
  const unsigned char *at;
  size_t left;
} reader;

static cairo_status_t read_some(void *closure, unsigned char *bytes, unsigned int n) {
  reader *r = closure;
  if (n > r->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy(bytes, r->at, n);
  r->at += n;
  r->left -= n;
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *decode(GBytes *png) {
  reader r;
  r.at = g_bytes_get_data(png, &r.left);
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(read_some, &r);
  g_assert_cmpint(cairo_surface_status(surface), ==, CAIRO_STATUS_SUCCESS);
  return surface;
}

static uint32_t pixel(cairo_surface_t *surface, int x, int y) {
  const unsigned char *data = cairo_image_surface_get_data(surface);
  uint32_t color;
  memcpy(&color, data + y * cairo_image_surface_get_stride(surface) + 4 * x, 4);
  return color & 0xffffff;
}

static GBytes *png_of_example(void) {
  g_autoptr(pb_canvas) canvas = example_canvas();
  g_autoptr(GError) error = NULL;
  GBytes *png = pb_canvas_to_png(canvas, 300, "Stöldbrott", "Åtta staplar.", &error);
  g_assert_no_error(error);
  return png;
}

static bool contains(GBytes *png, const char *text) {
  gsize n;
  const void *bytes = g_bytes_get_data(png, &n);
  return memmem(bytes, n, text, strlen(text)) != NULL;
}

static void size_and_flat_colors(void) {
  g_autoptr(GBytes) png = png_of_example();
  cairo_surface_t *surface = decode(png);
  g_assert_cmpint(cairo_image_surface_get_width(surface), ==, 1890);
  g_assert_cmpint(cairo_image_surface_get_height(surface), ==, 1063);
  const pb_theme *t = pb_theme_default();
  double scale = 300 / 72.;
  g_assert_cmphex(pixel(surface, 0, 0), ==, t->paper);
  /* Inside the ring of the polygon, and in its hole. */
  g_assert_cmphex(pixel(surface, (int)(237 * scale), (int)(185 * scale)), ==, t->sequential[2]);
  g_assert_cmphex(pixel(surface, (int)(260 * scale), (int)(185 * scale)), ==, t->paper);
  g_assert_cmphex(pixel(surface, (int)(220 * scale), (int)(80 * scale)), ==, t->accent);
  /* The first wedge points up and to the right: 15 degrees from 12 o'clock. */
  double a = 15 * G_PI / 180;
  g_assert_cmphex(
      pixel(surface, (int)((340 + 16 * sin(a)) * scale), (int)((120 - 16 * cos(a)) * scale)), ==,
      t->sequential[0]);
  cairo_surface_destroy(surface);
}

static void says_what_it_is(void) {
  g_autoptr(GBytes) png = png_of_example();
  g_assert_true(contains(png, "Stöldbrott"));
  g_assert_true(contains(png, "Åtta staplar."));
  /* 300 dots per inch are 11 811 a metre, in both directions. */
  gsize n;
  const char *bytes = g_bytes_get_data(png, &n);
  const char *size = memmem(bytes, n, "pHYs", 4);
  g_assert_nonnull(size);
  g_assert_cmpmem(size + 4, 9, "\0\0\x2e\x23\0\0\x2e\x23\1", 9);
  g_assert_false(contains(png, "tIME"));
  g_assert_true(contains(png, "PLTE"));
  g_assert_cmpuint(n, <, 100000);
}

static void impossible_sizes(void) {
  g_autoptr(pb_canvas) canvas = pb_canvas_new(1000, 10, pb_theme_default());
  double bad[] = {0, -5, 1e9};
  for (int i = 0; i < 3; i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(pb_canvas_to_png(canvas, bad[i], NULL, NULL, &error));
    g_assert_error(error, PB_ERROR, PB_ERROR_OUTPUT);
  }
  g_assert_null(pb_canvas_to_png(canvas, 0, NULL, NULL, NULL));
}

static void palette_keeps_flat_colors(void) {
  /* 40 flat colours in many pixels each, and a ramp of grey in one pixel each. */
  enum { WIDTH = 100, HEIGHT = 60 };
  g_autofree uint32_t *pixels = g_new(uint32_t, WIDTH * HEIGHT);
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    pixels[i] = 0xff000000u | (uint32_t)(i / 100 % 40) * 0x050301u;
  for (int i = 0; i < 900; i++)
    pixels[5000 + i] = (uint32_t)(i % 256 * 0x010101 + i / 256);
  g_autofree uint8_t *indexes = g_new(uint8_t, WIDTH * HEIGHT);
  pb_palette palette;
  g_assert_true(pb_palette_reduce(pixels, WIDTH, HEIGHT, WIDTH, &palette, indexes));
  g_assert_cmpint(palette.n, <=, 256);
  for (int i = 0; i < WIDTH * HEIGHT; i++) {
    uint32_t was = pixels[i] & 0xffffff, is = palette.colors[indexes[i]];
    if (i < 4000)
      g_assert_cmphex(was, ==, is);
    for (int bits = 0; bits <= 16; bits += 8)
      g_assert_cmpint(abs((int)(was >> bits & 0xff) - (int)(is >> bits & 0xff)), <=, 16);
  }
}

static void photographs_stay_in_full_color(void) {
  /* A cube of colours 32 apart is coarser than a palette of 256 can follow. */
  enum { SIDE = 16 };
  g_autofree uint32_t *pixels = g_new(uint32_t, SIDE * SIDE * SIDE);
  for (uint32_t i = 0; i < SIDE * SIDE * SIDE; i++)
    pixels[i] = (i % SIDE * 17) << 16 | (i / SIDE % SIDE * 17) << 8 | i / SIDE / SIDE * 17;
  g_autofree uint8_t *indexes = g_new(uint8_t, SIDE * SIDE * SIDE);
  pb_palette palette;
  g_assert_false(pb_palette_reduce(pixels, SIDE * SIDE, SIDE, SIDE * SIDE, &palette, indexes));
}

static gpointer png_in_thread(gpointer data) {
  (void)data;
  return png_of_example();
}

static void same_bytes_from_two_threads(void) {
  g_autoptr(GBytes) here = png_of_example();
  GThread *threads[2];
  for (int i = 0; i < 2; i++)
    threads[i] = g_thread_new("png", png_in_thread, NULL);
  for (int i = 0; i < 2; i++) {
    g_autoptr(GBytes) there = g_thread_join(threads[i]);
    g_assert_true(g_bytes_equal(here, there));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  require_inter();
  g_test_add_func("/png/size-and-flat-colors", size_and_flat_colors);
  g_test_add_func("/png/says-what-it-is", says_what_it_is);
  g_test_add_func("/png/impossible-sizes", impossible_sizes);
  g_test_add_func("/png/palette-keeps-flat-colors", palette_keeps_flat_colors);
  g_test_add_func("/png/photographs-stay-in-full-color", photographs_stay_in_full_color);
  g_test_add_func("/png/same-bytes-from-two-threads", same_bytes_from_two_threads);
  return g_test_run();
}
