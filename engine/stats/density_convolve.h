/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Convolution of rows of numbers with a symmetric kernel. */
#ifndef PB_ENGINE_STATS_DENSITY_CONVOLVE_H
#define PB_ENGINE_STATS_DENSITY_CONVOLVE_H

#include <stddef.h>

/** Convolve n_rows rows of n_cols values, in place, along the rows and then across them with the
 * kernel whose values at -reach .. reach are kernel[|k|]; outside there is 0. The same bits for any
 * number of threads. */
void pb_convolve_both_ways(double *values, size_t n_cols, size_t n_rows, const double *kernel,
                           size_t reach, int threads);

#endif
