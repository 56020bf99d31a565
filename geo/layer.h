/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A vector layer: features of one geometry kind with typed attributes.
 *
 * Coordinates are struct-of-arrays: feature f has the parts part_first[f] .. part_first[f+1]-1,
 * part p the vertices vertex_first[p] .. vertex_first[p+1]-1. A polygon's parts are its rings,
 * closed (first vertex repeated), outer rings clockwise and holes counter-clockwise as in the
 * shapefile format; inside is decided by the even-odd rule over all rings. A null geometry has no
 * parts.
 */
#ifndef PB_GEO_LAYER_H
#define PB_GEO_LAYER_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/table.h"

typedef enum { PB_GEOMETRY_POINT, PB_GEOMETRY_LINE, PB_GEOMETRY_POLYGON } pb_geometry;

typedef struct {
  double min_x, min_y, max_x, max_y;
} pb_box;

typedef struct {
  pb_geometry geometry;
  int epsg; /**< 3006: SWEREF 99 TM, x = easting and y = northing in metres */
  size_t n_features, n_parts, n_vertices;
  uint32_t *part_first;   /**< n_features + 1 */
  uint32_t *vertex_first; /**< n_parts + 1 */
  double *x, *y;          /**< n_vertices */
  pb_box *box;            /**< n_features; min > max for a null geometry */
  pb_table *attributes;   /**< one row a feature */
} pb_layer;

void pb_layer_free(pb_layer *layer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_layer, pb_layer_free)

#endif
