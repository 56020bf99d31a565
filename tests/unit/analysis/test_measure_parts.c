/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures in one part of the municipality against other parts, by recorded events. */
#include <math.h>
#include <string.h>

#include "event_fixture.h"
#include "fixture.h"

enum { TREATED, COMPARISON, OTHER, N_PARTS };

/* `a_month` events of problem area 0 in a part, in the months first .. last. */
static void add(GArray *events, int part, int year, int first, int last, int a_month) {
  for (int month = first; month <= last; month++)
    for (int k = 0; k < a_month; k++) {
      fixture_event one = {.time = fixture_day(year, month, 1 + k % 28) + 3600 * (k % 24),
                           .quality = "exact",
                           .x = fixture_east(part),
                           .y = fixture_north(k % 8),
                           .part = part};
      g_array_append_val(events, one);
    }
}

/* 2024 and 2025. From July 2025 half as many in the treated part; the comparison stays. */
static GArray *half_after(void) {
  GArray *events = g_array_new(FALSE, TRUE, sizeof(fixture_event));
  add(events, TREATED, 2024, 1, 12, 20);
  add(events, TREATED, 2025, 1, 6, 20);
  add(events, TREATED, 2025, 7, 12, 10);
  for (int year = 2024; year <= 2025; year++) {
    add(events, COMPARISON, year, 1, 12, 18);
    add(events, OTHER, year, 1, 12, 6);
  }
  return events;
}

static pb_measure measure(const char *place, const char *comparison) {
  return (pb_measure){.id = g_strdup("1"),
                      .goal = 0,
                      .goal_id = g_strdup("A"),
                      .place = g_strdup(place),
                      .title = g_strdup("Patrols"),
                      .has_start = true,
                      .start_s = fixture_day(2025, 7, 1),
                      .comparison = g_strdup(comparison),
                      .displacement = g_strdup(""),
                      .intensity = g_strdup("")};
}

typedef struct {
  pb_dataset *dataset;
  pb_study_area *ground;
  pb_analysis *analysis;
  const pb_result *measures;
} place;

static place with(const pb_measure *measures, size_t n, int goal_area) {
  g_autoptr(GArray) events = half_after();
  place p = {.dataset = fixture_events(events, 2, 2), .ground = fixture_ground(8, N_PARTS)};
  p.dataset->registers = pb_registers_new();
  p.dataset->registers->goals = g_new0(pb_goal, 1);
  p.dataset->registers->n_goals = 1;
  p.dataset->registers->goals[0] = (pb_goal){.id = g_strdup("A"),
                                             .problem_area = goal_area,
                                             .title = g_strdup("Fewer"),
                                             .outcome = g_strdup(""),
                                             .outcome_index = -1,
                                             .unit = g_strdup(""),
                                             .agreement = g_strdup(""),
                                             .reason = g_strdup("")};
  p.dataset->registers->measures = g_memdup2(measures, n * sizeof *measures);
  p.dataset->registers->n_measures = n;
  return p;
}

static void analyse(place *p) {
  const pb_analysis_options options = {.study_area = p->ground};
  p->analysis = pb_analysis_new(p->dataset, 0, &options);
  p->measures = pb_analysis_find(p->analysis, "measures", -1);
}

static void done(place *p) {
  pb_analysis_free(p->analysis);
  pb_study_area_free(p->ground);
  pb_dataset_free(p->dataset);
}

/* The second half of 2025 against that of 2024. */
static void one_part_against_another(void) {
  pb_measure measures[] = {measure("del 0", "Del 1")};
  g_free(measures[0].displacement);
  measures[0].displacement = g_strdup("Del 2");
  place p = with(measures, 1, 0);
  analyse(&p);
  const pb_result *r = p.measures;
  g_assert_cmpstr(fixture_text(r, "reason", 0), ==, "");
  g_assert_cmpstr(fixture_text(r, "counted", 0), ==, "events");
  g_assert_cmpstr(fixture_text(r, "area", 0), ==, "area-0");
  g_assert_cmpfloat(fixture_number(r, "before_first", 0), ==, 20241207);
  g_assert_cmpfloat(fixture_number(r, "before_last", 0), ==, 20241212);
  g_assert_cmpfloat(fixture_number(r, "after_first", 0), ==, 20251207);
  g_assert_cmpfloat(fixture_number(r, "treated_before", 0), ==, 120);
  g_assert_cmpfloat(fixture_number(r, "treated_after", 0), ==, 60);
  g_assert_cmpfloat(fixture_number(r, "comparison_before", 0), ==, 108);
  g_assert_cmpfloat(fixture_number(r, "comparison_after", 0), ==, 108);
  g_assert_cmpfloat(fixture_number(r, "displacement_before", 0), ==, 36);
  g_assert_cmpfloat(fixture_number(r, "displacement_after", 0), ==, 36);
  g_assert_cmpfloat_with_epsilon(fixture_number(r, "wdd", 0), -60, 1e-9);
  g_assert_cmpfloat_with_epsilon(fixture_number(r, "ratio", 0), .5, 1e-12);
  /* Var = phi (120 + 60 + 108 + 108) */
  double se = sqrt(fixture_number(r, "phi", 0) * 396);
  g_assert_cmpfloat_with_epsilon(fixture_number(r, "wdd_smallest", 0), 1.959964 * se, 1e-3);
  g_assert_cmpstr(fixture_text(r, "wdd_verdict", 0), ==, "decrease");
  g_assert_cmpstr(fixture_text(r, "ratio_verdict", 0), ==, "decrease");
  done(&p);
}

/* Two parts that are compared with count as much as one that is treated. */
static void each_part_counts_alike(void) {
  pb_measure measures[] = {measure("Del 0", "Del 1; Del 2")};
  place p = with(measures, 1, 0);
  analyse(&p);
  g_assert_cmpfloat(fixture_number(p.measures, "comparison_before", 0), ==, 108 + 36);
  g_assert_cmpfloat(fixture_number(p.measures, "comparison_weight", 0), ==, 2);
  g_assert_cmpfloat_with_epsilon(fixture_number(p.measures, "wdd", 0), -60, 1e-9);
  g_assert_true(fixture_missing(p.measures, "displacement_before", 0));
  done(&p);
}

static void expect_reason(const place *p, size_t row, const char *words) {
  g_assert_true(fixture_missing(p->measures, "wdd", row));
  if (!strstr(fixture_text(p->measures, "reason", row), words))
    g_error("“%s” is not in: %s", words, fixture_text(p->measures, "reason", row));
}

static void what_cannot_be_compared_says_why(void) {
  pb_measure measures[] = {measure("Del 0", "Del 9"), measure("Del 0", "Del 0"),
                           measure("Del 0", "Del 1"), measure("Del 0", "Del 1")};
  measures[2].start_s = fixture_day(2024, 2, 1); /* nothing a year before */
  measures[3].goal = -1;
  place p = with(measures, G_N_ELEMENTS(measures), 0);
  analyse(&p);
  g_assert_cmpstr(fixture_text(p.measures, "counted", 0), ==, "reported-crime");
  expect_reason(&p, 1, "");
  expect_reason(&p, 2, "no whole period");
  expect_reason(&p, 3, "problem area with recorded events");
  done(&p);
  pb_measure empty[] = {measure("Del 0", "Del 1")};
  p = with(empty, 1, 1); /* an area without events */
  analyse(&p);
  expect_reason(&p, 0, "No event was recorded in either part");
  done(&p);
}

static void the_public_is_told_nothing(void) {
  pb_measure measures[] = {measure("Del 0", "Del 1")};
  place p = with(measures, 1, 0);
  fixture_make_public(p.dataset);
  analyse(&p);
  expect_reason(&p, 0, "Not shown in the public version");
  g_assert_true(fixture_missing(p.measures, "treated_before", 0));
  g_assert_true(fixture_missing(p.measures, "comparison_after", 0));
  g_assert_true(fixture_missing(p.measures, "phi", 0));
  done(&p);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/measure-parts/one-another", one_part_against_another);
  g_test_add_func("/measure-parts/alike", each_part_counts_alike);
  g_test_add_func("/measure-parts/reasons", what_cannot_be_compared_says_why);
  g_test_add_func("/measure-parts/public", the_public_is_told_nothing);
  return g_test_run();
}
