/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A series of numbers in time order, read from a table: what the rank tests, the smoothers and the
 * decomposition take. Counts with an exposure are series_fit.h. */
#ifndef PB_ENGINE_STATS_VALUE_SERIES_H
#define PB_ENGINE_STATS_VALUE_SERIES_H

#include "engine/statistic.h"

typedef struct {
  double value;
  double t;   /**< in periods; increasing along a series */
  int season; /**< 1 .. per_year */
} pb_value_point;

/** The inputs: value, t, month, quarter, leave_out. */
#define PB_VALUE_N_INPUTS 5
extern const pb_input pb_value_inputs[PB_VALUE_N_INPUTS];

typedef struct {
  pb_value_point *points; /**< complete rows that are not left out, sorted by t */
  size_t *row;            /**< of each point in the table */
  size_t n, n_rows;
  int per_year; /**< 12 with a column month, 4 with quarter, else 1 */
} pb_value_series;

/** Read, check and sort. False with PB_ERROR_STATISTIC, also when two rows share their time. Clear
 * with pb_value_series_clear. */
bool pb_value_series_read(const pb_table *input, pb_value_series *series, GError **error);
void pb_value_series_clear(pb_value_series *series);

/** NULL when the series can be split by season: it has months or quarters, one after the other
 * without gaps. Else the reason. */
const char *pb_value_series_seasonal(const pb_value_series *series);

/** The values, and the times, alone. Free with g_free. */
double *pb_value_series_values(const pb_value_series *series);
double *pb_value_series_times(const pb_value_series *series);

/** A DOUBLE column of the result, one row a row of the table: values[i] for point i, missing for
 * rows that were not used; `present` NULL: all present. */
void pb_value_series_put(pb_result *result, const char *name, const pb_value_series *series,
                         const double *values, const bool *present);

#endif
