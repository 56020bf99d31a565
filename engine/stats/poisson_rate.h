/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Interval of a Poisson count and of a rate.
 *
 * Exact (Garwood 1936): L = chi2(a/2; 2k)/2, U = chi2(1 - a/2; 2k + 2)/2, L = 0 at k = 0. This is
 * what reports use. Byar's approximation (Rothman & Boice 1979) and the mid-P interval are there
 * for comparison with other programs.
 */
#ifndef PB_ENGINE_STATS_POISSON_RATE_H
#define PB_ENGINE_STATS_POISSON_RATE_H

#include "engine/stats/count.h"

/** Below this count a rate is called unreliable: the relative standard error 1/sqrt(k) passes 22 %.
 */
#define PB_UNRELIABLE_BELOW 20

typedef enum { PB_POISSON_EXACT, PB_POISSON_BYAR, PB_POISSON_MID_P } pb_poisson_method;

typedef struct {
  double rate, lower, upper; /**< per `per` of exposure */
  bool unreliable;           /**< the count is below PB_UNRELIABLE_BELOW */
} pb_rate;

/** Interval of the expected count behind `count` (>= 0); `confidence` in (0, 1), 0: 0.95. */
pb_interval pb_poisson_interval(int64_t count, double confidence, pb_poisson_method method);

/** The exact interval's two ends at real numbers in place of counts: the tail quantiles of gamma
 * distributions of shape `lower_count` (0: the end is 0) and `upper_count` + 1, both >= 0. */
pb_interval pb_poisson_ends(double lower_count, double upper_count, double confidence);

/** Rate per `per` (100000) with its exact interval. False, and nothing written, when the exposure
 * is not positive or the count is negative. */
bool pb_poisson_rate(pb_count count, double per, double confidence, pb_rate *rate);

#endif
