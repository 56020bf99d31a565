/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Local Moran (Anselin 1995): does a place have neighbours like itself or unlike?
 *
 *   I_i = z_i / m2 * sum_j w_ij z_j,   z = x - xbar,   m2 = sum z^2 / n.
 *
 * Conditional moments (the place's value fixed, Sokal, Oden & Thomson 1998):
 *   E = -z_i^2 W_i / ((n - 1) m2),
 *   V = (z_i / m2)^2 n / (n - 2) (W2_i - W_i^2 / (n - 1)) (m2 - z_i^2 / (n - 1));
 * total (all values in any order, Anselin 1995):
 *   E = -W_i / (n - 1),   V = A W2_i + B (W_i^2 - W2_i) - E^2,
 *   A = (n - b2) / (n - 1),   B = (2 b2 - n) / ((n - 1) (n - 2)),   b2 = (sum z^4 / n) / m2^2.
 */
#ifndef PB_ENGINE_STATS_LOCAL_MORAN_H
#define PB_ENGINE_STATS_LOCAL_MORAN_H

#include <stdbool.h>

#include "engine/weights.h"

typedef struct {
  double lag; /**< sum_j w_ij x_j */
  double i, expected, variance;
  double z, p;         /**< normal, two-sided */
  bool high, lag_high; /**< x_i, and the neighbours together, above the mean */
  const char *reason;  /**< NULL, or why z is not defined: "island", "everything is a neighbour",
                          "no variation", "value is the mean" */
} pb_local_moran;

/** Of weights->n values into places[], with the weights as they are. False when the values do not
 * vary or there are fewer than 3 places; nothing is computed then. */
bool pb_local_moran_of(const double *values, const pb_weights *weights, bool total_variance,
                       pb_local_moran *places);
/** "HH", "LL", "HL" or "LH": the place, and its neighbours. */
const char *pb_local_moran_quadrant(const pb_local_moran *place);

#endif
