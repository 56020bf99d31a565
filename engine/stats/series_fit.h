/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A Poisson regression of a series by a design, and a series read from a table. */
#ifndef PB_ENGINE_STATS_SERIES_FIT_H
#define PB_ENGINE_STATS_SERIES_FIT_H

#include "engine/statistic.h"
#include "engine/stats/poisson_glm.h"
#include "engine/stats/series.h"
#include "engine/text.h"

/** The most terms a design can have: intercept, trend, 11 months, shifts and bends. */
#define PB_DESIGN_MAX_TERMS (13 + 2 * PB_MAX_SHIFTS)

/** The regression's data: design rows and offsets of the points. */
typedef struct {
  pb_glm_data data;
  double *y, *x, *offset;
} pb_series_design;
pb_series_design pb_series_design_new(const pb_series_point *points, size_t n,
                                      const pb_design *design);
void pb_series_design_clear(pb_series_design *design);

/** As pb_poisson_glm, on the points. */
pb_glm *pb_series_fit(const pb_series_point *points, size_t n, const pb_design *design,
                      const char **reason);

/** The inputs that a series is read from. With a year and no t or days, both follow from the
 * calendar. */
#define PB_SERIES_INPUT_ROWS                                                                       \
  {"count", PB_TYPE_INT64, true, N_("number of crimes in the period")},                            \
      {"exposure", PB_TYPE_DOUBLE, false, N_("population of the period; 1 if left out")},          \
      {"days", PB_TYPE_DOUBLE, false,                                                              \
       N_("days of the period, multiplied into the exposure; of the calendar if left out and a "   \
          "year is given")},                                                                       \
      {"t", PB_TYPE_DOUBLE, false,                                                                 \
       N_("periods since the first; by year and season, or else the row order, if left out")},     \
      {"month", PB_TYPE_INT64, false, N_("month 1 to 12, for monthly series")},                    \
      {"quarter", PB_TYPE_INT64, false, N_("quarter 1 to 4, for quarterly series")},               \
      {"leave_out", PB_TYPE_INT64, false, N_("1 for a period that must not be used")}, {           \
    "year", PB_TYPE_INT64, false, N_("calendar year")                                              \
  }
#define PB_SERIES_N_INPUTS 8
extern const pb_input pb_series_inputs[PB_SERIES_N_INPUTS];

typedef struct {
  pb_series_point *points; /**< complete rows that are not left out, sorted by t */
  size_t *row;             /**< of each point in the table */
  size_t n, n_rows;
  int per_year; /**< 12 with a column month, 4 with quarter, else 1 */
  /** Rows complete but for the count: periods to come. Sorted by t, count 0. */
  pb_series_point *coming;
  size_t *coming_row;
  size_t n_coming;
  bool dated;   /**< t comes from a year: pb_series_period is known */
  int64_t zero; /**< of t = 0: year * per_year + season - 1 */
} pb_series;

/** Read and check. False with PB_ERROR_STATISTIC. Clear with pb_series_clear. */
bool pb_series_read(const pb_table *input, pb_series *series, GError **error);
void pb_series_clear(pb_series *series);
/** The calendar period of a whole t, when dated. */
pb_period pb_series_period(const pb_series *series, double t);
/** For each row of the table the index of its point, or -1. Free with g_free. */
gssize *pb_series_point_of_row(const pb_series *series);

#endif
