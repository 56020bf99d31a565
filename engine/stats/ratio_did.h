/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Ratio of ratios for the follow-up of a measure (Wilson 2021, J Quant Criminol):
 * IRR = (T1/T0) / (C1/C0), variance of its logarithm phi * sum 1/k. It assumes that without the
 * measure both areas would have changed in the same *ratio*. Prevented crimes: T0 * C1/C0 - T1.
 */
#ifndef PB_ENGINE_STATS_RATIO_DID_H
#define PB_ENGINE_STATS_RATIO_DID_H

#include "engine/stats/count.h"

typedef struct {
  double ratio, log_se;
  pb_interval interval; /**< of the ratio */
  double z, p;          /**< two-sided, normal */
  double prevented;     /**< below 0: more than expected */
  /** Ratios nearer to 1 than these two could not have been seen. */
  double smallest_decrease, smallest_increase;
} pb_ratio_did;

/** False with *reason (N_() sentence) when a count is 0: the ratio then does not exist. `phi` and
 * `confidence` 0: 1 and 0.95. */
bool pb_ratio_did_compute(int64_t treated_before, int64_t treated_after, int64_t control_before,
                          int64_t control_after, double phi, double confidence, pb_ratio_did *did,
                          const char **reason);

#endif
