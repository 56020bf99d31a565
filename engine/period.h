/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Calendar periods: a year, a quarter or a month, packed into one integer that sorts in time order
 * among periods of one length: year * 10000 + per_year * 100 + number. 2025 is 20250101, the third
 * quarter of 2025 is 20250403, May 2024 is 20241205.
 */
#ifndef PB_ENGINE_PERIOD_H
#define PB_ENGINE_PERIOD_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef int64_t pb_period;

/** `per_year` is 1, 4 or 12; `number` is 1 .. per_year. */
pb_period pb_period_make(int year, int per_year, int number);
int pb_period_year(pb_period period);
int pb_period_per_year(pb_period period);
int pb_period_number(pb_period period);
/** Days in the period by the Gregorian calendar. */
int pb_period_days(pb_period period);
/** The period after this one, of the same length. */
pb_period pb_period_next(pb_period period);
/** "2025", "2025K3" (Brå's form) or "2025-05". Free with g_free. */
char *pb_period_text(pb_period period);

#endif
