/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Weekday by hour table of times on the wall clock. */
#ifndef PB_ENGINE_STATS_WEEK_CLOCK_H
#define PB_ENGINE_STATS_WEEK_CLOCK_H

#include <stdint.h>

typedef struct {
  int64_t count[7][24]; /**< [weekday: 0 = Monday][hour] */
  int64_t n;            /**< times counted */
} pb_week_clock;

/** Add one time: seconds since 1970-01-01 00:00 on the wall clock (PB_TYPE_TIME). Start from a
 * zeroed struct. */
void pb_week_clock_add(pb_week_clock *clock, int64_t seconds);
/** Weekday (0 = Monday) and hour of a time. */
int pb_time_weekday(int64_t seconds);
int pb_time_hour(int64_t seconds);

#endif
