/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Were the goals reached that police and municipality have agreed on? */
#include "engine/analysis/build.h"
#include "engine/analysis/goal_values.h"

#define NOT_DUE N_("The year of the target is not over, or its outcome is not in the data.")
#define SINGLE_CASE N_("The outcome's year may be a single large case.")
#define BY_HAND N_("The goal is not measured by a series of the data.")

typedef struct {
  pb_column *id, *title, *area, *responsible, *agreement, *kind, *outcome_name, *unit, *type;
  pb_column *direction, *baseline_year, *baseline, *target, *target_year, *due;
  pb_column *year, *outcome, *lower, *upper, *count, *verdict, *judged_by, *meets, *reason, *change,
      *smallest;
} goal_columns;

static pb_column *text(pb_result *result, const char *name) {
  return pb_result_add_column(result, name, PB_TYPE_STRING, NULL);
}
static pb_column *whole(pb_result *result, const char *name) {
  return pb_result_add_column(result, name, PB_TYPE_INT64, NULL);
}
static pb_column *number(pb_result *result, const char *name) {
  return pb_result_add_column(result, name, PB_TYPE_DOUBLE, NULL);
}

static goal_columns add_columns(pb_result *r) {
  return (goal_columns){.id = text(r, "goal"),
                        .title = text(r, "title"),
                        .area = text(r, "area"),
                        .responsible = text(r, "responsible"),
                        .agreement = text(r, "agreement"),
                        .kind = text(r, "kind"),
                        .outcome_name = text(r, "outcome_name"),
                        .unit = text(r, "unit"),
                        .type = text(r, "type"),
                        .direction = text(r, "direction"),
                        .baseline_year = whole(r, "baseline_year"),
                        .baseline = number(r, "baseline"),
                        .target = number(r, "target"),
                        .target_year = whole(r, "target_year"),
                        .due = whole(r, "due"),
                        .year = whole(r, "year"),
                        .outcome = number(r, "outcome"),
                        .lower = number(r, "lower"),
                        .upper = number(r, "upper"),
                        .count = whole(r, "count"),
                        .verdict = text(r, "verdict"),
                        .judged_by = text(r, "judged_by"),
                        .meets = whole(r, "meets"),
                        .reason = text(r, "reason"),
                        .change = number(r, "change"),
                        .smallest = number(r, "smallest_effect")};
}

/* A row of one goal, before it is put. */
typedef struct {
  bool has_baseline, has_target, has_year, due, counted;
  int baseline_year, target_year, year;
  double baseline, target;
  pb_goal_value outcome;
  int64_t count;
  pb_goal_outcome judged;
  const char *judged_by;
} goal_row;

/* The register's own judgement of a goal that no series measures. */
static pb_goal_outcome judge_by_hand(pb_judgement judgement) {
  pb_goal_outcome judged = {.verdict = PB_GOAL_CANNOT_BE_JUDGED};
  if (judgement == PB_JUDGED_REACHED)
    judged.verdict = PB_GOAL_REACHED;
  else if (judgement == PB_JUDGED_MISSED)
    judged.verdict = PB_GOAL_MISSED;
  else
    judged.reason = BY_HAND;
  return judged;
}

static bool is_measured(const pb_goal *goal) {
  return goal->outcome_kind == PB_OUTCOME_CRIME || goal->outcome_kind == PB_OUTCOME_INDICATOR ||
         goal->outcome_kind == PB_OUTCOME_SURVEY;
}

/* The baseline for the change: the data's own value of that year, which tells how sure it is, else
 * the register's. The target and the row keep the register's. */
static pb_goal_value baseline_of(const goal_row *row, const pb_goal_year *years, size_t n,
                                 double confidence) {
  for (size_t i = 0; i < n; i++)
    if (row->baseline_year && years[i].year == row->baseline_year)
      return years[i].value;
  return row->has_baseline ? pb_goal_value_of_number(row->baseline, 0, confidence)
                           : (pb_goal_value){0};
}

static bool is_single_case(const pb_analysis *analysis, const pb_goal *goal, int year) {
  const pb_crime_panel *panel = analysis->dataset->yearly;
  if (goal->outcome_kind != PB_OUTCOME_CRIME || !panel)
    return false;
  int p = pb_crime_panel_period(panel, pb_period_make(year, 1, 1));
  return p >= 0 && analysis->spike[(size_t)goal->outcome_index * panel->n_periods + (size_t)p];
}

static goal_row judge(const pb_analysis *analysis, const pb_goal *goal, const pb_goal_year *years,
                      size_t n) {
  goal_row row = {.has_baseline = goal->has_baseline,
                  .baseline = goal->baseline,
                  .target = goal->target,
                  .judged_by = "data"};
  row.baseline_year = goal->baseline_period ? pb_period_year(goal->baseline_period) : 0;
  row.target_year = goal->target_period ? pb_period_year(goal->target_period) : 0;
  for (size_t i = 0; i < n; i++)
    if (!row.has_baseline && row.baseline_year && years[i].year == row.baseline_year) {
      row.has_baseline = true;
      row.baseline = years[i].value.value;
    }
  /* a change in per cent without a value to change from is no target */
  row.has_target = goal->has_target && (!goal->target_is_change || goal->has_baseline);
  if (!is_measured(goal)) {
    row.judged = judge_by_hand(goal->judgement);
    row.judged_by = goal->judgement == PB_JUDGED_NOT ? "" : "register";
    return row;
  }
  for (size_t i = 0; i < n; i++)
    if (!row.target_year || years[i].year <= row.target_year) {
      row.has_year = true;
      row.year = years[i].year;
      row.outcome = years[i].value;
      row.counted = years[i].counted;
      row.count = years[i].count;
    }
  if (row.has_year && row.baseline_year && row.year <= row.baseline_year) {
    row.has_year = row.counted = false;
    row.outcome = (pb_goal_value){0};
  }
  pb_goal_question question = {
      .direction = goal->direction,
      .has_target = row.has_target,
      .target = row.target,
      .baseline = baseline_of(&row, years, n, analysis->options.confidence),
      .outcome = row.outcome,
      .series_break = row.has_year && row.baseline_year &&
                      pb_goal_break(analysis->dataset, goal, row.baseline_year, row.year),
      .confidence = analysis->options.confidence};
  row.judged = pb_goal_judge(&question);
  if (row.has_year && is_single_case(analysis, goal, row.year)) {
    row.judged.verdict = PB_GOAL_CANNOT_BE_JUDGED;
    row.judged.reason = SINGLE_CASE;
  }
  row.due = row.has_year && (!row.target_year || row.year == row.target_year);
  if (row.has_year && !row.due && row.has_target) {
    row.judged.verdict = PB_GOAL_CANNOT_BE_JUDGED;
    row.judged.reason = NOT_DUE;
  }
  return row;
}

static const char *area_key(const pb_dataset *dataset, const pb_goal *goal) {
  return goal->problem_area >= 0 ? dataset->areas[goal->problem_area].key : "";
}

static void put_words(const goal_columns *to, const pb_dataset *dataset, const pb_goal *goal) {
  pb_column_append_string(to->id, goal->id);
  pb_column_append_string(to->title, goal->title);
  pb_column_append_string(to->area, area_key(dataset, goal));
  pb_column_append_string(to->responsible, pb_party_word(goal->responsible));
  pb_column_append_string(to->agreement, goal->agreement);
  pb_column_append_string(to->kind, pb_outcome_word(goal->outcome_kind));
  pb_column_append_string(to->outcome_name, goal->outcome);
  pb_column_append_string(to->unit, goal->unit);
  pb_column_append_string(to->type, goal->outcome_kind == PB_OUTCOME_CRIME
                                        ? dataset->types[goal->outcome_index].key
                                        : "");
  pb_column_append_string(to->direction, pb_direction_word(goal->direction));
}

static void put_row(const goal_columns *to, const goal_row *row) {
  const pb_goal_outcome *judged = &row->judged;
  bool sure = row->outcome.present && row->outcome.has_interval;
  pb_append_int_maybe(to->baseline_year, row->baseline_year != 0, row->baseline_year);
  pb_column_append_maybe(to->baseline, row->has_baseline, row->baseline);
  pb_column_append_maybe(to->target, row->has_target, row->target);
  pb_append_int_maybe(to->target_year, row->target_year != 0, row->target_year);
  pb_column_append_int(to->due, row->due);
  pb_append_int_maybe(to->year, row->has_year, row->year);
  pb_column_append_maybe(to->outcome, row->outcome.present, row->outcome.value);
  pb_column_append_maybe(to->lower, sure, row->outcome.interval.lower);
  pb_column_append_maybe(to->upper, sure, row->outcome.interval.upper);
  pb_append_int_maybe(to->count, row->counted, row->count);
  pb_column_append_string(to->verdict, pb_goal_verdict_word(judged->verdict));
  pb_column_append_string(to->judged_by, row->judged_by);
  pb_append_int_maybe(to->meets, judged->has_meets, judged->meets);
  pb_column_append_maybe(to->change, judged->has_change, judged->change);
  pb_column_append_maybe(to->smallest, judged->has_smallest_effect, judged->smallest_effect);
}

typedef struct {
  pb_column *goal, *year, *value, *lower, *upper;
} series_columns;

static void put_series(const series_columns *to, const char *id, const pb_goal_year *years,
                       size_t n) {
  for (size_t i = 0; i < n; i++) {
    const pb_goal_value *value = &years[i].value;
    pb_column_append_string(to->goal, id);
    pb_column_append_int(to->year, years[i].year);
    pb_column_append_double(to->value, value->value);
    pb_column_append_maybe(to->lower, value->has_interval, value->interval.lower);
    pb_column_append_maybe(to->upper, value->has_interval, value->interval.upper);
  }
}

void pb_build_goals(pb_analysis *analysis) {
  const pb_registers *registers = analysis->dataset->registers;
  pb_result *result = pb_analysis_put(analysis, "goals", -1);
  pb_result *series = pb_analysis_put(analysis, "goal-series", -1);
  const goal_columns to = add_columns(result);
  const series_columns at = {text(series, "goal"), whole(series, "year"), number(series, "value"),
                             number(series, "lower"), number(series, "upper")};
  size_t n = 0, verdicts[3] = {0};
  for (size_t i = 0; registers && i < registers->n_goals; i++) {
    const pb_goal *goal = &registers->goals[i];
    if (goal->municipality != (int)analysis->m || !pb_area_is_shown(analysis, goal->problem_area))
      continue;
    g_autoptr(GArray) years = pb_goal_years(analysis, goal);
    const pb_goal_year *list = (const pb_goal_year *)(const void *)years->data;
    goal_row row = judge(analysis, goal, list, years->len);
    put_words(&to, analysis->dataset, goal);
    put_row(&to, &row);
    /* a reason of the register's own goes before the general one */
    bool own = g_str_equal(row.judged_by, "register") && *goal->reason;
    pb_column_append_string(to.reason, own                 ? goal->reason
                                       : row.judged.reason ? row.judged.reason
                                                           : "");
    put_series(&at, goal->id, list, years->len);
    verdicts[row.judged.verdict]++;
    n++;
  }
  pb_result_set_scalar(result, "n_reached", (double)verdicts[PB_GOAL_REACHED], NULL);
  pb_result_set_scalar(result, "n_not_reached", (double)verdicts[PB_GOAL_MISSED], NULL);
  pb_result_set_scalar(result, "n_cannot_be_judged", (double)verdicts[PB_GOAL_CANNOT_BE_JUDGED],
                       NULL);
  pb_result_set_counts(result, n, 0);
  pb_result_set_method(result, N_("A goal is reached, or not, when the whole interval of the "
                                  "outcome lies on one side of the target; else it cannot be "
                                  "judged"));
  pb_result_set_citation(result, "Garwood 1936; Wilson 1927");
  if (n == 0) {
    pb_result_set_reason(result, N_("The project has no register of goals for the municipality."));
    pb_result_set_reason(series, N_("The project has no register of goals for the municipality."));
  }
}
