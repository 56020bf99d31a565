/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Rates standardised by how much they vary by chance (Assuncao & Reis 1999), for maps of rates:
 *
 *   z_i = (r_i - m) / sqrt(A + m / x_i),   m = sum n / sum x,   A = s2 - m / xbar,
 *   s2 = sum x_i (r_i - m)^2 / sum x.
 *
 * A may be below 0; where A + m / x_i is, m / x_i alone is used.
 */
#ifndef PB_ENGINE_STATS_EB_STANDARDISE_H
#define PB_ENGINE_STATS_EB_STANDARDISE_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/stats/count.h"

/** Sums over a set of places. */
typedef struct {
  double count, exposure;
  double squares; /**< sum x (r - m)^2 */
  size_t n;
} pb_eb_sums;

pb_eb_sums pb_eb_sums_of(const pb_count *counts, size_t n);
/** A: spread between the places' rates beyond chance; may be below 0. */
double pb_eb_excess(pb_eb_sums sums);

/** z of n places; exposures must be above 0. False when there are no crimes or n is 0. */
bool pb_eb_standardise(const pb_count *counts, size_t n, double *z);

#endif
