/* SPDX-License-Identifier: GPL-3.0-or-later */
/** How the statistics read and check their input columns. */
#ifndef PB_ENGINE_STATS_INPUT_H
#define PB_ENGINE_STATS_INPUT_H

#include "engine/statistic.h"

/** The column of each input, in their order; NULL where the table lacks it. */
void pb_input_find(const pb_table *table, const pb_input *inputs, size_t n,
                   const pb_column **columns);
/** A row of several columns is complete when none of those that exist (non-NULL) is missing there.
 */
bool pb_input_complete(const pb_column *const *columns, size_t n, size_t row);
/** The value, or `fallback` when the column does not exist. */
double pb_input_or(const pb_column *column, size_t row, double fallback);
/** Whole number >= 0 in every present row; a NULL column passes. Error: PB_ERROR_STATISTIC naming
 * column, row and value. */
bool pb_input_check_counts(const pb_column *column, GError **error);
/** Greater than 0 in every present row. */
bool pb_input_check_positive(const pb_column *column, GError **error);
/** Whole number from `low` to `high` in every present row. */
bool pb_input_check_whole(const pb_column *column, int64_t low, int64_t high, GError **error);
/** Number from `low` to `high` in every present row. */
bool pb_input_check_range(const pb_column *column, double low, double high, GError **error);

#endif
