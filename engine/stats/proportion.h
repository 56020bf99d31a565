/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Intervals of a proportion, and of the difference of two. `n` need not be whole: for a survey it
 * is the effective number of answers.
 */
#ifndef PB_ENGINE_STATS_PROPORTION_H
#define PB_ENGINE_STATS_PROPORTION_H

#include "engine/stats/count.h"

/** Wilson (1927), the score interval: 0 <= p <= 1, n > 0. Within 0 and 1, and of use at 0 and 1. */
pb_interval pb_wilson_interval(double p, double n, double confidence);
/** Clopper & Pearson (1934) by quantiles of the beta distribution; n p successes of n. */
pb_interval pb_clopper_pearson_interval(double p, double n, double confidence);
/** Symmetric on the logit, with quantile `critical`; 0 < p < 1. */
pb_interval pb_logit_interval(double p, double se, double critical);
/** Symmetric on the arc sine of the root, cut at its ends. */
pb_interval pb_arcsine_interval(double p, double se, double critical);

/** A change from one proportion to another, of independent samples. */
typedef struct {
  double difference; /**< p1 - p0 */
  pb_interval interval;
  double p; /**< two-sided, of the score test with the pooled proportion; 1 when both are 0 or 1 */
} pb_proportion_change;
/** Newcombe (1998), method 10: from the two Wilson intervals. n0, n1 > 0. */
pb_proportion_change pb_newcombe_difference(double p0, double n0, double p1, double n1,
                                            double confidence);

#endif
