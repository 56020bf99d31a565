/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trend beyond Poisson: negative binomial, robust errors, shifts, and series to come. */
#include <gsl/gsl_sf_psi.h>

#include "engine/start.h"
#include "engine/stats/polygamma.h"
#include "engine/stats/trend.h"
#include "tests/unit/engine/discoveries.h"
#include "tests/unit/engine/helpers.h"

static pb_trend *fit(const double *counts, size_t n, pb_trend_model model) {
  g_autofree pb_series_point *points = g_new0(pb_series_point, n);
  const char *reason = NULL;
  for (size_t i = 0; i < n; i++)
    points[i] = (pb_series_point){counts[i], 1, (double)i, 1};
  pb_trend_options options = {.per_year = 1, .model = model};
  pb_trend *trend = pb_trend_fit(points, n, &options, &reason);
  g_assert_nonnull(trend);
  return trend;
}

static void test_discoveries(void) {
  g_autoptr(pb_trend) trend = fit(discoveries, 100, PB_TREND_NEGBIN);
  assert_near(trend->negbin->fit->coef[1], -.00583197, 1e-6);
  assert_near(trend->negbin->theta, 6.214858, 1e-6);
  assert_near(trend->equidispersion.alpha, .1785366, 1e-6);
  assert_near(trend->equidispersion.t, 2.291817, 1e-6);
  g_assert_cmpint(trend->chosen, ==, PB_TREND_NEGBIN);
  assert_near(trend->reported_ratio, exp(-.00583197), 1e-7);
}

/* Which form the variance has is told by how it grows: levels from 10 to 1000 with a spread of a
 * third of the level, or of the root of the level. */
static void test_form_of_variance(void) {
  double square[60], proportional[60];
  for (int i = 0; i < 60; i++) {
    double level = 10 * exp(i * log(100) / 59), sign = i % 3 - 1;
    square[i] = rint(level * (1 + .33 * sign));
    proportional[i] = rint(level + 3 * sign * sqrt(level));
  }
  g_autoptr(pb_trend) one = fit(square, 60, PB_TREND_AUTO);
  g_autoptr(pb_trend) two = fit(proportional, 60, PB_TREND_AUTO);
  g_assert_cmpint(one->chosen, ==, PB_TREND_NEGBIN);
  g_assert_cmpint(two->chosen, ==, PB_TREND_QUASI);
}

/* Steadier than chance: no theta, the Poisson fit is reported. */
static void test_falls_back(void) {
  double counts[30];
  for (int i = 0; i < 30; i++)
    counts[i] = 20 + i % 3;
  g_autoptr(pb_trend) trend = fit(counts, 30, PB_TREND_NEGBIN);
  g_assert_null(trend->negbin);
  g_assert_cmpint(trend->chosen, ==, PB_TREND_POISSON);
  g_assert_cmpfloat(trend->reported.lower, ==, trend->poisson.lower);
}

/* Half years high, half years low in long stretches: neighbours resemble each other, and the trend
 * must not look surer than the larger of the two errors. */
static void test_newey_west(void) {
  double counts[60];
  for (int i = 0; i < 60; i++)
    counts[i] = i / 6 % 2 ? 40 : 10;
  g_autoptr(pb_trend) trend = fit(counts, 60, PB_TREND_AUTO);
  g_assert_cmpfloat(trend->autocorrelation, >, .5);
  g_assert_true(trend->newey_west);
  assert_near(trend->df, 58, 0);
  double quasi = pb_glm_se(trend->fit, 1, trend->fit->dispersion);
  g_assert_cmpfloat(trend->se[1], >=, fmax(trend->se_newey_west[1], quasi));
  g_autoptr(pb_trend) plain = fit(counts, 60, PB_TREND_QUASI);
  g_assert_false(plain->newey_west);
  g_assert_cmpfloat(plain->reported.lower, ==, plain->quasi_t.lower);
}

static pb_table *seat_belts(bool shuffled) {
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(PB_SOURCE_ROOT
                                    "/tests/oracle/cases/03_trend_glm/input_DriversKilled.csv",
                                    &text, NULL, NULL));
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  enum { N = 192, LAW_FROM = 169 };
  double count[N], t[N], month[N], law[N];
  for (int i = 0; i < N; i++) {
    int at = shuffled ? i * 53 % N : i;
    count[i] = g_ascii_strtod(lines[at + 1], NULL);
    t[i] = at;
    month[i] = at % 12 + 1;
    law[i] = at == LAW_FROM;
  }
  pb_table *table = pb_table_new();
  add_numbers(table, "count", N, count);
  add_numbers(table, "t", N, t);
  add_numbers(table, "month", N, month);
  add_numbers(table, "break", N, law);
  return table;
}

/* Drivers killed and the seat belt law of February 1983, as a break in the table. */
static void test_break(void) {
  static const char *const settings[] = {"season", "harmonics", "model", "quasi", NULL};
  for (int shuffled = 0; shuffled < 2; shuffled++) {
    g_autoptr(pb_table) table = seat_belts(shuffled);
    g_autoptr(pb_result) result = run_statistic("trend", table, settings, NULL);
    const pb_column *term = pb_result_find(result, "term");
    g_assert_cmpuint(pb_result_n_rows(result), ==, 7);
    g_assert_cmpstr(pb_column_string(term, 6), ==, "shift 1");
    assert_near(cell(result, "coef", 6), -.1335264, 1e-6);
    assert_near(cell(result, "se", 6), .0259260, 3e-6);
    assert_near(cell(result, "se_quasi", 6), .0390694, 3e-6);
    assert_near(cell(result, "ratio", 6), exp(-.1335264), 1e-6);
    assert_near(pb_result_scalar_or(result, "dispersion", 0), 2.270915, 1e-6);
  }
}

/* The slope doubles at the bend: the two terms find both slopes. */
static void test_bend(void) {
  double count[40], mark[40];
  for (int i = 0; i < 40; i++) {
    count[i] = rint(1e6 * exp(.01 * i + (i >= 20 ? .02 * (i - 20) + .5 : 0)));
    mark[i] = i == 20;
  }
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "count", 40, count);
  add_numbers(table, "break", 40, mark);
  static const char *const settings[] = {"bend", "true", NULL};
  g_autoptr(pb_result) result = run_statistic("trend", table, settings, NULL);
  g_assert_cmpuint(pb_result_n_rows(result), ==, 4);
  g_assert_cmpstr(pb_column_string(pb_result_find(result, "term"), 3), ==, "bend 1");
  assert_near(cell(result, "coef", 1), .01, 1e-4);
  assert_near(cell(result, "coef", 2), .5, 1e-4);
  assert_near(cell(result, "coef", 3), .02, 1e-4);
}

static void test_too_many_breaks(void) {
  double count[40], mark[40];
  for (int i = 0; i < 40; i++) {
    count[i] = 10 + i % 4;
    mark[i] = i % 5 == 1;
  }
  g_autoptr(pb_table) table = pb_table_new();
  g_autoptr(GError) error = NULL;
  add_numbers(table, "count", 40, count);
  add_numbers(table, "break", 40, mark);
  g_assert_null(run_statistic("trend", table, NULL, &error));
  g_assert_nonnull(strstr(error->message, "break"));
}

/* Crimes in proportion to the days of the month have no season and no trend, in any row order, when
 * the calendar is known. */
static void test_days_of_the_month(void) {
  double count[36], year[36], month[36];
  for (int i = 0; i < 36; i++) {
    int at = i * 7 % 36;
    year[i] = 2023 + at / 12;
    month[i] = at % 12 + 1;
    count[i] = 100 * pb_period_days(pb_period_make((int)year[i], 12, (int)month[i]));
  }
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "count", 36, count);
  add_numbers(table, "year", 36, year);
  add_numbers(table, "month", 36, month);
  g_autoptr(pb_result) result = run_statistic("trend", table, NULL, NULL);
  for (size_t j = 1; j < 13; j++)
    g_assert_cmpfloat(fabs(cell(result, "coef", j)), <, 1e-10);
}

/* A row without a count is a period to come and gets its expected level; an unknown past does not.
 */
static void test_coming_month(void) {
  double count[50], t[50], month[50];
  for (int i = 0; i < 50; i++) {
    t[i] = i;
    month[i] = i % 12 + 1;
    count[i] = i == 3 || i >= 48 ? NAN : 50 + 10 * (i % 12);
  }
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "count", 50, count);
  add_numbers(table, "t", 50, t);
  add_numbers(table, "month", 50, month);
  static const char *const settings[] = {"predict", "1", NULL};
  g_autoptr(pb_result) result = run_statistic("baseline", table, settings, NULL);
  g_assert_null(pb_result_reason(result));
  g_assert_true(is_missing(result, "expected", 3));
  g_assert_true(is_missing(result, "expected", 46));
  assert_near(cell(result, "expected", 47), 160, 1e-9);
  g_assert_cmpstr(pb_column_string(pb_result_find(result, "unusual"), 47), ==, "");
  assert_near(cell(result, "expected", 48), 50, 1e-9);
  assert_near(cell(result, "expected", 49), 60, 1e-9);
  g_assert_true(is_missing(result, "unusual", 49));
  g_assert_cmpfloat(cell(result, "lower", 49), <, 60);
}

/* Values of Abramowitz & Stegun, what gamma functions owe each other, and GSL's own. */
static void test_polygamma_reference(void) {
  const double euler = .57721566490153286061;
  assert_near(pb_digamma(1), -euler, 1e-15);
  assert_near(pb_digamma(.5), -euler - 2 * M_LN2, 1e-15);
  assert_near(pb_digamma(10), 2.2517525890667211, 1e-15);
  assert_near(pb_trigamma(1), M_PI * M_PI / 6, 1e-15);
  assert_near(pb_trigamma(.5), M_PI * M_PI / 2, 1e-15);
  for (double x = 1e-8; x < 1e9; x *= 1.37) {
    g_assert_cmpfloat_with_epsilon(pb_digamma(x), gsl_sf_psi(x), 4e-15 * (1 + fabs(pb_digamma(x))));
    assert_near(pb_trigamma(x) / gsl_sf_psi_1(x), 1, 4e-15);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  pb_engine_start();
  g_test_add_func("/stats/polygamma/reference", test_polygamma_reference);
  g_test_add_func("/stats/trend/negbin/discoveries", test_discoveries);
  g_test_add_func("/stats/trend/negbin/falls-back", test_falls_back);
  g_test_add_func("/stats/trend/form-of-variance", test_form_of_variance);
  g_test_add_func("/stats/trend/newey-west", test_newey_west);
  g_test_add_func("/stats/trend/break", test_break);
  g_test_add_func("/stats/trend/bend", test_bend);
  g_test_add_func("/stats/trend/too-many-breaks", test_too_many_breaks);
  g_test_add_func("/stats/trend/days-of-the-month", test_days_of_the_month);
  g_test_add_func("/stats/baseline/coming-month", test_coming_month);
  return g_test_run();
}
