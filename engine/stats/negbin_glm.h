/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Negative binomial regression (NB2: variance mu + mu^2 / theta) with log link and offset, theta by
 * maximum likelihood (Lawless 1987), as MASS::glm.nb: steps for the coefficients at fixed theta and
 * for theta at fixed mu in turn, until the log likelihood stands still.
 *
 * Two kinds of standard errors. Those of `fit` are from the expected information, given theta
 * (MASS); `se_observed` from the observed information of coefficients and theta together
 * (statsmodels). They differ by definition, usually in the third digit.
 */
#ifndef PB_ENGINE_STATS_NEGBIN_GLM_H
#define PB_ENGINE_STATS_NEGBIN_GLM_H

#include "engine/stats/poisson_glm.h"

typedef struct {
  pb_glm *fit; /**< at the estimated theta; aic and bic count theta as a parameter */
  double theta, theta_se;
  double alpha;        /**< 1 / theta */
  double *se_observed; /**< of each coefficient */
} pb_negbin;

/** `data` with alpha 0 and without weights. NULL with *reason when the counts do not vary more than
 * Poisson (theta has no finite estimate), or the Poisson regression cannot be fitted. Free with
 * pb_negbin_free. */
pb_negbin *pb_negbin_glm(const pb_glm_data *data, const char **reason);
void pb_negbin_free(pb_negbin *negbin);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_negbin, pb_negbin_free)

#endif
