/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Sum of independent Poisson counts, each with a weight: a standardised rate, the harm of many
 * offences. The interval is the gamma interval of Fay & Feuer (1997, Stat Med 16:791):
 *
 *     y = sum w k,  v = sum w^2 k,  m = the largest w
 *     lower  v/y G(a/2; y^2/v),  upper  (v + m^2)/(y + m) G(1 - a/2; (y + m)^2/(v + m^2))
 *
 * with G the quantile of the gamma distribution of that shape and scale 1. It never goes below 0,
 * and is the exact (Garwood) interval when all weights are equal. With over-dispersion the variance
 * of each count is multiplied by its phi, and its weight in m by the root of it.
 */
#ifndef PB_ENGINE_STATS_WEIGHTED_SUM_H
#define PB_ENGINE_STATS_WEIGHTED_SUM_H

#include "engine/stats/count.h"

/** All zero is the empty sum. */
typedef struct {
  double sum, variance, largest_weight;
} pb_weighted_sum;

/** `weight` >= 0; `phi`: over-dispersion of the count, 1 for Poisson. A weight with a count of 0
 * matters too: it makes the upper end what it is. */
void pb_weighted_sum_add(pb_weighted_sum *sum, int64_t count, double weight, double phi);
/** `confidence` 0: 0.95. 0 to 0 when no weight is above 0. */
pb_interval pb_weighted_sum_interval(const pb_weighted_sum *sum, double confidence);

#endif
