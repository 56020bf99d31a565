/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings of other kinds than reported crime: what they say, when they are silent, and how they
 * compete. */
#include <math.h>
#include <string.h>

#include "engine/analysis/incidents.h"
#include "chart_places.h"
#include "plots/report/sentences/incidents.h"
#include "plots/report/sentences/other_findings.h"

#define THEFT 2
/* 1 January 2025 */
#define JANUARY_2025 (INT64_C(20089) * 86400)

typedef struct {
  pb_dataset *dataset;
  pb_analysis *analysis;
  pb_context context;
} place;

static void analyse(place *p) {
  p->analysis = pb_analysis_new(p->dataset, 0, NULL);
  p->context = (pb_context){.dataset = p->dataset,
                            .analysis = p->analysis,
                            .language = pb_language_find("en"),
                            .theme = pb_theme_default()};
}

static void done(place *p) {
  pb_analysis_free(p->analysis);
  pb_dataset_free(p->dataset);
}

static pb_goal goal(const char *id, pb_judgement judgement) {
  return (pb_goal){.id = g_strdup(id),
                   .problem_area = -1,
                   .title = g_strdup("Fewer thefts"),
                   .outcome = g_strdup("theft"),
                   .outcome_kind = judgement ? PB_OUTCOME_NONE : PB_OUTCOME_CRIME,
                   .outcome_index = THEFT,
                   .unit = g_strdup(""),
                   .agreement = g_strdup(""),
                   .judgement = judgement,
                   .reason = g_strdup("")};
}

static pb_measure measure(const char *comparison) {
  return (pb_measure){.id = g_strdup("1"),
                      .goal = 0,
                      .goal_id = g_strdup("A"),
                      .place = g_strdup(""),
                      .title = g_strdup("Patrols"),
                      .has_start = true,
                      .start_s = JANUARY_2025,
                      .comparison = g_strdup(comparison),
                      .displacement = g_strdup(""),
                      .intensity = g_strdup("")};
}

static void set_registers(pb_dataset *dataset, const pb_goal *goals, size_t n_goals,
                          const pb_measure *measures, size_t n_measures) {
  dataset->registers = pb_registers_new();
  dataset->registers->goals = g_memdup2(goals, n_goals * sizeof *goals);
  dataset->registers->n_goals = n_goals;
  dataset->registers->measures = g_memdup2(measures, n_measures * sizeof *measures);
  dataset->registers->n_measures = n_measures;
}

/* A share of a survey's wave among a thousand people. */
static pb_survey_share share(const char *question, int year, double value) {
  return (pb_survey_share){.area_kind = PB_SURVEY_IN_MUNICIPALITY,
                           .police_area = "",
                           .wave = pb_period_make(year, 1, 1),
                           .question = question,
                           .age = "",
                           .subgroup = "",
                           .share = value,
                           .has_n = true,
                           .n = 1000};
}

static void set_survey(pb_dataset *dataset, const pb_survey_share *rows, size_t n) {
  dataset->survey_shares = g_new0(pb_survey_shares, 1);
  dataset->survey_shares->rows = g_memdup2(rows, n * sizeof *rows);
  dataset->survey_shares->n = n;
  dataset->survey_shares->texts = g_string_chunk_new(16);
}

static void goals_say_how_many_are_reached(void) {
  place p = {.dataset = places_dataset(PLACES_ORDINARY)};
  pb_goal goals[] = {goal("A", PB_JUDGED_REACHED), goal("B", PB_JUDGED_MISSED),
                     goal("C", PB_JUDGED_OPEN)};
  set_registers(p.dataset, goals, 3, NULL, 0);
  analyse(&p);
  g_autoptr(GPtrArray) findings = pb_findings_list();
  pb_add_follow_up_findings(&p.context, findings);
  g_assert_cmpuint(findings->len, ==, 1);
  const pb_finding *finding = findings->pdata[0];
  g_assert_cmpstr(finding->text, ==,
                  "**One of the three goals is reached**, by the outcome up to and including 2025. "
                  "Not reached: 1. Cannot be judged or not due: 1.");
  g_assert_cmpstr(finding->target, ==, "uppfoljning");
  g_assert_cmpfloat_with_epsilon(finding->score, sqrt(2 / 3.) * log(2) / 2, 1e-9);
  done(&p);
}

static void an_undecided_goal_only_fills_a_page(void) {
  place p = {.dataset = places_dataset(PLACES_ORDINARY)};
  pb_goal goals[] = {goal("A", PB_JUDGED_OPEN)};
  set_registers(p.dataset, goals, 1, NULL, 0);
  analyse(&p);
  g_autoptr(GPtrArray) findings = pb_findings_list();
  pb_add_follow_up_findings(&p.context, findings);
  g_assert_cmpuint(findings->len, ==, 1);
  g_assert_cmpfloat(((const pb_finding *)findings->pdata[0])->score, <, PB_FINDING_FILLS);
  done(&p);
}

/* As many thefts every year, and `last` in 2025. */
static void set_thefts(pb_dataset *dataset, size_t m, int64_t last) {
  const size_t n = dataset->yearly->n_periods;
  for (size_t y = 0; y < n; y++)
    pb_crime_panel_cell(dataset->yearly, m, THEFT, y)->count =
        y + 1 == n ? last : 2000 + 10 * (int64_t)(y % 3);
}

/* Of the others: so that the comparison weighs little. */
static size_t most_people(const pb_dataset *dataset) {
  size_t most = 1;
  for (size_t m = 2; m < dataset->n_municipalities; m++)
    if (pb_population_at(dataset->population, m, 2020) >
        pb_population_at(dataset->population, most, 2020))
      most = m;
  return most;
}

/* Thefts of the first place fall in 2025, those of the other do not. */
static void an_established_difference_after_a_measure_is_a_finding(void) {
  place p = {.dataset = places_dataset(PLACES_ORDINARY)};
  pb_goal goals[] = {goal("A", PB_JUDGED_NOT)};
  const size_t other = most_people(p.dataset);
  pb_measure measures[] = {measure(p.dataset->municipalities[other].code), measure("")};
  set_thefts(p.dataset, 0, 1100);
  set_thefts(p.dataset, other, 2010);
  set_registers(p.dataset, goals, 1, measures, 2);
  analyse(&p);
  g_autoptr(GPtrArray) findings = pb_findings_list();
  pb_add_follow_up_findings(&p.context, findings);
  g_assert_cmpuint(findings->len, ==, 2);
  const pb_finding *finding = findings->pdata[1];
  g_assert_true(g_str_has_prefix(finding->text, "**After the measure “Patrols”** there were "));
  g_assert_nonnull(strstr(finding->text, "fewer"));
  g_assert_nonnull(strstr(finding->text, "The difference is established (95% interval −"));
  g_assert_cmpfloat(finding->score, >, PB_FINDING_FILLS);
  g_assert_cmpfloat(finding->score, <, log(3));
  done(&p);
}

static void the_largest_change_of_the_survey_is_a_finding(void) {
  place p = {.dataset = places_dataset(PLACES_ORDINARY)};
  const pb_survey_share rows[] = {share("Unsafe", 2023, .30), share("Unsafe", 2025, .40),
                                  share("Worried", 2023, .30), share("Worried", 2025, .22)};
  set_survey(p.dataset, rows, G_N_ELEMENTS(rows));
  analyse(&p);
  g_autoptr(GPtrArray) findings = pb_findings_list();
  pb_add_survey_findings(&p.context, findings);
  g_assert_cmpuint(findings->len, ==, 1);
  const pb_finding *finding = findings->pdata[0];
  g_assert_true(g_str_has_prefix(finding->text,
                                 "**A larger share in the survey for** “Unsafe”: 40.0% in 2025, "
                                 "30.0% in 2023. The increase is established (95% interval +"));
  g_assert_cmpstr(finding->target, ==, "trygghet");
  g_assert_cmpint(finding->sources, ==, PB_SOURCE_SURVEY);
  done(&p);
}

static void a_survey_without_change_only_fills_a_page(void) {
  place p = {.dataset = places_dataset(PLACES_ORDINARY)};
  const pb_survey_share rows[] = {share("Unsafe", 2023, .30), share("Unsafe", 2025, .31),
                                  share("Worried", 2025, .22)};
  set_survey(p.dataset, rows, G_N_ELEMENTS(rows));
  analyse(&p);
  g_autoptr(GPtrArray) findings = pb_findings_list();
  pb_add_survey_findings(&p.context, findings);
  g_assert_cmpuint(findings->len, ==, 1);
  const pb_finding *finding = findings->pdata[0];
  g_assert_cmpstr(finding->text, ==,
                  "**No established change in the survey** between 2023 and 2025; questions "
                  "compared: 1.");
  g_assert_cmpfloat(finding->score, <, PB_FINDING_FILLS);
  done(&p);
}

static void nothing_is_said_of_what_is_not_there(void) {
  place p = {.dataset = places_dataset(PLACES_SILENT)};
  analyse(&p);
  g_autoptr(GPtrArray) findings = pb_findings_list();
  pb_add_event_findings(&p.context, findings);
  pb_add_survey_findings(&p.context, findings);
  pb_add_follow_up_findings(&p.context, findings);
  g_assert_cmpuint(findings->len, ==, 0);
  done(&p);
}

static pb_optional known(double value) {
  return (pb_optional){true, value};
}

static void expect(char *text, const char *wanted) {
  g_assert_cmpstr(text, ==, wanted);
  g_free(text);
}

static void changes_of_events_give_counts_where_they_are_few(void) {
  g_autoptr(pb_dataset) dataset = pb_dataset_new();
  dataset->n_areas = 1;
  dataset->areas = g_new0(pb_problem_area, 1);
  dataset->areas[0] = (pb_problem_area){g_strdup("andt"), g_strdup("ANDT"), g_strdup("Drugs")};
  const pb_context context = {.dataset = dataset, .language = pb_language_find("en")};
  pb_incident_facts facts = {.area = 0,
                             .first_year = 2023,
                             .last_year = 2025,
                             .now = 1534,
                             .base = 1695,
                             .has_base = true,
                             .verdict = PB_VERDICT_DECREASE,
                             .ratio = known(.906),
                             .lower = known(.853),
                             .upper = known(.963)};
  expect(pb_sentence_incidents_short(&context, &facts),
         "**Drugs, fewer events on record:** 1,534 in 2025, an established decrease of 9 per cent "
         "against the mean of 2023–2024 (95% interval 4–15).");
  facts.now = 4;
  facts.base = 17.5;
  expect(pb_sentence_incidents_short(&context, &facts),
         "**Drugs, fewer events on record:** 4 in 2025, an established decrease from an average of "
         "17.5 a year in 2023–2024.");
  facts.area = PB_ALL_AREAS;
  facts.verdict = PB_VERDICT_INCREASE;
  expect(pb_sentence_incidents_short(&context, &facts),
         "**More recorded events in all:** 4 in 2025, an established increase from an average of "
         "17.5 a year in 2023–2024.");
  facts.verdict = PB_VERDICT_UNDECIDED;
  g_assert_null(pb_sentence_incidents_short(&context, &facts));
}

static void scores_of_all_kinds_compete(void) {
  GPtrArray *others = pb_findings_list();
  g_ptr_array_add(others, pb_finding_new(-1, "a", g_strdup("small"), .1));
  g_ptr_array_add(others, pb_finding_new(-1, "b", g_strdup("large"), .2));
  g_ptr_array_add(others, pb_finding_new(-1, "c", g_strdup("equal"), .2));
  g_autoptr(GPtrArray) findings = pb_findings_new(pb_language_find("en"), NULL, 0, NULL, others, 2);
  g_assert_cmpuint(others->len, ==, 0);
  g_ptr_array_unref(others);
  g_assert_cmpuint(findings->len, ==, 2);
  g_assert_cmpstr(((const pb_finding *)findings->pdata[0])->text, ==, "large");
  g_assert_cmpstr(((const pb_finding *)findings->pdata[1])->text, ==, "equal");
  g_assert_cmpfloat_with_epsilon(pb_finding_size(1, 4), .5, 1e-12);
  g_assert_cmpfloat(pb_finding_size(8, 4), ==, 1);
  g_assert_cmpfloat(pb_finding_size(1, 0), ==, 0);
  g_assert_cmpfloat_with_epsilon(pb_finding_distance(.5), log(2), 1e-12);
  g_assert_cmpfloat_with_epsilon(pb_finding_distance(100), log(3), 1e-12);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/findings/goals", goals_say_how_many_are_reached);
  g_test_add_func("/findings/open-goal", an_undecided_goal_only_fills_a_page);
  g_test_add_func("/findings/measure", an_established_difference_after_a_measure_is_a_finding);
  g_test_add_func("/findings/survey", the_largest_change_of_the_survey_is_a_finding);
  g_test_add_func("/findings/survey-unchanged", a_survey_without_change_only_fills_a_page);
  g_test_add_func("/findings/silent", nothing_is_said_of_what_is_not_there);
  g_test_add_func("/findings/events", changes_of_events_give_counts_where_they_are_few);
  g_test_add_func("/findings/scores", scores_of_all_kinds_compete);
  return g_test_run();
}
