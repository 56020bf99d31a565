/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * p values from random permutations.
 *
 * The rule, two-sided by doubling: p = min(1, 2 (b + 1) / (R + 1)), where b is the smaller of the
 * numbers of permutations whose statistic is at least, and at most, as large as the observed one
 * (ties count on both sides), and R the number of permutations. The observed map is counted as one
 * of them (Davison & Hinkley 1997), so p is never 0; with R = 999 it is at least 0.002.
 */
#ifndef PB_ENGINE_STATS_PERMUTATION_H
#define PB_ENGINE_STATS_PERMUTATION_H

#include <stddef.h>
#include <stdint.h>

#include "engine/params.h"

/** "permutations" where they check a p value that is there without them; with "seed" and "threads"
 * of shared_params.h. */
#define PB_PARAM_CHECK_PERMUTATIONS                                                                \
  {                                                                                                \
    .name = "permutations", .title = N_("random permutations that check the p value; 0: none"),    \
    .type = PB_PARAM_INT, .def = 999, .min = 0, .max = 1e6                                         \
  }

typedef struct {
  uint32_t permutations; /**< R; 0: none are done */
  uint64_t seed;
  int threads; /**< the result does not depend on them */
} pb_permutation;

/** The parameters "permutations", "seed" and "threads". */
pb_permutation pb_permutation_of(const pb_params *params);

/** p by the rule above, from how many permutations were at least and at most as large. */
double pb_permutation_p(uint32_t at_least, uint32_t at_most, uint32_t permutations);

/** A statistic of values on n places. */
typedef double (*pb_permuted_statistic)(const double *values, const void *data);

/** p of `observed` among the statistics of the n values put in random order, every permutation with
 * its own stream of (seed, number). `options->permutations` must be above 0. */
double pb_permutation_test(const double *values, size_t n, pb_permuted_statistic statistic,
                           const void *data, double observed, const pb_permutation *options);

#endif
