/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The events that were read, gathered straight into the columns that the dataset will have: about
 * 40 bytes an event with a window and a point, and no second copy while files are joined.
 */
#ifndef PB_IO_SOURCES_EVENT_STORE_H
#define PB_IO_SOURCES_EVENT_STORE_H

#include "engine/packed_ints.h"
#include "io/gathered.h"

/** One of the times of an event. */
typedef struct {
  int64_t seconds;
  bool has;
  bool order_open;   /**< day and month may stand the other way round: settled at the end of file */
  uint8_t precision; /**< pb_precision */
} pb_event_time;

/** An event as it is read. */
typedef struct {
  uint64_t id; /**< 0: it has none */
  uint32_t file, line;
  pb_event_time start, end, published;
  uint32_t type;    /**< position in the dictionary */
  int municipality; /**< -1: only a county, or unknown */
  int county;       /**< position of a municipality of that county, -1: unknown */
  bool has_point;
  double x, y;
} pb_event_row;

/** What else is known of a row until its file is read: bits of `marks`. */
enum {
  PB_EVENT_PRECISION = 3, /**< of the start: pb_precision */
  PB_EVENT_END_PRECISION = 3 << 2,
  PB_EVENT_START_OPEN = 1 << 4, /**< order_open */
  PB_EVENT_END_OPEN = 1 << 5,
  PB_EVENT_PUBLISHED_OPEN = 1 << 6,
};
#define PB_EVENT_END_SHIFT 2

/** Columns of the events table of engine/dataset.h, and beside them what the join needs. */
typedef struct {
  pb_column *municipality, *county, *time, *end, *published, *source, *line;
  pb_column *x, *y; /**< NULL until an event has a point */
  pb_packed_ints id, type, marks;
  size_t n;
} pb_event_store;

pb_event_store *pb_event_store_new(void);
void pb_event_store_free(pb_event_store *store);

void pb_event_store_append(pb_event_store *store, const pb_dataset *dataset,
                           const pb_event_row *row);
/** Keep the first `n` events. */
void pb_event_store_truncate(pb_event_store *store, size_t n);
/** Keep the events where `keep` (a flag each) is not 0. */
void pb_event_store_keep(pb_event_store *store, const uint8_t *keep);

/** Where an event stands; its key is 0. */
pb_row_origin pb_event_store_origin(const pb_event_store *store, size_t row);
/** When it was published, else happened. */
int64_t pb_event_store_known_at(const pb_event_store *store, size_t row);

#endif
