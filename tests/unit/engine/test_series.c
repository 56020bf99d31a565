/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/start.h"
#include "engine/stats/baseline.h"
#include "engine/stats/local_variation.h"
#include "engine/stats/overdispersion.h"
#include "engine/stats/trend.h"
#include "tests/unit/engine/discoveries.h"
#include "tests/unit/engine/helpers.h"

static void fill(pb_series_point *points, const double *counts, size_t n) {
  for (size_t i = 0; i < n; i++)
    points[i] = (pb_series_point){counts[i], 1, (double)i, 1};
}

static void test_trend_reference(void) {
  pb_series_point points[100];
  fill(points, discoveries, 100);
  const char *reason = NULL;
  pb_trend_options options = {.per_year = 1};
  g_autoptr(pb_trend) trend = pb_trend_fit(points, 100, &options, &reason);
  g_assert_nonnull(trend);
  assert_near(trend->slope, -.00536022, 1e-6);
  assert_near(pb_glm_se(trend->fit, 1, 1), .00198170, 3e-6);
  assert_near(trend->fit->dispersion, 1.541413, 1e-6);
  assert_near(pb_glm_se(trend->fit, 1, trend->fit->dispersion), .00246035, 3e-6);
  g_assert_true(trend->overdispersed);
  g_assert_cmpfloat(trend->reported.lower, ==, trend->quasi_t.lower);
  g_assert_cmpfloat(trend->quasi_t.upper, >, trend->quasi.upper);
  g_assert_cmpfloat(trend->quasi.upper, >, trend->poisson.upper);
}

/* Drivers killed in Great Britain, level shift with the seat belt law of February 1983: trend and
 * two waves a year. The counts are those of the reference case. */
static void test_interrupted_series_reference(void) {
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(PB_SOURCE_ROOT
                                    "/tests/oracle/cases/03_trend_glm/input_DriversKilled.csv",
                                    &text, NULL, NULL));
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  enum { N = 192, P = 7, LAW_FROM = 169 };
  double y[N], x[N * P];
  for (int i = 0; i < N; i++) {
    y[i] = g_ascii_strtod(lines[i + 1], NULL);
    double w = 2 * M_PI * i / 12;
    const double row[P] = {1, i, sin(w), cos(w), sin(2 * w), cos(2 * w), i >= LAW_FROM};
    memcpy(x + i * P, row, sizeof row);
  }
  pb_glm_data data = {.n = N, .n_terms = P, .y = y, .x = x};
  const char *reason = NULL;
  g_autoptr(pb_glm) fit = pb_poisson_glm(&data, &reason);
  g_assert_nonnull(fit);
  assert_near(fit->coef[6], -.1335264, 1e-6);
  assert_near(pb_glm_se(fit, 6, 1), .0259260, 3e-6);
  assert_near(fit->dispersion, 2.270915, 1e-6);
  assert_near(pb_glm_se(fit, 6, fit->dispersion), .0390694, 3e-6);
}

/* Reported crime in a county by month of 2010 around a flat level, per day: forty times Poisson. */
static void test_dispersion_reference(void) {
  static const double crimes[12] = {2483, 2110, 2816, 2730, 3063, 3039,
                                    3404, 3086, 2976, 3042, 2692, 2301};
  double x[12], offset[12];
  for (int m = 0; m < 12; m++) {
    x[m] = 1;
    offset[m] = log(pb_period_days(pb_period_make(2010, 12, m + 1)));
  }
  pb_glm_data data = {.n = 12, .n_terms = 1, .y = crimes, .x = x, .offset = offset};
  const char *reason = NULL;
  g_autoptr(pb_glm) fit = pb_poisson_glm(&data, &reason);
  g_assert_cmpfloat_with_epsilon(fit->dispersion, 39.8, .05);
  assert_near(fit->deviance, fit->null_deviance, 1e-9);
}

static void test_overdispersion(void) {
  pb_series_point points[100];
  pb_dispersion dispersion;
  const char *reason = NULL;
  fill(points, discoveries, 100);
  g_assert_true(pb_overdispersion(points, 100, 1, &dispersion, &reason));
  assert_near(dispersion.phi, 1.541413, 1e-6);
  assert_near(dispersion.df, 98, 0);
  g_assert_cmpfloat(dispersion.p, <, .001);
  g_assert_false(pb_overdispersion(points, 4, 1, &dispersion, &reason));
  g_assert_nonnull(reason);
  static const double zeros[6] = {0};
  reason = NULL;
  fill(points, zeros, 6);
  g_assert_false(pb_overdispersion(points, 6, 1, &dispersion, &reason));
  g_assert_nonnull(reason);
}

/* By hand: exposures of 1, counts 10 20 10 20 10. Each middle differs by 10 from its neighbours'
 * mean of three years with 40 or 50 crimes: variance 40/3 * 1.5 = 20 and 50/3 * 1.5 = 25, so jumps
 * of 5, 4 and 5; 3^2 / (3 + 2 * 8/9 + 1/18) degrees of freedom. */
static void test_local_reference(void) {
  static const double zigzag[5] = {10, 20, 10, 20, 10};
  pb_series_point points[11];
  pb_dispersion dispersion;
  const char *reason = NULL;
  fill(points, zigzag, 5);
  g_assert_true(pb_local_variation(points, 5, &dispersion, &reason));
  assert_near(dispersion.phi, (5. + 4 + 5) / 3, 1e-12);
  assert_near(dispersion.df, 9 / (3 + 16. / 9 + 1. / 18), 1e-12);
  /* A straight climb is no variation, however steep. */
  static const double climb[11] = {10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110};
  fill(points, climb, 11);
  g_assert_true(pb_local_variation(points, 11, &dispersion, &reason));
  g_assert_cmpfloat(dispersion.phi, <, 1e-20);
  assert_near(dispersion.df, 81 / (9 + 8 * 8. / 9 + 7. / 18), 1e-12);
  /* A gap breaks the runs that span it. */
  points[5].t += 100;
  g_assert_true(pb_local_variation(points, 11, &dispersion, &reason));
  assert_near(dispersion.df, 36 / (6 + 4 * 8. / 9 + 2. / 18), 1e-12);
  g_assert_false(pb_local_variation(points, 4, &dispersion, &reason));
  g_assert_nonnull(reason);
}

/* Rows in another order, exposures in another unit: the same trend. */
static void test_order_and_scale(void) {
  pb_series_point a[48], b[48];
  for (int i = 0; i < 48; i++) {
    a[i] = (pb_series_point){30 + i % 7 * 5 + i / 6, 1000 + i, i, i % 12 + 1};
    b[(i * 29) % 48] = a[i];
    b[(i * 29) % 48].exposure *= 365;
  }
  const char *reason = NULL;
  pb_trend_options options = {.per_year = 12, .season = PB_SEASON_DUMMIES};
  g_autoptr(pb_trend) one = pb_trend_fit(a, 48, &options, &reason);
  g_autoptr(pb_trend) two = pb_trend_fit(b, 48, &options, &reason);
  assert_near(one->slope, two->slope, 1e-10);
  assert_near(one->p_quasi, two->p_quasi, 1e-9);
  assert_near(one->fit->coef[0] - two->fit->coef[0], log(365), 1e-9);
  for (int i = 0; i < 48; i++)
    assert_near(one->fit->fitted[i], two->fit->fitted[(i * 29) % 48], 1e-9);
}

/* With as many waves as months allow, waves and month levels are the same model. */
static void test_full_waves_equal_levels(void) {
  pb_series_point points[60];
  for (int i = 0; i < 60; i++)
    points[i] = (pb_series_point){20 + (i * 37) % 11, 1, i, i % 12 + 1};
  const char *reason = NULL;
  pb_trend_options levels = {.per_year = 12, .season = PB_SEASON_DUMMIES};
  pb_trend_options waves = {.per_year = 12, .season = PB_SEASON_HARMONICS, .harmonics = 6};
  g_autoptr(pb_trend) a = pb_trend_fit(points, 60, &levels, &reason);
  g_autoptr(pb_trend) b = pb_trend_fit(points, 60, &waves, &reason);
  g_assert_cmpuint(a->fit->n_terms, ==, b->fit->n_terms);
  assert_near(a->fit->deviance, b->fit->deviance, 1e-9);
  assert_near(a->slope, b->slope, 1e-8);
}

static void test_cannot_be_fitted(void) {
  pb_series_point points[60];
  const char *reason = NULL;
  fill(points, discoveries, 60);
  pb_trend_options yearly = {.per_year = 1};
  g_assert_null(pb_trend_fit(points, 4, &yearly, &reason));
  g_assert_nonnull(reason);
  for (int i = 0; i < 60; i++) /* one point in time */
    points[i].t = 3;
  reason = NULL;
  g_assert_null(pb_trend_fit(points, 60, &yearly, &reason));
  g_assert_nonnull(reason);
}

static void test_day_adjusted_points(void) {
  pb_period origin = pb_period_make(2016, 4, 2);
  pb_series_point a = pb_series_point_at(pb_period_make(2018, 4, 1), origin, 7, 1000);
  assert_near(a.t, 7, 0);
  g_assert_cmpint(a.season, ==, 1);
  assert_near(a.exposure, 1000 * 90 * 4 / 365.2425, 1e-12);
}

/* A history of exactly 100 a quarter: expected 100, phi taken as 1, variance 100 (1 + 1/n_season).
 */
static void test_baseline_reference(void) {
  pb_series_point points[20];
  for (int i = 0; i < 20; i++)
    points[i] = (pb_series_point){100, 1, i, i % 4 + 1};
  const char *reason = NULL;
  g_autoptr(pb_baseline) baseline = pb_baseline_fit(points, 16, NULL, &reason);
  g_assert_nonnull(baseline);
  assert_near(baseline->phi, 1, 0);
  assert_near(baseline->critical, 2.178812830, 1e-8);
  points[17].count = 140;
  points[18].count = 60;
  pb_expected usual = pb_baseline_expect(baseline, &points[16]);
  assert_near(usual.expected, 100, 1e-9);
  double sd = sqrt(100 + 100. * 100 / 400), step = 2. / 3 * sd / cbrt(100);
  assert_near(usual.lower, pow(cbrt(1e4) - 2.178812830 * step, 1.5), 1e-8);
  assert_near(usual.upper, pow(cbrt(1e4) + 2.178812830 * step, 1.5), 1e-8);
  g_assert_cmpint(usual.side, ==, 0);
  g_assert_cmpint(pb_baseline_expect(baseline, &points[17]).side, ==, 1);
  g_assert_cmpint(pb_baseline_expect(baseline, &points[18]).side, ==, -1);
  points[16].exposure = 2;
  assert_near(pb_baseline_expect(baseline, &points[16]).expected, 200, 1e-9);
}

/* Too little history is a sentence, not a number; tiny counts have no negative lower end. */
static void test_baseline_edges(void) {
  pb_series_point points[20];
  for (int i = 0; i < 20; i++)
    points[i] = (pb_series_point){i % 3, 1, i, i % 4 + 1};
  const char *reason = NULL;
  g_assert_null(pb_baseline_fit(points, 11, NULL, &reason));
  g_assert_nonnull(reason);
  g_autoptr(pb_baseline) baseline = pb_baseline_fit(points, 16, NULL, &reason);
  g_assert_nonnull(baseline);
  for (int i = 16; i < 20; i++)
    g_assert_cmpfloat(pb_baseline_expect(baseline, &points[i]).lower, >=, 0);
}

/* A quarter that never had a crime is expected to have none; the others are not disturbed. */
static void test_baseline_empty_season(void) {
  pb_series_point points[21];
  for (int i = 0; i < 21; i++)
    points[i] = (pb_series_point){i % 4 == 2 ? 0 : 30, 1, i, i % 4 + 1};
  const char *reason = NULL;
  g_autoptr(pb_baseline) baseline = pb_baseline_fit(points, 16, NULL, &reason);
  g_assert_nonnull(baseline);
  pb_expected none = pb_baseline_expect(baseline, &points[18]);
  g_assert_true(none.expected < 1e-6 && none.lower == 0 && none.upper < 1);
  g_assert_cmpint(none.side, ==, 0);
  assert_near(pb_baseline_expect(baseline, &points[17]).expected, 30, 1e-6);
}

/* The trend option carries a doubling every four years on. */
static void test_baseline_trend(void) {
  pb_series_point points[24];
  for (int i = 0; i < 24; i++)
    points[i] = (pb_series_point){round(100 * pow(2, i / 16.)), 1, i, i % 4 + 1};
  const char *reason = NULL;
  pb_baseline_options options = {.per_year = 4, .trend = true};
  g_autoptr(pb_baseline) baseline = pb_baseline_fit(points, 20, &options, &reason);
  assert_near(exp(4 * baseline->fit->coef[1]), pow(2, .25), 2e-3);
  assert_near(pb_baseline_expect(baseline, &points[23]).expected, points[23].count, 5e-3);
}

static void test_run_baseline(void) {
  double counts[20], quarters[20], out[20] = {0};
  for (int i = 0; i < 20; i++) {
    counts[i] = i == 5 ? 900 : i == 19 ? 160 : 100;
    quarters[i] = i % 4 + 1;
  }
  out[5] = 1;
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "count", 20, counts);
  add_numbers(table, "quarter", 20, quarters);
  add_numbers(table, "leave_out", 20, out);
  g_autoptr(pb_result) result = run_statistic("baseline", table, NULL, NULL);
  g_assert_null(pb_result_reason(result));
  g_assert_true(is_missing(result, "expected", 15));
  assert_near(cell(result, "expected", 16), 100, 1e-9);
  const pb_column *unusual = pb_result_find(result, "unusual");
  g_assert_cmpstr(pb_column_string(unusual, 18), ==, "");
  g_assert_cmpstr(pb_column_string(unusual, 19), ==, "high");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  pb_engine_start();
  g_test_add_func("/stats/trend/reference", test_trend_reference);
  g_test_add_func("/stats/trend/interrupted-reference", test_interrupted_series_reference);
  g_test_add_func("/stats/trend/order-and-scale", test_order_and_scale);
  g_test_add_func("/stats/trend/waves-equal-levels", test_full_waves_equal_levels);
  g_test_add_func("/stats/trend/cannot-be-fitted", test_cannot_be_fitted);
  g_test_add_func("/stats/overdispersion/reference", test_dispersion_reference);
  g_test_add_func("/stats/local-variation/reference", test_local_reference);
  g_test_add_func("/stats/overdispersion/series", test_overdispersion);
  g_test_add_func("/stats/series/day-adjusted", test_day_adjusted_points);
  g_test_add_func("/stats/baseline/reference", test_baseline_reference);
  g_test_add_func("/stats/baseline/edges", test_baseline_edges);
  g_test_add_func("/stats/baseline/empty-season", test_baseline_empty_season);
  g_test_add_func("/stats/baseline/trend", test_baseline_trend);
  g_test_add_func("/stats/baseline/table", test_run_baseline);
  return g_test_run();
}
