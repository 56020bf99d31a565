/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Quantiles as R's type 7 and NumPy's default (Hyndman & Fan 1996). */
#ifndef PB_ENGINE_STATS_QUANTILE_H
#define PB_ENGINE_STATS_QUANTILE_H

#include <stddef.h>

/** Sort in place, ascending. */
void pb_sort_doubles(double *values, size_t n);
/** Quantile at `share` (0 .. 1) of n >= 1 ascending values. */
double pb_quantile_sorted(const double *sorted, size_t n, double share);

#endif
