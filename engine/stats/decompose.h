/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Classical decomposition (Kendall & Stuart 1983; R's decompose): trend = centred moving average
 * over a year, with half weights at both ends when the year has an even number of periods; season =
 * mean over the years of value - trend (or value / trend), centred to sum 0 (mean 1).
 */
#ifndef PB_ENGINE_STATS_DECOMPOSE_H
#define PB_ENGINE_STATS_DECOMPOSE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
  size_t n, period;
  size_t margin;  /**< periods at each end without a trend */
  double *trend;  /**< n */
  double *figure; /**< season, `period` values; figure[0] belongs to the first value */
} pb_decomposition;

/** Split. False with *reason when there are fewer than two full years, or multiplicatively with a
 * value that is not positive. Clear with pb_decomposition_clear. */
bool pb_decompose(const double *values, size_t n, size_t period, bool multiplicative,
                  pb_decomposition *parts, const char **reason);
void pb_decomposition_clear(pb_decomposition *parts);

#endif
