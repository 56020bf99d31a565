/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A text being read from left to right; internal to the parsers of dates and times of day. */
#ifndef PB_IO_TIME_CURSOR_H
#define PB_IO_TIME_CURSOR_H

#include <stdbool.h>
#include <stddef.h>

#include "io/values.h"

/** Room for the longest form, with a fraction of a second and an offset. */
#define PB_TIME_TEXT 64

typedef struct {
  const char *p;
  size_t n;
} pb_time_cursor;

/** Copy a cell in lower case (ASCII), with plain single blanks and none around; false: too long. */
bool pb_time_text(const char *text, size_t n, char copy[PB_TIME_TEXT], pb_time_cursor *at);

static inline bool pb_take(pb_time_cursor *at, char c) {
  if (!at->n || *at->p != c)
    return false;
  at->p++;
  at->n--;
  return true;
}

/** How many digits stand here. */
static inline size_t pb_digits_ahead(const pb_time_cursor *at) {
  size_t n = 0;
  while (n < at->n && at->p[n] >= '0' && at->p[n] <= '9')
    n++;
  return n;
}

/** The next `count` digits, of at most 9; false when there are fewer. */
static inline bool pb_take_digits(pb_time_cursor *at, size_t count, int *value) {
  if (pb_digits_ahead(at) < count)
    return false;
  *value = 0;
  for (size_t i = 0; i < count; i++)
    *value = *value * 10 + (at->p[i] - '0');
  at->p += count;
  at->n -= count;
  return true;
}

/** A time of day with an offset from UTC. */
typedef struct {
  int hour, minute, second; /**< as written; 24:00 is allowed */
  pb_precision precision;   /**< HOUR or MINUTE */
  bool has_offset;
  int offset; /**< seconds east of UTC */
} pb_clock_parts;

/** Read a time of day to the end of the text; an offset only where it is allowed. */
pb_value_status pb_read_clock(pb_time_cursor *at, bool offset_allowed, pb_clock_parts *parts);

#endif
