/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Reads a shapefile (.shp, .shx and .dbf, with .prj and .cpg when they are there) through shapelib
 * into a pb_layer: points, multipoints, lines and polygons, several parts and holes, null shapes; Z
 * and M values are left out. Multipatches are refused.
 *
 * Attributes: N without decimals becomes INT64, other N and F DOUBLE, everything else STRING; empty
 * cells are missing. Texts become UTF-8 from, in this order, the caller's encoding, the .cpg, the
 * language id of the table, or the evidence of the bytes (UTF-8 when all are valid UTF-8, else
 * Latin-1, or Windows-1252 when bytes occur that only it has).
 *
 * The projection is the caller's EPSG code, else the .prj, else a guess from the coordinates that
 * leaves a note. Coordinates stay as they are; pb_layer_project (projection.h) changes them.
 *
 * Errors: PB_ERROR_INPUT, a sentence that names the file and what to do, for a file that is
 * missing, cut off, no shapefile, or does not fit the others; PB_ERROR_MEMORY. Nothing is printed.
 * Thread-safe.
 */
#ifndef PB_GEO_SHAPEFILE_H
#define PB_GEO_SHAPEFILE_H

#include "geo/layer.h"

/** What the caller knows; zero fields mean: find out. */
typedef struct {
  int epsg;
  const char *encoding; /**< a name that iconv knows: "windows-1252" */
} pb_shapefile_options;

/** `path` with or without .shp; `options` may be NULL. Free with pb_layer_free. */
pb_layer *pb_shapefile_read(const char *path, const pb_shapefile_options *options, GError **error);

/** The contents of the files of one shapefile. */
typedef struct {
  const char *name; /**< for messages: path without extension */
  GBytes *shp, *shx, *dbf;
  const char *prj, *cpg; /**< NULL: no such file */
} pb_shapefile_contents;

/** The same from memory. */
pb_layer *pb_shapefile_parse(const pb_shapefile_contents *contents,
                             const pb_shapefile_options *options, GError **error);

#endif
