/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A table of counts with named rows and columns, made from a long one (row, column, count): equal
 * pairs are summed, and labels are sorted (as numbers where both are), so that the order of the
 * input does not matter. */
#ifndef PB_ENGINE_STATS_CROSS_TABLE_H
#define PB_ENGINE_STATS_CROSS_TABLE_H

#include "engine/column.h"

typedef struct {
  GPtrArray *rows, *columns; /**< labels, owned */
  int64_t *count;            /**< cell row * columns->len + column */
  size_t n_used, n_missing;  /**< rows of the input */
  size_t n_merged;           /**< rows put together by pb_cross_table_merge */
} pb_cross_table;

/** `row` and `column` are STRING columns of one length; `count` (whole numbers >= 0) NULL: each row
 * is one event. Free with pb_cross_table_free. */
pb_cross_table *pb_cross_table_new(const pb_column *row, const pb_column *column,
                                   const pb_column *count);
/** Put the rows whose least expected count is below `least` together in one last row, "merged",
 * with the smallest other row if it is still below. */
void pb_cross_table_merge(pb_cross_table *table, double least);
void pb_cross_table_free(pb_cross_table *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_cross_table, pb_cross_table_free)

#endif
