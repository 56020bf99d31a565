/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview's rates, changes and verdicts on series made by hand. */
#include "fixture.h"

#define POPULATION 50000.0

/* One place, one type: counts of consecutive years that end in 2025; -1 is an absent year. */
static pb_dataset *series(const int64_t *counts, int n) {
  pb_dataset *dataset = fixture_new(1, 2, 2025 - n + 1, 2025);
  for (int i = 0; i < n; i++)
    if (counts[i] >= 0)
      fixture_set(dataset, 0, 1, 2025 - n + 1 + i, counts[i], POPULATION);
  return dataset;
}

static const pb_result *overview(const pb_analysis *analysis) {
  const pb_result *result = pb_analysis_find(analysis, "overview", -1);
  g_assert_cmpstr(fixture_text(result, "type", 0), ==, "theft");
  g_assert_cmpint(pb_analysis_overview_row(analysis, 1), ==, 0);
  g_assert_cmpint(pb_analysis_overview_row(analysis, 0), ==, -1);
  return result;
}

static void steady_series_is_exact_and_undecided(void) {
  const int64_t counts[] = {101, 96, 104, 99, 100, 103, 97, 100};
  g_autoptr(pb_dataset) dataset = series(counts, 8);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = overview(analysis);
  g_assert_cmpfloat(fixture_number(r, "count_1", 0), ==, 103);
  g_assert_cmpfloat(fixture_number(r, "count_3", 0), ==, 100);
  g_assert_cmpfloat_with_epsilon(fixture_number(r, "rate", 0), 200, 1e-9);
  /* Garwood: chi2(.025; 200)/2 = 81.3641, chi2(.975; 202)/2 = 121.6268 */
  g_assert_cmpfloat_with_epsilon(fixture_number(r, "rate_lower", 0), 2 * 81.3641, 1e-3);
  g_assert_cmpfloat_with_epsilon(fixture_number(r, "rate_upper", 0), 2 * 121.6268, 1e-3);
  g_assert_cmpfloat_with_epsilon(fixture_number(r, "pooled_rate", 0), 200, 1e-9);
  g_assert_cmpfloat(fixture_number(r, "base_count", 0), ==, 100);
  g_assert_cmpfloat(fixture_number(r, "base_years", 0), ==, 3);
  g_assert_cmpfloat_with_epsilon(fixture_number(r, "ratio", 0), 1, 1e-12);
  g_assert_cmpfloat(fixture_number(r, "phi", 0), ==, 1); /* floor */
  g_assert_cmpstr(fixture_text(r, "phi_origin", 0), ==, "own");
  g_assert_cmpstr(fixture_text(r, "method", 0), ==, "exact");
  g_assert_cmpstr(fixture_text(r, "verdict", 0), ==, "undecided");
  g_assert_cmpfloat(fixture_number(r, "unreliable", 0), ==, 0);
  g_assert_cmpfloat(fixture_number(r, "smallest_ratio_up", 0), >, 1);
  g_assert_cmpfloat(fixture_number(r, "smallest_ratio_down", 0), <, 1);
  g_assert_true(fixture_missing(r, "spike_year", 0));
  g_assert_cmpstr(fixture_text(r, "comparison", 0), ==, "not-assessed"); /* alone */
}

static void large_steps_are_verdicts(void) {
  const int64_t up[] = {101, 96, 104, 99, 100, 103, 97, 170};
  const int64_t down[] = {101, 96, 104, 99, 100, 103, 97, 50};
  g_autoptr(pb_dataset) rising = series(up, 8), falling = series(down, 8);
  g_autoptr(pb_analysis) a = pb_analysis_new(rising, 0, NULL);
  g_autoptr(pb_analysis) b = pb_analysis_new(falling, 0, NULL);
  g_assert_cmpstr(fixture_text(overview(a), "verdict", 0), ==, "increase");
  g_assert_cmpstr(fixture_text(overview(a), "previous_verdict", 0), ==, "increase");
  g_assert_cmpstr(fixture_text(overview(b), "verdict", 0), ==, "decrease");
  g_assert_cmpfloat(fixture_number(overview(b), "ratio_upper", 0), <, 1);
}

/* The same step in a series that always jumps is no finding. */
static void overdispersion_takes_the_finding_away(void) {
  const int64_t counts[] = {150, 80, 160, 90, 145, 85, 150, 140, 90, 100, 170};
  g_autoptr(pb_dataset) dataset = series(counts, 11);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = overview(analysis);
  g_assert_cmpfloat(fixture_number(r, "phi", 0), >, 5);
  g_assert_cmpstr(fixture_text(r, "method", 0), ==, "quasi-poisson");
  g_assert_cmpstr(fixture_text(r, "verdict", 0), ==, "undecided");
}

/* Sigtuna's drugs and weapons: 1 054, 6 533, 882. */
static void a_single_case_is_kept_out_of_the_base(void) {
  const int64_t counts[] = {980, 1010, 1100, 990, 1040, 1000, 1054, 6533, 882};
  g_autoptr(pb_dataset) dataset = series(counts, 9);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = overview(analysis);
  g_assert_cmpfloat(fixture_number(r, "base_count", 0), ==, 1027);
  g_assert_cmpfloat(fixture_number(r, "base_years", 0), ==, 2);
  g_assert_cmpfloat(fixture_number(r, "base_excluded", 0), ==, 1);
  g_assert_cmpfloat(fixture_number(r, "spike", 0), ==, 0);
  g_assert_cmpfloat(fixture_number(r, "spike_year", 0), ==, 2024);
  g_assert_cmpfloat(fixture_number(r, "phi", 0), <, 5); /* the spike is not in phi either */
  g_assert_cmpstr(fixture_text(r, "previous_verdict", 0), ==, "not-assessed");
  g_assert_cmpstr(fixture_text(r, "previous_reason", 0), ==, "base-single-case");
  const pb_result *years = pb_analysis_find(analysis, "long-series", 1);
  g_assert_cmpfloat(fixture_number(years, "spike", 7), ==, 1);
  g_assert_cmpfloat(fixture_number(years, "spike", 6), ==, 0);
}

static void a_last_year_of_one_case_is_not_assessed(void) {
  const int64_t counts[] = {980, 1010, 1100, 990, 1040, 1000, 1054, 6533};
  g_autoptr(pb_dataset) dataset = series(counts, 8);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = overview(analysis);
  g_assert_cmpfloat(fixture_number(r, "spike", 0), ==, 1);
  g_assert_cmpfloat(fixture_number(r, "ratio", 0), >, 5);
  g_assert_true(fixture_missing(r, "p", 0));
  g_assert_true(fixture_missing(r, "p_adjusted", 0));
  g_assert_cmpstr(fixture_text(r, "verdict", 0), ==, "not-assessed");
  g_assert_cmpstr(fixture_text(r, "verdict_reason", 0), ==, "single-case");
}

static void zero_to_zero_cannot_be_judged(void) {
  const int64_t counts[] = {0, 0, 0, 0, 0, 0};
  g_autoptr(pb_dataset) dataset = series(counts, 6);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = overview(analysis);
  g_assert_cmpstr(fixture_text(r, "verdict", 0), ==, "not-assessed");
  g_assert_cmpstr(fixture_text(r, "verdict_reason", 0), ==, "zero");
  g_assert_true(fixture_missing(r, "ratio", 0));
  g_assert_cmpfloat(fixture_number(r, "rate_lower", 0), ==, 0);
  g_assert_cmpfloat(fixture_number(r, "rate_upper", 0), >, 0);
  g_assert_cmpstr(fixture_text(r, "phi_origin", 0), ==, "none");
}

static void from_zero_has_no_ratio_but_may_be_an_increase(void) {
  const int64_t counts[] = {0, 0, 0, 12};
  g_autoptr(pb_dataset) dataset = series(counts, 4);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = overview(analysis);
  g_assert_true(fixture_missing(r, "ratio", 0));
  g_assert_true(fixture_missing(r, "ratio_upper", 0));
  g_assert_cmpfloat(fixture_number(r, "ratio_lower", 0), >, 1);
  g_assert_cmpstr(fixture_text(r, "verdict", 0), ==, "increase");
}

static void absent_years_shrink_the_base(void) {
  const int64_t counts[] = {30, -1, 34, 31};
  g_autoptr(pb_dataset) dataset = series(counts, 4);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = overview(analysis);
  g_assert_true(fixture_missing(r, "count_1", 0));
  g_assert_true(fixture_missing(r, "pooled_rate", 0));
  g_assert_cmpfloat(fixture_number(r, "base_years", 0), ==, 2);
  g_assert_cmpfloat(fixture_number(r, "base_count", 0), ==, 32);
  const pb_result *years = pb_analysis_find(analysis, "long-series", 1);
  g_assert_cmpuint(pb_result_n_rows(years), ==, 3);
  g_assert_cmpuint(pb_result_n_missing(years), ==, 1);
  g_assert_cmpuint(pb_result_n_rows(pb_analysis_find(analysis, "recent-years", 1)), ==, 2);
}

static void without_history_nothing_is_judged(void) {
  const int64_t counts[] = {-1, -1, 31};
  g_autoptr(pb_dataset) dataset = series(counts, 3);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = overview(analysis);
  g_assert_cmpstr(fixture_text(r, "verdict_reason", 0), ==, "no-base");
  g_assert_cmpstr(fixture_text(r, "previous_reason", 0), ==, "no-base");
  g_assert_true(fixture_missing(r, "smallest_ratio_up", 0));
}

static void without_population_there_are_counts_only(void) {
  g_autoptr(pb_dataset) dataset = fixture_new(1, 2, 2022, 2025);
  for (int year = 2022; year <= 2025; year++)
    fixture_set(dataset, 0, 1, year, 40, 0);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = overview(analysis);
  g_assert_cmpfloat(fixture_number(r, "count_3", 0), ==, 40);
  g_assert_true(fixture_missing(r, "rate", 0));
  g_assert_cmpstr(fixture_text(r, "verdict_reason", 0), ==, "no-rate");
  const pb_result *years = pb_analysis_find(analysis, "long-series", 1);
  g_assert_true(fixture_missing(years, "rate", 0));
  g_assert_true(fixture_missing(years, "origin", 0));
}

/* Ten types that stand still and one with p near .03: alone a finding, not among eleven. */
static void many_rows_are_one_family(void) {
  g_autoptr(pb_dataset) dataset = fixture_new(1, 11, 2018, 2025);
  for (size_t t = 0; t < 11; t++)
    for (int year = 2018; year <= 2025; year++)
      fixture_set(dataset, 0, t, year, year == 2025 && t == 10 ? 128 : 100 + year % 3, POPULATION);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = pb_analysis_find(analysis, "overview", -1);
  g_assert_cmpuint(pb_result_n_rows(r), ==, 11);
  g_assert_cmpfloat(fixture_number(r, "p", 10), <, 0.05);
  g_assert_cmpfloat(fixture_number(r, "p_adjusted", 10), >, 0.05);
  g_assert_cmpfloat(fixture_number(r, "ratio_lower", 10), >, 1);
  g_assert_cmpstr(fixture_text(r, "verdict", 10), ==, "undecided");
}

/* Four years are too few for phi; three neighbours with long series lend theirs. */
static void phi_comes_from_the_group_when_own_years_are_few(void) {
  g_autoptr(pb_dataset) dataset = fixture_new(4, 2, 2015, 2025);
  const int64_t wild[] = {150, 80, 160, 90, 145, 85, 150, 140, 90, 100, 120};
  for (int i = 0; i < 11; i++)
    for (size_t m = 0; m < 4; m++)
      if (m > 0 || i >= 7)
        fixture_set(dataset, m, 1, 2015 + i, wild[i], POPULATION);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = overview(analysis);
  g_assert_cmpstr(fixture_text(r, "phi_origin", 0), ==, "group");
  g_assert_cmpfloat(fixture_number(r, "phi", 0), >, 5);
  g_free(dataset->municipalities[0].group_code);
  dataset->municipalities[0].group_code = g_strdup("alone");
  g_autoptr(pb_analysis) alone = pb_analysis_new(dataset, 0, NULL);
  g_assert_cmpstr(fixture_text(overview(alone), "phi_origin", 0), ==, "none");
  g_assert_cmpstr(fixture_text(overview(alone), "method", 0), ==, "exact");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
#define ADD(f) g_test_add_func("/analysis/change/" #f, f)
  ADD(steady_series_is_exact_and_undecided);
  ADD(large_steps_are_verdicts);
  ADD(overdispersion_takes_the_finding_away);
  ADD(a_single_case_is_kept_out_of_the_base);
  ADD(a_last_year_of_one_case_is_not_assessed);
  ADD(zero_to_zero_cannot_be_judged);
  ADD(from_zero_has_no_ratio_but_may_be_an_increase);
  ADD(absent_years_shrink_the_base);
  ADD(without_history_nothing_is_judged);
  ADD(without_population_there_are_counts_only);
  ADD(many_rows_are_one_family);
  ADD(phi_comes_from_the_group_when_own_years_are_few);
  return g_test_run();
}
