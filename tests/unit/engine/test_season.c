/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/start.h"
#include "engine/stats/decompose.h"
#include "engine/stats/local_line.h"
#include "engine/stats/loess.h"
#include "engine/stats/stl.h"
#include "tests/unit/engine/helpers.h"

static void seasonal(double *values, size_t n) {
  static const double season[4] = {-3, 5, 0, -2};
  for (size_t i = 0; i < n; i++)
    values[i] = 100 + .5 * (double)i + season[i % 4];
}

/* A line and a fixed season come apart exactly when subseries are smoothed by lines. */
static void test_stl_exact(void) {
  double values[41];
  const char *reason = NULL;
  seasonal(values, 41);
  for (int robust = 0; robust < 2; robust++) {
    pb_stl_options options = pb_stl_defaults(4);
    options.robust = robust;
    options.season = (pb_stl_loess){.window = 7, .degree = 1};
    g_autoptr(pb_stl) stl = pb_stl_split(values, 41, &options, &reason);
    for (int i = 0; i < 41; i++) {
      assert_near(stl->trend[i], 100 + .5 * i, 1e-10);
      assert_near(stl->season[i] + stl->trend[i] + stl->remainder[i], values[i], 1e-12);
    }
  }
}

/* One wild month: robust weights set it aside, and it stands alone in the remainder. */
static void test_stl_robust(void) {
  double values[60];
  const char *reason = NULL;
  seasonal(values, 60);
  for (int i = 0; i < 60; i++)
    values[i] += (i * 37 % 11 - 5) * .05;
  values[30] += 500;
  pb_stl_options options = pb_stl_defaults(4);
  options.robust = true;
  g_autoptr(pb_stl) stl = pb_stl_split(values, 60, &options, &reason);
  g_assert_cmpfloat(stl->weight[30], ==, 0);
  g_assert_cmpfloat(stl->remainder[30], >, 499);
  g_assert_cmpfloat(fabs(stl->remainder[26]), <, 1);
  for (int i = 0; i < 60; i++)
    g_assert_true(isfinite(stl->trend[i]) && isfinite(stl->season[i]));
}

/* Six times the true median, also for an even number of residuals: 1, 2, 3, 10 has 2.5. */
static void test_median_of_even_number(void) {
  static const double residuals[4] = {-1, 2, 3, -10};
  double weights[4];
  assert_near(pb_bisquare_weights(residuals, 4, weights), 15, 1e-12);
  assert_near(weights[3], (1 - 4. / 9) * (1 - 4. / 9), 1e-12);
}

static void test_constant_and_short(void) {
  double values[40];
  const char *reason = NULL;
  for (int i = 0; i < 40; i++)
    values[i] = 7;
  for (int robust = 0; robust < 2; robust++) {
    pb_stl_options options = pb_stl_defaults(12);
    options.robust = robust;
    g_autoptr(pb_stl) stl = pb_stl_split(values, 40, &options, &reason);
    for (int i = 0; i < 40; i++) {
      assert_near(stl->trend[i], 7, 1e-9);
      g_assert_cmpfloat(fabs(stl->season[i]), <, 1e-9);
    }
    g_assert_null(pb_stl_split(values, 24, &options, &reason));
    g_assert_nonnull(reason);
    reason = NULL;
  }
  pb_decomposition parts;
  g_assert_false(pb_decompose(values, 23, 12, false, &parts, &reason));
  g_assert_nonnull(reason);
  values[3] = 0;
  reason = NULL;
  g_assert_false(pb_decompose(values, 40, 12, true, &parts, &reason));
  g_assert_nonnull(reason);
}

static pb_table *quarters(size_t n, size_t step, ssize_t without) {
  double value[64], t[64], quarter[64];
  size_t rows = 0;
  for (size_t i = 0; i < n; i++) {
    size_t at = i * step % n;
    if ((ssize_t)at == without)
      continue;
    t[rows] = (double)at;
    quarter[rows] = (double)(at % 4 + 1);
    value[rows++] = 100 + (double)(at * 7 % 13) + (at % 4 == 1 ? 20 : 0);
  }
  pb_table *table = pb_table_new();
  add_numbers(table, "value", rows, value);
  add_numbers(table, "t", rows, t);
  add_numbers(table, "quarter", rows, quarter);
  return table;
}

/* The row order does not matter; a gap is a reason, not a number. */
static void test_order_and_gaps(void) {
  static const char *const statistics[] = {"stl", "decompose", "loess", "lowess"};
  static const char *const columns[] = {"trend", "trend", "smooth", "smooth"};
  g_autoptr(pb_table) one = quarters(30, 1, -1), two = quarters(30, 7, -1);
  g_autoptr(pb_table) gap = quarters(30, 1, 11);
  for (size_t s = 0; s < 4; s++) {
    g_autoptr(pb_result) a = run_statistic(statistics[s], one, NULL, NULL);
    g_autoptr(pb_result) b = run_statistic(statistics[s], two, NULL, NULL);
    for (size_t i = 0; i < 30; i++)
      if (!is_missing(b, columns[s], i))
        g_assert_cmpfloat(cell(a, columns[s], i * 7 % 30), ==, cell(b, columns[s], i));
    g_autoptr(pb_result) c = run_statistic(statistics[s], gap, NULL, NULL);
    g_assert_true((pb_result_reason(c) != NULL) == (s < 2));
  }
}

/* By hand: quarters 1 2 3 4 of a rise of 1 a quarter plus season; the trend is exact inside. */
static void test_decompose(void) {
  double values[12];
  const char *reason = NULL;
  pb_decomposition parts;
  for (int i = 0; i < 12; i++)
    values[i] = 10 + i + (i % 4 == 0 ? 3 : -1);
  g_assert_true(pb_decompose(values, 12, 4, false, &parts, &reason));
  g_assert_cmpuint(parts.margin, ==, 2);
  for (size_t i = 2; i < 10; i++)
    assert_near(parts.trend[i], 10 + (double)i, 1e-12);
  assert_near(parts.figure[0], 3, 1e-12);
  assert_near(parts.figure[1], -1, 1e-12);
  pb_decomposition_clear(&parts);
  for (int i = 0; i < 12; i++)
    values[i] = 10 * (i % 4 == 0 ? 1.3 : .9);
  g_assert_true(pb_decompose(values, 12, 4, true, &parts, &reason));
  assert_near(parts.figure[0], 1.3, 1e-12);
  assert_near(parts.figure[2], .9, 1e-12);
  pb_decomposition_clear(&parts);
}

/* A line is its own smooth; so is a parabola at degree 2, by both surfaces. */
static void test_loess(void) {
  double x[25], y[25], smooth[25];
  const char *reason = NULL;
  for (int degree = 1; degree <= 2; degree++)
    for (int surface = 0; surface < 2; surface++) {
      for (int i = 0; i < 25; i++) {
        x[i] = i + (i > 12 ? 3 : 0);
        y[i] = degree == 1 ? 4 - 2 * x[i] : 1 + x[i] * (x[i] - 9);
      }
      pb_loess_options options = {.5, degree, (pb_loess_surface)surface};
      g_assert_true(pb_loess(x, y, 25, &options, smooth, &reason));
      for (int i = 0; i < 25; i++)
        g_assert_cmpfloat_with_epsilon(smooth[i], y[i], 1e-9);
    }
  pb_loess_options narrow = {.1, 2, PB_LOESS_DIRECT};
  g_assert_false(pb_loess(x, y, 25, &narrow, smooth, &reason));
  g_assert_nonnull(reason);
}

static void test_lowess(void) {
  double x[30], y[30], smooth[30];
  const char *reason = NULL;
  for (int i = 0; i < 30; i++) {
    x[i] = i;
    y[i] = 3 + .25 * i + (i % 2 ? .01 : -.01);
  }
  y[14] = 900;
  g_assert_true(pb_lowess(x, y, 30, 2. / 3, 3, -1, smooth, &reason));
  for (int i = 0; i < 30; i++)
    g_assert_cmpfloat_with_epsilon(smooth[i], 3 + .25 * i, .05);
  g_assert_false(pb_lowess(x, y, 1, 2. / 3, 3, -1, smooth, &reason));
  g_assert_nonnull(reason);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  pb_engine_start();
  g_test_add_func("/stats/stl/exact", test_stl_exact);
  g_test_add_func("/stats/stl/robust", test_stl_robust);
  g_test_add_func("/stats/stl/median-of-even-number", test_median_of_even_number);
  g_test_add_func("/stats/stl/constant-and-short", test_constant_and_short);
  g_test_add_func("/stats/stl/order-and-gaps", test_order_and_gaps);
  g_test_add_func("/stats/decompose/reference", test_decompose);
  g_test_add_func("/stats/loess/reference", test_loess);
  g_test_add_func("/stats/lowess/reference", test_lowess);
  return g_test_run();
}
