/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/summer_time.h"

#include "engine/period.h"
#include "engine/wall_clock.h"

int pb_days_in_month(int year, int month) {
  return pb_period_days(pb_period_make(year, 12, month));
}

/* Days from 1970-01-01 in the Gregorian calendar. The year is counted from March, so that the leap
 * day comes last and the days before a month are (153 m + 2) / 5. */
static int64_t days_from_epoch(int year, int month, int day) {
  int64_t y = month <= 2 ? year - 1 : year;
  int64_t era = y / 400, year_of_era = y - era * 400;
  int64_t shifted = month > 2 ? month - 3 : month + 9;
  int64_t day_of_year = (153 * shifted + 2) / 5 + day - 1;
  int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

int64_t pb_wall_seconds(int year, int month, int day, int hour, int minute, int second) {
  return days_from_epoch(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
}

/* 01:00 UTC on the last Sunday of a month. */
static int64_t last_sunday(int year, int month) {
  int64_t last = days_from_epoch(year, month, pb_days_in_month(year, month));
  int64_t weekday = (last + 4) % 7; /* 0 = Sunday: 1970-01-01 was a Thursday */
  return (last - weekday) * 86400 + 3600;
}

/* Beginning and end of a year's summer time in UTC; false: it has none. */
static bool summer_time(int year, int64_t *begin, int64_t *end) {
  if (year < 1980)
    return false;
  *begin = year == 1980 ? pb_wall_seconds(1980, 4, 6, 1, 0, 0) : last_sunday(year, 3);
  *end = last_sunday(year, year < 1996 ? 9 : 10);
  return true;
}

int64_t pb_wall_of_utc(int64_t utc) {
  int64_t begin, end;
  bool summer = utc >= 0 && summer_time(pb_wall_clock_of(utc).year, &begin, &end) && utc >= begin &&
                utc < end;
  return utc + (summer ? 7200 : 3600);
}

pb_wall_times pb_wall_times_of(int64_t wall) {
  int64_t begin, end;
  if (wall < 0 || wall % 86400 / 3600 != 2 ||
      !summer_time(pb_wall_clock_of(wall).year, &begin, &end))
    return PB_WALL_ONCE;
  /* both changes are at 02:00 winter time */
  if (wall / 86400 == begin / 86400)
    return PB_WALL_NEVER;
  return wall / 86400 == end / 86400 ? PB_WALL_TWICE : PB_WALL_ONCE;
}

int pb_wall_hour_length_s(int64_t wall) {
  switch (pb_wall_times_of(wall)) {
  case PB_WALL_NEVER:
    return 0;
  case PB_WALL_TWICE:
    return 7200;
  case PB_WALL_ONCE:
    break;
  }
  return 3600;
}
