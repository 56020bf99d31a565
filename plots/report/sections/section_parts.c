/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/sections/section_parts.h"

#include "plots/read.h"

pb_optional pb_count_in_year(const pb_context *context, int type, int year) {
  const pb_result *series = pb_analysis_find(context->analysis, "long-series", type);
  for (size_t row = 0; series && row < pb_read_rows(series); row++)
    if ((int)pb_read_number_or(series, "year", row, 0) == year)
      return pb_result_cell(series, "count", row);
  return (pb_optional){false, 0};
}

pb_facts_list *pb_facts_list_new(const pb_context *context) {
  const size_t n_types = context->dataset->n_types;
  pb_facts_list *facts = g_new0(pb_facts_list, 1);
  facts->all = g_new0(pb_type_facts, n_types + 1);
  facts->list = g_new0(const pb_type_facts *, n_types + 1);
  facts->spike_counts = g_new0(pb_optional, n_types + 1);
  for (size_t type = 0; type < n_types; type++) {
    pb_type_facts *next = &facts->all[facts->n];
    if (!pb_type_facts_read(context, (int)type, next))
      continue;
    facts->list[facts->n] = next;
    facts->spike_counts[facts->n] = pb_count_in_year(context, (int)type, next->spike_year);
    facts->n++;
  }
  return facts;
}

void pb_facts_list_free(pb_facts_list *facts) {
  if (!facts)
    return;
  g_free(facts->all);
  g_free(facts->list);
  g_free(facts->spike_counts);
  g_free(facts);
}

const pb_type_facts *pb_facts_list_of(const pb_facts_list *facts, int type) {
  for (size_t i = 0; i < facts->n; i++)
    if (facts->all[i].type == type)
      return &facts->all[i];
  return NULL;
}

const pb_type_facts *pb_facts_list_total(const pb_facts_list *facts) {
  for (size_t i = 0; i < facts->n; i++)
    if (facts->all[i].crime->is_total)
      return &facts->all[i];
  return NULL;
}

#define COMPARABLE_YEARS 5

int pb_series_extreme(const pb_context *context, int type, int *since) {
  const pb_dataset *dataset = context->dataset;
  int from = 0;
  for (size_t i = 0; i < dataset->n_breaks; i++)
    if (g_strcmp0(dataset->breaks[i].applies_to, "reported-crime") == 0 &&
        dataset->breaks[i].year <= dataset->period_end)
      from = MAX(from, dataset->breaks[i].year);
  const pb_result *series = pb_analysis_find(context->analysis, "long-series", type);
  double last = 0, lowest = G_MAXDOUBLE, highest = -1;
  int years = 0;
  bool has_last = false;
  *since = dataset->period_end;
  for (size_t row = 0; series && row < pb_read_rows(series); row++) {
    const pb_optional rate = pb_result_cell(series, "rate", row);
    const int year = (int)pb_read_number_or(series, "year", row, 0);
    if (!rate.known || year < from || year > dataset->period_end)
      continue;
    *since = MIN(*since, year);
    years++;
    if (year == dataset->period_end) {
      has_last = true;
      last = rate.value;
    } else {
      lowest = MIN(lowest, rate.value);
      highest = MAX(highest, rate.value);
    }
  }
  if (!has_last || years < COMPARABLE_YEARS)
    return 0;
  return last < lowest ? -1 : last > highest ? 1 : 0;
}

pb_node *pb_start_section(pb_node *document, const char *id, const char *label, char *title,
                          char *intro, char *foot) {
  pb_node *section = pb_add_section(document, id, label);
  section->title = title;
  section->intro = intro;
  section->foot = foot;
  return section;
}

void pb_add_sentence(pb_node *parent, char *text) {
  if (text)
    pb_add_paragraph_take(parent, text);
}

char *pb_join_sentences(char *first, char *second, char *third) {
  char *sentences[] = {first, second, third};
  GString *text = g_string_new(NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(sentences); i++) {
    if (sentences[i])
      g_string_append_printf(text, "%s%s", text->len ? " " : "", sentences[i]);
    g_free(sentences[i]);
  }
  return g_string_free(text, text->len == 0);
}

void pb_add_type_figure(pb_node *grid, int span, const pb_context *context, const char *chart,
                        const pb_crime_type *type) {
  pb_add_figure(pb_add_cell(grid, span), pb_figure_make(context, chart, "type", type->key, NULL));
}

bool pb_has_source(const pb_context *context, const char *kind) {
  for (size_t i = 0; i < context->dataset->n_sources; i++)
    if (g_strcmp0(context->dataset->sources[i].kind, kind) == 0)
      return true;
  return false;
}

bool pb_is_abroad(const pb_context *context) {
  return context->dataset->crs != 0;
}

bool pb_is_alone_in_county(const pb_context *context) {
  const pb_dataset *dataset = context->dataset;
  const char *county = dataset->municipalities[context->municipality].county_code;
  size_t n = 0;
  for (size_t i = 0; i < dataset->n_municipalities; i++)
    n += g_strcmp0(dataset->municipalities[i].county_code, county) == 0;
  return n < 2;
}

void pb_add_maps(pb_node *grid, int span, const pb_context *context, const pb_crime_type *type) {
  static const char *const scopes[] = {"county", "country"};
  for (size_t i = pb_is_alone_in_county(context) ? 1 : 0; i < G_N_ELEMENTS(scopes); i++)
    pb_add_figure(pb_add_cell(grid, span), pb_figure_make(context, "choropleth", "type", type->key,
                                                          "scope", scopes[i], NULL));
}
