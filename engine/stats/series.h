/* SPDX-License-Identifier: GPL-3.0-or-later */
/** One value of a count series, as trend, baseline and overdispersion take it. A period without
 * data is simply not in the array. */
#ifndef PB_ENGINE_STATS_SERIES_H
#define PB_ENGINE_STATS_SERIES_H

#include <stddef.h>

#include "engine/period.h"

typedef struct {
  double count;    /**< >= 0 */
  double exposure; /**< > 0: persons, or persons * days when day-adjusted */
  double t;        /**< periods since the origin: 0, 1, 2 … */
  int season;      /**< 1 .. per_year */
} pb_series_point;

/** The point of `period`, counted from `origin` (of the same length), with day-adjusted exposure:
 * persons * days in the period / mean days of such a period. */
pb_series_point pb_series_point_at(pb_period period, pb_period origin, double count,
                                   double persons);

/** How the season enters a regression. */
typedef enum {
  PB_SEASON_NONE,
  PB_SEASON_DUMMIES,   /**< one level a month or quarter, the first as reference */
  PB_SEASON_HARMONICS, /**< sine and cosine pairs */
} pb_season;

/** The most places where a level may shift. */
#define PB_MAX_SHIFTS 6

/** A design: intercept, [t], [season], [shifts, then bends]. */
typedef struct {
  int per_year;                 /**< 1, 4 or 12 */
  bool trend;                   /**< include t */
  pb_season season;             /**< ignored when per_year is 1 */
  int harmonics;                /**< pairs with PB_SEASON_HARMONICS; 0: 2 (1 when per_year is 4) */
  size_t n_shifts;              /**< up to PB_MAX_SHIFTS */
  double shifts[PB_MAX_SHIFTS]; /**< t from which the level is another: a series break, a measure */
  bool bends;                   /**< the slope changes at the shifts too */
} pb_design;

/** How many terms the design has. */
size_t pb_design_terms(const pb_design *design);
/** Fill `x` (pb_design_terms values) for one point. */
void pb_design_row(const pb_design *design, const pb_series_point *point, double *x);

#endif
