/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Near repeats: are events that are close in space also close in time, more than chance gives?
 * (Knox 1964; Ratcliffe & Rengert 2008 for crime.)
 *
 * Every unordered pair of events falls into one band of distance and one band of days between the
 * two. Bands are half-open, [a, b): with limits 0, 100, 200 a pair 100 m apart is in the second
 * band, and so is one at 3 days with limits 0, 3, 7. Pairs at one place (distance 0, or below a
 * tolerance) form a band of their own, the first. A distance that differs from a limit only by the
 * rounding of the coordinates counts as equal to it.
 *
 * Under chance the dates could as well belong to other events: dates are permuted over the fixed
 * list of close pairs. ratio = observed / mean of the permutations, p = (b + 1) / (R + 1) with b
 * the permutations that reach the observed count. The mean tends to the product Knox gave,
 *   expected = pairs in the distance band * pairs in the time band / all pairs.
 * Over the bands p is adjusted by Benjamini & Hochberg 1995 and, as the stricter choice, by the
 * largest ratio of any band in each permutation (Westfall & Young 1993); bands with few pairs have
 * the widest ratios and make that choice weak.
 *
 * Close pairs are found by buckets and kept as runs over places, so many events at few places cost
 * places, not pairs; nothing is ever n x n. Sixteen permutations are counted at once. Events are
 * put in the order of their coordinates first, so the order of the rows does not matter.
 */
#ifndef PB_ENGINE_STATS_KNOX_H
#define PB_ENGINE_STATS_KNOX_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/point_distance.h"

#define PB_KNOX_MOST_LIMITS 13

typedef struct {
  const double *space, *time; /**< limits in metres and days, ascending from 0 or more */
  size_t n_space, n_time;     /**< limits, 2 .. PB_KNOX_MOST_LIMITS: one more than bands */
  pb_metric metric;
  bool closed_right;   /**< bands (a, b] instead, the first one with its lower limit */
  bool same_place;     /**< a band of its own for pairs at one place */
  double same_place_m; /**< distance below this is one place too; 0: only equal coordinates */
  bool whole_days;     /**< only the date counts, not the hour */
  size_t permutations, draws; /**< draws: of dates within windows; 0: only the midpoint */
  uint64_t seed;
  int threads;
} pb_knox_options;

/** Events: places in metres; moments in days since any midnight. An event happened between `start`
 * and `end` (>= start; the middle is used), at `start` where `end` is NULL. All finite. */
typedef struct {
  const double *x, *y, *start, *end;
  size_t n;
} pb_knox_events;

/** One band of distance and one of time. */
typedef struct {
  int64_t observed;       /**< pairs */
  size_t events;          /**< events that belong to such a pair, each counted once */
  double expected;        /**< Knox's product */
  double p_poisson;       /**< P(X >= observed), X Poisson with that mean */
  double p_poisson_above; /**< P(X > observed), which surveillance and pointpats print */
  bool tested;            /**< there are pairs in the distance band and in the time band */
  bool has_ratio;         /**< the permutations have pairs here */
  double mean, ratio, p, p_adjusted, p_max_ratio;
  /** Dates drawn at random within their windows: the pairs (mean) and the ratio to what chance
   * gives for the drawn dates (median, and where the middle 95 % lie); p for the mean, each
   * permutation with dates drawn anew. Only when draws were made and `tested`. */
  bool drawn, draws_have_ratio;
  double draws_observed, draws_ratio, draws_lower, draws_upper, draws_p;
} pb_knox_cell;

typedef struct {
  size_t n, n_places, n_windows; /**< events, different coordinates, events with a window */
  double n_pairs;                /**< n (n - 1) / 2 */
  size_t n_space, n_time;        /**< bands, that of one place included */
  int64_t *space_pairs;          /**< n_space: pairs in the distance band, whenever */
  int64_t *time_pairs;           /**< n_time: pairs in the time band, wherever */
  pb_knox_cell *cells;           /**< n_space * n_time, by distance, then time */
  size_t events_close;           /**< events in a pair of any cell */
} pb_knox;

/** NULL with `*reason` (N_() text) when it cannot be computed. Free with pb_knox_free. */
pb_knox *pb_knox_of(const pb_knox_events *events, const pb_knox_options *options,
                    const char **reason);
void pb_knox_free(pb_knox *knox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_knox, pb_knox_free)

/** Knox's product, and P(X >= observed), P(X > observed) for a Poisson X of that mean. */
void pb_knox_poisson(int64_t observed, double space_pairs, double time_pairs, double all_pairs,
                     double *expected, double *p, double *p_above);

#endif
