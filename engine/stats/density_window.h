/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Where events can lie: a rectangle, or a place given as a mask; and its measures. */
#ifndef PB_ENGINE_STATS_DENSITY_WINDOW_H
#define PB_ENGINE_STATS_DENSITY_WINDOW_H

#include "engine/raster.h"

typedef struct {
  double x_min, x_max, y_min, y_max; /**< the rectangle; of a mask, its raster's */
  const pb_raster *mask;             /**< shares inside, borrowed; NULL: the rectangle */
} pb_density_window;

pb_density_window pb_density_window_of_frame(const pb_raster_frame *frame);
pb_density_window pb_density_window_of_mask(const pb_raster *mask);
/** Share of a cell inside, 0 .. 1; with a mask, the frame is the mask's. */
double pb_density_window_share(const pb_density_window *window, const pb_raster_frame *frame,
                               size_t col, size_t row);
/** A point of the rectangle, or of a cell that is not wholly outside. */
bool pb_density_window_holds(const pb_density_window *window, double x, double y);

typedef struct {
  double area;
  double width_m;    /**< how fast the place shrinks when it meets itself moved: see below */
  double corner;     /**< a rectangle's term of second order; 0 for a mask */
  double short_side; /**< of the box around it */
  double diameter;   /**< largest distance between two of its points */
} pb_window_shape;

/** Of the rectangle, or of a mask's cells that are not wholly outside. */
pb_window_shape pb_window_shape_of(const pb_density_window *window);
/** Area that the place has in common with itself moved by the distance r, over all directions (the
 * isotropised set covariance): exact for a rectangle up to its shorter side; for a mask the first
 * order, from the lengths of its shadows along both axes. At least a tenth of the area. */
double pb_window_overlap(const pb_window_shape *shape, double r);

#endif
