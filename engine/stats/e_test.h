/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Two Poisson counts compared by estimation and summation: the E-test of Krishnamoorthy & Thomson
 * (2004, J Stat Plan Inference 119:23). The statistic |x1/n1 - x2/n2| / sqrt(x1/n1^2 + x2/n2^2)
 * is not pooled; p is the sum of P(i) P(j) over all pairs of counts whose statistic is at least the
 * one seen (within 1e-12), under the common rate (x1 + x2) / (n1 + n2). More powerful than the
 * exact conditional test, and close to its mid-p except at tiny counts.
 *
 * `p_score` is the same sum with the pooled statistic |x1/n1 - x2/n2| / sqrt(rate (1/n1 + 1/n2)),
 * which other packages give under the same name; the two are equal when exposures are.
 */
#ifndef PB_ENGINE_STATS_E_TEST_H
#define PB_ENGINE_STATS_E_TEST_H

#include "engine/stats/count.h"

typedef struct {
  double p, p_score; /**< two-sided, at most 1 */
} pb_e_test;

/** False when there is nothing to compare: both counts 0, one below 0, an exposure not above 0.
 * Time grows with the root of the counts. */
bool pb_e_test_compare(pb_count one, pb_count other, pb_e_test *test);

#endif
