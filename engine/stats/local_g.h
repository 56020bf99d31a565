/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Where high or low values lie together: Getis & Ord's local G (the neighbours without the place)
 * and G* (with it), as standardised by Ord & Getis (1995):
 *
 *   G*:  z_i = (sum_j w_ij x_j - xbar W_i) / sqrt(S^2 (n S1_i - W_i^2) / (n - 1)),
 *
 * W_i = sum_j w_ij, S1_i = sum_j w_ij^2, w_ii = 1, S^2 = sum (x - xbar)^2 / n. G is the same over
 * the n - 1 other places, whose mean and S^2 change from place to place.
 *
 * The permutations of the statistic hold the place's own value fixed, so with G* their p asks about
 * the neighbours alone and may differ from that of z, which counts the place's own value too.
 */
#ifndef PB_ENGINE_STATS_LOCAL_G_H
#define PB_ENGINE_STATS_LOCAL_G_H

#include <stdbool.h>

#include "engine/weights.h"

typedef struct {
  bool star;          /**< G*: the place counts among its neighbours, with weight 1 */
  bool standardise;   /**< the weights of a place are made to add up to 1 (style W) */
  bool less_one;      /**< S^2 with one less than the number of places, as Getis & Ord (1996) */
  bool islands_alone; /**< G*: a place without neighbours is a neighbourhood of its own */
} pb_local_g_options;

typedef struct {
  double lag;                   /**< sum_j w_ij x_j */
  bool has_share;               /**< no value is below 0, and their sum is above it */
  double g, expected, variance; /**< lag as a share of the sum of all (G*) or all other values */
  double z, p;                  /**< normal, two-sided */
  const char *reason; /**< NULL, or why z is not defined: "island", "everything is a neighbour",
                         "no variation" */
} pb_local_g;

/** Of weights->n values into places[]. False when the values do not vary or there are fewer than 3
 * places; nothing is computed then. */
bool pb_local_g_of(const double *values, const pb_weights *weights,
                   const pb_local_g_options *options, pb_local_g *places);

#endif
