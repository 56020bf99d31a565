/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Axes of quarters or months, and what is drawn along them: a result with a column `period` and
 * one row a period, ascending. A gap is a gap. */
#ifndef PB_PLOTS_PERIOD_AXIS_H
#define PB_PLOTS_PERIOD_AXIS_H

#include "engine/period.h"
#include "engine/result.h"
#include "plots/break_labels.h"
#include "plots/canvas.h"

/** The period of a row, 0 when there is none. */
pb_period pb_read_period(const pb_result *series, size_t row);
/** Periods since year 0: where a period lies on the axis. */
double pb_period_position(pb_period period);
/** From half a period before `first` to half a period after `last`, not yet placed. */
pb_axis pb_period_axis(pb_period first, pb_period last);
/** Years below y, each under its own periods, as many as fit, the last among them. */
void pb_period_axis_draw(pb_canvas *canvas, const pb_axis *x, int per_year, double y);
/** Breaks of reported crime on the placed axis, at the beginning of their years. */
pb_break_labels *pb_period_breaks(const pb_dataset *dataset, const pb_language *language,
                                  const pb_theme *theme, const pb_axis *x, int per_year,
                                  double width);

/** A series and where it is drawn. */
typedef struct {
  pb_canvas *canvas;
  const pb_result *series;
  const pb_axis *x, *y;
} pb_period_plot;

/** A line through values of periods that follow each other; a lone one is left out. */
void pb_period_line(const pb_period_plot *plot, const char *column, pb_paint paint);
/** The area between two columns, over periods that follow each other; a lone one is half a period
 * wide to both sides. */
void pb_period_band(const pb_period_plot *plot, const char *lower, const char *upper,
                    uint32_t color);

#endif
