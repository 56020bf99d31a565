/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Density-based clusters: DBSCAN (Ester, Kriegel, Sander & Xu 1996).
 *
 * A point is a core when the points within `reach_m` of it (the distance itself included), it among
 * them, number at least `min_points`; with weights, such as harm, when their weights add up to it
 * (Wheeler & Reuter 2021). Cores within reach of one another are one cluster. A point that is no
 * core but within reach of one is on the border of a cluster; all others are noise.
 *
 * A border point may lie within reach of several clusters. PB_BORDER_NEAREST gives it to the
 * nearest core, of equally near ones to the one with the lowest x, then y: the order of the rows
 * does not matter. PB_BORDER_FIRST gives it to the cluster whose first core comes first in the
 * rows, as Ester's program and its successors do.
 *
 * Clusters are numbered by weight, the heaviest first; of equal ones the one with more points, then
 * the one whose first core has the lowest x, then y.
 *
 * Coincident points are put together first, and points are sorted into squares so small that all in
 * one are within reach of each other: time does not grow with the square of the points however they
 * crowd.
 */
#ifndef PB_ENGINE_STATS_DBSCAN_H
#define PB_ENGINE_STATS_DBSCAN_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { PB_BORDER_NEAREST, PB_BORDER_FIRST } pb_border_rule;
typedef enum { PB_POINT_NOISE, PB_POINT_BORDER, PB_POINT_CORE } pb_point_role;

typedef struct {
  double reach_m;    /**< eps: greater than 0 */
  double min_points; /**< greater than 0: points, or sum of weights */
  pb_border_rule border;
} pb_dbscan_options;

typedef struct {
  size_t n_clusters, n_noise, n_core;
  size_t n_ambiguous; /**< border points within reach of more than one cluster */
  int32_t *cluster;   /**< a point: 0 .. n_clusters - 1, -1 noise */
  uint8_t *role;      /**< a point: pb_point_role */
  uint8_t *ambiguous; /**< a point: 1 when it is one of n_ambiguous */
} pb_dbscan;

/** Of n points in metres, n below 2^31; `weight` (at least 0) NULL: 1 each. n may be 0. Free with
 * pb_dbscan_free. */
pb_dbscan *pb_dbscan_of(const double *x, const double *y, const double *weight, size_t n,
                        const pb_dbscan_options *options);
void pb_dbscan_free(pb_dbscan *found);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_dbscan, pb_dbscan_free)

#endif
