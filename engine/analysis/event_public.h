/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What the public gets of the results about recorded events. Every maker takes over by name what it
 * has found safe; nothing else of the result is handed on. Not for others.
 *
 *   event-areas         subjects with shown years: counts, ratio, verdict; intervals and p only
 *                       where the months, which the over-dispersion comes from, are shown too
 *   event-series, event-control, event-forecast, event-parts
 *                       as they are where all months are shown: all of it follows from them
 *   event-wheel         as it is where its twelve counts are shown
 *   event-clock         never; instead event-day-parts: weekday STRING ("weekday" | "weekend"),
 *                       from_hour INT64, count INT64
 *   hot-cells           never; its scalars say how many are placed, where that is shown
 *   hot-spots           shown places: name, distance to the hundred metres, direction, hectares,
 *                       count, share; the point to the nearest cell of 250 m
 *   density-contours    as they are: they outline no area with fewer than five events and are made
 *                       of at least thirty; the numbers of events only where they are shown
 *   place-concentration share_50 alone, where the cells it speaks of have the threshold on average
 *   event-sub-areas     shown parts, all years together; the comparison with the median only when
 *                       all parts are shown
 */
#ifndef PB_ENGINE_ANALYSIS_EVENT_PUBLIC_H
#define PB_ENGINE_ANALYSIS_EVENT_PUBLIC_H

#include "engine/analysis/event_release.h"

typedef struct {
  const pb_event_tables *tables;
  const pb_event_release *release;
  int64_t threshold;
} pb_event_public;

/** The reason of results that are left out because of their numbers. */
extern const char *const pb_too_few_to_show;

/** The public's form of a result that the policy table calls CHECKED; `result` is about subject s
 * of the tables, or about all of them (s 0). NULL: nothing of it may be shown. */
pb_result *pb_event_public_of(const pb_event_public *what, const pb_result *result, size_t s);
/** Columns of the result event-day-parts; false: it is not shown. */
bool pb_put_day_parts(pb_result *result, const pb_event_public *what, size_t s);

#endif
