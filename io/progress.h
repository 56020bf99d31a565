/* SPDX-License-Identifier: GPL-3.0-or-later */
/** How far reading has come: told by the reader after every piece, shown by whoever wants to. */
#ifndef PB_IO_PROGRESS_H
#define PB_IO_PROGRESS_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
  const char *path;     /**< the file being read, as in the project; NULL before the first */
  uint64_t bytes_done;  /**< a table is read twice: to understand it, and for its rows */
  uint64_t bytes_total; /**< both readings of all files */
  uint64_t rows;        /**< handed over so far, of all files */
} pb_progress;

typedef struct {
  /** Called after every piece (PB_PIECE_BYTES of io/byte_source.h). */
  void (*on_progress)(const pb_progress *progress, void *data);
  void *data;
  pb_progress now; /**< kept by the reader; all zero at the start */
} pb_watch;

#endif
