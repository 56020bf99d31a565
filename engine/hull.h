/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Convex hulls of points, for drawing and measuring clusters: Andrew's monotone chain (1979).
 *
 * A hull with a buffer is the hull of circles around the points, each drawn as a regular polygon of
 * PB_HULL_CORNERS sides that lies around the circle: it covers every place within the buffer and at
 * most 0.4 % more than a circle. So one place, or several on a line, have an area too.
 */
#ifndef PB_ENGINE_HULL_H
#define PB_ENGINE_HULL_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define PB_HULL_CORNERS 32

/** Corners counter-clockwise from the leftmost (of these the lowest), the first not repeated, none
 * on a straight side. 1 corner: all points coincide; 2: they lie on a line. */
typedef struct {
  size_t n;
  double *x, *y; /**< metres */
} pb_hull;

/** Of n points with finite coordinates, in any order; 0 points give 0 corners. Free with
 * pb_hull_free. */
pb_hull *pb_hull_of(const double *x, const double *y, size_t n);
/** The same, reaching `buffer_m` further in every direction; 0 adds nothing. */
pb_hull *pb_hull_buffered(const double *x, const double *y, size_t n, double buffer_m);
void pb_hull_free(pb_hull *hull);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_hull, pb_hull_free)

/** 0 below three corners. */
double pb_hull_area_m2(const pb_hull *hull);
/** 1 hectare is 10 000 square metres. */
double pb_hull_area_ha(const pb_hull *hull);
/** Whether a place lies inside or on the border. */
bool pb_hull_contains(const pb_hull *hull, double x, double y);

#endif
