/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Private to plots/: the small parts of SVG text: numbers, colours, paths, escaped text. */
#ifndef PB_PLOTS_SVG_WRITE_H
#define PB_PLOTS_SVG_WRITE_H

#include <glib.h>

#include "plots/canvas_record.h"

/** A number in hundredths, the unit of everything written. */
int64_t pb_svg_hundredths(double value);
/** 1250 -> "12.5", -5 -> "-.05": no trailing zeros, no zero before the point, no exponent. */
void pb_svg_number(GString *out, int64_t hundredths);
/** ` name="value"` with two decimals. */
void pb_svg_attribute(GString *out, const char *name, double value);
/** ` name="#rgb"` or ` name="#rrggbb"`. */
void pb_svg_color(GString *out, const char *name, uint32_t color);
/** UTF-8 as XML 1.0 text that may also stand in a quoted attribute: & < > " escaped, characters
 * that XML does not allow left out. */
void pb_svg_escape(GString *out, const char *text);
/** One ring as path data, absolute start and relative steps between rounded points (so that
 * rounding does not add up). Steps that round to nothing are left out. */
void pb_svg_ring(GString *out, const pb_point *points, size_t n, bool closed);

#endif
