/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/png_palette.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#define MAX_COLORS 16384
#define N_SLOTS (4 * MAX_COLORS)
#define MAX_SHIFT 16
#define N_FREQUENT 128

/** One distinct colour, how many pixels have it, and its position in the palette. */
typedef struct {
  uint32_t color, count;
  uint8_t index;
} shade;

/** Distinct colours by open addressing: slots hold 1 + position in `shades`, 0 is free. */
typedef struct {
  shade shades[MAX_COLORS];
  uint32_t n;
  uint16_t slots[N_SLOTS];
} shade_set;

static uint32_t slot_of(uint32_t color) {
  return (color * 2654435761u) >> 16;
}
G_STATIC_ASSERT(N_SLOTS == 1 << 16);

static shade *find(shade_set *set, uint32_t color) {
  for (uint32_t s = slot_of(color);; s = (s + 1) % N_SLOTS) {
    if (set->slots[s] == 0) {
      if (set->n == MAX_COLORS)
        return NULL;
      set->shades[set->n] = (shade){.color = color};
      set->slots[s] = (uint16_t)++set->n;
    }
    shade *found = &set->shades[set->slots[s] - 1];
    if (found->color == color)
      return found;
  }
}

static bool count_colors(shade_set *set, const uint32_t *pixels, size_t width, size_t height,
                         size_t stride) {
  for (size_t y = 0; y < height; y++) {
    const uint32_t *row = pixels + y * stride;
    for (size_t x = 0; x < width;) {
      uint32_t color = row[x] & 0xffffff;
      size_t run = x + 1;
      while (run < width && (row[run] & 0xffffff) == color)
        run++;
      shade *found = find(set, color);
      if (!found)
        return false;
      found->count += (uint32_t)(run - x);
      x = run;
    }
  }
  return true;
}

/** By falling count, then colour: a total order, so that the palette never depends on the sort. */
static int by_count(const void *a, const void *b) {
  const shade *p = *(const shade *const *)a, *q = *(const shade *const *)b;
  if (p->count != q->count)
    return p->count < q->count ? 1 : -1;
  return p->color < q->color ? -1 : p->color > q->color;
}

static int channel_shift(uint32_t a, uint32_t b, int bits) {
  return abs((int)(a >> bits & 0xff) - (int)(b >> bits & 0xff));
}

static int shift(uint32_t a, uint32_t b) {
  int red = channel_shift(a, b, 16), green = channel_shift(a, b, 8), blue = channel_shift(a, b, 0);
  return MAX(red, MAX(green, blue));
}

/** Half of the palette goes to the most frequent colours, the rest, one at a time, to the shade
 * that is farthest from all chosen so far: it bounds how far any pixel moves. */
static bool choose(shade_set *set, pb_palette *palette) {
  g_autofree shade **order = g_new(shade *, set->n);
  g_autofree int *distance = g_new(int, set->n);
  for (uint32_t i = 0; i < set->n; i++) {
    order[i] = &set->shades[i];
    distance[i] = 256;
  }
  qsort(order, set->n, sizeof *order, by_count);
  uint32_t next = 0;
  palette->n = 0;
  while (palette->n < 256) {
    uint32_t chosen = order[next]->color;
    uint32_t farthest = 0;
    for (uint32_t i = 0; i < set->n; i++) {
      int d = shift(order[i]->color, chosen);
      if (d < distance[i]) {
        distance[i] = d;
        order[i]->index = (uint8_t)palette->n;
      }
      if (distance[i] > distance[farthest])
        farthest = i;
    }
    palette->colors[palette->n++] = chosen;
    if (distance[farthest] == 0)
      return true;
    next = palette->n < N_FREQUENT ? next + 1 : farthest;
  }
  for (uint32_t i = 0; i < set->n; i++)
    if (distance[i] > MAX_SHIFT)
      return false;
  return true;
}

static void apply(shade_set *set, const uint32_t *pixels, size_t width, size_t height,
                  size_t stride, uint8_t *indexes) {
  for (size_t y = 0; y < height; y++) {
    const uint32_t *row = pixels + y * stride;
    for (size_t x = 0; x < width;) {
      uint32_t color = row[x] & 0xffffff;
      size_t run = x + 1;
      while (run < width && (row[run] & 0xffffff) == color)
        run++;
      memset(indexes + y * width + x, find(set, color)->index, run - x);
      x = run;
    }
  }
}

bool pb_palette_reduce(const uint32_t *pixels, size_t width, size_t height, size_t stride,
                       pb_palette *palette, uint8_t *indexes) {
  g_autofree shade_set *set = g_new0(shade_set, 1);
  if (!count_colors(set, pixels, width, height, stride) || !choose(set, palette))
    return false;
  apply(set, pixels, width, height, stride, indexes);
  return true;
}
