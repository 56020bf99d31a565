/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times of day of time_values.h. */
#include <string.h>

#include "io/time_cursor.h"
#include "io/time_values.h"

/* Bytes of a blank of another kind: U+00A0, U+2009, U+202F; 0: none. */
static size_t wide_blank(const char *p, size_t n) {
  if (n >= 2 && memcmp(p, "\xC2\xA0", 2) == 0)
    return 2;
  return n >= 3 && (memcmp(p, "\xE2\x80\x89", 3) == 0 || memcmp(p, "\xE2\x80\xAF", 3) == 0) ? 3 : 0;
}

bool pb_time_text(const char *text, size_t n, char copy[PB_TIME_TEXT], pb_time_cursor *at) {
  size_t length = 0;
  for (size_t i = 0; i < n;) {
    size_t blank = text[i] == ' ' || text[i] == '\t' ? 1 : wide_blank(text + i, n - i);
    char c = text[i];
    i += blank ? blank : 1;
    if (blank && (length == 0 || copy[length - 1] == ' '))
      continue;
    if (length == PB_TIME_TEXT)
      return false;
    copy[length++] = blank ? ' ' : c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
  }
  while (length && copy[length - 1] == ' ')
    length--;
  *at = (pb_time_cursor){copy, length};
  return true;
}

static bool take_word(pb_time_cursor *at, const char *word) {
  size_t n = strlen(word);
  if (at->n < n || memcmp(at->p, word, n) != 0)
    return false;
  at->p += n;
  at->n -= n;
  return true;
}

/* "z", "+02", "+0200", "+02:00"; false when something else stands here. */
static bool read_offset(pb_time_cursor *at, pb_clock_parts *parts) {
  parts->has_offset = true;
  if (pb_take(at, 'z'))
    return true;
  bool west = at->n && *at->p == '-';
  int hour, minute = 0;
  if ((!pb_take(at, '+') && !pb_take(at, '-')) || !pb_take_digits(at, 2, &hour))
    return false;
  if ((pb_take(at, ':') || at->n) && !pb_take_digits(at, 2, &minute))
    return false;
  parts->offset = (hour * 3600 + minute * 60) * (west ? -1 : 1);
  return hour <= 14 && minute < 60;
}

/* ":05", ":05:09", ":05:09.25" after the hour. */
static bool read_minutes(pb_time_cursor *at, pb_clock_parts *parts) {
  char mark = at->n && (*at->p == ':' || *at->p == '.') ? *at->p : '\0';
  if (!mark)
    return true;
  parts->precision = PB_PRECISION_MINUTE;
  pb_take(at, mark);
  if (!pb_take_digits(at, 2, &parts->minute))
    return false;
  if (!pb_take(at, mark))
    return true;
  if (!pb_take_digits(at, 2, &parts->second))
    return false;
  if (pb_take(at, '.') || pb_take(at, ',')) {
    size_t fraction = pb_digits_ahead(at);
    if (fraction < 1 || fraction > 9)
      return false;
    at->p += fraction;
    at->n -= fraction;
  }
  return true;
}

/* "8", "08:05", "0805", "080509". */
static bool read_digits(pb_time_cursor *at, pb_clock_parts *parts) {
  size_t ahead = pb_digits_ahead(at);
  parts->precision = ahead >= 4 ? PB_PRECISION_MINUTE : PB_PRECISION_HOUR;
  if (ahead == 4 || ahead == 6)
    return pb_take_digits(at, 2, &parts->hour) && pb_take_digits(at, 2, &parts->minute) &&
           (ahead == 4 || pb_take_digits(at, 2, &parts->second));
  return ahead >= 1 && ahead <= 2 && pb_take_digits(at, ahead, &parts->hour) &&
         read_minutes(at, parts);
}

/* "am" and "pm": the hour is 1 to 12. */
static bool read_half(pb_time_cursor *at, pb_clock_parts *parts) {
  bool before = take_word(at, "am") || take_word(at, "a.m.");
  bool after = !before && (take_word(at, "pm") || take_word(at, "p.m."));
  if (!before && !after)
    return true;
  bool fits = parts->hour >= 1 && parts->hour <= 12;
  parts->hour = parts->hour % 12 + (after ? 12 : 0);
  return fits;
}

pb_value_status pb_read_clock(pb_time_cursor *at, bool offset_allowed, pb_clock_parts *parts) {
  *parts = (pb_clock_parts){0};
  if (take_word(at, "kl")) {
    pb_take(at, '.');
    pb_take(at, ' ');
  }
  if (!read_digits(at, parts))
    return PB_VALUE_NOT_A_TIME;
  pb_take(at, ' ');
  if (!read_half(at, parts))
    return PB_VALUE_NOT_A_TIME;
  pb_take(at, ' ');
  if (at->n && offset_allowed && parts->precision == PB_PRECISION_MINUTE && !read_offset(at, parts))
    return PB_VALUE_NOT_A_TIME;
  if (at->n)
    return PB_VALUE_NOT_A_TIME;
  bool midnight = parts->hour == 24 && parts->minute == 0 && parts->second == 0;
  bool exists = (parts->hour <= 23 || midnight) && parts->minute <= 59 && parts->second <= 60;
  return exists ? PB_VALUE_OK : PB_VALUE_NO_SUCH_TIME;
}

pb_value_status pb_parse_clock(const char *text, size_t n, int *seconds, pb_precision *precision) {
  char copy[PB_TIME_TEXT];
  pb_time_cursor at;
  pb_clock_parts parts;
  if (!pb_time_text(text, n, copy, &at))
    return PB_VALUE_NOT_A_TIME;
  if (at.n == 0)
    return PB_VALUE_MISSING;
  pb_value_status status = pb_read_clock(&at, false, &parts);
  if (status != PB_VALUE_OK)
    return status;
  *seconds = parts.hour * 3600 + parts.minute * 60 + parts.second;
  *precision = parts.precision;
  return PB_VALUE_OK;
}
