/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Weekday by hour as shaded cells, Monday first, with a key of ranges below. */
#ifndef PB_PLOTS_HOUR_TABLE_H
#define PB_PLOTS_HOUR_TABLE_H

#include "plots/chart.h"

#define PB_HOUR_SHADES 5

/** Counts by weekday (0 = Monday) and hour, and the upper ends of the shades: shade 0 is exactly 0.
 */
typedef struct {
  int count[7][24];
  int most;
  int upto[PB_HOUR_SHADES];
  size_t n_shades;
} pb_hour_table;

/** From the columns weekday, hour and `column`; parts of events are rounded, but not to 0. */
pb_hour_table pb_hour_table_read(const pb_result *result, const char *column);
/** Height of table and key at a width, points. */
double pb_hour_table_height(const pb_figure *figure, const pb_hour_table *table, double width_pt);
void pb_hour_table_draw(const pb_figure *figure, const pb_hour_table *table, pb_canvas *canvas);

#endif
