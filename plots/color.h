/* SPDX-License-Identifier: GPL-3.0-or-later */
/** How light a colour is and how well one is read on another. Colours are 0xRRGGBB. */
#ifndef PB_PLOTS_COLOR_H
#define PB_PLOTS_COLOR_H

#include <stdint.h>

/** Relative luminance of sRGB, 0 (black) to 1 (white): WCAG 2.2. */
double pb_color_luminance(uint32_t color);
/** Contrast ratio of WCAG 2.2, 1 to 21: (lighter + 0.05) / (darker + 0.05). */
double pb_color_contrast(uint32_t a, uint32_t b);

#endif
