/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals without baselines and targets that give a small count away. */
#include <math.h>
#include <string.h>

#include "engine/disclosure/mask_parts.h"

static bool is_crime_withheld(const pb_dataset *masked, const pb_goal *goal, pb_period period) {
  if (period && pb_period_per_year(period) == 12)
    return true; /* no month is in the copy */
  const pb_crime_panel *panels[] = {masked->yearly, masked->quarterly};
  for (size_t i = 0; period && i < G_N_ELEMENTS(panels); i++) {
    int p = panels[i] ? pb_crime_panel_period(panels[i], period) : -1;
    if (p >= 0 && pb_crime_panel_cell(panels[i], (size_t)goal->municipality,
                                      (size_t)goal->outcome_index, (size_t)p)
                      ->withheld)
      return true;
  }
  return false;
}

static bool has_value(const pb_indicators *indicators, const pb_goal *goal, pb_period period) {
  const pb_area here = {PB_AREA_MUNICIPALITY, goal->municipality};
  const pb_indicator_series *series = pb_indicators_series(
      indicators, (size_t)goal->outcome_index, here, PB_INDICATOR_ALL, pb_period_per_year(period));
  for (size_t i = 0; series && i < series->n; i++)
    if (indicators->values[series->first + i].period == period)
      return true;
  return false;
}

static bool is_withheld(const pb_dataset *original, const pb_dataset *masked, const pb_goal *goal,
                        pb_period period) {
  if (goal->outcome_kind == PB_OUTCOME_CRIME)
    return is_crime_withheld(masked, goal, period);
  return goal->outcome_kind == PB_OUTCOME_INDICATOR && goal->outcome_index >= 0 && period &&
         original->indicators && has_value(original->indicators, goal, period) &&
         !has_value(masked->indicators, goal, period);
}

/* A goal by hand may count anything: a small whole number is taken for a count unless its unit is
 * one of shares. */
static bool is_count(const pb_dataset *original, const pb_goal *goal) {
  switch (goal->outcome_kind) {
  case PB_OUTCOME_CRIME:
    return !goal->outcome_is_rate;
  case PB_OUTCOME_INDICATOR:
    return original->indicators && goal->outcome_index >= 0 &&
           pb_indicator_is_count(original->indicators, (size_t)goal->outcome_index);
  case PB_OUTCOME_SURVEY:
    return false;
  default:
    return !strchr(goal->unit, '%') && !strstr(goal->unit, "per");
  }
}

static bool is_small(double value, const pb_disclosure_rule *rule) {
  const pb_disclosure_cell cell = {.count = (int64_t)fmax(0, value)};
  return value > 0 && value < (double)pb_disclosure_threshold(rule, &cell);
}

static void mask_goal(const pb_dataset *original, const pb_dataset *masked, pb_goal *goal,
                      const pb_disclosure_rule *rule) {
  bool counted = is_count(original, goal);
  bool baseline = is_withheld(original, masked, goal, goal->baseline_period) ||
                  (counted && goal->has_baseline && is_small(goal->baseline, rule));
  /* a target written as a change of the baseline gives it back */
  bool target = baseline || is_withheld(original, masked, goal, goal->target_period) ||
                (counted && goal->has_target && is_small(goal->target, rule));
  if (baseline) {
    goal->has_baseline = false;
    goal->baseline = 0;
  }
  if (target) {
    goal->has_target = false;
    goal->target = 0;
  }
}

static pb_goal copy_goal(const pb_goal *from) {
  pb_goal goal = *from;
  goal.id = g_strdup(from->id);
  goal.title = g_strdup(from->title);
  goal.outcome = g_strdup(from->outcome);
  goal.unit = g_strdup(from->unit);
  goal.agreement = g_strdup(from->agreement);
  goal.reason = g_strdup(from->reason);
  return goal;
}

static pb_measure copy_measure(const pb_measure *from) {
  pb_measure measure = *from;
  measure.id = g_strdup(from->id);
  measure.goal_id = g_strdup(from->goal_id);
  measure.place = g_strdup(from->place);
  measure.title = g_strdup(from->title);
  measure.comparison = g_strdup(from->comparison);
  measure.displacement = g_strdup(from->displacement);
  measure.intensity = g_strdup(from->intensity);
  return measure;
}

pb_registers *pb_mask_registers(const pb_dataset *original, const pb_dataset *masked,
                                const pb_disclosure_rule *rule) {
  const pb_registers *from = original->registers;
  pb_registers *to = pb_registers_new();
  to->goals = g_new0(pb_goal, from->n_goals + 1);
  to->n_goals = from->n_goals;
  for (size_t i = 0; i < from->n_goals; i++) {
    to->goals[i] = copy_goal(&from->goals[i]);
    mask_goal(original, masked, &to->goals[i], rule);
  }
  to->measures = g_new0(pb_measure, from->n_measures + 1);
  to->n_measures = from->n_measures;
  for (size_t i = 0; i < from->n_measures; i++)
    to->measures[i] = copy_measure(&from->measures[i]);
  return to;
}
