/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A plain table of counts (row, column, count) with its margins as a problem of disclosure
 * control, and the columns that the results of such statistics begin with. */
#ifndef PB_ENGINE_STATS_COUNT_TABLE_H
#define PB_ENGINE_STATS_COUNT_TABLE_H

#include "engine/disclosure/table.h"
#include "engine/statistic.h"
#include "engine/stats/cross_table.h"
#include "engine/text.h"

/** "row", "column"; to be written into a list of inputs. */
#define PB_COUNT_TABLE_INPUTS                                                                      \
  {"row", PB_TYPE_STRING, true, N_("label of the row")}, {                                         \
    "column", PB_TYPE_STRING, true, N_("label of the column")                                      \
  }
/** Cells with margins that a table may have. */
#define PB_COUNT_TABLE_MAX 20000

typedef struct {
  pb_cross_table *table;
  pb_disclosure_problem *problem; /**< cell i of the problem is entry i of the table with margins */
  size_t n;                       /**< (rows + 1) x (columns + 1); the last of each is the total */
} pb_count_table;

/** Read and check. False with PB_ERROR_STATISTIC. With `reason` set (an N_() sentence) there is no
 * table: nothing to count, or too much. Clear with pb_count_table_clear. */
bool pb_count_table_read(const pb_table *input, pb_count_table *counts, const char **reason,
                         GError **error);
void pb_count_table_clear(pb_count_table *counts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(pb_count_table, pb_count_table_clear)

/** The columns row, column (missing in totals) and total (1 in totals), one row a cell, and how
 * many rows of the input were used. */
void pb_count_table_put(const pb_count_table *counts, pb_result *result);

#endif
