/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The outcome of a goal year by year, from whatever it is measured by. Not for others. */
#ifndef PB_ENGINE_ANALYSIS_GOAL_VALUES_H
#define PB_ENGINE_ANALYSIS_GOAL_VALUES_H

#include "engine/analysis/build.h"
#include "engine/stats/goal_outcome.h"

/** A year's outcome, in the unit of the goal's baseline and target. */
typedef struct {
  int year;
  pb_goal_value value;
  bool counted;  /**< the outcome is a number of crimes, or a rate of them */
  int64_t count; /**< that number */
} pb_goal_year;

/** Years up to the report's last, in order: of a crime type counts (or rates per 100 000) of the
 * yearly panel with the municipality's own over-dispersion; of an indicator its yearly values,
 * without intervals; of a survey question the share (in per cent when baseline or target is above
 * 1), from respondents or as published. Empty when the goal has no such series. Array of
 * pb_goal_year; g_array_unref. */
GArray *pb_goal_years(const pb_analysis *analysis, const pb_goal *goal);
/** Is there a series break after year `from` and not after year `to`? */
bool pb_goal_break(const pb_dataset *dataset, const pb_goal *goal, int from, int to);

#endif
