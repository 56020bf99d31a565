/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Private to the back ends: a typeface cut down to the letters of one document, for embedding. */
#ifndef PB_PLOTS_REPORT_FONT_SUBSET_H
#define PB_PLOTS_REPORT_FONT_SUBSET_H

#include <glib.h>

/**
 * An OpenType file with the characters of `text` (UTF-8) in the installed upright font of `family`
 * whose weight is nearest `weight` (400, 600), with kerning and tabular figures. NULL when the
 * family is not installed or its font cannot be cut; the reader's own typeface then has to do.
 * Same font file and text, same bytes. Any thread; opened fonts are kept for the process.
 */
GBytes *pb_font_subset(const char *family, int weight, const char *text);

#endif
