/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The events of one municipality, read once for the week clock and the year wheel. */
#ifndef PB_ENGINE_ANALYSIS_EVENTS_H
#define PB_ENGINE_ANALYSIS_EVENTS_H

#include "engine/dataset.h"
#include "engine/result.h"

typedef struct {
  int64_t time;        /**< when it happened, else when it was published */
  bool has_hour;       /**< false: known only by day or month */
  bool has_day;        /**< false: known only by month */
  bool published_only; /**< no time of its own */
} pb_own_event;

typedef struct {
  pb_own_event *events; /**< digests left out */
  size_t n;
  size_t n_digests, n_undated, n_county;
  pb_event_calendar calendar; /**< months that its sources cover. The dataset's */
} pb_own_events;

/** News of the municipality, or records where it has no news: see engine/event_index.h. Without
 * events in the dataset: nothing. */
pb_own_events *pb_own_events_new(const pb_dataset *dataset, size_t m);
void pb_own_events_free(pb_own_events *events);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_own_events, pb_own_events_free)

/** Scalars n_digests, n_undated, n_county, and the reason when there is no event to count. */
void pb_put_event_counts(pb_result *result, const pb_dataset *dataset, const pb_own_events *events);

#endif
