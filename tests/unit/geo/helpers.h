/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Layers and small shapefiles made by the tests of this folder. */
#ifndef PB_TESTS_GEO_HELPERS_H
#define PB_TESTS_GEO_HELPERS_H

#include <shapefil.h>

#include "geo/layer.h"

/** A polygon layer in EPSG:3006. Rings are "x y, x y, …" closed or not; a feature's rings are split
 * by ";". NULL-terminated list of features. */
pb_layer *layer_of(const char *feature, ...) G_GNUC_NULL_TERMINATED;
/** One more feature. */
void layer_add(pb_layer *layer, const char *feature);
/** Holes, parts and a shared boundary: the polygons A, B, C of the synthetic test data. */
pb_layer *synthetic_layer(void);

/** Rows of a plain CSV of the data folder, without its header; each a char ** (g_strfreev). */
GPtrArray *rows_of(const char *name);
/** Path of a file of the data folder. g_free. */
char *data_path(const char *name);

/** A folder for one test; folder_remove deletes it with its files. */
char *folder_new(void);
void folder_remove(char *folder);
void copy_file(const char *from, const char *to, gssize length);

/** A new shapefile with the attributes kod (C), namn (C), antal (N) and andel (N with decimals),
 * to be filled with shapelib. */
typedef struct {
  char *path; /* without extension */
  SHPHandle shapes;
  DBFHandle table;
} shapefile_writer;
shapefile_writer shapefile_begin(const char *folder, const char *name, int type);
void shapefile_add(shapefile_writer *writer, int type, const int *parts, int n_parts,
                   const double *x, const double *y, int n, const char *code, const char *label,
                   int number, double share);
/** Closes; the returned path ends in .shp: g_free. */
char *shapefile_end(shapefile_writer *writer);

#endif
