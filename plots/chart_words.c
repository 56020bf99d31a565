/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/chart_words.h"

#include <string.h>

#include "engine/error.h"
#include "engine/event_index.h"
#include "engine/text.h"
#include "plots/break_labels.h"

const pb_param pb_chart_type_param = {
    .name = "type",
    .title = N_("key of the crime type"),
    .type = PB_PARAM_TEXT,
    .def_text = "total",
};

pb_figure *pb_chart_new_typed(const pb_chart *chart, const pb_context *context,
                              const pb_params *params, GError **error) {
  const char *key = pb_params_text(params, "type");
  int type = pb_dataset_type(context->dataset, key);
  if (type < 0) {
    size_t n = context->dataset->n_types;
    g_autofree const char **keys = g_new0(const char *, n + 1);
    for (size_t i = 0; i < n; i++)
      keys[i] = context->dataset->types[i].key;
    const char *near = pb_nearest_name(key, keys, n);
    if (near)
      g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
                  _("There is no crime type “%s”; did you mean “%s”?"), key, near);
    else
      g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
                  _("There is no crime type “%s”; “problembild list categories” shows them."), key);
    return NULL;
  }
  pb_figure *figure = pb_figure_new(chart, context, params);
  figure->type = type;
  g_free(figure->id);
  figure->id = g_strdup_printf("%s-%s", chart->name, key);
  g_strdelimit(figure->id, "_", '-');
  return figure;
}

pb_figure *pb_chart_new_plain(const pb_chart *chart, const pb_context *context,
                              const pb_params *params) {
  pb_figure *figure = pb_figure_new(chart, context, params);
  figure->type = -1;
  g_free(figure->id);
  figure->id = g_strdup(chart->name);
  return figure;
}

/* What a kind of source holds, as the source line says it. */
static const struct {
  pb_source_set set;
  const char *kind, *contents;
} kinds[] = {
    {PB_SOURCE_CRIME, "reported-crime", N_("reported crime")},
    {PB_SOURCE_POPULATION, "population", N_("population")},
    {PB_SOURCE_GOALS, "goals", N_("register of goals")},
    {PB_SOURCE_MEASURES, "measures", N_("register of measures")},
    {PB_SOURCE_SURVEY, "survey", N_("survey")},
    {PB_SOURCE_SURVEY, "survey-table", N_("published survey shares")},
    {PB_SOURCE_INDICATORS, "indicator", N_("indicators")},
    {PB_SOURCE_PRIORITY, "priority", N_("priorities of the parties")},
};

static char *source_item(const char *publisher, const char *contents, bool synthetic) {
  g_autofree char *named = publisher && *publisher
                               ? g_strdup_printf(_("%s, %s"), publisher, contents)
                               : g_strdup(contents);
  return synthetic ? g_strdup_printf(_("%s (synthetic data)"), named) : g_steal_pointer(&named);
}

static void add_once(GPtrArray *items, char *item) {
  if (g_ptr_array_find_with_equal_func(items, item, g_str_equal, NULL))
    g_free(item);
  else
    g_ptr_array_add(items, item);
}

static bool has_source_column(const pb_dataset *dataset) {
  return dataset->events && dataset->events_first && pb_table_find(dataset->events, "source");
}

bool pb_events_are_news(const pb_context *context) {
  const uint8_t *sort = context->dataset->event_sort;
  return !sort || sort[context->municipality] != PB_EVENT_RECORD;
}

bool pb_source_concerns(const pb_context *context, size_t source) {
  const pb_dataset *dataset = context->dataset;
  if (!dataset->sources[source].synthetic || !has_source_column(dataset) ||
      g_strcmp0(dataset->sources[source].kind, "events") != 0)
    return true;
  g_autofree bool *used =
      pb_event_sources(dataset, (size_t)context->municipality, PB_EVENT_N_SORTS);
  return used[source];
}

static bool any_used(const bool *used, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (used[i])
      return true;
  return false;
}

/* Where the municipality has no event, the sources that would have told (with `or_all`). */
static void add_event_sources(GPtrArray *items, const pb_context *context, pb_event_sort sort,
                              bool or_all) {
  const pb_dataset *dataset = context->dataset;
  g_autofree bool *used = pb_event_sources(dataset, (size_t)context->municipality, sort);
  const bool any = any_used(used, dataset->n_sources);
  if (!any && !or_all)
    return;
  for (size_t i = 0; i < dataset->n_sources; i++) {
    const pb_source_info *source = &dataset->sources[i];
    if (g_strcmp0(source->kind, "events") != 0 ||
        (any ? !used[i] : !pb_source_concerns(context, i)))
      continue;
    const bool is_news =
        any ? sort == PB_EVENT_NEWS : source->is_news || !has_source_column(dataset);
    add_once(items, source_item(source->publisher, is_news ? _("published events") : _("events"),
                                source->synthetic));
  }
}

bool pb_chart_is_synthetic(const pb_context *context, pb_source_set set) {
  const pb_dataset *dataset = context->dataset;
  for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++)
    for (size_t i = 0; (set & kinds[k].set) && i < dataset->n_sources; i++)
      if (dataset->sources[i].synthetic && g_strcmp0(dataset->sources[i].kind, kinds[k].kind) == 0)
        return true;
  if (!(set & PB_SOURCE_RECORDS))
    return false;
  g_autofree bool *used = pb_event_sources(dataset, (size_t)context->municipality, PB_EVENT_RECORD);
  for (size_t i = 0; i < dataset->n_sources; i++)
    if (used[i] && dataset->sources[i].synthetic)
      return true;
  return false;
}

char *pb_chart_source(const pb_context *context, pb_source_set set) {
  const pb_dataset *dataset = context->dataset;
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(g_free);
  for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++)
    for (size_t i = 0; (set & kinds[k].set) && i < dataset->n_sources; i++) {
      const pb_source_info *source = &dataset->sources[i];
      if (g_strcmp0(source->kind, kinds[k].kind) == 0)
        add_once(items, source_item(source->publisher, _(kinds[k].contents), source->synthetic));
    }
  if (set & PB_SOURCE_EVENTS)
    add_event_sources(items, context,
                      dataset->event_sort
                          ? (pb_event_sort)dataset->event_sort[context->municipality]
                          : PB_EVENT_NEWS,
                      true);
  if (set & PB_SOURCE_RECORDS)
    add_event_sources(items, context, PB_EVENT_RECORD, !(set & PB_SOURCE_EVENTS));
  if ((set & PB_SOURCE_BOUNDARIES) && dataset->crs) /* another country: not SCB's */
    add_once(items, source_item(NULL, _("the project’s own boundaries"), false));
  if ((set & PB_SOURCE_GROUPS) && !dataset->crs)
    add_once(items, source_item("SKR", _("municipality groups"), false));
  if ((set & PB_SOURCE_BOUNDARIES) && !dataset->crs)
    add_once(items, source_item("SCB", _("municipal boundaries"), false));
  if (items->len == 0) /* nothing of the municipality is in any source */
    return g_strdup("");
  g_ptr_array_add(items, NULL);
  g_autofree char *joined = g_strjoinv("; ", (char **)items->pdata);
  return g_strdup_printf(_("Source: %s."), joined);
}

char *pb_chart_source_or_none(const pb_context *context, pb_source_set set) {
  g_autofree char *source = pb_chart_source(context, set);
  return *source ? g_steal_pointer(&source) : g_strdup(_("Source: none in the data."));
}

const pb_municipality *pb_chart_municipality(const pb_context *context) {
  return &context->dataset->municipalities[context->municipality];
}

const char *pb_chart_place(const pb_context *context) {
  const pb_municipality *m = pb_chart_municipality(context);
  return strcmp(context->language->code, "sv") == 0 ? m->full_name : m->name;
}

char *pb_chart_county(const pb_context *context) {
  return pb_county_name(context->language, pb_chart_municipality(context)->county_name);
}

const pb_crime_type *pb_chart_type(const pb_figure *figure) {
  return &figure->context->dataset->types[figure->type];
}

char *pb_chart_group(const pb_context *context) {
  const pb_municipality *m = pb_chart_municipality(context);
  if (!m->group_code || !*m->group_code)
    return NULL;
  return m->group_name && *m->group_name ? g_strdup_printf("%s %s", m->group_code, m->group_name)
                                         : g_strdup(m->group_code);
}

char *pb_chart_years(int first, int last) {
  return first == last ? g_strdup_printf("%d", last) : g_strdup_printf("%d–%d", first, last);
}

char *pb_chart_base_years(const pb_context *context) {
  int end = context->dataset->period_end;
  return pb_chart_years(end - context->dataset->years, end - 1);
}

char *pb_chart_nouns(const pb_figure *figure) {
  return pb_capitalise(pb_type_noun_definite(figure->context->language, pb_chart_type(figure)));
}

char *pb_chart_list(const char *const *items, size_t n) {
  if (n == 0)
    return g_strdup("");
  g_autofree char *list = g_strdup(items[0]);
  for (size_t i = 1; i < n; i++) {
    char *longer = i + 1 == n ? g_strdup_printf(_("%s and %s"), list, items[i])
                              : g_strdup_printf("%s, %s", list, items[i]);
    g_free(list);
    list = longer;
  }
  return g_steal_pointer(&list);
}

pb_verdict pb_verdict_read(const char *text) {
  if (g_strcmp0(text, "increase") == 0)
    return PB_VERDICT_INCREASE;
  if (g_strcmp0(text, "decrease") == 0)
    return PB_VERDICT_DECREASE;
  return g_strcmp0(text, "undecided") == 0 ? PB_VERDICT_UNDECIDED : PB_VERDICT_NOT_ASSESSED;
}

pb_mark pb_verdict_mark(pb_verdict verdict) {
  return verdict == PB_VERDICT_INCREASE   ? PB_MARK_UP
         : verdict == PB_VERDICT_DECREASE ? PB_MARK_DOWN
                                          : PB_MARK_DOT;
}

uint32_t pb_verdict_color(pb_verdict verdict, const pb_theme *theme) {
  return verdict == PB_VERDICT_INCREASE   ? theme->increase
         : verdict == PB_VERDICT_DECREASE ? theme->decrease
                                          : theme->undecided;
}

void pb_chart_add_breaks(GString *note, const pb_context *context, const char *source, int first,
                         int last) {
  for (size_t i = 0; i < context->dataset->n_breaks; i++) {
    const pb_series_break *b = &context->dataset->breaks[i];
    if (!pb_break_concerns(b, source, first, last))
      continue;
    if (note->len)
      g_string_append_c(note, ' ');
    g_string_append_printf(note, _("From %d: %s."), b->year, pb_break_short(context->language, b));
  }
}
