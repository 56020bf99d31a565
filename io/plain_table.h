/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Any CSV, or a sheet of a workbook (.xlsx), as a table: dialect from the bytes, column types from
 * the cells. Input of `stat` and of `table`.
 *
 * A column is INT64 when every present cell is a whole number, else DOUBLE when every one is a
 * number, TIME when every one is a date with a time of day, else STRING. Cells with a leading zero
 * ("0114") are codes, hence STRING. Missing marks are missing in every type.
 */
#ifndef PB_IO_PLAIN_TABLE_H
#define PB_IO_PLAIN_TABLE_H

#include "engine/diagnostics.h"
#include "engine/table.h"
#include "io/dialect.h"

/** What the caller knows better than the bytes; all zero: detect everything. */
typedef struct {
  pb_dialect_override dialect;
  const char *const *missing; /**< marks of a missing value, NULL-terminated; NULL: the usual */
  bool strict; /**< a row with too few or too many fields or a stray quote is an error */
} pb_plain_options;

/**
 * Read a file. Column names are the headers ("column 3" where empty, "x (2)" where repeated).
 *
 * Footnotes below the table and repeated headers are left out and noted in `diagnostics`. Rows that
 * are no rows of the table are listed there as well; where `diagnostics` is NULL, or `options` are
 * strict, such a row is an error. `dialect` (may be NULL) gets the printable dialect, g_free.
 * `options` may be NULL. NULL with PB_ERROR_INPUT for a missing or empty file, one without rows, or
 * a quotation mark that is never closed. Free with pb_table_free.
 */
pb_table *pb_plain_table_read(const char *path, const pb_plain_options *options,
                              pb_diagnostics *diagnostics, char **dialect, GError **error);
/** The same from bytes; `name` is used in messages. */
pb_table *pb_plain_table_parse(const char *name, const void *bytes, size_t n,
                               const pb_plain_options *options, pb_diagnostics *diagnostics,
                               char **dialect, GError **error);

#endif
