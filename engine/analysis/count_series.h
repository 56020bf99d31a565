/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The two series that the questions about time are asked of: all reported crime by quarter, and
 * incidents by month. Not for others. */
#ifndef PB_ENGINE_ANALYSIS_COUNT_SERIES_H
#define PB_ENGINE_ANALYSIS_COUNT_SERIES_H

#include "engine/analysis/build.h"
#include "engine/stats/series.h"

/** Ascending; a quarter without data is not in it. Clear with pb_count_series_clear. */
typedef struct {
  pb_series_point *points;
  pb_period *periods; /**< of each point */
  bool *preliminary;
  size_t n;
  int per_year;      /**< 4 or 12 */
  size_t comparable; /**< the first point counted as the last one is: nothing before it may be used
                        to judge or to forecast */
} pb_count_series;

/** Position of the crime type that is the total, or -1. */
int pb_total_type(const pb_dataset *dataset);

/** All reported crime by quarter up to the report's last year, and the quarters of the year after
 * when nothing newer is known: the latest news belongs in the report, what followed an older one
 * does not. Where the population of a quarter is not known, that of the nearest quarter stands in.
 * Empty without quarters. */
pb_count_series pb_quarter_series(const pb_analysis *analysis);
/** Incidents of a problem area or PB_ALL_AREAS by month, as pb_event_months. Empty without. */
pb_count_series pb_month_series(const pb_analysis *analysis, int area);
void pb_count_series_clear(pb_count_series *series);

/** The first point of `year` or later; n when there is none. */
size_t pb_count_series_from(const pb_count_series *series, int year);

#endif
