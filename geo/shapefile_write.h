/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A layer as a shapefile for GIS programs: .shp, .shx, .dbf, .prj (ESRI's WKT of the layer's
 * system) and .cpg (UTF-8). Every file appears whole or not at all, the .shp last, so that who
 * finds it finds the others. The same layer gives the same bytes: the table's date is always
 * 2000-01-01.
 *
 * Geometry: points (multipoints when a feature has several), lines, polygons with outer rings
 * clockwise as the layer has them; a feature without geometry is a null shape. Coordinates are in
 * the layer's own system.
 *
 * Attributes keep their order. The format has short names: pb_layer_field_names tells what each is
 * called. Types:
 *
 *     whole numbers          N, as wide as the widest
 *     numbers                N with as many decimals as 15 significant digits need (at least one);
 *                            where that takes more than 20 characters F with an exponent
 *     texts                  C, at most 254 bytes of UTF-8; blanks around a text are lost, and an
 *                            empty text is the same as a missing one
 *     dates (TIME, all at midnight)   D; other times as texts "2024-05-01 14:30:00"
 *     periods                C, "2024K2"
 *     layer->logical         L
 *
 * A missing value is blank ("?" in L). A layer without attributes gets one, "id", since the format
 * needs it. pb_shapefile_read gives the same layer back, but for what stands above.
 */
#ifndef PB_GEO_SHAPEFILE_WRITE_H
#define PB_GEO_SHAPEFILE_WRITE_H

#include "geo/layer.h"

/** PB_ERROR_OUTPUT when a file cannot be written or the layer is more than the format holds (a text
 * longer than 254 bytes, more than 255 attributes, 2 GB), PB_ERROR_INPUT when EPSG has no system
 * layer->epsg. The folder must exist. */
bool pb_layer_write_shapefile(const pb_layer *layer, const char *path_without_extension,
                              GError **error);

/** What the attributes are called in the shapefile: at most ten letters, digits and underscores of
 * ASCII, the first a letter, all different whatever the case. Names that are so already stay.
 * NULL-terminated, one an attribute; g_strfreev. */
char **pb_layer_field_names(const pb_layer *layer);

#endif
