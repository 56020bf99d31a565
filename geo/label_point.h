/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Where to put a text inside a polygon: the point farthest from every edge (the pole of
 * inaccessibility), found by dividing squares as long as one could still hold a better point
 * (the idea of Garcia-Castellanos & Lombardo 2007, refined to a guaranteed precision by a
 * best-first quadtree search).
 */
#ifndef PB_GEO_LABEL_POINT_H
#define PB_GEO_LABEL_POINT_H

#include "geo/layer.h"

typedef struct {
  double x, y;
  double distance_m; /**< to the nearest edge, at most `precision_m` below the best possible */
} pb_label_point;

/** False when the feature has no area. `precision_m` > 0. Thread-safe. */
bool pb_label_point_find(const pb_layer *layer, size_t feature, double precision_m,
                         pb_label_point *point);

#endif
