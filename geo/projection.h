/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Coordinates from one EPSG system into another through PROJ, always x = easting or longitude,
 * y = northing or latitude (degrees), whatever order the authority lists.
 *
 * RT 90 2.5 gon V (EPSG:3021) is reached by Lantmäteriet's direct projection on GRS 80 (longitude
 * 15.806284529, scale 1.00000561024, false northing -667.711 m, false easting 1500064.274 m), which
 * fits the national transformation better than the seven-parameter one that PROJ would choose (they
 * differ by up to 0.35 m). The Swedish planes are projected from their parameters, WGS 84 and
 * SWEREF 99 being one; only other systems start PROJ's database. No grid is fetched from the
 * network, so every computer gives the same.
 *
 * A projection belongs to one thread; make one for each. Between equal systems nothing is started
 * and nothing is changed.
 */
#ifndef PB_GEO_PROJECTION_H
#define PB_GEO_PROJECTION_H

#include "geo/layer.h"

typedef struct pb_projection pb_projection;

/** NULL with PB_ERROR_INPUT when a code does not exist or the two cannot be connected. */
pb_projection *pb_projection_new(int from_epsg, int to_epsg, GError **error);
void pb_projection_free(pb_projection *projection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_projection, pb_projection_free)

/** Transform one point in place; false, and unchanged, where the projection is not defined. */
bool pb_projection_point(const pb_projection *projection, double *x, double *y);
/** Transform n points in place. False with PB_ERROR_INPUT, naming the point, when one lies where
 * the projection is not defined; the arrays are then unchanged up to that point only. */
bool pb_projection_apply(const pb_projection *projection, double *x, double *y, size_t n,
                         GError **error);

/** Move a whole layer to another system; boxes follow. */
bool pb_layer_project(pb_layer *layer, int to_epsg, GError **error);

#endif
