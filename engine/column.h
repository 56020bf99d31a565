/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A typed column of values, each present or missing.
 *
 * Missing is a bit of the validity bitmap, never NaN or -1. A column is appended to until it is
 * given to a table or a result; after that it does not change, so threads share it without locks.
 * Whole numbers and codes take as few bytes as they need (packed_ints.h), the bitmap is there only
 * when a row is missing.
 * Strings are dictionary-coded: every distinct text is stored once and a row holds its code, in
 * order of first appearance.
 */
#ifndef PB_ENGINE_COLUMN_H
#define PB_ENGINE_COLUMN_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
  PB_TYPE_INT64,
  PB_TYPE_DOUBLE,
  PB_TYPE_STRING,
  PB_TYPE_TIME,   /**< int64: seconds since 1970-01-01 00:00 on the wall clock of Sweden, no zone */
  PB_TYPE_PERIOD, /**< int64: a pb_period code, see period.h */
} pb_type;

typedef struct pb_column pb_column;

/** New empty column; `unit` may be NULL. Free with pb_column_free. */
pb_column *pb_column_new(const char *name, pb_type type, const char *unit);
void pb_column_free(pb_column *column);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_column, pb_column_free)

/** Append one value; the function must fit the column's type (int: INT64, TIME, PERIOD). */
void pb_column_append_int(pb_column *column, int64_t value);
void pb_column_append_double(pb_column *column, double value);
void pb_column_append_string(pb_column *column, const char *value); /**< NULL appends missing */
void pb_column_append_missing(pb_column *column);
/** Append `value` where `present`, else missing (DOUBLE columns). */
void pb_column_append_maybe(pb_column *column, bool present, double value);

/** @name Before the column is given to a table, or while the table is still built (pb_table_edit)
 * @{ */
/** Replace a row's value, or missing, by a value (int: INT64, TIME, PERIOD) or by missing. */
void pb_column_set_int(pb_column *column, size_t row, int64_t value);
void pb_column_set_double(pb_column *column, size_t row, double value);
void pb_column_set_missing(pb_column *column, size_t row);
/** Keep the first `n` rows. */
void pb_column_truncate(pb_column *column, size_t n);
/** Keep the rows where `keep` (one flag a row) is not 0, in their order. A STRING column keeps its
 * dictionary as it is. */
void pb_column_keep(pb_column *column, const uint8_t *keep);
/** Give back what was allocated for growing; pb_table_add does it. */
void pb_column_fit(pb_column *column);
/** @} */

const char *pb_column_name(const pb_column *column);
pb_type pb_column_type(const pb_column *column);
const char *pb_column_unit(const pb_column *column); /**< NULL: none */
size_t pb_column_length(const pb_column *column);
size_t pb_column_missing(const pb_column *column); /**< how many rows are missing */
bool pb_column_is_valid(const pb_column *column, size_t row);

/** Value of a valid row. pb_column_double converts integer types; other mixes are programmer
 * errors. */
int64_t pb_column_int(const pb_column *column, size_t row);
double pb_column_double(const pb_column *column, size_t row);
const char *pb_column_string(const pb_column *column, size_t row); /**< borrowed; NULL if missing */
/** Dictionary code of a STRING row (0 .. n_codes-1) and the text of a code. */
uint32_t pb_column_code(const pb_column *column, size_t row);
size_t pb_column_n_codes(const pb_column *column);
const char *pb_column_code_text(const pb_column *column, uint32_t code);
/** The array of a DOUBLE column, borrowed for the column's life; missing rows hold 0. NULL for
 * other types. */
const double *pb_column_doubles(const pb_column *column);

#endif
