/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Reads one table of a fixed form: those of data/reference/, and those that a project adds in the
 * same form. Whatever is wrong in it is an error with file and line. Internal to io/. */
#ifndef PB_IO_REFERENCE_TABLE_H
#define PB_IO_REFERENCE_TABLE_H

#include "io/csv_reader.h"

/** A table being read. */
typedef struct pb_reference_table {
  const char *const *headers; /**< exactly these, in this order; NULL-terminated */
  /** Called for each row; returns a sentence when it is wrong, or NULL. */
  const char *(*on_row)(struct pb_reference_table *table, const pb_cell *cells);
  GArray *rows;
  void *extra;

  /** @name Set while it is read @{ */
  const char *shown; /**< in messages */
  bool of_project;   /**< not one of the program's own */
  size_t line;       /**< of the row */
  GError *error;     /**< the first */
  /** @} */
} pb_reference_table;

/** Read DATA_DIR/reference/FILE_NAME: UTF-8 with semicolons. PB_ERROR_INPUT. */
bool pb_reference_table_read(const char *data_dir, const char *file_name, pb_reference_table *table,
                             GError **error);
/** Read a table of a project, whose dialect is found; `shown` is its path in messages. */
bool pb_reference_table_read_own(const char *path, const char *shown, pb_reference_table *table,
                                 GError **error);
/** The row is wrong: for sentences that on_row makes itself. */
void pb_reference_table_fail(pb_reference_table *table, const char *sentence);
/** A cell as a text of its own. g_free. */
char *pb_reference_copy(const pb_cell *cell);

#endif
