/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Nearest-neighbour hierarchical clusters, the NNH routine that crime analysts know from CrimeStat
 * (Levine 2013, chapter 7), by a rule that does not depend on the order of the rows.
 *
 * Points nearer to each other than a threshold can be in one cluster. The threshold is given, or is
 * what randomly placed points would have to their nearest neighbour (Clark & Evans 1954): mean
 * 0.5 sqrt(A/n), standard error sqrt((4 - pi) A / (4 pi n^2)) = 0.26136 sqrt(A)/n, taken `factor`
 * standard errors below the mean, A the area and n the points.
 *
 * The rule: of the free points, the one with the most free points within the threshold (itself
 * among them, the distance itself included) is the seed; of equals the one with the lowest x, then
 * y. All of them form a cluster if they number at least `min_points`, and are free no more; and so
 * on. So a cluster lies within a circle, and clusters come out by size, the largest first. Their
 * mean centres are clustered once more in the same way, with their own number and the same area,
 * into clusters of the second order.
 */
#ifndef PB_ENGINE_STATS_NEAREST_NEIGHBOUR_CLUSTERS_H
#define PB_ENGINE_STATS_NEAREST_NEIGHBOUR_CLUSTERS_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  double area_m2;    /**< of the place that points could lie in; 0: both distances are given */
  double factor;     /**< standard errors below the mean random distance */
  double distance_m; /**< threshold; 0: from the area */
  double second_distance_m; /**< threshold of the second order; 0: from the area */
  size_t min_points;        /**< at least 1 */
  size_t min_clusters;      /**< in a cluster of the second order, at least 1 */
} pb_nnh_options;

typedef struct {
  double distance_m, second_distance_m; /**< thresholds used; 0: none could be made */
  size_t n_clusters, n_second;
  int32_t *cluster; /**< a point: 0 .. n_clusters - 1, or -1 */
  int32_t *second;  /**< a cluster: 0 .. n_second - 1, or -1 */
} pb_nnh;

/** Mean random distance to the nearest neighbour less `factor` standard errors; 0 when that is not
 * above 0. */
double pb_random_distance_m(double area_m2, size_t n, double factor);
/** Of n points in metres, n below 2^31. Free with pb_nnh_free. */
pb_nnh *pb_nnh_of(const double *x, const double *y, size_t n, const pb_nnh_options *options);
void pb_nnh_free(pb_nnh *found);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_nnh, pb_nnh_free)

#endif
