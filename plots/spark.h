/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A sparkline: the last fifteen years of a rate without axes, ending in a dot. For the findings of
 * the summary. */
#ifndef PB_PLOTS_SPARK_H
#define PB_PLOTS_SPARK_H

#include "engine/result.h"
#include "plots/canvas.h"

/** `long_series` is a "long-series" result. NULL when it has fewer than two rates. Free with
 * pb_canvas_free. */
pb_canvas *pb_spark(const pb_result *long_series, const pb_theme *theme, double width_pt,
                    double height_pt);

#endif
