/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A typeface cut down to the characters that a document uses, so that a web page can carry it.
 *
 * The font is found by Fontconfig and cut by HarfBuzz; kerning and tabular figures stay. Documents
 * that need no more than a usual repertoire (ASCII, Swedish and neighbouring letters, typographic
 * signs) share one subset, made once per process, since cutting takes longer than writing the page.
 */
#ifndef PB_PLOTS_REPORT_FONT_SUBSET_H
#define PB_PLOTS_REPORT_FONT_SUBSET_H

#include <glib.h>

/** The font file of `family` at `weight` (400 or 600) with the characters of `text`; NULL when the
 * family is not installed or cannot be cut (the page then names the family and falls back). Same
 * font and repertoire, same bytes. Any thread. */
GBytes *pb_font_subset(const char *family, int weight, const char *text);

#endif
