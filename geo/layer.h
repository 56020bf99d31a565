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

/** How a layer's projection was found. */
typedef enum {
  PB_CRS_UNKNOWN,   /**< nothing to find it from: the layer is empty */
  PB_CRS_GIVEN,     /**< the project says */
  PB_CRS_FROM_FILE, /**< the .prj says */
  PB_CRS_GUESSED,   /**< from where the coordinates lie */
} pb_crs_origin;

typedef struct {
  double min_x, min_y, max_x, max_y;
} pb_box;

typedef struct {
  pb_geometry geometry;
  int epsg;                 /**< 3006: SWEREF 99 TM, x = easting and y = northing in metres */
  pb_crs_origin crs_origin; /**< of the file's */
  size_t n_features, n_parts, n_vertices;
  uint32_t *part_first;   /**< n_features + 1 */
  uint32_t *vertex_first; /**< n_parts + 1 */
  double *x, *y;          /**< n_vertices */
  pb_box *box;            /**< n_features; min > max for a null geometry */
  pb_table *attributes;   /**< one row a feature; dates are of type TIME at midnight */
  bool *logical;          /**< by attribute: 0 and 1 mean false and true; NULL: none does */
  char *encoding;         /**< of the attribute texts as they were read: "ISO-8859-1" */
  GPtrArray *notes;       /**< sentences (char *) on what had to be guessed or repaired */
} pb_layer;

/** A layer without features, with its counts and arrays still to be filled. */
pb_layer *pb_layer_new(pb_geometry geometry);

void pb_layer_free(pb_layer *layer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_layer, pb_layer_free)

/** Compute every feature's box anew from its vertices. */
void pb_layer_update_boxes(pb_layer *layer);
/** The box of all features; min > max when none has a geometry. */
pb_box pb_layer_bounds(const pb_layer *layer);

/** A box that contains nothing; pb_box_add makes it grow. */
pb_box pb_box_empty(void);
bool pb_box_is_empty(pb_box box);
void pb_box_add(pb_box *box, double x, double y);
void pb_box_add_box(pb_box *box, pb_box other); /**< an empty `other` adds nothing */
/** Edges count as inside; an empty box meets nothing. */
bool pb_box_meets(pb_box a, pb_box b);

#endif
