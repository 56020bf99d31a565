/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Sums of kernels around points, at the middles of a raster's cells: the work of a kernel density.
 * Two ways, the same but for a stated error:
 *
 * exact: every point's kernel at every cell within its reach. Grows with points times the cells
 * that a kernel covers.
 *
 * fast: the points are spread to the nodes of a regular grid by polynomial weights (Lagrange), the
 * grid is convolved with the kernel, and the result is interpolated by the same weights. Gaussian:
 * nodes every sixth of the bandwidth, 6 nodes an axis, off by less than 7e-6 of one kernel's height
 * a point, cut off at 6 h (1.5e-8 of the height); its time does not grow with the bandwidth. Other
 * kernels: the nodes are the raster's cells, 4 an axis, convolved by a fast Fourier transform; off
 * where the kernel has its rim. In sums over thousands of points (a test holds it) the Gaussian is
 * within 5e-6 of the highest value, the quartic within 0.2 (cell/h)², the others within 0.1 cell/h.
 */
#ifndef PB_ENGINE_STATS_DENSITY_SUMS_H
#define PB_ENGINE_STATS_DENSITY_SUMS_H

#include "engine/raster.h"
#include "engine/stats/density_kernel.h"

/** Points in metres; `weight` NULL: 1 each. Borrowed. */
typedef struct {
  const double *x, *y, *weight;
  size_t n;
} pb_weighted_points;

typedef enum {
  PB_DENSITY_AUTO, /**< exact when that is little work or h is below 8 cells, else fast */
  PB_DENSITY_EXACT,
  PB_DENSITY_FAST
} pb_density_method;

/** What `PB_DENSITY_AUTO` stands for with n points on a raster. */
pb_density_method pb_density_choose(pb_density_method method, pb_kernel kernel, double h, size_t n,
                                    const pb_raster_frame *frame);
/** sums[cell] = sum of weight * kernel, per square unit, row by row. All points lie in the frame.
 * `threads` as in engine/chunks.h: any number gives the same bits. */
void pb_density_sums(const pb_weighted_points *points, pb_kernel kernel, double h,
                     pb_density_method method, const pb_raster_frame *frame, int threads,
                     double *sums);
/** The same at the points themselves, each with or without its own kernel. `method` exact or fast
 * (the latter for the Gaussian only; others are exact). */
void pb_density_sums_at_points(const pb_weighted_points *points, pb_kernel kernel, double h,
                               pb_density_method method, bool leave_one_out, int threads,
                               double *sums);

/** The ways themselves. */
void pb_density_direct(const pb_weighted_points *points, pb_kernel kernel, double h,
                       const pb_raster_frame *frame, int threads, double *sums);
void pb_density_by_nodes(const pb_weighted_points *points, double h, const pb_raster_frame *frame,
                         int threads, double *sums, double *at_points);
void pb_density_by_fourier(const pb_weighted_points *points, pb_kernel kernel, double h,
                           const pb_raster_frame *frame, int threads, double *sums);

/** Smooth a raster of values with a kernel whose samples at the cells' middles add up to 1; outside
 * the frame there is 0. In place. */
void pb_raster_smooth(double *values, const pb_raster_frame *frame, pb_kernel kernel, double h,
                      int threads);

#endif
