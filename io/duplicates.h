/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Rows about the same thing. The first row of a key is compared with every later one: rows that
 * agree are repetitions; when any disagrees, none of them can be chosen.
 */
#ifndef PB_IO_DUPLICATES_H
#define PB_IO_DUPLICATES_H

#include "io/gathered.h"

typedef enum {
  PB_JOIN_FIRST,        /**< the only row of its key, or the one that stands for all */
  PB_JOIN_AGREES,       /**< repeats an earlier row */
  PB_JOIN_CONTRADICTED, /**< some row of its key disagrees */
} pb_join_fate;

typedef struct {
  uint8_t fate;   /**< pb_join_fate */
  uint32_t other; /**< AGREES: the first row; CONTRADICTED: a row that disagrees */
} pb_join;

/** True when two rows of one key say the same. May complete `first` from `other`. */
typedef bool (*pb_rows_agree)(void *first, const void *other);

/** Rows by number, wherever they are kept. */
typedef struct {
  size_t n;
  void *data;
  uint64_t (*key)(const void *data, size_t row);         /**< 0: the row stands for itself */
  bool (*agree)(void *data, size_t first, size_t other); /**< as pb_rows_agree */
} pb_keyed_rows;

/** Compare rows of one key. One pb_join a row; g_free. */
pb_join *pb_find_duplicates_keyed(const pb_keyed_rows *rows);
/** Compare the rows of an array whose elements begin with pb_row_origin; rows with key 0 stand for
 * themselves. One pb_join a row; g_free. */
pb_join *pb_find_duplicates(GArray *rows, pb_rows_agree agree);

#endif
