/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/summer_time.h"

#include "engine/event_index.h"

#define SUNDAY 6

int pb_wall_hour_length_s(int64_t wall) {
  pb_wall_clock clock = pb_wall_clock_of(wall);
  if (clock.hour != 2 || clock.weekday != SUNDAY || clock.day < 25)
    return 3600;
  return clock.month == 3 ? 0 : clock.month == 10 ? 7200 : 3600;
}
