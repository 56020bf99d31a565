/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A CSV file, or a sheet of a workbook, as a header and rows of that width. Title lines are passed
 * over; a header of several rows is joined to one; rows that cannot be rows of the table (too few
 * or too many fields, a stray quotation mark, a NUL byte) are handed over as bad with a reason,
 * never lost.
 *
 * A footnote is a line that is not as wide as the table, or has text in its first cell only, and
 * begins as notes do ("Källa:", "Anm.", "1)", "*") or is a sentence of several words; also what
 * follows on a footnote. A row may be short by columns that have no header.
 */
#ifndef PB_IO_TABLE_READER_H
#define PB_IO_TABLE_READER_H

#include "io/csv_reader.h"
#include "io/text_file.h"

/** A row that is no row of the table. `reason` is a constant code, `message` a sentence. */
typedef struct {
  size_t line, column; /**< column: character, 0 when it is the whole row */
  const char *reason;
  const char *message;
} pb_bad_row;

typedef struct {
  /** Called once. False with an error stops the reading. May be NULL. */
  bool (*on_header)(const char *const *headers, size_t n, size_t line, void *data, GError **error);
  /** Called for each row; `record` has at least as many cells as the header. */
  void (*on_row)(const pb_record *record, void *data);
  void (*on_bad_row)(const pb_bad_row *bad, void *data);
  /** What is no row of the table and no fault either: a footnote below it ("footnote"), the header
   * once more ("repeated-header"). NULL: a bad row. */
  void (*on_aside)(const pb_bad_row *aside, void *data);
} pb_table_handler;

typedef enum {
  PB_READ_WHOLE,
  PB_READ_IN_PART, /**< a quotation mark was never closed: `bad` says where; rows before it were
                      handed over */
  PB_READ_FAILED,  /**< `error` is set: by on_header, or because nothing could be read */
} pb_read_outcome;

/** Read a file. A file with a header and nothing below it fails with PB_ERROR_INPUT. When reading
 * ends early, on_bad_row is told the place and the outcome is PB_READ_IN_PART; when that happens
 * before the first row it fails. */
pb_read_outcome pb_table_read(const pb_text_file *file, const pb_table_handler *handler, void *data,
                              GError **error);

#endif
