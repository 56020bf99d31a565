/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/figure_fit.h"

#include "plots/text_boxes.h"

/** Boxes of ink that share less do not touch, points. */
#define TOUCH .5

static size_t count_faults(const pb_figure *figure, double width, double height) {
  g_autoptr(pb_canvas) body = pb_figure_body(figure, width, height);
  g_autoptr(GPtrArray) faults = pb_text_faults(body, TOUCH);
  return faults->len;
}

double pb_figure_least_height(const pb_figure *figure, double width_pt, double natural_pt) {
  static const double tries[] = {PB_FIGURE_LEAST_SHARE, .76, .84, .92};
  size_t faults = SIZE_MAX;
  for (size_t i = 0; i < G_N_ELEMENTS(tries); i++) {
    size_t n = count_faults(figure, width_pt, tries[i] * natural_pt);
    if (n > 0 && faults == SIZE_MAX)
      faults = count_faults(figure, width_pt, natural_pt);
    if (n == 0 || n <= faults)
      return tries[i] * natural_pt;
  }
  return natural_pt;
}
