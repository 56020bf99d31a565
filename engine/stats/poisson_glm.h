/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Poisson regression with log link and offset, by iteratively reweighted least squares (McCullagh &
 * Nelder 1989), and its quasi-Poisson reading: the same coefficients, variances multiplied by the
 * Pearson dispersion phi = X2 / df, t(df) in place of the normal distribution.
 *
 * The iteration is R's glm: start at mu = y + 0.1, stop when the deviance changes by less than
 * 1e-14 of itself, information from the weights of the last step. With `alpha` above 0 the same
 * steps fit a negative binomial regression of known dispersion (negbin_glm.h estimates it).
 */
#ifndef PB_ENGINE_STATS_POISSON_GLM_H
#define PB_ENGINE_STATS_POISSON_GLM_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "engine/stats/tails.h"

/** Borrowed for the call. The first column of x is the intercept (all 1). */
typedef struct {
  size_t n, n_terms;
  const double *y;      /**< n counts >= 0 */
  const double *x;      /**< design, row by row: n * n_terms */
  const double *offset; /**< n values ln(exposure); NULL: 0 */
  const double *weight; /**< n prior weights > 0; NULL: 1 */
  const double *start;  /**< n means > 0 to start from, of a fit nearby; NULL: y + 0.1 */
  double alpha;         /**< negative binomial: variance mu + alpha mu^2; 0: Poisson */
  double tolerance;     /**< relative change of the deviance to stop at; 0: 1e-14 */
} pb_glm_data;

typedef struct {
  size_t n, n_terms, df_residual;
  int iterations;
  double *coef;         /**< n_terms */
  double *cov_unscaled; /**< n_terms * n_terms: of the coefficients when phi = 1 */
  double *fitted;       /**< n: mu */
  double *leverage;     /**< n: diagonal of the hat matrix */
  double *score;        /**< n: derivative of the log likelihood by the linear predictor */
  double deviance, loglik, aic, bic;
  double null_deviance; /**< Poisson only, else 0 */
  double pearson_chi2;
  double dispersion; /**< phi = pearson_chi2 / df_residual; 0 when df_residual is 0 */
} pb_glm;

/** What a fit expects at one point. */
typedef struct {
  double mu;      /**< expected count */
  double log_var; /**< variance of ln mu from the parameters, phi = 1 */
} pb_glm_point;

/** Fit. NULL with *reason (N_() sentence) when it cannot be: fewer rows than terms, all counts
 * zero, a singular design, no convergence. Free with pb_glm_free. */
pb_glm *pb_poisson_glm(const pb_glm_data *data, const char **reason);
void pb_glm_free(pb_glm *fit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_glm, pb_glm_free)

/** Standard error of coefficient `term` under dispersion `phi` (1: Poisson). */
double pb_glm_se(const pb_glm *fit, size_t term, double phi);
/** Expected count for a row `x` of n_terms values and an offset. */
pb_glm_point pb_glm_predict(const pb_glm *fit, const double *x, double offset);
/** Pearson and deviance residuals of a count y with expectation mu. */
double pb_poisson_pearson_residual(double y, double mu);
double pb_poisson_deviance_residual(double y, double mu);

#endif
