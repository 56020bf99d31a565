/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Local regression of one variable (Cleveland & Devlin 1988), as R's loess with family gaussian: a
 * polynomial of degree 0 to 2 through the nearest floor(n span + 1e-5) points, tricube weights.
 *
 * PB_LOESS_DIRECT fits at every point. PB_LOESS_INTERPOLATE fits value and slope at the corners of
 * cells and joins them by cubic Hermite pieces: the box of the data widened by 0.005 of itself at
 * each end is halved at the middle point until no cell has more than floor(0.2 n span) points.
 */
#ifndef PB_ENGINE_STATS_LOESS_H
#define PB_ENGINE_STATS_LOESS_H

#include <stdbool.h>
#include <stddef.h>

typedef enum { PB_LOESS_DIRECT, PB_LOESS_INTERPOLATE } pb_loess_surface;

typedef struct {
  double span; /**< 0: 0.75; at most 1 */
  int degree;  /**< 0, 1 or 2 */
  pb_loess_surface surface;
} pb_loess_options;

/** Smooth y at each x; x ascending and distinct. False with *reason when the span holds too few
 * points for the degree. */
bool pb_loess(const double *x, const double *y, size_t n, const pb_loess_options *options,
              double *smooth, const char **reason);

/** Robust locally weighted line (Cleveland 1979), as R's lowess: `iterations` rounds of bisquare
 * weights; points within `delta` of the last fitted one are interpolated (< 0: a hundredth of the
 * range). x ascending. False with *reason below two points. */
bool pb_lowess(const double *x, const double *y, size_t n, double span, int iterations,
               double delta, double *smooth, const char **reason);

#endif
