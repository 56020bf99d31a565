/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Kernels in the plane, each with a mass of 1, h the bandwidth and d the distance:
 *   gaussian      exp(-d²/2h²) / (2 pi h²)          h is the standard deviation along each axis
 *   quartic       3 / (pi h²) (1 - d²/h²)²          within h, as those below
 *   epanechnikov  2 / (pi h²) (1 - d²/h²)
 *   triangular    3 / (pi h²) (1 - d/h)
 * (Silverman 1986, 4.2.) The Gaussian is cut off where it no longer matters: at 8 h, where it is
 * 1.3e-14 of its height.
 */
#ifndef PB_ENGINE_STATS_DENSITY_KERNEL_H
#define PB_ENGINE_STATS_DENSITY_KERNEL_H

#include <stdbool.h>

typedef enum {
  PB_KERNEL_GAUSSIAN,
  PB_KERNEL_QUARTIC,
  PB_KERNEL_EPANECHNIKOV,
  PB_KERNEL_TRIANGULAR
} pb_kernel;

/** Where the Gaussian is cut off, in bandwidths. */
#define PB_GAUSSIAN_REACH 8.0

/** Per square unit of h at the squared distance d2. */
double pb_kernel_at(pb_kernel kernel, double h, double d2);
/** Farther away the kernel is 0 (or cut off). */
double pb_kernel_reach(pb_kernel kernel, double h);
/** What a Gaussian's standard deviation is multiplied by to get the bandwidth of this kernel with
 * the same variance along each axis: 1, sqrt(8), sqrt(6), sqrt(20 / 3). */
double pb_kernel_per_sigma(pb_kernel kernel);
/** Share of a Gaussian's mass inside low .. high along one axis, around `at`. */
double pb_gaussian_inside(double low, double high, double at, double h);

#endif
