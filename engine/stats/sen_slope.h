/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Sen's slope (1968): the median of the slopes between all pairs of periods, which a few extreme
 * periods cannot move. Interval: the order statistics of the slopes at rank (N -+ z sqrt(var S)) /
 * 2, with N pairs and the variance of Mann-Kendall's S; ranks are rounded half to even as SciPy's
 * theilslopes does. Intercept: median of the values - slope * median of the times.
 *
 * Seasonal (Hirsch, Slack & Smith 1982): pairs within a season only, slopes per year.
 */
#ifndef PB_ENGINE_STATS_SEN_SLOPE_H
#define PB_ENGINE_STATS_SEN_SLOPE_H

#include "engine/stats/count.h"
#include "engine/stats/value_series.h"

typedef struct {
  double slope; /**< a period, or a year for the seasonal one */
  double intercept;
  pb_interval interval; /**< of the slope */
} pb_sen;

/** False with *reason below five points. `confidence` 0: 0.95. */
bool pb_sen_slope(const pb_value_point *points, size_t n, double confidence, pb_sen *sen,
                  const char **reason);
/** False when no season has two points; the intercept is 0. */
bool pb_seasonal_sen_slope(const pb_value_point *points, size_t n, int per_year, double confidence,
                           pb_sen *sen);

#endif
