/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Kernel density: the intensity of events, per square metre, as a smooth surface.
 *
 *   none           f(u) = sum_i w_i K(u - x_i)
 *   uniform        f(u) = sum_i w_i K(u - x_i) / e(u)         Diggle (1985)
 *   jones-diggle   f(u) = sum_i w_i K(u - x_i) / e(x_i)       Jones (1993): keeps the events'
 * number
 *
 * with e the share of the kernel's mass inside the place, a rectangle or a mask. Cells outside it
 * have no value, and points outside it are not used. Use the same bandwidth for all years that are
 * compared.
 */
#ifndef PB_ENGINE_STATS_KERNEL_DENSITY_H
#define PB_ENGINE_STATS_KERNEL_DENSITY_H

#include "engine/stats/density_sums.h"
#include "engine/stats/density_window.h"

/** A number per square metre times this is per square kilometre. */
#define PB_PER_KM2 1e6

typedef enum { PB_EDGE_NONE, PB_EDGE_UNIFORM, PB_EDGE_JONES_DIGGLE } pb_edge_correction;

typedef struct {
  pb_kernel kernel;
  double h_m; /**< bandwidth, at least the side of a cell */
  pb_edge_correction edge;
  pb_density_method method;
  int threads;
} pb_density_settings;

/** How far the frame of a mask should reach beyond the events, so that every share of a kernel that
 * is used is right: twice the kernel's reach, a Gaussian's taken as 4 h. */
double pb_kernel_density_margin_m(const pb_density_settings *settings);

/** The surface on `frame`, per square metre; a mask lies on that very frame. *n_outside (may be
 * NULL): points outside the place. Errors: PB_ERROR_STATISTIC (bandwidth smaller than a cell, mask
 * on another frame, raster too large), PB_ERROR_MEMORY. Free with pb_raster_free. */
pb_raster *pb_kernel_density(const pb_weighted_points *points, const pb_raster_frame *frame,
                             const pb_density_window *window, const pb_density_settings *settings,
                             size_t *n_outside, GError **error);

/** Sum of the surface over the place: the number of events it holds. */
double pb_density_volume(const pb_raster *raster, const pb_density_window *window);

/** The intensity at the points themselves, with or without the point's own kernel: density[i] and
 * inside[i] (false: the point lies outside the place; both arrays points->n long). The frame's
 * cells only serve the edge correction. */
bool pb_kernel_density_at_points(const pb_weighted_points *points, const pb_raster_frame *frame,
                                 const pb_density_window *window,
                                 const pb_density_settings *settings, bool leave_one_out,
                                 double *density, bool *inside, GError **error);

#endif
