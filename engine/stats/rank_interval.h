/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * How sure is a rank? Each place's rate is drawn from what its count says of it, all places are
 * ranked, and that again many times; the middle 95 % of a place's ranks is its interval (Goldstein
 * & Spiegelhalter 1996; Laird & Louis 1989). Ranks of places with few crimes are wide, and a league
 * table without them is not honest.
 *
 * The draws: rate ~ Gamma(shape = count / phi + a, rate = exposure / phi + b) with a = 1/2, b = 0
 * (Jeffreys), or with a and b of the gamma distribution between the places (empirical_bayes.h),
 * which draws small places towards the rest. Replicate i has a stream of its own (random.h), so
 * the number of threads does not matter. Places are drawn in the order of their rates and places
 * with the same count and exposure share their draws' ranks, so the order of the rows does not
 * matter.
 */
#ifndef PB_ENGINE_STATS_RANK_INTERVAL_H
#define PB_ENGINE_STATS_RANK_INTERVAL_H

#include <stddef.h>

#include "engine/stats/count.h"

typedef struct {
  size_t replicates;  /**< 0: 1000 */
  uint64_t seed;      /**< */
  double phi;         /**< over-dispersion of the counts, of each place; 0: 1 */
  double confidence;  /**< 0: 0.95 */
  size_t n_top;       /**< the top: this many highest; 0: the highest tenth, rounded up */
  int threads;        /**< to work on; below 2: one */
  double shape, rate; /**< a and b of the distribution between the places; both 0: Jeffreys */
} pb_rank_options;

/** 1 is the highest rate. */
typedef struct {
  size_t rank;         /**< of the rates as they are; equal rates share the best */
  size_t lower, upper; /**< ends of the interval, both ranks that were drawn */
  double median;       /**< of the drawn ranks */
  double p_top;        /**< share of the draws in which the place is among the n_top highest */
} pb_rank_interval;

/** How many the top is among n places: the highest tenth, rounded up. */
size_t pb_rank_top(size_t n);
/** `ranks` has n entries; counts >= 0, exposures > 0. Memory: n x replicates ranks of 4 bytes. */
void pb_rank_intervals(const pb_count *counts, size_t n, const pb_rank_options *options,
                       pb_rank_interval *ranks);

#endif
