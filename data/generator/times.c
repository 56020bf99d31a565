/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/generator/times.h"

#include <stdio.h>

static bool is_leap(int year) {
  return year % 4 == 0; /* no century year is near */
}

static int days_in(int year, int month) {
  static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[month] + (month == 1 && is_leap(year));
}

int times_year_start(int year) {
  int days = 0;
  for (int y = 0; y < year; y++)
    days += 365 + is_leap(FIRST_YEAR + y);
  return days * DAY_MIN;
}

int times_year_of(int minute) {
  int year = 0;
  while (minute >= times_year_start(year + 1))
    year++;
  return year;
}

/* 0 = Monday; 1 January 2021 was a Friday. */
static int weekday_of(int day) {
  return (day + 4) % 7;
}

/* People write whole hours, quarters and fives. */
static int plausible_minute(draws *d) {
  switch (draw_int(d, 10)) {
  case 0:
  case 1:
  case 2:
    return 0;
  case 3:
    return 30;
  case 4:
    return 15 * draw_int(d, 4);
  case 5:
  case 6:
    return 5 * draw_int(d, 12);
  default:
    return draw_int(d, 60);
  }
}

static int draw_day(draws *d, const offence *what, int year) {
  double months[12];
  for (int m = 0; m < 12; m++)
    months[m] = what->months[m] * days_in(FIRST_YEAR + year, m);
  double most = 0;
  for (int w = 0; w < 7; w++)
    most = what->weekdays[w] > most ? what->weekdays[w] : most;
  for (;;) {
    int month = (int)draw_weighted(d, months, 12), day = times_year_start(year) / DAY_MIN;
    for (int m = 0; m < month; m++)
      day += days_in(FIRST_YEAR + year, m);
    day += draw_int(d, days_in(FIRST_YEAR + year, month));
    if (draw_unit(d) * most < what->weekdays[weekday_of(day)])
      return day;
  }
}

static int draw_length(draws *d, window_kind kind, int start) {
  const int of_day = start % DAY_MIN;
  switch (kind) {
  case ABSENCE:
    if (draw_chance(d, .68))
      return 120 + 15 * draw_int(d, 36); /* to work, to school, out for the evening */
    return draw_chance(d, .7) ? DAY_MIN + 60 * draw_int(d, 49) : DAY_MIN * (4 + draw_int(d, 15));
  case OVERNIGHT: /* until between 06 and 09 */
    return (of_day < 360 ? 360 : DAY_MIN + 360) - of_day + 5 * draw_int(d, 37);
  case DAYS:
    return 360 + 30 * draw_int(d, 24) + DAY_MIN * (draw_chance(d, .4) ? draw_int(d, 8) : 0);
  case MINUTES:
    return 5 + 5 * draw_int(d, 24);
  case AT_ONCE:
    break;
  }
  return 0;
}

time_window times_window(draws *d, window_kind kind, int start) {
  time_window when = {start, start, false};
  if (kind == AT_ONCE || (kind == MINUTES && draw_chance(d, .5)))
    return when;
  when.has_end = true;
  when.end = start + draw_length(d, kind, start);
  return when;
}

time_window times_draw(draws *d, const offence *what, int year) {
  for (;;) {
    int day = draw_day(d, what, year);
    int hour = 6 + (int)draw_weighted(d, what->hours, 24);
    int start = day * DAY_MIN + hour * 60 + plausible_minute(d);
    if (start < times_year_start(year + 1))
      return times_window(d, what->window, start);
  }
}

void times_text(int minute, char text[17]) {
  int year = FIRST_YEAR, month = 0, day = minute / DAY_MIN;
  while (day >= 365 + is_leap(year))
    day -= 365 + is_leap(year++);
  while (day >= days_in(year, month))
    day -= days_in(year, month++);
  unsigned of_day = (unsigned)minute % DAY_MIN;
  snprintf(text, 17, "%04u-%02u-%02u %02u:%02u", (unsigned)year % 10000,
           (unsigned)(month + 1) % 100, (unsigned)(day + 1) % 100, of_day / 60 % 24, of_day % 60);
}
