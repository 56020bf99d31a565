/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Empirical Bayes rates: each place's rate is drawn towards a common level, the more the fewer
 * inhabitants it has.
 *
 *   eb_i = m + w_i (r_i - m)
 *
 * Global (Marshall 1991): m = sum n / sum x, A = max(0, s2 - m / xbar), w_i = A / (A + m / x_i),
 * with s2 = sum x_i (r_i - m)^2 / sum x. Binomial (Martuzzi & Elliott 1996): w_i = x_i / (x_i + M),
 * M = (m (1 - m) - s2) / (s2 - m (1 - m) / xbar). Local (Marshall 1991): the global one over a
 * place and its neighbours, deviations from the local mean. Gamma-Poisson (Clayton & Kaldor 1987):
 * n_i ~ Poisson(x_i t_i), t_i ~ Gamma(shape, rate); both by maximum likelihood;
 * eb_i = (n_i + shape) / (x_i + rate).
 *
 * Beside the rates stands how odd each count is under the common rate (Choynowski 1959): the
 * Poisson chance of as many or more where the count is at or above its expectation, of as few or
 * fewer where it is below. One-sided, and not adjusted for the number of places.
 */
#ifndef PB_ENGINE_STATS_EMPIRICAL_BAYES_H
#define PB_ENGINE_STATS_EMPIRICAL_BAYES_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/stats/count.h"
#include "engine/weights.h"

typedef struct {
  double raw;    /**< n / x */
  double eb;     /**< smoothed rate, per unit of exposure */
  double weight; /**< 0: the common level alone; 1: the place's own rate alone */
  double level;  /**< m of this place */
  double spread; /**< A of this place (variance between places); binomial: s2 */
} pb_eb_rate;

/** Counts and exposures must be checked: counts >= 0, exposures > 0. All false when there are no
 * crimes or n is 0. `rates` has n entries. */
bool pb_eb_poisson(const pb_count *counts, size_t n, pb_eb_rate *rates);
bool pb_eb_binomial(const pb_count *counts, size_t n, pb_eb_rate *rates);
/** Weights of `neighbours` are not used, only who they are. */
bool pb_eb_local(const pb_count *counts, size_t n, const pb_weights *neighbours, pb_eb_rate *rates);
/** Also false when the places differ no more than chance lets them (the likelihood has no maximum
 * at a finite shape). */
bool pb_eb_gamma(const pb_count *counts, size_t n, pb_eb_rate *rates, double *shape, double *rate);

/** Choynowski's chances, n of them; false when there are no crimes or n is 0. */
bool pb_eb_choynowski(const pb_count *counts, size_t n, double *p);

/** Moran's I of rates standardised as in eb_standardise.h. `weights` are used as they are. False
 * without links or when all z are equal. */
bool pb_eb_moran(const pb_count *counts, size_t n, const pb_weights *weights, double *moran);

#endif
