/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The outlines of the result "density-contours" as polygons that maps can draw. */
#ifndef PB_PLOTS_CONTOUR_LAYER_H
#define PB_PLOTS_CONTOUR_LAYER_H

#include "engine/result.h"
#include "geo/layer.h"

/** Feature k holds the area with share[k] per cent of the events; the largest share first. NULL
 * when the result is NULL, not computable or without outlines. Free with pb_layer_free; `share`
 * with g_free. */
pb_layer *pb_contour_layer(const pb_result *contours, int **share);

#endif
