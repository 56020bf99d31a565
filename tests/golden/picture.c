/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture.h"

#include <cairo.h>
#include <stdlib.h>
#include <string.h>

#define PAPER 0xffffffu
#define RED 0xd00000u

picture *picture_new(int width, int height) {
  picture *one = g_new(picture, 1);
  *one = (picture){width, height, g_new(uint32_t, (size_t)width * (size_t)height + 1)};
  for (size_t i = 0; i < (size_t)width * (size_t)height; i++)
    one->pixels[i] = PAPER;
  return one;
}

void picture_free(picture *one) {
  if (!one)
    return;
  g_free(one->pixels);
  g_free(one);
}

static uint32_t at(const picture *one, int x, int y) {
  bool inside = x >= 0 && y >= 0 && x < one->width && y < one->height;
  return inside ? one->pixels[(size_t)y * (size_t)one->width + (size_t)x] : PAPER;
}

static void put(picture *one, int x, int y, uint32_t color) {
  if (x >= 0 && y >= 0 && x < one->width && y < one->height)
    one->pixels[(size_t)y * (size_t)one->width + (size_t)x] = color;
}

typedef struct {
  const char *next;
  gsize left;
} reader;

static cairo_status_t read_bytes(void *data, unsigned char *into, unsigned int n) {
  reader *from = data;
  if (n > from->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy(into, from->next, n);
  from->next += n;
  from->left -= n;
  return CAIRO_STATUS_SUCCESS;
}

picture *picture_of_png(const char *bytes, gsize n) {
  reader from = {bytes, n};
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(read_bytes, &from);
  picture *one = NULL;
  if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
    one = picture_new(cairo_image_surface_get_width(surface),
                      cairo_image_surface_get_height(surface));
    const unsigned char *data = cairo_image_surface_get_data(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; y < one->height; y++)
      for (int x = 0; x < one->width; x++) {
        uint32_t pixel;
        memcpy(&pixel, data + (size_t)y * (size_t)stride + 4 * (size_t)x, sizeof pixel);
        put(one, x, y, pixel & 0xffffffu);
      }
  }
  cairo_surface_destroy(surface);
  return one;
}

/* The mean of 3 x 3 pixels from (x, y). */
static uint32_t mean_from(const picture *one, int x, int y) {
  uint32_t sum[3] = {0};
  for (int dy = 0; dy < 3; dy++)
    for (int dx = 0; dx < 3; dx++)
      for (int c = 0; c < 3; c++)
        sum[c] += at(one, x + dx, y + dy) >> (8 * c) & 0xff;
  return sum[2] / 9 << 16 | sum[1] / 9 << 8 | sum[0] / 9;
}

picture *picture_third(const picture *large, int width, int height) {
  picture *small = picture_new(width, height);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      put(small, x, y, mean_from(large, 3 * x, 3 * y));
  return small;
}

picture *picture_moved(const picture *from, int x, int y, int width, int height, int dx) {
  picture *moved = picture_new(from->width, from->height);
  memcpy(moved->pixels, from->pixels,
         sizeof(uint32_t) * (size_t)from->width * (size_t)from->height);
  for (int row = y; row < y + height; row++)
    for (int column = x; column < x + width; column++)
      put(moved, column, row, PAPER);
  for (int row = y; row < y + height; row++)
    for (int column = x; column < x + width; column++)
      put(moved, column + dx, row, at(from, column, row));
  return moved;
}

static bool differs(uint32_t a, uint32_t b) {
  for (int bits = 0; bits < 24; bits += 8)
    if (abs((int)(a >> bits & 0xff) - (int)(b >> bits & 0xff)) > PICTURE_AMOUNT)
      return true;
  return false;
}

static picture *smoothed(const picture *one) {
  picture *smooth = picture_new(one->width, one->height);
  for (int y = 0; y < one->height; y++)
    for (int x = 0; x < one->width; x++)
      put(smooth, x, y, mean_from(one, x - 1, y - 1));
  return smooth;
}

/* Is no pixel of `b` around (x, y) like that of `a`? */
static bool is_nowhere(const picture *a, const picture *b, int x, int y) {
  for (int dy = -1; dy <= 1; dy++)
    for (int dx = -1; dx <= 1; dx++)
      if (!differs(at(a, x, y), at(b, x + dx, y + dy)))
        return false;
  return true;
}

/* Which pixels of pictures of one size differ. Free with g_free. */
static bool *differing(const picture *a, const picture *b) {
  g_autoptr(picture) first = smoothed(a), second = smoothed(b);
  bool *found = g_new0(bool, (size_t)a->width *(size_t)a->height + 1);
  for (int y = 0; y < a->height; y++)
    for (int x = 0; x < a->width; x++)
      found[(size_t)y * (size_t)a->width + (size_t)x] =
          differs(at(first, x, y), at(second, x, y)) &&
          (is_nowhere(first, second, x, y) || is_nowhere(second, first, x, y));
  return found;
}

double picture_difference(const picture *a, const picture *b) {
  if (a->width != b->width || a->height != b->height)
    return 1;
  g_autofree bool *found = differing(a, b);
  int worst = 0;
  for (int top = 0; top < a->height; top += PICTURE_SQUARE / 2)
    for (int left = 0; left < a->width; left += PICTURE_SQUARE / 2) {
      int n = 0;
      for (int y = top; y < MIN(top + PICTURE_SQUARE, a->height); y++)
        for (int x = left; x < MIN(left + PICTURE_SQUARE, a->width); x++)
          n += found[(size_t)y * (size_t)a->width + (size_t)x];
      worst = MAX(worst, n);
    }
  return worst / (double)(PICTURE_SQUARE * PICTURE_SQUARE);
}

/* Half way to paper, without colour. */
static uint32_t pale(uint32_t color) {
  uint32_t grey = ((color >> 16 & 0xff) + (color >> 8 & 0xff) + (color & 0xff)) / 3;
  grey = 160 + grey * 95 / 255;
  return grey << 16 | grey << 8 | grey;
}

bool picture_write_difference(const char *path, const picture *stored, const picture *now) {
  const int width = MAX(stored->width, now->width), height = MAX(stored->height, now->height);
  g_autoptr(picture) sheet = picture_new(3 * width + 20, height);
  g_autoptr(picture) first = picture_new(width, height), second = picture_new(width, height);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      put(first, x, y, at(stored, x, y));
      put(second, x, y, at(now, x, y));
    }
  g_autofree bool *found = differing(first, second);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      put(sheet, x, y, at(first, x, y));
      put(sheet, width + 10 + x, y, at(second, x, y));
      put(sheet, 2 * width + 20 + x, y,
          found[(size_t)y * (size_t)width + (size_t)x] ? RED : pale(at(second, x, y)));
    }
  cairo_surface_t *surface =
      cairo_image_surface_create_for_data((unsigned char *)sheet->pixels, CAIRO_FORMAT_RGB24,
                                          sheet->width, sheet->height, 4 * sheet->width);
  cairo_status_t status = cairo_surface_write_to_png(surface, path);
  cairo_surface_destroy(surface);
  return status == CAIRO_STATUS_SUCCESS;
}
