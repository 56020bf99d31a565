/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "engine/text.h"
#include "io/join_sources.h"
#include "io/shape.h"
#include "io/sources/goals.h"

static bool same_texts(const char *const *a, const char *const *b, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (!g_str_equal(a[i], b[i]))
      return false;
  return true;
}

static bool agree(void *first, const void *other) {
  const pb_goal_row *a = first, *b = other;
  const char *const left[] = {a->title, a->outcome, a->unit, a->agreement, a->reason};
  const char *const right[] = {b->title, b->outcome, b->unit, b->agreement, b->reason};
  return same_texts(left, right, G_N_ELEMENTS(left)) && a->problem_area == b->problem_area &&
         a->baseline_period == b->baseline_period && a->target_period == b->target_period &&
         a->has_baseline == b->has_baseline && a->baseline == b->baseline &&
         a->has_target == b->has_target && a->target == b->target &&
         a->target_is_change == b->target_is_change && a->direction == b->direction &&
         a->responsible == b->responsible && a->judgement == b->judgement;
}

static char *subject(const pb_dataset *dataset, const void *data) {
  const pb_goal_row *row = data;
  g_autofree char *id = pb_mask_value(row->id);
  return g_strdup_printf(_("goal %s, %s"), id, dataset->municipalities[row->municipality].name);
}

static char *value(const pb_dataset *dataset, const void *data) {
  (void)dataset;
  const pb_goal_row *row = data;
  g_autofree char *title = pb_mask_value(row->title);
  g_autofree char *from =
      row->has_baseline ? g_strdup_printf("%.10g", row->baseline) : g_strdup("–");
  g_autofree char *to = row->has_target ? g_strdup_printf("%.10g", row->target) : g_strdup("–");
  return g_strdup_printf("“%s”, %s → %s", title, from, to);
}

static const pb_row_words words = {subject, value};

static bool is_same(const char *folded, const char *text) {
  g_autofree char *other = g_utf8_casefold(text, -1);
  return g_str_equal(folded, other);
}

/* A question by key or text, of respondents (its position) or of published shares (-1). */
static bool find_question(const pb_dataset *dataset, const char *text, int *index) {
  g_autofree char *folded = g_utf8_casefold(text, -1);
  const pb_survey *survey = dataset->survey;
  for (size_t i = 0; survey && i < survey->n_questions; i++) {
    const pb_survey_question *question = &survey->questions[i];
    if (is_same(folded, question->key) || is_same(folded, question->text_sv) ||
        is_same(folded, question->text_en)) {
      *index = (int)i;
      return true;
    }
  }
  *index = -1;
  const pb_survey_shares *shares = dataset->survey_shares;
  for (size_t i = 0; shares && i < shares->n; i++)
    if (is_same(folded, shares->rows[i].question))
      return true;
  return false;
}

static void find_outcome(pb_gathered *gathered, const pb_dataset *dataset, const char *text,
                         pb_goal *goal) {
  const pb_cell cell = {text, strlen(text)};
  if (!*text)
    return;
  goal->outcome_index = pb_names_type(gathered->names, &cell);
  goal->outcome_kind = PB_OUTCOME_CRIME;
  if (goal->outcome_index >= 0)
    return;
  goal->outcome_index = pb_indicators_find(dataset->indicators, text);
  goal->outcome_kind = PB_OUTCOME_INDICATOR;
  if (goal->outcome_index >= 0)
    return;
  goal->outcome_kind =
      find_question(dataset, text, &goal->outcome_index) ? PB_OUTCOME_SURVEY : PB_OUTCOME_OTHER;
}

/* A target written as a change is worked out; the direction follows from the two values. */
static void complete(const pb_goal_row *row, pb_goal *goal) {
  if (row->target_is_change && row->has_baseline)
    goal->target = row->baseline * (1 + row->target / 100);
  if (goal->direction != PB_DIRECTION_UNKNOWN || !row->has_target)
    return;
  double change = row->target_is_change ? row->target : row->target - row->baseline;
  if (row->target_is_change || row->has_baseline)
    goal->direction = change < 0   ? PB_DIRECTION_DECREASE
                      : change > 0 ? PB_DIRECTION_INCREASE
                                   : PB_DIRECTION_KEEP;
}

static void note(pb_gathered *gathered, const pb_goal_row *row, const char *reason,
                 const char *format) {
  g_autofree char *id = pb_mask_value(row->id);
  g_autofree char *message = g_strdup_printf(format, id);
  pb_gathered_note(gathered, &row->origin, reason, message);
}

/* What keeps a goal from being followed up, said once each. */
static void check(pb_gathered *gathered, const pb_goal_row *row, const pb_goal *goal) {
  if (!row->has_target)
    note(gathered, row, "goal-without-target",
         _("The goal %s has no target; whether it was reached can be judged by hand only."));
  else if (!row->has_baseline)
    note(gathered, row, "goal-without-baseline",
         row->target_is_change
             ? _("The target of the goal %s is a change, but there is no baseline; whether it was "
                 "reached cannot be judged.")
             : _("The goal %s has a target but no baseline; how far it has come cannot be told."));
  if (goal->outcome_kind == PB_OUTCOME_NONE)
    note(gathered, row, "goal-without-outcome",
         _("The goal %s does not say what it is measured by; it can be followed up by hand only."));
  else if (goal->outcome_kind == PB_OUTCOME_OTHER)
    note(gathered, row, "goal-outcome-unknown",
         _("What the goal %s is measured by is neither a crime type, an indicator nor a survey "
           "question of the project; it can be followed up by hand only."));
  if (row->has_target && !goal->target_period)
    note(gathered, row, "goal-without-target-period",
         _("The goal %s does not say when it is to be reached."));
  bool down = goal->has_baseline && goal->has_target && goal->target < goal->baseline;
  bool up = goal->has_baseline && goal->has_target && goal->target > goal->baseline;
  if ((goal->direction == PB_DIRECTION_DECREASE && up) ||
      (goal->direction == PB_DIRECTION_INCREASE && down))
    note(gathered, row, "goal-direction-contradicts",
         _("The direction of the goal %s is not the one from its baseline to its target. Correct "
           "the direction or the values."));
}

static bool is_rate(const char *unit) {
  return pb_rate_base(unit) > 0;
}

static void add_goal(pb_gathered *gathered, pb_dataset *dataset, const pb_goal_row *row) {
  pb_registers *to = dataset->registers;
  pb_goal *goal = &to->goals[to->n_goals++];
  *goal = (pb_goal){
      .id = g_strdup(row->id),
      .municipality = row->municipality,
      .problem_area = row->problem_area,
      .title = g_strdup(row->title),
      .outcome = g_strdup(row->outcome),
      .outcome_index = -1,
      .outcome_is_rate = is_rate(row->unit),
      .unit = g_strdup(row->unit),
      .baseline_period = row->baseline_period,
      .target_period = row->target_period,
      .has_baseline = row->has_baseline,
      .has_target = row->has_target,
      .baseline = row->baseline,
      .target = row->target,
      .target_is_change = row->target_is_change,
      .direction = (pb_direction)row->direction,
      .responsible = (pb_party)row->responsible,
      .agreement = g_strdup(row->agreement),
      .judgement = (pb_judgement)row->judgement,
      .reason = g_strdup(row->reason),
  };
  find_outcome(gathered, dataset, row->outcome, goal);
  complete(row, goal);
  check(gathered, row, goal);
}

void pb_goals_join(pb_gathered *gathered, pb_dataset *dataset) {
  GArray *rows = pb_gathered_rows(gathered, &pb_source_kind_goals);
  if (!rows->len)
    return;
  g_autofree pb_join *joins = pb_find_duplicates(rows, agree);
  pb_settle_duplicates(gathered, rows, joins, &words);
  dataset->registers = pb_registers_new();
  dataset->registers->goals = g_new0(pb_goal, rows->len);
  for (guint i = 0; i < rows->len; i++)
    if (joins[i].fate == PB_JOIN_FIRST)
      add_goal(gathered, dataset, &g_array_index(rows, pb_goal_row, i));
}
