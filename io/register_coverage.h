/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What indicators, goals, measures and comments cover: what `check` prints and check.json holds.
 */
#ifndef PB_IO_REGISTER_COVERAGE_H
#define PB_IO_REGISTER_COVERAGE_H

#include "engine/dataset.h"
#include "io/json_writer.h"

/** One indicator in periods of one length; both sexes together. */
typedef struct {
  size_t indicator; /**< position in indicators */
  int per_year;
  pb_period first, last;
  size_t n_periods; /**< with a value for any area */
  size_t n_municipalities, n_counties;
  bool country;
  size_t n_values, n_missing; /**< of areas × periods; sexes apart are not counted */
} pb_indicator_coverage;

/** One entry an indicator and length of period, in the order of the series. g_free; NULL and n 0
 * without indicators. */
pb_indicator_coverage *pb_coverage_of_indicators(const pb_indicators *indicators, size_t *n);

typedef struct {
  size_t n, n_municipalities;
  size_t without_target, without_baseline; /**< without_baseline: of those with a target */
  size_t by_crime, by_indicator, by_survey, by_other, by_nothing;
} pb_goal_coverage;

typedef struct {
  size_t n, n_municipalities;
  size_t without_goal, without_start, with_comparison;
} pb_measure_coverage;

typedef struct {
  size_t n_scores, n_harm; /**< problem areas with a priority, with harm */
} pb_priority_coverage;

/** `registers` may be NULL. */
pb_goal_coverage pb_coverage_of_goals(const pb_registers *registers);
pb_measure_coverage pb_coverage_of_measures(const pb_registers *registers);
pb_priority_coverage pb_coverage_of_priorities(const pb_registers *registers);

/** Members indicators, goals, measures, priorities and comments of an open object. */
void pb_json_register_coverage(pb_json *json, const pb_dataset *dataset);

#endif
