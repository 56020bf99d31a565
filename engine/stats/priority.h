/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Which problem comes first? Each criterion (volume, harm, gap to baseline, trend ...) of a problem
 * area gives 0 to 4 points: the number of its four cut points that its value exceeds. The score is
 * the mean of the points of the criteria that are known, every criterion alike: no hidden weights.
 * A human may set another score, with a reason. Equal scores share the place.
 *
 * Cut points are a choice, so the order is also made with each of them moved a little: the share of
 * the pairs of areas that then stand in another order tells how much of the ranking is the choice.
 */
#ifndef PB_ENGINE_STATS_PRIORITY_H
#define PB_ENGINE_STATS_PRIORITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PB_PRIORITY_CUTS 4

/** One criterion over all areas. */
typedef struct {
  const double *values;
  const bool *known;             /**< false: the area has no value */
  double cuts[PB_PRIORITY_CUTS]; /**< rising */
} pb_criterion;

typedef struct {
  double score;      /**< 0 .. 4 */
  bool has_score;    /**< false: no criterion is known, and nobody has set one */
  bool set;          /**< by a human */
  size_t n_criteria; /**< known ones */
  size_t place;      /**< 1 is first; equal scores share the best */
  bool tied;
} pb_priority;

/** How much the order hangs on the cut points. */
typedef struct {
  size_t n_moves;    /**< cut points moved, one at a time, up and down */
  double mean_share; /**< of the pairs of areas, in another order after a move; mean of moves */
  double largest_share;
  size_t most; /**< criterion of the move that changes most; the first of equals */
} pb_priority_sensitivity;

/** Four cut points for a column of n >= 1 known values that nobody has chosen any for: its 20, 40,
 * 60 and 80 % quantiles. */
void pb_priority_fifths(const double *values, const bool *known, size_t n,
                        double cuts[PB_PRIORITY_CUTS]);
int pb_priority_points(double value, const double cuts[PB_PRIORITY_CUTS]);
/** `set` holds a human's score for each area, `is_set` whether there is one. */
void pb_priority_order(const pb_criterion *criteria, size_t n_criteria, const double *set,
                       const bool *is_set, size_t n, pb_priority *areas);
/** Each cut point moved by +- `share` of itself. False when no two areas have a score or all cut
 * points are 0. */
bool pb_priority_sensitivity_of(const pb_criterion *criteria, size_t n_criteria, const double *set,
                                const bool *is_set, size_t n, double share,
                                pb_priority_sensitivity *sensitivity);

#endif
