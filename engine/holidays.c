/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/holidays.h"

#include <glib.h>
#include <string.h>

#include "engine/wall_clock.h"
#include "engine/summer_time.h"
#include "engine/text.h"

#define DAY_S INT64_C(86400)

typedef enum {
  ON_DATE,      /* month, day */
  FROM_EASTER,  /* day: days after Easter Sunday */
  WEEKDAY_FROM, /* the first `weekday` (0 = Monday) on or after month, day */
} rule_kind;

typedef struct {
  pb_holiday holiday;
  rule_kind kind;
  int month, day, weekday;
  int first_year, last_year; /* 0: any */
} rule;

enum { FRIDAY = 4, SATURDAY = 5 };

static const rule rules[] = {
    {{"nyarsdagen", N_("New Year’s Day"), PB_DAY_HOLIDAY}, ON_DATE, 1, 1, 0, 0, 0},
    {{"trettondedag-jul", N_("Epiphany"), PB_DAY_HOLIDAY}, ON_DATE, 1, 6, 0, 0, 0},
    {{"forsta-maj", N_("May Day"), PB_DAY_HOLIDAY}, ON_DATE, 5, 1, 0, 0, 0},
    {{"nationaldagen", N_("National Day of Sweden"), PB_DAY_HOLIDAY}, ON_DATE, 6, 6, 0, 2005, 0},
    {{"julafton", N_("Christmas Eve"), PB_DAY_EVE}, ON_DATE, 12, 24, 0, 0, 0},
    {{"juldagen", N_("Christmas Day"), PB_DAY_HOLIDAY}, ON_DATE, 12, 25, 0, 0, 0},
    {{"annandag-jul", N_("Boxing Day"), PB_DAY_HOLIDAY}, ON_DATE, 12, 26, 0, 0, 0},
    {{"nyarsafton", N_("New Year’s Eve"), PB_DAY_EVE}, ON_DATE, 12, 31, 0, 0, 0},
    {{"langfredagen", N_("Good Friday"), PB_DAY_HOLIDAY}, FROM_EASTER, 0, -2, 0, 0, 0},
    {{"paskdagen", N_("Easter Sunday"), PB_DAY_HOLIDAY}, FROM_EASTER, 0, 0, 0, 0, 0},
    {{"annandag-pask", N_("Easter Monday"), PB_DAY_HOLIDAY}, FROM_EASTER, 0, 1, 0, 0, 0},
    {{"kristi-himmelsfardsdag", N_("Ascension Day"), PB_DAY_HOLIDAY}, FROM_EASTER, 0, 39, 0, 0, 0},
    {{"pingstdagen", N_("Whit Sunday"), PB_DAY_HOLIDAY}, FROM_EASTER, 0, 49, 0, 0, 0},
    {{"annandag-pingst", N_("Whit Monday"), PB_DAY_HOLIDAY}, FROM_EASTER, 0, 50, 0, 0, 2004},
    {{"midsommarafton", N_("Midsummer Eve"), PB_DAY_EVE}, WEEKDAY_FROM, 6, 19, FRIDAY, 0, 0},
    {{"midsommardagen", N_("Midsummer Day"), PB_DAY_HOLIDAY}, WEEKDAY_FROM, 6, 20, SATURDAY, 0, 0},
    {{"alla-helgons-dag", N_("All Saints’ Day"), PB_DAY_HOLIDAY},
     WEEKDAY_FROM,
     10,
     31,
     SATURDAY,
     0,
     0},
};

int64_t pb_day_of_date(int year, int month, int day) {
  return pb_wall_seconds(year, month, day, 0, 0, 0) / DAY_S;
}

int64_t pb_easter_sunday(int year) {
  int a = year % 19, b = year / 100, c = year % 100;
  int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  int h = (19 * a + b - d - g + 15) % 30;
  int i = c / 4, k = c % 4;
  int l = (32 + 2 * e + 2 * i - h - k) % 7;
  int m = (a + 11 * h + 22 * l) / 451;
  int of_march = h + l - 7 * m + 114;
  return pb_day_of_date(year, of_march / 31, of_march % 31 + 1);
}

/* 0 = Monday; 1970-01-01 was a Thursday. */
static int weekday_of(int64_t day) {
  return (int)(((day + 3) % 7 + 7) % 7);
}

static int64_t day_by_rule(const rule *r, int year) {
  int64_t from;
  switch (r->kind) {
  case FROM_EASTER:
    return pb_easter_sunday(year) + r->day;
  case WEEKDAY_FROM:
    from = pb_day_of_date(year, r->month, r->day);
    return from + (r->weekday - weekday_of(from) + 7) % 7;
  case ON_DATE:
  default:
    return pb_day_of_date(year, r->month, r->day);
  }
}

const pb_holiday *pb_holiday_on(int64_t day) {
  int year = pb_wall_clock_of(day * DAY_S).year;
  for (size_t i = 0; i < G_N_ELEMENTS(rules); i++) {
    const rule *r = &rules[i];
    if (year >= r->first_year && (!r->last_year || year <= r->last_year) &&
        day == day_by_rule(r, year))
      return &r->holiday;
  }
  return NULL;
}

bool pb_day_of_text(const char *text, int64_t *day) {
  int part[3] = {0};
  static const int from[] = {0, 5, 8}, to[] = {4, 7, 10};
  if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
    return false;
  for (int i = 0; i < 3; i++)
    for (int at = from[i]; at < to[i]; at++) {
      if (!g_ascii_isdigit(text[at]))
        return false;
      part[i] = part[i] * 10 + (text[at] - '0');
    }
  if (part[0] < 1 || part[1] < 1 || part[1] > 12 || part[2] < 1 ||
      part[2] > pb_days_in_month(part[0], part[1]))
    return false;
  *day = pb_day_of_date(part[0], part[1], part[2]);
  return true;
}
