/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * One ratio of rates for several members together, each member against itself (Greenland & Robins
 * 1985): with later count and exposure a, x and earlier b, y of a member,
 *
 *   ratio = sum(a y / (x + y)) / sum(b x / (x + y)),
 *   Var ln ratio = phi sum((a + b) x y / (x + y)^2) / (numerator x denominator).
 *
 * A member whose population changed does not tilt the whole, as it does in the ratio of the sums.
 * Whether the members have changed alike is told by the test of Breslow & Day (1987), with Tarone's
 * correction: sum (a - E)^2 / V with E and V of a ~ Bin(a + b, ratio x / (ratio x + y)), divided by
 * phi; members without crimes say nothing and take no degree of freedom.
 */
#ifndef PB_ENGINE_STATS_COMMON_RATIO_H
#define PB_ENGINE_STATS_COMMON_RATIO_H

#include <stddef.h>

#include "engine/stats/count.h"

typedef struct {
  double ratio, log_se;
  pb_interval interval; /**< of the ratio */
  double chi2, p;       /**< is the ratio 1? (Mantel & Haenszel), one degree of freedom */
  size_t n_members;     /**< with crimes */
  double crude;         /**< ratio of the sums, to see what the members' sizes do to it */

  bool has_homogeneity;     /**< at least two members with crimes */
  double homogeneity_chi2;  /**< Breslow & Day with Tarone's correction; n_members - 1 df */
  double homogeneity_p;     /**< small: the members have not changed alike */
  bool has_homogeneity_log; /**< no count is 0 among the members with crimes */
  double homogeneity_log;   /**< the same from the logarithms: sum (ln r_i - ln ratio)^2 / Var */
  double homogeneity_log_p;
} pb_common_ratio;

/** Members now[i] against base[i], exposures above 0. False with *reason (N_() sentence) when there
 * are no crimes in the later or in the earlier period. `phi` and `confidence` 0: 1 and 0.95. */
bool pb_common_ratio_compute(const pb_count *now, const pb_count *base, size_t n, double phi,
                             double confidence, pb_common_ratio *common, const char **reason);

#endif
