/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/registers.h"

pb_registers *pb_registers_new(void) {
  return g_new0(pb_registers, 1);
}

static void clear_goal(pb_goal *goal) {
  char *const texts[] = {goal->id,   goal->title,     goal->outcome,
                         goal->unit, goal->agreement, goal->reason};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    g_free(texts[i]);
}

static void clear_measure(pb_measure *measure) {
  char *const texts[] = {measure->id,       measure->goal_id,    measure->place,
                         measure->title,    measure->comparison, measure->displacement,
                         measure->intensity};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    g_free(texts[i]);
}

void pb_registers_free(pb_registers *registers) {
  if (!registers)
    return;
  for (size_t i = 0; i < registers->n_goals; i++)
    clear_goal(&registers->goals[i]);
  for (size_t i = 0; i < registers->n_measures; i++)
    clear_measure(&registers->measures[i]);
  for (size_t i = 0; i < registers->n_choices; i++)
    g_free(registers->choices[i].reason);
  g_free(registers->choices);
  g_free(registers->goals);
  g_free(registers->measures);
  g_free(registers);
}

int pb_registers_goal(const pb_registers *registers, int municipality, const char *id) {
  for (size_t i = 0; i < registers->n_goals; i++)
    if (registers->goals[i].municipality == municipality && g_str_equal(registers->goals[i].id, id))
      return (int)i;
  return -1;
}

const pb_priority_choice *pb_registers_choice(const pb_registers *registers, int municipality,
                                              int problem_area) {
  for (size_t i = 0; registers && i < registers->n_choices; i++)
    if (registers->choices[i].municipality == municipality &&
        registers->choices[i].problem_area == problem_area)
      return &registers->choices[i];
  return NULL;
}

const char *pb_direction_word(pb_direction direction) {
  static const char *const words[] = {"unknown", "decrease", "increase", "keep"};
  return words[direction];
}

const char *pb_party_word(pb_party party) {
  static const char *const words[] = {"unknown", "police", "municipality", "both", "other"};
  return words[party];
}

const char *pb_outcome_word(pb_outcome_kind kind) {
  static const char *const words[] = {"none", "crime", "indicator", "survey", "other"};
  return words[kind];
}

const char *pb_judgement_word(pb_judgement judgement) {
  static const char *const words[] = {"not-judged",  "reached", "partly-reached",
                                      "not-reached", "open",    "cannot-be-judged"};
  return words[judgement];
}

const char *pb_measure_status_word(pb_measure_status status) {
  static const char *const words[] = {"unknown", "planned", "ongoing", "done", "stopped"};
  return words[status];
}

const char *pb_confidence_word(pb_confidence confidence) {
  static const char *const words[] = {"unknown", "low", "medium", "high"};
  return words[confidence];
}
