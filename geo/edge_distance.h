/* SPDX-License-Identifier: GPL-3.0-or-later */
/** How far a point is from the boundary of a polygon. */
#ifndef PB_GEO_EDGE_DISTANCE_H
#define PB_GEO_EDGE_DISTANCE_H

#include "geo/layer.h"

/** To the nearest edge of any ring, inside and outside alike; INFINITY without geometry. Unit of
 * the layer. Thread-safe. */
double pb_edge_distance(const pb_layer *layer, size_t feature, double x, double y);

#endif
