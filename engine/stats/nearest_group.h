/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Whom a place is fairly compared with: the k places that are most like it. Each variable is made
 * comparable, z = (x - middle) / spread with mean and standard deviation (n - 1), or, so that a few
 * giants do not set the scale, with median and 1.4826 x median absolute deviation; the distance is
 * Euclidean. Every variable weighs the same.
 */
#ifndef PB_ENGINE_STATS_NEAREST_GROUP_H
#define PB_ENGINE_STATS_NEAREST_GROUP_H

#include <stdbool.h>
#include <stddef.h>

/** Standardise n values in place. False, and the values stay, when they do not vary (robust: more
 * than half are equal). */
bool pb_standardise(double *values, size_t n, bool robust);

typedef struct {
  size_t place;
  double distance;
} pb_neighbour;

/** The k places nearest to `self` among n, nearest first, ties by number; `z` holds n_variables
 * standardised values of each place, place after place. Returns how many there are: k, or n - 1.
 * `nearest` has room for n. A place is never its own neighbour. */
size_t pb_nearest_group(const double *z, size_t n, size_t n_variables, size_t self, size_t k,
                        pb_neighbour *nearest);

#endif
