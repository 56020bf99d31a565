/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Points read from a table's columns x and y, for the statistics of space. */
#ifndef PB_ENGINE_STATS_POINT_INPUT_H
#define PB_ENGINE_STATS_POINT_INPUT_H

#include "engine/statistic.h"
#include "engine/text.h"

/** The inputs x and y. */
#define PB_INPUT_X                                                                                 \
  { "x", PB_TYPE_DOUBLE, true, N_("easting in metres") }
#define PB_INPUT_Y                                                                                 \
  { "y", PB_TYPE_DOUBLE, true, N_("northing in metres") }

typedef struct {
  size_t n, n_rows; /**< complete rows, and all */
  double *x, *y;    /**< n: metres */
  size_t *row;      /**< n: row of each point in the table, ascending */
} pb_point_input;

/** The rows where x, y and each of `others` (entries may be NULL) is present. False with
 * PB_ERROR_STATISTIC for a coordinate that no map of Sweden in metres has (beyond ten million).
 * Clear with pb_point_input_clear. */
bool pb_point_input_read(const pb_table *table, const pb_column *const *others, size_t n_others,
                         pb_point_input *points, GError **error);
void pb_point_input_clear(pb_point_input *points);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(pb_point_input, pb_point_input_clear)

#endif
