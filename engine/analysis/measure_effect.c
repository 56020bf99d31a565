/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/measure_effect.h"

#include <math.h>

#include "engine/analysis/event_area.h"
#include "engine/analysis/measure_parts.h"
#include "engine/analysis/release.h"
#include "engine/analysis/yearly.h"

#define NO_START N_("The register does not say when the measure began.")
#define PLANNED N_("The measure has not begun.")
#define NO_COMPARISON                                                                              \
  N_("The register names no comparison area, so there is nothing to set the change against.")
#define NOT_COUNTED                                                                                \
  N_("The measure has no goal that is counted in reported crimes, so no effect can be computed.")
#define SMALL_AREA                                                                                 \
  N_("The data hold no counts of crime for the area of the measure and its comparison area.")
#define NO_PERIOD                                                                                  \
  N_("The data hold no whole period both after the start of the measure and as long before it.")
#define SINGLE_CASE                                                                                \
  N_("A year of the periods may be a single large case, so the change says nothing of the "        \
     "measure.")
#define WITHHELD                                                                                   \
  N_("The counts of the periods are not all shown in the public version, so no effect is "         \
     "computed from them.")
#define NO_CRIME N_("No crime was counted in either area.")
#define NO_EVENTS N_("No event was recorded in either part.")
#define NO_AREA                                                                                    \
  N_("The measure has no goal about a problem area with recorded events, so no effect can be "     \
     "computed for its part of the municipality.")

/* Is the text the municipality's name or code, or both: "1883 Karlskoga"? */
static bool names(const pb_municipality *place, const char *written) {
  g_autofree char *both = g_strdup_printf("%s %s", place->code, place->name);
  const char *const forms[] = {place->name, place->full_name, place->code, both};
  g_autofree char *folded = g_utf8_casefold(written, -1);
  for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
    g_autofree char *form = g_utf8_casefold(forms[i], -1);
    if (g_str_equal(form, folded))
      return true;
  }
  return false;
}

/* The municipalities that a list names; NULL when one of them is no other municipality. */
static GArray *municipalities_of(const pb_analysis *analysis, const char *list) {
  const pb_dataset *dataset = analysis->dataset;
  g_auto(GStrv) parts = g_strsplit_set(list, ",;", -1);
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(int));
  for (size_t i = 0; parts[i]; i++) {
    const char *part = g_strstrip(parts[i]);
    int at = -1;
    for (size_t m = 0; *part && m < dataset->n_municipalities && at < 0; m++)
      if (names(&dataset->municipalities[m], part))
        at = (int)m;
    if (at == (int)analysis->m || (at < 0 && *part))
      return NULL;
    if (at >= 0)
      g_array_append_val(found, at);
  }
  return found->len ? g_steal_pointer(&found) : NULL;
}

static int type_of(const pb_registers *registers, const pb_measure *measure) {
  if (measure->goal < 0)
    return -1;
  const pb_goal *goal = &registers->goals[measure->goal];
  return goal->outcome_kind == PB_OUTCOME_CRIME ? goal->outcome_index : -1;
}

static bool is_everywhere(const pb_analysis *analysis, const pb_measure *measure) {
  return !*measure->place || names(&analysis->dataset->municipalities[analysis->m], measure->place);
}

/* The finest panel that has every count. */
static bool find_counts(const pb_analysis *analysis, pb_measure_effect *e, const GArray *others) {
  const pb_dataset *dataset = analysis->dataset;
  const pb_crime_panel *panels[] = {dataset->monthly, dataset->quarterly, dataset->yearly};
  for (size_t i = 0; i < G_N_ELEMENTS(panels) && !e->has_window; i++)
    e->has_window = pb_measure_window_of(panels[i], e->measure, dataset->period_end, &e->window) &&
                    pb_measure_counts(&e->window, (size_t)e->type, analysis->m, others, &e->pair);
  return e->has_window;
}

/* Is anything of the type withheld from the public, here or in a comparison area? */
static bool has_withheld(const pb_analysis *analysis, const pb_measure_effect *e,
                         const GArray *others) {
  const pb_dataset *dataset = analysis->dataset;
  const pb_crime_panel *panels[] = {dataset->monthly, dataset->quarterly, dataset->yearly};
  for (size_t i = 0; i < G_N_ELEMENTS(panels); i++)
    for (guint k = 0; panels[i] && k <= others->len; k++) {
      size_t m = k == 0 ? analysis->m : (size_t)g_array_index(others, int, k - 1);
      for (size_t p = 0; p < panels[i]->n_periods; p++)
        if (pb_crime_panel_cell(panels[i], m, (size_t)e->type, p)->withheld)
          return true;
    }
  return false;
}

/* Is a year of the window one that a single case may explain, here or in a comparison area? */
static bool has_single_case(const pb_analysis *analysis, const pb_measure_effect *e,
                            const GArray *others) {
  const pb_crime_panel *yearly = analysis->dataset->yearly;
  const pb_measure_window *w = &e->window;
  if (!yearly)
    return false;
  for (guint i = 0; i <= others->len; i++) {
    size_t m = i == 0 ? analysis->m : (size_t)g_array_index(others, int, i - 1);
    g_autofree bool *flags = g_new0(bool, yearly->n_periods + 1);
    pb_yearly_spikes(analysis->dataset, m, (size_t)e->type, flags);
    for (int p = w->before_first; p <= w->after_last; p++) {
      int year = pb_period_year(pb_crime_panel_period_at(w->panel, (size_t)p));
      int at = pb_crime_panel_period(yearly, pb_period_make(year, 1, 1));
      if (at >= 0 && flags[at] && (p <= w->before_last || p >= w->after_first))
        return true;
    }
  }
  return false;
}

/* Both ways of setting two changes against each other. */
static const char *judge(const pb_analysis *analysis, pb_measure_effect *e) {
  pb_wdd_options options = {.phi = e->phi, .confidence = analysis->options.confidence};
  if (!pb_wdd_compute(&e->pair, NULL, &options, &e->wdd))
    return e->counted == PB_COUNTED_EVENTS ? NO_EVENTS : NO_CRIME;
  e->has_ratio = pb_ratio_did_compute(e->pair.treated_before, e->pair.treated_after,
                                      e->pair.control_before, e->pair.control_after, e->phi,
                                      options.confidence, &e->ratio, &e->ratio_reason);
  return NULL;
}

static const char *compute_crimes(const pb_analysis *analysis, pb_measure_effect *e) {
  g_autoptr(GArray) others = municipalities_of(analysis, e->measure->comparison);
  if (!others || !is_everywhere(analysis, e->measure))
    return SMALL_AREA;
  if (!find_counts(analysis, e, others))
    return has_withheld(analysis, e, others) ? WITHHELD : NO_PERIOD;
  if (has_single_case(analysis, e, others))
    return SINGLE_CASE;
  e->phi = pb_yearly_phi_of(analysis->dataset, analysis->m, (size_t)e->type, analysis->last).phi;
  return judge(analysis, e);
}

static const char *compute_events(const pb_analysis *analysis, pb_measure_effect *e,
                                  const pb_measure_parts *parts) {
  e->counted = PB_COUNTED_EVENTS;
  e->area = pb_measure_area(analysis, e->measure, e->type);
  if (e->area < 0 || !pb_area_is_shown(analysis, e->area))
    return NO_AREA;
  if (!pb_measure_part_counts(analysis, e, parts))
    return NO_PERIOD;
  pb_dispersion dispersion;
  e->phi = pb_event_dispersion(analysis, e->area, &dispersion) ? fmax(1, dispersion.phi) : 1;
  return judge(analysis, e);
}

static const char *compute(const pb_analysis *analysis, pb_measure_effect *e) {
  const pb_measure *measure = e->measure;
  e->type = type_of(analysis->dataset->registers, measure);
  if (measure->status == PB_MEASURE_PLANNED)
    return PLANNED;
  if (!measure->has_start)
    return NO_START;
  if (!*measure->comparison)
    return NO_COMPARISON;
  g_auto(pb_measure_parts) parts = {0};
  if (!is_everywhere(analysis, measure) && pb_measure_parts_find(analysis, measure, &parts))
    return analysis->dataset->disclosure ? pb_not_public : compute_events(analysis, e, &parts);
  return e->type < 0 ? NOT_COUNTED : compute_crimes(analysis, e);
}

void pb_measure_effect_of(const pb_analysis *analysis, const pb_measure *measure,
                          pb_measure_effect *effect) {
  *effect = (pb_measure_effect){.measure = measure, .type = -1, .area = -1};
  effect->reason = compute(analysis, effect);
}
