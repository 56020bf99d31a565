/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Where the clusters of points lie and how large they are. */
#ifndef PB_ENGINE_STATS_CLUSTER_SHAPE_H
#define PB_ENGINE_STATS_CLUSTER_SHAPE_H

#include "engine/hull.h"
#include "engine/params.h"
#include "engine/result.h"
#include "engine/text.h"

typedef struct {
  size_t n, n_places; /**< points, and distinct places they lie on */
  double weight;      /**< sum of the points' weights */
  double x, y;        /**< mean of the points, metres */
  double radius_m;    /**< from there to the farthest point */
  pb_hull *hull;      /**< around the points, with the buffer; owned */
} pb_cluster_shape;

/** Shapes of clusters 0 .. n_clusters - 1 of n points (-1: in none), `weight` NULL: 1 each. Sums go
 * by coordinates, not by rows. Free with pb_cluster_shapes_free. */
pb_cluster_shape *pb_cluster_shapes_of(const double *x, const double *y, const double *weight,
                                       const int32_t *cluster, size_t n, size_t n_clusters,
                                       double buffer_m);
void pb_cluster_shapes_free(pb_cluster_shape *shapes, size_t n_clusters);

/** The columns cluster, points, places, weight, x, y, radius_m, area_ha and points_per_ha: a row a
 * cluster. */
void pb_cluster_shapes_put(pb_result *result, const pb_cluster_shape *shapes, size_t n_clusters);

/** "list" and "buffer" of statistics that can list points or clusters. */
#define PB_PARAM_CLUSTER_LIST                                                                      \
  {                                                                                                \
    .name = "list", .title = N_("a row for each point of the input, or one for each cluster"),     \
    .type = PB_PARAM_CHOICE, .def_text = "points", .choices = pb_cluster_lists                     \
  }
#define PB_PARAM_CLUSTER_BUFFER                                                                    \
  {                                                                                                \
    .name = "buffer", .title = N_("how far the outline of a cluster reaches beyond its points"),   \
    .unit = N_("m"), .type = PB_PARAM_DOUBLE, .def = 25, .min = 0, .max = 100000                   \
  }
extern const char *const pb_cluster_lists[];

#endif
