/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The reference tables of data/reference/: municipalities, crime types, problem areas, series
 * breaks and the headers that are recognised. Semicolon-separated UTF-8 with fixed headers; a table
 * that breaks its form is an error with file and line, since everything rests on it.
 */
#ifndef PB_IO_REFERENCE_H
#define PB_IO_REFERENCE_H

#include "engine/dataset.h"
#include "io/roles.h"

/** Names of the files in reference/, NULL-terminated, in the order they are read. */
extern const char *const pb_reference_files[];

/** Fill municipalities, types, areas and breaks of an empty dataset from DATA_DIR/reference/.
 * PB_ERROR_INPUT. */
bool pb_reference_load(const char *data_dir, pb_dataset *dataset, GError **error);
/** Put the municipalities of a project's own table, of the same form, in place of those of a
 * dataset; `shown` is its path in messages. PB_ERROR_INPUT. */
bool pb_reference_load_own_municipalities(const char *path, const char *shown, pb_dataset *dataset,
                                          GError **error);
/** Load the table of known headers. Free with pb_known_headers_free. */
pb_known_headers *pb_reference_load_headers(const char *data_dir, GError **error);

#endif
