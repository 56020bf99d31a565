/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The calendar and the clock of a TIME value. */
#ifndef PB_ENGINE_WALL_CLOCK_H
#define PB_ENGINE_WALL_CLOCK_H

#include <stdint.h>

/** Calendar of a TIME value (seconds of Swedish wall-clock time since 1970). */
typedef struct {
  int year, month, day; /**< month 1 .. 12, day 1 .. 31 */
  int hour;             /**< 0 .. 23 */
  int weekday;          /**< 0 = Monday */
} pb_wall_clock;
pb_wall_clock pb_wall_clock_of(int64_t time);

#endif
