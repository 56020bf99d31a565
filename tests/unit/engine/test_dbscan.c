/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/error.h"
#include "engine/stats/dbscan.h"
#include "tests/unit/engine/iris_petals.h"
#include "tests/unit/engine/points.h"

static void count(const pb_dbscan *found, size_t n, size_t *sizes) {
  memset(sizes, 0, (found->n_clusters + 1) * sizeof *sizes);
  for (size_t i = 0; i < n; i++)
    if (found->cluster[i] >= 0)
      sizes[found->cluster[i]]++;
}

/* scikit-learn 1.2.1 and R's dbscan 1.1-11 on the two lengths of the petals, in millimetres so that
 * distances equal to the reach are exactly so. (The reference value 49 + 84 and 17 noise is of all
 * four lengths; the engine's points lie in the plane.) */
static void test_reference(void) {
  static const struct {
    double eps, min;
    size_t n, sizes[5], noise, core;
  } wanted[] = {
      {2.5, 5, 2, {85, 50}, 15, 123},
      {3, 10, 2, {80, 50}, 20, 107},
      {2, 5, 5, {58, 50, 13, 5, 5}, 19, 110},
      {1.5, 8, 4, {46, 24, 9, 9}, 62, 60},
  };
  double x[150], y[150];
  for (size_t i = 0; i < 150; i++) {
    x[i] = iris_petals[i][0];
    y[i] = iris_petals[i][1];
  }
  for (size_t k = 0; k < G_N_ELEMENTS(wanted); k++) {
    pb_dbscan_options options = {wanted[k].eps, wanted[k].min, PB_BORDER_FIRST};
    g_autoptr(pb_dbscan) found = pb_dbscan_of(x, y, NULL, 150, &options);
    size_t sizes[150];
    count(found, 150, sizes);
    g_assert_cmpuint(found->n_clusters, ==, wanted[k].n);
    for (size_t c = 0; c < wanted[k].n; c++)
      g_assert_cmpuint(sizes[c], ==, wanted[k].sizes[c]);
    g_assert_cmpuint(found->n_noise, ==, wanted[k].noise);
    g_assert_cmpuint(found->n_core, ==, wanted[k].core);
  }
}

static bool within(const made_points *p, size_t a, size_t b, double reach) {
  double dx = p->x[a] - p->x[b], dy = p->y[a] - p->y[b];
  return dx * dx + dy * dy <= reach * reach;
}

/* Spread number `to` over all cores that one core reaches. */
static void flood(const made_points *p, const uint8_t *core, double reach, size_t from, int *group,
                  int to) {
  g_autofree size_t *stack = g_new(size_t, p->n);
  size_t top = 0;
  stack[top++] = from;
  group[from] = to;
  while (top) {
    size_t at = stack[--top];
    for (size_t i = 0; i < p->n; i++)
      if (core[i] && group[i] < 0 && within(p, at, i, reach)) {
        group[i] = to;
        stack[top++] = i;
      }
  }
}

/* Every pair measured. */
static void brute(const made_points *p, const pb_dbscan_options *options, uint8_t *core,
                  int *group) {
  for (size_t i = 0; i < p->n; i++) {
    double weight = 0;
    for (size_t k = 0; k < p->n; k++)
      weight += within(p, i, k, options->reach_m);
    core[i] = weight >= options->min_points;
    group[i] = -1;
  }
  for (size_t i = 0, next = 0; i < p->n; i++)
    if (core[i] && group[i] < 0)
      flood(p, core, options->reach_m, i, group, (int)next++);
}

/* The nearest core, of equally near ones the lowest x, then y. */
static gssize nearest_core(const made_points *p, const uint8_t *core, double reach, size_t i) {
  gssize best = -1;
  for (size_t k = 0; k < p->n; k++) {
    if (!core[k] || !within(p, i, k, reach))
      continue;
    double d = best < 0 ? 0 : hypot(p->x[k] - p->x[i], p->y[k] - p->y[i]);
    double b = best < 0 ? 1 : hypot(p->x[best] - p->x[i], p->y[best] - p->y[i]);
    if (d < b ||
        (d == b && (p->x[k] < p->x[best] || (p->x[k] == p->x[best] && p->y[k] < p->y[best]))))
      best = (gssize)k;
  }
  return best;
}

static void test_against_all_pairs(void) {
  for (uint64_t seed = 1; seed <= 4; seed++) {
    made_points p = made_points_new(600, 2000, seed == 4 ? 0.001 : 10, seed);
    pb_dbscan_options options = {40 + 10 * (double)seed, 4 + 2 * (double)seed, PB_BORDER_NEAREST};
    g_autoptr(pb_dbscan) found = pb_dbscan_of(p.x, p.y, NULL, p.n, &options);
    g_autofree uint8_t *core = g_new(uint8_t, p.n);
    g_autofree int *group = g_new(int, p.n);
    brute(&p, &options, core, group);
    g_assert_cmpuint(found->n_clusters, >, 2);
    g_assert_cmpuint(found->n_noise, >, 0);
    size_t borders = 0;
    for (size_t i = 0; i < p.n; i++) {
      g_assert_cmpint(found->role[i] == PB_POINT_CORE, ==, core[i]);
      gssize nearest = core[i] ? (gssize)i : nearest_core(&p, core, options.reach_m, i);
      g_assert_cmpint(found->cluster[i], ==, nearest < 0 ? -1 : found->cluster[nearest]);
      borders += !core[i] && nearest >= 0;
      for (size_t k = 0; k < i; k++)
        if (core[i] && core[k])
          g_assert_true((group[i] == group[k]) == (found->cluster[i] == found->cluster[k]));
    }
    g_assert_cmpuint(borders, >, 0);
    made_points_clear(&p);
  }
}

/* Chains of points that only just reach each other, in every direction. */
static void test_far_neighbours_join(void) {
  for (int degree = 0; degree < 360; degree += 5) {
    double x[4], y[4], way = degree * G_PI / 180;
    for (size_t i = 0; i < 4; i++) {
      x[i] = 99.99 * (double)i * cos(way);
      y[i] = 99.99 * (double)i * sin(way);
    }
    pb_dbscan_options options = {100, 2, PB_BORDER_NEAREST};
    g_autoptr(pb_dbscan) joined = pb_dbscan_of(x, y, NULL, 4, &options);
    g_assert_cmpuint(joined->n_clusters, ==, 1);
    options.reach_m = 99.98;
    g_autoptr(pb_dbscan) apart = pb_dbscan_of(x, y, NULL, 4, &options);
    g_assert_cmpuint(apart->n_noise, ==, 4);
  }
}

static void test_row_order_does_not_matter(void) {
  made_points p = made_points_new(3000, 3000, 5, 8);
  g_autofree uint32_t *order = g_new(uint32_t, p.n);
  g_autofree double *weight = g_new(double, p.n), *mixed_weight = g_new(double, p.n);
  made_points q = made_points_shuffled(&p, order);
  for (size_t i = 0; i < p.n; i++)
    weight[i] = 0.1 + (double)(i % 7) / 3;
  for (size_t i = 0; i < p.n; i++)
    mixed_weight[i] = weight[order[i]];
  pb_dbscan_options options = {30, 4.2, PB_BORDER_NEAREST};
  g_autoptr(pb_dbscan) a = pb_dbscan_of(p.x, p.y, weight, p.n, &options);
  g_autoptr(pb_dbscan) b = pb_dbscan_of(q.x, q.y, mixed_weight, q.n, &options);
  g_assert_cmpuint(a->n_clusters, >, 5);
  g_assert_cmpuint(a->n_ambiguous, >, 0);
  for (size_t i = 0; i < p.n; i++) {
    g_assert_cmpint(b->cluster[i], ==, a->cluster[order[i]]);
    g_assert_cmpint(b->role[i], ==, a->role[order[i]]);
    g_assert_cmpint(b->ambiguous[i], ==, a->ambiguous[order[i]]);
  }
  made_points_clear(&p);
  made_points_clear(&q);
}

/* Heavy places at -8 and 28, cores at 0 and 20, and a point at 10 that reaches both cores and is
 * none itself. */
static void test_border_rules(void) {
  static const double x[] = {28, 20, 10, 0, -8}, y[5] = {0}, weight[] = {5, 1, 1, 1, 5};
  pb_dbscan_options options = {10, 6, PB_BORDER_NEAREST};
  g_autoptr(pb_dbscan) nearest = pb_dbscan_of(x, y, weight, 5, &options);
  g_assert_cmpuint(nearest->n_clusters, ==, 2);
  g_assert_cmpint(nearest->role[2], ==, PB_POINT_BORDER);
  g_assert_cmpuint(nearest->n_ambiguous, ==, 1);
  g_assert_cmpint(nearest->cluster[2], ==, nearest->cluster[3]); /* equally near: the lower x */
  options.border = PB_BORDER_FIRST;
  g_autoptr(pb_dbscan) first = pb_dbscan_of(x, y, weight, 5, &options);
  g_assert_cmpint(first->cluster[2], ==, first->cluster[0]);
  static const double nearer[] = {28, 20, 9, 0, -8};
  g_autoptr(pb_dbscan) moved = pb_dbscan_of(nearer, y, weight, 5, &options);
  g_assert_cmpuint(moved->n_ambiguous, ==, 0); /* 11 from the other */
}

static void test_coincident_points(void) {
  size_t n = 20000;
  g_autofree double *x = g_new0(double, n), *y = g_new0(double, n);
  for (size_t i = 0; i < n; i++)
    x[i] = i % 3 ? 0 : 1000;
  pb_dbscan_options options = {50, 5, PB_BORDER_NEAREST};
  g_autoptr(pb_dbscan) found = pb_dbscan_of(x, y, NULL, n, &options);
  g_assert_cmpuint(found->n_clusters, ==, 2);
  g_assert_cmpuint(found->n_core, ==, n);
  g_assert_cmpint(found->cluster[0], ==, 1); /* the smaller */
  g_assert_cmpint(found->cluster[1], ==, 0);
}

/* A weight counts as that many points do (Wheeler & Reuter 2021). */
static void test_weights_count_as_points(void) {
  made_points p = made_points_new(400, 1500, 10, 5);
  g_autofree double *x = g_new(double, 3 * p.n), *y = g_new(double, 3 * p.n);
  g_autofree double *weight = g_new(double, p.n);
  size_t n = 0;
  for (size_t i = 0; i < p.n; i++) {
    weight[i] = (double)(1 + i % 3);
    for (size_t k = 0; k <= i % 3; k++, n++) {
      x[n] = p.x[i];
      y[n] = p.y[i];
    }
  }
  pb_dbscan_options options = {40, 12, PB_BORDER_NEAREST};
  g_autoptr(pb_dbscan) weighed = pb_dbscan_of(p.x, p.y, weight, p.n, &options);
  g_autoptr(pb_dbscan) repeated = pb_dbscan_of(x, y, NULL, n, &options);
  g_assert_cmpuint(weighed->n_clusters, >, 2);
  g_assert_cmpuint(weighed->n_clusters, ==, repeated->n_clusters);
  for (size_t i = 0, k = 0; i < p.n; k += 1 + i % 3, i++) {
    g_assert_cmpint(weighed->role[i], ==, repeated->role[k]);
    g_assert_cmpint(weighed->cluster[i] < 0, ==, repeated->cluster[k] < 0);
  }
  made_points_clear(&p);
}

static pb_table *table_of(size_t n, const double *x, const double *y) {
  pb_table *table = pb_table_new();
  add_numbers(table, "x", n, x);
  add_numbers(table, "y", n, y);
  return table;
}

static void test_clusters_listed(void) {
  static const double x[] = {0, 0, 100, 100, 5000, NAN, 9000, 9000},
                      y[] = {0, 100, 0, 100, 0, 0, 9000, 9000};
  static const char *const settings[] = {"eps",      "100",    "min_points", "2", "list",
                                         "clusters", "buffer", "0",          NULL};
  g_autoptr(pb_table) table = table_of(8, x, y);
  g_autoptr(pb_result) result = run_statistic("dbscan", table, settings, NULL);
  g_assert_null(pb_result_reason(result));
  g_assert_cmpuint(pb_result_n_rows(result), ==, 2);
  g_assert_cmpuint(pb_result_n_missing(result), ==, 1);
  assert_near(cell(result, "points", 0), 4, 0);
  assert_near(cell(result, "area_ha", 0), 1, 1e-12);
  assert_near(cell(result, "points_per_ha", 0), 4, 1e-12);
  assert_near(cell(result, "x", 0), 50, 1e-12);
  assert_near(cell(result, "radius_m", 0), sqrt(5000), 1e-12);
  assert_near(cell(result, "places", 1), 1, 0);
  g_assert_true(is_missing(result, "points_per_ha", 1)); /* one place has no area */
  assert_near(pb_result_scalar_or(result, "n_noise", -1), 1, 0);
}

static void test_not_computable(void) {
  static const double none[] = {NAN, NAN}, one[] = {5};
  g_autoptr(pb_table) empty = table_of(0, none, none), missing = table_of(2, none, none),
                      single = table_of(1, one, one);
  const pb_table *const tables[] = {empty, missing, single};
  for (size_t i = 0; i < 3; i++) {
    g_autoptr(pb_result) result = run_statistic("dbscan", tables[i], NULL, NULL);
    g_assert_nonnull(pb_result_reason(result));
  }
  static const double far[] = {INFINITY};
  g_autoptr(pb_table) infinite = table_of(1, far, one);
  g_autoptr(GError) error = NULL;
  g_assert_null(run_statistic("dbscan", infinite, NULL, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_STATISTIC);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/stats/dbscan/reference", test_reference);
  g_test_add_func("/stats/dbscan/against-all-pairs", test_against_all_pairs);
  g_test_add_func("/stats/dbscan/far-neighbours-join", test_far_neighbours_join);
  g_test_add_func("/stats/dbscan/row-order-does-not-matter", test_row_order_does_not_matter);
  g_test_add_func("/stats/dbscan/border-rules", test_border_rules);
  g_test_add_func("/stats/dbscan/coincident-points", test_coincident_points);
  g_test_add_func("/stats/dbscan/weights-count-as-points", test_weights_count_as_points);
  g_test_add_func("/stats/dbscan/clusters-listed", test_clusters_listed);
  g_test_add_func("/stats/dbscan/not-computable", test_not_computable);
  return g_test_run();
}
