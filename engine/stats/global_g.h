/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The general G (Getis & Ord 1992): do high values lie beside high ones, or low beside low?
 *
 *   G = sum_ij w_ij x_i x_j / sum_(i != j) x_i x_j,   E = S0 / (n (n - 1)),
 *
 * values not below 0, over the places that have neighbours, with the variance under randomisation.
 * Above E: high values lie together; below: low ones.
 */
#ifndef PB_ENGINE_STATS_GLOBAL_G_H
#define PB_ENGINE_STATS_GLOBAL_G_H

#include "engine/stats/global_map.h"

/** False with a reason (N_() text): see pb_global_map_possible; or a value is below 0, or fewer
 * than two are above. The test of normality is not there. */
bool pb_global_g(const double *values, const pb_weights *weights, pb_global_map *map,
                 const char **reason);

#endif
