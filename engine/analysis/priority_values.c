/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/priority_values.h"

#include <string.h>

#include "engine/stats/poisson_rate.h"

/* As many events in the years as make twenty a year in three. */
#define FEWEST_FOR_TREND (3 * PB_UNRELIABLE_BELOW)
/* Places that count as the few worst ones. */
#define WORST_PLACES 5

static pb_maybe cell(const pb_result *result, const char *name, size_t row) {
  const pb_column *column = result ? pb_result_find(result, name) : NULL;
  if (!column || row >= pb_column_length(column) || !pb_column_is_valid(column, row))
    return (pb_maybe){0};
  return pb_some(pb_column_double(column, row));
}

static const char *text_at(const pb_result *result, const char *name, size_t row) {
  const pb_column *column = result ? pb_result_find(result, name) : NULL;
  const char *text = column && row < pb_column_length(column) ? pb_column_string(column, row) : "";
  return text ? text : "";
}

/* The crime type that stands for the area: the first of those that count to it. */
static int type_of(const pb_dataset *dataset, int area) {
  for (size_t t = 0; t < dataset->n_types; t++)
    if (g_strcmp0(dataset->types[t].problem_area, dataset->areas[area].key) == 0)
      return (int)t;
  return -1;
}

/* A ratio of counts below 20 says too little to give points, and one large case is no change. */
static void read_crime(const pb_analysis *analysis, pb_priority_values *values) {
  const pb_result *overview = pb_analysis_find(analysis, "overview", -1);
  int row = pb_analysis_overview_row(analysis, values->type);
  if (row < 0)
    return;
  size_t at = (size_t)row;
  pb_maybe count = cell(overview, "count_3", at), base = cell(overview, "base_count", at);
  values->values[PB_CRITERION_VOLUME] = count;
  values->volume_of = count.has ? "reported-crime" : "";
  if (count.has && base.has && count.value >= PB_UNRELIABLE_BELOW &&
      base.value >= PB_UNRELIABLE_BELOW &&
      strcmp(text_at(overview, "verdict", at), "not-assessed") != 0)
    values->values[PB_CRITERION_GAP] = cell(overview, "ratio", at);
  if (count.has && count.value >= PB_UNRELIABLE_BELOW &&
      cell(overview, "group_n", at).value >= PB_SMALLEST_GROUP)
    values->values[PB_CRITERION_COMPARISON] = cell(overview, "ratio_to_median", at);
}

static void read_events(const pb_analysis *analysis, int area, pb_priority_values *values) {
  const pb_result *events = pb_analysis_find(analysis, "event-areas", -1);
  const char *key = analysis->dataset->areas[area].key;
  g_autofree char *name = g_strdup_printf("count_%d", analysis->dataset->period_end);
  size_t n = pb_result_n_rows(events);
  for (size_t i = 0; i < n; i++) {
    if (strcmp(text_at(events, "area", i), key) != 0)
      continue;
    pb_maybe count = cell(events, name, i);
    values->values[PB_CRITERION_VOLUME] = count;
    values->volume_of = count.has ? "events" : "";
    if (count.value >= PB_UNRELIABLE_BELOW &&
        strcmp(text_at(events, "verdict", i), "not-assessed") != 0)
      values->values[PB_CRITERION_GAP] = cell(events, "ratio", i);
  }
}

/* Share of the placed events that lie at the worst places of the map. */
static void read_concentration(const pb_analysis *analysis, int area, pb_priority_values *values) {
  const pb_result *spots = pb_analysis_find_area(analysis, "hot-spots", area);
  const pb_result *cells = pb_analysis_find_area(analysis, "place-concentration", area);
  if (!spots || pb_result_reason(spots) || !cells || pb_result_reason(cells) ||
      pb_result_scalar_or(cells, "n_located", 0) < PB_UNRELIABLE_BELOW)
    return;
  double there = 0;
  for (size_t i = 0; i < MIN(pb_result_n_rows(spots), WORST_PLACES); i++)
    there += cell(spots, "share", i).value;
  values->values[PB_CRITERION_CONCENTRATION] = pb_some(MIN(1, there));
}

static bool asks_about(const pb_dataset *dataset, int area, const char *question) {
  g_autofree char *folded = g_utf8_casefold(question, -1);
  for (size_t i = 0; i < dataset->n_area_questions; i++) {
    g_autofree char *words = g_utf8_casefold(dataset->area_questions[i].words, -1);
    if (dataset->area_questions[i].area == area && strstr(folded, words))
      return true;
  }
  return false;
}

/* The largest share among the questions about the area; the first of equals. */
static void read_worry(const pb_analysis *analysis, int area, pb_priority_values *values) {
  static const char *const results[] = {"survey", "survey-published"};
  for (size_t k = 0; k < G_N_ELEMENTS(results); k++) {
    const pb_result *survey = pb_analysis_find(analysis, results[k], -1);
    size_t n = survey && !pb_result_reason(survey) ? pb_result_n_rows(survey) : 0;
    for (size_t i = 0; i < n; i++) {
      const char *question = text_at(survey, "text_sv", i);
      pb_maybe share = cell(survey, "share", i), *worst = &values->values[PB_CRITERION_WORRY];
      if (!share.has || !asks_about(analysis->dataset, area, question) ||
          (worst->has && share.value <= worst->value))
        continue;
      *worst = share;
      g_free(values->worry_question);
      values->worry_question = g_strdup(question);
    }
  }
}

/* The yearly ratio of the months of recorded events, where enough of them are known. */
static void read_trend(const pb_analysis *analysis, int area, pb_priority_values *values) {
  const pb_result *series = pb_analysis_find_area(analysis, "event-series", area);
  const pb_result *events = pb_analysis_find_area(analysis, "event-wheel", area);
  double trend;
  if (!series || pb_result_reason(series) ||
      pb_result_scalar_or(events, "n_events", 0) < FEWEST_FOR_TREND ||
      !pb_result_get_scalar(series, "trend_per_year", &trend))
    return;
  values->values[PB_CRITERION_TREND] = pb_some(trend);
}

/* A copy for the public has no harm: with the weights known, it would tell the counts. */
static void read_choice(const pb_analysis *analysis, int area, pb_priority_values *values) {
  const pb_dataset *dataset = analysis->dataset;
  values->choice = pb_registers_choice(dataset->registers, (int)analysis->m, area);
  if (values->choice && values->choice->has_harm && !dataset->disclosure)
    values->values[PB_CRITERION_HARM] = pb_some(values->choice->harm);
}

void pb_priority_values_of(const pb_analysis *analysis, int area, pb_priority_values *values) {
  *values = (pb_priority_values){.type = type_of(analysis->dataset, area), .volume_of = ""};
  if (values->type >= 0)
    read_crime(analysis, values);
  if (!values->values[PB_CRITERION_VOLUME].has)
    read_events(analysis, area, values);
  read_concentration(analysis, area, values);
  read_worry(analysis, area, values);
  read_trend(analysis, area, values);
  read_choice(analysis, area, values);
}

void pb_priority_values_clear(pb_priority_values *values) {
  g_free(values->worry_question);
}
