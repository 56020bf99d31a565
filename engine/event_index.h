/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The index over a dataset's events: which rows belong to a municipality, and which months the
 * source covers. */
#ifndef PB_ENGINE_EVENT_INDEX_H
#define PB_ENGINE_EVENT_INDEX_H

#include "engine/dataset.h"

/** Fill events_first, events_row, events_county_only and event_months of a dataset with events
 * (replacing what is there). Called by pb_dataset_finish. */
void pb_event_index_fill(pb_dataset *dataset);

/** Calendar of a TIME value (seconds of Swedish wall-clock time since 1970). */
typedef struct {
  int year, month, day; /**< month 1 .. 12, day 1 .. 31 */
  int hour;             /**< 0 .. 23 */
  int weekday;          /**< 0 = Monday */
} pb_wall_clock;
pb_wall_clock pb_wall_clock_of(int64_t time);

#endif
