/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The registers that police and municipality keep together: what they have agreed to reach (goals)
 * and what they do for it (measures). Texts are as written in the sources and owned by
 * pb_registers. A responsible party is one of the two, both, or somebody else, never a person.
 */
#ifndef PB_ENGINE_REGISTERS_H
#define PB_ENGINE_REGISTERS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/indicators.h"
#include "engine/period.h"

typedef enum {
  PB_DIRECTION_UNKNOWN,
  PB_DIRECTION_DECREASE,
  PB_DIRECTION_INCREASE,
  PB_DIRECTION_KEEP
} pb_direction;

typedef enum {
  PB_PARTY_UNKNOWN,
  PB_PARTY_POLICE,
  PB_PARTY_MUNICIPALITY,
  PB_PARTY_BOTH,
  PB_PARTY_OTHER
} pb_party;

/** What a goal is measured by. */
typedef enum {
  PB_OUTCOME_NONE,      /**< the register does not say */
  PB_OUTCOME_CRIME,     /**< index: position in the dataset's types */
  PB_OUTCOME_INDICATOR, /**< index: position in the dataset's indicators */
  PB_OUTCOME_SURVEY,    /**< index: position among the survey's questions; -1: published shares */
  PB_OUTCOME_OTHER,     /**< a text that no table knows: followed up by hand */
} pb_outcome_kind;

/** How the people who keep the register judge a goal themselves. */
typedef enum {
  PB_JUDGED_NOT,
  PB_JUDGED_REACHED,
  PB_JUDGED_PARTLY,
  PB_JUDGED_MISSED,
  PB_JUDGED_OPEN,
  PB_JUDGED_IMPOSSIBLE
} pb_judgement;

typedef struct {
  char *id;         /**< of the register: "M1" */
  int municipality; /**< position in the dataset */
  int problem_area; /**< position in the dataset's areas; -1: none */
  char *title;      /**< what is to be reached */
  char *outcome;    /**< the series as written; "" when not given */
  pb_outcome_kind outcome_kind;
  int outcome_index;
  bool outcome_is_rate; /**< of a crime type: per 100,000 inhabitants, else a count */
  char *unit;           /**< of baseline and target, as written; "" */
  pb_period baseline_period, target_period; /**< 0: not given */
  bool has_baseline, has_target;
  double baseline, target; /**< a target written as a change ("-10 %") is worked out */
  bool target_is_change;   /**< it was written so; without a baseline `target` is the percentage */
  pb_direction direction;  /**< as written, else from baseline to target */
  pb_party responsible;
  char *agreement; /**< name or number of the agreement; "" */
  pb_judgement judgement;
  char *reason; /**< why it is judged so; "" */
} pb_goal;

typedef enum {
  PB_MEASURE_UNKNOWN,
  PB_MEASURE_PLANNED,
  PB_MEASURE_ONGOING,
  PB_MEASURE_DONE,
  PB_MEASURE_STOPPED
} pb_measure_status;

typedef struct {
  char *id;
  int goal;         /**< position in goals; -1: none, or a goal that is not in the register */
  char *goal_id;    /**< as written; "" */
  int municipality; /**< position in the dataset */
  char *place;      /**< sub-area or place; "": the whole municipality */
  char *title;
  pb_party responsible;
  bool has_start, has_end;
  int64_t start_s, end_s; /**< wall clock, 00:00 of the first day and of the last day */
  char *comparison;       /**< area that had no measure; "" */
  char *displacement;     /**< area that crime may have moved to; "" */
  pb_measure_status status;
  char *intensity; /**< as written: "12 pass i veckan"; "" */
} pb_measure;

/** How sure the parties are of a priority that they set, as in MoRiLE. */
typedef enum {
  PB_CONFIDENCE_UNKNOWN,
  PB_CONFIDENCE_LOW,
  PB_CONFIDENCE_MEDIUM,
  PB_CONFIDENCE_HIGH
} pb_confidence;

/** What the parties have decided about a problem area of a municipality. */
typedef struct {
  int municipality, problem_area; /**< positions in the dataset */
  bool has_score, has_harm;
  double score; /**< 0 .. 4, instead of the computed one */
  char *reason; /**< never empty with a score */
  pb_confidence confidence;
  double harm; /**< of the last year, by weights of their own; >= 0 */
} pb_priority_choice;

typedef struct {
  pb_goal *goals; /**< in the order of the sources */
  size_t n_goals;
  pb_measure *measures;
  size_t n_measures;
  pb_priority_choice *choices; /**< at most one for each municipality and problem area */
  size_t n_choices;
} pb_registers;

pb_registers *pb_registers_new(void);
void pb_registers_free(pb_registers *registers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_registers, pb_registers_free)

/** Position of a municipality's goal by id, -1: none. */
int pb_registers_goal(const pb_registers *registers, int municipality, const char *id);

/** The decision about a problem area; NULL: none. Borrowed; `registers` may be NULL. */
const pb_priority_choice *pb_registers_choice(const pb_registers *registers, int municipality,
                                              int problem_area);

/** Kebab-case words: "decrease", "police", "reached", "crime", "ongoing"; for files that programs
 * read. Constant. */
const char *pb_direction_word(pb_direction direction);
const char *pb_party_word(pb_party party);
const char *pb_outcome_word(pb_outcome_kind kind);
const char *pb_judgement_word(pb_judgement judgement);
const char *pb_measure_status_word(pb_measure_status status);
const char *pb_confidence_word(pb_confidence confidence);

#endif
