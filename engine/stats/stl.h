/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * STL: a series split into season, trend and remainder by loess (Cleveland RB, Cleveland WS, McRae
 * JE & Terpenning I 1990, J Off Stat 6:3).
 *
 * Inner loop: smooth each cycle-subseries (all Januaries …) of the detrended series, one season
 * beyond both ends; take out of it what a low-pass filter (moving averages of a period, a period
 * and 3, then loess) lets through; smooth the deseasonalised series to the trend. Outer loop:
 * bisquare robustness weights of the remainder. Loess is computed at every jump-th point and
 * interpolated between. Defaults are those of R's stl; only the median of an even number of
 * residuals is the true one, which R 4.2 misses.
 *
 * periodic: the same season every year: subseries are averaged at the end.
 */
#ifndef PB_ENGINE_STATS_STL_H
#define PB_ENGINE_STATS_STL_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
  int window; /**< odd; 0: by the rule of R */
  int degree; /**< 0 or 1 */
  int jump;   /**< 0: a tenth of the window, rounded up */
} pb_stl_loess;

typedef struct {
  int period;          /**< values a year, at least 2 */
  pb_stl_loess season; /**< window 0: periodic */
  pb_stl_loess trend, low;
  bool robust;
  int inner, outer; /**< rounds; 0: inner 2 and outer 0, with robust inner 1 and outer 15 */
} pb_stl_options;

/** R's defaults: degrees 0, 1, 1. */
pb_stl_options pb_stl_defaults(int period);

typedef struct {
  size_t n;
  double *season, *trend, *remainder;
  double *weight;         /**< robustness weights; all 1 when not robust */
  pb_stl_options options; /**< as used: windows and jumps filled in */
} pb_stl;

/** Split n evenly spaced values. NULL with *reason when there are fewer than two full periods and
 * one value. Free with pb_stl_free. */
pb_stl *pb_stl_split(const double *values, size_t n, const pb_stl_options *options,
                     const char **reason);
void pb_stl_free(pb_stl *stl);

/** How much of what is left without the other part this part explains, 0 to 1 (Wang, Smith &
 * Hyndman 2006): 1 - var(remainder) / var(part + remainder), at least 0. */
double pb_stl_strength(const double *part, const double *remainder, size_t n);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_stl, pb_stl_free)

#endif
