/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What a quarter or month would have been if it had followed its own history: mean level (and
 * trend, if asked), season and exposure from a Poisson fit on the earlier periods; prediction
 * variance = mu^2 phi var(ln mu) + phi mu with phi at least 1. The interval is made on the 2/3
 * power scale, which takes the skew out of small counts (Farrington et al. 1996), t(df) critical
 * values; the lower end is at least 0.
 */
#ifndef PB_ENGINE_STATS_BASELINE_H
#define PB_ENGINE_STATS_BASELINE_H

#include "engine/stats/count.h"
#include "engine/stats/poisson_glm.h"
#include "engine/stats/series.h"

typedef struct {
  int per_year;      /**< 4 or 12; 0: 4 */
  bool trend;        /**< carry a log-linear trend on; default: level and season only */
  int min_years;     /**< less history than this many of each season is too little; 0: 3 */
  double confidence; /**< 0: 0.95 */
} pb_baseline_options;

typedef struct {
  pb_glm *fit;
  pb_design design;
  double phi;      /**< of the fit, at least 1 as used */
  double critical; /**< t(df) */
  size_t n;        /**< periods in the baseline */
} pb_baseline;

typedef struct {
  double expected, lower, upper; /**< counts in the point's period */
  int side;                      /**< the point's count: 1 above the interval, -1 below, 0 within */
} pb_expected;

/** Fit on the history (spikes left out by the caller). NULL with *reason ("för få") when there is
 * too little. Free with pb_baseline_free. */
pb_baseline *pb_baseline_fit(const pb_series_point *history, size_t n,
                             const pb_baseline_options *options, const char **reason);
void pb_baseline_free(pb_baseline *baseline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_baseline, pb_baseline_free)

/** Expected count and prediction interval of a later point; its count only decides `side`. */
pb_expected pb_baseline_expect(const pb_baseline *baseline, const pb_series_point *point);

#endif
