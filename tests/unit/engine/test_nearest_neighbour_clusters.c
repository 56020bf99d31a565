/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/error.h"
#include "engine/stats/nearest_neighbour_clusters.h"
#include "tests/unit/engine/points.h"

/* 10 000 points on 100 km2: mean 50 m, standard error 0.26136 sqrt(A)/n = 0.26136 m. */
static void test_reference(void) {
  assert_near(pb_random_distance_m(1e8, 10000, 0), 50, 1e-12);
  assert_near(pb_random_distance_m(1e8, 10000, 1), 50 - 0.26136, 1e-6);
  assert_near(pb_random_distance_m(1e8, 10000, -1.645), 50 + 1.645 * 0.26136, 1e-6);
  g_assert_cmpfloat(pb_random_distance_m(1e8, 1, 5), ==, 0);
  g_assert_cmpfloat(pb_random_distance_m(0, 100, 0), ==, 0);
  /* by hand: five around 0, three around 100, two around 200; one alone far away */
  static const double x[] = {0, 1, -1, 0, 0, 100, 101, 99, 200, 201, 900};
  static const double y[] = {0, 0, 0, 1, -1, 0, 0, 0, 0, 0, 900};
  pb_nnh_options options = {
      .distance_m = 1, .second_distance_m = 150, .min_points = 2, .min_clusters = 2};
  g_autoptr(pb_nnh) found = pb_nnh_of(x, y, 11, &options);
  static const int32_t cluster[] = {0, 0, 0, 0, 0, 1, 1, 1, 2, 2, -1};
  g_assert_cmpuint(found->n_clusters, ==, 3);
  for (size_t i = 0; i < 11; i++)
    g_assert_cmpint(found->cluster[i], ==, cluster[i]);
  g_assert_cmpuint(found->n_second, ==, 1); /* centres 0, 100, 200.5: the middle one reaches all */
  for (size_t i = 0; i < 3; i++)
    g_assert_cmpint(found->second[i], ==, 0);
  options.second_distance_m = 100.2;
  g_autoptr(pb_nnh) narrower = pb_nnh_of(x, y, 11, &options);
  g_assert_cmpuint(narrower->n_second, ==, 1);
  g_assert_cmpint(narrower->second[2], ==, -1);
}

/* The rule, by measuring every pair each time. */
static size_t brute(const made_points *p, double distance, size_t min_points, int32_t *cluster) {
  for (size_t i = 0; i < p->n; i++)
    cluster[i] = -1;
  for (size_t next = 0;; next++) {
    size_t best = 0, seed = 0;
    for (size_t i = 0; i < p->n; i++) {
      size_t n = 0;
      for (size_t k = 0; k < p->n && cluster[i] < 0; k++)
        n += cluster[k] < 0 && hypot(p->x[i] - p->x[k], p->y[i] - p->y[k]) <= distance;
      bool lower = p->x[i] < p->x[seed] || (p->x[i] == p->x[seed] && p->y[i] < p->y[seed]);
      if (n > best || (n == best && n > 0 && lower)) {
        best = n;
        seed = i;
      }
    }
    if (best < min_points)
      return next;
    for (size_t k = 0; k < p->n; k++)
      if (cluster[k] < 0 && k != seed &&
          hypot(p->x[seed] - p->x[k], p->y[seed] - p->y[k]) <= distance)
        cluster[k] = (int32_t)next;
    cluster[seed] = (int32_t)next;
  }
}

static void test_against_all_pairs(void) {
  made_points p = made_points_new(500, 2000, 8, 2);
  g_autofree int32_t *cluster = g_new(int32_t, p.n);
  pb_nnh_options options = {.area_m2 = 4e6, .min_points = 5, .min_clusters = 2};
  g_autoptr(pb_nnh) found = pb_nnh_of(p.x, p.y, p.n, &options);
  assert_near(found->distance_m, 0.5 * sqrt(4e6 / 500), 1e-12);
  g_assert_cmpuint(found->n_clusters, >, 5);
  g_assert_cmpuint(found->n_clusters, ==, brute(&p, found->distance_m, 5, cluster));
  for (size_t i = 0; i < p.n; i++)
    g_assert_cmpint(found->cluster[i], ==, cluster[i]);
  made_points_clear(&p);
}

static void test_row_order_does_not_matter(void) {
  made_points p = made_points_new(4000, 3000, 5, 8);
  g_autofree uint32_t *order = g_new(uint32_t, p.n);
  made_points q = made_points_shuffled(&p, order);
  pb_nnh_options options = {.area_m2 = 9e6, .min_points = 4, .min_clusters = 2};
  g_autoptr(pb_nnh) a = pb_nnh_of(p.x, p.y, p.n, &options);
  g_autoptr(pb_nnh) b = pb_nnh_of(q.x, q.y, q.n, &options);
  g_assert_cmpuint(a->n_second, >, 0);
  g_assert_cmpuint(a->n_clusters, ==, b->n_clusters);
  for (size_t i = 0; i < p.n; i++)
    g_assert_cmpint(b->cluster[i], ==, a->cluster[order[i]]);
  for (size_t k = 0; k < a->n_clusters; k++)
    g_assert_cmpint(b->second[k], ==, a->second[k]);
  made_points_clear(&p);
  made_points_clear(&q);
}

static void test_coincident_points(void) {
  size_t n = 30000;
  g_autofree double *x = g_new0(double, n), *y = g_new0(double, n);
  for (size_t i = 0; i < n; i++)
    x[i] = i % 3 ? 0 : 1000;
  pb_nnh_options options = {.distance_m = 10, .min_points = 10, .min_clusters = 2};
  g_autoptr(pb_nnh) found = pb_nnh_of(x, y, n, &options);
  g_assert_cmpuint(found->n_clusters, ==, 2);
  g_assert_cmpint(found->cluster[0], ==, 1);
  g_assert_cmpint(found->cluster[1], ==, 0);
  g_assert_cmpuint(found->n_second, ==, 0);
  g_assert_cmpfloat(found->second_distance_m, ==, 0);
}

static pb_result *run_on(size_t n, const double *x, const double *y, const char *const *settings) {
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "x", n, x);
  add_numbers(table, "y", n, y);
  return run_statistic("nearest-neighbour-clusters", table, settings, NULL);
}

static void test_not_computable(void) {
  static const double same[12] = {0}, line[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  static const char *const distance[] = {"distance", "3", "list", "clusters", NULL};
  for (size_t n = 0; n < 3; n++) {
    g_autoptr(pb_result) few = run_on(n, same, same, NULL);
    g_assert_nonnull(pb_result_reason(few));
  }
  g_autoptr(pb_result) place = run_on(12, same, same, NULL), on_line = run_on(12, line, same, NULL);
  g_assert_nonnull(pb_result_reason(place));
  g_assert_nonnull(pb_result_reason(on_line));
  g_autoptr(pb_result) given = run_on(12, same, same, distance);
  g_assert_null(pb_result_reason(given));
  g_assert_cmpuint(pb_result_n_rows(given), ==, 1);
  assert_near(cell(given, "area_ha", 0), G_PI * 625 / 1e4, 0.004);
  g_assert_true(is_missing(given, "second_order", 0));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/stats/nearest-neighbour-clusters/reference", test_reference);
  g_test_add_func("/stats/nearest-neighbour-clusters/against-all-pairs", test_against_all_pairs);
  g_test_add_func("/stats/nearest-neighbour-clusters/row-order-does-not-matter",
                  test_row_order_does_not_matter);
  g_test_add_func("/stats/nearest-neighbour-clusters/coincident-points", test_coincident_points);
  g_test_add_func("/stats/nearest-neighbour-clusters/not-computable", test_not_computable);
  return g_test_run();
}
