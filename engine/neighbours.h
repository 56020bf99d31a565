/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Neighbours of points: all within a distance, or the k nearest. For areas, give their centroids or
 * label points. Contiguity of areas is geo/adjacency.h.
 *
 * Distances are Euclidean in the unit of the coordinates (metres). A point is never its own
 * neighbour; another at the same place is one, at distance 0. Weights are binary. Ties are decided
 * by position, so the same points give the same neighbours, whatever the machine.
 */
#ifndef PB_ENGINE_NEIGHBOURS_H
#define PB_ENGINE_NEIGHBOURS_H

#include "engine/weights.h"

/** All j != i with distance <= `reach` (>= 0): symmetric; points without any are islands. The
 * coordinates are finite. NULL with PB_ERROR_MEMORY when the links do not fit. */
pb_weights *pb_neighbours_within(const double *x, const double *y, size_t n, double reach,
                                 GError **error);
/** For each point its `k` nearest others, of equally far ones those that come first; all others
 * when there are fewer than k. Not symmetric. NULL with PB_ERROR_MEMORY. */
pb_weights *pb_neighbours_nearest(const double *x, const double *y, size_t n, size_t k,
                                  GError **error);

#endif
