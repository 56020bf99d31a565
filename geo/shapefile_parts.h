/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The steps of reading a shapefile, one file each. Inside geo/ only. */
#ifndef PB_GEO_SHAPEFILE_PARTS_H
#define PB_GEO_SHAPEFILE_PARTS_H

#include <shapefil.h>

#include "geo/shapefile.h"

/** Are the three files whole, of their kind, and made for each other? shapelib trusts more than it
 * should, so this comes first. */
bool pb_shapefile_check(const pb_shapefile_contents *contents, GError **error);

/** The rows of the table that are not marked as deleted, as an array of uint32_t. A deleted row's
 * shape is deleted with it. After the check. */
GArray *pb_shapefile_rows(const pb_shapefile_contents *contents);

/** A layer with geometry and boxes of those rows, without attributes. */
pb_layer *pb_shapefile_geometry(SHPHandle shapes, const pb_shapefile_contents *contents,
                                const uint32_t *rows, size_t n_rows, GError **error);

/** The encoding of the texts of the table: iconv's name, g_free. Adds a note when what the files
 * say does not fit. NULL with PB_ERROR_INPUT when the caller's word `wanted` does not. */
char *pb_shapefile_encoding(DBFHandle table, const pb_shapefile_contents *contents,
                            const char *wanted, GPtrArray *notes, GError **error);

/** Fill the layer's attributes with those rows, texts decoded from layer->encoding. */
void pb_shapefile_attributes(DBFHandle table, const pb_shapefile_contents *contents,
                             const uint32_t *rows, pb_layer *layer);

#endif
