/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Measures of a polygon feature in the plane of its projection: for metres in SWEREF 99 TM the
 * scale error is at most 0.04 % of a length in Sweden's middle and 0.1 % at its edges.
 *
 * Sums run relative to the feature's own box, so that six-digit coordinates lose no digits. Holes
 * are subtracted by their direction (see layer.h). Thread-safe; nothing fails.
 */
#ifndef PB_GEO_POLYGON_H
#define PB_GEO_POLYGON_H

#include "geo/layer.h"

/** Shoelace formula; square metres when the layer is in metres; 0 without geometry. */
double pb_polygon_area_m2(const pb_layer *layer, size_t feature);
/** Length of all rings, holes included. */
double pb_polygon_perimeter_m(const pb_layer *layer, size_t feature);
/** Centre of gravity of the area (it may lie outside the polygon: use label_point.h for texts).
 * False when the feature has no area. */
bool pb_polygon_centroid(const pb_layer *layer, size_t feature, double *x, double *y);

#endif
