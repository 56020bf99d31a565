/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares against clipping cell by cell, areas against the polygon's, and the rule of what is kept.
 */
#include <math.h>

#include "engine/error.h"
#include "geo/cell_coverage.h"
#include "geo/grid_of_polygon.h"
#include "geo/label_point.h"
#include "geo/point_in_polygon.h"
#include "geo/polygon.h"
#include "geo/shapefile.h"
#include "helpers.h"

static const pb_cell_shape shapes[] = {PB_CELL_SQUARE, PB_CELL_HEXAGON};

/* Area of a closed ring inside a convex cell, signed by the ring's direction: Sutherland & Hodgman
 * 1974. */
static double clipped_area(const double *x, const double *y, size_t n, const double *cx,
                           const double *cy, int corners) {
  g_autofree double *px = g_memdup2(x, n * sizeof *x), *py = g_memdup2(y, n * sizeof *y);
  n--; /* the first is repeated last */
  for (int k = 0; k < corners && n; k++) {
    double ax = cx[k], ay = cy[k], dx = cx[(k + 1) % corners] - ax, dy = cy[(k + 1) % corners] - ay;
    double *qx = g_new(double, 2 * n + 2), *qy = g_new(double, 2 * n + 2);
    size_t m = 0;
    for (size_t i = 0; i < n; i++) {
      size_t j = (i + 1) % n;
      double here = dx * (py[i] - ay) - dy * (px[i] - ax);
      double there = dx * (py[j] - ay) - dy * (px[j] - ax);
      if (here >= 0) {
        qx[m] = px[i];
        qy[m++] = py[i];
      }
      if ((here >= 0) != (there >= 0)) {
        double t = here / (here - there);
        qx[m] = px[i] + t * (px[j] - px[i]);
        qy[m++] = py[i] + t * (py[j] - py[i]);
      }
    }
    g_free(px);
    g_free(py);
    px = qx;
    py = qy;
    n = m;
  }
  double doubled = 0;
  for (size_t i = 0; i < n; i++) {
    size_t j = (i + 1) % n;
    doubled += (px[j] - cx[0]) * (py[i] - cy[0]) - (px[i] - cx[0]) * (py[j] - cy[0]);
  }
  return doubled / 2;
}

static double brute_share(const pb_layer *layer, pb_cell_shape shape, double size, pb_cell cell) {
  double cx[6], cy[6], area = 0;
  int corners = pb_cell_corners(shape, size, cell, cx, cy);
  for (size_t p = 0; p < layer->n_parts; p++) {
    uint32_t v = layer->vertex_first[p];
    area +=
        clipped_area(layer->x + v, layer->y + v, layer->vertex_first[p + 1] - v, cx, cy, corners);
  }
  return area / pb_cell_area_m2(shape, size);
}

static double covered_area(const pb_layer *layer, size_t f, pb_cell_shape shape, double size) {
  g_autoptr(GArray) covered = pb_cells_covered(layer, f, shape, size);
  double cells = 0;
  for (guint i = 0; i < covered->len; i++) {
    const pb_covered_cells *c = &g_array_index(covered, pb_covered_cells, i);
    g_assert_cmpfloat(c->share, <=, 1);
    cells += c->share * c->n;
  }
  return cells * pb_cell_area_m2(shape, size);
}

/* A star of n points around a place: never crosses itself. */
static char *random_star(GRand *random, double x, double y, double from, double to, int n) {
  GString *ring = g_string_new(NULL);
  for (int i = 0; i < n; i++) {
    double r = g_rand_double_range(random, from, to), a = 2 * G_PI * i / n;
    g_string_append_printf(ring, "%s%.9g %.9g", i ? "," : "", x + r * cos(a), y + r * sin(a));
  }
  return g_string_free(ring, FALSE);
}

static void check_against_brute_force(const pb_layer *layer, pb_cell_shape shape, double size) {
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_cell_grid) grid = pb_grid_of_polygon(layer, 0, shape, size, &error);
  g_assert_no_error(error);
  g_assert_cmpfloat(grid->size_m, ==, size);
  pb_box box = layer->box[0];
  pb_cell low = pb_cell_at(shape, size, box.min_x, box.min_y),
          high = pb_cell_at(shape, size, box.max_x, box.max_y);
  size_t kept = 0;
  uint32_t number;
  bool by_label_point = grid->n_cells == 1;
  for (int32_t row = low.row - 2; row <= high.row + 2; row++)
    for (int32_t col = low.col - 2; col <= high.col + 2; col++) {
      pb_cell cell = {col, row};
      double x, y, share = brute_share(layer, shape, size, cell);
      pb_cell_centre(shape, size, cell, &x, &y);
      bool wanted = pb_polygon_contains(layer, 0, x, y) || share >= 0.5;
      bool found = pb_cell_grid_number(grid, cell, &number);
      if (fabs(share - 0.5) > 1e-9 && !by_label_point)
        g_assert_cmpint(found, ==, wanted);
      if (!found)
        continue;
      g_assert_cmpuint(number, ==, kept++); /* by row and then column, none left out */
      pb_cell back = pb_cell_grid_cell(grid, number);
      g_assert_cmpint(back.col, ==, col);
      g_assert_cmpint(back.row, ==, row);
      g_assert_cmpfloat_with_epsilon(pb_cell_grid_share(grid, number), share, 1e-8);
    }
  g_assert_cmpuint(kept, ==, grid->n_cells);
}

static void test_random_polygons(void) {
  GRand *random = g_rand_new_with_seed(3);
  for (int i = 0; i < 60; i++) {
    double x = 512000 + g_rand_double(random) * 100, y = 6570000 + g_rand_double(random) * 100;
    if (i % 3 == 0) { /* and where columns and rows are negative */
      x -= 512150;
      y -= 6570070;
    }
    g_autofree char *outer = random_star(random, x, y, 40, 120, 5 + i % 40);
    g_autofree char *hole = random_star(random, x, y, 5, 35, 3 + i % 9);
    g_autofree char *part = random_star(random, x + 300, y - 50, 5, 100, 3 + i % 7);
    g_autofree char *feature = g_strdup_printf("%s;%s;%s", outer, hole, part);
    g_autoptr(pb_layer) layer = layer_of(feature, NULL);
    double area = pb_polygon_area_m2(layer, 0);
    static const double sizes[] = {9, 25, 61.7, 400};
    for (size_t s = 0; s < 2; s++)
      for (size_t z = 0; z < G_N_ELEMENTS(sizes); z++) {
        check_against_brute_force(layer, shapes[s], sizes[z]);
        g_assert_cmpfloat_with_epsilon(covered_area(layer, 0, shapes[s], sizes[z]), area,
                                       1e-9 * area);
      }
  }
  g_rand_free(random);
}

static pb_layer *real_municipalities(void) {
  g_autoptr(GError) error = NULL;
  pb_layer *layer =
      pb_shapefile_read(PB_SOURCE_ROOT "/data/boundaries/Kommun_Sweref99TM.shp", NULL, &error);
  g_assert_no_error(error);
  return layer;
}

static void test_municipalities(void) {
  g_autoptr(pb_layer) layer = real_municipalities();
  for (size_t f = 0; f < layer->n_features; f++)
    for (size_t s = 0; s < 2; s++) {
      double area = pb_polygon_area_m2(layer, f);
      g_assert_cmpfloat_with_epsilon(covered_area(layer, f, shapes[s], 250), area, 1e-9 * area);
      g_autoptr(pb_cell_grid) grid = pb_grid_of_polygon(layer, f, shapes[s], 250, NULL);
      g_assert_nonnull(grid);
      /* What is dropped on the rim is small. */
      g_assert_cmpfloat_with_epsilon(pb_cell_grid_area_m2(grid), area, 0.05 * area);
      for (size_t i = 0; i < grid->n_edge; i++)
        g_assert_true(grid->edge_share[i] > 0 && grid->edge_share[i] < 1);
    }
}

/* Cells of neighbours meet: of the cells on a shared boundary the shares add up to one, and every
 * cell's middle is in exactly one of them. */
static void test_neighbours_meet(void) {
  g_autoptr(pb_layer) layer =
      layer_of("0 0, 1010 0, 730 1000, 0 1000", "1010 0, 2000 0, 2000 1000, 730 1000", NULL);
  for (size_t s = 0; s < 2; s++) {
    g_autoptr(GArray) left = pb_cells_covered(layer, 0, shapes[s], 50),
                      right = pb_cells_covered(layer, 1, shapes[s], 50);
    size_t shared = 0;
    for (guint i = 0; i < left->len; i++)
      for (guint j = 0; j < right->len; j++) {
        const pb_covered_cells *l = &g_array_index(left, pb_covered_cells, i),
                               *r = &g_array_index(right, pb_covered_cells, j);
        if (l->first.row != r->first.row || l->first.col != r->first.col)
          continue;
        double x, y;
        pb_cell_centre(shapes[s], 50, l->first, &x, &y);
        if (y > 50 && y < 950) {
          g_assert_cmpfloat_with_epsilon(l->share + r->share, 1, 1e-9);
          g_assert_true(l->centre_inside != r->centre_inside);
          shared++;
        }
      }
    g_assert_cmpuint(shared, >, 15);
  }
}

static void test_whole_squares(void) {
  g_autoptr(pb_layer) layer = layer_of("500000 6500000, 501000 6500000, 501000 6500500, 500000 "
                                       "6500500",
                                       NULL);
  g_autoptr(pb_cell_grid) grid = pb_grid_of_polygon(layer, 0, PB_CELL_SQUARE, 250, NULL);
  g_assert_cmpuint(grid->n_cells, ==, 8);
  g_assert_cmpuint(grid->n_edge, ==, 0);
  g_assert_cmpint(grid->first_row, ==, 26000);
  g_assert_cmpint(pb_cell_grid_cell(grid, 0).col, ==, 2000);
  uint32_t number, around[8];
  g_assert_true(pb_cell_grid_find(grid, 500999, 6500499, &number));
  g_assert_cmpuint(number, ==, 7);
  g_assert_false(pb_cell_grid_find(grid, 501000, 6500499, &number));
  g_assert_cmpint(pb_cell_grid_neighbours(grid, 1, around), ==, 5);
}

/* The half-covered top row is one run of equal shares, kept; one of 0.4 is not. */
static void test_half_rule(void) {
  g_autoptr(pb_layer) half = layer_of("0 0, 1000 0, 1000 150, 0 150", NULL);
  g_autoptr(pb_cell_grid) kept = pb_grid_of_polygon(half, 0, PB_CELL_SQUARE, 100, NULL);
  g_assert_cmpuint(kept->n_cells, ==, 20);
  g_assert_cmpuint(kept->n_edge, ==, 10);
  g_assert_cmpfloat_with_epsilon(pb_cell_grid_share(kept, 13), 0.5, 1e-12);
  g_autoptr(pb_layer) less = layer_of("0 0, 1000 0, 1000 140, 0 140", NULL);
  g_autoptr(pb_cell_grid) dropped = pb_grid_of_polygon(less, 0, PB_CELL_SQUARE, 100, NULL);
  g_assert_cmpuint(dropped->n_cells, ==, 10);
}

static void test_crossing_rings(void) {
  /* A bow tie: both halves are inside; overlapping parts are outside where they overlap. */
  g_autoptr(pb_layer) tie = layer_of("0 0, 1000 1000, 1000 0, 0 1000", NULL);
  g_autoptr(pb_layer) overlap =
      layer_of("0 0, 600 0, 600 1000, 0 1000; 400 0, 1000 0, 1000 1000, 400 1000", NULL);
  for (size_t s = 0; s < 2; s++) {
    g_assert_cmpfloat_with_epsilon(covered_area(tie, 0, shapes[s], 70), 500000, 1e-3);
    g_assert_cmpfloat_with_epsilon(covered_area(overlap, 0, shapes[s], 70), 800000, 1e-3);
  }
}

/* Smaller than a cell, and a strip too narrow for half of any. */
static void test_tiny_polygon_keeps_one_cell(void) {
  g_autoptr(pb_layer) layer =
      layer_of("510 610, 530 610, 530 640, 510 640", "505 0, 515 0, 515 4000, 505 4000", NULL);
  for (size_t s = 0; s < 2; s++)
    for (size_t f = 0; f < layer->n_features; f++) {
      g_autoptr(pb_cell_grid) grid = pb_grid_of_polygon(layer, f, shapes[s], 250, NULL);
      pb_label_point label;
      g_assert_true(pb_label_point_find(layer, f, 2.5, &label));
      uint32_t number;
      g_assert_cmpuint(grid->n_cells, ==, 1);
      g_assert_true(pb_cell_grid_find(grid, label.x, label.y, &number));
      g_assert_cmpfloat(grid->edge_share[0], <, 0.5);
      if (f == 0)
        g_assert_cmpfloat_with_epsilon(pb_cell_grid_area_m2(grid), 600, 1e-6);
    }
  g_autoptr(pb_cell_grid) huge = pb_grid_of_polygon(layer, 0, PB_CELL_SQUARE, 1e9, NULL);
  g_assert_cmpuint(huge->n_cells, ==, 1);
}

static void refused(const pb_layer *layer, size_t f, double size, int code) {
  for (size_t s = 0; s < 2; s++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(pb_grid_of_polygon(layer, f, shapes[s], size, &error));
    g_assert_error(error, PB_ERROR, code);
    g_assert_true(g_str_has_suffix(error->message, "."));
  }
}

static void test_refused(void) {
  g_autoptr(pb_layer) layer = layer_of(
      "500000 6500000, 510000 6500000, 510000 6510000, 500000 6510000", "0 0, 100 100, 200 200",
      "0 0, 1 0, 1 1, 0 1; 9e5 7e6, 900001 7e6, 900001 7000001", NULL);
  refused(layer, 0, 0, PB_ERROR_USAGE);
  refused(layer, 0, -250, PB_ERROR_USAGE);
  refused(layer, 0, NAN, PB_ERROR_USAGE);
  refused(layer, 0, INFINITY, PB_ERROR_USAGE);
  refused(layer, 0, 0.9, PB_ERROR_USAGE);
  refused(layer, 0, 1e-300, PB_ERROR_USAGE);
  refused(layer, 1, 250, PB_ERROR_INPUT);
  refused(layer, 2, 0.5, PB_ERROR_USAGE); /* few cells, but far apart */
  g_autoptr(pb_cell_grid) many = pb_grid_of_polygon(layer, 0, PB_CELL_SQUARE, 2, NULL);
  g_assert_cmpuint(many->n_cells, ==, 25000000);
  layer->box[0] = pb_box_empty();
  layer->part_first[1] = 0;
  refused(layer, 0, 250, PB_ERROR_INPUT);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/grid-of-polygon/random-polygons", test_random_polygons);
  g_test_add_func("/grid-of-polygon/municipalities", test_municipalities);
  g_test_add_func("/grid-of-polygon/neighbours-meet", test_neighbours_meet);
  g_test_add_func("/grid-of-polygon/whole-squares", test_whole_squares);
  g_test_add_func("/grid-of-polygon/half-rule", test_half_rule);
  g_test_add_func("/grid-of-polygon/crossing-rings", test_crossing_rings);
  g_test_add_func("/grid-of-polygon/tiny-polygon-keeps-one-cell", test_tiny_polygon_keeps_one_cell);
  g_test_add_func("/grid-of-polygon/refused", test_refused);
  return g_test_run();
}
