/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Weighted displacement difference (Wheeler & Ratcliffe 2018, Crime Science 7:11): how many crimes
 * more or fewer after a measure than the change of a comparison area lets expect,
 *
 *     (T1/t1 - T0/t0) - (C1/c1 - C0/c0)  [+ the same of the areas that crime may have moved to]
 *
 * with variance sum k / w^2, times phi. The weights w = time weight * area weight put periods of
 * unequal length and areas of unequal size on one footing. It assumes that without the measure both
 * areas would have changed by the same *number*; ratio_did.h assumes the same *ratio*.
 */
#ifndef PB_ENGINE_STATS_WDD_H
#define PB_ENGINE_STATS_WDD_H

#include "engine/stats/count.h"

/** A treated area and the one it is compared with, before and after. */
typedef struct {
  int64_t treated_before, treated_after, control_before, control_after;
  double treated_area, control_area; /**< weights > 0; 0: 1 */
} pb_wdd_pair;

typedef struct {
  double time_before, time_after; /**< weights > 0, such as months of each period; 0: 1 */
  double phi;                     /**< over-dispersion of the counts; 0: 1 */
  double confidence;              /**< 0: 0.95 */
} pb_wdd_options;

typedef struct {
  double difference, variance;
} pb_wdd_part;

typedef struct {
  pb_wdd_part local, displacement; /**< displacement 0 without such areas */
  double total, se;
  double z, p; /**< two-sided, normal; 0 and 1 when se is 0 */
  pb_interval interval;
  double smallest_effect; /**< critical value * se: nothing smaller could have been seen */
} pb_wdd;

/** `displacement` NULL: none. False when no crime was counted anywhere. `options` may be NULL. */
bool pb_wdd_compute(const pb_wdd_pair *local, const pb_wdd_pair *displacement,
                    const pb_wdd_options *options, pb_wdd *wdd);

/** z, p, interval and smallest effect of a difference with a variance above 0. */
void pb_wdd_judge(pb_wdd *wdd, double total, double variance, double confidence);

#endif
