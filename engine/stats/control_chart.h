/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Control charts for counts with unequal exposure. u: crimes per exposure, ubar +- 3 sqrt(ubar /
 * n_t); p: share of n_t, pbar +- 3 sqrt(pbar (1 - pbar) / n_t). Centre and spread come from phase
 * I, the first `baseline` periods.
 *
 * With large counts those limits are too narrow, since the level itself varies. Laney's charts
 * (2002, u' and p') multiply them by sigma_z = mean |z_t - z_(t-1)| / 1.128 of phase I, z_t the
 * standardised values; used when phi (Pearson X2 / df of phase I) > 1.5.
 *
 * In series in which nothing changed 0.3 (mean 20) to 1.0 percent (mean 2) of points were beyond at
 * phi 1, where 0.27 was wanted; at phi 5 1.9 and 5.0 with Laney's limits, 15.8 and 9.4 without
 * (bench_calibration): small over-dispersed counts are skew, and no symmetric limit fits them.
 *
 * Signals: a point beyond the limits; `run` (8) points in a row on one side of the centre. Lower
 * limits end at 0, upper limits of shares at 1.
 */
#ifndef PB_ENGINE_STATS_CONTROL_CHART_H
#define PB_ENGINE_STATS_CONTROL_CHART_H

#include "engine/stats/count_run.h"

typedef enum { PB_CHART_U, PB_CHART_P } pb_chart_kind;
typedef enum { PB_LANEY_AUTO, PB_LANEY_YES, PB_LANEY_NO } pb_laney;

typedef struct {
  pb_chart_kind kind;
  pb_laney laney;
  int baseline; /**< periods of phase I */
  double width; /**< standard deviations */
  int run;
} pb_chart_options;

typedef struct {
  double centre, phi, sigma_z;
  bool laney; /**< sigma_z is in the limits */
  size_t n_baseline;
} pb_chart_centre;

typedef struct {
  bool judged;
  double value, lower, upper;
  double z;    /**< from the centre, in the deviations of the limits */
  bool beyond; /**< outside the limits */
  bool run;    /**< ends a run on one side of the centre */
} pb_chart_point;

/** Centre and spread. False with *reason below twelve periods of phase I, or without any crime. */
bool pb_chart_fit(const pb_count_run *run, const pb_chart_options *options, pb_chart_centre *centre,
                  const char **reason);
/** All points. Free with g_free. */
pb_chart_point *pb_chart_points(const pb_count_run *run, const pb_chart_options *options,
                                const pb_chart_centre *centre);

#endif
