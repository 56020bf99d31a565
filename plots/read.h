/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Cells of a result by column name and row, for code that shows results. */
#ifndef PB_PLOTS_READ_H
#define PB_PLOTS_READ_H

#include "engine/result.h"

/** True and *value when result, column and row are there and the cell is present and finite. */
bool pb_read_number(const pb_result *result, const char *column, size_t row, double *value);
/** The number, or `fallback`. */
double pb_read_number_or(const pb_result *result, const char *column, size_t row, double fallback);
/** A cell that is present and not 0. */
bool pb_read_flag(const pb_result *result, const char *column, size_t row);
/** Text of a STRING cell, "" when missing. Borrowed. */
const char *pb_read_text(const pb_result *result, const char *column, size_t row);
/** Rows, 0 for NULL or a result that was not computable. */
size_t pb_read_rows(const pb_result *result);

#endif
