/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Sums over a map's links and values that the statistics of spatial autocorrelation share (Cliff &
 * Ord 1981). */
#ifndef PB_ENGINE_STATS_WEIGHT_SUMS_H
#define PB_ENGINE_STATS_WEIGHT_SUMS_H

#include <stdbool.h>

#include "engine/weights.h"

typedef struct {
  size_t n;     /**< places with neighbours */
  size_t links; /**< pairs (i, j) with a weight */
  double s0;    /**< sum of w_ij */
  double s1;    /**< half the sum of (w_ij + w_ji)^2 */
  double s2;    /**< sum over places of (sum_j w_ij + sum_j w_ji)^2 */
} pb_weight_sums;

pb_weight_sums pb_weight_sums_of(const pb_weights *weights);

typedef struct {
  double mean;
  double squares; /**< sum of the deviations' squares; 0 when the values are all alike */
  double fourths; /**< sum of their fourth powers */
} pb_deviations;

/** Deviations of n values from their mean, into deviation[0..n-1]. Values that differ by rounding
 * alone are alike: their deviations and sums are 0. */
pb_deviations pb_deviations_of(const double *values, size_t n, double *deviation);

/** sum_j w_ij values[j]. */
double pb_weights_lag(const pb_weights *weights, size_t i, const double *values);
/** sum_ij w_ij values[i] values[j]. */
double pb_weights_product(const pb_weights *weights, const double *values);

#endif
