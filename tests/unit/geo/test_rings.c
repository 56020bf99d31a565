/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rings find their place among each other and are parted where they touch themselves. */
#include <math.h>
#include <string.h>

#include "byte_files.h"
#include "geo/point_in_polygon.h"
#include "geo/polygon.h"
#include "geo/ring_split.h"
#include "geo/rings.h"
#include "helpers.h"

/* The polygon "rings" read from a file. */
static pb_layer *read_polygon(const char *rings) {
  g_auto(byte_files) files = byte_files_new(5);
  byte_files_add_parts(&files, 5, rings);
  return byte_files_layer(&files, NULL);
}

static void assert_polygon(const char *rings, size_t n_rings, double area) {
  g_autoptr(pb_layer) layer = read_polygon(rings);
  g_assert_cmpuint(layer->n_parts, ==, n_rings);
  g_assert_cmpfloat_with_epsilon(pb_polygon_area_m2(layer, 0), area, 1e-9);
}

static void test_touching(void) {
  /* A figure of eight through (5, 5): both halves count, although they turn opposite ways. */
  assert_polygon("0 0, 5 5, 10 10, 10 0, 5 5, 0 10, 0 0", 2, 50);
  /* A hole that hangs on the outer line at (0, 0), drawn in one stroke. */
  assert_polygon("0 0, 0 10, 10 10, 10 0, 0 0, 4 2, 4 4, 2 4, 0 0", 2, 100 - 8);
  /* The same hole as a ring of its own. */
  assert_polygon("0 0, 0 10, 10 10, 10 0, 0 0; 0 0, 4 2, 4 4, 2 4, 0 0", 2, 100 - 8);
  /* A hole that touches the outer ring with all its corners. */
  assert_polygon("0 0, 0 10, 10 10, 10 0, 0 0; 5 0, 10 5, 5 10, 0 5, 5 0", 2, 50);
  /* Two holes that touch each other along nothing but a corner. */
  assert_polygon("0 0, 0 10, 10 10, 10 0, 0 0; 2 2, 5 2, 5 5, 2 5, 2 2; 5 5, 8 5, 8 8, 5 8, 5 5", 3,
                 100 - 18);
  g_autoptr(pb_layer) eight = read_polygon("0 0, 5 5, 10 10, 10 0, 5 5, 0 10, 0 0");
  g_assert_true(has_note(eight, "1 ring touches itself"));
  g_assert_true(pb_polygon_contains(eight, 0, 1, 5));
  g_assert_true(pb_polygon_contains(eight, 0, 9, 5));
  g_assert_false(pb_polygon_contains(eight, 0, 5, 9));
}

static void test_without_extent(void) {
  assert_polygon("0 0, 0 0, 0 0", 0, 0);
  assert_polygon("0 0, 5 5, 0 0", 0, 0);
  assert_polygon("0 0, 5 5, 10 10, 0 0", 0, 0); /* on one line */
  assert_polygon("0 0, 0 10, 10 10, 10 0, 0 0; 2 2, 3 3, 2 2", 1, 100);
  g_autoptr(pb_layer) layer = read_polygon("0 0, 0 10, 10 10, 10 0, 0 0; 2 2, 3 3, 2 2; 7 7");
  g_assert_true(has_note(layer, "2 parts without extent"));
}

static void test_repeated(void) {
  g_autoptr(pb_layer) layer = read_polygon("0 0, 0 0, 0 10, 10 10, 10 10, 10 10, 10 0, 0 0, 0 0");
  g_assert_cmpuint(layer->n_vertices, ==, 5);
  g_assert_cmpfloat(pb_polygon_area_m2(layer, 0), ==, 100);
  g_assert_true(has_note(layer, "4 vertices that repeat the one before"));
  g_assert_false(has_note(layer, "touch"));
  /* There and back again is left out. */
  g_autoptr(pb_layer) spike = read_polygon("0 0, 0 10, 10 10, 20 10, 10 10, 10 0, 0 0");
  g_assert_cmpuint(spike->n_vertices, ==, 5);
  g_assert_true(has_note(spike, "touches itself"));
}

static void test_wrong_order(void) {
  /* Outer ring counter-clockwise, hole clockwise, an island in the hole. */
  const char *rings =
      "0 0, 10 0, 10 10, 0 10, 0 0; 2 2, 2 8, 8 8, 8 2, 2 2; 4 4, 6 4, 6 6, 4 6, 4 4";
  assert_polygon(rings, 3, 100 - 36 + 4);
  g_autoptr(pb_layer) layer = read_polygon(rings);
  g_assert_true(has_note(layer, "3 rings ran the wrong way round"));
  g_autoptr(pb_layer) right = read_polygon("0 0, 0 10, 10 10, 10 0, 0 0; 2 2, 8 2, 8 8, 2 8, 2 2");
  g_assert_cmpuint(right->notes->len, ==, 0);
  /* The hole stands before its ring. */
  assert_polygon("2 2, 2 8, 8 8, 8 2, 2 2; 0 0, 10 0, 10 10, 0 10, 0 0", 2, 100 - 36);
}

/* One ring twice leaves nothing by the even-odd rule: one of the two is the hole of the other. */
static void test_twice(void) {
  assert_polygon("0 0, 0 10, 10 10, 10 0, 0 0; 0 0, 0 10, 10 10, 10 0, 0 0", 2, 0);
}

/* Squares within squares beside squares: many rings are found by an index, few without. */
static void test_many(void) {
  for (int columns = 2; columns <= 40; columns += 38) {
    g_autoptr(GArray) x = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) y = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) first = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    g_array_set_size(first, 1);
    for (int c = 0; c < columns; c++)
      for (int depth = 0; depth < 4; depth++) {
        double from = depth, to = 10 - depth, left = 20. * c;
        const double xs[] = {left + from, left + to, left + to, left + from, left + from};
        const double ys[] = {from, from, to, to, from};
        g_array_append_vals(x, xs, 5);
        g_array_append_vals(y, ys, 5);
        uint32_t end = x->len;
        g_array_append_val(first, end);
      }
    size_t n = first->len - 1;
    g_autofree pb_ring_place *places = g_new(pb_ring_place, n);
    pb_rings_nest((double *)(void *)x->data, (double *)(void *)y->data,
                  (uint32_t *)(void *)first->data, n, places);
    for (size_t r = 0; r < n; r++) {
      g_assert_cmpuint(places[r].depth, ==, r % 4);
      g_assert_cmpint(places[r].parent, ==, r % 4 == 0 ? -1 : (int)r - 1);
    }
  }
}

/* Thousands of rings within each other take seconds at most. */
static void test_deep(void) {
  const size_t n = 3001; /* no multiple of 7 */
  g_autofree double *x = g_new(double, 5 * n), *y = g_new(double, 5 * n);
  g_autofree uint32_t *first = g_new0(uint32_t, n + 1);
  for (size_t r = 0; r < n; r++) {
    double half = 1 + (double)((r * 7) % n); /* in disorder */
    const double xs[] = {-half, half, half, -half, -half}, ys[] = {-half, -half, half, half, -half};
    memcpy(x + 5 * r, xs, sizeof xs);
    memcpy(y + 5 * r, ys, sizeof ys);
    first[r + 1] = 5 * (uint32_t)(r + 1);
  }
  g_autofree pb_ring_place *places = g_new(pb_ring_place, n);
  pb_rings_nest(x, y, first, n, places);
  for (size_t r = 0; r < n; r++) {
    size_t size = (r * 7) % n;
    g_assert_cmpuint(places[r].depth, ==, n - 1 - size);
    if (size + 1 < n)
      g_assert_cmpuint(((size_t)places[r].parent * 7) % n, ==, size + 1);
  }
}

/* Walks that cross their own tracks: what is inside stays what it was. */
static void test_split_keeps_inside(void) {
  g_autoptr(GRand) random = g_rand_new_with_seed(7);
  pb_ring_split split = {0};
  for (int trial = 0; trial < 300; trial++) {
    double x[41], y[41];
    size_t n = (size_t)g_rand_int_range(random, 1, 41);
    for (size_t i = 0; i < n; i++) {
      x[i] = g_rand_int_range(random, 0, 6);
      y[i] = g_rand_int_range(random, 0, 6);
    }
    x[n] = x[0];
    y[n] = y[0];
    g_assert_true(pb_ring_split_run(&split, x, y, n + 1));
    for (int probe = 0; probe < 20; probe++) {
      double at_x = g_rand_double_range(random, 0, 5), at_y = g_rand_double_range(random, 0, 5);
      bool inside = false;
      for (size_t l = 0; l < split.n_loops; l++) {
        double lx[60], ly[60];
        size_t m = 0;
        for (uint32_t v = split.loop_first[l]; v < split.loop_first[l + 1]; v++, m++) {
          lx[m] = x[split.vertices[v]];
          ly[m] = y[split.vertices[v]];
        }
        g_assert_cmpuint(m, >=, 4);
        g_assert_true(lx[0] == lx[m - 1] && ly[0] == ly[m - 1]);
        inside ^= pb_ring_contains(lx, ly, m, at_x, at_y);
      }
      g_assert_true(inside == pb_ring_contains(x, y, n + 1, at_x, at_y));
    }
  }
  pb_ring_split_clear(&split);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/rings/touching", test_touching);
  g_test_add_func("/rings/without-extent", test_without_extent);
  g_test_add_func("/rings/repeated", test_repeated);
  g_test_add_func("/rings/wrong-order", test_wrong_order);
  g_test_add_func("/rings/twice", test_twice);
  g_test_add_func("/rings/many", test_many);
  g_test_add_func("/rings/deep", test_deep);
  g_test_add_func("/rings/split-keeps-inside", test_split_keeps_inside);
  return g_test_run();
}
