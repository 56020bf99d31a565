/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Year wheel: events a day in each calendar month, divided by the days that were observed, since
 * not every month is covered in every year; exact intervals. */
#ifndef PB_ENGINE_STATS_MONTH_PATTERN_H
#define PB_ENGINE_STATS_MONTH_PATTERN_H

#include <stddef.h>

#include "engine/period.h"
#include "engine/stats/count.h"

/** One observed month of one year. */
typedef struct {
  pb_period month;
  int64_t count;
  int days; /**< observed of it; 0: all its days */
} pb_month_count;

typedef struct {
  int64_t count;
  int months_observed, days_observed;
  bool observed;                /**< false: no such month observed; the rest is 0 */
  double per_day, lower, upper; /**< events a day */
} pb_month_rate;

typedef struct {
  pb_month_rate month[12]; /**< 0 = January */
  int64_t n_events;
  int days_observed;
  double mean_per_day; /**< over all observed days */
} pb_month_pattern;

/** False when nothing was observed. */
bool pb_month_pattern_make(const pb_month_count *months, size_t n, double confidence,
                           pb_month_pattern *pattern);

#endif
