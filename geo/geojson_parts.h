/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The pieces of writing GeoJSON, one file each. Inside geo/ only. */
#ifndef PB_GEO_GEOJSON_PARTS_H
#define PB_GEO_GEOJSON_PARTS_H

#include "geo/layer.h"

/** An array of positions, in degrees already. */
void pb_geojson_put_positions(GString *to, const double *x, const double *y, size_t n,
                              bool backwards);

/** The geometry of the rings of one polygon: ring r has the vertices first[r] .. first[r+1]-1, in
 * degrees that are rounded already. */
void pb_geojson_put_polygon(GString *to, const uint32_t *first, size_t n_rings, const double *x,
                            const double *y);

/** A layer's attributes with what every row needs again: quoted names, texts and kinds. */
typedef struct pb_geojson_columns pb_geojson_columns;
pb_geojson_columns *pb_geojson_columns_new(const pb_layer *layer); /**< the layer must outlive it */
void pb_geojson_columns_free(pb_geojson_columns *columns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_geojson_columns, pb_geojson_columns_free)
/** {"name":value, …} of one row. */
void pb_geojson_put_properties(GString *to, const pb_geojson_columns *columns, size_t row);

#endif
