/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Where one place stands in a group. Median and quartiles (R type 7) are of the *other* members: a
 * place is not part of its own yardstick. The rank is among all members, 1 = highest, equal values
 * share the best rank; its bounds count only members whose interval lies wholly above or below
 * (Goldstein & Spiegelhalter 1996: ranks are uncertain, and must be shown so).
 */
#ifndef PB_ENGINE_STATS_GROUP_COMPARISON_H
#define PB_ENGINE_STATS_GROUP_COMPARISON_H

#include <stddef.h>

#include "engine/stats/count.h"

typedef struct {
  double value;         /**< a rate, say */
  pb_interval interval; /**< of the value */
} pb_member;

typedef struct {
  size_t n;           /**< members, self included */
  size_t n_reference; /**< members behind median and quartiles */
  double median, q1, q3;
  bool has_ratio;         /**< false when the median is 0 */
  double ratio_to_median; /**< of self */
  size_t rank;            /**< 1 .. n */
  size_t rank_lower;      /**< 1 + members wholly above: the best rank that can be meant */
  size_t rank_upper;      /**< n - members wholly below */
} pb_comparison;

/** Compare members[self] with the rest. False when there is no other member. */
bool pb_group_compare(const pb_member *members, size_t n, size_t self, pb_comparison *comparison);

#endif
