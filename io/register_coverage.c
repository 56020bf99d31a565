/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/register_coverage.h"

#include "io/shown_path.h"

static int compare_periods(gconstpointer a, gconstpointer b) {
  pb_period x = *(const pb_period *)a, y = *(const pb_period *)b;
  return (x > y) - (x < y);
}

static size_t count_distinct(GArray *periods) {
  g_array_sort(periods, compare_periods);
  size_t n = 0;
  for (guint i = 0; i < periods->len; i++)
    n += i == 0 || g_array_index(periods, pb_period, i) != g_array_index(periods, pb_period, i - 1);
  return n;
}

/* Series of one indicator and one length of period, all areas. */
static pb_indicator_coverage cover(const pb_indicators *all, size_t indicator, int per_year) {
  pb_indicator_coverage one = {.indicator = indicator, .per_year = per_year};
  g_autoptr(GArray) periods = g_array_new(FALSE, FALSE, sizeof(pb_period));
  size_t areas = 0;
  pb_area last_area = {PB_AREA_COUNTRY, -1};
  for (size_t s = 0; s < all->n_series; s++) {
    const pb_indicator_series *series = &all->series[s];
    if (series->indicator != indicator || series->per_year != per_year)
      continue;
    for (size_t v = series->first; v < series->first + series->n; v++)
      g_array_append_val(periods, all->values[v].period);
    if (series->sex == PB_INDICATOR_ALL) {
      areas++;
      one.n_values += series->n;
    }
    if (series->area.kind == last_area.kind && series->area.index == last_area.index)
      continue; /* the other sex of the same area */
    last_area = series->area;
    one.n_municipalities += series->area.kind == PB_AREA_MUNICIPALITY;
    one.n_counties += series->area.kind == PB_AREA_COUNTY;
    one.country = one.country || series->area.kind == PB_AREA_COUNTRY;
  }
  one.n_periods = count_distinct(periods);
  one.first = g_array_index(periods, pb_period, 0);
  one.last = g_array_index(periods, pb_period, periods->len - 1);
  one.n_missing = areas * one.n_periods - one.n_values;
  return one;
}

pb_indicator_coverage *pb_coverage_of_indicators(const pb_indicators *indicators, size_t *n) {
  *n = 0;
  if (!indicators || !indicators->n_series)
    return NULL;
  pb_indicator_coverage *list = g_new0(pb_indicator_coverage, indicators->n_series);
  for (size_t s = 0; s < indicators->n_series; s++) {
    const pb_indicator_series *series = &indicators->series[s];
    bool known = false;
    for (size_t i = 0; i < *n && !known; i++)
      known = list[i].indicator == series->indicator && list[i].per_year == series->per_year;
    if (!known)
      list[(*n)++] = cover(indicators, series->indicator, series->per_year);
  }
  return list;
}

static size_t size_of_set(GHashTable *set) {
  size_t n = g_hash_table_size(set);
  g_hash_table_unref(set);
  return n;
}

pb_goal_coverage pb_coverage_of_goals(const pb_registers *registers) {
  pb_goal_coverage all = {0};
  if (!registers)
    return all;
  GHashTable *places = g_hash_table_new(g_direct_hash, g_direct_equal);
  all.n = registers->n_goals;
  for (size_t i = 0; i < registers->n_goals; i++) {
    const pb_goal *goal = &registers->goals[i];
    g_hash_table_add(places, GINT_TO_POINTER(goal->municipality + 1));
    all.without_target += !goal->has_target;
    all.without_baseline += goal->has_target && !goal->has_baseline;
    all.by_crime += goal->outcome_kind == PB_OUTCOME_CRIME;
    all.by_indicator += goal->outcome_kind == PB_OUTCOME_INDICATOR;
    all.by_survey += goal->outcome_kind == PB_OUTCOME_SURVEY;
    all.by_other += goal->outcome_kind == PB_OUTCOME_OTHER;
    all.by_nothing += goal->outcome_kind == PB_OUTCOME_NONE;
  }
  all.n_municipalities = size_of_set(places);
  return all;
}

pb_measure_coverage pb_coverage_of_measures(const pb_registers *registers) {
  pb_measure_coverage all = {0};
  if (!registers)
    return all;
  GHashTable *places = g_hash_table_new(g_direct_hash, g_direct_equal);
  all.n = registers->n_measures;
  for (size_t i = 0; i < registers->n_measures; i++) {
    const pb_measure *measure = &registers->measures[i];
    g_hash_table_add(places, GINT_TO_POINTER(measure->municipality + 1));
    all.without_goal += measure->goal < 0;
    all.without_start += !measure->has_start;
    all.with_comparison += *measure->comparison != '\0';
  }
  all.n_municipalities = size_of_set(places);
  return all;
}

static void put_indicators(pb_json *json, const pb_indicators *indicators) {
  size_t n;
  g_autofree pb_indicator_coverage *list = pb_coverage_of_indicators(indicators, &n);
  pb_json_begin_array(json, "indicators");
  for (size_t i = 0; i < n; i++) {
    const pb_indicator_coverage *one = &list[i];
    pb_json_begin_object(json, NULL);
    pb_json_text(json, "indicator", indicators->indicators[one->indicator].name);
    pb_json_text(json, "unit", indicators->indicators[one->indicator].unit);
    pb_json_text(json, "source", indicators->indicators[one->indicator].source);
    pb_json_int(json, "periods_a_year", one->per_year);
    pb_json_period(json, "first_period", one->first);
    pb_json_period(json, "last_period", one->last);
    pb_json_size(json, "n_periods", one->n_periods);
    pb_json_size(json, "n_municipalities", one->n_municipalities);
    pb_json_size(json, "n_counties", one->n_counties);
    pb_json_bool(json, "country", one->country);
    pb_json_size(json, "n_values", one->n_values);
    pb_json_size(json, "n_missing", one->n_missing);
    pb_json_end(json);
  }
  pb_json_end(json);
}

static void put_goals(pb_json *json, pb_goal_coverage all) {
  pb_json_begin_object(json, "goals");
  pb_json_size(json, "n", all.n);
  pb_json_size(json, "n_municipalities", all.n_municipalities);
  pb_json_size(json, "without_target", all.without_target);
  pb_json_size(json, "without_baseline", all.without_baseline);
  pb_json_size(json, "measured_by_crime_type", all.by_crime);
  pb_json_size(json, "measured_by_indicator", all.by_indicator);
  pb_json_size(json, "measured_by_survey_question", all.by_survey);
  pb_json_size(json, "measured_by_other", all.by_other);
  pb_json_size(json, "measured_by_nothing", all.by_nothing);
  pb_json_end(json);
}

static void put_measures(pb_json *json, pb_measure_coverage all) {
  pb_json_begin_object(json, "measures");
  pb_json_size(json, "n", all.n);
  pb_json_size(json, "n_municipalities", all.n_municipalities);
  pb_json_size(json, "without_goal", all.without_goal);
  pb_json_size(json, "without_start", all.without_start);
  pb_json_size(json, "with_comparison_area", all.with_comparison);
  pb_json_end(json);
}

pb_priority_coverage pb_coverage_of_priorities(const pb_registers *registers) {
  pb_priority_coverage all = {0};
  for (size_t i = 0; registers && i < registers->n_choices; i++) {
    all.n_scores += registers->choices[i].has_score;
    all.n_harm += registers->choices[i].has_harm;
  }
  return all;
}

static void put_priorities(pb_json *json, pb_priority_coverage all) {
  pb_json_begin_object(json, "priorities");
  pb_json_size(json, "n_scores", all.n_scores);
  pb_json_size(json, "n_harm", all.n_harm);
  pb_json_end(json);
}

static void put_comment(pb_json *json, const pb_dataset *dataset, const pb_comment *comment) {
  g_autofree char *path = pb_shown_path(comment->file);
  pb_json_begin_object(json, NULL);
  pb_json_text(json, "file", path);
  pb_json_text(json, "section", comment->section);
  pb_json_text(json, "problem_area",
               comment->problem_area < 0 ? NULL : dataset->areas[comment->problem_area].key);
  pb_json_period(json, "period", comment->period);
  pb_json_bool(json, "restricted", comment->restricted);
  pb_json_size(json, "n_blocks", comment->blocks->len);
  pb_json_bool(json, "everywhere", comment->everywhere);
  pb_json_begin_values(json, "municipalities");
  for (size_t i = 0; i < comment->n_municipalities; i++)
    pb_json_text(json, NULL, dataset->municipalities[comment->municipalities[i]].code);
  pb_json_end(json);
  pb_json_end(json);
}

void pb_json_register_coverage(pb_json *json, const pb_dataset *dataset) {
  put_indicators(json, dataset->indicators);
  put_goals(json, pb_coverage_of_goals(dataset->registers));
  put_measures(json, pb_coverage_of_measures(dataset->registers));
  put_priorities(json, pb_coverage_of_priorities(dataset->registers));
  pb_json_begin_array(json, "comments");
  for (size_t i = 0; dataset->comments && i < dataset->comments->n; i++)
    put_comment(json, dataset, &dataset->comments->list[i]);
  pb_json_end(json);
}
