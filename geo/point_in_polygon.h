/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Point in polygon by the even-odd rule: a point is inside when a ray from it towards larger x
 * crosses the rings an odd number of times.
 *
 * Edge rule: a point exactly on an edge belongs to the polygon on the side of larger x (of larger y
 * for a level edge), so left and lower edges are inside, right and upper edges outside. Every edge
 * is evaluated from its lower to its upper end whatever the direction of its ring; of two polygons
 * that share the vertices of a boundary therefore exactly one contains a point on or near it.
 *
 * Thread-safe; nothing fails; features without geometry contain nothing.
 */
#ifndef PB_GEO_POINT_IN_POLYGON_H
#define PB_GEO_POINT_IN_POLYGON_H

#include "geo/layer.h"

/** Does feature `feature` of a polygon layer contain (x, y)? */
bool pb_polygon_contains(const pb_layer *layer, size_t feature, double x, double y);

/** Even-odd crossing of one closed ring of n vertices (first repeated last). */
bool pb_ring_contains(const double *x, const double *y, size_t n, double at_x, double at_y);

#endif
