/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What the files of this folder share while an analysis is built. Not for others. */
#ifndef PB_ENGINE_ANALYSIS_BUILD_H
#define PB_ENGINE_ANALYSIS_BUILD_H

#include "engine/analysis/analysis.h"
#include "engine/analysis/incidents.h"
#include "engine/analysis/peers.h"
#include "engine/stats/count.h"
#include "engine/text.h"

#define PB_PER_100K N_("per 100 000")
/** Fewer members of a group with data than this are no group to compare with. */
#define PB_SMALLEST_GROUP 5

/** A result that is not about incidents. */
#define PB_NO_AREA (-2)

struct pb_analysis {
  const pb_dataset *dataset;
  size_t m; /**< the municipality */
  pb_analysis_options options;
  int last;         /**< position of the last year in the yearly panel; -1: not in it */
  bool *spike;      /**< [type * n_periods + period]: years one case may explain */
  GPtrArray *group; /* pb_peers by type: the comparison group in the last year, intervals too */
  GPtrArray *results;
  GArray *types; /**< int, of each result; -1 */
  GArray *areas; /**< int, of each result: a problem area or PB_ALL_AREAS; PB_NO_AREA */
  pb_incidents *incidents;
  GArray *event_areas; /**< int: PB_ALL_AREAS, then each problem area with incidents in the report's
                          years; empty without incidents in them */
  bool events_released; /**< pb_release_events has been here */
};

/** One file a question: each puts its results into the analysis. */
void pb_build_overview(pb_analysis *analysis);
void pb_build_long_series(pb_analysis *analysis);
void pb_build_recent_years(pb_analysis *analysis);
void pb_build_crime_mix(pb_analysis *analysis);
void pb_build_group(pb_analysis *analysis);
void pb_build_funnel(pb_analysis *analysis);
void pb_build_map(pb_analysis *analysis);
void pb_build_quarterly(pb_analysis *analysis);
void pb_build_week_clock(pb_analysis *analysis);
void pb_build_year_wheel(pb_analysis *analysis);
void pb_build_population(pb_analysis *analysis);
void pb_build_event_areas(pb_analysis *analysis);
void pb_build_event_series(pb_analysis *analysis);
void pb_build_event_clock(pb_analysis *analysis);
void pb_build_event_clock_change(pb_analysis *analysis);
void pb_build_event_wheel(pb_analysis *analysis);
void pb_build_hot_spots(pb_analysis *analysis);
void pb_build_series_control(pb_analysis *analysis);
void pb_build_series_forecast(pb_analysis *analysis);
void pb_build_series_parts(pb_analysis *analysis);
void pb_build_survey(pb_analysis *analysis);
void pb_build_survey_published(pb_analysis *analysis);
void pb_build_survey_index(pb_analysis *analysis);
void pb_build_indicators(pb_analysis *analysis);
void pb_build_goals(pb_analysis *analysis);
void pb_build_measures(pb_analysis *analysis);
void pb_build_priority(pb_analysis *analysis);

/** A new result, owned by the analysis; with the text `type` when type >= 0. */
pb_result *pb_analysis_put(pb_analysis *analysis, const char *name, int type);
/** The texts group_code and group_name. */
void pb_put_group(pb_result *result, const pb_analysis *analysis);
/** May the results be about this problem area? PB_ALL_AREAS and -1 (none): yes. */
bool pb_area_is_shown(const pb_analysis *analysis, int area);
/** A value that may be missing. */
void pb_put_scalar(pb_result *result, const char *name, bool present, double value,
                   const char *unit);
void pb_append_int_maybe(pb_column *column, bool present, int64_t value);

/** Why figures of one type of the municipality (t < 0: of all types) in the periods first .. last
 * of the panel are missing: `otherwise`, unless some of them are withheld from the public. */
const char *pb_absent_reason(const pb_analysis *analysis, const pb_crime_panel *panel, int t,
                             int first, int last, const char *otherwise);

/** The cell of a year of the panel, NULL when absent or outside (p < 0). */
const pb_crime_cell *pb_present_cell(const pb_crime_panel *panel, size_t m, size_t t, int p);
/** The cell as a count with its exposure; false when absent or without exposure. */
bool pb_cell_count(const pb_crime_cell *cell, pb_count *count);
const char *pb_origin_text(uint8_t origin); /**< "population", "rate" or "" */

#endif
