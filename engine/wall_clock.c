/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/wall_clock.h"

static int64_t floor_div(int64_t a, int64_t b) {
  return a / b - (a % b < 0);
}

/* Days since 1970-01-01 to the proleptic Gregorian calendar: eras of 400 years that begin in
 * March, so that the leap day is the last of its year. */
static void civil_of_days(int64_t days, int *year, int *month, int *day) {
  int64_t shifted = days + 719468; /* from 0000-03-01 */
  int64_t era = floor_div(shifted, 146097);
  int64_t of_era = shifted - era * 146097;
  int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int64_t from_march = (5 * of_year + 2) / 153;
  *day = (int)(of_year - (153 * from_march + 2) / 5) + 1;
  *month = (int)(from_march < 10 ? from_march + 3 : from_march - 9);
  *year = (int)(year_of_era + era * 400 + (*month <= 2));
}

pb_wall_clock pb_wall_clock_of(int64_t time) {
  int64_t days = floor_div(time, 86400);
  pb_wall_clock clock;
  civil_of_days(days, &clock.year, &clock.month, &clock.day);
  clock.hour = (int)((time - days * 86400) / 3600);
  int64_t weekday = (days + 3) % 7; /* 1970-01-01 was a Thursday */
  clock.weekday = (int)(weekday < 0 ? weekday + 7 : weekday);
  return clock;
}
