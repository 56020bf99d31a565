/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates and times of values.h. */
#include "io/values.h"

#include <string.h>

static int days_in_month(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[month - 1] + (month == 2 && leap);
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

/* 01:00 UTC on the last Sunday of the month. */
static int64_t summer_time_switch(int year, int month) {
  int64_t last = days_from_epoch(year, month, 31); /* March and October have 31 days */
  int64_t weekday = (last + 4) % 7;                /* 0 = Sunday: 1970-01-01 was a Thursday */
  return (last - weekday) * 86400 + 3600;
}

static int64_t utc_to_sweden(int64_t utc, int year) {
  bool summer = utc >= summer_time_switch(year, 3) && utc < summer_time_switch(year, 10);
  return utc + (summer ? 7200 : 3600);
}

typedef struct {
  const char *p;
  size_t n;
} cursor;

static bool take(cursor *at, char c) {
  if (!at->n || *at->p != c)
    return false;
  at->p++;
  at->n--;
  return true;
}

/* `least` to `most` digits. */
static bool digits(cursor *at, size_t least, size_t most, int *value) {
  size_t count = 0;
  *value = 0;
  while (count < most && at->n && *at->p >= '0' && *at->p <= '9') {
    *value = *value * 10 + (*at->p - '0');
    at->p++;
    at->n--;
    count++;
  }
  return count >= least;
}

typedef struct {
  int hour, minute, second;
  bool has_offset;
  int offset; /* seconds east of UTC */
  pb_precision precision;
} clock_time;

static bool read_offset(cursor *at, clock_time *out) {
  if (take(at, 'Z')) {
    out->has_offset = true;
    return true;
  }
  bool west = at->n && *at->p == '-';
  if (!take(at, '+') && !take(at, '-'))
    return at->n == 0;
  int hour, minute = 0;
  if (!digits(at, 2, 2, &hour))
    return false;
  if (take(at, ':') || at->n) {
    if (!digits(at, 2, 2, &minute))
      return false;
  }
  out->has_offset = true;
  out->offset = (hour * 3600 + minute * 60) * (west ? -1 : 1);
  return at->n == 0 && hour <= 14 && minute < 60;
}

static bool read_clock(cursor *at, clock_time *out) {
  if (!digits(at, 1, 2, &out->hour))
    return false;
  out->precision = PB_PRECISION_HOUR;
  if (take(at, ':') || take(at, '.')) {
    out->precision = PB_PRECISION_MINUTE;
    if (!digits(at, 2, 2, &out->minute))
      return false;
    if (take(at, ':')) {
      int ignored;
      if (!digits(at, 2, 2, &out->second))
        return false;
      if ((take(at, '.') || take(at, ',')) && !digits(at, 1, 9, &ignored))
        return false;
    }
  }
  while (take(at, ' '))
    continue;
  return read_offset(at, out) && at->n == 0;
}

pb_value_status pb_parse_time(const char *text, size_t n, int64_t *seconds,
                              pb_precision *precision) {
  cursor at = {text, n};
  while (take(&at, ' '))
    continue;
  while (at.n && at.p[at.n - 1] == ' ')
    at.n--;
  if (at.n == 0)
    return PB_VALUE_MISSING;
  int year, month, day;
  if (!digits(&at, 4, 4, &year) || !take(&at, '-') || !digits(&at, 2, 2, &month) ||
      !take(&at, '-') || !digits(&at, 2, 2, &day))
    return PB_VALUE_NOT_A_TIME;
  clock_time clock = {.precision = PB_PRECISION_DAY};
  if (at.n) {
    if (!take(&at, 'T') && !take(&at, ' '))
      return PB_VALUE_NOT_A_TIME;
    while (take(&at, ' '))
      continue;
    if (!read_clock(&at, &clock))
      return PB_VALUE_NOT_A_TIME;
  }
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 ||
      day > days_in_month(year, month) || clock.hour > 23 || clock.minute > 59 || clock.second > 60)
    return PB_VALUE_NO_SUCH_TIME;
  int64_t wall = pb_wall_seconds(year, month, day, clock.hour, clock.minute, clock.second);
  if (clock.has_offset)
    wall = utc_to_sweden(wall - clock.offset, year);
  *seconds = wall;
  *precision = clock.precision;
  return PB_VALUE_OK;
}

const char *pb_precision_text(pb_precision precision) {
  static const char *const texts[] = {"day", "hour", "minute"};
  return texts[precision];
}
