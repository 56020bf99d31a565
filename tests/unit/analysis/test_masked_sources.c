/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Indicators, goals and published survey shares in a copy for the public. */
#include "engine/disclosure/masked_dataset.h"
#include "engine/disclosure/public_problem.h"
#include "fixture.h"

static const pb_mask_options usual = {0};

static pb_masked_dataset *mask(const pb_dataset *dataset) {
  GError *error = NULL;
  pb_masked_dataset *masked = pb_masked_dataset_new(dataset, &usual, &error);
  g_assert_no_error(error);
  return masked;
}

/* One indicator in each unit, one value a sex in 2020: all, women, men. */
static pb_indicators *indicators(const char *const *units, size_t n, const double values[][3]) {
  pb_indicators *all = g_new0(pb_indicators, 1);
  all->indicators = g_new0(pb_indicator, n);
  all->series = g_new0(pb_indicator_series, 3 * n);
  all->values = g_new0(pb_indicator_value, 3 * n);
  all->n_indicators = n;
  for (size_t i = 0; i < n; i++) {
    all->indicators[i] =
        (pb_indicator){g_strdup_printf("Indicator %zu", i), g_strdup(units[i]), g_strdup("")};
    for (size_t sex = 0; sex < 3; sex++) {
      size_t s = all->n_series++;
      all->values[all->n_values] = (pb_indicator_value){pb_period_make(2020, 1, 1), values[i][sex]};
      all->series[s] = (pb_indicator_series){.indicator = i,
                                             .area = {PB_AREA_MUNICIPALITY, 0},
                                             .sex = (pb_indicator_sex)sex,
                                             .per_year = 1,
                                             .first = all->n_values++,
                                             .n = 1};
    }
  }
  return all;
}

static void test_indicators(void) {
  static const char *const units[] = {"antal", "procent", "Antal ärenden", "antal"};
  static const double values[][3] = {{30, 3, 27}, {3, 2, 4}, {3, 0, 3}, {60, 30, 30}};
  static const bool shown[][3] = {
      {true, false, false}, {true, true, true}, {false, true, false}, {true, true, true}};
  g_autoptr(pb_dataset) dataset = fixture_new(1, 1, 2020, 2020);
  dataset->indicators = indicators(units, G_N_ELEMENTS(units), values);
  g_autoptr(pb_masked_dataset) masked = mask(dataset);
  for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
    const pb_indicator_series *first = &masked->dataset.indicators->series[3 * i];
    if (i == 2) /* both small: all goes, and nothing else is there to hide behind */
      g_assert_true(first[0].n == 0 && first[2].n == 0);
    for (size_t sex = 0; i != 2 && i != 0 && sex < 3; sex++)
      g_assert_cmpuint(first[sex].n, ==, shown[i][sex]);
    if (i == 0) { /* the small one and one more */
      g_assert_cmpuint(first[1].n, ==, 0);
      g_assert_cmpuint(first[0].n + first[2].n, ==, 1);
    }
  }
  g_assert_true(pb_indicator_is_count(dataset->indicators, 0));
  g_assert_false(pb_indicator_is_count(dataset->indicators, 1));
}

static pb_goal goal(pb_outcome_kind kind, const char *unit, double baseline, double target) {
  return (pb_goal){.id = g_strdup("M"),
                   .title = g_strdup(""),
                   .outcome = g_strdup(""),
                   .unit = g_strdup(unit),
                   .agreement = g_strdup(""),
                   .reason = g_strdup(""),
                   .problem_area = -1,
                   .outcome_kind = kind,
                   .baseline_period = pb_period_make(2020, 1, 1),
                   .target_period = pb_period_make(2022, 1, 1),
                   .has_baseline = true,
                   .has_target = true,
                   .baseline = baseline,
                   .target = target};
}

static void test_goals(void) {
  g_autoptr(pb_dataset) dataset = fixture_new(1, 2, 2020, 2020);
  fixture_set(dataset, 0, 0, 2020, 100, 1000);
  fixture_set(dataset, 0, 1, 2020, 3, 1000);
  dataset->registers = pb_registers_new();
  dataset->registers->goals = g_new0(pb_goal, 6);
  pb_goal *goals = dataset->registers->goals;
  goals[0] = goal(PB_OUTCOME_CRIME, "antal", 100, 90);
  goals[1] = goal(PB_OUTCOME_CRIME, "antal", 3, 2);
  goals[1].outcome_index = 1;
  goals[2] = goal(PB_OUTCOME_CRIME, "per 100 000", 300, 250); /* gives the withheld 3 back */
  goals[2].outcome_index = 1;
  goals[2].outcome_is_rate = true;
  goals[3] = goal(PB_OUTCOME_OTHER, "antal", 20, 4);
  goals[4] = goal(PB_OUTCOME_OTHER, "%", 3, 2);
  goals[5] = goal(PB_OUTCOME_SURVEY, "", 3, 2);
  dataset->registers->n_goals = 6;
  g_autoptr(pb_masked_dataset) masked = mask(dataset);
  static const bool baseline[] = {true, false, false, true, true, true};
  static const bool target[] = {true, false, false, false, true, true};
  for (size_t i = 0; i < 6; i++) {
    const pb_goal *one = &masked->dataset.registers->goals[i];
    g_assert_cmpint(one->has_baseline, ==, baseline[i]);
    g_assert_cmpint(one->has_target, ==, target[i]);
    g_assert_true(one->has_baseline || one->baseline == 0);
    g_assert_true(one->has_target || one->target == 0);
  }
}

static pb_survey_share share(int wave, pb_sex sex, const char *age, int64_t n) {
  return (pb_survey_share){.wave = pb_period_make(wave, 1, 1),
                           .police_area = "",
                           .question = "q",
                           .sex = sex,
                           .age = age,
                           .subgroup = "",
                           .share = 0.5,
                           .has_n = n > 0,
                           .n = n};
}

static void test_shares(void) {
  const pb_survey_share rows[] = {
      share(2020, PB_SEX_UNKNOWN, "", 400),    share(2020, PB_SEX_WOMAN, "", 380),
      share(2020, PB_SEX_MAN, "", 20),         share(2020, PB_SEX_UNKNOWN, "16-29", 100),
      share(2020, PB_SEX_UNKNOWN, "30-", 300), share(2021, PB_SEX_UNKNOWN, "", 29),
      share(2021, PB_SEX_WOMAN, "", 0),        share(2022, PB_SEX_UNKNOWN, "", 30),
      share(2022, PB_SEX_MAN, "", 0)};
  static const bool shown[] = {true, false, false, true, true, false, false, true, true};
  g_autoptr(pb_dataset) dataset = fixture_new(1, 1, 2020, 2020);
  pb_survey_shares *shares = dataset->survey_shares = g_new0(pb_survey_shares, 1);
  shares->rows = g_memdup2(rows, sizeof rows);
  shares->n = G_N_ELEMENTS(rows);
  shares->texts = g_string_chunk_new(16);
  g_autoptr(pb_masked_dataset) masked = mask(dataset);
  size_t next = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    if (!shown[i])
      continue;
    const pb_survey_share *one = &masked->dataset.survey_shares->rows[next++];
    g_assert_true(one->wave == rows[i].wave && one->sex == rows[i].sex && one->n == rows[i].n);
    g_assert_cmpstr(one->age, ==, rows[i].age);
  }
  g_assert_cmpuint(masked->dataset.survey_shares->n, ==, next);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/masked/indicators", test_indicators);
  g_test_add_func("/masked/goals", test_goals);
  g_test_add_func("/masked/shares", test_shares);
  return g_test_run();
}
