/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Spatial weights: for each place its neighbours, in compressed rows. geo/ makes them from polygons
 * or points, `stat` from a column of texts; the engine knows no polygon.
 */
#ifndef PB_ENGINE_WEIGHTS_H
#define PB_ENGINE_WEIGHTS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/column.h"

typedef struct {
  size_t n;            /**< places */
  size_t *first;       /**< n + 1 entries: neighbours of i are first[i] .. first[i + 1] - 1 */
  uint32_t *neighbour; /**< positions, ascending within a place, never i itself */
  double *weight;      /**< one each; binary unless standardised */
} pb_weights;

/** Links between `n` places from pairs (i, j), both below n; a pair given twice counts once, (i, i)
 * is left out. Binary weights, not made symmetric. Free with pb_weights_free. */
pb_weights *pb_weights_from_pairs(size_t n, const uint32_t (*pairs)[2], size_t n_pairs);
/** From a column of identifiers and one with the identifiers of the neighbours, parted by blanks
 * (missing: none). NULL with PB_ERROR_STATISTIC for an identifier that is missing, repeated or
 * unknown, naming the row. */
pb_weights *pb_weights_from_columns(const pb_column *id, const pb_column *neighbours,
                                    GError **error);
void pb_weights_free(pb_weights *weights);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_weights, pb_weights_free)

/** How many neighbours place i has; 0: an island. */
size_t pb_weights_degree(const pb_weights *weights, size_t i);
/** Make the weights of every place with neighbours add up to 1 (row standardisation, style W). */
void pb_weights_standardise(pb_weights *weights);
/** Sum of all weights: S0. */
double pb_weights_sum(const pb_weights *weights);

#endif
