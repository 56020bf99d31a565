/* SPDX-License-Identifier: GPL-3.0-or-later */
/* G* of the cells of a grid: what is counted by classes is the same as one by one. */
#include "engine/random.h"
#include "engine/stats/cell_links.h"
#include "engine/stats/cell_sums.h"
#include "engine/stats/grid_hot_cells.h"
#include "engine/stats/local_g.h"
#include "engine/stats/p_adjust.h"
#include "tests/unit/engine/helpers.h"

/* A grid with an uneven border and holes, its first column and row below 0. */
static pb_cell_grid *ragged(pb_cell_shape shape, int side, uint64_t seed) {
  pb_random random = pb_random_start(seed, 0);
  g_autofree pb_cell *cells = g_new(pb_cell, side * side);
  g_autofree double *share = g_new(double, side *side);
  size_t n = 0;
  for (int row = 0; row < side; row++)
    for (int col = 0; col < side; col++) {
      bool outside = hypot(col - side / 2., row - side / 2.) > side / 2.1;
      bool empty_row = row == side / 3;
      if (outside || empty_row || pb_random_below(&random, 12) == 0)
        continue;
      cells[n] = (pb_cell){col - side / 2, row - side / 4};
      share[n++] = 1;
    }
  return pb_cell_grid_new(shape, 250, cells, share, n);
}

/* Events in a tenth of the cells, many in a few. */
static size_t events(const pb_cell_grid *grid, uint64_t seed, uint32_t *cells, double *counts) {
  pb_random random = pb_random_start(seed, 1);
  size_t n = 0;
  for (uint32_t i = 0; i < grid->n_cells; i++) {
    uint32_t drawn = pb_random_below(&random, 100);
    if (drawn >= 10)
      continue;
    cells[n] = i;
    counts[n++] = drawn < 2 ? 30 : 1 + drawn % 3;
  }
  return n;
}

/* Every cell one by one, by the functions for any map. How many are hot or cold. */
static size_t compare(const pb_cell_grid *grid, uint64_t seed) {
  size_t n_cells = grid->n_cells;
  g_autofree uint32_t *cells = g_new(uint32_t, n_cells);
  g_autofree double *counts = g_new(double, n_cells), *dense = g_new0(double, n_cells);
  g_autofree double *p = g_new0(double, n_cells), *adjusted = g_new0(double, n_cells);
  g_autofree bool *tested = g_new0(bool, n_cells);
  g_autofree pb_local_g *places = g_new0(pb_local_g, n_cells);
  size_t n = events(grid, seed, cells, counts), n_hot = 0, n_cold = 0, n_tested = 0;
  for (size_t i = 0; i < n; i++)
    dense[cells[i]] = counts[i];
  g_autoptr(pb_weights) weights = pb_cell_links(grid, NULL, 0);
  const pb_local_g_options options = {.star = true};
  g_assert_true(pb_local_g_of(dense, weights, &options, places));
  for (size_t i = 0; i < n_cells; i++) {
    tested[i] = !places[i].reason;
    p[i] = places[i].p;
    n_tested += tested[i];
  }
  pb_p_adjust(p, tested, n_cells, PB_ADJUST_BH, adjusted);
  g_autoptr(pb_hot_cells) hot = pb_grid_local_g(grid, cells, counts, n, .05);
  g_assert_null(hot->reason);
  g_assert_cmpuint(hot->n_tested, ==, n_tested);
  size_t next = 0, quiet[PB_MOST_AROUND + 1] = {0};
  for (uint32_t i = 0; i < n_cells; i++) {
    const pb_hot_cell *one =
        next < hot->cells->len ? &g_array_index(hot->cells, pb_hot_cell, next) : NULL;
    bool listed = one && one->cell == i;
    next += listed;
    size_t around = pb_weights_degree(weights, i) + 1;
    const pb_quiet_cells *class = &hot->quiet[around];
    quiet[around] += !listed;
    g_assert_true((listed ? one->computable : class->computable) == tested[i]);
    if (listed)
      g_assert_cmpfloat(one->value, ==, dense[i]);
    else
      g_assert_cmpfloat(places[i].lag, <, 1e-9);
    if (!tested[i])
      continue;
    g_assert_cmpfloat_with_epsilon(listed ? one->z : class->z, places[i].z, 1e-10);
    assert_near(listed ? one->p : class->p, p[i], 1e-9);
    assert_near(listed ? one->p_adjusted : class->p_adjusted, adjusted[i], 1e-9);
    n_hot += adjusted[i] <= .05 && places[i].z > 0;
    n_cold += adjusted[i] <= .05 && places[i].z < 0;
  }
  g_assert_cmpuint(next, ==, hot->cells->len);
  for (size_t k = 0; k <= PB_MOST_AROUND; k++)
    g_assert_cmpuint(quiet[k], ==, hot->quiet[k].n);
  g_assert_cmpuint(hot->n_hot, ==, n_hot);
  g_assert_cmpuint(hot->n_cold, ==, n_cold);
  return n_hot + n_cold;
}

static void test_sparse_is_dense(void) {
  size_t found = 0;
  for (uint64_t seed = 1; seed <= 12; seed++) {
    pb_cell_shape shape = seed % 2 ? PB_CELL_SQUARE : PB_CELL_HEXAGON;
    g_autoptr(pb_cell_grid) grid = ragged(shape, 8 + (int)seed * 3, seed);
    found += compare(grid, seed);
  }
  g_assert_cmpuint(found, >, 20);
}

/* Rates of the cells that people live in. */
static void test_rates(void) {
  g_autoptr(pb_cell_grid) grid = ragged(PB_CELL_SQUARE, 20, 5);
  g_autofree uint32_t *cells = g_new(uint32_t, grid->n_cells);
  g_autofree pb_count *counts = g_new(pb_count, grid->n_cells);
  size_t n = 0;
  for (uint32_t i = 0; i < grid->n_cells; i++) {
    if (i % 3 == 0)
      continue; /* nobody lives there */
    pb_cell cell = pb_cell_grid_cell(grid, i);
    bool bad = cell.col >= 0 && cell.col < 4 && cell.row >= 0 && cell.row < 4;
    cells[n] = i;
    counts[n++] = (pb_count){(bad ? 20 : 2) + i % 3, 100 + i % 7};
  }
  g_autoptr(pb_hot_cells) hot = pb_grid_local_g_rates(grid, cells, counts, n, .05);
  g_assert_null(hot->reason);
  g_assert_cmpuint(hot->n_cells, ==, n);
  g_assert_cmpuint(hot->cells->len, ==, n);
  g_assert_cmpuint(hot->n_hot, >, 4);
  for (size_t i = 0; i < n; i++) {
    const pb_hot_cell *one = &g_array_index(hot->cells, pb_hot_cell, i);
    pb_cell cell = pb_cell_grid_cell(grid, one->cell);
    bool near = cell.col >= -1 && cell.col < 5 && cell.row >= -1 && cell.row < 5;
    g_assert_true(near || !one->computable || one->p_adjusted > .05 || one->z < 0);
    assert_near(one->value, (double)counts[i].count / counts[i].exposure, 1e-12);
  }
}

/* Peers gave NaN for flat grids, single cells and cells without neighbours. */
static void test_fault_nan(void) {
  static const pb_cell apart[] = {{0, 0}, {5, 0}, {6, 0}, {0, 9}};
  static const double whole[] = {1, 1, 1, 1}, flat[] = {.1, .1, .1, .1}, few[] = {3, 1};
  static const uint32_t all[] = {0, 1, 2, 3};
  g_autoptr(pb_cell_grid) grid = pb_cell_grid_new(PB_CELL_SQUARE, 250, apart, whole, 4);
  g_autoptr(pb_cell_grid) two = pb_cell_grid_new(PB_CELL_SQUARE, 250, apart + 1, whole, 2);
  g_autoptr(pb_hot_cells) a = pb_grid_local_g(grid, all, flat, 4, .05);
  g_autoptr(pb_hot_cells) b = pb_grid_local_g(grid, NULL, NULL, 0, .05);
  g_autoptr(pb_hot_cells) c = pb_grid_local_g(two, all, few, 2, .05);
  g_autoptr(pb_hot_cells) d = pb_grid_local_g(grid, all, few, 2, .05);
  g_assert_nonnull(a->reason);
  g_assert_nonnull(b->reason);
  g_assert_nonnull(c->reason);
  g_assert_null(d->reason);
  g_assert_cmpuint(d->n_tested, ==, 2);
  g_assert_cmpuint(d->cells->len, ==, 3); /* the third lies beside the second */
  g_assert_false(g_array_index(d->cells, pb_hot_cell, 0).computable);
  g_assert_true(g_array_index(d->cells, pb_hot_cell, 1).computable);
  g_assert_cmpuint(d->quiet[1].n, ==, 1);
  g_assert_false(d->quiet[1].computable);
  static const pb_cell square[] = {{0, 0}, {1, 0}, {0, 1}, {1, 1}};
  g_autoptr(pb_cell_grid) close = pb_cell_grid_new(PB_CELL_SQUARE, 250, square, whole, 4);
  g_autoptr(pb_hot_cells) e = pb_grid_local_g(close, all, few, 2, .05);
  g_assert_cmpuint(e->n_tested, ==, 0); /* everything is a neighbour */
  g_assert_cmpuint(e->n_hot + e->n_cold, ==, 0);
}

/* The table's form: cells of the window, missing coordinates, and the order of the rows. */
static void test_statistic(void) {
  static const double x[] = {10, 260, 270, 1000, NAN, 2010}, y[] = {10, 20, 990, 1010, 5, 2200};
  static const char *const all[] = {"all-cells", "true", NULL};
  g_autoptr(pb_table) table = pb_table_new(), back = pb_table_new();
  double rx[6], ry[6];
  for (int i = 0; i < 6; i++) {
    rx[i] = x[5 - i];
    ry[i] = y[5 - i];
  }
  add_numbers(table, "x", 6, x);
  add_numbers(table, "y", 6, y);
  add_numbers(back, "x", 6, rx);
  add_numbers(back, "y", 6, ry);
  g_autoptr(pb_result) a = run_statistic("grid-local-g", table, all, NULL);
  g_autoptr(pb_result) b = run_statistic("grid-local-g", back, all, NULL);
  g_assert_null(pb_result_reason(a));
  g_assert_cmpuint(pb_result_n_missing(a), ==, 1);
  g_assert_cmpuint(pb_result_n_rows(a), ==, 81);
  g_assert_cmpfloat(pb_result_scalar_or(a, "mean", 0), ==, 5. / 81);
  g_assert_cmpfloat(cell(a, "count", 0), ==, 1);
  for (size_t i = 0; i < 81; i++)
    g_assert_cmpfloat(cell(a, "z", i), ==, cell(b, "z", i));
}

/* One coordinate far away: refused with a sentence, not with all memory. */
static void test_far_point(void) {
  static const double x[] = {10, 9e8}, y[] = {10, 9e8};
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "x", 2, x);
  add_numbers(table, "y", 2, y);
  g_autoptr(pb_result) result = run_statistic("grid-local-g", table, NULL, NULL);
  g_assert_nonnull(strstr(pb_result_reason(result), "20 million"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/stats/grid-hot-cells/sparse-is-dense", test_sparse_is_dense);
  g_test_add_func("/stats/grid-hot-cells/rates", test_rates);
  g_test_add_func("/faults/gi-star-nan-on-grids", test_fault_nan);
  g_test_add_func("/stats/grid-local-g/statistic", test_statistic);
  g_test_add_func("/stats/grid-local-g/far-point", test_far_point);
  return g_test_run();
}
