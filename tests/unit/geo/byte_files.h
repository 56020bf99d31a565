/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Shapefiles made byte by byte, so that tests can make what no program writes. */
#ifndef PB_TESTS_GEO_BYTE_FILES_H
#define PB_TESTS_GEO_BYTE_FILES_H

#include "geo/shapefile.h"

/** The three files while they are made. */
typedef struct {
  GByteArray *shp, *shx, *dbf;
} byte_files;

/** Files of one kind of shape (1 point, 3 line, 5 polygon, 8 multipoint, +10 Z, +20 M) without
 * records, and a table with the field "id" N4. */
byte_files byte_files_new(int kind);
void byte_files_clear(byte_files *files);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(byte_files, byte_files_clear)

/** One more shape: its content in words, "i5" a 32-bit number, "d1.5" a double, "nan", "inf". A row
 * goes with it. */
void byte_files_add(byte_files *files, const char *content);
/** A polygon or line from rings "x y, x y; x y, …" as they stand. */
void byte_files_add_parts(byte_files *files, int kind, const char *parts);
/** Replace the table: fields "name C10, n N6.2, day D8"; rows as they stand in the file after the
 * mark, whose first letter is ' ' or '*', padded with blanks. NULL-terminated. */
void byte_files_table(byte_files *files, int language_id, const char *fields,
                      ...) G_GNUC_NULL_TERMINATED;

void put_little_at(GByteArray *bytes, size_t at, guint32 value);
void put_big_at(GByteArray *bytes, size_t at, guint32 value);

/** Read them, EPSG:3006 and named "lager"; cpg may be NULL. */
pb_layer *byte_files_read(const byte_files *files, const char *cpg, GError **error);
/** The same, which must succeed. */
pb_layer *byte_files_layer(const byte_files *files, const char *cpg);
/** Is there a note of the layer that contains the words? */
bool has_note(const pb_layer *layer, const char *words);

#endif
