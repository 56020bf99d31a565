/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * One number for a whole map: do near places have like values? What Moran's I, Geary's C and the
 * general G share: their result, and its making from a table.
 *
 * A place without neighbours counts in the mean of the values but not in n.
 */
#ifndef PB_ENGINE_STATS_GLOBAL_MAP_H
#define PB_ENGINE_STATS_GLOBAL_MAP_H

#include "engine/stats/map_input.h"
#include "engine/stats/permutation.h"
#include "engine/stats/weight_sums.h"

/** A variance of a statistic and its test by the normal distribution, two-sided. */
typedef struct {
  bool present; /**< the variance is above 0 */
  double variance, z, p;
} pb_map_test;

typedef struct {
  double statistic, expected;
  pb_map_test randomisation; /**< the values may lie in any order */
  pb_map_test normality;     /**< the values are draws from a normal distribution */
} pb_global_map;

/** The test of `statistic` against `expected`; `sign` -1 where small values mean likeness. */
pb_map_test pb_map_test_of(double statistic, double expected, double variance, double sign);

/** A global statistic of values and weights. */
typedef struct {
  const char *name;  /**< of the result: "morans-i" */
  const char *value; /**< its scalar: "moran" */
  bool has_normality;
  /** For permutations: what changes in the statistic when its values are put in another order, from
   * the values, or from their deviations from the mean. */
  double (*changing)(const double *values, const pb_weights *weights);
  bool of_deviations;
  /** False when it is not defined; *reason is then an N_() sentence. */
  bool (*of)(const double *values, const pb_weights *weights, pb_global_map *map,
             const char **reason);
} pb_global_statistic;

/** Too few places with neighbours (4 are needed), no links, or values that are all alike: false
 * with an N_() sentence. */
bool pb_global_map_possible(const pb_weight_sums *sums, const pb_deviations *deviations,
                            const char **reason);

/** `run` of the descriptor: reads the table and the parameters style, permutations, seed and
 * threads. */
pb_result *pb_global_map_run(const pb_global_statistic *statistic, const pb_table *table,
                             const pb_params *params, GError **error);

#endif
