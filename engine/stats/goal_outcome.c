/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/goal_outcome.h"

#include <math.h>

#include "engine/stats/count_change.h"
#include "engine/stats/input.h"
#include "engine/stats/poisson_rate.h"
#include "engine/stats/shared_params.h"
#include "engine/stats/tails.h"
#include "engine/text.h"

static double confidence_or_default(double confidence) {
  return confidence > 0 ? confidence : PB_DEFAULT_CONFIDENCE;
}

pb_goal_value pb_goal_value_of_count(pb_count count, double per, double phi, double confidence) {
  if (count.count < 0 || (per > 0 && !(count.exposure > 0)))
    return (pb_goal_value){0};
  double k = (double)count.count, scale = per > 0 ? per / count.exposure : 1;
  pb_interval interval = pb_poisson_interval(count.count, confidence, PB_POISSON_EXACT);
  double used_phi = phi > PB_PHI_LIMIT ? phi : 1;
  if (used_phi > 1 && k > 0) {
    double reach = pb_normal_critical(confidence_or_default(confidence)) * sqrt(used_phi / k);
    interval = (pb_interval){k * exp(-reach), k * exp(reach)};
  }
  return (pb_goal_value){.present = true,
                         .value = k * scale,
                         .has_interval = true,
                         .interval = {interval.lower * scale, interval.upper * scale},
                         .se = sqrt(used_phi * k) * scale};
}

pb_goal_value pb_goal_value_of_number(double value, double se, double confidence) {
  double reach = pb_normal_critical(confidence_or_default(confidence)) * se;
  return (pb_goal_value){.present = true,
                         .value = value,
                         .has_interval = se > 0,
                         .interval = {value - reach, value + reach},
                         .se = se};
}

const char *pb_goal_verdict_word(pb_goal_verdict verdict) {
  static const char *const words[] = {"reached", "not-reached", "cannot-be-judged"};
  return words[verdict];
}

static pb_direction direction_of(const pb_goal_question *q) {
  if (q->direction != PB_DIRECTION_UNKNOWN || !q->baseline.present)
    return q->direction;
  return q->target < q->baseline.value   ? PB_DIRECTION_DECREASE
         : q->target > q->baseline.value ? PB_DIRECTION_INCREASE
                                         : PB_DIRECTION_KEEP;
}

/* What is missing, or NULL. */
static const char *missing(const pb_goal_question *q) {
  if (!q->has_target)
    return N_("The goal has no target.");
  if (!q->outcome.present)
    return N_("There is no outcome yet.");
  if (q->series_break)
    return N_("The way of counting changed between the baseline and the outcome.");
  if (direction_of(q) == PB_DIRECTION_UNKNOWN)
    return N_("The goal says neither its direction nor a baseline.");
  return NULL;
}

static void judge_by_number(pb_direction direction, pb_goal_outcome *outcome) {
  if (direction == PB_DIRECTION_KEEP) {
    outcome->reason = N_("Whether a value is unchanged cannot be judged without knowing how sure "
                         "it is.");
    return;
  }
  outcome->verdict = outcome->meets ? PB_GOAL_REACHED : PB_GOAL_MISSED;
  outcome->reason = N_("Judged by the value alone: how sure it is is not known.");
}

static void judge_by_interval(const pb_goal_question *q, pb_direction direction,
                              pb_goal_outcome *outcome) {
  const pb_interval *in = &q->outcome.interval;
  bool below = in->upper <= q->target, above = in->lower >= q->target;
  if (direction == PB_DIRECTION_KEEP) {
    outcome->verdict = below || above ? PB_GOAL_MISSED : PB_GOAL_REACHED;
    return;
  }
  bool good = direction == PB_DIRECTION_DECREASE ? below : above;
  bool bad = direction == PB_DIRECTION_DECREASE ? above : below;
  if (good || bad)
    outcome->verdict = good ? PB_GOAL_REACHED : PB_GOAL_MISSED;
  else
    outcome->reason = outcome->meets ? N_("The value meets the target, but chance alone could be "
                                          "the reason.")
                                     : N_("The value does not meet the target, but chance alone "
                                          "could be the reason.");
}

pb_goal_outcome pb_goal_judge(const pb_goal_question *q) {
  pb_goal_outcome outcome = {.verdict = PB_GOAL_CANNOT_BE_JUDGED};
  const pb_goal_value *from = &q->baseline, *to = &q->outcome;
  outcome.has_change = from->present && to->present && !q->series_break;
  outcome.change = outcome.has_change ? to->value - from->value : 0;
  outcome.has_smallest_effect = outcome.has_change && from->has_interval && to->has_interval;
  if (outcome.has_smallest_effect)
    outcome.smallest_effect = pb_normal_critical(confidence_or_default(q->confidence)) *
                              sqrt(from->se * from->se + to->se * to->se);
  outcome.reason = missing(q);
  if (outcome.reason)
    return outcome;
  pb_direction direction = direction_of(q);
  outcome.has_meets = direction != PB_DIRECTION_KEEP;
  outcome.meets =
      direction == PB_DIRECTION_DECREASE ? to->value <= q->target : to->value >= q->target;
  if (to->has_interval)
    judge_by_interval(q, direction, &outcome);
  else
    judge_by_number(direction, &outcome);
  return outcome;
}

enum {
  DIRECTION,
  TARGET,
  BASE_COUNT,
  BASE_EXPOSURE,
  BASE_VALUE,
  BASE_SE,
  COUNT,
  EXPOSURE,
  VALUE,
  VALUE_SE,
  BREAK,
  N_INPUTS
};
static const pb_input inputs[N_INPUTS] = {
    [DIRECTION] = {"direction", PB_TYPE_INT64, false,
                   N_("-1 to decrease, 1 to increase, 0 to keep; from baseline to target if left "
                      "out")},
    [TARGET] = {"target", PB_TYPE_DOUBLE, true, N_("the value to reach")},
    [BASE_COUNT] = {"baseline_count", PB_TYPE_INT64, false, N_("crimes of the baseline")},
    [BASE_EXPOSURE] = {"baseline_exposure", PB_TYPE_DOUBLE, false,
                       N_("population of the baseline, when the target is a rate")},
    [BASE_VALUE] = {"baseline_value", PB_TYPE_DOUBLE, false,
                    N_("baseline that is not a count of crimes")},
    [BASE_SE] = {"baseline_se", PB_TYPE_DOUBLE, false, N_("its standard error, if known")},
    [COUNT] = {"outcome_count", PB_TYPE_INT64, false, N_("crimes of the outcome")},
    [EXPOSURE] = {"outcome_exposure", PB_TYPE_DOUBLE, false,
                  N_("population of the outcome, when the target is a rate")},
    [VALUE] = {"outcome_value", PB_TYPE_DOUBLE, false, N_("outcome that is not a count of crimes")},
    [VALUE_SE] = {"outcome_se", PB_TYPE_DOUBLE, false, N_("its standard error, if known")},
    [BREAK] = {"series_break", PB_TYPE_INT64, false,
               N_("1 when the way of counting changed between baseline and outcome")},
};
static const pb_param params[] = {
    PB_PARAM_CONFIDENCE,
    PB_PARAM_PHI,
    PB_PARAM_PER,
};

static bool check(const pb_column *const *columns, GError **error) {
  static const int counts[] = {BASE_COUNT, COUNT}, exposures[] = {BASE_EXPOSURE, EXPOSURE};
  for (int i = 0; i < 2; i++)
    if (!pb_input_check_counts(columns[counts[i]], error) ||
        !pb_input_check_positive(columns[exposures[i]], error))
      return false;
  return pb_input_check_range(columns[BASE_SE], 0, G_MAXDOUBLE, error) &&
         pb_input_check_range(columns[VALUE_SE], 0, G_MAXDOUBLE, error) &&
         pb_input_check_whole(columns[BREAK], 0, 1, error) &&
         pb_input_check_whole(columns[DIRECTION], -1, 1, error);
}

static bool has(const pb_column *column, size_t row) {
  return column && pb_column_is_valid(column, row);
}

/* Baseline or outcome of a row; `at`: the first of its four columns. */
static pb_goal_value value_of(const pb_column *const *at, size_t row, const pb_params *values) {
  double confidence = pb_params_double(values, "confidence");
  if (has(at[0], row)) {
    bool rate = has(at[1], row);
    const pb_count count = {(int64_t)pb_column_double(at[0], row),
                            rate ? pb_column_double(at[1], row) : 1};
    return pb_goal_value_of_count(count, rate ? pb_params_double(values, "per") : 0,
                                  pb_params_double(values, "phi"), confidence);
  }
  if (has(at[2], row))
    return pb_goal_value_of_number(pb_column_double(at[2], row),
                                   has(at[3], row) ? pb_column_double(at[3], row) : 0, confidence);
  return (pb_goal_value){0};
}

static pb_direction read_direction(const pb_column *column, size_t row) {
  if (!has(column, row))
    return PB_DIRECTION_UNKNOWN;
  double sign = pb_column_double(column, row);
  return sign < 0 ? PB_DIRECTION_DECREASE : sign > 0 ? PB_DIRECTION_INCREASE : PB_DIRECTION_KEEP;
}

typedef struct {
  pb_column *verdict, *reason, *meets, *outcome, *lower, *upper, *change, *smallest;
} output;

static output add_columns(pb_result *result) {
  return (output){pb_result_add_column(result, "verdict", PB_TYPE_STRING, NULL),
                  pb_result_add_column(result, "reason", PB_TYPE_STRING, NULL),
                  pb_result_add_column(result, "meets", PB_TYPE_DOUBLE, NULL),
                  pb_result_add_column(result, "outcome", PB_TYPE_DOUBLE, NULL),
                  pb_result_add_column(result, "lower", PB_TYPE_DOUBLE, NULL),
                  pb_result_add_column(result, "upper", PB_TYPE_DOUBLE, NULL),
                  pb_result_add_column(result, "change", PB_TYPE_DOUBLE, NULL),
                  pb_result_add_column(result, "smallest_effect", PB_TYPE_DOUBLE, NULL)};
}

static void append(const output *to, const pb_goal_outcome *one, const pb_goal_value *value) {
  pb_column_append_string(to->verdict, pb_goal_verdict_word(one->verdict));
  pb_column_append_string(to->reason, one->reason ? _(one->reason) : NULL);
  pb_column_append_maybe(to->meets, one->has_meets, one->meets);
  pb_column_append_maybe(to->outcome, value->present, value->value);
  bool sure = value->present && value->has_interval;
  pb_column_append_maybe(to->lower, sure, value->interval.lower);
  pb_column_append_maybe(to->upper, sure, value->interval.upper);
  pb_column_append_maybe(to->change, one->has_change, one->change);
  pb_column_append_maybe(to->smallest, one->has_smallest_effect, one->smallest_effect);
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *columns[N_INPUTS];
  pb_input_find(input, inputs, N_INPUTS, columns);
  if (!check(columns, error))
    return NULL;
  pb_result *result = pb_result_new("goal-outcome");
  const output to = add_columns(result);
  size_t n = pb_table_n_rows(input), judged[3] = {0};
  for (size_t row = 0; row < n; row++) {
    pb_goal_question q = {.has_target = has(columns[TARGET], row),
                          .baseline = value_of(columns + BASE_COUNT, row, values),
                          .outcome = value_of(columns + COUNT, row, values),
                          .series_break = has(columns[BREAK], row) &&
                                          pb_column_double(columns[BREAK], row) == 1,
                          .confidence = pb_params_double(values, "confidence")};
    if (q.has_target)
      q.target = pb_column_double(columns[TARGET], row);
    q.direction = read_direction(columns[DIRECTION], row);
    pb_goal_outcome one = pb_goal_judge(&q);
    judged[one.verdict]++;
    append(&to, &one, &q.outcome);
  }
  pb_result_set_scalar(result, "n_reached", (double)judged[PB_GOAL_REACHED], NULL);
  pb_result_set_scalar(result, "n_not_reached", (double)judged[PB_GOAL_MISSED], NULL);
  pb_result_set_scalar(result, "n_cannot_be_judged", (double)judged[PB_GOAL_CANNOT_BE_JUDGED],
                       NULL);
  pb_result_set_counts(result, n, 0);
  return result;
}

const pb_statistic pb_statistic_goal_outcome = {
    .name = "goal-outcome",
    .title = N_("Goals against outcomes"),
    .description =
        N_("Whether each goal was reached, not reached, or cannot be judged, with the reason: the "
           "whole interval of the outcome must lie on one side of the target. Beside it stand "
           "what the plain number says and the smallest change from the baseline that could have "
           "been seen."),
    .citation = "Garwood F (1936) Biometrika 28:437",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
