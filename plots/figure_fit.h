/* SPDX-License-Identifier: GPL-3.0-or-later */
/** How low a figure may be drawn. */
#ifndef PB_PLOTS_FIGURE_FIT_H
#define PB_PLOTS_FIGURE_FIT_H

#include "plots/chart.h"

/** No figure is pressed to less than this share of the height it asks for. */
#define PB_FIGURE_LEAST_SHARE .68

/** The least height, points, at which the texts of the figure lie as well as at the height
 * `natural_pt` that it asks for at this width. A chart of rows needs all of it, a curve does not.
 * Draws the figure up to five times. */
double pb_figure_least_height(const pb_figure *figure, double width_pt, double natural_pt);

#endif
