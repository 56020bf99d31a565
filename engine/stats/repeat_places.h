/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Repeat victimisation: events at a place that had one before, and how long ago.
 *
 * A repeat is an event whose place has an earlier event (the same time counts as earlier in the
 * order of the rows) at most `window_days` before. What lies near the beginning of the period has
 * no known past, so the share is a lower bound; `share_after_window` counts only events after the
 * first window (Farrell & Pease 1993: the time window effect).
 */
#ifndef PB_ENGINE_STATS_REPEAT_PLACES_H
#define PB_ENGINE_STATS_REPEAT_PLACES_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint32_t place;
  int64_t time; /**< seconds on the wall clock */
} pb_place_event;

typedef struct {
  size_t n, n_places;
  size_t n_repeats;              /**< with an earlier event within the window */
  size_t n_after, repeats_after; /**< among events later than the first one plus the window */
  size_t places_with_repeats;
} pb_repeats;

/** Sorts `events` by place and time. `days` (n entries) gets the days since the place's last event
 * for each repeat, in that order; it may be NULL. */
pb_repeats pb_repeats_of(pb_place_event *events, size_t n, double window_days, double *days);

#endif
