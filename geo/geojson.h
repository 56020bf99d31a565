/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A layer as GeoJSON (RFC 7946): one FeatureCollection, a feature a line, in the layer's order.
 *
 * Coordinates are longitude and latitude in WGS 84 with at most seven decimals (about a
 * centimetre), projected from whatever the layer is in. Outer rings run counter-clockwise and stand
 * before their holes, which run clockwise; a feature with several outer rings is a MultiPolygon,
 * with several lines a MultiLineString, with several points a MultiPoint. A feature without
 * geometry has null, so has a missing value. Attributes are numbers, texts, true and false, dates
 * "2024-05-01" (times "2024-05-01T14:30:00" where an attribute has any that is not midnight) and
 * periods "2024K2"; they keep their names and order.
 *
 * "bbox" is there unless no feature has a geometry. Beside the members of the standard stand
 * "name" (where given), "source_crs" (what the coordinates were projected from) and "notes" (the
 * layer's).
 */
#ifndef PB_GEO_GEOJSON_H
#define PB_GEO_GEOJSON_H

#include "geo/layer.h"

/** The text with a line end; `name` may be NULL. Free with g_string_free. NULL with PB_ERROR_INPUT
 * when a point has no place in WGS 84. */
GString *pb_layer_to_geojson(const pb_layer *layer, const char *name, GError **error);

/** The same into a file that appears whole or not at all, named after it; PB_ERROR_OUTPUT when it
 * cannot be written. */
bool pb_layer_write_geojson(const pb_layer *layer, const char *path, GError **error);

#endif
