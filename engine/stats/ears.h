/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * EARS C1, C2 and C3 (Hutwagner et al. 2003; Fricker, Hegler & Dunfee 2008): how many standard
 * deviations a period lies above the mean of the `baseline` periods before it.
 *
 * C1(t) = (y - mean) / sd over t-7 .. t-1; C2 the same over t-9 .. t-3; C3(t) = sum over t, t-1 and
 * t-2 of max(0, C2 - 1). Alarm above z, the upper quantile at alpha. Needs no years of history, and
 * knows nothing of season: for series that began lately.
 *
 * Seven values tell little about a standard deviation: in series in which nothing changed 2 to 3
 * percent of weeks alarmed by C1 and C2, 3 to 5 by C3 (phi 1), twice to three times as many at phi
 * 5 (bench_calibration; 0.1 wanted). A reason to look, not a finding.
 *
 * The limit of C3 is the count at which C3(t) = z. R's surveillance (1.20) writes the observed
 * count in place of the mean there, so that the week itself cannot raise an alarm; that is not
 * followed.
 */
#ifndef PB_ENGINE_STATS_EARS_H
#define PB_ENGINE_STATS_EARS_H

#include "engine/stats/count_run.h"

typedef enum { PB_EARS_C1 = 1, PB_EARS_C2, PB_EARS_C3 } pb_ears_method;

typedef struct {
  int baseline;     /**< periods, at least 3 */
  double alpha;     /**< one-sided */
  double min_sigma; /**< the standard deviation is at least this */
} pb_ears_options;

typedef struct {
  bool judged; /**< false: missing counts, or no spread in the baseline */
  double mean, sd;
  double c;     /**< the statistic */
  double upper; /**< alarm above */
  bool alarm;
} pb_ears;

/** Judge period `now`. */
pb_ears pb_ears_judge(const pb_count_run *run, size_t now, pb_ears_method method,
                      const pb_ears_options *options);

#endif
