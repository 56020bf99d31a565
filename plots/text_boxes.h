/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Faults in how the texts of a canvas lie: two that touch, one that leaves the canvas, one that is
 * too small to read, a number and a name on a map that read as one. Every chart is tested with this
 * at the sizes it is used in.
 */
#ifndef PB_PLOTS_TEXT_BOXES_H
#define PB_PLOTS_TEXT_BOXES_H

#include "plots/canvas.h"

/** Nothing in a figure is smaller, in points. */
#define PB_SMALLEST_TEXT 8.0
/** On a map, a number of a place stands at least this far, in points, from a name on the same line:
 * "Örebro 2" is no town. */
#define PB_NUMBER_NAME_GAP 3.0

/** One sentence a fault (English, for developers), in the order of the texts; an empty array when
 * there is none. Boxes of ink that share less than `tolerance` points in either direction do not
 * overlap, and a text may stand out of the canvas by as much. Free with g_ptr_array_unref. */
GPtrArray *pb_text_faults(const pb_canvas *canvas, double tolerance);

#endif
