/* SPDX-License-Identifier: GPL-3.0-or-later */
/** When the made-up events happen, in minutes of wall-clock time since FIRST_YEAR began. */
#ifndef PB_GENERATOR_TIMES_H
#define PB_GENERATOR_TIMES_H

#include <stdbool.h>

#include "data/generator/draw.h"
#include "data/generator/offences.h"

#define DAY_MIN 1440

typedef struct {
  int start, end;
  bool has_end;
} time_window;

/** Minutes from the beginning of FIRST_YEAR to that of FIRST_YEAR + year. */
int times_year_start(int year);
/** Year that a minute falls in, counted from FIRST_YEAR. */
int times_year_of(int minute);
/** A time in the year, with the window in which it may have happened. */
time_window times_draw(draws *d, const offence *what, int year);
/** The window of an event that begins at `start`. */
time_window times_window(draws *d, window_kind kind, int start);
/** "2024-05-03 08:10", 17 bytes with the end. */
void times_text(int minute, char text[17]);

#endif
