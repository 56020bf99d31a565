/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Every count of recorded events that the public version of a municipality's report could show, for
 * all events and for each problem area, before anything is left out. Not for others.
 *
 * An event has one problem area or none: all = the sum of the areas + those of none, in each table.
 */
#ifndef PB_ENGINE_ANALYSIS_EVENT_TABLES_H
#define PB_ENGINE_ANALYSIS_EVENT_TABLES_H

#include "engine/analysis/event_area.h"

/** Weekdays and weekends, each in four parts of six hours. */
#define PB_DAY_PARTS 8

/** The counts of one subject: all events, or a problem area. */
typedef struct {
  int area;       /**< PB_ALL_AREAS or a problem area */
  int64_t *month; /**< pb_event_tables.n_months */
  int64_t *year;  /**< pb_event_tables.n_years: the report's */
  int64_t wheel[12];
  int64_t hours[PB_DAY_PARTS]; /**< weekday 0-6, 6-12, 12-18, 18-24, then weekend */
  int64_t total;               /**< of the report's years */
  int64_t located;             /**< of these, with a place on the map */
  int64_t *spots;              /**< by row of hot-spots */
  int *spot_part; /**< by spot: the row of the part that all its events lie in, -1: several, none */
  int *spot_in_all; /**< by spot: the spot of all events that holds all its cells, -1: none */
  size_t n_spots;
  int64_t *parts; /**< by row of event-sub-areas */
  size_t n_parts;
  int64_t outside_parts; /**< with an exact point, but in no part */
} pb_event_table;

typedef struct {
  pb_event_table *tables; /**< all events first, then the areas that have any */
  size_t n;
  pb_period first_month; /**< of the first event known */
  size_t n_months, first_report_month;
  int first_year;
  size_t n_years;
} pb_event_tables;

/** From the events, and from the results about places as they are for the house. Free with
 * pb_event_tables_free. */
pb_event_tables *pb_event_tables_new(const pb_analysis *analysis);
void pb_event_tables_free(pb_event_tables *tables);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_event_tables, pb_event_tables_free)

/** First hour and weekend of a part of the day. */
int pb_day_part_hour(int part);
bool pb_day_part_is_weekend(int part);

#endif
