/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The folder gis/ of a report: hot cells and places for QGIS and ArcGIS. */
#ifndef PB_CLI_GIS_FILES_H
#define PB_CLI_GIS_FILES_H

#include "plots/context.h"

/** Does the analysis hold places to hand over? The public version holds none. */
bool pb_gis_has_places(const pb_context *context);
/** Write platser.* and, in the internal version, rutor.* (shapefile and GeoJSON) and attribut.csv,
 * which says what each attribute is, into an existing folder. Each file appears whole or not at
 * all. */
bool pb_gis_write(const pb_context *context, const char *folder, GError **error);

#endif
