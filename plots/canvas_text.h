/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Private to plots/: lines of text as Pango sets them, the same for measuring and for drawing. */
#ifndef PB_PLOTS_CANVAS_TEXT_H
#define PB_PLOTS_CANVAS_TEXT_H

#include <pango/pangocairo.h>

#include "plots/canvas_record.h"

/** Distance of baselines as a multiple of the size, and where capitals end and the baseline lies in
 * a line of that height. The three follow from Inter's metrics (ascent .969, descent .241, capitals
 * .727) and are constants so that a fallback glyph does not move the lines of a figure. */
#define PB_LINE_HEIGHT 1.3
#define PB_CAP_HEIGHT .727
#define PB_DESCENT .2 /* of g and p; the font's own descent has room below them */
#define PB_LINE_BASELINE (.969 + (PB_LINE_HEIGHT - .969 - .241) / 2)

/** The calling thread's layout, set to one unwrapped line. Borrowed until the thread's next call of
 * any function here. */
PangoLayout *pb_text_layout(const pb_theme *theme, const char *text, double size, int weight,
                            bool tabular);
pb_text_extent pb_text_measure(const pb_theme *theme, const char *text, double size, int weight,
                               bool tabular);
/** Lines of a paragraph, in order; free with g_ptr_array_unref. */
GPtrArray *pb_text_wrap(const pb_theme *theme, const char *text, double size, int weight,
                        bool tabular, double width);

#endif
