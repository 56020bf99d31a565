/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Conditional permutation (Anselin 1995): is the sum around a place unusual, if the other places'
 * values lay in any order? The place keeps its own value; its k neighbours are drawn from the other
 * n - 1 places, without drawing any of them twice.
 *
 * One test serves all local statistics that are a growing function of the neighbours' sum when the
 * place's own value is fixed: G, G* and local Moran.
 *
 * Every place has its own stream of (seed, position), so places may be done in any order and on any
 * number of threads.
 */
#ifndef PB_ENGINE_STATS_CONDITIONAL_DRAW_H
#define PB_ENGINE_STATS_CONDITIONAL_DRAW_H

#include <stddef.h>

#include "engine/stats/permutation.h"
#include "engine/weights.h"

/** p[i] of sum_j w_ij values[j], two-sided by the rule of permutation.h, for the weights->n places;
 * 1 for a place without neighbours, which says nothing. `values` are best taken from their mean.
 * Does nothing when `options->permutations` is 0. */
void pb_conditional_p(const double *values, const pb_weights *weights,
                      const pb_permutation *options, double *p);

#endif
