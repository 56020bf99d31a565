/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The sums behind the Mann-Kendall tests (mann_kendall.h), added up over one or more groups. */
#ifndef PB_ENGINE_STATS_RANK_SUMS_H
#define PB_ENGINE_STATS_RANK_SUMS_H

#include "engine/stats/mann_kendall.h"

/** Start zeroed; clear with pb_rank_sums_clear. */
typedef struct {
  size_t n;
  int64_t s;
  double variance;
  double pairs, differing; /**< pairs compared, and those of them with different values */
  bool inexact;            /**< a group was too large for the exact distribution */
  double *share; /**< share[k]: of orders with k inversions; NULL before the first group */
  size_t n_share;
} pb_rank_sums;

/** Add one group of points in time order. */
void pb_rank_sums_add(pb_rank_sums *sums, const pb_value_point *points, size_t n);
/** The test of the sums. False when every pair ties. */
bool pb_rank_sums_judge(const pb_rank_sums *sums, pb_mann_kendall *test);
void pb_rank_sums_clear(pb_rank_sums *sums);

#endif
