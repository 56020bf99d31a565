/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Swedish summer time on the wall clock: the hours that do not exist and those that come twice.
 *
 * Rule of the European Union, in force since 1996: clocks go forward at 01:00 UTC on the last
 * Sunday of March and back at 01:00 UTC on the last Sunday of October. For years before 1996 the
 * same rule is used. */
#ifndef PB_ENGINE_SUMMER_TIME_H
#define PB_ENGINE_SUMMER_TIME_H

#include <stdint.h>

/** True seconds of the wall-clock hour that contains `wall` (PB_TYPE_TIME): 0 for 02:00-03:00 on
 * the day in March, 7200 for 02:00-03:00 on the day in October, else 3600. */
int pb_wall_hour_length_s(int64_t wall);

#endif
