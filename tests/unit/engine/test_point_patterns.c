/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nearest neighbours, Ripley's K and the quadrat test. */
#include "engine/error.h"
#include "engine/start.h"
#include "engine/stats/nearest_neighbours.h"
#include "engine/stats/quadrat_test.h"
#include "engine/stats/ripley.h"
#include "tests/unit/engine/helpers.h"
#include "tests/unit/engine/redwood.h"

#define UNIT "0,1,-1,0"

static pb_table *points_of(size_t n, const double *x, const double *y) {
  pb_table *table = pb_table_new();
  add_numbers(table, "x", n, x);
  add_numbers(table, "y", n, y);
  return table;
}

static double scalar(const pb_result *result, const char *name) {
  double value = 0;
  g_assert_true(pb_result_get_scalar(result, name, &value));
  return value;
}

/* clarkevans of spatstat on the redwood seedlings. */
static void test_nearest_reference(void) {
  static const char *const settings[] = {"window", UNIT, NULL};
  g_autoptr(pb_table) table = points_of(N_REDWOOD, redwood_x, redwood_y);
  g_autoptr(pb_result) result = run_statistic("nearest-neighbours", table, settings, NULL);
  assert_near(scalar(result, "ratio"), 0.6186502, 1e-7);
  assert_near(scalar(result, "donnelly_ratio"), 0.5849906, 1e-7);
  g_assert_cmpfloat(scalar(result, "donnelly_p"), <, 1e-6);
  g_assert_cmpfloat(scalar(result, "z"), <, -5);
}

/* quadrat.test of spatstat on them, three by three. */
static void test_quadrat_reference(void) {
  static const char *const settings[] = {"window", UNIT, "columns", "3", "rows", "3", NULL};
  g_autoptr(pb_table) table = points_of(N_REDWOOD, redwood_x, redwood_y);
  g_autoptr(pb_result) result = run_statistic("quadrat-test", table, settings, NULL);
  assert_near(scalar(result, "chi2"), 22.77419, 1e-6);
  assert_near(scalar(result, "p"), 0.0073332, 1e-5);
  assert_near(scalar(result, "p_clustered"), 0.0073332 / 2, 1e-5);
  assert_near(scalar(result, "df"), 8, 0);
}

/* By hand: four corners of a square of side 2 in the middle of one of side 10. */
static void test_ripley_by_hand(void) {
  static const double x[] = {4, 6, 4, 6}, y[] = {4, 4, 6, 6}, r[] = {1, 2, 3, 4};
  const pb_window window = {0, 10, 0, 10};
  pb_ripley k[4];
  pb_ripley_of(&window, x, y, 4, r, 4, k);
  assert_near(k[0].none, 0, 1e-12);
  assert_near(k[1].none, 100.0 / 12 * 8, 1e-12); /* exactly 2 apart is within 2 */
  assert_near(k[2].none, 100.0 / 12 * 12, 1e-12);
  assert_near(k[1].isotropic, k[1].none, 1e-12); /* no circle reaches the edge */
  assert_near(k[1].translate, 100.0 / 12 * 8 * 10 / 8, 1e-12);
  assert_near(k[2].border, 100.0 / 4 * 3, 1e-12);
  g_assert_false(k[3].has_border); /* 4 from the edge is not more than 4 */
  g_assert_true(k[3].has_isotropic && k[3].has_translate);
  static const double two_x[] = {4, 5}, two_y[] = {5, 5}; /* only the second one counts at 4 */
  pb_ripley_of(&window, two_x, two_y, 2, r, 4, k);
  assert_near(k[2].border, 100.0 / 2 * 2 / 2, 1e-12);
  assert_near(k[3].border, 100.0 / 2, 1e-12);
}

/* Points 0.3 apart are within 0.3, wherever they lie. */
static void test_ripley_rounding(void) {
  static const double r[] = {0.3};
  for (int i = 0; i < 50; i++) {
    double at = 674500.1 + 0.1 * i, x[] = {at, at + 0.3}, y[] = {6580000.7, 6580000.7};
    const pb_window window = {674500, 674510, 6580000, 6580010};
    pb_ripley k;
    pb_ripley_of(&window, x, y, 2, r, 1, &k);
    assert_near(k.none, 100, 1e-9);
  }
}

/* The share of a circle in the window against an angle stepped through. */
static void test_circle_share(void) {
  const pb_window window = {0, 3, 0, 2};
  static const double at[][3] = {{1, 1, 0.5}, {1, 1, 1.1},   {0.2, 0.3, 0.9}, {0.2, 0.3, 2.4},
                                 {0, 0, 1},   {0, 1.2, 0.7}, {2.9, 1.9, 2.5}, {1.5, 1, 1.7}};
  for (size_t i = 0; i < G_N_ELEMENTS(at); i++) {
    size_t inside = 0, steps = 1000000;
    for (size_t s = 0; s < steps; s++) {
      double angle = 2 * G_PI * ((double)s + 0.5) / (double)steps;
      inside += pb_window_edge(&window, at[i][0] + at[i][2] * cos(angle),
                               at[i][1] + at[i][2] * sin(angle)) >= 0;
    }
    double share = pb_window_circle_share(&window, at[i][0], at[i][1], at[i][2]);
    g_assert_cmpfloat(fabs(share - (double)inside / (double)steps), <, 1e-5);
  }
}

/* Every point against every other. */
static void test_neighbours_by_hand(void) {
  for (size_t k = 1; k <= 5; k += 2) {
    double distance[N_REDWOOD];
    pb_neighbour_distances(redwood_x, redwood_y, N_REDWOOD, k, distance);
    for (size_t i = 0; i < N_REDWOOD; i++) {
      size_t nearer = 0, as_near = 0;
      for (size_t j = 0; j < N_REDWOOD; j++) {
        double dx = redwood_x[j] - redwood_x[i], dy = redwood_y[j] - redwood_y[i];
        double d = sqrt(dx * dx + dy * dy);
        nearer += j != i && d < distance[i];
        as_near += j != i && d <= distance[i];
      }
      g_assert_cmpuint(nearer, <, k);
      g_assert_cmpuint(as_near, >=, k);
    }
  }
}

/* Points on few coordinates, and far apart. */
static void test_coincident_and_distant(void) {
  static const double x[] = {0, 0, 0, 1e6, 1e6}, y[] = {0, 0, 0, 1e6, 1e6 + 1};
  double distance[5];
  pb_neighbour_distances(x, y, 5, 1, distance);
  assert_near(distance[0], 0, 0);
  assert_near(distance[3], 1, 1e-12);
  pb_neighbour_distances(x, y, 5, 4, distance);
  assert_near(distance[0], hypot(1e6, 1e6 + 1), 1e-12);
}

static void assert_equal(const pb_result *a, const pb_result *b, bool rows, double relative) {
  for (size_t k = 0; k < pb_result_n_scalars(a); k++) {
    const char *name, *unit;
    double x, y = 0;
    bool valid;
    pb_result_scalar_at(a, k, &name, &x, &valid, &unit);
    g_assert_true(pb_result_get_scalar(b, name, &y) == valid);
    if (valid)
      assert_near(y, x, relative);
  }
  for (size_t k = 0; rows && k < pb_result_n_columns(a); k++)
    for (size_t i = 0; i < pb_result_n_rows(a); i++) {
      const pb_column *x = pb_result_column(a, k), *y = pb_result_column(b, k);
      g_assert_true(pb_column_is_valid(x, i) == pb_column_is_valid(y, i));
      if (pb_column_is_valid(x, i))
        assert_near(pb_column_double(y, i), pb_column_double(x, i), relative);
    }
}

/* Fault 16: the order of the rows; and the threads, and where the window lies. */
static void test_fault_16_row_order(void) {
  static const char *const names[] = {"nearest-neighbours", "ripley", "quadrat-test"};
  static const char *const settings[][9] = {
      {"window", UNIT, "simulations", "19", "threads", "1", NULL},
      {"window", UNIT, "simulations", "19", "threads", "1", NULL},
      {"window", UNIT, NULL}};
  static const char *const other[][9] = {
      {"window", UNIT, "simulations", "19", "threads", "2", NULL},
      {"window", UNIT, "simulations", "19", "threads", "2", NULL},
      {"window", UNIT, NULL}};
  double x[N_REDWOOD], y[N_REDWOOD];
  for (size_t i = 0; i < N_REDWOOD; i++) {
    x[i] = redwood_x[(i * 7 + 3) % N_REDWOOD];
    y[i] = redwood_y[(i * 7 + 3) % N_REDWOOD];
  }
  g_autoptr(pb_table) plain = points_of(N_REDWOOD, redwood_x, redwood_y);
  g_autoptr(pb_table) mixed = points_of(N_REDWOOD, x, y);
  for (size_t s = 0; s < 3; s++) {
    g_autoptr(pb_result) a = run_statistic(names[s], plain, settings[s], NULL);
    g_autoptr(pb_result) b = run_statistic(names[s], plain, other[s], NULL);
    g_autoptr(pb_result) c = run_statistic(names[s], mixed, settings[s], NULL);
    assert_equal(a, b, true, 0);
    assert_equal(a, c, s > 0, s > 0 ? 0 : 1e-13);
  }
}

static void test_shift(void) {
  static const char *const names[] = {"nearest-neighbours", "ripley", "quadrat-test"};
  static const char *const at_zero[] = {"window", "0,1000,-1000,0", NULL};
  static const char *const moved_to[] = {"window", "500000,501000,6499000,6500000", NULL};
  double x[2][N_REDWOOD], y[2][N_REDWOOD];
  for (size_t i = 0; i < N_REDWOOD; i++) {
    x[0][i] = 1000 * redwood_x[i];
    y[0][i] = 1000 * redwood_y[i];
    x[1][i] = x[0][i] + 500000;
    y[1][i] = y[0][i] + 6500000;
  }
  g_autoptr(pb_table) plain = points_of(N_REDWOOD, x[0], y[0]);
  g_autoptr(pb_table) moved = points_of(N_REDWOOD, x[1], y[1]);
  for (size_t s = 0; s < 3; s++) {
    g_autoptr(pb_result) a = run_statistic(names[s], plain, at_zero, NULL);
    g_autoptr(pb_result) b = run_statistic(names[s], moved, moved_to, NULL);
    assert_equal(a, b, s < 2, 1e-7);
  }
}

/* Clustered points leave the band of random ones; random ones keep to it. */
static void test_envelope(void) {
  static const char *const settings[] = {"window", UNIT, "simulations", "99", NULL};
  g_autoptr(pb_table) clustered = points_of(N_REDWOOD, redwood_x, redwood_y);
  g_autoptr(pb_result) a = run_statistic("ripley", clustered, settings, NULL);
  assert_near(scalar(a, "p"), 0.01, 1e-12);
  g_assert_cmpfloat(cell(a, "l", 20), >, cell(a, "l_upper", 20));
  double x[200], y[200];
  const pb_window window = {0, 1, -1, 0};
  pb_random random = pb_random_start(11, 4);
  pb_window_simulate(&window, &random, 200, x, y);
  g_autoptr(pb_table) even = points_of(200, x, y);
  g_autoptr(pb_result) b = run_statistic("ripley", even, settings, NULL);
  g_assert_cmpfloat(scalar(b, "p"), >, 0.05);
  g_assert_cmpfloat(cell(b, "l", 20), <, cell(b, "l_upper", 20));
  g_assert_cmpfloat(cell(b, "l_lower", 20), <, cell(b, "l", 20));
}

static void test_not_computable(void) {
  static const char *const names[] = {"nearest-neighbours", "ripley", "quadrat-test"};
  static const double same[] = {3, 3, 3, 3}, other[] = {1, 2, 3, 4}, none[] = {NAN, NAN, NAN, NAN};
  static const char *const flat[] = {"window", "0,0,1,2", NULL};
  static const char *const aside[] = {"window", "2,9,2,9", NULL};
  for (size_t s = 0; s < 3; s++) {
    g_autoptr(pb_table) line = points_of(4, same, other);
    g_autoptr(pb_table) empty = points_of(4, none, none);
    g_autoptr(pb_result) a = run_statistic(names[s], line, NULL, NULL);
    g_autoptr(pb_result) b = run_statistic(names[s], empty, NULL, NULL);
    g_assert_nonnull(pb_result_reason(a));
    g_assert_nonnull(pb_result_reason(b));
    g_autoptr(GError) no_area = NULL;
    g_assert_null(run_statistic(names[s], line, flat, &no_area));
    g_assert_error(no_area, PB_ERROR, PB_ERROR_USAGE);
    g_autoptr(pb_result) c = run_statistic(names[s], line, aside, NULL);
    g_assert_cmpuint(pb_result_n_used(c), ==, 3);
    g_assert_cmpuint(pb_result_n_missing(c), ==, 1);
    g_assert_cmpuint(pb_result_n_warnings(c), >, 0);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  pb_engine_start();
  g_test_add_func("/stats/nearest-neighbours/reference", test_nearest_reference);
  g_test_add_func("/stats/quadrat-test/reference", test_quadrat_reference);
  g_test_add_func("/stats/ripley/by-hand", test_ripley_by_hand);
  g_test_add_func("/stats/ripley/rounding", test_ripley_rounding);
  g_test_add_func("/stats/ripley/circle-share", test_circle_share);
  g_test_add_func("/stats/nearest-neighbours/by-hand", test_neighbours_by_hand);
  g_test_add_func("/stats/nearest-neighbours/coincident-and-distant", test_coincident_and_distant);
  g_test_add_func("/stats/point-patterns/fault-16-row-order", test_fault_16_row_order);
  g_test_add_func("/stats/point-patterns/shift", test_shift);
  g_test_add_func("/stats/ripley/envelope", test_envelope);
  g_test_add_func("/stats/point-patterns/not-computable", test_not_computable);
  return g_test_run();
}
