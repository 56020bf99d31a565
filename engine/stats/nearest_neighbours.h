/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * How far points are from their nearest neighbours, against points spread at random.
 *
 * Clark & Evans 1954: R = mean distance / (1 / (2 sqrt(n / A))), below 1 clustered, above 1 spread
 * out; z with SE = sqrt((4 - pi) A / (4 pi)) / n. Points near the edge have neighbours outside that
 * nobody sees, so R is too large; Donnelly 1978 corrects the mean with the window's perimeter P:
 *   E = sqrt(A / n) / 2 + (0.0514 + 0.0412 / sqrt(n)) P / n,
 *   SE^2 = 0.0703 A / n^2 + 0.037 P sqrt(A / n^5).
 * The third ratio is to the mean of the Kaplan-Meier distribution of distances, in which a distance
 * longer than that to the edge is censored (Baddeley & Gill 1997), on 512 steps as in spatstat.
 */
#ifndef PB_ENGINE_STATS_NEAREST_NEIGHBOURS_H
#define PB_ENGINE_STATS_NEAREST_NEIGHBOURS_H

#include "engine/stats/point_window.h"

/** Distance of each of n points to its k-th nearest other point (coincident ones are at 0);
 * 1 <= k < n. */
void pb_neighbour_distances(const double *x, const double *y, size_t n, size_t k, double *distance);

typedef struct {
  double mean, ratio, z, p; /**< Clark & Evans */
  double donnelly_ratio, donnelly_z, donnelly_p;
} pb_clark_evans;

/** Of the mean distance to the nearest of n >= 2 points in a window of that area and perimeter,
 * metres. */
pb_clark_evans pb_clark_evans_of(double mean, size_t n, double area, double perimeter);
/** The Kaplan-Meier ratio. False when every distance is censored. */
bool pb_clark_evans_cdf(const pb_window *window, const double *x, const double *y,
                        const double *distance, size_t n, double *ratio);

#endif
