/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Comparison of pictures with a tolerance that another version of the libraries that draw must not
 * exceed, and a moved label must.
 *
 * Both pictures are smoothed by the mean of 3 x 3 pixels, so that edges may be shaded otherwise. A
 * pixel differs when none of the other picture at its place or next to it is like it, in all
 * channels within PICTURE_AMOUNT of 255: a letter may lie one pixel beside, as it does where its
 * place is rounded otherwise. The pictures differ when in some square of PICTURE_SQUARE pixels a
 * side (squares overlap by half) more than PICTURE_SHARE of the pixels do: of a whole picture a
 * moved label is too little.
 *
 * Measured on the six stored figures (Debian 12: Cairo 1.16.0, Pango 1.50.12, FreeType 2.12.1):
 * drawn three times as large and made small again, at most 0.031 of a square; any one label moved
 * by two points, at least 0.047.
 */
#ifndef PB_TESTS_PICTURE_H
#define PB_TESTS_PICTURE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define PICTURE_AMOUNT 32
#define PICTURE_SQUARE 16
#define PICTURE_SHARE 0.04

/** Pixels 0xRRGGBB, row by row. Free with picture_free. */
typedef struct {
  int width, height;
  uint32_t *pixels;
} picture;

picture *picture_new(int width, int height);
void picture_free(picture *one);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(picture, picture_free)

/** From the bytes of a PNG, read by Cairo; NULL when they are none. */
picture *picture_of_png(const char *bytes, gsize n);
/** Every third as large: the mean of 3 x 3 pixels; paper beyond the edge. */
picture *picture_third(const picture *large, int width, int height);
/** A box cut out and put down `dx` pixels to the right; paper where it was. */
picture *picture_moved(const picture *from, int x, int y, int width, int height, int dx);

/** The largest share of differing pixels of a square; 1 for pictures of different sizes. */
double picture_difference(const picture *a, const picture *b);
/** Beside each other: stored, now, and what differs in red over a pale copy. A PNG file; false with
 * a message when it cannot be written. */
bool picture_write_difference(const char *path, const picture *stored, const picture *now);

#endif
