/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "engine/random.h"
#include "engine/stats/density_bandwidth.h"
#include "engine/stats/density_change.h"
#include "engine/stats/density_edge.h"
#include "engine/stats/kernel_density.h"
#include "tests/unit/engine/helpers.h"
#include "tests/unit/engine/point_sets.h"

static const char *const kernel_names[] = {"gaussian", "quartic", "epanechnikov", "triangular"};

static pb_result *run_on(const double *x, const double *y, size_t n, const char *const *settings,
                         GError **error) {
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "x", n, x);
  add_numbers(table, "y", n, y);
  return run_statistic("kernel-density", table, settings, error);
}

/* Redwood seedlings, standard deviation 0.1, each without its own kernel. */
static void test_reference(void) {
  static const struct {
    const char *edge;
    double expected[3];
  } cases[] = {{"none", {31.6260454, 54.3316691, 53.5741659}},
               {"uniform", {40.1335975, 64.5775278, 67.9751072}},
               {"jones-diggle", {37.5210977, 64.9757315, 62.5056693}}};
  for (size_t c = 0; c < G_N_ELEMENTS(cases); c++) {
    const char *const settings[] = {
        "kernel", "gaussian", "h",      "0.1",   "cell",  "0.05",        "window",        "given",
        "x_min",  "0",        "x_max",  "1",     "y_min", "-1",          "y_max",         "0",
        "at",     "events",   "method", "exact", "edge",  cases[c].edge, "leave_one_out", "true",
        NULL};
    g_autoptr(pb_result) result =
        run_on(redwood_x, redwood_y, G_N_ELEMENTS(redwood_x), settings, NULL);
    for (size_t i = 0; i < 3; i++)
      assert_near(cell(result, "density", i), cases[c].expected[i], 2e-9);
  }
}

/* MASS::kde2d(faithful, n = 3): a bandwidth for each axis, so both are scaled to 1. */
static void test_reference_kde2d(void) {
  enum { N = G_N_ELEMENTS(faithful_waiting) };
  double x[N], y[N], width_x, width_y, sums[9];
  memcpy(x, faithful_eruptions, sizeof x);
  memcpy(y, faithful_waiting, sizeof y);
  g_assert_true(pb_bandwidth_nrd(x, N, &width_x));
  g_assert_true(pb_bandwidth_nrd(y, N, &width_y));
  double h_x = width_x / 4, h_y = width_y / 4;
  double low_x = x[0], step_x = (x[N - 1] - x[0]) / 2, low_y = y[0], step_y = (y[N - 1] - y[0]) / 2;
  for (int i = 0; i < 3; i++) { /* the corner, the centre, the far corner: one cell each */
    double px[N], py[N];
    for (int k = 0; k < N; k++) {
      px[k] = (faithful_eruptions[k] - low_x - i * step_x) / h_x;
      py[k] = (faithful_waiting[k] - low_y - i * step_y) / h_y;
    }
    const pb_raster_frame frame = {-0.5, -0.5, 1, 1, 1};
    const pb_weighted_points points = {px, py, NULL, N};
    pb_density_direct(&points, PB_KERNEL_GAUSSIAN, 1, &frame, 1, sums);
    static const double expected[] = {.00416651437, .0037748736, .00162211155};
    assert_near(sums[0] / N / h_x / h_y, expected[i], 1e-8);
  }
}

static void test_reference_nrd(void) {
  enum { N = G_N_ELEMENTS(geyser_waiting) };
  double x[N], width;
  memcpy(x, geyser_duration, sizeof x);
  g_assert_true(pb_bandwidth_nrd(x, N, &width));
  assert_near(width, 1.55645676, 1e-8);
  memcpy(x, geyser_waiting, sizeof x);
  g_assert_true(pb_bandwidth_nrd(x, N, &width));
  assert_near(width, 18.834062, 1e-7);
  double same[] = {2, 2, 2};
  g_assert_false(pb_bandwidth_nrd(same, 3, &width));
}

/* The reference's value depends on its grid of distances and its edge correction. */
static void test_reference_berman_diggle(void) {
  const char *const settings[] = {
      "kernel", "gaussian", "bandwidth", "berman-diggle", "window", "given", "x_min", "0", "x_max",
      "1",      "y_min",    "-1",        "y_max",         "0",      NULL};
  g_autoptr(pb_result) result =
      run_on(redwood_x, redwood_y, G_N_ELEMENTS(redwood_x), settings, NULL);
  assert_near(pb_result_scalar_or(result, "bandwidth", 0), 0.0225049, 0.1);
}

/* Points in clusters within a square of side 1000. */
static void clusters(double *x, double *y, size_t n, uint64_t seed) {
  pb_random random = pb_random_start(seed, 0);
  for (size_t i = 0; i < n; i++) {
    double wide = i % 4 ? 60 : 900, at = i % 4 ? 150 + 200. * (double)(i % 3) : 50;
    x[i] = at + wide * pb_random_unit(&random);
    y[i] = at + wide * pb_random_unit(&random);
  }
}

static const pb_raster_frame square = {0, 0, 10, 100, 100};

static pb_raster *density_of(const double *x, const double *y, size_t n,
                             const pb_density_settings *settings) {
  const pb_weighted_points points = {x, y, NULL, n};
  pb_density_window window = pb_density_window_of_frame(&square);
  pb_raster *raster = pb_kernel_density(&points, &square, &window, settings, NULL, NULL);
  g_assert_nonnull(raster);
  return raster;
}

static void test_mass(void) {
  const double x = 503, y = 498;
  for (pb_kernel kernel = 0; kernel < G_N_ELEMENTS(kernel_names); kernel++)
    for (pb_density_method method = PB_DENSITY_EXACT; method <= PB_DENSITY_FAST; method++) {
      double h = kernel == PB_KERNEL_GAUSSIAN ? 60 : 200;
      const pb_density_settings settings = {kernel, h, PB_EDGE_NONE, method, 1};
      g_autoptr(pb_raster) raster = density_of(&x, &y, 1, &settings);
      assert_near(pb_raster_volume(raster), 1, 2e-3);
      double most = 0, variance = 0;
      for (size_t i = 0; i < pb_raster_n_cells(&square); i++) {
        double dx = pb_raster_x(&square, i % square.n_cols) - x;
        most = fmax(most, raster->value[i]);
        variance += raster->value[i] * dx * dx * square.cell_m * square.cell_m;
      }
      assert_near(most, pb_kernel_at(kernel, h, 0), 0.04);
      assert_near(sqrt(variance) * pb_kernel_per_sigma(kernel), h, 5e-3);
    }
}

static double largest_difference(const pb_raster *a, const pb_raster *b) {
  double most = 0;
  for (size_t i = 0; i < pb_raster_n_cells(&a->frame); i++)
    most = fmax(most, fabs(a->value[i] - b->value[i]));
  return most;
}

static void test_fast_is_near_exact(void) {
  enum { N = 3000 };
  static double x[N], y[N];
  clusters(x, y, N, 3);
  for (pb_kernel kernel = 0; kernel < G_N_ELEMENTS(kernel_names); kernel++)
    for (double h = 20; h <= 640; h *= 2) {
      const pb_density_settings exact = {kernel, h, PB_EDGE_UNIFORM, PB_DENSITY_EXACT, 1},
                                fast = {kernel, h, PB_EDGE_UNIFORM, PB_DENSITY_FAST, 1};
      g_autoptr(pb_raster) a = density_of(x, y, N, &exact);
      g_autoptr(pb_raster) b = density_of(x, y, N, &fast);
      double most = 0;
      for (size_t i = 0; i < pb_raster_n_cells(&square); i++)
        most = fmax(most, a->value[i]);
      double off = largest_difference(a, b) / most, u = square.cell_m / h;
      g_test_message("%s, h %g: off by %.2g of the highest", kernel_names[kernel], h, off);
      g_assert_cmpfloat(off, <,
                        kernel == PB_KERNEL_GAUSSIAN  ? 5e-6
                        : kernel == PB_KERNEL_QUARTIC ? 0.2 * u * u
                                                      : 0.1 * u);
    }
}

static void test_threads(void) {
  enum { N = 2000 };
  static double x[N], y[N], one_at[N], two_at[N];
  bool inside[N];
  clusters(x, y, N, 5);
  const pb_weighted_points points = {x, y, NULL, N};
  pb_density_window window = pb_density_window_of_frame(&square);
  for (pb_kernel kernel = 0; kernel < G_N_ELEMENTS(kernel_names); kernel++)
    for (pb_density_method method = PB_DENSITY_EXACT; method <= PB_DENSITY_FAST; method++) {
      const pb_density_settings one = {kernel, 70, PB_EDGE_JONES_DIGGLE, method, 1},
                                two = {kernel, 70, PB_EDGE_JONES_DIGGLE, method, 2};
      g_autoptr(pb_raster) a = density_of(x, y, N, &one);
      g_autoptr(pb_raster) b = density_of(x, y, N, &two);
      g_assert_cmpmem(a->value, N * sizeof *x, b->value, N * sizeof *x);
      pb_kernel_density_at_points(&points, &square, &window, &one, true, one_at, inside, NULL);
      pb_kernel_density_at_points(&points, &square, &window, &two, true, two_at, inside, NULL);
      g_assert_cmpmem(one_at, sizeof one_at, two_at, sizeof two_at);
    }
}

/* Even points give an even surface when the edge is corrected, and none when it is not; the
 * correction at the points keeps their number. */
static void test_edge(void) {
  enum { SIDE = 50, N = SIDE * SIDE };
  static double x[N], y[N];
  for (int i = 0; i < N; i++) {
    x[i] = 10 + 20. * (i % SIDE);
    y[i] = 10 + 20. * (int)(i / SIDE);
  }
  for (pb_kernel kernel = 0; kernel < G_N_ELEMENTS(kernel_names); kernel++) {
    pb_density_settings settings = {kernel, kernel == PB_KERNEL_GAUSSIAN ? 50 : 120, PB_EDGE_NONE,
                                    PB_DENSITY_EXACT, 1};
    g_autoptr(pb_raster) none = density_of(x, y, N, &settings);
    settings.edge = PB_EDGE_UNIFORM;
    g_autoptr(pb_raster) uniform = density_of(x, y, N, &settings);
    settings.edge = PB_EDGE_JONES_DIGGLE;
    g_autoptr(pb_raster) diggle = density_of(x, y, N, &settings);
    double even = N / 1e6;
    g_assert_cmpfloat(none->value[0], <, 0.45 * even);
    assert_near(uniform->value[0], even, 0.1);
    assert_near(uniform->value[5050], even, 0.02);
    g_assert_cmpfloat(pb_raster_volume(none), <, 0.95 * N);
    assert_near(pb_raster_volume(diggle), N, 2e-3);
  }
}

/* Fast, exact or left out: the density at a point is the same. */
static void test_leave_one_out(void) {
  enum { N = 1500 };
  static double x[N], y[N], all[N], others[N], fast[N];
  clusters(x, y, N, 8);
  x[1] = x[0]; /* a coincident point stays */
  y[1] = y[0];
  const pb_weighted_points points = {x, y, NULL, N};
  for (pb_kernel kernel = 0; kernel < G_N_ELEMENTS(kernel_names); kernel++) {
    double own = pb_kernel_at(kernel, 30, 0);
    pb_density_sums_at_points(&points, kernel, 30, PB_DENSITY_EXACT, false, 1, all);
    pb_density_sums_at_points(&points, kernel, 30, PB_DENSITY_EXACT, true, 1, others);
    pb_density_sums_at_points(&points, kernel, 30, PB_DENSITY_FAST, true, 1, fast);
    g_assert_cmpfloat(others[0], >, own * 0.999);
    for (int i = 0; i < N; i++) {
      g_assert_cmpfloat(fabs(all[i] - own - others[i]), <, 1e-12 * all[i]);
      g_assert_cmpfloat(fabs(fast[i] - others[i]), <=, 1e-3 * others[i]);
    }
  }
}

/* Fault of a peer: the bandwidth came from one axis alone. */
static void test_bandwidth_from_both_axes(void) {
  enum { N = 200 };
  double x[N], y[N], wide[N], h_x, h_y;
  clusters(x, y, N, 4);
  for (int i = 0; i < N; i++)
    wide[i] = 16 * x[i];
  g_assert_true(pb_bandwidth_scott(wide, y, N, &h_x, &h_y));
  assert_near(h_x / h_y, 16 * sqrt(1), 0.5);
  const char *const settings[] = {"kernel", "gaussian", "bandwidth", "scott", NULL};
  g_autoptr(pb_result) plain = run_on(x, y, N, settings, NULL);
  g_autoptr(pb_result) a = run_on(wide, y, N, settings, NULL);
  g_autoptr(pb_result) b = run_on(y, wide, N, settings, NULL);
  double h = pb_result_scalar_or(plain, "bandwidth", 0);
  assert_near(pb_result_scalar_or(a, "bandwidth", 0), 4 * h, 1e-12);
  assert_near(pb_result_scalar_or(b, "bandwidth", 0), 4 * h, 1e-12);
}

/* Fault of a peer: cells outside the boundary had values. */
static void test_cells_outside_the_boundary(void) {
  enum { N = 800 };
  double x[N], y[N];
  clusters(x, y, N, 6);
  g_autoptr(pb_raster) mask = pb_raster_new(&square, NULL);
  for (size_t i = 0; i < pb_raster_n_cells(&square); i++) { /* the triangle below the diagonal */
    size_t col = i % square.n_cols, row = i / square.n_cols;
    mask->value[i] = col > row ? 1 : col == row ? 0.5 : 0;
  }
  pb_density_window window = pb_density_window_of_mask(mask);
  const pb_weighted_points points = {x, y, NULL, N};
  size_t expected = 0;
  for (int i = 0; i < N; i++)
    expected += (int)(x[i] / 10) < (int)(y[i] / 10);
  for (pb_edge_correction edge = PB_EDGE_NONE; edge <= PB_EDGE_JONES_DIGGLE; edge++)
    for (pb_kernel kernel = 0; kernel < G_N_ELEMENTS(kernel_names); kernel++) {
      const pb_density_settings settings = {kernel, 60, edge, PB_DENSITY_AUTO, 1};
      size_t n_outside;
      g_autoptr(pb_raster) raster =
          pb_kernel_density(&points, &square, &window, &settings, &n_outside, NULL);
      g_assert_cmpuint(n_outside, ==, expected);
      for (size_t i = 0; i < pb_raster_n_cells(&square); i++) {
        g_assert_cmpint(raster->valid[i], ==, mask->value[i] > 0);
        g_assert_true(raster->valid[i] || raster->value[i] == 0);
        g_assert_true(isfinite(raster->value[i]) && raster->value[i] >= 0);
      }
      if (edge == PB_EDGE_JONES_DIGGLE) /* what lay outside has been brought inside */
        assert_near(pb_density_volume(raster, &window), (double)(N - expected), 0.02);
    }
  double density[N];
  bool inside[N];
  const pb_density_settings settings = {PB_KERNEL_QUARTIC, 60, PB_EDGE_UNIFORM, 0, 1};
  g_assert_true(pb_kernel_density_at_points(&points, &square, &window, &settings, false, density,
                                            inside, NULL));
  for (int i = 0; i < N; i++)
    g_assert_cmpint(inside[i], ==, (int)(x[i] / 10) >= (int)(y[i] / 10));
}

/* Fault of a peer: points at one place made the bandwidth collapse to 0. Each place counts once for
 * the bandwidth, and every event for the density. */
static void test_coincident_points(void) {
  enum { PLACES = 300, TIMES = 5, N = PLACES * TIMES };
  static double x[N], y[N];
  clusters(x, y, PLACES, 7);
  for (int i = PLACES; i < N; i++) {
    x[i] = x[i - PLACES];
    y[i] = y[i - PLACES];
  }
  static const char *const rules[] = {"berman-diggle", "likelihood", "scott"};
  for (size_t k = 0; k < G_N_ELEMENTS(rules); k++) {
    const char *const settings[] = {"bandwidth", rules[k], "kernel", "gaussian", NULL};
    g_autoptr(pb_result) once = run_on(x, y, PLACES, settings, NULL);
    g_autoptr(pb_result) many = run_on(x, y, N, settings, NULL);
    double a = pb_result_scalar_or(once, "bandwidth", 0),
           b = pb_result_scalar_or(many, "bandwidth", 0);
    g_assert_cmpfloat(a, >, 1);
    if (g_str_equal(rules[k], "scott")) /* falls with the number of events alone */
      assert_near(b, a * pow(TIMES, -1 / 6.), 5e-3);
    else
      assert_near(b, a, 1e-12);
  }
  const char *const settings[] = {"h", "80", "edge", "none", "cell", "20", NULL};
  g_autoptr(pb_result) once = run_on(x, y, PLACES, settings, NULL);
  g_autoptr(pb_result) many = run_on(x, y, N, settings, NULL);
  assert_near(pb_result_scalar_or(many, "max", 0), TIMES * pb_result_scalar_or(once, "max", 0),
              1e-12);
  g_auto(pb_places) places = pb_places_of(x, y, N);
  g_assert_cmpuint(places.n, ==, PLACES);
}

static void test_not_computable(void) {
  const double one[] = {5, 5, 5}, line[] = {1, 2, 3}, missing[] = {NAN, NAN, NAN};
  g_autoptr(pb_result) at_one = run_on(one, one, 3, NULL, NULL);
  g_assert_nonnull(pb_result_reason(at_one));
  const char *const scott[] = {"bandwidth", "scott", NULL};
  g_autoptr(pb_result) in_line = run_on(one, line, 3, scott, NULL);
  g_assert_nonnull(pb_result_reason(in_line));
  g_autoptr(pb_result) none = run_on(missing, missing, 3, NULL, NULL);
  g_assert_nonnull(pb_result_reason(none));
  g_assert_cmpuint(pb_result_n_missing(none), ==, 3);
  const double two_x[] = {0, 10, 0}, two_y[] = {0, 10, 0};
  const char *const likelihood[] = {"bandwidth", "likelihood", NULL};
  g_autoptr(pb_result) two = run_on(two_x, two_y, 3, likelihood, NULL);
  g_assert_nonnull(pb_result_reason(two));
  g_autoptr(GError) error = NULL;
  const char *const small[] = {"h", "20", "cell", "30", NULL};
  g_assert_null(run_on(line, line, 3, small, &error));
  g_assert_nonnull(strstr(error->message, "smaller than a cell"));
  g_autoptr(GError) no_inside = NULL;
  const char *const turned[] = {"window", "given", "x_min", "5", "x_max", "1", NULL};
  g_assert_null(run_on(line, line, 3, turned, &no_inside));
  g_assert_nonnull(no_inside);
  g_autoptr(GError) large = NULL;
  const char *const tiny[] = {"h", "0.001", "cell", "0.00001", NULL};
  g_assert_null(run_on(line, line, 3, tiny, &large));
  g_assert_nonnull(strstr(large->message, "too large"));
}

static void test_weights(void) {
  const double x[] = {100, 300, 300}, y[] = {100, 200, 200}, weight[] = {1, 2, 0};
  const double twice_x[] = {100, 300, 300}, twice_y[] = {100, 200, 200};
  const pb_weighted_points weighted = {x, y, weight, 3}, twice = {twice_x, twice_y, NULL, 3};
  pb_density_window window = pb_density_window_of_frame(&square);
  const pb_density_settings settings = {PB_KERNEL_QUARTIC, 90, PB_EDGE_UNIFORM, 0, 1};
  g_autoptr(pb_raster) a = pb_kernel_density(&weighted, &square, &window, &settings, NULL, NULL);
  g_autoptr(pb_raster) b = pb_kernel_density(&twice, &square, &window, &settings, NULL, NULL);
  g_assert_cmpfloat(largest_difference(a, b), <, 1e-15);
}

static void test_change(void) {
  enum { N = 500 };
  double x[N], y[N];
  clusters(x, y, N, 9);
  const pb_density_settings settings = {PB_KERNEL_QUARTIC, 100, PB_EDGE_NONE, 0, 1};
  g_autoptr(pb_raster) before = density_of(x, y, N, &settings);
  g_autoptr(pb_raster) half = density_of(x, y, N / 2, &settings);
  before->valid[7] = 0;
  g_autoptr(pb_raster) difference = pb_density_difference(before, 2, half, 1, NULL);
  g_autoptr(pb_raster) ratio = pb_density_ratio(before, 2, half, 1, 1e-5, NULL);
  size_t n_valid = 0;
  for (size_t i = 0; i < pb_raster_n_cells(&square); i++) {
    g_assert_cmpint(difference->valid[i], ==, i != 7);
    g_assert_cmpint(ratio->valid[i], ==, i != 7 && before->value[i] / 2 >= 1e-5);
    n_valid += ratio->valid[i];
    if (i != 7)
      assert_near(difference->value[i], half->value[i] - before->value[i] / 2, 1e-12);
    if (ratio->valid[i])
      assert_near(ratio->value[i] * before->value[i], 2 * half->value[i], 1e-12);
  }
  g_assert_cmpuint(n_valid, >, 100);
  g_assert_cmpuint(n_valid, <, pb_raster_n_cells(&square) - 100);
  const pb_raster_frame other = {0, 0, 10, 100, 99};
  g_autoptr(pb_raster) elsewhere = pb_raster_new(&other, NULL);
  g_autoptr(GError) error = NULL;
  g_assert_null(pb_density_difference(before, 1, elsewhere, 1, &error));
  g_assert_nonnull(error);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/kernel-density/reference-redwood", test_reference);
  g_test_add_func("/kernel-density/reference-kde2d", test_reference_kde2d);
  g_test_add_func("/kernel-density/reference-nrd", test_reference_nrd);
  g_test_add_func("/kernel-density/reference-berman-diggle", test_reference_berman_diggle);
  g_test_add_func("/kernel-density/mass", test_mass);
  g_test_add_func("/kernel-density/fast-is-near-exact", test_fast_is_near_exact);
  g_test_add_func("/kernel-density/threads", test_threads);
  g_test_add_func("/kernel-density/edge", test_edge);
  g_test_add_func("/kernel-density/leave-one-out", test_leave_one_out);
  g_test_add_func("/kernel-density/weights", test_weights);
  g_test_add_func("/kernel-density/not-computable", test_not_computable);
  g_test_add_func("/kernel-density/change", test_change);
  g_test_add_func("/faults/bandwidth-from-both-axes", test_bandwidth_from_both_axes);
  g_test_add_func("/faults/cells-outside-the-boundary", test_cells_outside_the_boundary);
  g_test_add_func("/faults/coincident-points-collapse-the-bandwidth", test_coincident_points);
  return g_test_run();
}
