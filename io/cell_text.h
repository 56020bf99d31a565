/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A cell of a column as plain text for files: numbers in their shortest form, times as "2022-09-26
 * 14:21:00", periods as "2025K3". */
#ifndef PB_IO_CELL_TEXT_H
#define PB_IO_CELL_TEXT_H

#include "engine/column.h"

/** NULL for a missing cell; `decimal` is the decimal mark. g_free. */
char *pb_cell_text(const pb_column *column, size_t row, char decimal);

#endif
