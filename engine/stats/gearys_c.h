/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Geary's C (Geary 1954; Cliff & Ord 1981): below 1 when near places have like values.
 *
 *   C = (n - 1) / (2 S0) * sum_ij w_ij (x_i - x_j)^2 / sum (x - xbar)^2,   E = 1,
 *
 * with Cliff & Ord's variances; z is (1 - C) over their root, positive for likeness. n is the
 * number of places that have neighbours.
 */
#ifndef PB_ENGINE_STATS_GEARYS_C_H
#define PB_ENGINE_STATS_GEARYS_C_H

#include "engine/stats/global_map.h"

/** False with a reason (N_() text): see pb_global_map_possible. */
bool pb_gearys_c(const double *values, const pb_weights *weights, pb_global_map *map,
                 const char **reason);

#endif
