/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * shapelib on bytes in memory: the whole of a shapefile is read first and shapelib is then given
 * these hooks, so that a file that changes or vanishes meanwhile cannot disturb it, nothing is
 * printed on standard error, and tests and fuzzers need no files. Inside geo/ only.
 */
#ifndef PB_GEO_SHAPEFILE_MEMORY_H
#define PB_GEO_SHAPEFILE_MEMORY_H

#include <glib.h>
#include <shapefil.h>

/** The three files that belong together. Borrowed. */
typedef struct {
  GBytes *shp, *shx, *dbf;
} pb_shapefile_bytes;

/** Opens for reading; NULL when shapelib refuses. `bytes` must outlive the handle. Thread-safe. */
SHPHandle pb_shapefile_open_shapes(const pb_shapefile_bytes *bytes);
DBFHandle pb_shapefile_open_table(const pb_shapefile_bytes *bytes);

#endif
