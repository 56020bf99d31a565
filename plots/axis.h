/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Axes: where a value lies on paper and which round values are written beside it.
 *
 * An axis is a plain value without memory of its own. It is made for a range of data, then placed
 * between two points of the canvas (y axes have at_low below at_high).
 */
#ifndef PB_PLOTS_AXIS_H
#define PB_PLOTS_AXIS_H

#include <stdbool.h>
#include <stddef.h>

#define PB_AXIS_MAX_TICKS 16

typedef struct {
  double low, high; /**< values at the two ends; both above 0 on a log axis */
  bool log;
  double at_low, at_high; /**< points on the canvas */
  double ticks[PB_AXIS_MAX_TICKS];
  size_t n_ticks;
  int decimals; /**< that the ticks need to be told apart */
} pb_axis;

/** From 0 to a little above `high`, three to `max_ticks` (at least 4) round ticks with 0 among
 * them. `high` of 0 or less counts as 1. */
pb_axis pb_axis_from_zero(double high, size_t max_ticks);
/** Covers low .. high with round ends; both ends are ticks. */
pb_axis pb_axis_between(double low, double high, size_t max_ticks);
/** Logarithmic, ticks at 1, 2 and 5 times powers of ten inside low .. high (both above 0); where
 * fewer than two of them lie inside, at the multiples of one round step, since one number is no
 * scale. */
pb_axis pb_axis_log(double low, double high);
/** Logarithmic over ratios, always with 1 inside; ticks at ratios that are round as per cent
 * (-50 %, -20 %, 0, +25 %, +50 %, +100 %). */
pb_axis pb_axis_ratio(double low, double high);

/** Say where the ends lie. */
void pb_axis_place(pb_axis *axis, double at_low, double at_high);
/** Drop ticks so that neighbours lie at least `gap` points apart; `keep` is never dropped. */
void pb_axis_thin(pb_axis *axis, double gap, double keep);
/** Point of a value; values outside the axis are held at its ends. */
double pb_axis_at(const pb_axis *axis, double value);

#endif
