/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Trend of a count series: ln mu = ln(exposure) + a + b t + season [+ shifts and bends]. Change a
 * year = e^(per_year b). Sources: McCullagh & Nelder 1989; harmonics, shifts and bends: Bernal et
 * al. 2017.
 *
 * Which of the fits is reported, with PB_TREND_AUTO: Poisson when phi <= 1.5; else negative
 * binomial when the variance grows with the square of the level (equidispersion.h) and theta has an
 * estimate; else quasi-Poisson. Both with t(df). The negative binomial's errors are multiplied by
 * the root of its own X2 / df where that is above 1, and are never smaller than those of quasi-
 * Poisson: the maximum likelihood theta of a short series is too large. Where neighbouring
 * residuals correlate by more than 0.2, the Newey-West error takes the place of the model's if it
 * is larger (in short series it is biased downwards, and must not make a trend look surer).
 */
#ifndef PB_ENGINE_STATS_TREND_H
#define PB_ENGINE_STATS_TREND_H

#include "engine/stats/count.h"
#include "engine/stats/equidispersion.h"
#include "engine/stats/negbin_glm.h"
#include "engine/stats/poisson_glm.h"
#include "engine/stats/series.h"

typedef enum {
  PB_TREND_QUASI,   /**< Poisson, quasi-Poisson above phi 1.5; neighbours taken as independent */
  PB_TREND_AUTO,    /**< the rule above */
  PB_TREND_POISSON, /**< whatever phi is */
  PB_TREND_NEGBIN,  /**< wherever theta has an estimate */
} pb_trend_model;

typedef struct {
  int per_year;      /**< 1, 4 or 12; 0: 12 */
  pb_season season;  /**< PB_SEASON_NONE for yearly values */
  int harmonics;     /**< see pb_design */
  double confidence; /**< 0: 0.95 */
  pb_trend_model model;
  size_t lags;     /**< of Newey-West; 0: by the length of the series */
  size_t n_shifts; /**< see pb_design */
  double shifts[PB_MAX_SHIFTS];
  bool bends;
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
  bool overdispersed;   /**< phi > 1.5 */

  pb_negbin *negbin; /**< NULL: not asked for, or theta has no estimate */
  double lr_negbin;  /**< likelihood ratio of t with theta estimated both times */
  bool has_equidispersion;
  pb_equidispersion equidispersion;
  double autocorrelation; /**< of Pearson residuals one period apart */
  size_t lags;
  double *se_newey_west; /**< of each coefficient of the Poisson fit */
  double *se_white;      /**< the same with no lags */

  pb_trend_model chosen; /**< POISSON, QUASI or NEGBIN */
  bool newey_west;       /**< its error is part of what is reported */
  const pb_glm *best;    /**< the fit that is reported: `fit` or that of `negbin` */
  double *se;            /**< reported error of each of its coefficients */
  double df;             /**< of t; 0: the normal distribution */
  double critical;
  double reported_ratio; /**< a year */
  pb_interval reported;  /**< a year */
  double p_reported;
} pb_trend;

/** Fit a trend. NULL with *reason when it cannot be (fewer than 5 points among them). Free with
 * pb_trend_free. */
pb_trend *pb_trend_fit(const pb_series_point *points, size_t n, const pb_trend_options *options,
                       const char **reason);
void pb_trend_free(pb_trend *trend);
/** Two-sided p of a term as reported. */
double pb_trend_p(const pb_trend *trend, size_t term);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_trend, pb_trend_free)

#endif
