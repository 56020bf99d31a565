/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Which periods before and after a measure are compared, and the crimes in them. Not for others.
 */
#ifndef PB_ENGINE_ANALYSIS_MEASURE_WINDOW_H
#define PB_ENGINE_ANALYSIS_MEASURE_WINDOW_H

#include "engine/analysis/build.h"
#include "engine/stats/wdd.h"

/** Positions in a run of periods, both ends included. */
typedef struct {
  const pb_crime_panel *panel; /**< whose periods they are; NULL: months of recorded events */
  pb_period origin;            /**< the period at position 0 */
  int before_first, before_last, after_first, after_last;
} pb_measure_window;

/**
 * Periods after: the whole ones between the measure's first and last day (to the end of the
 * report's last year when it has no end). Periods before: as many, moved back by whole years, so
 * that the seasons are the same and all lie before the first day. False when there is none.
 */
bool pb_measure_window_of(const pb_crime_panel *panel, const pb_measure *measure, int last_year,
                          pb_measure_window *window);
/** The same over `n` periods from `first_period` on. */
bool pb_measure_window_among(pb_period first_period, size_t n, const pb_measure *measure,
                             int last_year, pb_measure_window *window);
/** The period at a position, which may lie outside the run. */
pb_period pb_measure_period(const pb_measure_window *window, int at);

/** Crimes of type t in the window: in municipality m, and in others together. The control's weight
 * is its population over the municipality's, so that both stand for as many residents. False when
 * a count or a population is not known. */
bool pb_measure_counts(const pb_measure_window *window, size_t t, size_t m, const GArray *others,
                       pb_wdd_pair *pair);

#endif
