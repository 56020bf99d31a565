/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates of time_values.h, and of values.h what needs nothing of a column. */
#include "io/time_values.h"

#include <string.h>

#include "engine/wall_clock.h"
#include "io/time_cursor.h"

#define NO_DAY (-1)

typedef struct {
  int year, month;
  int day; /* NO_DAY: only the month is known */
  pb_date_order order;
} date_parts;

bool pb_date_order_parse(const char *text, pb_date_order *order) {
  static const char *const names[] = {
      [PB_DATE_ORDER_YMD] = "ymd", [PB_DATE_ORDER_DMY] = "dmy", [PB_DATE_ORDER_MDY] = "mdy"};
  for (int i = PB_DATE_ORDER_YMD; i <= PB_DATE_ORDER_MDY; i++)
    if (strcmp(names[i], text) == 0) {
      *order = (pb_date_order)i;
      return true;
    }
  return false;
}

static bool is_year(int number) {
  return number >= 1900 && number <= 2199;
}

/* "-", "/" or "." between the parts of a date; '\0': none. */
static char take_mark(pb_time_cursor *at) {
  char mark = at->n && strchr("-/.", *at->p) ? *at->p : '\0';
  if (mark)
    pb_take(at, mark);
  return mark;
}

/* One or two digits. */
static bool take_part(pb_time_cursor *at, int *value) {
  size_t ahead = pb_digits_ahead(at);
  return ahead >= 1 && ahead <= 2 && pb_take_digits(at, ahead, value);
}

/* "2024-05-03", "2024/5/3", "2024-05", "2024m05"; the year is already read. */
static pb_value_status read_year_first(pb_time_cursor *at, date_parts *date) {
  bool month_mark = pb_take(at, 'm');
  char mark = month_mark ? '\0' : take_mark(at);
  if ((!month_mark && !mark) || !take_part(at, &date->month))
    return PB_VALUE_NOT_A_TIME;
  if (mark && pb_take(at, mark))
    return take_part(at, &date->day) ? PB_VALUE_OK : PB_VALUE_NOT_A_TIME;
  return at->n == 0 && mark != '/' && mark != '.' ? PB_VALUE_OK : PB_VALUE_NOT_A_TIME;
}

/* "202405", but "200512" may be the twelfth of May 2020: a year of two digits is refused. */
static pb_value_status read_six(pb_time_cursor *at, date_parts *date) {
  int first, second, third;
  if (!pb_take_digits(at, 2, &first) || !pb_take_digits(at, 2, &second) ||
      !pb_take_digits(at, 2, &third))
    return PB_VALUE_NOT_A_TIME;
  if (second >= 1 && second <= 12 && third >= 1 && third <= 31)
    return PB_VALUE_TWO_DIGIT_YEAR;
  date->year = first * 100 + second;
  date->month = third;
  return at->n == 0 && is_year(date->year) ? PB_VALUE_OK : PB_VALUE_NOT_A_TIME;
}

/* A year after what came before it; with two digits it is refused. */
static pb_value_status read_last_year(pb_time_cursor *at, int *year) {
  size_t ahead = pb_digits_ahead(at);
  if (ahead == 2)
    return PB_VALUE_TWO_DIGIT_YEAR;
  return ahead == 4 && pb_take_digits(at, 4, year) ? PB_VALUE_OK : PB_VALUE_NOT_A_TIME;
}

/* Letters of a month's name. */
static bool take_month_name(pb_time_cursor *at, int *month) {
  size_t n = 0;
  while (n < at->n && at->p[n] >= 'a' && at->p[n] <= 'z')
    n++;
  *month = pb_month_of_name(at->p, n);
  at->p += n;
  at->n -= n;
  pb_take(at, '.');
  return *month > 0;
}

/* "3 maj 2024", "3. maj 2024", "may 3, 2024". */
static pb_value_status read_named_month(pb_time_cursor *at, date_parts *date) {
  bool day_first = pb_digits_ahead(at) > 0;
  if (day_first && !take_part(at, &date->day))
    return PB_VALUE_NOT_A_TIME;
  pb_take(at, '.');
  pb_take(at, ' ');
  if (!take_month_name(at, &date->month))
    return PB_VALUE_NOT_A_TIME;
  pb_take(at, ' ');
  if (!day_first && (!take_part(at, &date->day) || !pb_take(at, ',')))
    return PB_VALUE_NOT_A_TIME;
  pb_take(at, ' ');
  return read_last_year(at, &date->year);
}

/* Which part is the day, from the parts and the order that is wanted. */
static pb_value_status arrange(int a, int b, pb_date_order wanted, date_parts *date) {
  if (wanted == PB_DATE_ORDER_YMD)
    return PB_VALUE_NOT_A_TIME;
  if (a > 12 && b > 12)
    return PB_VALUE_NO_SUCH_TIME;
  date->order = a > 12 ? PB_DATE_ORDER_DMY : b > 12 ? PB_DATE_ORDER_MDY : PB_DATE_ORDER_UNKNOWN;
  bool month_first = wanted == PB_DATE_ORDER_UNKNOWN ? date->order == PB_DATE_ORDER_MDY
                                                     : wanted == PB_DATE_ORDER_MDY;
  date->day = month_first ? b : a;
  date->month = month_first ? a : b;
  return PB_VALUE_OK;
}

/* "03/05/2024", "3.5.2024", "03-05-2024", and with a year of two digits anywhere. */
static pb_value_status read_year_last(pb_time_cursor *at, pb_date_order wanted, date_parts *date) {
  int a, b;
  if (!take_part(at, &a))
    return PB_VALUE_NOT_A_TIME;
  char mark = take_mark(at);
  if (!mark || !take_part(at, &b) || !pb_take(at, mark))
    return PB_VALUE_NOT_A_TIME;
  pb_value_status status = read_last_year(at, &date->year);
  return status == PB_VALUE_OK ? arrange(a, b, wanted, date) : status;
}

static bool is_named(const pb_time_cursor *at) {
  size_t i = pb_digits_ahead(at);
  while (i < at->n && (at->p[i] == '.' || at->p[i] == ' '))
    i++;
  return i < at->n && at->p[i] >= 'a' && at->p[i] <= 'z';
}

static pb_value_status read_date(pb_time_cursor *at, pb_date_order wanted, date_parts *date) {
  *date = (date_parts){.day = NO_DAY, .order = PB_DATE_ORDER_YMD};
  switch (pb_digits_ahead(at)) {
  case 4:
    pb_take_digits(at, 4, &date->year);
    return read_year_first(at, date);
  case 6:
    return read_six(at, date);
  case 8:
  case 12:
  case 14:
    pb_take_digits(at, 4, &date->year);
    pb_take_digits(at, 2, &date->month);
    pb_take_digits(at, 2, &date->day);
    return PB_VALUE_OK;
  default:
    return is_named(at) ? read_named_month(at, date) : read_year_last(at, wanted, date);
  }
}

/* What stands between a date and a time of day. Digits may follow digits at once. */
static bool take_gap(pb_time_cursor *at, bool compact) {
  bool any = pb_take(at, 't') || pb_take(at, ',');
  any = pb_take(at, ' ') || any;
  return any || compact;
}

static bool date_exists(const date_parts *date) {
  return is_year(date->year) && date->month >= 1 && date->month <= 12 &&
         (date->day == NO_DAY ||
          (date->day >= 1 && date->day <= pb_days_in_month(date->year, date->month)));
}

static void put_on_wall(int64_t wall, pb_time_value *value) {
  pb_wall_times times =
      value->precision >= PB_PRECISION_HOUR ? pb_wall_times_of(wall) : PB_WALL_ONCE;
  value->no_such_hour = times == PB_WALL_NEVER;
  value->twice = times == PB_WALL_TWICE;
  value->seconds = wall + (value->no_such_hour ? 3600 : 0);
}

pb_value_status pb_parse_time_value(const char *text, size_t n, pb_date_order order,
                                    pb_time_value *value) {
  char copy[PB_TIME_TEXT];
  pb_time_cursor at;
  date_parts date;
  if (!pb_time_text(text, n, copy, &at))
    return PB_VALUE_NOT_A_TIME;
  if (at.n == 0)
    return PB_VALUE_MISSING;
  bool compact = pb_digits_ahead(&at) > 8;
  pb_value_status status = read_date(&at, order, &date);
  if (status != PB_VALUE_OK)
    return status;
  pb_clock_parts clock = {0};
  bool has_day = date.day != NO_DAY;
  *value = (pb_time_value){.order = date.order,
                           .precision = has_day ? PB_PRECISION_DAY : PB_PRECISION_MONTH};
  if (at.n) {
    if (!take_gap(&at, compact))
      return PB_VALUE_NOT_A_TIME;
    status = pb_read_clock(&at, date.order == PB_DATE_ORDER_YMD, &clock);
    if (status != PB_VALUE_OK)
      return status;
    value->precision = clock.precision;
  }
  bool day_is_open = order == PB_DATE_ORDER_UNKNOWN && date.order == PB_DATE_ORDER_UNKNOWN;
  if (!date_exists(&date) || (day_is_open && clock.hour == 24))
    return PB_VALUE_NO_SUCH_TIME;
  int64_t wall = pb_wall_seconds(date.year, date.month, has_day ? date.day : 1, clock.hour,
                                 clock.minute, clock.second);
  if (clock.has_offset)
    value->seconds = pb_wall_of_utc(wall - clock.offset);
  else
    put_on_wall(wall, value);
  return PB_VALUE_OK;
}

void pb_time_value_set_clock(pb_time_value *value, int seconds, pb_precision precision) {
  value->precision = precision;
  put_on_wall(value->seconds + seconds, value);
}

pb_value_status pb_parse_time(const char *text, size_t n, int64_t *seconds,
                              pb_precision *precision) {
  pb_time_value value;
  pb_value_status status = pb_parse_time_value(text, n, PB_DATE_ORDER_YMD, &value);
  if (status != PB_VALUE_OK)
    return status;
  *seconds = value.seconds;
  *precision = value.precision;
  return PB_VALUE_OK;
}

int64_t pb_swap_day_and_month(int64_t seconds) {
  pb_wall_clock at = pb_wall_clock_of(seconds);
  int64_t of_day = seconds - pb_wall_seconds(at.year, at.month, at.day, 0, 0, 0);
  return pb_wall_seconds(at.year, at.day, at.month, 0, 0, 0) + of_day;
}

const char *pb_precision_text(pb_precision precision) {
  static const char *const texts[] = {"month", "day", "hour", "minute"};
  return texts[precision];
}
