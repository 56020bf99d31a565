/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What is known of a problem area, criterion by criterion. Not for others. */
#ifndef PB_ENGINE_ANALYSIS_PRIORITY_VALUES_H
#define PB_ENGINE_ANALYSIS_PRIORITY_VALUES_H

#include "engine/analysis/overview.h"

/** The criteria, in the order of the statistic "priority". */
typedef enum {
  PB_CRITERION_VOLUME,
  PB_CRITERION_HARM,
  PB_CRITERION_GAP,
  PB_CRITERION_TREND,
  PB_CRITERION_COMPARISON,
  PB_CRITERION_WORRY,
  PB_CRITERION_CONCENTRATION,
  PB_N_CRITERIA
} pb_criterion_kind;

typedef struct {
  int type;                         /**< crime type behind volume, gap and comparison; -1: none */
  pb_maybe values[PB_N_CRITERIA];   /**< see pb_build_priority in analysis.h */
  const char *volume_of;            /**< "reported-crime", "events" or "" */
  const pb_priority_choice *choice; /**< of the parties; NULL: none. Borrowed */
  char *worry_question;             /**< that `worry` is a share of answers to; NULL: none */
} pb_priority_values;

/** Needs "overview" and the results about incidents. Clear with pb_priority_values_clear. */
void pb_priority_values_of(const pb_analysis *analysis, int area, pb_priority_values *values);
void pb_priority_values_clear(pb_priority_values *values);

#endif
