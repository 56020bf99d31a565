/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Private to plots/: at most 256 colours for a rendered figure. A figure has a dozen flat colours
 * and many shades at the edges of letters and lines. The most frequent colours are kept as they
 * are, and the rest of the palette is spread over the shades so that none moves far. A palette
 * makes a file less than half as large and faster to pack.
 */
#ifndef PB_PLOTS_PNG_PALETTE_H
#define PB_PLOTS_PNG_PALETTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint32_t colors[256]; /**< 0xRRGGBB */
  int n;
} pb_palette;

/** Choose the palette of width x height pixels (0xXXRRGGBB, `stride` pixels a row) and write the
 * position of every pixel to `indexes` (width * height). False when some pixel would move by more
 * than 16 of 255 in a channel, or the image has more than 16 384 colours: then it is better kept in
 * full colour. Deterministic. */
bool pb_palette_reduce(const uint32_t *pixels, size_t width, size_t height, size_t stride,
                       pb_palette *palette, uint8_t *indexes);

#endif
