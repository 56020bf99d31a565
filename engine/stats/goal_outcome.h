/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Was a goal reached? The outcome is compared with the target, and how sure it is decides:
 *
 * - reached: the whole interval of the outcome lies on the target's side;
 * - not reached: the whole interval lies on the other side;
 * - cannot be judged: the target lies within the interval, or something that is needed is missing;
 *   `reason` says what.
 *
 * `meets` tells beside it what the plain number says. An outcome without an interval (an indicator
 * of which nobody knows how sure it is) is judged by the number alone, and `reason` says so. The
 * smallest effect is the change from the baseline below which nothing could have been seen:
 * critical value * sqrt(se0^2 + se1^2).
 */
#ifndef PB_ENGINE_STATS_GOAL_OUTCOME_H
#define PB_ENGINE_STATS_GOAL_OUTCOME_H

#include "engine/registers.h"
#include "engine/stats/count.h"

/** A value with how sure it is. */
typedef struct {
  bool present;
  double value;
  bool has_interval;
  pb_interval interval;
  double se;
} pb_goal_value;

/** Of a count, exact; with phi above 1.5 by the logarithm, as count_change.h. `per` above 0: a rate
 * per so much exposure, else the count. Absent when the exposure is not above 0. */
pb_goal_value pb_goal_value_of_count(pb_count count, double per, double phi, double confidence);
/** Of a number with a standard error, normal; se 0: none is known. */
pb_goal_value pb_goal_value_of_number(double value, double se, double confidence);

typedef struct {
  pb_direction direction; /**< UNKNOWN: from baseline to target */
  bool has_target;
  double target;
  pb_goal_value baseline, outcome;
  bool series_break; /**< baseline and outcome are not counted alike */
  double confidence; /**< 0: 0.95 */
} pb_goal_question;

typedef enum { PB_GOAL_REACHED, PB_GOAL_MISSED, PB_GOAL_CANNOT_BE_JUDGED } pb_goal_verdict;

typedef struct {
  pb_goal_verdict verdict;
  const char *reason; /**< N_() sentence; NULL when the interval decided */
  bool has_meets, meets;
  bool has_change;
  double change; /**< outcome - baseline */
  bool has_smallest_effect;
  double smallest_effect; /**< in the unit of the values */
} pb_goal_outcome;

pb_goal_outcome pb_goal_judge(const pb_goal_question *question);
/** "reached", "not-reached", "cannot-be-judged". Constant. */
const char *pb_goal_verdict_word(pb_goal_verdict verdict);

#endif
