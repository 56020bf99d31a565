/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What the results of local statistics of a map have in common: a row for each place with z, p
 * from the normal distribution and from conditional permutation, p adjusted, a verdict, and the
 * reason where there is none. */
#ifndef PB_ENGINE_STATS_LOCAL_TABLE_H
#define PB_ENGINE_STATS_LOCAL_TABLE_H

#include "engine/stats/map_findings.h"
#include "engine/stats/map_input.h"
#include "engine/stats/permutation.h"

/** The test of one place. */
typedef struct {
  double z, p;
  const char *reason; /**< NULL, or why there is no test */
} pb_local_test;

/** The word for a place that stands out. */
typedef const char *(*pb_local_verdict)(size_t place, const void *data);

/** A result with its counts of used and missing rows. */
pb_result *pb_local_table_new(const char *name, const pb_map_input *input);
/** Say why nothing can be computed: too few places, no crimes, or values that are all alike. */
void pb_local_table_refuse(pb_result *result, const pb_map_input *input);
/** Columns neighbours, z, p, p_permutation (with permutations), p_adjusted, verdict (the word for a
 * finding, "undecided" or "n/a") and reason. `input->weights` must hold the weights of the
 * statistic; `params` those of map_findings.h and permutation.h. */
void pb_local_table_fill(pb_result *result, const pb_map_input *input, const pb_local_test *tests,
                         const pb_params *params, pb_local_verdict verdict, const void *data);

#endif
