/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparison with other municipalities: medians, ranks, funnel, bands, map. */
#include "fixture.h"

/* Seven places of 10 000 to 70 000 inhabitants and 1 crime per 100, but place 0 differs. */
static pb_dataset *seven(int64_t own_count) {
  pb_dataset *dataset = fixture_new(7, 2, 2024, 2025);
  for (size_t m = 0; m < 7; m++) {
    double population = 10000.0 * (double)(m + 1);
    int64_t jitter = m % 2 ? 5 : -5;
    fixture_set(dataset, m, 1, 2025, m == 0 ? own_count : (int64_t)(population / 100) + jitter,
                population);
  }
  return dataset;
}

static void the_place_is_not_its_own_yardstick(void) {
  g_autoptr(pb_dataset) dataset = seven(400);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *group = pb_analysis_find(analysis, "group", 1);
  g_assert_cmpuint(pb_result_n_rows(group), ==, 7);
  g_assert_cmpstr(fixture_text(group, "code", 0), ==, "0001");
  g_assert_cmpfloat(fixture_number(group, "self", 0), ==, 1);
  for (size_t row = 1; row < 7; row++)
    g_assert_cmpfloat(fixture_number(group, "rate", row), <=,
                      fixture_number(group, "rate", row - 1));
  /* rates of the others: 1025, 983.3, 1012.5, 990, 1008.3, 992.9; median of six */
  g_assert_cmpfloat_with_epsilon(pb_result_scalar_or(group, "median", 0),
                                 (992.857142857 + 1008.333333333) / 2, 1e-6);
  g_assert_cmpfloat(pb_result_scalar_or(group, "rank", 0), ==, 1);
  g_assert_cmpfloat(pb_result_scalar_or(group, "rank_lower", 0), ==, 1);
  g_assert_cmpfloat(pb_result_scalar_or(group, "rank_upper", 0), ==, 1);
  g_assert_cmpstr(pb_result_get_text(group, "group_code"), ==, "G");
  g_assert_cmpstr(pb_result_get_text(group, "type"), ==, "theft");
}

static void funnel_flags_what_lies_outside(void) {
  const int64_t counts[] = {400, 100, 20};
  const char *const flags[] = {"high", "within", "low"};
  for (int i = 0; i < 3; i++) {
    g_autoptr(pb_dataset) dataset = seven(counts[i]);
    g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
    const pb_result *overview = pb_analysis_find(analysis, "overview", -1);
    g_assert_cmpstr(fixture_text(overview, "comparison", 0), ==, flags[i]);
    const pb_result *funnel = pb_analysis_find(analysis, "funnel", 1);
    g_assert_null(pb_result_reason(funnel));
    /* sum of the other counts 2 700 (the jitter cancels), of their exposures 270 000 */
    g_assert_cmpfloat_with_epsilon(pb_result_scalar_or(funnel, "reference_rate", 0), 1000, 1e-9);
    for (size_t row = 0; row < 7; row++)
      if (fixture_number(funnel, "self", row) > 0)
        g_assert_cmpstr(fixture_text(funnel, "flag", row), ==, flags[i]);
      else
        g_assert_cmpstr(fixture_text(funnel, "flag", row), ==, "within");
    const pb_result *limits = pb_analysis_find(analysis, "funnel-limits", 1);
    g_assert_cmpuint(pb_result_n_rows(limits), ==, 60);
    g_assert_cmpfloat(fixture_number(limits, "exposure", 0), ==, 10000);
    g_assert_cmpfloat(fixture_number(limits, "exposure", 59), ==, 70000);
    for (size_t row = 0; row < 60; row++) {
      g_assert_cmpfloat(fixture_number(limits, "lower_998", row), <,
                        fixture_number(limits, "lower_95", row));
      g_assert_cmpfloat(fixture_number(limits, "upper_95", row), <,
                        fixture_number(limits, "upper_998", row));
    }
  }
}

/* Places that differ among themselves by far more than chance: what would be far outside a Poisson
 * funnel is within theirs. */
static void the_funnel_is_as_wide_as_places_vary(void) {
  g_autoptr(pb_dataset) dataset = seven(160);
  const int64_t wild[] = {0, 120, 480, 280, 750, 330, 1100};
  for (size_t m = 1; m < 7; m++)
    fixture_set(dataset, m, 1, 2025, wild[m], 10000.0 * (double)(m + 1));
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *funnel = pb_analysis_find(analysis, "funnel", 1);
  g_assert_cmpfloat(pb_result_scalar_or(funnel, "tau2", 0), >, 0);
  g_assert_cmpfloat(pb_result_scalar_or(funnel, "phi", 0), >, 5);
  const pb_result *overview = pb_analysis_find(analysis, "overview", -1);
  g_assert_cmpstr(fixture_text(overview, "comparison", 0), ==, "within");
  g_assert_cmpstr(fixture_text(overview, "comparison_95", 0), ==, "within");
}

static void small_groups_are_not_judged(void) {
  g_autoptr(pb_dataset) dataset = seven(400);
  for (size_t m = 4; m < 7; m++) {
    g_free(dataset->municipalities[m].group_code);
    dataset->municipalities[m].group_code = g_strdup("H");
  }
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *overview = pb_analysis_find(analysis, "overview", -1);
  g_assert_cmpstr(fixture_text(overview, "comparison", 0), ==, "not-assessed");
  g_assert_cmpfloat(fixture_number(overview, "group_n", 0), ==, 4);
  g_assert_cmpfloat(fixture_number(overview, "rank", 0), ==, 1);
  g_assert_cmpfloat(fixture_number(overview, "county_n", 0), ==, 7);
  g_assert_nonnull(pb_result_reason(pb_analysis_find(analysis, "funnel", 1)));
  g_assert_null(pb_result_reason(pb_analysis_find(analysis, "group", 1)));
}

static void a_group_of_one_has_no_median(void) {
  g_autoptr(pb_dataset) dataset = seven(400);
  g_free(dataset->municipalities[0].group_code);
  dataset->municipalities[0].group_code = g_strdup("");
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *overview = pb_analysis_find(analysis, "overview", -1);
  g_assert_cmpfloat(fixture_number(overview, "group_n", 0), ==, 1);
  g_assert_true(fixture_missing(overview, "group_median", 0));
  g_assert_true(fixture_missing(overview, "ratio_to_median", 0));
  g_assert_cmpfloat(fixture_number(overview, "country_rank", 0), ==, 1);
  g_assert_nonnull(pb_result_reason(pb_analysis_find(analysis, "group", 1)));
}

static void a_place_without_data_still_has_every_result(void) {
  g_autoptr(pb_dataset) dataset = seven(400);
  pb_crime_panel_cell(dataset->yearly, 0, 1, 1)->present = false;
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const char *const names[] = {"long-series", "recent-years",  "group",
                               "funnel",      "funnel-limits", "map"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    for (int t = 0; t < 2; t++)
      g_assert_nonnull(pb_analysis_find(analysis, names[i], t));
  g_assert_nonnull(pb_result_reason(pb_analysis_find(analysis, "overview", -1)));
  g_assert_nonnull(pb_result_reason(pb_analysis_find(analysis, "group", 1)));
  g_assert_cmpuint(pb_result_n_rows(pb_analysis_find(analysis, "group", 1)), ==, 6);
  const pb_result *map = pb_analysis_find(analysis, "map", 1);
  g_assert_cmpuint(pb_result_n_rows(map), ==, 6);
  g_assert_cmpstr(fixture_text(map, "code", 0), ==, "0002");
  g_assert_nonnull(pb_result_reason(pb_analysis_find(analysis, "map", 0)));
}

/* The band needs half of the other members; the place itself is not in it. */
static void the_band_needs_half_of_the_group(void) {
  g_autoptr(pb_dataset) dataset = fixture_new(7, 2, 2023, 2025);
  for (int year = 2023; year <= 2025; year++)
    for (size_t m = 0; m < 7; m++)
      if (m == 0 || year == 2025 || (year == 2024 && m <= 3) || m <= 2)
        fixture_set(dataset, m, 1, year, m == 0 ? 9999 : (int64_t)(100 * m), 100000);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *series = pb_analysis_find(analysis, "long-series", 1);
  g_assert_cmpfloat(fixture_number(series, "group_n", 0), ==, 2);
  g_assert_true(fixture_missing(series, "group_median", 0));
  g_assert_cmpfloat(fixture_number(series, "group_n", 1), ==, 3);
  g_assert_cmpfloat_with_epsilon(fixture_number(series, "group_median", 1), 200, 1e-9);
  g_assert_cmpfloat_with_epsilon(fixture_number(series, "group_median", 2), 350, 1e-9);
  g_assert_cmpfloat_with_epsilon(fixture_number(series, "group_q1", 2), 225, 1e-9);
  g_assert_cmpfloat_with_epsilon(fixture_number(series, "group_q3", 2), 475, 1e-9);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
#define ADD(f) g_test_add_func("/analysis/group/" #f, f)
  ADD(the_place_is_not_its_own_yardstick);
  ADD(funnel_flags_what_lies_outside);
  ADD(the_funnel_is_as_wide_as_places_vary);
  ADD(small_groups_are_not_judged);
  ADD(a_group_of_one_has_no_median);
  ADD(a_place_without_data_still_has_every_result);
  ADD(the_band_needs_half_of_the_group);
  return g_test_run();
}
