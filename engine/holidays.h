/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Swedish public holidays by rule: lagen (1989:253) om allmänna helgdagar, and the three eves that
 * semesterlagen (1977:480) counts as Sundays and on which most people are free. Ordinary Sundays,
 * public holidays by the same law, are left to the weekday.
 *
 * Easter Sunday by the Gregorian computus (Meeus 1991, Astronomical Algorithms, ch. 8, after
 * Butcher 1876). Until 2004 annandag pingst was a holiday, since 2005 Sweden's national day (SFS
 * 2004:1320). The rules hold from 1990; school breaks are set by each municipality and follow no
 * rule.
 */
#ifndef PB_ENGINE_HOLIDAYS_H
#define PB_ENGINE_HOLIDAYS_H

#include <stdbool.h>
#include <stdint.h>

typedef enum {
  PB_DAY_ORDINARY,
  PB_DAY_HOLIDAY, /**< by law */
  PB_DAY_EVE,     /**< midsommarafton, julafton, nyårsafton */
} pb_day_kind;

typedef struct {
  const char *key;  /**< "midsommarafton": Swedish, lower case, as in data/reference/holidays.csv */
  const char *name; /**< N_() text */
  pb_day_kind kind;
} pb_holiday;

/** The holiday or eve on a day (days since 1970-01-01), or NULL. Where two meet (1 May 2008) the
 * one fixed to the date. */
const pb_holiday *pb_holiday_on(int64_t day);
/** Easter Sunday of a year (1583 or later) in days since 1970-01-01. */
int64_t pb_easter_sunday(int year);
/** A year, month and day as days since 1970-01-01. */
int64_t pb_day_of_date(int year, int month, int day);
/** "2024-06-21" as days since 1970-01-01; false: not such a date. */
bool pb_day_of_text(const char *text, int64_t *day);

#endif
