/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Cumulative sums: small increases that last add up to an alarm.
 *
 * Poisson (Lucas 1985): C(t) = max(0, C(t-1) + y - k), alarm when C >= h. With an usual level l0
 * and an increase to l1 = ratio * l0 that should be found, k = (l1 - l0) / ln(l1 / l0). h is the
 * smallest limit whose average run length without any change is at least `run_length` periods, by
 * the Markov chain of Brook & Evans (1972) on a grid of PB_CUSUM_GRID steps a crime. Counts that
 * vary phi times as much as Poisson are divided by phi first, and so is the level: else a chart of
 * crime counts alarms many times too often.
 *
 * Without that division 44 and 73 percent of series at phi 5 (mean 2 and 20 a month) alarmed within
 * a year in which nothing changed, with it 4 and 6, where 6 was wanted (bench_calibration).
 *
 * Standardised: y replaced by (y - l0) / sqrt(l0), or by Rossi's et al. (1999)
 * (y - 3 l0 + 2 sqrt(y l0)) / (2 sqrt(l0)); k and h then in standard deviations.
 */
#ifndef PB_ENGINE_STATS_CUSUM_H
#define PB_ENGINE_STATS_CUSUM_H

#include <stdbool.h>
#include <stddef.h>

/** Steps of the run length's grid for one crime; k is rounded to it. */
#define PB_CUSUM_GRID 10

typedef enum { PB_CUSUM_POISSON, PB_CUSUM_STANDARD, PB_CUSUM_ROSSI } pb_cusum_form;

/** k for Poisson levels 0 < low < high. */
double pb_cusum_reference(double low, double high);

/** Average number of periods to an alarm when counts are Poisson with mean `level`. k and h are
 * rounded to the grid. False when it cannot be told (the chart never alarms, or h is too large). */
bool pb_cusum_run_length(double level, double k, double h, double *periods);

/** Smallest h on the grid whose run length is at least `periods`. False when there is none. */
bool pb_cusum_limit(double level, double k, double periods, double *h);

typedef struct {
  pb_cusum_form form;
  double level; /**< l0 */
  double phi;   /**< at least 1; of PB_CUSUM_POISSON */
  double k, h;
} pb_cusum;

/** One step: the new sum from the sum before and a count. */
double pb_cusum_step(const pb_cusum *cusum, double before, double count);
/** The lowest count (not rounded) that raises an alarm after the sum `before`; at least 0. */
double pb_cusum_upper(const pb_cusum *cusum, double before);

#endif
