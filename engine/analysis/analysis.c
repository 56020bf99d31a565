/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/analysis.h"

#include "engine/analysis/build.h"
#include "engine/analysis/release.h"
#include "engine/analysis/yearly.h"
#include "engine/start.h"

typedef void (*question)(pb_analysis *);

/* The questions, in the order of results.json; those about recorded events first, so that the later
 * ones see what the public may see of events. */
static const question first_questions[] = {
    pb_build_overview,
    pb_build_long_series,
    pb_build_recent_years,
    pb_build_crime_mix,
    pb_build_group,
    pb_build_funnel,
    pb_build_map,
    pb_build_quarterly,
    pb_build_week_clock,
    pb_build_year_wheel,
    pb_build_population,
    pb_build_event_areas,
    pb_build_event_series,
    pb_build_event_clock,
    pb_build_event_clock_change,
    pb_build_event_wheel,
    pb_build_hot_spots,
    pb_build_series_control,
    pb_build_series_forecast,
    pb_build_series_parts,
};
static const question later_questions[] = {
    pb_build_survey, pb_build_survey_published, pb_build_survey_index, pb_build_indicators,
    pb_build_goals,  pb_build_measures,         pb_build_priority,
};

static void ask(pb_analysis *analysis, const question *questions, size_t n) {
  for (size_t i = 0; i < n; i++) {
    size_t first = analysis->results->len;
    questions[i](analysis);
    pb_release_results(analysis, first);
  }
}

static void flag_spikes(pb_analysis *analysis) {
  const pb_crime_panel *panel = analysis->dataset->yearly;
  analysis->spike = g_new0(bool, panel->n_types * panel->n_periods);
  for (size_t t = 0; t < panel->n_types; t++)
    pb_yearly_spikes(analysis->dataset, analysis->m, t, &analysis->spike[t * panel->n_periods]);
}

bool pb_area_is_shown(const pb_analysis *analysis, int area) {
  return area < 0 || analysis->options.audience == PB_AUDIENCE_INTERNAL ||
         !analysis->dataset->areas[area].restricted;
}

/* The last years' incidents: all of them, and each problem area that has any. */
static void find_event_areas(pb_analysis *analysis) {
  const pb_dataset *dataset = analysis->dataset;
  int last = dataset->period_end, first = last - MAX(1, dataset->years) + 1;
  for (int area = PB_ALL_AREAS; area < (int)dataset->n_areas; area++)
    if (pb_area_is_shown(analysis, area) &&
        pb_incidents_count(analysis->incidents, area, first, last) > 0)
      g_array_append_val(analysis->event_areas, area);
}

pb_analysis *pb_analysis_new(const pb_dataset *dataset, int municipality,
                             const pb_analysis_options *options) {
  g_return_val_if_fail(municipality >= 0 && (size_t)municipality < dataset->n_municipalities, NULL);
  pb_engine_start();
  pb_analysis *analysis = g_new0(pb_analysis, 1);
  analysis->dataset = dataset;
  analysis->m = (size_t)municipality;
  if (options)
    analysis->options = *options;
  if (analysis->options.confidence <= 0)
    analysis->options.confidence = PB_DEFAULT_CONFIDENCE;
  if (analysis->options.alpha <= 0)
    analysis->options.alpha = 0.05;
  if (analysis->options.smallest_on_map <= 0)
    analysis->options.smallest_on_map = PB_DISCLOSURE_THRESHOLD;
  analysis->results = g_ptr_array_new_with_free_func((GDestroyNotify)pb_result_free);
  analysis->types = g_array_new(FALSE, FALSE, sizeof(int));
  analysis->areas = g_array_new(FALSE, FALSE, sizeof(int));
  analysis->event_areas = g_array_new(FALSE, FALSE, sizeof(int));
  analysis->incidents = pb_incidents_new(dataset, analysis->m);
  find_event_areas(analysis);
  analysis->last = -1;
  if (dataset->yearly) {
    analysis->last =
        pb_crime_panel_period(dataset->yearly, pb_period_make(dataset->period_end, 1, 1));
    flag_spikes(analysis);
  }
  analysis->group = g_ptr_array_new_with_free_func((GDestroyNotify)pb_peers_free);
  for (size_t t = 0; t < dataset->n_types; t++)
    g_ptr_array_add(analysis->group,
                    pb_peers_new(dataset, analysis->m, PB_SCOPE_GROUP, t, analysis->last,
                                 analysis->options.confidence, true));
  ask(analysis, first_questions, G_N_ELEMENTS(first_questions));
  pb_release_events(analysis);
  ask(analysis, later_questions, G_N_ELEMENTS(later_questions));
  return analysis;
}

void pb_analysis_free(pb_analysis *analysis) {
  if (!analysis)
    return;
  g_ptr_array_unref(analysis->results);
  g_array_unref(analysis->types);
  g_array_unref(analysis->areas);
  g_array_unref(analysis->event_areas);
  pb_incidents_free(analysis->incidents);
  g_ptr_array_unref(analysis->group);
  g_free(analysis->spike);
  g_free(analysis);
}

static const pb_result *find(const pb_analysis *analysis, const char *name, int type, int area) {
  for (guint i = 0; i < analysis->results->len; i++) {
    const pb_result *result = g_ptr_array_index(analysis->results, i);
    if (g_array_index(analysis->types, int, i) == type &&
        g_array_index(analysis->areas, int, i) == area && g_str_equal(pb_result_name(result), name))
      return result;
  }
  return NULL;
}

const pb_result *pb_analysis_find(const pb_analysis *analysis, const char *name, int type) {
  return find(analysis, name, type, PB_NO_AREA);
}

const pb_result *pb_analysis_find_area(const pb_analysis *analysis, const char *name, int area) {
  return find(analysis, name, -1, area);
}

size_t pb_analysis_n_event_areas(const pb_analysis *analysis) {
  return analysis->event_areas->len;
}

int pb_analysis_event_area(const pb_analysis *analysis, size_t index) {
  return g_array_index(analysis->event_areas, int, index);
}

size_t pb_analysis_length(const pb_analysis *analysis) {
  return analysis->results->len;
}
const pb_result *pb_analysis_at(const pb_analysis *analysis, size_t index) {
  return g_ptr_array_index(analysis->results, index);
}

int pb_analysis_overview_row(const pb_analysis *analysis, int type) {
  if (type < 0 || (size_t)type >= analysis->dataset->n_types)
    return -1;
  const pb_column *types = pb_result_find(pb_analysis_find(analysis, "overview", -1), "type");
  for (size_t row = 0; row < pb_column_length(types); row++)
    if (g_strcmp0(pb_column_string(types, row), analysis->dataset->types[type].key) == 0)
      return (int)row;
  return -1;
}

pb_result *pb_analysis_put(pb_analysis *analysis, const char *name, int type) {
  pb_result *result = pb_result_new(name);
  if (type >= 0)
    pb_result_set_text(result, "type", analysis->dataset->types[type].key);
  g_ptr_array_add(analysis->results, result);
  g_array_append_val(analysis->types, type);
  int area = PB_NO_AREA;
  g_array_append_val(analysis->areas, area);
  return result;
}

void pb_put_group(pb_result *result, const pb_analysis *analysis) {
  const pb_municipality *place = &analysis->dataset->municipalities[analysis->m];
  pb_result_set_text(result, "group_code", place->group_code ? place->group_code : "");
  pb_result_set_text(result, "group_name", place->group_name ? place->group_name : "");
}

void pb_put_scalar(pb_result *result, const char *name, bool present, double value,
                   const char *unit) {
  if (present)
    pb_result_set_scalar(result, name, value, unit);
  else
    pb_result_set_scalar_missing(result, name, unit);
}

void pb_append_int_maybe(pb_column *column, bool present, int64_t value) {
  if (present)
    pb_column_append_int(column, value);
  else
    pb_column_append_missing(column);
}

const char *pb_absent_reason(const pb_analysis *analysis, const pb_crime_panel *panel, int t,
                             int first, int last, const char *otherwise) {
  for (size_t type = 0; panel && type < panel->n_types; type++)
    for (int p = MAX(0, first); p <= last && p < (int)panel->n_periods; p++)
      if ((t < 0 || (size_t)t == type) &&
          pb_crime_panel_cell(panel, analysis->m, type, (size_t)p)->withheld)
        return N_("The figures are not shown in the public version, so that no single person can "
                  "be recognised.");
  return otherwise;
}

const pb_crime_cell *pb_present_cell(const pb_crime_panel *panel, size_t m, size_t t, int p) {
  if (!panel || p < 0 || (size_t)p >= panel->n_periods || t >= panel->n_types)
    return NULL;
  const pb_crime_cell *cell = pb_crime_panel_cell(panel, m, t, (size_t)p);
  return cell->present ? cell : NULL;
}

bool pb_cell_count(const pb_crime_cell *cell, pb_count *count) {
  if (!cell || cell->origin == PB_EXPOSURE_NONE || !(cell->exposure > 0) || cell->count < 0)
    return false;
  *count = (pb_count){cell->count, cell->exposure};
  return true;
}

const char *pb_origin_text(uint8_t origin) {
  return origin == PB_EXPOSURE_POPULATION ? "population" : origin == PB_EXPOSURE_RATE ? "rate" : "";
}
