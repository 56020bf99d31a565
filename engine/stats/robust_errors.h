/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Standard errors of a regression that hold when neighbouring periods resemble each other.
 *
 * Sandwich B M B: B the unscaled covariance, M = sum_ij k(|t_i - t_j|) s_i s_j' over the scores
 * s_i = x_i (y - mu) / (1 + alpha mu), with Bartlett's weights k(l) = 1 - l / (lags + 1) (Newey &
 * West 1987), without a small-sample factor. lags = 0 is White's heteroskedasticity-consistent HC0.
 */
#ifndef PB_ENGINE_STATS_ROBUST_ERRORS_H
#define PB_ENGINE_STATS_ROBUST_ERRORS_H

#include "engine/stats/poisson_glm.h"

/** Residual lag-1 autocorrelation above which the plain errors are no longer used. */
#define PB_AUTOCORRELATION_LIMIT .2

/** Lags for n periods: floor(4 (n/100)^(2/9)), at least 1 (Newey & West 1994). */
size_t pb_newey_west_lags(size_t n);

/** Errors of all coefficients. `t`: the times of the rows in periods, in any order. Free with
 * g_free. */
double *pb_robust_errors(const pb_glm *fit, const pb_glm_data *data, const double *t, size_t lags);

/** Correlation of Pearson residuals one period apart; 0 when there are no such pairs. */
double pb_residual_autocorrelation(const pb_glm *fit, const pb_glm_data *data, const double *t);

#endif
