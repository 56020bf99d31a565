/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Mann-Kendall test of a monotone trend (Mann 1945; Kendall 1975): S = number of pairs that rise
 * minus number that fall.
 *
 * var S = [n(n-1)(2n+5) - sum t(t-1)(2t+5)] / 18 over groups of t equal values; z = (S -+ 1) /
 * sqrt(var S) with continuity correction. For at most 10 values the p is exact: S = pairs that
 * differ - 2 inversions, and the inversions of all orders of the values (equal ones included) are
 * counted by the q-multinomial coefficient. Below five values no order is rare enough to be told
 * from chance (n = 4: the smallest two-sided p is 0.083), and the test is refused.
 *
 * Seasonal (Hirsch, Slack & Smith 1982): S and var S summed over the seasons, each compared only
 * with itself; seasons are taken as independent. Exact when no season has more than 10 values: the
 * distributions of the seasons convolved.
 */
#ifndef PB_ENGINE_STATS_MANN_KENDALL_H
#define PB_ENGINE_STATS_MANN_KENDALL_H

#include "engine/stats/value_series.h"

/** Fewest values of the test, most values of the exact p. */
#define PB_MANN_KENDALL_MIN 5
#define PB_MANN_KENDALL_EXACT 10

typedef struct {
  size_t n;
  int64_t s;
  double variance; /**< > 0 */
  double z, p_normal;
  bool exact;
  double p_exact; /**< when exact */
  double p;       /**< two-sided, the one to report: exact where there is one */
  double tau;     /**< Kendall's tau-b; of the pairs compared, for the seasonal test */
} pb_mann_kendall;

/** Points in time order. False with *reason when there are fewer than five or all are equal. */
bool pb_mann_kendall_test(const pb_value_point *points, size_t n, pb_mann_kendall *test,
                          const char **reason);

/** Seasons 1 .. per_year (at most 12); only seasons with at least three values count, and they must
 * hold ten values together. */
bool pb_seasonal_mann_kendall_test(const pb_value_point *points, size_t n, int per_year,
                                   pb_mann_kendall *test, const char **reason);

/** The points of one season, in order. Free with g_free. */
pb_value_point *pb_points_of_season(const pb_value_point *points, size_t n, int season,
                                    size_t *n_season);

/** Set the scalars s, variance, z, p, p_normal, p_exact, tau. */
void pb_mann_kendall_put(pb_result *result, const pb_mann_kendall *test);

#endif
