/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * CSV records from UTF-8 text, on libcsv in strict mode, with the line each record begins on.
 *
 * Text is pushed in, in pieces of any size; every finished record is handed to a callback. Lines
 * end with LF, CRLF or a lone CR, inside quotes as well as outside. Blank lines are skipped
 * (counted as lines). Blanks around an unquoted cell are removed, quoted cells stay as they are.
 *
 * Two things can be wrong with a text. A record can be bad in itself (a quotation mark in the
 * middle of a cell, a NUL byte, a cell over the size limit): it is handed over with `fault` set and
 * reading goes on with the next line. Or a quotation mark is opened and not closed on its line, and
 * what follows cannot be told apart from text in quotes: reading stops with an error that names the
 * line where the quotation mark opened. Records handed over before stay valid.
 */
#ifndef PB_IO_CSV_READER_H
#define PB_IO_CSV_READER_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/** A cell; NUL-terminated as well, valid during the callback only. */
typedef struct {
  const char *text;
  size_t length;
} pb_cell;

typedef enum {
  PB_CSV_FINE,
  PB_CSV_STRAY_QUOTE, /**< a quotation mark inside an unquoted cell, or text after a closing one */
  PB_CSV_NUL,         /**< a NUL byte in a cell */
} pb_csv_fault;

typedef struct {
  size_t line;      /**< 1-based line that the record begins on */
  size_t last_line; /**< that it ends on */
  const pb_cell *cells;
  size_t n_cells; /**< 0 when `fault` is a stray quote */
  pb_csv_fault fault;
  size_t fault_column; /**< 1-based character on fault_line */
  size_t fault_line;
} pb_record;

/** Largest cell, bytes; a larger one means an unclosed quotation mark. */
#define PB_CSV_MAX_CELL (1024 * 1024)
/** Largest record, bytes: memory stays bounded whatever the file is. */
#define PB_CSV_MAX_RECORD (4 * PB_CSV_MAX_CELL)

/** Return false to stop reading (not an error). */
typedef bool (*pb_record_func)(const pb_record *record, void *data);

typedef struct pb_csv_reader pb_csv_reader;

/** `name` is the file in messages. Free with pb_csv_reader_free. */
pb_csv_reader *pb_csv_reader_new(const char *name, char delimiter, char quote,
                                 pb_record_func on_record, void *data);
void pb_csv_reader_free(pb_csv_reader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_csv_reader, pb_csv_reader_free)

/** For tests: give every line to libcsv, not only those with quotation marks. */
void pb_csv_reader_use_only_libcsv(pb_csv_reader *reader);

/** Push a piece of text. False with PB_ERROR_INPUT ("FILE:LINE:COLUMN: …"); after that the reader
 * takes no more. */
bool pb_csv_reader_feed(pb_csv_reader *reader, const char *text, size_t n, GError **error);
/** The text is at its end: hands over the last record, which needs no line end. */
bool pb_csv_reader_finish(pb_csv_reader *reader, GError **error);
/** Where and why reading failed; the sentence has no place in it and is borrowed. */
typedef struct {
  size_t line, column;
  const char *sentence;
} pb_csv_failure;
pb_csv_failure pb_csv_reader_failure(const pb_csv_reader *reader);
/** True when the callback asked to stop. */
bool pb_csv_reader_stopped(const pb_csv_reader *reader);

/** All of a text at once. */
bool pb_csv_read(const char *name, const char *text, size_t n, char delimiter, char quote,
                 pb_record_func on_record, void *data, GError **error);

#endif
