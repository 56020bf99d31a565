/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What came after one measure, against an area that had none. Not for others. */
#ifndef PB_ENGINE_ANALYSIS_MEASURE_EFFECT_H
#define PB_ENGINE_ANALYSIS_MEASURE_EFFECT_H

#include "engine/analysis/measure_window.h"
#include "engine/stats/ratio_did.h"

/** What is counted before and after. */
typedef enum {
  PB_COUNTED_CRIME, /**< reported crimes of a type, in municipalities */
  PB_COUNTED_EVENTS /**< recorded events of a problem area, in parts of the municipality */
} pb_measure_counted;

typedef struct {
  const pb_measure *measure;
  const char *reason; /**< why there is no effect; NULL: there is one */
  pb_measure_counted counted;
  int type; /**< crime type, -1: not known */
  int area; /**< problem area of the events; -1: none */
  pb_measure_window window;
  bool has_window;
  pb_wdd_pair pair;
  bool has_displacement; /**< the area that events may have moved to is a part that is known */
  int64_t displacement_before, displacement_after;
  double phi;
  pb_wdd wdd;
  bool has_ratio;
  const char *ratio_reason;
  pb_ratio_did ratio;
} pb_measure_effect;

/**
 * A measure in the whole municipality is set against other municipalities, by reported crimes; one
 * in a part of it against other parts, by recorded events with an exact point. Parts are those of
 * the study area, by name or code; each counts alike, so that the comparison's weight is the number
 * of its parts for each part of the measure.
 */
void pb_measure_effect_of(const pb_analysis *analysis, const pb_measure *measure,
                          pb_measure_effect *effect);

#endif
