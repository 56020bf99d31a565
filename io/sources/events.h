/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The source kind events: what its reader, the end of a file and its join share. */
#ifndef PB_IO_SOURCES_EVENTS_H
#define PB_IO_SOURCES_EVENTS_H

#include "io/source_row.h"
#include "io/sources/event_dictionary.h"
#include "io/sources/event_store.h"
#include "io/time_values.h"

typedef enum {
  PB_EVENT_ID,
  PB_EVENT_START,
  PB_EVENT_DATE,
  PB_EVENT_CLOCK,
  PB_EVENT_END,
  PB_EVENT_END_DATE,
  PB_EVENT_END_CLOCK,
  PB_EVENT_PUBLISHED,
  PB_EVENT_TYPE,
  PB_EVENT_CODE,
  PB_EVENT_PLACE,
  PB_EVENT_X,
  PB_EVENT_Y,
} pb_event_role;

/** A text in the place column that no table knows. */
typedef struct {
  char *text;
  uint32_t line; /**< where it stands first */
  size_t n;
} pb_unknown_place;

/** What the file being read has shown so far. */
typedef struct {
  size_t first_row;                       /**< of the store */
  pb_date_order order;                    /**< given by the project file; else UNKNOWN */
  uint32_t line_dmy, line_mdy, line_open; /**< first rows that show an order, or none; 0 */
  size_t n_twice;                         /**< times that the clock showed twice */
  bool ends_by_clock;       /**< ends with a time of day only: of the day of the start */
  size_t n_next_day;        /**< ends with a time of day only, taken to be of the next day */
  GHashTable *place_at;     /**< text -> position in places + 1 */
  GArray *places;           /**< pb_unknown_place */
  size_t n_places_not_kept; /**< events of further unknown places */
} pb_event_file;

/** What the kind keeps. */
typedef struct {
  pb_event_dictionary *types;
  pb_event_store *store;
  pb_event_file file;
} pb_event_state;

extern const pb_source_kind pb_source_kind_events;

/** Start, end and publication of a row, from whichever columns the file has. */
pb_row_fate pb_events_read_times(const pb_source_row *row, pb_event_file *file,
                                 pb_event_row *event);

/** The file is read: settle the order of its dates and how exactly its columns tell the time, turn
 * ends into the last moment that is possible, list ends before the start, and tell what was
 * counted. */
void pb_events_finish_file(const pb_source_row *row, pb_gathered *gathered);

/** Find events that stand there more than once: `keep` (a flag an event) becomes 0 where an event
 * is not to be counted, and its file's counts and the findings say so. */
void pb_events_settle_duplicates(pb_gathered *gathered, const pb_event_store *store, uint8_t *keep);

int pb_events_newest_year(const void *state);
void pb_events_leave_out_after(pb_gathered *gathered, int period_end, size_t *after);
/** Fills events. */
void pb_events_join(pb_gathered *gathered, pb_dataset *dataset);

#endif
