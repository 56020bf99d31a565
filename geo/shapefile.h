/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Reads a shapefile (.shp, .shx and .dbf, with .prj and .cpg when they are there) through shapelib
 * into a pb_layer: points, multipoints, lines and polygons, several parts and holes, null shapes; Z
 * and M values are left out with a note. Multipatches are refused. A row marked as deleted is left
 * out with its shape.
 *
 * Rings are closed and turned (rings.h), parted where they touch themselves (ring_split.h), and
 * left out when they have fewer than three different vertices or no area; vertices that repeat the
 * one before are left out. Each of these leaves a note with how many.
 *
 * Attributes: N without decimals becomes INT64 when every value is whole, other N and F DOUBLE,
 * D TIME (midnight), L INT64 0 or 1 with layer->logical, C STRING; other types are not read, with a
 * note. Empty cells are missing; so are values that are not of their type, with a note. Texts
 * become UTF-8 from, in this order, the caller's encoding, the .cpg, the language id of the table,
 * or the evidence of the bytes (UTF-8 when all are valid UTF-8, else Latin-1, MS-DOS's code page
 * 850 when that gives Swedish letters, or Windows-1252 when bytes occur that only it has). What the
 * files say and the texts contradict is not believed, with a note.
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
