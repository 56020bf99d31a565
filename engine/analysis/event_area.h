/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What the questions about incidents by problem area share. Not for others. */
#ifndef PB_ENGINE_ANALYSIS_EVENT_AREA_H
#define PB_ENGINE_ANALYSIS_EVENT_AREA_H

#include "engine/analysis/build.h"
#include "engine/analysis/incidents.h"
#include "engine/stats/overdispersion.h"

/** More years of incidents than these are not looked at. */
#define PB_MOST_EVENT_YEARS 20

/** The last years of the report that have incidents at all begin here: period_end - years + 1, or
 * the year of the first incident where that is later. */
int pb_incident_first_year(const pb_analysis *analysis);
/** Position i of analysis->event_areas: a problem area or PB_ALL_AREAS. */
int pb_event_area_at(const pb_analysis *analysis, guint i);
/** Key of the problem area, "" for all. */
const char *pb_area_key(const pb_analysis *analysis, int area);
/** A new result about one problem area or all, with the text `area`. */
pb_result *pb_analysis_put_area(pb_analysis *analysis, const char *name, int area);

/** Months of the area's incidents from the first month known to the end of the report's last year.
 * Free with g_free. */
pb_series_point *pb_event_months(const pb_analysis *analysis, int area, size_t *n,
                                 pb_period *first);
/** How much the months vary more than Poisson, around trend and season. False: too few. */
bool pb_event_dispersion(const pb_analysis *analysis, int area, pb_dispersion *dispersion);

#endif
