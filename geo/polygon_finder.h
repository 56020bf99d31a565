/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Which polygon of a layer a point lies in, for millions of points.
 *
 * A raster over the layer remembers the answer wherever no edge passes through a cell, which is
 * nearly everywhere. For the other cells it keeps which polygons can hold a point there, and of
 * each the edges at the height of the cell's row: only these can cross a ray towards larger x. The
 * answers are exactly those of pb_spatial_index_find_polygon: the first polygon that contains the
 * point by the edge rule of point_in_polygon.h.
 *
 * Building costs about the length of the boundaries in cells; a point some ten nanoseconds.
 */
#ifndef PB_GEO_POLYGON_FINDER_H
#define PB_GEO_POLYGON_FINDER_H

#include "geo/layer.h"

typedef struct pb_polygon_finder pb_polygon_finder;

/** Of a polygon layer (not kept) below 2^30 features; coordinates in any unit. NULL with
 * PB_ERROR_MEMORY. Read-only after it is made: threads share it. */
pb_polygon_finder *pb_polygon_finder_new(const pb_layer *layer, GError **error);
void pb_polygon_finder_free(pb_polygon_finder *finder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_polygon_finder, pb_polygon_finder_free)

/** The first feature that contains the point, or -1 (also when a coordinate is not finite). */
int pb_polygon_finder_at(const pb_polygon_finder *finder, double x, double y);

#endif
