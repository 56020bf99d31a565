/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The index over a dataset's events: which rows belong to a municipality, and which months the
 * sources cover.
 *
 * A project may read several sources of events, and one chart never mixes what does not belong
 * together:
 *
 * - News and records. A row with a time of publication is news of an event (the police's public
 *   feed): its hours and points describe the writing. A row with a time of its own and none of
 *   publication is the record of one (an excerpt from a register). Week clock and year wheel are
 *   made from a municipality's news where it has any, else from its records; everything about
 *   incidents and places (engine/analysis/incidents.h) from records alone.
 * - Real and synthetic. A municipality's synthetic news or records are left out of the index where
 *   it has real ones of the same sort; dataset->n_events_not_indexed counts them.
 */
#ifndef PB_ENGINE_EVENT_INDEX_H
#define PB_ENGINE_EVENT_INDEX_H

#include "engine/dataset.h"

/** Fill events_first, events_row, event_sort, events_county_only and event_calendars of a dataset
 * with events (replacing what is there). Called by pb_dataset_finish. */
void pb_event_index_fill(pb_dataset *dataset);

/** Looks up what tells the sort of a row. */
typedef struct {
  const pb_dataset *dataset;
  const pb_column *time, *published, *source;
} pb_event_sorter;
pb_event_sorter pb_event_sorter_of(const pb_dataset *dataset);
/** News, a record or, of a row without any time, PB_EVENT_N_SORTS. */
pb_event_sort pb_event_sort_at(const pb_event_sorter *sorter, size_t row);
/** Is the source of a row synthetic? */
bool pb_event_is_synthetic(const pb_event_sorter *sorter, size_t row);
/** Which sources (files) the news or the records of municipality m come from, as indexed: one bool
 * for each of dataset->n_sources. PB_EVENT_N_SORTS: both. Free with g_free. */
bool *pb_event_sources(const pb_dataset *dataset, size_t m, pb_event_sort sort);

#endif
