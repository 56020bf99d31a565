/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/cell_grid.h"
#include "engine/chunks.h"
#include "engine/point_buckets.h"
#include "engine/random.h"

/* Three rows with a hole and an empty row in between. */
static const pb_cell cells[] = {{-2, -1}, {-1, -1}, {1, -1}, {0, 1}, {1, 1}, {2, 1}, {1, 2}};
static const double shares[] = {1, 0.5, 1, 0.25, 1, 1, 1};

static void test_numbers(void) {
  g_autoptr(pb_cell_grid) grid =
      pb_cell_grid_new(PB_CELL_SQUARE, 250, cells, shares, G_N_ELEMENTS(cells));
  g_assert_cmpuint(grid->n_cells, ==, 7);
  for (uint32_t i = 0; i < 7; i++) {
    pb_cell cell = pb_cell_grid_cell(grid, i);
    g_assert_cmpint(cell.col, ==, cells[i].col);
    g_assert_cmpint(cell.row, ==, cells[i].row);
    uint32_t number;
    g_assert_true(pb_cell_grid_number(grid, cell, &number));
    g_assert_cmpuint(number, ==, i);
    g_assert_cmpfloat(pb_cell_grid_share(grid, i), ==, shares[i]);
    double x, y;
    pb_cell_centre(PB_CELL_SQUARE, 250, cell, &x, &y);
    g_assert_true(pb_cell_grid_find(grid, x, y, &number));
    g_assert_cmpuint(number, ==, i);
  }
  static const pb_cell missing[] = {{0, -1}, {0, 0}, {3, 1}, {-3, -1}, {0, 2}, {0, 3}, {0, -2}};
  for (size_t i = 0; i < G_N_ELEMENTS(missing); i++) {
    uint32_t number;
    g_assert_false(pb_cell_grid_number(grid, missing[i], &number));
  }
  g_assert_cmpfloat(pb_cell_grid_area_m2(grid), ==, 5.75 * 62500);
  uint32_t around[8];
  g_assert_cmpint(pb_cell_grid_neighbours(grid, 4, around), ==, 3);
  g_assert_cmpuint(around[0], ==, 3);
  g_assert_cmpuint(around[1], ==, 5);
  g_assert_cmpuint(around[2], ==, 6);
}

static void test_lines(void) {
  pb_cell cell = pb_cell_at(PB_CELL_SQUARE, 250, 500, -250);
  g_assert_cmpint(cell.col, ==, 2);
  g_assert_cmpint(cell.row, ==, -1);
}

/* Every hexagon has six neighbours at one cell's distance, and they have it. */
static void test_hexagons(void) {
  for (int32_t row = -2; row <= 1; row++) {
    pb_cell cell = {3, row}, around[8], back[8];
    double x, y;
    pb_cell_centre(PB_CELL_HEXAGON, 100, cell, &x, &y);
    g_assert_cmpint(pb_cell_around(PB_CELL_HEXAGON, cell, around), ==, 6);
    for (int k = 0; k < 6; k++) {
      double nx, ny;
      pb_cell_centre(PB_CELL_HEXAGON, 100, around[k], &nx, &ny);
      g_assert_cmpfloat_with_epsilon(hypot(nx - x, ny - y), 100, 1e-9);
      bool found = false;
      pb_cell_around(PB_CELL_HEXAGON, around[k], back);
      for (int b = 0; b < 6; b++)
        found = found || (back[b].col == cell.col && back[b].row == cell.row);
      g_assert_true(found);
      /* just on this side of the common border, and just beyond it */
      pb_cell here = pb_cell_at(PB_CELL_HEXAGON, 100, x + 0.499 * (nx - x), y + 0.499 * (ny - y));
      pb_cell there = pb_cell_at(PB_CELL_HEXAGON, 100, x + 0.501 * (nx - x), y + 0.501 * (ny - y));
      g_assert_true(here.col == cell.col && here.row == cell.row);
      g_assert_true(there.col == around[k].col && there.row == around[k].row);
    }
    double corner_x[6], corner_y[6], doubled_area = 0;
    g_assert_cmpint(pb_cell_corners(PB_CELL_HEXAGON, 100, cell, corner_x, corner_y), ==, 6);
    for (int k = 0; k < 6; k++) {
      int next = (k + 1) % 6;
      doubled_area += corner_x[k] * corner_y[next] - corner_x[next] * corner_y[k];
    }
    g_assert_cmpfloat_with_epsilon(doubled_area / 2, pb_cell_area_m2(PB_CELL_HEXAGON, 100), 1e-6);
  }
}

static void test_buckets(void) {
  enum { N = 500 };
  double x[N], y[N];
  pb_random random = pb_random_start(1, 0);
  for (int i = 0; i < N; i++) {
    x[i] = 1000 * pb_random_unit(&random);
    y[i] = 1000 * pb_random_unit(&random) * pb_random_unit(&random);
  }
  for (double reach = 0.5; reach < 2000; reach *= 7) {
    g_autoptr(pb_point_buckets) buckets = pb_point_buckets_new(x, y, N, reach);
    for (int i = 0; i < N; i += 7) {
      size_t expected = 0, found = 0;
      for (int k = 0; k < N; k++)
        expected += hypot(x[k] - x[i], y[k] - y[i]) <= reach;
      pb_bucket_range range = pb_point_buckets_around(buckets, x[i], y[i], reach);
      for (size_t row = range.row_0; row <= range.row_1; row++) {
        size_t begin, end;
        pb_point_buckets_row(buckets, range, row, &begin, &end);
        for (size_t k = begin; k < end; k++) {
          g_assert_cmpfloat(buckets->x[k], ==, x[buckets->point[k]]);
          found += hypot(buckets->x[k] - x[i], buckets->y[k] - y[i]) <= reach;
        }
      }
      g_assert_cmpuint(found, ==, expected);
    }
    pb_bucket_range far = pb_point_buckets_around(buckets, -9999, 0, reach);
    g_assert_true(far.row_0 > far.row_1);
  }
  g_autoptr(pb_point_buckets) none = pb_point_buckets_new(NULL, NULL, 0, 1);
  pb_bucket_range range = pb_point_buckets_around(none, 0, 0, 1);
  g_assert_true(range.row_0 > range.row_1);
}

static void test_random(void) {
  /* Streams differ by seed and by replicate, and start the same each time. */
  pb_random a = pb_random_start(1, 0), b = pb_random_start(1, 0), c = pb_random_start(1, 1),
            d = pb_random_start(2, 0);
  uint64_t first = pb_random_bits(&a);
  g_assert_cmpuint(first, ==, pb_random_bits(&b));
  g_assert_cmpuint(first, !=, pb_random_bits(&c));
  g_assert_cmpuint(first, !=, pb_random_bits(&d));
  size_t count[6] = {0};
  double sum = 0;
  for (int i = 0; i < 60000; i++) {
    count[pb_random_below(&a, 6)]++;
    double unit = pb_random_unit(&a);
    g_assert_true(unit >= 0 && unit < 1);
    sum += unit;
  }
  for (int k = 0; k < 6; k++) /* five standard errors of a binomial */
    g_assert_cmpfloat(fabs((double)count[k] - 10000), <, 5 * sqrt(10000 * 5 / 6.));
  g_assert_cmpfloat(fabs(sum / 60000 - 0.5), <, 5 * sqrt(1 / 12. / 60000));
  uint32_t order[10], seen = 0;
  for (uint32_t i = 0; i < 10; i++)
    order[i] = i;
  pb_random_shuffle(&a, order, 10);
  for (int i = 0; i < 10; i++)
    seen |= 1u << order[i];
  g_assert_cmpuint(seen, ==, 1023);
}

static void fill(size_t chunk, void *data) {
  pb_random random = pb_random_start(7, chunk);
  ((double *)data)[chunk] += pb_random_unit(&random);
}

static void test_threads(void) {
  double one[100] = {0}, two[100] = {0}, many[100] = {0};
  pb_chunks_run(100, fill, one, 1);
  pb_chunks_run(100, fill, two, 2);
  pb_chunks_run(100, fill, many, 300);
  for (int i = 0; i < 100; i++) {
    g_assert_cmpfloat(one[i], >, 0);
    g_assert_cmpfloat(one[i], ==, two[i]);
    g_assert_cmpfloat(one[i], ==, many[i]);
  }
  pb_chunks_run(0, fill, NULL, 4);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/cell-grid/numbers", test_numbers);
  g_test_add_func("/cell-grid/lines", test_lines);
  g_test_add_func("/cell-grid/hexagons", test_hexagons);
  g_test_add_func("/point-buckets/near", test_buckets);
  g_test_add_func("/random/streams", test_random);
  g_test_add_func("/chunks/threads", test_threads);
  return g_test_run();
}
