/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "plots/canvas.h"
#include "plots/png_palette.h"

/** Larger than A3 at 600 dpi; Cairo's own limit is 32 767 pixels a side. */
#define MAX_SIDE 30000

/** Packing of zlib that is fast on flat figures; higher levels gain under 10 % for twice the time.
 */
#define PACKING 3

static void append(png_structp png, png_bytep bytes, size_t n) {
  g_byte_array_append(png_get_io_ptr(png), bytes, (guint)n);
}

static void flush(png_structp png) {
  (void)png;
}

/** libpng reports through a long jump; it must not print. */
static void fail(png_structp png, png_const_charp message) {
  (void)message;
  longjmp(*(jmp_buf *)png_get_error_ptr(png), 1);
}

static void ignore_warning(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

static void write_texts(png_structp png, png_infop info, const char *title,
                        const char *description) {
  png_text texts[2];
  int n = 0;
  memset(texts, 0, sizeof texts);
  const char *values[] = {title, description}, *keys[] = {"Title", "Description"};
  for (int i = 0; i < 2; i++) {
    if (!values[i] || !*values[i])
      continue;
    texts[n].compression = PNG_ITXT_COMPRESSION_NONE;
    texts[n].key = (png_charp)keys[i];
    texts[n].text = (png_charp)values[i];
    n++;
  }
  png_set_text(png, info, texts, n);
}

/** The image as libpng takes it: indexes of a palette, or three bytes a pixel. */
typedef struct {
  size_t width, height, stride;
  const uint32_t *pixels;
  uint8_t *indexes; /**< NULL: full colour */
  pb_palette palette;
} raster;

static void write_rows(png_structp png, const raster *image) {
  if (image->indexes) {
    for (size_t y = 0; y < image->height; y++)
      png_write_row(png, image->indexes + y * image->width);
    return;
  }
  g_autofree uint8_t *row = g_malloc(3 * image->width);
  for (size_t y = 0; y < image->height; y++) {
    const uint32_t *from = image->pixels + y * image->stride;
    for (size_t x = 0; x < image->width; x++) {
      row[3 * x] = (uint8_t)(from[x] >> 16);
      row[3 * x + 1] = (uint8_t)(from[x] >> 8);
      row[3 * x + 2] = (uint8_t)from[x];
    }
    png_write_row(png, row);
  }
}

static bool write_png(const raster *image, double dpi, const char *title, const char *description,
                      GByteArray *out) {
  jmp_buf jump;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &jump, fail, ignore_warning);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  if (!info || setjmp(jump)) {
    png_destroy_write_struct(&png, &info);
    return false;
  }
  png_set_write_fn(png, out, append, flush);
  png_set_IHDR(png, info, (png_uint_32)image->width, (png_uint_32)image->height, 8,
               image->indexes ? PNG_COLOR_TYPE_PALETTE : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (image->indexes) {
    png_color colors[256];
    for (int i = 0; i < image->palette.n; i++)
      colors[i] = (png_color){(png_byte)(image->palette.colors[i] >> 16),
                              (png_byte)(image->palette.colors[i] >> 8),
                              (png_byte)image->palette.colors[i]};
    png_set_PLTE(png, info, colors, image->palette.n);
  }
  png_uint_32 per_metre = (png_uint_32)lround(dpi / .0254);
  png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
  png_set_sRGB(png, info, PNG_sRGB_INTENT_RELATIVE);
  write_texts(png, info, title, description);
  png_set_compression_level(png, PACKING);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, image->indexes ? PNG_FILTER_NONE : PNG_FILTER_SUB);
  png_write_info(png, info);
  write_rows(png, image);
  png_write_end(png, NULL);
  png_destroy_write_struct(&png, &info);
  return true;
}

/** The canvas on paper; NULL with an error. */
static cairo_surface_t *render(const pb_canvas *canvas, size_t width, size_t height, double scale,
                               GError **error) {
  cairo_surface_t *surface =
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
  cairo_t *cr = cairo_create(surface);
  uint32_t paper = pb_canvas_theme(canvas)->paper;
  cairo_set_source_rgb(cr, (paper >> 16 & 0xff) / 255., (paper >> 8 & 0xff) / 255.,
                       (paper & 0xff) / 255.);
  cairo_paint(cr);
  cairo_scale(cr, scale, scale);
  pb_canvas_replay(canvas, cr);
  cairo_status_t status = cairo_status(cr);
  cairo_destroy(cr);
  if (status == CAIRO_STATUS_SUCCESS) {
    cairo_surface_flush(surface);
    return surface;
  }
  cairo_surface_destroy(surface);
  if (status == CAIRO_STATUS_NO_MEMORY)
    g_set_error(error, PB_ERROR, PB_ERROR_MEMORY,
                _("There is no memory for a figure of %zu × %zu pixels: ask for fewer dots per "
                  "inch or a smaller figure."),
                width, height);
  else
    g_set_error(error, PB_ERROR, PB_ERROR_OUTPUT, _("The figure could not be drawn: %s."),
                cairo_status_to_string(status));
  return NULL;
}

GBytes *pb_canvas_to_png(const pb_canvas *canvas, double dpi, const char *title,
                         const char *description, GError **error) {
  double scale = dpi / 72;
  double wide = ceil(pb_canvas_width(canvas) * scale - 1e-6);
  double high = ceil(pb_canvas_height(canvas) * scale - 1e-6);
  if (!(wide >= 1 && high >= 1 && wide <= MAX_SIDE && high <= MAX_SIDE)) {
    g_set_error(error, PB_ERROR, PB_ERROR_OUTPUT,
                _("A picture of %.0f × %.0f pixels cannot be made: each side must have 1 to %d "
                  "pixels. Choose another size or other dots per inch."),
                wide, high, MAX_SIDE);
    return NULL;
  }
  raster image = {.width = (size_t)wide, .height = (size_t)high};
  cairo_surface_t *surface = render(canvas, image.width, image.height, scale, error);
  if (!surface)
    return NULL;
  image.pixels = (const uint32_t *)(const void *)cairo_image_surface_get_data(surface);
  image.stride = (size_t)cairo_image_surface_get_stride(surface) / sizeof(uint32_t);
  g_autofree uint8_t *indexes = g_try_malloc(image.width * image.height);
  if (indexes && pb_palette_reduce(image.pixels, image.width, image.height, image.stride,
                                   &image.palette, indexes))
    image.indexes = indexes;
  GByteArray *out = g_byte_array_sized_new((guint)(image.width * image.height / 16 + 4096));
  bool written = write_png(&image, dpi, title, description, out);
  cairo_surface_destroy(surface);
  if (!written) {
    g_byte_array_unref(out);
    g_set_error(error, PB_ERROR, PB_ERROR_OUTPUT,
                _("The picture of %zu × %zu pixels could not be packed as PNG."), image.width,
                image.height);
    return NULL;
  }
  return g_byte_array_free_to_bytes(out);
}
