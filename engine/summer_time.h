/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Sweden's wall clock: seconds since 1970-01-01 00:00 as a clock on the wall shows them, without a
 * zone. Summer time as in Europe/Stockholm since 1980 (before it, in the years that matter here,
 * there was none): from the last Sunday of March (1980: 6 April) to the last Sunday of October
 * (until 1995: of September), both at 01:00 UTC.
 */
#ifndef PB_ENGINE_SUMMER_TIME_H
#define PB_ENGINE_SUMMER_TIME_H

#include <stdbool.h>
#include <stdint.h>

/** How often the clock shows a time. */
typedef enum {
  PB_WALL_ONCE,
  PB_WALL_NEVER, /**< 02:00 to 03:00 when summer time begins */
  PB_WALL_TWICE, /**< 02:00 to 03:00 when it ends */
} pb_wall_times;

/** Seconds of a wall-clock time; the date must exist. */
int64_t pb_wall_seconds(int year, int month, int day, int hour, int minute, int second);
/** What the clock shows at a time of UTC (seconds since 1970-01-01 00:00 UTC). */
int64_t pb_wall_of_utc(int64_t utc);
pb_wall_times pb_wall_times_of(int64_t wall);
/** True seconds of the wall-clock hour that contains `wall`: 0 in the hour that never was, 7200 in
 * the one that came twice, else 3600. */
int pb_wall_hour_length_s(int64_t wall);
/** Days of a month (1 .. 12). */
int pb_days_in_month(int year, int month);

#endif
