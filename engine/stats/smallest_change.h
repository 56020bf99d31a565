/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The smallest change that could have been told from chance: for a base count, the lowest later
 * count that would have been a significant increase and the highest that would have been a
 * significant decrease. Same tests as count_change.h, quasi-Poisson when phi > 1.5.
 */
#ifndef PB_ENGINE_STATS_SMALLEST_CHANGE_H
#define PB_ENGINE_STATS_SMALLEST_CHANGE_H

#include "engine/stats/count_change.h"

typedef struct {
  double alpha; /**< significance level; 0: 0.05 */
  double phi;   /**< over-dispersion; 0: 1 */
  double df;    /**< of phi, as in count_change.h; 0: the normal */
  bool mid_p;   /**< judge by mid-p in place of the exact p */
} pb_smallest_options;

typedef struct {
  bool has_up; /**< false: the base or an exposure is not usable */
  int64_t count_up;
  bool has_ratio_up; /**< false when the base count is 0 */
  double ratio_up;   /**< of rates */
  bool has_down;     /**< false: not even 0 would be a significant decrease */
  int64_t count_down;
  double ratio_down; /**< of rates */
} pb_smallest;

/** Smallest significant changes from `base` (several years summed, say) to a count with exposure
 * `exposure_now`. `options` NULL: defaults. */
pb_smallest pb_smallest_change(pb_count base, double exposure_now,
                               const pb_smallest_options *options);

#endif
