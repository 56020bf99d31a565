/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/workbook_tables.h"

#include <string.h>

#include "engine/text.h"
#include "io/workbook.h"
#include "plots/chart_words.h"
#include "plots/place_words.h"

/* What the results show, by name. */
static const struct {
  const char *name, *words;
} explanations[] = {
    {"crime-mix", N_("Crime types that are part of no other in the last year, most crimes first, "
                     "with their sum.")},
    {"density-contours", N_("Outlines of where events lie densest, as points in metres.")},
    {"event-areas", N_("Events of each problem area: number, change, month.")},
    {"event-clock", N_("Events by weekday (0 is Monday) and hour.")},
    {"event-clock-change",
     N_("Events by weekday and band of hours: the last year against the years before.")},
    {"event-control",
     N_("Events month by month without their season, with level, control limits and signals.")},
    {"event-forecast", N_("Events month by month, and what is expected in the year ahead.")},
    {"event-parts", N_("Events month by month as trend, season and remainder.")},
    {"event-series", N_("Events month by month with the number to be expected.")},
    {"event-sub-areas", N_("Events and residents of each part of the municipality.")},
    {"event-wheel", N_("Events a day by month of the year, with 95% intervals.")},
    {"funnel",
     N_("Rate and population of the municipalities of the group; z measures how far a rate "
        "lies from the group’s.")},
    {"funnel-limits", N_("Limits within which rates of the group vary by chance, by population.")},
    {"goal-series", N_("Values of each goal over time.")},
    {"goals", N_("Goals with start, target, latest value and outcome.")},
    {"group", N_("Rates of the municipalities of the group in the last year, highest first.")},
    {"hot-cells", N_("Cells of the map with their numbers of events and whether they stand out.")},
    {"hot-spots", N_("Places where events concentrate, as ellipses and cells, year by year.")},
    {"indicators", N_("Indicators over time, with the value they are compared with.")},
    {"long-series",
     N_("Reported crimes year by year: number, rate per 100,000 with 95% interval, the group.")},
    {"map", N_("Rates of all municipalities in the last year.")},
    {"measures", N_("Measures with time, place and the numbers before and after.")},
    {"near-repeat", N_("Pairs of events near each other in place and time against chance.")},
    {"overview", N_("One row for each crime type: last three years, change, comparison.")},
    {"place-concentration",
     N_("How large a part of the events the most affected cells have, and by chance alone.")},
    {"place-stability", N_("Places of the map year by year: which stay, come and go.")},
    {"population", N_("Residents on 31 December.")},
    {"priority", N_("Problem areas by the criteria of priority.")},
    {"quarter-control",
     N_("Reported crimes quarter by quarter without season, days and population, with level, "
        "control limits and signals.")},
    {"quarter-forecast",
     N_("Reported crimes quarter by quarter, and what is expected in the year ahead.")},
    {"quarter-parts", N_("Reported crimes quarter by quarter as trend, season and remainder.")},
    {"quarterly", N_("Reported crimes quarter by quarter with the number to be expected.")},
    {"recent-years", N_("The last three years: number and rate with 95% interval.")},
    {"survey", N_("Answers to each question of the safety survey, with 95% intervals.")},
    {"survey-groups", N_("Answers by group of respondents, with 95% intervals.")},
    {"survey-index", N_("Index of each area of questions, 0 to 6.")},
    {"survey-published", N_("Published shares of safety surveys.")},
    {"survey-response",
     N_("Respondents of each wave of the safety survey and how many were invited.")},
    {"week-clock", N_("Published events by weekday (0 is Monday) and hour.")},
    {"year-wheel", N_("Published events a day by month of the year, with 95% intervals.")},
};

bool pb_is_table(const pb_result *result) {
  return pb_result_n_rows(result) > 0;
}

char *pb_table_name(const pb_result *result) {
  const char *part = pb_result_get_text(result, "type");
  if (part == NULL)
    part = pb_result_get_text(result, "area");
  return part != NULL && *part ? g_strdup_printf("%s-%s", pb_result_name(result), part)
                               : g_strdup(pb_result_name(result));
}

/* The crime type or problem area that a result is about, or NULL. */
static const char *subject_of(const pb_context *context, const pb_result *result) {
  const pb_dataset *dataset = context->dataset;
  const char *type = pb_result_get_text(result, "type");
  const char *area = pb_result_get_text(result, "area");
  for (size_t i = 0; type != NULL && i < dataset->n_types; i++)
    if (g_str_equal(dataset->types[i].key, type))
      return pb_type_label(context->language, &dataset->types[i]);
  for (size_t i = 0; area != NULL && i < dataset->n_areas; i++)
    if (g_str_equal(dataset->areas[i].key, area))
      return pb_area_label(context, (int)i);
  return NULL;
}

char *pb_table_explanation(const pb_context *context, const pb_result *result) {
  const char *subject = subject_of(context, result);
  for (size_t i = 0; i < G_N_ELEMENTS(explanations); i++)
    if (g_str_equal(explanations[i].name, pb_result_name(result)))
      return subject != NULL
                 /* TRANSLATORS: crime type or problem area, what a table shows. */
                 ? g_strdup_printf(_("%s. %s"), subject, _(explanations[i].words))
                 : g_strdup(_(explanations[i].words));
  return g_strdup(subject != NULL ? subject : "");
}

static char *source_fact(const pb_source_info *source) {
  const char *publisher = source->publisher != NULL ? source->publisher : "";
  const char *from = source->first_period != NULL ? source->first_period : "–";
  const char *to = source->last_period != NULL ? source->last_period : "–";
  return source->synthetic
             /* TRANSLATORS: name of the source, publisher, first and last period. */
             ? g_strdup_printf(_("Source: %s (%s), %s to %s. Synthetic data."), source->name,
                               publisher, from, to)
             : g_strdup_printf(_("Source: %s (%s), %s to %s."), source->name, publisher, from, to);
}

static GStrv make_facts(const pb_context *context) {
  const pb_dataset *dataset = context->dataset;
  g_autoptr(GStrvBuilder) facts = g_strv_builder_new();
  bool synthetic = false;
  g_strv_builder_add(facts, _("Tables of the situation report, one on each sheet; the same numbers "
                              "as in the CSV files. An empty cell is a value that is missing."));
  for (size_t i = 0; i < dataset->n_sources; i++)
    synthetic = synthetic || (dataset->sources[i].synthetic && pb_source_concerns(context, i));
  g_strv_builder_add(
      facts, synthetic ? _("Contains synthetic data; not a description of the real municipality.")
                       : _("Contains no synthetic data."));
  for (size_t i = 0; i < dataset->n_sources; i++) {
    const pb_source_info *source = &dataset->sources[i];
    if (!pb_source_concerns(context, i) || g_strcmp0(source->kind, "comment") == 0)
      continue;
    g_autofree char *fact = source_fact(source);
    g_strv_builder_add(facts, fact);
  }
  return g_strv_builder_end(facts);
}

GBytes *pb_tables_workbook(const pb_context *context, GError **error) {
  const pb_analysis *analysis = context->analysis;
  const pb_dataset *dataset = context->dataset;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GArray) tables = g_array_new(FALSE, TRUE, sizeof(pb_workbook_table));
  for (size_t i = 0; i < pb_analysis_length(analysis); i++) {
    const pb_result *result = pb_analysis_at(analysis, i);
    if (!pb_is_table(result))
      continue;
    pb_workbook_table table = {pb_table_name(result), pb_table_explanation(context, result),
                               result};
    g_ptr_array_add(texts, (char *)table.name);
    g_ptr_array_add(texts, (char *)table.explanation);
    g_array_append_val(tables, table);
  }
  g_auto(GStrv) facts = make_facts(context);
  g_autofree char *title =
      g_strdup_printf("%s %d–%d", dataset->municipalities[context->municipality].full_name,
                      dataset->period_end - dataset->years + 1, dataset->period_end);
  const pb_workbook book = {.title = title,
                            .facts = (const char *const *)facts,
                            .tables = (const pb_workbook_table *)(const void *)tables->data,
                            .n_tables = tables->len};
  return pb_workbook_bytes(&book, error);
}
