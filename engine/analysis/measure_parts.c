/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/measure_parts.h"

void pb_measure_parts_clear(pb_measure_parts *parts) {
  GArray **const all[] = {&parts->treated, &parts->comparison, &parts->displacement};
  for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
    g_clear_pointer(all[i], g_array_unref);
}

static bool is_written(const char *name, const char *folded) {
  if (!name || !*name)
    return false;
  g_autofree char *own = g_utf8_casefold(name, -1);
  return g_str_equal(own, folded);
}

/* -1: no part, or several. */
static int part_of(const pb_study_area *area, const char *written) {
  g_autofree char *folded = g_utf8_casefold(written, -1);
  int found = -1;
  for (size_t i = 0; i < area->n_areas; i++) {
    if (!is_written(area->areas[i].name, folded) && !is_written(area->areas[i].code, folded))
      continue;
    if (found >= 0)
      return -1;
    found = (int)i;
  }
  return found;
}

static bool holds(const GArray *parts, int part) {
  for (guint i = 0; parts && i < parts->len; i++)
    if (g_array_index(parts, int, i) == part)
      return true;
  return false;
}

/* NULL when a name is no part, or one that `not_in` holds. */
static GArray *parts_of(const pb_study_area *area, const char *list, const GArray *not_in) {
  g_auto(GStrv) names = g_strsplit_set(list, ",;", -1);
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(int));
  for (size_t i = 0; names[i]; i++) {
    const char *name = g_strstrip(names[i]);
    if (!*name)
      continue;
    const int part = part_of(area, name);
    if (part < 0 || holds(not_in, part))
      return NULL;
    if (!holds(found, part))
      g_array_append_val(found, part);
  }
  return found->len ? g_steal_pointer(&found) : NULL;
}

bool pb_measure_parts_find(const pb_analysis *analysis, const pb_measure *measure,
                           pb_measure_parts *parts) {
  const pb_study_area *area = analysis->options.study_area;
  *parts = (pb_measure_parts){0};
  if (!area || area->n_areas == 0)
    return false;
  parts->treated = parts_of(area, measure->place, NULL);
  if (parts->treated)
    parts->comparison = parts_of(area, measure->comparison, parts->treated);
  if (!parts->comparison)
    return false;
  parts->displacement = parts_of(area, measure->displacement, parts->treated);
  return true;
}

int pb_measure_area(const pb_analysis *analysis, const pb_measure *measure, int type) {
  const pb_dataset *dataset = analysis->dataset;
  if (measure->goal >= 0 && dataset->registers->goals[measure->goal].problem_area >= 0)
    return dataset->registers->goals[measure->goal].problem_area;
  return type < 0 ? -1 : pb_dataset_area(dataset, dataset->types[type].problem_area);
}

/* The months that the municipality's records cover. */
static const pb_event_calendar *calendar_of(const pb_analysis *analysis) {
  const pb_dataset *dataset = analysis->dataset;
  const size_t at = analysis->m * PB_EVENT_N_SORTS + PB_EVENT_RECORD;
  const bool synthetic = dataset->events_synthetic && dataset->events_synthetic[at];
  return &dataset->event_calendars[PB_EVENT_RECORD][synthetic];
}

static bool all_observed(const pb_event_calendar *calendar, int first, int last) {
  for (int p = first; p <= last; p++)
    if (p < 0 || (size_t)p >= calendar->n_months || !calendar->months[p].observed)
      return false;
  return true;
}

static void count(const pb_analysis *analysis, pb_measure_effect *e, const GArray *parts,
                  int64_t *before, int64_t *after) {
  const pb_study_area *area = analysis->options.study_area;
  const pb_incidents *incidents = analysis->incidents;
  const pb_measure_window *w = &e->window;
  const int origin = pb_period_year(w->origin) * 12 + pb_period_number(w->origin);
  *before = *after = 0;
  for (size_t i = 0; i < incidents->n; i++) {
    const pb_incident *one = &incidents->incidents[i];
    const int at = one->year * 12 + one->month - origin;
    const bool is_before = at >= w->before_first && at <= w->before_last;
    const bool is_after = at >= w->after_first && at <= w->after_last;
    if ((!is_before && !is_after) || !one->has_point || one->sub_area < 0 ||
        !pb_incident_in(one, e->area))
      continue;
    for (guint k = 0; k < parts->len; k++)
      if (area->areas[g_array_index(parts, int, k)].feature == one->sub_area)
        *(is_before ? before : after) += 1;
  }
}

bool pb_measure_part_counts(const pb_analysis *analysis, pb_measure_effect *e,
                            const pb_measure_parts *parts) {
  const pb_event_calendar *calendar = calendar_of(analysis);
  if (calendar->n_months == 0)
    return false;
  const pb_event_month *first = &calendar->months[0];
  pb_measure_window *w = &e->window;
  if (!pb_measure_window_among(pb_period_make(first->year, 12, first->month), calendar->n_months,
                               e->measure, analysis->dataset->period_end, w) ||
      !all_observed(calendar, w->before_first, w->before_last) ||
      !all_observed(calendar, w->after_first, w->after_last))
    return false;
  e->has_window = true;
  pb_wdd_pair *pair = &e->pair;
  count(analysis, e, parts->treated, &pair->treated_before, &pair->treated_after);
  count(analysis, e, parts->comparison, &pair->control_before, &pair->control_after);
  pair->treated_area = 1;
  pair->control_area = (double)parts->comparison->len / parts->treated->len;
  e->has_displacement = parts->displacement;
  if (parts->displacement)
    count(analysis, e, parts->displacement, &e->displacement_before, &e->displacement_after);
  return true;
}
