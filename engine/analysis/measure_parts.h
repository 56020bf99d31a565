/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Measures in a part of the municipality: which parts, and the events recorded there. Not for
 * others. */
#ifndef PB_ENGINE_ANALYSIS_MEASURE_PARTS_H
#define PB_ENGINE_ANALYSIS_MEASURE_PARTS_H

#include "engine/analysis/measure_effect.h"

/** Positions in the study area's parts. */
typedef struct {
  GArray *treated, *comparison; /**< int, one or more each */
  GArray *displacement;         /**< NULL: the register names none, or none that is known */
} pb_measure_parts;

void pb_measure_parts_clear(pb_measure_parts *parts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(pb_measure_parts, pb_measure_parts_clear)

/** The parts that the register names, by name or code, parted by comma or semicolon. False when
 * there is no layer of parts, or a name of the measure's place or of its comparison is no part, two
 * parts, or in both. */
bool pb_measure_parts_find(const pb_analysis *analysis, const pb_measure *measure,
                           pb_measure_parts *parts);

/** The problem area whose events tell of the measure: that of its goal, else that of the goal's
 * crime type; -1: none. */
int pb_measure_area(const pb_analysis *analysis, const pb_measure *measure, int type);

/** Window in months and counts of effect->area's events with an exact point in the parts. False
 * when the records do not cover a whole month after the beginning and as many before. */
bool pb_measure_part_counts(const pb_analysis *analysis, pb_measure_effect *effect,
                            const pb_measure_parts *parts);

#endif
