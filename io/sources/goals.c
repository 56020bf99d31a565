/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals: what police and municipality have agreed to reach. */
#include "io/sources/goals.h"

#include <string.h>

#include "engine/params.h"
#include "engine/text.h"

enum {
  ID,
  MUNICIPALITY,
  PROBLEM_AREA,
  TITLE,
  OUTCOME,
  UNIT,
  BASELINE_PERIOD,
  BASELINE,
  TARGET,
  TARGET_PERIOD,
  DIRECTION,
  RESPONSIBLE,
  AGREEMENT,
  STATUS,
  REASON
};

static const pb_role roles[] = {
    [ID] = {"id", N_("identifier of the goal"), true, 0},
    [MUNICIPALITY] = {"municipality", N_("municipality (code or name)"), true, 0},
    [PROBLEM_AREA] = {"problem_area", N_("problem area"), false, 0},
    [TITLE] = {"title", N_("what is to be reached"), true, 0},
    [OUTCOME] = {"outcome",
                 N_("what the goal is measured by: crime type, indicator or survey question"),
                 false, 0},
    [UNIT] = {"unit", N_("unit of baseline and target"), false, 0},
    [BASELINE_PERIOD] = {"baseline_period", N_("period of the baseline"), false, 0},
    [BASELINE] = {"baseline", N_("baseline: the value to start from"), false, 0},
    [TARGET] = {"target", N_("target: the value to reach, or the change in per cent"), false, 0},
    [TARGET_PERIOD] = {"target_period", N_("period when it is to be reached"), false, 0},
    [DIRECTION] = {"direction", N_("direction: decrease, increase or keep"), false, 0},
    [RESPONSIBLE] = {"responsible", N_("who is responsible: police, municipality or both"), false,
                     0},
    [AGREEMENT] = {"agreement", N_("agreement that the goal belongs to"), false, 0},
    [STATUS] = {"status", N_("how the goal is judged by hand"), false, 0},
    [REASON] = {"reason", N_("why it is judged so"), false, 0},
};

/* Key or label of a problem area; another text is noted. */
static int read_problem_area(const pb_source_row *row, const pb_dataset *dataset) {
  const pb_cell *cell = pb_source_present(row, PROBLEM_AREA);
  if (!cell)
    return -1;
  int found = pb_dataset_problem_area(dataset, cell->text);
  if (found >= 0)
    return found;
  g_autofree char *shown = pb_mask_value(cell->text);
  g_autofree const char **names = g_new(const char *, dataset->n_areas);
  for (size_t i = 0; i < dataset->n_areas; i++)
    names[i] = dataset->areas[i].label_sv;
  const char *near = pb_nearest_name(cell->text, names, dataset->n_areas);
  if (near)
    pb_source_note(row, PROBLEM_AREA, "unknown-problem-area",
                   _("“%s” is not a problem area; the goal is used without one. Did you mean "
                     "“%s”?"),
                   shown, near);
  else
    pb_source_note(row, PROBLEM_AREA, "unknown-problem-area",
                   _("“%s” is not a problem area; the goal is used without one."), shown);
  return -1;
}

/* A year, quarter or month, or nothing. */
static pb_row_fate read_period(const pb_source_row *row, size_t role, pb_period *period) {
  const pb_cell *cell = pb_source_present(row, role);
  if (!cell)
    return PB_ROW_USED;
  pb_value_status status = pb_parse_period(cell->text, cell->length, period);
  return status == PB_VALUE_OK ? PB_ROW_USED : pb_source_reject_value(row, role, status);
}

/* A number, with or without a per cent sign; or nothing. */
static pb_row_fate read_number(const pb_source_row *row, size_t role, double *number, bool *has,
                               bool *is_change) {
  const pb_cell *cell = pb_source_present(row, role);
  if (!cell)
    return PB_ROW_USED;
  g_autofree char *text = g_strstrip(g_strdup(cell->text));
  size_t n = strlen(text);
  bool is_signed = *text == '-' || *text == '+' || g_str_has_prefix(text, "\xE2\x88\x92");
  bool percent = n && text[n - 1] == '%';
  if (percent)
    text[--n] = '\0';
  char *begin = g_strstrip(text);
  if (*begin == '+')
    begin++;
  pb_value_status status =
      pb_parse_double(begin, strlen(begin), row->decimal, row->kind->marks, number);
  if (status != PB_VALUE_OK)
    return pb_source_reject_value(row, role, status);
  *has = true;
  *is_change = is_signed && percent;
  return PB_ROW_USED;
}

static pb_row_fate read_numbers(const pb_source_row *row, pb_goal_row *goal) {
  bool ignored = false;
  pb_row_fate fate = read_period(row, BASELINE_PERIOD, &goal->baseline_period);
  if (fate == PB_ROW_USED)
    fate = read_number(row, BASELINE, &goal->baseline, &goal->has_baseline, &ignored);
  if (fate == PB_ROW_USED)
    fate = read_number(row, TARGET, &goal->target, &goal->has_target, &goal->target_is_change);
  if (fate == PB_ROW_USED)
    fate = read_period(row, TARGET_PERIOD, &goal->target_period);
  if (fate == PB_ROW_USED && goal->baseline_period && goal->target_period &&
      pb_period_year(goal->target_period) < pb_period_year(goal->baseline_period))
    return pb_source_reject(row, TARGET_PERIOD, "target-before-baseline",
                            _("The goal is to be reached in %d, before its baseline of %d; the row "
                              "is not used."),
                            pb_period_year(goal->target_period),
                            pb_period_year(goal->baseline_period));
  return fate;
}

static void read_words(const pb_source_row *row, pb_goal_row *goal) {
  static const pb_known_word directions[] = {
      {"minska", PB_DIRECTION_DECREASE},   {"minskning", PB_DIRECTION_DECREASE},
      {"ner", PB_DIRECTION_DECREASE},      {"decrease", PB_DIRECTION_DECREASE},
      {"sänka", PB_DIRECTION_DECREASE},    {"öka", PB_DIRECTION_INCREASE},
      {"ökning", PB_DIRECTION_INCREASE},   {"upp", PB_DIRECTION_INCREASE},
      {"increase", PB_DIRECTION_INCREASE}, {"höja", PB_DIRECTION_INCREASE},
      {"behålla", PB_DIRECTION_KEEP},      {"oförändrad", PB_DIRECTION_KEEP},
      {"bibehålla", PB_DIRECTION_KEEP},    {"keep", PB_DIRECTION_KEEP},
  };
  static const pb_known_word judgements[] = {
      {"uppnått", PB_JUDGED_REACHED},
      {"uppfyllt", PB_JUDGED_REACHED},
      {"nått", PB_JUDGED_REACHED},
      {"reached", PB_JUDGED_REACHED},
      {"delvis", PB_JUDGED_PARTLY},
      {"delvis uppnått", PB_JUDGED_PARTLY},
      {"partly", PB_JUDGED_PARTLY},
      {"partly reached", PB_JUDGED_PARTLY},
      {"ej uppnått", PB_JUDGED_MISSED},
      {"inte uppnått", PB_JUDGED_MISSED},
      {"ej uppfyllt", PB_JUDGED_MISSED},
      {"not reached", PB_JUDGED_MISSED},
      {"pågår", PB_JUDGED_OPEN},
      {"pågående", PB_JUDGED_OPEN},
      {"open", PB_JUDGED_OPEN},
      {"ongoing", PB_JUDGED_OPEN},
      {"kan inte bedömas", PB_JUDGED_IMPOSSIBLE},
      {"går inte att bedöma", PB_JUDGED_IMPOSSIBLE},
      {"cannot be judged", PB_JUDGED_IMPOSSIBLE},
  };
  pb_register_word(row, DIRECTION, directions, G_N_ELEMENTS(directions), "unknown-direction",
                   _("“%s” is no direction (decrease, increase, keep); the direction is taken from "
                     "baseline and target."),
                   &goal->direction);
  pb_register_word(row, STATUS, judgements, G_N_ELEMENTS(judgements), "unknown-status",
                   _("“%s” is not a judgement that is known (reached, partly reached, not reached, "
                     "ongoing, cannot be judged); it is left out."),
                   &goal->judgement);
  goal->responsible = pb_register_party(row, RESPONSIBLE);
}

static pb_row_fate read_row(const pb_source_row *row, pb_gathered *gathered) {
  pb_goal_row goal = {.origin = {0, row->file, row->line}};
  static const size_t needed[] = {ID, TITLE};
  for (size_t i = 0; i < G_N_ELEMENTS(needed); i++)
    if (pb_source_cell(row, needed[i])->length == 0)
      return pb_source_reject_value(row, needed[i], PB_VALUE_MISSING);
  pb_row_fate fate = pb_read_municipality(row, gathered, MUNICIPALITY, &goal.municipality);
  if (fate == PB_ROW_USED)
    fate = read_numbers(row, &goal);
  if (fate != PB_ROW_USED)
    return fate;
  goal.problem_area = read_problem_area(row, gathered->dataset);
  read_words(row, &goal);
  goal.id = pb_register_text(row, gathered, ID);
  goal.title = pb_register_text(row, gathered, TITLE);
  goal.outcome = pb_register_text(row, gathered, OUTCOME);
  goal.unit = pb_register_text(row, gathered, UNIT);
  goal.agreement = pb_register_text(row, gathered, AGREEMENT);
  goal.reason = pb_register_text(row, gathered, REASON);
  goal.origin.key = pb_register_key(goal.id, goal.municipality);
  g_array_append_val(pb_gathered_rows(gathered, row->kind), goal);
  return PB_ROW_USED;
}

const pb_source_kind pb_source_kind_goals = {
    .name = "goals",
    .title = N_("goals"),
    .description = N_(
        "A row is one goal that police and municipality have agreed on: its problem area, what "
        "it is measured by (a crime type, an indicator or a survey question), baseline, target, "
        "when it is to be "
        "reached and who is responsible. A target such as “-10 %” is a change from the baseline. "
        "Responsible is police, municipality or both, never a person."),
    .citation = "Polismyndigheten and Brottsförebyggande rådet (Brå), Samverkan i lokalt "
                "brottsförebyggande arbete, 2016",
    .roles = roles,
    .n_roles = G_N_ELEMENTS(roles),
    .text_roles = 1u << MUNICIPALITY | 1u << PROBLEM_AREA | 1u << TITLE | 1u << OUTCOME |
                  1u << UNIT | 1u << RESPONSIBLE | 1u << AGREEMENT | 1u << STATUS | 1u << REASON,
    .identifier_roles = 1u << ID,
    .marks = &pb_marks_usual,
    .row_size = sizeof(pb_goal_row),
    .new_state = pb_register_state_new,
    .free_state = pb_register_state_free,
    .read = read_row,
    .join = pb_goals_join,
};
