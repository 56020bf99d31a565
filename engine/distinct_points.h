/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Points that coincide, put together: thousands of events on one address are one place with a
 * weight. Places are numbered by their coordinates, so whatever goes over them by number does not
 * depend on the order of the rows.
 */
#ifndef PB_ENGINE_DISTINCT_POINTS_H
#define PB_ENGINE_DISTINCT_POINTS_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  size_t n_points, n; /**< points, and places they lie on */
  double *x, *y;      /**< n: ascending by x, then y */
  double *weight;     /**< n: sum of the points' weights, added up in ascending order */
  uint32_t *place;    /**< n_points: the place of each point */
  uint32_t *first;    /**< n + 1: where a place's points begin in `point` */
  uint32_t *point;    /**< n_points: points place by place, in a place by weight, then position */
} pb_distinct_points;

/** Of n points with finite coordinates, n below 2^32; `weight` NULL: 1 each. Coordinates must be
 * equal to coincide. Free with pb_distinct_points_free. */
pb_distinct_points *pb_distinct_points_new(const double *x, const double *y, const double *weight,
                                           size_t n);
void pb_distinct_points_free(pb_distinct_points *points);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_distinct_points, pb_distinct_points_free)

#endif
