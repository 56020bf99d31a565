/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/color.h"

#include <math.h>

static double linear(uint32_t channel) {
  double c = (channel & 0xff) / 255.;
  return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

double pb_color_luminance(uint32_t color) {
  return 0.2126 * linear(color >> 16) + 0.7152 * linear(color >> 8) + 0.0722 * linear(color);
}

double pb_color_contrast(uint32_t a, uint32_t b) {
  double x = pb_color_luminance(a), y = pb_color_luminance(b);
  return (fmax(x, y) + .05) / (fmin(x, y) + .05);
}
