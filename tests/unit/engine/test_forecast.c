/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/start.h"
#include "engine/stats/forecast.h"
#include "tests/unit/engine/helpers.h"

enum { YEARS = 7, N = 12 * YEARS };

static void fill(pb_series_point *points, const double *level_of_year) {
  for (int i = 0; i < N; i++)
    points[i] = (pb_series_point){level_of_year[i / 12] + 5 * (i % 12), 1000, i, i % 12 + 1};
}

/* Six years of 100 + season and a seventh of the same: the forecast is the season, the back-test
 * has no error, and neither does the naive one. */
static void test_steady(void) {
  static const double levels[YEARS] = {100, 100, 100, 100, 100, 100, 100};
  pb_series_point points[N];
  const char *reason = NULL;
  fill(points, levels);
  pb_forecast_options options = {.per_year = 12};
  g_autoptr(pb_forecast) f = pb_forecast_make(points, N, NULL, 0, &options, &reason);
  g_assert_nonnull(f);
  g_assert_cmpuint(f->n_coming, ==, 12);
  g_assert_cmpuint(f->n_history, ==, 60);
  for (int m = 0; m < 12; m++) {
    g_assert_cmpint(f->coming[m].point.season, ==, m + 1);
    assert_near(f->coming[m].expected.expected, 100 + 5 * m, 1e-9);
    assert_near(f->coming[m].naive, 100 + 5 * m, 1e-9);
  }
  g_assert_cmpint(f->better, ==, PB_FORECAST_EQUAL);
  assert_near(f->coverage, 1, 0);
}

/* Years that go up and down by 20 around 100: a year earlier is wrong by 40 every time, the mean of
 * five years by 16 or 24. By hand: before year 6 the years 1 .. 5 have the mean 104 and 80 came;
 * before year 7 the years 2 .. 6 have the mean 96 and 120 came. */
static void test_model_beats_naive(void) {
  static const double levels[YEARS] = {120, 80, 120, 80, 120, 80, 120};
  pb_series_point points[N];
  const char *reason = NULL;
  fill(points, levels);
  pb_forecast_options options = {.per_year = 12};
  g_autoptr(pb_forecast) f = pb_forecast_make(points, N, NULL, 0, &options, &reason);
  g_assert_cmpint(f->better, ==, PB_FORECAST_MODEL);
  g_assert_cmpuint(f->n_compared, ==, 24);
  assert_near(f->error_naive, 40, 1e-9);
  assert_near(f->error_model, 24, 1e-9);
  assert_near(f->tested[0].expected.expected, 104, 1e-9);
  assert_near(f->tested[12].expected.expected, 96, 1e-9);
  assert_near(f->bias, 0, 1e-9);
}

/* A level that moved for good: the year before is the better forecast, and a warning says so. */
static void test_naive_beats_model(void) {
  static const double levels[YEARS] = {50, 50, 50, 50, 200, 200, 200};
  pb_series_point points[N];
  const char *reason = NULL;
  fill(points, levels);
  pb_forecast_options options = {.per_year = 12};
  g_autoptr(pb_forecast) f = pb_forecast_make(points, N, NULL, 0, &options, &reason);
  g_assert_cmpint(f->better, ==, PB_FORECAST_NAIVE);
  assert_near(f->error_naive, 0, 1e-9);
  double count[N], month[N];
  for (int i = 0; i < N; i++) {
    count[i] = points[i].count;
    month[i] = points[i].season;
  }
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "count", N, count);
  add_numbers(table, "month", N, month);
  g_autoptr(pb_result) result = run_statistic("forecast", table, NULL, NULL);
  g_assert_cmpstr(pb_result_get_text(result, "better"), ==, "naive");
  g_assert_cmpuint(pb_result_n_warnings(result), ==, 1);
  g_assert_cmpuint(pb_result_n_rows(result), ==, 12);
  static const char *const settings[] = {"table", "backtest", NULL};
  g_autoptr(pb_result) tested = run_statistic("forecast", table, settings, NULL);
  g_assert_cmpuint(pb_result_n_rows(tested), ==, 24);
  assert_near(cell(tested, "count", 0), 200, 0);
}

/* The back-test must not know what came after: other last years, same forecasts of the first. */
static void test_no_peeking(void) {
  static const double levels[YEARS] = {90, 110, 100, 95, 105, 100, 100};
  static const double later[YEARS] = {90, 110, 100, 95, 105, 400, 1};
  pb_series_point a[N], b[N];
  const char *reason = NULL;
  fill(a, levels);
  fill(b, later);
  pb_forecast_options options = {.per_year = 12, .trend = true};
  g_autoptr(pb_forecast) one = pb_forecast_make(a, N, NULL, 0, &options, &reason);
  g_autoptr(pb_forecast) two = pb_forecast_make(b, N, NULL, 0, &options, &reason);
  for (int m = 0; m < 12; m++) {
    g_assert_cmpfloat(one->tested[m].expected.expected, ==, two->tested[m].expected.expected);
    g_assert_cmpfloat(one->tested[m].expected.upper, ==, two->tested[m].expected.upper);
  }
}

/* Three years: a forecast, but no test of it. Two: a reason. All zero: a reason. */
static void test_short_histories(void) {
  static const double levels[YEARS] = {100, 100, 100, 100, 100, 100, 100};
  pb_series_point points[N];
  const char *reason = NULL;
  fill(points, levels);
  pb_forecast_options options = {.per_year = 12};
  g_autoptr(pb_forecast) f = pb_forecast_make(points, 36, NULL, 0, &options, &reason);
  g_assert_nonnull(f);
  g_assert_cmpint(f->better, ==, PB_FORECAST_NOT_TESTED);
  g_assert_cmpuint(f->n_tested, ==, 0);
  g_assert_null(pb_forecast_make(points, 24, NULL, 0, &options, &reason));
  g_assert_nonnull(reason);
  reason = NULL;
  g_assert_null(pb_forecast_make(points, 0, NULL, 0, &options, &reason));
  g_assert_nonnull(reason);
  for (int i = 0; i < N; i++)
    points[i].count = 0;
  reason = NULL;
  g_assert_null(pb_forecast_make(points, N, NULL, 0, &options, &reason));
  g_assert_nonnull(reason);
}

/* Rows without a count are the periods asked for, with their own exposure; in any row order. */
static void test_coming_rows(void) {
  double count[N + 2], t[N + 2], month[N + 2], exposure[N + 2];
  for (int i = 0; i < N + 2; i++) {
    int at = i * 5 % (N + 2);
    t[i] = at;
    month[i] = at % 12 + 1;
    count[i] = at >= N ? NAN : 100 + 5 * (at % 12);
    exposure[i] = at >= N ? 2000 : 1000;
  }
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "count", N + 2, count);
  add_numbers(table, "t", N + 2, t);
  add_numbers(table, "month", N + 2, month);
  add_numbers(table, "exposure", N + 2, exposure);
  g_autoptr(pb_result) result = run_statistic("forecast", table, NULL, NULL);
  g_assert_cmpuint(pb_result_n_rows(result), ==, 2);
  assert_near(cell(result, "expected", 0), 200, 1e-9);
  assert_near(cell(result, "expected", 1), 210, 1e-9);
  assert_near(cell(result, "naive", 1), 210, 1e-9);
}

/* With years in the table the rows are named by period: after December 2024 comes January 2025. */
static void test_periods(void) {
  double count[N], year[N], month[N];
  for (int i = 0; i < N; i++) {
    count[i] = 100;
    year[i] = 2018 + i / 12;
    month[i] = i % 12 + 1;
  }
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "count", N, count);
  add_numbers(table, "year", N, year);
  add_numbers(table, "month", N, month);
  g_autoptr(pb_result) result = run_statistic("forecast", table, NULL, NULL);
  const pb_column *period = pb_result_find(result, "period");
  g_assert_cmpint(pb_column_int(period, 0), ==, pb_period_make(2025, 12, 1));
  g_assert_cmpint(pb_column_int(period, 11), ==, pb_period_make(2025, 12, 12));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  pb_engine_start();
  g_test_add_func("/stats/forecast/steady", test_steady);
  g_test_add_func("/stats/forecast/reference", test_model_beats_naive);
  g_test_add_func("/stats/forecast/naive-beats-model", test_naive_beats_model);
  g_test_add_func("/stats/forecast/no-peeking", test_no_peeking);
  g_test_add_func("/stats/forecast/short-histories", test_short_histories);
  g_test_add_func("/stats/forecast/coming-rows", test_coming_rows);
  g_test_add_func("/stats/forecast/periods", test_periods);
  return g_test_run();
}
