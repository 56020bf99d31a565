/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The circles that a scan looks at: around each place, growing to the next nearest place, as long
 * as what is in them stays within a share of the whole. Places at the same distance come in
 * together, so it does not matter in which order they stand.
 */
#ifndef PB_ENGINE_STATS_SCAN_CIRCLES_H
#define PB_ENGINE_STATS_SCAN_CIRCLES_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** More places than this make too many circles. */
#define PB_SCAN_MOST_PLACES 10000

/** A circle of centre c ends at each step of steps[first[c]] .. steps[first[c + 1] - 1] that
 * `ends`. */
typedef struct {
  uint32_t place : 31, ends : 1;
} pb_scan_step;

typedef struct {
  size_t n, n_circles;
  size_t *first;       /**< n + 1 */
  pb_scan_step *steps; /**< places in the order of their distance from the centre, itself first */
} pb_scan_circles;

/** Around n <= PB_SCAN_MOST_PLACES places in metres; `weight` is what may add up to at most
 * `max_share` of its sum in a circle; `max_radius_m` 0: any. Free with pb_scan_circles_free. */
pb_scan_circles *pb_scan_circles_new(const double *x, const double *y, const double *weight,
                                     size_t n, double max_share, double max_radius_m, int threads);
void pb_scan_circles_free(pb_scan_circles *circles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_scan_circles, pb_scan_circles_free)

#endif
