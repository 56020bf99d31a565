/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Rows of reported crime, shared by its reader and its join. */
#ifndef PB_IO_SOURCES_REPORTED_CRIME_H
#define PB_IO_SOURCES_REPORTED_CRIME_H

#include "io/gathered.h"

typedef struct {
  pb_row_origin origin;
  int64_t count;
  double rate;
  pb_period period;
  int16_t municipality, type;
  bool has_rate, preliminary;
} pb_crime_row;

extern const pb_source_kind pb_source_kind_reported_crime;

/** The newest year with yearly counts of which none is preliminary, else the newest year. */
int pb_crime_newest_year(const GArray *rows);
/** Yearly counts after the year; quarters and months go on: they show where it is heading. */
bool pb_crime_is_after(const void *row, int period_end);
/** Fills yearly, quarterly and monthly. */
void pb_crime_join(pb_gathered *gathered, pb_dataset *dataset);

#endif
