/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Contours of a raster: the areas where it is at or above a level, as closed rings.
 *
 * Marching squares between the middles of cells, with linear interpolation along the sides. Cells
 * that are not valid, and everything outside the raster, count as 0, so every line closes; levels
 * must be above 0. Saddles (two opposite corners at or above the level): the two are joined when
 * the mean of the four corners is at or above the level, and else kept apart.
 *
 * An area is one outer ring, counter-clockwise, and its holes, clockwise; an island in a hole is an
 * area of its own. Rings are closed: the first point is not repeated.
 */
#ifndef PB_ENGINE_CONTOUR_H
#define PB_ENGINE_CONTOUR_H

#include "engine/raster.h"

typedef struct {
  double *x, *y; /**< metres */
  size_t n;
} pb_contour_ring;

typedef struct {
  pb_contour_ring *rings; /**< the first is the outer one, the others its holes */
  size_t n_rings;
  double area_m2;  /**< without the holes */
  double n_events; /**< points or weight inside, as pb_contours_count says; 0 before */
} pb_contour_area;

/** The areas of one level, ordered by the lower left of the cells they start in (row, column). */
typedef struct {
  double level;
  pb_contour_area *areas;
  size_t n_areas;
} pb_contours;

/** The areas at or above `level` (> 0) of a raster of values >= 0. Free with pb_contours_free. */
pb_contours *pb_contours_of(const pb_raster *raster, double level);
void pb_contours_free(pb_contours *contours);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_contours, pb_contours_free)

/** A point inside the area and not in a hole. */
bool pb_contour_area_holds(const pb_contour_area *area, double x, double y);

/** Count n points (weight NULL: 1 each) in every area. */
void pb_contours_count(pb_contours *contours, const double *x, const double *y,
                       const double *weight, size_t n);
/** For public copies: after pb_contours_count, drop the areas with fewer than `least` events; how
 * many were dropped. A dropped area is not shown at this level; it lies within a lower level's. */
size_t pb_contours_drop_below(pb_contours *contours, double least);
/** Fill the holes that hold fewer than `least` of the points: their line would show that hardly
 * anything happened inside. The areas are counted anew. How many were filled. */
size_t pb_contours_fill_holes_below(pb_contours *contours, double least, const double *x,
                                    const double *y, const double *weight, size_t n);

/** The level whose area is the smallest that holds `share` (0 .. 1) of the raster's volume. Each
 * cell counts by its value; false when the volume is 0. */
bool pb_contour_level_of_volume(const pb_raster *raster, double share, double *level);
/** The quantile at `share` of the values above 0 of valid cells (type 7); false without any. */
bool pb_contour_level_of_quantile(const pb_raster *raster, double share, double *level);

#endif
