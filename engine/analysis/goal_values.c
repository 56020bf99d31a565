/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/goal_values.h"

#include <math.h>

#include "engine/analysis/survey_sample.h"
#include "engine/analysis/yearly.h"
#include "engine/stats/proportion.h"
#include "engine/stats/survey_input.h"

static void add_crime_years(const pb_analysis *analysis, const pb_goal *goal, GArray *years) {
  const pb_crime_panel *panel = analysis->dataset->yearly;
  size_t t = (size_t)goal->outcome_index;
  if (!panel || analysis->last < 0)
    return;
  double phi = pb_yearly_phi_of(analysis->dataset, analysis->m, t, analysis->last).phi;
  for (int p = 0; p <= analysis->last; p++) {
    const pb_crime_cell *cell = pb_present_cell(panel, analysis->m, t, p);
    if (!cell)
      continue;
    pb_goal_year year = {.year = pb_period_year(pb_crime_panel_period_at(panel, (size_t)p)),
                         .counted = true,
                         .count = cell->count};
    year.value =
        pb_goal_value_of_count((pb_count){cell->count, cell->exposure},
                               goal->outcome_is_rate ? 1e5 : 0, phi, analysis->options.confidence);
    if (year.value.present)
      g_array_append_val(years, year);
  }
}

static void add_indicator_years(const pb_analysis *analysis, const pb_goal *goal, GArray *years) {
  const pb_indicators *indicators = analysis->dataset->indicators;
  if (!indicators || goal->outcome_index < 0)
    return;
  const pb_area here = {PB_AREA_MUNICIPALITY, (int)analysis->m};
  const pb_indicator_series *series =
      pb_indicators_series(indicators, (size_t)goal->outcome_index, here, PB_INDICATOR_ALL, 1);
  for (size_t i = 0; series && i < series->n; i++) {
    const pb_indicator_value *value = &indicators->values[series->first + i];
    pb_goal_year year = {.year = pb_period_year(value->period)};
    year.value = pb_goal_value_of_number(value->value, 0, analysis->options.confidence);
    if (year.year <= analysis->dataset->period_end)
      g_array_append_val(years, year);
  }
}

/* Goals of a survey are written in per cent, seldom as a share. */
static double scale_of(const pb_goal *goal) {
  double largest = fmax(goal->has_target ? fabs(goal->target) : 0,
                        goal->has_baseline ? fabs(goal->baseline) : 0);
  return largest > 1 ? 100 : 1;
}

static void add_share(GArray *years, pb_period wave, double scale, double share, bool has_interval,
                      pb_interval interval, double n) {
  pb_goal_year year = {.year = pb_period_year(wave),
                       .value = {.present = true,
                                 .value = share * scale,
                                 .has_interval = has_interval,
                                 .interval = {interval.lower * scale, interval.upper * scale},
                                 .se = n > 0 ? sqrt(share * (1 - share) / n) * scale : 0}};
  g_array_append_val(years, year);
}

static void add_respondent_years(const pb_analysis *analysis, const pb_goal *goal, GArray *years) {
  const pb_survey *survey = analysis->dataset->survey;
  g_autoptr(GArray) waves =
      pb_survey_waves(survey, (int)analysis->m, analysis->dataset->period_end);
  for (guint i = 0; i < waves->len; i++) {
    pb_period wave = g_array_index(waves, pb_period, i);
    g_autoptr(pb_survey_sample) sample = pb_survey_sample_new(survey, (int)analysis->m, wave);
    pb_survey_estimate share = pb_survey_question_share(sample, (size_t)goal->outcome_index, NULL,
                                                        analysis->options.confidence);
    if (share.present && !share.suppressed)
      add_share(years, wave, scale_of(goal), share.value, share.has_interval, share.interval,
                share.n_effective);
  }
}

static bool is_whole_municipality(const pb_survey_share *row, int municipality) {
  return row->area_kind == PB_SURVEY_IN_MUNICIPALITY && row->area == municipality &&
         row->sex == PB_SEX_UNKNOWN && !*row->age && !*row->subgroup;
}

static void add_published_years(const pb_analysis *analysis, const pb_goal *goal, GArray *years) {
  const pb_survey_shares *shares = analysis->dataset->survey_shares;
  g_autofree char *wanted = g_utf8_casefold(goal->outcome, -1);
  for (size_t i = 0; shares && i < shares->n; i++) {
    const pb_survey_share *row = &shares->rows[i];
    g_autofree char *question = g_utf8_casefold(row->question, -1);
    if (!is_whole_municipality(row, (int)analysis->m) || !g_str_equal(wanted, question) ||
        pb_period_year(row->wave) > analysis->dataset->period_end ||
        (row->has_n && row->n < PB_SURVEY_FEWEST))
      continue;
    pb_interval interval = {row->lower, row->upper};
    if (!row->has_interval && row->has_n && row->n > 0)
      interval = pb_wilson_interval(row->share, (double)row->n, analysis->options.confidence);
    add_share(years, row->wave, scale_of(goal), row->share,
              row->has_interval || (row->has_n && row->n > 0), interval,
              row->has_n ? (double)row->n : 0);
  }
}

static int by_year(const void *a, const void *b) {
  return ((const pb_goal_year *)a)->year - ((const pb_goal_year *)b)->year;
}

GArray *pb_goal_years(const pb_analysis *analysis, const pb_goal *goal) {
  GArray *years = g_array_new(FALSE, FALSE, sizeof(pb_goal_year));
  if (goal->outcome_kind == PB_OUTCOME_CRIME)
    add_crime_years(analysis, goal, years);
  else if (goal->outcome_kind == PB_OUTCOME_INDICATOR)
    add_indicator_years(analysis, goal, years);
  else if (goal->outcome_kind == PB_OUTCOME_SURVEY && goal->outcome_index >= 0)
    add_respondent_years(analysis, goal, years);
  else if (goal->outcome_kind == PB_OUTCOME_SURVEY)
    add_published_years(analysis, goal, years);
  g_array_sort(years, by_year);
  return years;
}

bool pb_goal_break(const pb_dataset *dataset, const pb_goal *goal, int from, int to) {
  const char *kind = goal->outcome_kind == PB_OUTCOME_CRIME    ? "reported-crime"
                     : goal->outcome_kind == PB_OUTCOME_SURVEY ? "survey"
                                                               : NULL;
  for (size_t i = 0; kind && i < dataset->n_breaks; i++)
    if (g_str_equal(dataset->breaks[i].applies_to, kind) && dataset->breaks[i].year > from &&
        dataset->breaks[i].year <= to)
      return true;
  return false;
}
