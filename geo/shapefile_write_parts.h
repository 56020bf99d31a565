/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The files of a shapefile as bytes, one function a file. Inside geo/ only. */
#ifndef PB_GEO_SHAPEFILE_WRITE_PARTS_H
#define PB_GEO_SHAPEFILE_WRITE_PARTS_H

#include "geo/layer.h"

/** Both files of the geometry. `path` is for messages. False with PB_ERROR_OUTPUT. */
bool pb_shapes_to_bytes(const pb_layer *layer, const char *path, GByteArray *shp, GByteArray *shx,
                        GError **error);

/** The table of attributes; NULL with PB_ERROR_OUTPUT. */
GByteArray *pb_attributes_to_dbase(const pb_layer *layer, const char *path, GError **error);

#endif
