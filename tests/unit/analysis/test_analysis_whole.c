/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole countries: every number finite, the same in every thread, Örebro as published. */
#include <math.h>

#include "fixture.h"

static void check_finite(const pb_result *result) {
  size_t n = pb_result_n_rows(result);
  for (size_t c = 0; c < pb_result_n_columns(result); c++) {
    const pb_column *column = pb_result_column(result, c);
    g_assert_cmpuint(pb_column_length(column), ==, n);
    if (pb_column_type(column) != PB_TYPE_DOUBLE)
      continue;
    for (size_t row = 0; row < n; row++)
      if (pb_column_is_valid(column, row) && !isfinite(pb_column_double(column, row)))
        g_error("%s %s row %zu is not finite", pb_result_name(result), pb_column_name(column), row);
  }
  for (size_t i = 0; i < pb_result_n_scalars(result); i++) {
    const char *name, *unit;
    double value;
    bool valid;
    pb_result_scalar_at(result, i, &name, &value, &valid, &unit);
    if (valid && !isfinite(value))
      g_error("%s %s is not finite", pb_result_name(result), name);
  }
}

static void check_all(const pb_dataset *dataset) {
  for (size_t m = 0; m < dataset->n_municipalities; m++) {
    g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, (int)m, NULL);
    size_t n_areas = pb_analysis_n_event_areas(analysis);
    /* 10 of crime and events, 5 of surveys, 5 of indicators, goals, measures and priorities */
    size_t of_areas = pb_analysis_length(analysis) - 20 - 6 * dataset->n_types;
    g_assert_true(n_areas ? of_areas > 0 && of_areas % n_areas == 0 : of_areas == 0);
    for (size_t i = 0; i < pb_analysis_length(analysis); i++)
      check_finite(pb_analysis_at(analysis, i));
  }
}

static void random_countries_are_finite(void) {
  for (uint32_t seed = 1; seed <= 3; seed++) {
    g_autoptr(pb_dataset) dataset = fixture_random(40, 7, 2012, 2025, 4000, seed);
    check_all(dataset);
  }
}

/* A place like Dorotea, and one that is nothing but zeros, and one with nothing. */
static void tiny_places_are_finite(void) {
  g_autoptr(pb_dataset) dataset = fixture_new(8, 3, 2015, 2025);
  const int64_t small[] = {3, 0, 1, 0, 0, 2, 7, 0, 1, 0, 0};
  for (size_t m = 0; m < 7; m++)
    for (size_t t = 0; t < 3; t++)
      for (int i = 0; i < 11; i++)
        if (t != 2 || i % 3)
          fixture_set(dataset, m, t, 2015 + i, m == 0 ? 0 : small[(i + (int)m) % 11], 2400);
  check_all(dataset);
}

static void empty_datasets_are_finite(void) {
  g_autoptr(pb_dataset) dataset = fixture_new(2, 2, 2015, 2025);
  check_all(dataset);
  dataset->period_end = 2030; /* a last year that is not in the panel */
  check_all(dataset);
  pb_crime_panel_free(dataset->yearly);
  dataset->yearly = NULL;
  check_all(dataset);
}

static char *fingerprint(const pb_analysis *analysis) {
  GString *text = g_string_new(NULL);
  for (size_t i = 0; i < pb_analysis_length(analysis); i++) {
    const pb_result *result = pb_analysis_at(analysis, i);
    for (size_t c = 0; c < pb_result_n_columns(result); c++) {
      const pb_column *column = pb_result_column(result, c);
      for (size_t row = 0; row < pb_column_length(column); row++)
        if (!pb_column_is_valid(column, row))
          g_string_append_c(text, '?');
        else if (pb_column_type(column) == PB_TYPE_STRING)
          g_string_append(text, pb_column_string(column, row));
        else
          g_string_append_printf(text, "%a ", pb_column_double(column, row));
    }
  }
  return g_string_free(text, FALSE);
}

static gpointer analyse(gpointer data) {
  g_autoptr(pb_analysis) analysis = pb_analysis_new(data, 3, NULL);
  return fingerprint(analysis);
}

static void threads_give_the_same(void) {
  g_autoptr(pb_dataset) dataset = fixture_random(30, 6, 2012, 2025, 3000, 7);
  g_autofree char *alone = analyse(dataset);
  GThread *threads[4];
  for (int i = 0; i < 4; i++)
    threads[i] = g_thread_new("analysis", analyse, dataset);
  for (int i = 0; i < 4; i++) {
    g_autofree char *got = g_thread_join(threads[i]);
    g_assert_cmpstr(got, ==, alone);
  }
}

static size_t row_of(const pb_dataset *dataset, const pb_analysis *analysis, const char *type) {
  int row = pb_analysis_overview_row(analysis, pb_dataset_type(dataset, type));
  g_assert_cmpint(row, >=, 0);
  return (size_t)row;
}

/* Counts and rates as published; intervals of the example pages. */
static void orebro_is_as_published(void) {
  g_autoptr(pb_dataset) dataset = fixture_real();
  g_assert_nonnull(dataset);
  g_autoptr(pb_analysis) analysis =
      pb_analysis_new(dataset, pb_dataset_municipality(dataset, "1880"), NULL);
  const pb_result *r = pb_analysis_find(analysis, "overview", -1);
  const struct {
    const char *type;
    int count_1, count_2, count_3, rate, lower, upper;
  } expected[] = {
      {"total", 21723, 22179, 22321, 13915, 13733, 14099},
      {"person", 3956, 4152, 4082, 2545, 2468, 2624},
      {"theft", 9612, 8607, 7781, 4851, 4744, 4960},
      {"burglary", 1704, 1515, 1299, 810, 767, 855},
      {"vandalism", 1746, 1799, 1506, 939, 892, 988},
      {"drugs_weapons", 2697, 2929, 3253, 2028, 1959, 2099},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
    size_t row = row_of(dataset, analysis, expected[i].type);
    g_assert_cmpfloat(fixture_number(r, "count_1", row), ==, expected[i].count_1);
    g_assert_cmpfloat(fixture_number(r, "count_2", row), ==, expected[i].count_2);
    g_assert_cmpfloat(fixture_number(r, "count_3", row), ==, expected[i].count_3);
    g_assert_cmpfloat_with_epsilon(fixture_number(r, "rate", row), expected[i].rate, 0.5);
    g_assert_cmpfloat_with_epsilon(fixture_number(r, "rate_lower", row), expected[i].lower, 1);
    g_assert_cmpfloat_with_epsilon(fixture_number(r, "rate_upper", row), expected[i].upper, 1);
    g_assert_cmpfloat(fixture_number(r, "group_n", row), ==, 23);
    g_assert_cmpfloat(fixture_number(r, "county_n", row), ==, 12);
    g_assert_cmpfloat(fixture_number(r, "country_n", row), ==, 290);
  }
  double largest = 0, largest_adjusted = 0;
  for (size_t row = 0; row < 6; row++) {
    largest = MAX(largest, fixture_number(r, "p", row));
    largest_adjusted = MAX(largest_adjusted, fixture_number(r, "p_adjusted", row));
    g_assert_cmpfloat(fixture_number(r, "p_adjusted", row), >=, fixture_number(r, "p", row));
  }
  g_assert_cmpfloat(largest_adjusted, ==, largest); /* as Benjamini & Hochberg leave it */
  g_assert_cmpstr(pb_result_get_text(r, "group_code"), ==, "B3");
  double persons =
      pb_result_scalar_or(pb_analysis_find(analysis, "population", -1), "latest_exposure", 0);
  g_assert_cmpfloat_with_epsilon(persons, 160400, 50);
  const pb_result *quarters = pb_analysis_find(analysis, "quarterly", -1);
  g_assert_null(pb_result_reason(quarters));
  g_assert_cmpfloat(pb_result_scalar_or(quarters, "baseline_last", 0), ==, 2022);
}

static void sigtunas_large_case_is_seen(void) {
  g_autoptr(pb_dataset) dataset = fixture_real();
  g_autoptr(pb_analysis) analysis =
      pb_analysis_new(dataset, pb_dataset_municipality(dataset, "0191"), NULL);
  const pb_result *r = pb_analysis_find(analysis, "overview", -1);
  size_t row = row_of(dataset, analysis, "drugs_weapons");
  g_assert_cmpfloat(fixture_number(r, "count_2", row), ==, 6533);
  g_assert_cmpfloat(fixture_number(r, "spike_year", row), ==, 2024);
  g_assert_cmpfloat(fixture_number(r, "base_excluded", row), ==, 1);
  g_assert_cmpstr(fixture_text(r, "previous_verdict", row), ==, "not-assessed");
  size_t total = row_of(dataset, analysis, "total"); /* the case is in the total too */
  g_assert_cmpfloat(fixture_number(r, "spike_year", total), ==, 2024);
  g_assert_cmpfloat(fixture_number(r, "base_excluded", total), ==, 1);
  g_assert_cmpfloat(fixture_number(r, "base_count", total), ==, (7538 + 8970) / 2.0);
  g_assert_true(fixture_missing(r, "spike_year", row_of(dataset, analysis, "person")));
  dataset->period_end = 2024;
  g_autoptr(pb_analysis) before =
      pb_analysis_new(dataset, pb_dataset_municipality(dataset, "0191"), NULL);
  const pb_result *b = pb_analysis_find(before, "overview", -1);
  g_assert_cmpstr(fixture_text(b, "verdict_reason", row_of(dataset, before, "drugs_weapons")), ==,
                  "single-case");
}

static void all_of_sweden_is_finite(void) {
  g_autoptr(pb_dataset) dataset = fixture_real();
  for (size_t m = 0; m < dataset->n_municipalities; m += 7) {
    g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, (int)m, NULL);
    for (size_t i = 0; i < pb_analysis_length(analysis); i++)
      check_finite(pb_analysis_at(analysis, i));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
#define ADD(f) g_test_add_func("/analysis/whole/" #f, f)
  ADD(random_countries_are_finite);
  ADD(tiny_places_are_finite);
  ADD(empty_datasets_are_finite);
  ADD(threads_give_the_same);
  ADD(orebro_is_as_published);
  ADD(sigtunas_large_case_is_seen);
  ADD(all_of_sweden_is_finite);
  return g_test_run();
}
