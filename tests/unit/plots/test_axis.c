/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <math.h>

#include "plots/axis.h"

static void from_zero(void) {
  static const double highs[] = {0, .004, .9, 1, 3, 7.5, 12, 99, 100, 101, 939, 2588, 12419, 3e6};
  for (size_t i = 0; i < G_N_ELEMENTS(highs); i++) {
    pb_axis axis = pb_axis_from_zero(highs[i], 5);
    g_assert_cmpfloat(axis.high, >=, highs[i]);
    g_assert_cmpuint(axis.n_ticks, >=, 3);
    g_assert_cmpuint(axis.n_ticks, <=, 5);
    g_assert_cmpfloat(axis.ticks[0], ==, 0);
    g_assert_cmpfloat(axis.ticks[axis.n_ticks - 1], <=, axis.high * (1 + 1e-9));
    for (size_t k = 1; k < axis.n_ticks; k++) {
      double scale = pow(10, axis.decimals), shown = round(axis.ticks[k] * scale) / scale;
      g_assert_cmpfloat_with_epsilon(shown, axis.ticks[k], axis.ticks[k] * 1e-9);
    }
  }
}

static void between(void) {
  pb_axis axis = pb_axis_between(4100, 6400, 5);
  g_assert_cmpfloat(axis.low, ==, 4000);
  g_assert_cmpfloat(axis.high, ==, 7000);
  axis = pb_axis_between(5, 5, 5); /* nothing to span */
  g_assert_cmpfloat(axis.low, <, 5);
  g_assert_cmpfloat(axis.high, >, 5);
}

static void logarithmic(void) {
  pb_axis axis = pb_axis_log(9000, 120000);
  static const double expected[] = {10000, 20000, 50000, 100000};
  g_assert_cmpuint(axis.n_ticks, ==, 4);
  for (size_t i = 0; i < 4; i++)
    g_assert_cmpfloat_with_epsilon(axis.ticks[i], expected[i], 1e-6);
  pb_axis_place(&axis, 0, 100);
  double a = pb_axis_at(&axis, 10000), b = pb_axis_at(&axis, 20000), c = pb_axis_at(&axis, 40000);
  g_assert_cmpfloat_with_epsilon(b - a, c - b, 1e-9);
  g_assert_cmpfloat(pb_axis_at(&axis, 1), ==, 0); /* held at the end */
  g_assert_cmpfloat(pb_axis_at(&axis, 1e9), ==, 100);
}

static void logarithmic_over_little(void) {
  pb_axis axis = pb_axis_log(21000, 83000);
  g_assert_cmpuint(axis.n_ticks, >=, 2);
  g_assert_cmpfloat_with_epsilon(axis.ticks[1], 50000, 1e-6);
  for (double low = 1; low < 1e6; low *= 1.37)
    for (double span = 1.06; span < 20; span *= 1.21) {
      axis = pb_axis_log(low, low * span);
      g_assert_cmpuint(axis.n_ticks, >=, 2);
      for (size_t i = 0; i < axis.n_ticks; i++) {
        g_assert_cmpfloat(axis.ticks[i], >=, low * (1 - 1e-6));
        g_assert_cmpfloat(axis.ticks[i], <=, low * span * (1 + 1e-6));
      }
    }
}

static void ratios(void) {
  static const double ranges[][2] = {{1, 1}, {.9, 1.2}, {.4, 2}, {.2, 3}, {.01, 60}, {1.5, 2}};
  for (size_t i = 0; i < G_N_ELEMENTS(ranges); i++) {
    pb_axis axis = pb_axis_ratio(ranges[i][0], ranges[i][1]);
    bool one = false;
    for (size_t k = 0; k < axis.n_ticks; k++)
      one = one || axis.ticks[k] == 1;
    g_assert_true(one);
    g_assert_cmpfloat(axis.low, <, 1);
    g_assert_cmpfloat(axis.high, >, 1);
  }
}

static void thinned(void) {
  pb_axis axis = pb_axis_ratio(.4, 2);
  size_t before = axis.n_ticks;
  pb_axis_place(&axis, 0, 90);
  pb_axis_thin(&axis, 25, 1);
  g_assert_cmpuint(axis.n_ticks, <, before);
  bool one = false;
  for (size_t k = 0; k < axis.n_ticks; k++) {
    one = one || axis.ticks[k] == 1;
    if (k > 0)
      g_assert_cmpfloat(pb_axis_at(&axis, axis.ticks[k]) - pb_axis_at(&axis, axis.ticks[k - 1]), >=,
                        25);
  }
  g_assert_true(one);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/axis/from-zero", from_zero);
  g_test_add_func("/axis/between", between);
  g_test_add_func("/axis/log", logarithmic);
  g_test_add_func("/axis/log-over-little", logarithmic_over_little);
  g_test_add_func("/axis/ratio", ratios);
  g_test_add_func("/axis/thin", thinned);
  return g_test_run();
}
