/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A Poisson regression of a series by a design, and a series read from a table. */
#ifndef PB_ENGINE_STATS_SERIES_FIT_H
#define PB_ENGINE_STATS_SERIES_FIT_H

#include "engine/statistic.h"
#include "engine/stats/poisson_glm.h"
#include "engine/stats/series.h"

/** The most terms a design can have: intercept, trend, 11 months. */
#define PB_DESIGN_MAX_TERMS 13

/** As pb_poisson_glm, on the points. */
pb_glm *pb_series_fit(const pb_series_point *points, size_t n, const pb_design *design,
                      const char **reason);

/** The inputs that a series is read from: count, exposure, days, t, month, quarter, leave_out. */
#define PB_SERIES_N_INPUTS 7
extern const pb_input pb_series_inputs[PB_SERIES_N_INPUTS];

typedef struct {
  pb_series_point *points; /**< rows that are complete and not left out */
  size_t *row;             /**< of each point in the table */
  size_t n, n_rows;
  int per_year; /**< 12 with a column month, 4 with quarter, else 1 */
} pb_series;

/** Read and check. False with PB_ERROR_STATISTIC. Clear with pb_series_clear. */
bool pb_series_read(const pb_table *input, pb_series *series, GError **error);
void pb_series_clear(pb_series *series);

#endif
