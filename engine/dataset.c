/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/dataset.h"

#include "engine/event_index.h"

#define PB_DIAGNOSTICS_KEPT 200

pb_dataset *pb_dataset_new(void) {
  pb_dataset *dataset = g_new0(pb_dataset, 1);
  dataset->title = g_strdup("");
  dataset->years = 3;
  dataset->diagnostics = pb_diagnostics_new(PB_DIAGNOSTICS_KEPT);
  return dataset;
}

void pb_dataset_clear_municipalities(pb_dataset *dataset) {
  for (size_t i = 0; i < dataset->n_municipalities; i++) {
    pb_municipality *m = &dataset->municipalities[i];
    g_free(m->code);
    g_free(m->name);
    g_free(m->full_name);
    g_free(m->county_code);
    g_free(m->county_name);
    g_free(m->group_code);
    g_free(m->group_name);
  }
  g_clear_pointer(&dataset->municipalities, g_free);
  dataset->n_municipalities = 0;
}

static void free_types(pb_dataset *dataset) {
  for (size_t i = 0; i < dataset->n_types; i++) {
    pb_crime_type *t = &dataset->types[i];
    g_free(t->key);
    g_free(t->label_sv);
    g_free(t->label_en);
    g_free(t->noun_sv);
    g_free(t->noun_en);
    g_free(t->noun_def_sv);
    g_free(t->noun_def_en);
    g_free(t->problem_area);
    g_free(t->note_sv);
    g_free(t->note_en);
    g_strfreev(t->aliases);
  }
  g_free(dataset->types);
  for (size_t i = 0; i < dataset->n_areas; i++) {
    g_free(dataset->areas[i].key);
    g_free(dataset->areas[i].label_sv);
    g_free(dataset->areas[i].label_en);
  }
  g_free(dataset->areas);
}

static void free_event_types(pb_dataset *dataset) {
  for (size_t i = 0; i < dataset->n_event_categories; i++) {
    g_free(dataset->event_categories[i].key);
    g_free(dataset->event_categories[i].label_sv);
    g_free(dataset->event_categories[i].label_en);
  }
  g_free(dataset->event_categories);
  for (size_t i = 0; i < dataset->n_event_types; i++) {
    g_free(dataset->event_types[i].label);
    g_free(dataset->event_types[i].code);
  }
  g_free(dataset->event_types);
}

static void free_breaks(pb_dataset *dataset) {
  for (size_t i = 0; i < dataset->n_breaks; i++) {
    pb_series_break *b = &dataset->breaks[i];
    g_free(b->applies_to);
    g_free(b->short_sv);
    g_free(b->short_en);
    g_free(b->text_sv);
    g_free(b->text_en);
  }
  g_free(dataset->breaks);
}

void pb_source_info_clear(pb_source_info *source) {
  char *texts[] = {source->name,         source->kind,       source->path,    source->sha256,
                   source->publisher,    source->crs,        source->dialect, source->roles,
                   source->first_period, source->last_period};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    g_free(texts[i]);
  pb_source_form_free(source->form);
  *source = (pb_source_info){0};
}

static void free_sources(pb_dataset *dataset) {
  for (size_t i = 0; i < dataset->n_sources; i++)
    pb_source_info_clear(&dataset->sources[i]);
  g_free(dataset->sources);
}

static void free_area_guidance(pb_dataset *dataset) {
  for (size_t i = 0; i < dataset->n_area_questions; i++)
    g_free(dataset->area_questions[i].words);
  for (size_t i = 0; i < dataset->n_area_commitments; i++) {
    pb_area_commitment *one = &dataset->area_commitments[i];
    g_free(one->municipality_sv);
    g_free(one->police_sv);
    g_free(one->municipality_en);
    g_free(one->police_en);
  }
  g_free(dataset->area_questions);
  g_free(dataset->area_commitments);
}

void pb_dataset_free(pb_dataset *dataset) {
  if (!dataset)
    return;
  pb_dataset_clear_municipalities(dataset);
  free_types(dataset);
  free_event_types(dataset);
  free_breaks(dataset);
  free_area_guidance(dataset);
  free_sources(dataset);
  pb_crime_panel_free(dataset->yearly);
  pb_crime_panel_free(dataset->quarterly);
  pb_crime_panel_free(dataset->monthly);
  pb_population_free(dataset->population);
  pb_indicators_free(dataset->indicators);
  pb_registers_free(dataset->registers);
  pb_comments_free(dataset->comments);
  pb_params_free(dataset->priority);
  pb_table_free(dataset->events);
  pb_survey_free(dataset->survey);
  pb_survey_shares_free(dataset->survey_shares);
  g_free(dataset->events_first);
  g_free(dataset->events_row);
  g_free(dataset->event_sort);
  g_free(dataset->events_synthetic);
  g_free(dataset->events_county_only);
  for (int sort = 0; sort < PB_EVENT_N_SORTS; sort++)
    for (int s = 0; s < 2; s++)
      g_free(dataset->event_calendars[sort][s].months);
  for (size_t i = 0; i < dataset->n_default_points; i++)
    g_free(dataset->default_points[i].near);
  g_free(dataset->default_points);
  pb_diagnostics_free(dataset->diagnostics);
  g_free(dataset->title);
  g_free(dataset->disclosure);
  g_free(dataset);
}

void pb_dataset_finish(pb_dataset *dataset) {
  if (dataset->yearly)
    pb_crime_panel_fill_exposure(dataset->yearly, dataset->population);
  if (dataset->quarterly)
    pb_crime_panel_fill_exposure(dataset->quarterly, dataset->population);
  if (dataset->monthly)
    pb_crime_panel_fill_exposure(dataset->monthly, dataset->population);
  if (dataset->events)
    pb_event_index_fill(dataset);
}

int pb_dataset_municipality(const pb_dataset *dataset, const char *code) {
  size_t low = 0, high = dataset->n_municipalities; /* in code order */
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = g_strcmp0(dataset->municipalities[middle].code, code);
    if (order == 0)
      return (int)middle;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return -1;
}

int pb_dataset_type(const pb_dataset *dataset, const char *key) {
  for (size_t i = 0; i < dataset->n_types; i++)
    if (g_strcmp0(dataset->types[i].key, key) == 0)
      return (int)i;
  return -1;
}

int pb_dataset_area(const pb_dataset *dataset, const char *key) {
  for (size_t i = 0; i < dataset->n_areas; i++)
    if (g_strcmp0(dataset->areas[i].key, key) == 0)
      return (int)i;
  return -1;
}

int pb_dataset_event_category(const pb_dataset *dataset, const char *key) {
  for (size_t i = 0; i < dataset->n_event_categories; i++)
    if (g_strcmp0(dataset->event_categories[i].key, key) == 0)
      return (int)i;
  return -1;
}

int pb_dataset_problem_area(const pb_dataset *dataset, const char *name) {
  g_autofree char *trimmed = g_strstrip(g_strdup(name));
  g_autofree char *wanted = g_utf8_casefold(trimmed, -1);
  for (size_t i = 0; i < dataset->n_areas; i++) {
    const pb_problem_area *area = &dataset->areas[i];
    const char *const names[] = {area->key, area->label_sv, area->label_en};
    for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
      g_autofree char *folded = g_utf8_casefold(names[k], -1);
      if (g_str_equal(folded, wanted))
        return (int)i;
    }
  }
  return -1;
}
