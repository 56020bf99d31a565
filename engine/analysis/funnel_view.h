/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The funnel of a comparison group: one rule for the plot, its flags and the overview. */
#ifndef PB_ENGINE_ANALYSIS_FUNNEL_VIEW_H
#define PB_ENGINE_ANALYSIS_FUNNEL_VIEW_H

#include "engine/analysis/peers.h"
#include "engine/stats/funnel.h"

typedef struct {
  pb_funnel fit;
  pb_limit_kind kind; /**< additive where places vary more than chance, else exact Poisson */
} pb_group_funnel;

/** Fit without the municipality itself. False when it has no rate, or the group fewer than
 * PB_SMALLEST_GROUP members with one. */
bool pb_group_funnel_fit(const pb_peers *peers, pb_group_funnel *funnel);
/** "high" or "low" outside the limits (PB_FUNNEL_COVERAGE, or 0.95) at the member's exposure, else
 * "within". */
#define PB_FUNNEL_COVERAGE 0.998
const char *pb_group_funnel_flag(const pb_group_funnel *funnel, pb_count member, double coverage);
/** Limits of the rate per 100 000 at an exposure. */
pb_interval pb_group_funnel_limits(const pb_group_funnel *funnel, double exposure, double coverage);

#endif
