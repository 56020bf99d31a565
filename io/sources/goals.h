/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Rows of the registers of goals, measures and priorities, shared by their readers and their
 * joins. Texts of rows belong to the state of their kind. */
#ifndef PB_IO_SOURCES_GOALS_H
#define PB_IO_SOURCES_GOALS_H

#include "engine/registers.h"
#include "io/area_cell.h"
#include "io/gathered.h"

typedef struct {
  pb_row_origin origin;
  const char *id, *title, *outcome, *unit, *agreement, *reason;
  int municipality, problem_area;
  pb_period baseline_period, target_period;
  double baseline, target;
  bool has_baseline, has_target, target_is_change;
  uint8_t direction, responsible, judgement;
} pb_goal_row;

typedef struct {
  pb_row_origin origin;
  const char *id, *goal, *place, *title, *comparison, *displacement, *intensity;
  int municipality; /**< -1: that of its goal */
  int64_t start_s, end_s;
  bool has_start, has_end;
  uint8_t responsible, status;
} pb_measure_row;

typedef struct {
  pb_row_origin origin;
  const char *reason;
  int municipality, problem_area;
  double score, harm;
  bool has_score, has_harm;
  uint8_t confidence;
} pb_priority_row;

extern const pb_source_kind pb_source_kind_goals;
extern const pb_source_kind pb_source_kind_measures;
extern const pb_source_kind pb_source_kind_priority;

/** @name The state of all kinds: GStringChunk @{ */
void *pb_register_state_new(const pb_dataset *dataset);
void pb_register_state_free(void *state);
/** The text of a cell, kept as long as the state; "" when the file has no such column. */
const char *pb_register_text(const pb_source_row *row, pb_gathered *gathered, size_t role);
/** @} */
/** A party that is neither police nor municipality is PB_PARTY_OTHER: the text is not kept, since
 * it may be a name. */
uint8_t pb_register_party(const pb_source_row *row, size_t role);
/** One of `words`; another text is noted with `format`, which has one %s, and nothing is changed.
 */
void pb_register_word(const pb_source_row *row, size_t role, const pb_known_word *words, size_t n,
                      const char *reason, const char *format, uint8_t *meaning);
/** From the id and municipality of a row; letter case does not matter. Never 0. */
uint64_t pb_register_key(const char *id, int municipality);

/** Fills the goals of registers. */
void pb_goals_join(pb_gathered *gathered, pb_dataset *dataset);
/** Fills the measures of registers; goals are there. */
void pb_measures_join(pb_gathered *gathered, pb_dataset *dataset);
/** Fills the choices of registers. */
void pb_priority_join(pb_gathered *gathered, pb_dataset *dataset);

#endif
