/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/release.h"

#include <stdlib.h>
#include <string.h>

#include "engine/analysis/event_public.h"
#include "engine/analysis/result_part.h"

const char *const pb_not_public =
    N_("Not shown in the public version: it rests on single recorded events.");

/* One line a result, in the order of the names. */
static const struct {
  const char *name;
  pb_public_policy policy;
} table[] = {
    {"cell-changes", PB_PUBLIC_NEVER},
    {"crime-mix", PB_PUBLIC_RECOMPUTED},
    {"density-contours", PB_PUBLIC_CHECKED},
    {"event-areas", PB_PUBLIC_CHECKED},
    {"event-clock", PB_PUBLIC_NEVER},
    {"event-clock-change", PB_PUBLIC_NEVER},
    {"event-control", PB_PUBLIC_CHECKED},
    {"event-day-parts", PB_PUBLIC_CHECKED}, /* made for the public alone */
    {"event-forecast", PB_PUBLIC_CHECKED},
    {"event-parts", PB_PUBLIC_CHECKED},
    {"event-series", PB_PUBLIC_CHECKED},
    {"event-sub-areas", PB_PUBLIC_CHECKED},
    {"event-wheel", PB_PUBLIC_CHECKED},
    {"funnel", PB_PUBLIC_RECOMPUTED},
    {"funnel-limits", PB_PUBLIC_RECOMPUTED},
    {"goal-series", PB_PUBLIC_RECOMPUTED},
    {"goals", PB_PUBLIC_RECOMPUTED},
    {"group", PB_PUBLIC_RECOMPUTED},
    {"hot-cells", PB_PUBLIC_CHECKED},
    {"hot-spots", PB_PUBLIC_CHECKED},
    {"indicators", PB_PUBLIC_RECOMPUTED},
    {"long-series", PB_PUBLIC_RECOMPUTED},
    {"map", PB_PUBLIC_RECOMPUTED},
    {"measures", PB_PUBLIC_RECOMPUTED},
    {"near-repeat", PB_PUBLIC_NEVER},
    {"overview", PB_PUBLIC_RECOMPUTED},
    {"place-concentration", PB_PUBLIC_CHECKED},
    {"place-stability", PB_PUBLIC_NEVER},
    {"population", PB_PUBLIC_RECOMPUTED},
    {"priority", PB_PUBLIC_RECOMPUTED}, /* from the other results, after they were released */
    {"quarter-control", PB_PUBLIC_RECOMPUTED},
    {"quarter-forecast", PB_PUBLIC_RECOMPUTED},
    {"quarter-parts", PB_PUBLIC_RECOMPUTED},
    {"quarterly", PB_PUBLIC_RECOMPUTED},
    {"recent-years", PB_PUBLIC_RECOMPUTED},
    {"survey", PB_PUBLIC_RECOMPUTED},
    {"survey-groups", PB_PUBLIC_RECOMPUTED},
    {"survey-index", PB_PUBLIC_RECOMPUTED},
    {"survey-published", PB_PUBLIC_RECOMPUTED},
    {"survey-response", PB_PUBLIC_RECOMPUTED},
    {"week-clock", PB_PUBLIC_PUBLISHED},
    {"year-wheel", PB_PUBLIC_PUBLISHED},
};

static int by_name(const void *name, const void *line) {
  return strcmp(name, *(const char *const *)line); /* the name stands first in a line */
}

bool pb_public_policy_of(const char *result, pb_public_policy *policy) {
  const char *const *line = bsearch(result, table, G_N_ELEMENTS(table), sizeof table[0], by_name);
  *policy = line
                ? table[(size_t)((const char *)line - (const char *)table) / sizeof table[0]].policy
                : PB_PUBLIC_NEVER;
  return line != NULL;
}

const char *const *pb_public_policy_names(size_t *n) {
  static const char *names[G_N_ELEMENTS(table)];
  static gsize made = 0;
  if (g_once_init_enter(&made)) {
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++)
      names[i] = table[i].name;
    g_once_init_leave(&made, 1);
  }
  *n = G_N_ELEMENTS(table);
  return names;
}

static bool is_news(const pb_analysis *analysis) {
  const pb_dataset *dataset = analysis->dataset;
  return dataset->events && dataset->event_sort &&
         dataset->event_sort[analysis->m] == PB_EVENT_NEWS;
}

/* News are public; rows without any date are not known to be news. */
static pb_result *published(const pb_result *result) {
  static const char *const scalars[] = {
      "n_events",  "n_outside",      "mean_per_day",     "days_observed", "first_year",
      "last_year", "n_without_hour", "n_published_only", "n_digests",     "n_county",
      NULL};
  return pb_result_part(result, &(pb_part){.columns = PB_EVERY, .scalars = scalars});
}

/* The name, what it is about, and the reason: nothing else. */
static pb_result *emptied(const pb_result *result) {
  pb_result *empty = pb_result_new(pb_result_name(result));
  for (size_t i = 0; i < pb_result_n_texts(result); i++) {
    const char *name, *text;
    pb_result_text_at(result, i, &name, &text);
    if (g_str_equal(name, "type") || g_str_equal(name, "area"))
      pb_result_set_text(empty, name, text);
  }
  pb_result_set_reason(empty, pb_not_public);
  return empty;
}

/* What the public gets in place of a result; NULL: the result itself. */
static pb_result *released(const pb_analysis *analysis, const pb_result *result) {
  pb_public_policy policy;
  pb_public_policy_of(pb_result_name(result), &policy);
  if (policy == PB_PUBLIC_RECOMPUTED)
    return NULL;
  if (policy == PB_PUBLIC_CHECKED && !analysis->events_released)
    return NULL; /* pb_release_events is still to come */
  return policy == PB_PUBLIC_PUBLISHED && is_news(analysis) ? published(result) : emptied(result);
}

void pb_release_results(pb_analysis *analysis, size_t first) {
  if (!analysis->dataset->disclosure)
    return;
  for (size_t i = first; i < analysis->results->len; i++) {
    pb_result *public_one = released(analysis, g_ptr_array_index(analysis->results, i));
    if (!public_one)
      continue;
    pb_result_free(g_ptr_array_index(analysis->results, i));
    g_ptr_array_index(analysis->results, i) = public_one;
  }
}

/* The subject of a result about events: its place among the areas; PB_NO_AREA results are about all
 * of them. */
static size_t subject_of(const pb_analysis *analysis, guint result) {
  int area = g_array_index(analysis->areas, int, result);
  for (guint i = 0; area != PB_NO_AREA && i < analysis->event_areas->len; i++)
    if (g_array_index(analysis->event_areas, int, i) == area)
      return i;
  return 0;
}

static void remove_result(pb_analysis *analysis, guint at) {
  g_ptr_array_remove_index(analysis->results, at);
  g_array_remove_index(analysis->types, at);
  g_array_remove_index(analysis->areas, at);
}

/* In place of the result: what is safe of it; of an area that is not told of, nothing at all. */
static void release_one(pb_analysis *analysis, guint at, const pb_event_public *what,
                        bool area_is_told) {
  const pb_result *result = g_ptr_array_index(analysis->results, at);
  if (!area_is_told) {
    remove_result(analysis, at);
    return;
  }
  pb_result *public_one = pb_event_public_of(what, result, subject_of(analysis, at));
  if (!public_one)
    public_one = emptied(result);
  pb_result_free(g_ptr_array_index(analysis->results, at));
  g_ptr_array_index(analysis->results, at) = public_one;
}

static void release_events_of(pb_analysis *analysis, const pb_event_public *what) {
  for (guint i = analysis->results->len; i-- > 0;) {
    const pb_result *result = g_ptr_array_index(analysis->results, i);
    const bool of_area = g_array_index(analysis->areas, int, i) != PB_NO_AREA;
    const size_t s = subject_of(analysis, i);
    const bool told = !of_area || (s < what->release->n && what->release->shown[s].years);
    pb_public_policy policy;
    pb_public_policy_of(pb_result_name(result), &policy);
    if (policy == PB_PUBLIC_CHECKED || !told)
      release_one(analysis, i, what, told);
  }
}

static void put_day_parts(pb_analysis *analysis, const pb_event_public *what) {
  for (guint s = 0; s < what->release->n; s++) {
    if (!what->release->shown[s].years)
      continue;
    pb_result *result =
        pb_analysis_put_area(analysis, "event-day-parts", pb_event_area_at(analysis, s));
    pb_result_set_method(result, N_("Events by part of the day; of events known within a window "
                                    "the middle"));
    if (!pb_put_day_parts(result, what, s))
      pb_result_set_reason(result, pb_too_few_to_show);
  }
}

void pb_release_events(pb_analysis *analysis) {
  const pb_disclosure_rule *rule = analysis->dataset->disclosure;
  if (!rule)
    return;
  g_autoptr(pb_event_tables) tables = pb_event_tables_new(analysis);
  g_autoptr(pb_event_release) release = pb_event_release_new(tables, rule);
  const pb_event_public what = {tables, release,
                                pb_disclosure_threshold(rule, &(pb_disclosure_cell){0})};
  release_events_of(analysis, &what);
  put_day_parts(analysis, &what);
  for (guint i = analysis->event_areas->len; i-- > 0;)
    if (i >= release->n || !release->shown[i].years)
      g_array_remove_index(analysis->event_areas, i);
  analysis->events_released = true;
}
