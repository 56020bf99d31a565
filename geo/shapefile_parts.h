/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The steps of reading a shapefile, one file each. Inside geo/ only. */
#ifndef PB_GEO_SHAPEFILE_PARTS_H
#define PB_GEO_SHAPEFILE_PARTS_H

#include <shapefil.h>

#include "geo/shapefile.h"

/** Are the three files whole, of their kind, and made for each other? shapelib trusts more than it
 * should, so this comes first. */
bool pb_shapefile_check(const pb_shapefile_contents *contents, GError **error);

/** A layer with geometry and boxes, without attributes. */
pb_layer *pb_shapefile_geometry(SHPHandle shapes, const pb_shapefile_contents *contents,
                                GError **error);

/** The table, texts decoded; adds a note when the given encoding does not fit. *used is the
 * encoding's name: g_free. */
pb_table *pb_shapefile_attributes(DBFHandle table, const pb_shapefile_contents *contents,
                                  const char *encoding, char **used, GPtrArray *notes,
                                  GError **error);

#endif
