/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals, measures, priorities, surveys and indicators of a municipality, on numbers made by hand.
 */
#include <math.h>
#include <string.h>

#include "engine/params.h"
#include "fixture.h"

#define POPULATION 50000.0
#define DAY INT64_C(86400)
/* 1 January 2024 */
#define JANUARY_2024 (19723 * DAY)

/* Thefts of three places, 2020-2025; the first is the one analysed. */
static pb_dataset *thefts(void) {
  static const int64_t counts[3][6] = {
      {101, 96, 104, 100, 60, 60}, {203, 198, 201, 200, 198, 202}, {95, 105, 101, 99, 104, 96}};
  pb_dataset *dataset = fixture_new(3, 2, 2020, 2025);
  for (size_t m = 0; m < 3; m++)
    for (int y = 0; y < 6; y++)
      fixture_set(dataset, m, 1, 2020 + y, counts[m][y], m == 1 ? 2 * POPULATION : POPULATION);
  dataset->types[1].problem_area = g_strdup("stold");
  dataset->registers = pb_registers_new();
  return dataset;
}

static pb_goal goal(const char *id, pb_outcome_kind kind, int index) {
  return (pb_goal){.id = g_strdup(id),
                   .problem_area = -1,
                   .title = g_strdup("Fewer"),
                   .outcome = g_strdup("theft"),
                   .outcome_kind = kind,
                   .outcome_index = index,
                   .unit = g_strdup(""),
                   .baseline_period = pb_period_make(2023, 1, 1),
                   .target_period = pb_period_make(2025, 1, 1),
                   .has_baseline = true,
                   .has_target = true,
                   .baseline = 100,
                   .direction = PB_DIRECTION_DECREASE,
                   .agreement = g_strdup(""),
                   .reason = g_strdup("")};
}

static void set_goals(pb_dataset *dataset, const pb_goal *goals, size_t n) {
  dataset->registers->goals = g_memdup2(goals, n * sizeof *goals);
  dataset->registers->n_goals = n;
}

static void goals_are_judged_by_their_interval(void) {
  g_autoptr(pb_dataset) dataset = thefts();
  pb_goal goals[] = {goal("A", PB_OUTCOME_CRIME, 1), goal("B", PB_OUTCOME_CRIME, 1),
                     goal("C", PB_OUTCOME_CRIME, 1), goal("D", PB_OUTCOME_CRIME, 1),
                     goal("E", PB_OUTCOME_NONE, -1), goal("F", PB_OUTCOME_CRIME, 1)};
  /* 60 with the exact interval 45.79 to 77.23: 90 above it, 40 below, 70 within */
  goals[0].target = 90;
  goals[1].target = 40;
  goals[2].target = 70;
  goals[3].target = 90;
  goals[3].target_period = pb_period_make(2026, 1, 1);
  goals[4].judgement = PB_JUDGED_REACHED;
  g_free(goals[4].reason);
  goals[4].reason = g_strdup("Decided");
  goals[5].target = 150;
  goals[5].outcome_is_rate = true;
  set_goals(dataset, goals, G_N_ELEMENTS(goals));
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = pb_analysis_find(analysis, "goals", -1);
  g_assert_cmpuint(pb_result_n_rows(r), ==, 6);
  static const char *const verdicts[] = {"reached",          "not-reached", "cannot-be-judged",
                                         "cannot-be-judged", "reached",     "cannot-be-judged"};
  for (size_t i = 0; i < 6; i++)
    g_assert_cmpstr(fixture_text(r, "verdict", i), ==, verdicts[i]);
  g_assert_cmpfloat(fixture_number(r, "outcome", 0), ==, 60);
  g_assert_cmpfloat(fixture_number(r, "year", 0), ==, 2025);
  g_assert_cmpfloat(fixture_number(r, "meets", 2), ==, 1); /* the number alone says so */
  g_assert_cmpfloat(fixture_number(r, "due", 3), ==, 0);
  g_assert_cmpstr(fixture_text(r, "judged_by", 4), ==, "register");
  g_assert_cmpstr(fixture_text(r, "reason", 4), ==, "Decided");
  g_assert_cmpfloat_with_epsilon(fixture_number(r, "outcome", 5), 120, 1e-9);
  g_assert_cmpfloat(pb_result_scalar_or(r, "n_reached", 0), ==, 2);
  g_assert_cmpfloat(pb_result_scalar_or(r, "n_cannot_be_judged", 0), ==, 3);
  const pb_result *series = pb_analysis_find(analysis, "goal-series", -1);
  g_assert_cmpuint(pb_result_n_rows(series), ==, 5 * 6);
}

static void a_break_between_baseline_and_outcome_cannot_be_judged(void) {
  g_autoptr(pb_dataset) dataset = thefts();
  pb_goal goals[] = {goal("A", PB_OUTCOME_CRIME, 1)};
  goals[0].target = 90;
  set_goals(dataset, goals, 1);
  dataset->breaks = g_new0(pb_series_break, 1);
  dataset->n_breaks = 1;
  dataset->breaks[0].year = 2024;
  dataset->breaks[0].applies_to = g_strdup("reported-crime");
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = pb_analysis_find(analysis, "goals", -1);
  g_assert_cmpstr(fixture_text(r, "verdict", 0), ==, "cannot-be-judged");
  g_assert_true(fixture_missing(r, "change", 0));
}

static pb_measure measure(const char *id, const char *comparison) {
  return (pb_measure){.id = g_strdup(id),
                      .goal = 0,
                      .goal_id = g_strdup("A"),
                      .place = g_strdup(""),
                      .title = g_strdup("Patrols"),
                      .has_start = true,
                      .start_s = JANUARY_2024,
                      .comparison = g_strdup(comparison),
                      .displacement = g_strdup(""),
                      .intensity = g_strdup("")};
}

static void measures_are_set_against_their_comparison(void) {
  g_autoptr(pb_dataset) dataset = thefts();
  pb_goal goals[] = {goal("A", PB_OUTCOME_CRIME, 1), goal("B", PB_OUTCOME_OTHER, -1)};
  goals[0].target = 90;
  set_goals(dataset, goals, 2);
  pb_measure measures[] = {measure("1", "Place 2"), measure("2", ""),
                           measure("3", "Place 9"), measure("4", "0002 Place 2, Place 3"),
                           measure("5", "Place 2"), measure("6", "Place 2")};
  measures[4].has_start = false;
  measures[5].goal = 1;
  dataset->registers->measures = g_memdup2(measures, sizeof measures);
  dataset->registers->n_measures = G_N_ELEMENTS(measures);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = pb_analysis_find(analysis, "measures", -1);
  g_assert_cmpuint(pb_result_n_rows(r), ==, 6);
  /* two years after 1 January 2024 against the two before: 120 against 204, with 400 against 401
   * in a place of twice the population: (120 - 204) - (400 - 401) / 2 = -83.5 */
  g_assert_cmpfloat(fixture_number(r, "treated_before", 0), ==, 204);
  g_assert_cmpfloat(fixture_number(r, "treated_after", 0), ==, 120);
  g_assert_cmpfloat(fixture_number(r, "comparison_before", 0), ==, 401);
  g_assert_cmpfloat(fixture_number(r, "comparison_after", 0), ==, 400);
  g_assert_cmpfloat_with_epsilon(fixture_number(r, "wdd", 0), -83.5, 1e-9);
  g_assert_cmpfloat_with_epsilon(fixture_number(r, "ratio", 0), 120. / 204 / (400. / 401), 1e-12);
  /* Var = phi (120 + 204 + (400 + 401) / 4) */
  double phi = fixture_number(r, "phi", 0), se = sqrt(phi * (324 + 801 / 4.));
  g_assert_cmpfloat_with_epsilon(fixture_number(r, "wdd_smallest", 0), 1.959964 * se, 1e-3);
  g_assert_cmpfloat(fixture_number(r, "comparison_weight", 0), ==, 2);
  g_assert_cmpfloat(fixture_number(r, "comparison_before", 3), ==, 401 + 200);
  g_assert_cmpfloat(pb_result_scalar_or(r, "n_effects", 0), ==, 2);
  for (size_t i = 1; i < 6; i++)
    if (i != 3) {
      g_assert_true(fixture_missing(r, "wdd", i));
      g_assert_cmpuint(strlen(fixture_text(r, "reason", i)), >, 20);
      g_assert_cmpstr(fixture_text(r, "wdd_verdict", i), ==, "not-assessed");
    }
}

/* A year in which the measure began is neither before nor after. */
static void the_year_of_the_start_is_left_out(void) {
  g_autoptr(pb_dataset) dataset = thefts();
  pb_goal goals[] = {goal("A", PB_OUTCOME_CRIME, 1)};
  goals[0].target = 90;
  set_goals(dataset, goals, 1);
  pb_measure measures[] = {measure("1", "Place 2")};
  measures[0].start_s = JANUARY_2024 + 40 * DAY;
  dataset->registers->measures = g_memdup2(measures, sizeof measures);
  dataset->registers->n_measures = 1;
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = pb_analysis_find(analysis, "measures", -1);
  g_assert_cmpfloat(fixture_number(r, "treated_before", 0), ==, 100); /* 2023 */
  g_assert_cmpfloat(fixture_number(r, "treated_after", 0), ==, 60);   /* 2025 */
}

/* 2023 five times its neighbours: one case, not what the measure is set against. */
static void a_single_case_is_no_baseline(void) {
  g_autoptr(pb_dataset) dataset = thefts();
  pb_goal goals[] = {goal("A", PB_OUTCOME_CRIME, 1)};
  goals[0].target = 90;
  set_goals(dataset, goals, 1);
  fixture_set(dataset, 0, 1, 2023, 500, POPULATION);
  pb_measure measures[] = {measure("1", "Place 2")};
  dataset->registers->measures = g_memdup2(measures, sizeof measures);
  dataset->registers->n_measures = 1;
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = pb_analysis_find(analysis, "measures", -1);
  g_assert_true(fixture_missing(r, "wdd", 0));
  g_assert_nonnull(strstr(fixture_text(r, "reason", 0), "single large case"));
}

static void set_areas(pb_dataset *dataset) {
  static const char *const keys[] = {"stold", "trafik"};
  dataset->n_areas = 2;
  dataset->areas = g_new0(pb_problem_area, 2);
  for (size_t i = 0; i < 2; i++)
    dataset->areas[i] = (pb_problem_area){
        .key = g_strdup(keys[i]), .label_sv = g_strdup(keys[i]), .label_en = g_strdup(keys[i])};
}

static pb_survey_share share(const char *question, int year, double value, int64_t n) {
  return (pb_survey_share){.area_kind = PB_SURVEY_IN_MUNICIPALITY,
                           .wave = pb_period_make(year, 1, 1),
                           .question = question,
                           .age = "",
                           .subgroup = "",
                           .police_area = "",
                           .share = value,
                           .has_n = n > 0,
                           .n = n};
}

static void set_shares(pb_dataset *dataset) {
  const pb_survey_share rows[] = {share("Few", 2025, .5, 12), share("Speeding", 2023, .20, 400),
                                  share("Speeding", 2025, .35, 400),
                                  share("Unknown n", 2025, .4, 0)};
  dataset->survey_shares = g_new0(pb_survey_shares, 1);
  dataset->survey_shares->rows = g_memdup2(rows, sizeof rows);
  dataset->survey_shares->n = G_N_ELEMENTS(rows);
  dataset->survey_shares->texts = g_string_chunk_new(16);
}

static void published_shares_have_intervals_where_n_is_known(void) {
  g_autoptr(pb_dataset) dataset = thefts();
  set_shares(dataset);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = pb_analysis_find(analysis, "survey-published", -1);
  g_assert_cmpuint(pb_result_n_rows(r), ==, 3);
  g_assert_true(fixture_missing(r, "share", 0)); /* 12 answers */
  g_assert_cmpfloat(fixture_number(r, "n", 0), ==, 12);
  g_assert_cmpfloat_with_epsilon(fixture_number(r, "difference", 1), .15, 1e-12);
  /* Wilson, n 400: 0.35 gives 0.304850 to 0.397959; Newcombe's from the two */
  g_assert_cmpfloat_with_epsilon(fixture_number(r, "lower", 1), .3049, 1e-3);
  g_assert_cmpfloat_with_epsilon(fixture_number(r, "difference_lower", 1), .0885, 2e-3);
  g_assert_cmpstr(fixture_text(r, "verdict", 1), ==, "increase");
  g_assert_cmpfloat(fixture_number(r, "share", 2), ==, .4);
  g_assert_true(fixture_missing(r, "lower", 2));
  g_assert_cmpstr(fixture_text(r, "verdict", 2), ==, "not-assessed");
}

static void areas_with_one_criterion_have_no_place(void) {
  g_autoptr(pb_dataset) dataset = thefts();
  set_areas(dataset);
  set_shares(dataset);
  dataset->n_area_questions = 1;
  dataset->area_questions = g_new0(pb_area_question, 1);
  dataset->area_questions[0] = (pb_area_question){1, g_strdup("speed")};
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = pb_analysis_find(analysis, "priority", -1);
  g_assert_cmpuint(pb_result_n_rows(r), ==, 2);
  g_assert_cmpstr(fixture_text(r, "area", 0), ==, "stold");
  g_assert_cmpfloat(fixture_number(r, "volume", 0), ==, 60);
  g_assert_cmpfloat_with_epsilon(fixture_number(r, "gap", 0), 60 / 88., 1e-9); /* of 104 100 60 */
  g_assert_true(fixture_missing(r, "comparison", 0)); /* three places are no group */
  g_assert_cmpfloat(fixture_number(r, "place", 0), ==, 1);
  g_assert_cmpstr(fixture_text(r, "area", 1), ==, "trafik");
  g_assert_cmpfloat(fixture_number(r, "worry", 1), ==, .35);
  g_assert_cmpstr(fixture_text(r, "worry_question", 1), ==, "Speeding");
  g_assert_true(fixture_missing(r, "place", 1));
}

static void the_parties_may_set_a_priority(void) {
  g_autoptr(pb_dataset) dataset = thefts();
  set_areas(dataset);
  set_shares(dataset);
  dataset->n_area_questions = 1;
  dataset->area_questions = g_new0(pb_area_question, 1);
  dataset->area_questions[0] = (pb_area_question){1, g_strdup("speed")};
  const pb_priority_choice choices[] = {{.municipality = 0,
                                         .problem_area = 1,
                                         .has_score = true,
                                         .score = 4,
                                         .reason = g_strdup("Two deaths"),
                                         .confidence = PB_CONFIDENCE_HIGH},
                                        {.municipality = 0,
                                         .problem_area = 0,
                                         .has_harm = true,
                                         .harm = 250,
                                         .reason = g_strdup("")}};
  dataset->registers->choices = g_memdup2(choices, sizeof choices);
  dataset->registers->n_choices = 2;
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = pb_analysis_find(analysis, "priority", -1);
  g_assert_cmpuint(pb_result_n_rows(r), ==, 2);
  g_assert_cmpstr(fixture_text(r, "area", 0), ==, "stold");
  g_assert_cmpfloat(fixture_number(r, "harm", 0), ==, 250);
  g_assert_cmpfloat(fixture_number(r, "overridden", 0), ==, 0);
  g_assert_cmpfloat(fixture_number(r, "place", 0), ==, 2);
  g_assert_cmpfloat(fixture_number(r, "computed_score", 0), ==, fixture_number(r, "score", 0));
  /* one criterion alone has no place by numbers, but one by the parties' choice */
  g_assert_cmpstr(fixture_text(r, "area", 1), ==, "trafik");
  g_assert_cmpfloat(fixture_number(r, "overridden", 1), ==, 1);
  g_assert_cmpfloat(fixture_number(r, "score", 1), ==, 4);
  g_assert_cmpfloat(fixture_number(r, "place", 1), ==, 1);
  g_assert_cmpstr(fixture_text(r, "override_reason", 1), ==, "Two deaths");
  g_assert_cmpstr(fixture_text(r, "confidence", 1), ==, "high");
  g_assert_true(fixture_missing(r, "computed_place", 1));
}

/* 100 women of whom 20 say yes, and 20 men of whom 10 do; men weigh 5. */
static pb_survey *survey(void) {
  pb_survey *survey = pb_survey_new(120, 1);
  pb_survey_question *q = &survey->questions[0];
  *q = (pb_survey_question){.key = g_strdup("q1"),
                            .text_sv = g_strdup("Otrygg?"),
                            .text_en = g_strdup("Unsafe?"),
                            .index = g_strdup("Unsafe"),
                            .n_answers = 2,
                            .has_share = true,
                            .has_score = true};
  q->answers = g_new0(pb_survey_answer, 2);
  q->answers[0] =
      (pb_survey_answer){g_strdup("1"), g_strdup("no"), PB_ANSWER_SUBSTANTIVE, true, 0, false};
  q->answers[1] =
      (pb_survey_answer){g_strdup("2"), g_strdup("yes"), PB_ANSWER_SUBSTANTIVE, true, 6, true};
  survey->strata = g_new0(pb_survey_stratum, 1);
  survey->n_strata = 1;
  survey->strata[0] = (pb_survey_stratum){
      .wave = pb_period_make(2025, 1, 1), .n = 120, .has_invited = true, .invited = 240};
  uint8_t *answers = pb_survey_answers(survey, 0);
  for (size_t i = 0; i < 120; i++) {
    bool man = i >= 100;
    survey->wave[i] = pb_period_make(2025, 1, 1);
    survey->area[i] = survey->cluster[i] = survey->age[i] = PB_SURVEY_NONE;
    survey->weight[i] = man ? 5 : 1;
    survey->sex[i] = man ? PB_SEX_MAN : PB_SEX_WOMAN;
    answers[i] = i < 20 || i >= 110 ? 2 : 1;
  }
  return survey;
}

static void answers_are_weighted_and_small_groups_hidden(void) {
  g_autoptr(pb_dataset) dataset = thefts();
  dataset->survey = survey();
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = pb_analysis_find(analysis, "survey", -1);
  /* (20 + 10 * 5) / (100 + 20 * 5) */
  g_assert_cmpfloat_with_epsilon(fixture_number(r, "share", 0), .35, 1e-12);
  g_assert_cmpfloat(fixture_number(r, "n", 0), ==, 120);
  g_assert_cmpfloat(fixture_number(r, "lower", 0), <, .30);
  g_assert_cmpstr(fixture_text(r, "verdict", 0), ==, "not-assessed");
  const pb_result *groups = pb_analysis_find(analysis, "survey-groups", -1);
  g_assert_cmpuint(pb_result_n_rows(groups), ==, 2);
  g_assert_cmpfloat_with_epsilon(fixture_number(groups, "share", 0), .2, 1e-12);
  g_assert_cmpfloat(fixture_number(groups, "n", 1), ==, 20);
  g_assert_true(fixture_missing(groups, "share", 1)); /* 20 men */
  const pb_result *index = pb_analysis_find(analysis, "survey-index", -1);
  g_assert_cmpfloat_with_epsilon(fixture_number(index, "mean", 0), 6 * .35, 1e-12);
  const pb_result *response = pb_analysis_find(analysis, "survey-response", -1);
  g_assert_cmpfloat(fixture_number(response, "invited", 0), ==, 240);
}

static void indicators_stand_beside_the_county(void) {
  g_autoptr(pb_dataset) dataset = thefts();
  pb_indicators *all = dataset->indicators = g_new0(pb_indicators, 1);
  all->n_indicators = 1;
  all->indicators = g_new0(pb_indicator, 1);
  all->indicators[0] = (pb_indicator){g_strdup("Reports"), g_strdup("per 1 000"), g_strdup("S")};
  all->n_series = 2;
  all->series = g_new0(pb_indicator_series, 2);
  all->series[0] = (pb_indicator_series){0, {PB_AREA_COUNTY, 0}, PB_INDICATOR_ALL, 1, 0, 2};
  all->series[1] = (pb_indicator_series){0, {PB_AREA_MUNICIPALITY, 0}, PB_INDICATOR_ALL, 1, 2, 3};
  const pb_indicator_value values[] = {{pb_period_make(2024, 1, 1), 7},
                                       {pb_period_make(2025, 1, 1), 8},
                                       {pb_period_make(2024, 1, 1), 5},
                                       {pb_period_make(2025, 1, 1), 6},
                                       {pb_period_make(2026, 1, 1), 9}};
  all->values = g_memdup2(values, sizeof values);
  all->n_values = G_N_ELEMENTS(values);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = pb_analysis_find(analysis, "indicators", -1);
  g_assert_cmpuint(pb_result_n_rows(r), ==, 2); /* not the year after the report's */
  g_assert_cmpfloat(fixture_number(r, "value", 1), ==, 6);
  g_assert_cmpfloat(fixture_number(r, "comparison", 1), ==, 8);
  g_assert_cmpstr(fixture_text(r, "comparison_of", 1), ==, "county");
}

static void nothing_gives_a_reason(void) {
  g_autoptr(pb_dataset) dataset = thefts();
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  static const char *const names[] = {
      "goals",           "goal-series",  "measures",         "survey",     "survey-groups",
      "survey-response", "survey-index", "survey-published", "indicators", "priority"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    const pb_result *r = pb_analysis_find(analysis, names[i], -1);
    g_assert_nonnull(r);
    g_assert_nonnull(pb_result_reason(r));
    g_assert_cmpuint(pb_result_n_rows(r), ==, 0);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/follow/goals/interval", goals_are_judged_by_their_interval);
  g_test_add_func("/follow/goals/break", a_break_between_baseline_and_outcome_cannot_be_judged);
  g_test_add_func("/follow/measures/comparison", measures_are_set_against_their_comparison);
  g_test_add_func("/follow/measures/start", the_year_of_the_start_is_left_out);
  g_test_add_func("/follow/measures/single-case", a_single_case_is_no_baseline);
  g_test_add_func("/follow/priority/one-criterion", areas_with_one_criterion_have_no_place);
  g_test_add_func("/follow/priority/set", the_parties_may_set_a_priority);
  g_test_add_func("/follow/survey/published", published_shares_have_intervals_where_n_is_known);
  g_test_add_func("/follow/survey/answers", answers_are_weighted_and_small_groups_hidden);
  g_test_add_func("/follow/indicators/county", indicators_stand_beside_the_county);
  g_test_add_func("/follow/nothing", nothing_gives_a_reason);
  return g_test_run();
}
