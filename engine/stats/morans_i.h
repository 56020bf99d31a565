/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Moran's I (Moran 1950; Cliff & Ord 1981): positive when near places have like values.
 *
 *   I = n / S0 * sum_ij w_ij z_i z_j / sum z^2,   E = -1 / (n - 1),   z = x - xbar,
 *
 * with Cliff & Ord's variances under randomisation and normality; n is the number of places that
 * have neighbours.
 */
#ifndef PB_ENGINE_STATS_MORANS_I_H
#define PB_ENGINE_STATS_MORANS_I_H

#include "engine/stats/global_map.h"

/** False with a reason (N_() text): see pb_global_map_possible. */
bool pb_morans_i(const double *values, const pb_weights *weights, pb_global_map *map,
                 const char **reason);

#endif
