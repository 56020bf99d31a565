/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quarters and months as control chart, forecast and parts. Expected numbers are worked out by hand
 * from series in which nothing varies, or come from the engine's own statistic on the same data. */
#include <math.h>

#include "engine/statistic.h"
#include "fixture.h"

static double scalar(const pb_result *result, const char *name) {
  double value;
  if (!pb_result_get_scalar(result, name, &value))
    g_error("%s: %s is missing", pb_result_name(result), name);
  return value;
}

typedef int64_t (*quarter_count)(int year, int quarter);

/* Quarters first .. 2025K4, and the first of 2026, of 100 000 residents. */
static pb_dataset *quarters(int first, quarter_count count) {
  pb_dataset *dataset = fixture_new(1, 1, 2012, 2025);
  fixture_quarters(dataset, first, 2026);
  for (int year = first; year <= 2026; year++)
    for (int q = 1; q <= (year == 2026 ? 1 : 4); q++)
      fixture_set_quarter(dataset, 0, year, q, count(year, q), 100000);
  return dataset;
}

static void add_break(pb_dataset *dataset, int year) {
  dataset->n_breaks = 1;
  dataset->breaks = g_new0(pb_series_break, 1);
  dataset->breaks[0] = (pb_series_break){
      year, g_strdup("reported-crime"), g_strdup("a"), g_strdup("a"), g_strdup(""), g_strdup("")};
}

static int64_t hundred(int year, int quarter) {
  return year == 2023 && quarter == 2 ? 140 : year == 2023 && quarter == 3 ? 118 : 100;
}

/* Level 100, no scatter: limits of chance alone, 100 +- 1.96 and 3.09 times 10; for the quarters
 * after the first phase times the root of 1.2, since five of each quarter set the level. Only the
 * 29th of February moves the expected, by a hundredth. */
static void limits_of_chance(void) {
  g_autoptr(pb_dataset) dataset = quarters(2018, hundred);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = pb_analysis_find(analysis, "quarter-control", -1);
  g_assert_null(pb_result_reason(r));
  g_assert_cmpuint(pb_result_n_rows(r), ==, 33);
  g_assert_cmpfloat(scalar(r, "first_phase_first"), ==, 2018);
  g_assert_cmpfloat(scalar(r, "first_phase_last"), ==, 2022);
  g_assert_cmpfloat(scalar(r, "n_first_phase"), ==, 20);
  g_assert_cmpfloat(scalar(r, "n_judged"), ==, 13);
  g_assert_cmpfloat(scalar(r, "level"), ==, 100);
  g_assert_cmpfloat(scalar(r, "laney"), ==, 0);
  for (size_t row = 0; row < 33; row++) {
    const double wider = row < 20 ? 1 : sqrt(1.2);
    g_assert_cmpfloat_with_epsilon(fixture_number(r, "lower_95", row), 100 - 19.6 * wider, .3);
    g_assert_cmpfloat_with_epsilon(fixture_number(r, "upper_95", row), 100 + 19.6 * wider, .3);
    g_assert_cmpfloat_with_epsilon(fixture_number(r, "lower_998", row), 100 - 30.9 * wider, .3);
    g_assert_cmpfloat_with_epsilon(fixture_number(r, "upper_998", row), 100 + 30.9 * wider, .3);
    g_assert_cmpfloat(fixture_number(r, "first_phase", row), ==, row < 20);
    g_assert_cmpstr(fixture_text(r, "signal", row), ==, row == 21 ? "beyond-high" : "");
  }
  g_assert_cmpfloat(scalar(r, "n_above"), ==, 1);
  g_assert_cmpfloat(scalar(r, "n_below"), ==, 0);
}

static int64_t lower_since_2023(int year, int quarter) {
  return 1000 + 100 * (quarter == 3) - (year >= 2023 ? 60 : 0) + (year * 5 + quarter * 3) % 7 * 8;
}

/* Six per cent less is within the limits, but thirteen quarters of it are a run from the eighth
 * on. The season is not a signal, nor does it widen the limits. */
static void a_lower_level_is_a_run(void) {
  g_autoptr(pb_dataset) dataset = quarters(2018, lower_since_2023);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = pb_analysis_find(analysis, "quarter-control", -1);
  for (size_t row = 0; row < 33; row++)
    if (row != 26) /* the quarter before may be below the level by the odd crime */
      g_assert_cmpstr(fixture_text(r, "signal", row), ==, row >= 27 ? "run-low" : "");
  g_assert_cmpfloat(scalar(r, "run_side"), ==, -1);
  g_assert_cmpfloat(scalar(r, "run_length"), ==, 13);
  g_assert_cmpfloat(scalar(r, "laney"), ==, 0);
}

static int64_t uneven(int year, int quarter) {
  return 3000 + (year * 7919 + quarter * 104729) % 997 + 200 * (quarter == 3);
}

/* What the engine's statistic gives for the same counts with the expected as exposure, its sigma
 * times the root of 19 / 16: twenty quarters, four terms of the season. */
static void laneys_sigma_pays_for_the_season(void) {
  g_autoptr(pb_dataset) dataset = quarters(2018, uneven);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = pb_analysis_find(analysis, "quarter-control", -1);
  g_autoptr(pb_table) table = pb_table_new();
  pb_column *count = pb_column_new("count", PB_TYPE_INT64, NULL);
  pb_column *exposure = pb_column_new("exposure", PB_TYPE_DOUBLE, NULL);
  for (size_t row = 0; row < 33; row++) {
    pb_column_append_int(count, (int64_t)fixture_number(r, "count", row));
    pb_column_append_double(exposure, fixture_number(r, "expected", row));
  }
  pb_table_add(table, count);
  pb_table_add(table, exposure);
  const pb_statistic *statistic = pb_statistic_find("control-chart");
  g_autoptr(pb_params) params = pb_params_new(statistic->params, statistic->n_params);
  g_assert_true(pb_params_set(params, "baseline", "20", NULL));
  g_autoptr(pb_result) reference = statistic->run(table, params, NULL);
  g_assert_cmpfloat_with_epsilon(scalar(reference, "centre"), 1, 1e-9);
  double sigma = scalar(reference, "sigma_z") * sqrt(19. / 16);
  g_assert_cmpfloat_with_epsilon(scalar(r, "sigma_z"), sigma, 1e-9);
  g_assert_cmpfloat_with_epsilon(scalar(r, "phi"), scalar(reference, "phi") * 19 / 16, 1e-9);
  g_assert_cmpfloat(scalar(r, "laney"), ==, 1);
  double centre = scalar(r, "level"), expected = fixture_number(r, "expected", 32);
  double first_quarters = 0; /* that the expected of a first quarter rests on */
  for (size_t row = 0; row < 20; row += 4)
    first_quarters += fixture_number(r, "expected", row);
  double wider = sqrt(1 + expected / first_quarters);
  const double t_16 = 3.68615; /* quantile 0.999 */
  g_assert_cmpfloat_with_epsilon(fixture_number(r, "upper_998", 32),
                                 centre * (1 + t_16 * wider * sigma / sqrt(expected)), .1);
  g_assert_cmpfloat_with_epsilon(fixture_number(r, "adjusted", 32),
                                 centre * fixture_number(r, "count", 32) / expected, 1e-6);
}

static int64_t three(int year, int quarter) {
  return 3 + (year + quarter) % 2;
}

static void too_little_is_a_reason(void) {
  g_autoptr(pb_dataset) few = quarters(2018, three);
  g_autoptr(pb_analysis) small = pb_analysis_new(few, 0, NULL);
  g_assert_nonnull(pb_result_reason(pb_analysis_find(small, "quarter-control", -1)));
  g_assert_null(pb_result_reason(pb_analysis_find(small, "quarter-forecast", -1)));
  g_autoptr(pb_dataset) late = quarters(2024, hundred);
  g_autoptr(pb_analysis) brief = pb_analysis_new(late, 0, NULL);
  g_autoptr(pb_dataset) empty = fixture_new(1, 1, 2012, 2025);
  g_autoptr(pb_analysis) none = pb_analysis_new(empty, 0, NULL);
  static const char *const names[] = {"quarter-control", "quarter-forecast", "quarter-parts"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    g_assert_nonnull(pb_result_reason(pb_analysis_find(brief, names[i], -1)));
    g_assert_nonnull(pb_result_reason(pb_analysis_find(none, names[i], -1)));
    g_assert_cmpuint(pb_result_n_columns(pb_analysis_find(none, names[i], -1)), ==, 0);
  }
}

static int64_t zero(int year, int quarter) {
  (void)year;
  (void)quarter;
  return 0;
}

static void zeros_are_a_reason(void) {
  g_autoptr(pb_dataset) dataset = quarters(2014, zero);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  static const char *const names[] = {"quarter-control", "quarter-forecast", "quarter-parts"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    g_assert_nonnull(pb_result_reason(pb_analysis_find(analysis, names[i], -1)));
}

static int64_t level(int year, int quarter) {
  (void)year;
  (void)quarter;
  return 100;
}

/* Five years of 100: variance 100 + 100^2 / 500 = 120 and t(16). On the 2/3 power scale 80 per cent
 * reach from (21.544 - 1.3368 * 1.5734)^1.5 to (21.544 + 1.3368 * 1.5734)^1.5.
 * The year: variance 400 (1 + 1/5) = 480 and t(4), from (54.288 - 1.5332 * 1.9824)^1.5 on. */
static void forecast_of_a_level(void) {
  g_autoptr(pb_dataset) dataset = quarters(2016, level);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = pb_analysis_find(analysis, "quarter-forecast", -1);
  g_assert_null(pb_result_reason(r));
  g_assert_cmpuint(pb_result_n_rows(r), ==, 24);
  static const pb_period coming[] = {20260402, 20260403, 20260404, 20270401};
  for (size_t row = 0; row < 24; row++) {
    g_assert_true(fixture_missing(r, "count", row) == (row >= 20));
    g_assert_true(fixture_missing(r, "expected", row) == (row < 20));
    if (row < 20)
      continue;
    g_assert_cmpint((int64_t)fixture_number(r, "period", row), ==, coming[row - 20]);
    g_assert_cmpfloat_with_epsilon(fixture_number(r, "expected", row), 100, .6);
    g_assert_cmpfloat_with_epsilon(fixture_number(r, "lower_80", row), 85.7, .6);
    g_assert_cmpfloat_with_epsilon(fixture_number(r, "upper_80", row), 115.0, .6);
    g_assert_cmpfloat(fixture_number(r, "lower_95", row), <, fixture_number(r, "lower_80", row));
    g_assert_cmpfloat(fixture_number(r, "lower_80", row), <, fixture_number(r, "lower_50", row));
    g_assert_cmpfloat(fixture_number(r, "upper_50", row), <, fixture_number(r, "upper_80", row));
    g_assert_cmpfloat(fixture_number(r, "upper_80", row), <, fixture_number(r, "upper_95", row));
  }
  g_assert_cmpfloat_with_epsilon(scalar(r, "total_expected"), 400, 1);
  g_assert_cmpfloat_with_epsilon(scalar(r, "total_lower_80"), 366.9, 1);
  g_assert_cmpfloat_with_epsilon(scalar(r, "total_upper_80"), 434.1, 1);
  g_assert_cmpfloat(scalar(r, "total_phi"), ==, 1);
  g_assert_cmpfloat(scalar(r, "total_before"), ==, 400);
  g_assert_cmpfloat(scalar(r, "n_tested"), ==, 8);
  g_assert_cmpfloat(scalar(r, "n_within"), ==, 8);
  g_assert_cmpfloat(scalar(r, "error_model"), <, 1);
}

static int64_t a_leap_up(int year, int quarter) {
  (void)quarter;
  return year >= 2024 ? 200 : 100;
}

/* The level leapt in the years of the test: none of the first was within, and last year would have
 * been the better guess. */
static void the_test_tells_of_a_bad_forecast(void) {
  g_autoptr(pb_dataset) dataset = quarters(2016, a_leap_up);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = pb_analysis_find(analysis, "quarter-forecast", -1);
  g_assert_cmpstr(pb_result_get_text(r, "better"), ==, "naive");
  g_assert_cmpfloat(scalar(r, "n_within"), <, 8);
  g_assert_cmpfloat(scalar(r, "error_model"), >, scalar(r, "error_naive"));
}

static int64_t wave(int year, int quarter) {
  static const int season[] = {-30, 10, 40, -20};
  return 500 + season[quarter - 1] + (year == 2021 && quarter == 4 ? 150 : 0);
}

/* A level with a season that sums to 0 comes back whole; the odd quarter is in the remainder. */
static void parts_of_a_wave(void) {
  g_autoptr(pb_dataset) dataset = quarters(2014, wave);
  add_break(dataset, 2015);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *r = pb_analysis_find(analysis, "quarter-parts", -1);
  g_assert_null(pb_result_reason(r));
  g_assert_cmpuint(pb_result_n_rows(r), ==, 49);
  static const double season[] = {-30, 10, 40, -20};
  for (size_t row = 0; row < 49; row++) {
    bool before = row < 4; /* counted in another way */
    g_assert_true(fixture_missing(r, "trend", row) == before);
    if (before)
      continue;
    g_assert_cmpfloat_with_epsilon(fixture_number(r, "trend", row), 500, 1);
    g_assert_cmpfloat_with_epsilon(fixture_number(r, "season", row), season[row % 4], 1);
    g_assert_cmpfloat_with_epsilon(fixture_number(r, "remainder", row), row == 31 ? 150 : 0, 2);
    g_assert_cmpfloat_with_epsilon(fixture_number(r, "trend", row) +
                                       fixture_number(r, "season", row) +
                                       fixture_number(r, "remainder", row),
                                   fixture_number(r, "count", row), 1e-9);
  }
  g_assert_cmpfloat(scalar(r, "season_low_number"), ==, 1);
  g_assert_cmpfloat(scalar(r, "season_high_number"), ==, 3);
  g_assert_cmpfloat_with_epsilon(scalar(r, "season_high"), 40, 1);
  g_assert_cmpfloat(scalar(r, "first_year"), ==, 2015);
}

/* What was counted in another way neither sets the level nor is carried on. */
static void a_break_ends_the_past(void) {
  g_autoptr(pb_dataset) dataset = quarters(2014, level);
  add_break(dataset, 2019);
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *control = pb_analysis_find(analysis, "quarter-control", -1);
  g_assert_cmpfloat(scalar(control, "first_phase_first"), ==, 2019);
  g_autoptr(pb_dataset) late = quarters(2014, level);
  add_break(late, 2024);
  g_autoptr(pb_analysis) brief = pb_analysis_new(late, 0, NULL);
  static const char *const names[] = {"quarter-control", "quarter-forecast", "quarter-parts"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    g_assert_nonnull(pb_result_reason(pb_analysis_find(brief, names[i], -1)));
}

static void a_gap_is_no_zero(void) {
  g_autoptr(pb_dataset) dataset = quarters(2016, level);
  pb_crime_panel_cell(dataset->quarterly, 0, 0, 33)->present = false; /* 2024K2 */
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  g_assert_nonnull(pb_result_reason(pb_analysis_find(analysis, "quarter-parts", -1)));
  const pb_result *control = pb_analysis_find(analysis, "quarter-control", -1);
  g_assert_cmpuint(pb_result_n_rows(control), ==, 32);
  for (size_t row = 0; row < 32; row++)
    g_assert_cmpstr(fixture_text(control, "signal", row), ==, "");
  g_assert_null(pb_result_reason(pb_analysis_find(analysis, "quarter-forecast", -1)));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
#define ADD(f) g_test_add_func("/analysis/series/" #f, f)
  ADD(limits_of_chance);
  ADD(a_lower_level_is_a_run);
  ADD(laneys_sigma_pays_for_the_season);
  ADD(too_little_is_a_reason);
  ADD(zeros_are_a_reason);
  ADD(forecast_of_a_level);
  ADD(the_test_tells_of_a_bad_forecast);
  ADD(parts_of_a_wave);
  ADD(a_break_ends_the_past);
  ADD(a_gap_is_no_zero);
  return g_test_run();
}
