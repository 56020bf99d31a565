/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What the public may see of recorded events in one municipality: which tables, for all events and
 * for each problem area, so that no small count can be worked out from all of them together. Not
 * for others.
 *
 * All counts that could be shown are cells of one disclosure problem (engine/disclosure), with
 *
 *   month    sums to years; years to the report's total; months to the wheel's twelve
 *   hours    the parts of the day and the events without a known hour sum to the total
 *   places   placed and not placed sum to the total; spots and what lies outside them to the
 *            placed; parts and what lies outside them to those with an exact point; spots lie in
 *            parts
 *   areas    the problem areas and what belongs to none sum to all events: in every month, part of
 *            the day, part of the municipality and place
 *
 * A table is offered when none of its counts is small. Where one of its counts would have to be
 * left out to protect another, the whole table is left out: half a clock or a series with gaps says
 * nothing. Spots and parts of the municipality are left out one by one, the parts altogether where
 * fewer than half of them would be shown. What remains must pass the attack of audit.h; if it does
 * not, nothing is shown at all.
 */
#ifndef PB_ENGINE_ANALYSIS_EVENT_RELEASE_H
#define PB_ENGINE_ANALYSIS_EVENT_RELEASE_H

#include "engine/analysis/event_tables.h"

/** What is shown of one subject. Without `years` all the others are false. */
typedef struct {
  bool years;  /**< its count of each of the report's years, and that it is there at all */
  bool months; /**< the series by month; its wheel then too */
  bool wheel;
  bool hours;
  bool placed; /**< how many have a place on the map */
  bool *spots; /**< pb_event_table.n_spots */
  bool *parts; /**< pb_event_table.n_parts */
} pb_event_shown;

typedef struct {
  pb_event_shown *shown; /**< as pb_event_tables.tables */
  size_t n;
  size_t n_cells, n_rounds, n_programmes; /**< the last problem; how often it was made anew */
} pb_event_release;

/** Choose. Free with pb_event_release_free. */
pb_event_release *pb_event_release_new(const pb_event_tables *tables,
                                       const pb_disclosure_rule *rule);
void pb_event_release_free(pb_event_release *release);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_event_release, pb_event_release_free)

#endif
