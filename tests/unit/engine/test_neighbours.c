/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Neighbours of points by brute force: every pair. */
#include <math.h>
#include <stdlib.h>

#include "engine/neighbours.h"
#include "engine/random.h"

typedef struct {
  double squared;
  uint32_t point;
} pair;

static int by_distance(const void *a, const void *b) {
  const pair *l = a, *r = b;
  if (l->squared != r->squared)
    return l->squared < r->squared ? -1 : 1;
  return l->point < r->point ? -1 : l->point > r->point;
}

static bool linked(const pb_weights *weights, size_t i, uint32_t j) {
  for (size_t k = weights->first[i]; k < weights->first[i + 1]; k++)
    if (weights->neighbour[k] == j)
      return true;
  return false;
}

static void check_form(const pb_weights *weights, size_t n) {
  g_assert_cmpuint(weights->n, ==, n);
  g_assert_cmpuint(weights->first[0], ==, 0);
  for (size_t i = 0; i < n; i++)
    for (size_t k = weights->first[i]; k < weights->first[i + 1]; k++) {
      g_assert_cmpuint(weights->neighbour[k], !=, i);
      g_assert_cmpfloat(weights->weight[k], ==, 1);
      if (k > weights->first[i])
        g_assert_cmpuint(weights->neighbour[k], >, weights->neighbour[k - 1]);
    }
}

static void check_nearest(const double *x, const double *y, size_t n, size_t k) {
  g_autoptr(pb_weights) weights = pb_neighbours_nearest(x, y, n, k, NULL);
  check_form(weights, n);
  g_autofree pair *others = g_new(pair, n + 1);
  for (size_t i = 0; i < n; i++) {
    size_t m = 0;
    for (size_t j = 0; j < n; j++)
      if (j != i)
        others[m++] =
            (pair){(x[j] - x[i]) * (x[j] - x[i]) + (y[j] - y[i]) * (y[j] - y[i]), (uint32_t)j};
    qsort(others, m, sizeof *others, by_distance);
    g_assert_cmpuint(pb_weights_degree(weights, i), ==, MIN(k, m));
    for (size_t j = 0; j < MIN(k, m); j++)
      g_assert_true(linked(weights, i, others[j].point));
  }
}

static void check_within(const double *x, const double *y, size_t n, double reach) {
  g_autoptr(pb_weights) weights = pb_neighbours_within(x, y, n, reach, NULL);
  check_form(weights, n);
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < n; j++) {
      double dx = x[j] - x[i], dy = y[j] - y[i];
      g_assert_cmpint(linked(weights, i, (uint32_t)j), ==,
                      i != j && dx * dx + dy * dy <= reach * reach);
    }
}

/* Scattered, in clumps, on a lattice (many ties), in a line and at one place. */
static void test_brute_force(void) {
  static const size_t sizes[] = {0, 1, 2, 3, 17, 120, 400};
  for (size_t s = 0; s < G_N_ELEMENTS(sizes); s++)
    for (int kind = 0; kind < 5; kind++) {
      size_t n = sizes[s];
      g_autofree double *x = g_new0(double, n + 1), *y = g_new0(double, n + 1);
      pb_random random = pb_random_start(s, (uint64_t)kind);
      for (size_t i = 0; i < n; i++) {
        double u = pb_random_unit(&random), v = pb_random_unit(&random);
        x[i] = kind == 0   ? u * 1000
               : kind == 1 ? pow(u, 8) * 1e6
               : kind == 2 ? floor(u * 12)
               : kind == 3 ? 7 * u
                           : 5;
        y[i] = kind == 0 ? v * 1000 : kind == 1 ? pow(v, 8) * 1e6 : kind == 2 ? floor(v * 12) : 3;
      }
      static const size_t ks[] = {0, 1, 4, 8, 50, 1000};
      static const double reaches[] = {0, 0.5, 1, 2, 60, 3e4};
      for (size_t k = 0; k < G_N_ELEMENTS(ks); k++) {
        check_nearest(x, y, n, ks[k]);
        check_within(x, y, n, reaches[k]);
      }
    }
}

/* Four equally far: the first two in order count, wherever the tie lies in the buckets. */
static void test_ties_by_position(void) {
  static const double x[] = {0, 1, 0, -1, 0}, y[] = {0, 0, 1, 0, -1};
  g_autoptr(pb_weights) weights = pb_neighbours_nearest(x, y, 5, 2, NULL);
  g_assert_cmpuint(weights->neighbour[0], ==, 1);
  g_assert_cmpuint(weights->neighbour[1], ==, 2);
}

/* The six points of the local G example: distance 15. */
static void test_reach_is_inclusive(void) {
  static const double x[] = {10, 20, 40, 15, 30, 30}, y[] = {10, 10, 10, 20, 20, 30};
  g_autoptr(pb_weights) weights = pb_neighbours_within(x, y, 6, 10, NULL);
  g_assert_cmpuint(pb_weights_degree(weights, 0), ==, 1);
  g_assert_true(linked(weights, 0, 1));
  g_assert_true(linked(weights, 4, 5));
  g_autoptr(pb_weights) wider = pb_neighbours_within(x, y, 6, 15, NULL);
  g_assert_cmpuint(pb_weights_degree(wider, 0), ==, 2);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/neighbours/brute-force", test_brute_force);
  g_test_add_func("/neighbours/ties-by-position", test_ties_by_position);
  g_test_add_func("/neighbours/reach-is-inclusive", test_reach_is_inclusive);
  return g_test_run();
}
