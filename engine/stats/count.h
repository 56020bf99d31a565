/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The two small things nearly every statistic of counts takes or gives. */
#ifndef PB_ENGINE_STATS_COUNT_H
#define PB_ENGINE_STATS_COUNT_H

#include <stdbool.h>
#include <stdint.h>

/** A number of crimes and what it is seen against: person-years, or person-days. */
typedef struct {
  int64_t count;   /**< >= 0 */
  double exposure; /**< > 0 */
} pb_count;

/** A confidence interval, both ends finite. */
typedef struct {
  double lower, upper;
} pb_interval;

/** Where options hold a confidence, 0 means this. */
#define PB_DEFAULT_CONFIDENCE 0.95

#endif
