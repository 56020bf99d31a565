/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The counts of recorded events as cells and relations of a disclosure problem: see
 * event_release.h. Not for others. */
#ifndef PB_ENGINE_ANALYSIS_EVENT_PROBLEM_H
#define PB_ENGINE_ANALYSIS_EVENT_PROBLEM_H

#include "engine/analysis/event_release.h"
#include "engine/disclosure/problem.h"

typedef enum {
  PB_TABLE_MONTHS,
  PB_TABLE_WHEEL,
  PB_TABLE_HOURS,
  PB_TABLE_SPOTS,
  PB_TABLE_PARTS,
  PB_TABLE_PLACED,
  PB_TABLE_YEARS,
  PB_N_EVENT_TABLES,
  PB_TABLE_NONE = PB_N_EVENT_TABLES /**< shown nowhere: it links others */
} pb_event_table_kind;

/** Where a cell of the problem stands. */
typedef struct {
  pb_event_table_kind kind;
  size_t subject; /**< as pb_event_tables.tables; n: events that belong to no area */
  size_t at;      /**< row of spots and parts */
} pb_event_cell;

typedef struct {
  pb_disclosure_problem *problem;
  GArray *cells; /**< of pb_event_cell, as the problem's */
} pb_event_problem;

/** All cells, shown as `release` says. NULL when the counts contradict themselves: a programming
 * error, told in `error`. Free with pb_event_problem_free. */
pb_event_problem *pb_event_problem_new(const pb_event_tables *tables,
                                       const pb_event_release *release, GError **error);
void pb_event_problem_free(pb_event_problem *problem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_event_problem, pb_event_problem_free)

#endif
