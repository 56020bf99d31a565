/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Trend of a count series: ln mu = ln(exposure) + a + b t + season, Poisson or quasi-Poisson.
 * Change a year = e^(per_year b). Sources: McCullagh & Nelder 1989; harmonics: Bernal et al. 2017.
 */
#ifndef PB_ENGINE_STATS_TREND_H
#define PB_ENGINE_STATS_TREND_H

#include "engine/stats/count.h"
#include "engine/stats/poisson_glm.h"
#include "engine/stats/series.h"

typedef struct {
  int per_year;      /**< 1, 4 or 12; 0: 12 */
  pb_season season;  /**< PB_SEASON_NONE for yearly values */
  int harmonics;     /**< see pb_design */
  double confidence; /**< 0: 0.95 */
} pb_trend_options;

/** Ratios a year: 1.02 is 2 percent more each year. */
typedef struct {
  pb_glm *fit;
  pb_design design;
  double slope;         /**< b: ln a period; coefficient 1 of the fit */
  double ratio;         /**< e^(per_year b) */
  pb_interval poisson;  /**< normal, phi = 1 */
  pb_interval quasi;    /**< normal, phi of the fit */
  pb_interval quasi_t;  /**< t(df), phi of the fit */
  double p_poisson;     /**< Wald, normal */
  double p_quasi;       /**< Wald, t(df) */
  double lr_chi2, lr_p; /**< likelihood ratio of t, 1 df */
  bool overdispersed;   /**< phi > 1.5: report quasi_t, else poisson */
  pb_interval reported; /**< the one of the two to report */
  double p_reported;
} pb_trend;

/** Fit a trend. NULL with *reason when it cannot be (fewer than 5 points among them). Free with
 * pb_trend_free. */
pb_trend *pb_trend_fit(const pb_series_point *points, size_t n, const pb_trend_options *options,
                       const char **reason);
void pb_trend_free(pb_trend *trend);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_trend, pb_trend_free)

#endif
