/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Rows of events, shared by their reader and their join. */
#ifndef PB_IO_SOURCES_EVENTS_H
#define PB_IO_SOURCES_EVENTS_H

#include "io/gathered.h"

typedef struct {
  pb_row_origin origin; /**< key 0: the event has no id */
  int64_t time, end, published;
  double x, y;
  uint32_t type;        /**< code in pb_event_state.types */
  int16_t municipality; /**< -1: only a county, or unknown */
  int16_t county;       /**< position of a municipality of that county, -1: unknown */
  uint8_t precision;    /**< pb_precision */
  bool has_time, has_end, has_published, has_point;
} pb_event_row;

/** What the kind keeps beside rows. */
typedef struct {
  GHashTable *codes; /**< text -> code + 1 */
  GPtrArray *types;  /**< code -> text */
} pb_event_state;

extern const pb_source_kind pb_source_kind_events;

int pb_events_newest_year(const GArray *rows);
bool pb_events_is_after(const void *row, int period_end);
/** Fills events. */
void pb_events_join(pb_gathered *gathered, pb_dataset *dataset);

#endif
