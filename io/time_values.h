/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Cells to dates and times of day, with everything that a column must know of them: beyond the
 * plain pb_parse_time of values.h. */
#ifndef PB_IO_TIME_VALUES_H
#define PB_IO_TIME_VALUES_H

#include "engine/summer_time.h"
#include "io/values.h"

/** How the parts of a date stand. */
typedef enum {
  PB_DATE_ORDER_UNKNOWN, /**< 03/05/2024: either */
  PB_DATE_ORDER_YMD,     /**< the year first, or the month's name: no question */
  PB_DATE_ORDER_DMY,     /**< 31/05/2024 */
  PB_DATE_ORDER_MDY,     /**< 05/31/2024 */
} pb_date_order;

/** "ymd", "dmy" or "mdy"; false: none of these. */
bool pb_date_order_parse(const char *text, pb_date_order *order);

typedef struct {
  int64_t seconds; /**< Sweden's wall clock; at day and month precision midnight at its beginning */
  pb_precision precision;
  pb_date_order order; /**< what the cell itself shows; UNKNOWN was read day first */
  bool no_such_hour;   /**< the clock skipped it, so it was moved an hour on */
  bool twice;          /**< the clock showed it twice and the cell does not say which */
} pb_time_value;

/**
 * A date with or without a time of day: "2024-05-03", "2024-5-3", "2024/05/03", "2024.05.03",
 * "20240503", "3 maj 2024", "May 3, 2024"; "03/05/2024", "3.5.2024", "03-05-2024" (`order` tells
 * how to read these: DMY, MDY, or UNKNOWN to read them day first where that is possible); a month
 * ("2024-05", "202405", "2024M05"). After the date, parted by T, blanks or a comma (with "kl." or
 * without), a time of day as for pb_parse_clock and, when the year stands first, an offset ("Z",
 * "+02", "+0200", "+02:00"); "20240503T0805", "202405030805" and "20240503080509" also. A year of
 * two digits is PB_VALUE_TWO_DIGIT_YEAR; 24:00 of a day that may be a month does not exist. With
 * YMD a date with the year last is PB_VALUE_NOT_A_TIME.
 */
pb_value_status pb_parse_time_value(const char *text, size_t n, pb_date_order order,
                                    pb_time_value *value);
/** A time of day: "8:05", "08.05", "0805", "kl. 08.05", "08:05:09.5", "8:05 PM", "14" (the hour).
 * "24:00" is 86400 s. */
pb_value_status pb_parse_clock(const char *text, size_t n, int *seconds, pb_precision *precision);
/** Put a time of day (seconds after midnight) to a value that is a date alone. */
void pb_time_value_set_clock(pb_time_value *value, int seconds, pb_precision precision);
/** The same time with day and month in each other's place; both must be at most 12. */
int64_t pb_swap_day_and_month(int64_t seconds);

#endif
