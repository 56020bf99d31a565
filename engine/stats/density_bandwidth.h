/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Bandwidths for a kernel density, each as the standard deviation of a Gaussian in metres; times
 * pb_kernel_per_sigma() for the other kernels.
 *
 * Scott (1992): sd * n^(-1/6) along each axis; for one bandwidth in all directions the geometric
 * mean of both axes. Berman & Diggle (1989): least mean square error of the intensity under a Cox
 * process, from the K function with the rigid-motion correction. Likelihood (Loader 1999): the
 * largest cross-validated likelihood of a Poisson process.
 *
 * Coincident points: the last two look at each place once, however many events it has. A pair at
 * distance 0 would say that any smaller bandwidth is better, and the bandwidth would fall to 0. The
 * density itself counts every event.
 *
 * `window` says where events can lie; those outside must have been left out.
 */
#ifndef PB_ENGINE_STATS_DENSITY_BANDWIDTH_H
#define PB_ENGINE_STATS_DENSITY_BANDWIDTH_H

#include "engine/stats/density_window.h"

/** n places, x[] and y[]. */
typedef struct {
  double *x, *y;
  size_t n;
} pb_places;

/** Each place once, ascending by x and then y. Clear with pb_places_clear. */
pb_places pb_places_of(const double *x, const double *y, size_t n);
void pb_places_clear(pb_places *places);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(pb_places, pb_places_clear)

/** False when the points lie at one place or in a line along an axis. */
bool pb_bandwidth_scott(const double *x, const double *y, size_t n, double *h_x, double *h_y);
/** Silverman's rule of thumb for one axis as MASS::bandwidth.nrd has it: four times a standard
 * deviation. `values` are sorted in place. False when they do not differ. */
bool pb_bandwidth_nrd(double *values, size_t n, double *width);
/** False when there are fewer than 3 places, or the least error lies at the smallest bandwidth
 * looked at: a 1022nd of the largest, an eighth of the place's shorter side (or where 1 000 places
 * are to be expected, if that is nearer). */
bool pb_bandwidth_berman_diggle(const pb_places *places, const pb_density_window *window,
                                int threads, double *sigma);
/** The best of 16 bandwidths in geometric steps from the smallest distance between two places to
 * half the place's diameter, but not from below a ten thousandth of that: two places a millimetre
 * apart are one, and would make the steps coarse. False when there are fewer than 3 places or none
 * of them serves. */
bool pb_bandwidth_likelihood(const pb_places *places, const pb_density_window *window, int threads,
                             double *sigma, GError **error);

#endif
