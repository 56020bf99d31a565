/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Is every text of a figure read on what is drawn behind it? */
#ifndef PB_TESTS_TEXT_CONTRAST_H
#define PB_TESTS_TEXT_CONTRAST_H

#include "plots/canvas.h"

/** A sentence for each text whose colour has a contrast below 4.5 to 1 with more than a quarter of
 * the points behind it, its own paper-coloured outline counted as behind it. Takes the texts out of
 * the canvas: it cannot be drawn afterwards. */
GPtrArray *text_contrast_faults(pb_canvas *canvas);

#endif
