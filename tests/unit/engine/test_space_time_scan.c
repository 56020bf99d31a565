/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/error.h"
#include "engine/stats/scan_ratio.h"
#include "engine/stats/space_time_scan.h"
#include "tests/unit/engine/points.h"

static pb_space_time_options defaults(void) {
  return (pb_space_time_options){.max_share = 0.5,
                                 .max_radius_m = 1000,
                                 .max_days = 7,
                                 .max_clusters = 10,
                                 .replicates = 99,
                                 .seed = 1,
                                 .threads = 1};
}

typedef struct {
  made_points points;
  int64_t *day;
} made_events;

/* Events on a coarse grid over `n_days` days; the last `wave` of them around one place on three
 * days in a row. */
static made_events made_events_new(size_t n, int64_t n_days, size_t wave, uint64_t seed) {
  made_events e = {made_points_new(n, 3000, 100, seed), g_new(int64_t, n)};
  pb_random random = pb_random_start(seed, 1);
  for (size_t i = 0; i < n; i++)
    e.day[i] = 19000 + pb_random_below(&random, (uint32_t)n_days);
  for (size_t i = n - wave; i < n; i++) {
    e.points.x[i] = 1500 + 50 * (double)(i / 3 % 3);
    e.points.y[i] = 700;
    e.day[i] = 19020 + (int64_t)(i % 3);
  }
  return e;
}

static void made_events_clear(made_events *e) {
  made_points_clear(&e->points);
  g_free(e->day);
}

static pb_space_time *scan_of(const made_events *e, const pb_space_time_options *options) {
  const char *reason = NULL;
  pb_space_time *found =
      pb_space_time_of(e->points.x, e->points.y, e->day, e->points.n, options, &reason);
  g_assert_null(reason);
  return found;
}

/* By hand. Twelve events; three at one place on day 5, which has no others; nine elsewhere on other
 * days. In the cylinder of the three n = 3 and d = 3, so 3 * 3 / 12 = 0.75 are expected. */
static void test_reference(void) {
  static const double x[] = {0, 0, 0, 9000, 9100, 9200, 9300, 9400, 9500, 9600, 9700, 9800};
  static const double y[12] = {0};
  static const int64_t day[] = {5, 5, 5, 0, 1, 2, 3, 4, 6, 7, 8, 9};
  pb_space_time_options options = defaults();
  options.max_days = 1;
  options.replicates = 999;
  const char *reason = NULL;
  g_autoptr(pb_space_time) found = pb_space_time_of(x, y, day, 12, &options, &reason);
  g_assert_null(reason);
  g_assert_cmpuint(found->n_clusters, ==, 1);
  const pb_space_time_cluster *c = &found->clusters[0];
  g_assert_cmpuint(c->n, ==, 3);
  for (size_t i = 0; i < 3; i++)
    g_assert_cmpuint(c->events[i], ==, i);
  g_assert_cmpint(c->first_day, ==, 5);
  g_assert_cmpint(c->last_day, ==, 5);
  assert_near(c->expected, 0.75, 1e-12);
  assert_near(c->llr, 3 * log(4) + 9 * log(9 / 11.25), 1e-12);
  /* As much is shown when the three of day 5 fall on place 0 or on one of seven runs of three
   * places, of the 220 ways to choose three. */
  g_assert_cmpfloat(fabs(c->p - 8. / 220), <, 0.02);
  g_assert_cmpfloat(c->radius_m, ==, 0);
}

/* Every cylinder counted anew. */
static double brute(const made_events *e, const pb_space_time_options *options) {
  const made_points *p = &e->points;
  double best = 0, total = (double)p->n;
  for (size_t i = 0; i < p->n; i++)
    for (size_t k = 0; k < p->n; k++) {
      double reach = hypot(p->x[i] - p->x[k], p->y[i] - p->y[k]), inside = 0;
      for (size_t j = 0; j < p->n; j++)
        inside += hypot(p->x[i] - p->x[j], p->y[i] - p->y[j]) <= reach;
      if (reach > options->max_radius_m || inside > options->max_share * total)
        continue;
      for (int64_t first = 19000; first < 19060; first++)
        for (int64_t last = first; last < first + options->max_days; last++) {
          double cases = 0, on_days = 0;
          for (size_t j = 0; j < p->n; j++) {
            bool then = e->day[j] >= first && e->day[j] <= last;
            on_days += then;
            cases += then && hypot(p->x[i] - p->x[j], p->y[i] - p->y[j]) <= reach;
          }
          if (cases >= 2)
            best = fmax(best, pb_scan_poisson(cases, inside * on_days / total, total));
        }
    }
  return best;
}

static void test_against_every_cylinder(void) {
  for (uint64_t seed = 1; seed <= 2; seed++) {
    made_events e = made_events_new(60, 40, seed == 2 ? 9 : 0, seed);
    pb_space_time_options options = defaults();
    options.replicates = 0;
    options.max_days = seed == 1 ? 7 : 2; /* the wave lasts three */
    g_autoptr(pb_space_time) found = scan_of(&e, &options);
    assert_near(found->clusters[0].llr, brute(&e, &options), 1e-10);
    made_events_clear(&e);
  }
}

static void test_wave_is_found(void) {
  made_events e = made_events_new(400, 60, 12, 5);
  pb_space_time_options options = defaults();
  g_autoptr(pb_space_time) found = scan_of(&e, &options);
  const pb_space_time_cluster *c = &found->clusters[0];
  g_assert_cmpuint(c->n, >=, 12);
  g_assert_cmpint(c->first_day, ==, 19020);
  g_assert_cmpint(c->last_day, ==, 19022);
  g_assert_cmpfloat(c->p, ==, 0.01);
  g_autofree bool *seen = g_new0(bool, 400);
  for (size_t k = 0; k < found->n_clusters; k++)
    for (size_t i = 0; i < found->clusters[k].n; i++) {
      g_assert_false(seen[found->clusters[k].events[i]]); /* no overlap */
      seen[found->clusters[k].events[i]] = true;
    }
  made_events_clear(&e);
}

/* A place with many events all the time, and a day with many everywhere, are no cluster. */
static void test_busy_places_and_days_are_no_cluster(void) {
  size_t alarms = 0, n = 60;
  for (uint64_t seed = 1; seed <= n; seed++) {
    made_events e = made_events_new(120, 40, 0, seed);
    for (size_t i = 0; i < 120; i++) {
      if (i % 3 == 0)
        e.points.x[i] = e.points.y[i] = 500;
      if (i % 4 == 0)
        e.day[i] = 19010;
    }
    pb_space_time_options options = defaults();
    options.seed = seed;
    options.max_clusters = 1;
    g_autoptr(pb_space_time) found = scan_of(&e, &options);
    alarms += found->n_clusters && found->clusters[0].p <= 0.05;
    made_events_clear(&e);
  }
  g_assert_cmpuint(alarms, <=, 9); /* 3 of 60 expected, standard error 1.7 */
}

static void test_threads_and_row_order_change_no_bit(void) {
  made_events e = made_events_new(200, 50, 6, 3);
  g_autofree uint32_t *order = g_new(uint32_t, 200);
  made_events mixed = {made_points_shuffled(&e.points, order), g_new(int64_t, 200)};
  for (size_t i = 0; i < 200; i++)
    mixed.day[i] = e.day[order[i]];
  pb_space_time_options options = defaults();
  g_autoptr(pb_space_time) one = scan_of(&e, &options);
  g_autoptr(pb_space_time) shuffled = scan_of(&mixed, &options);
  options.threads = 2;
  g_autoptr(pb_space_time) two = scan_of(&e, &options);
  const pb_space_time *const others[] = {two, shuffled};
  for (size_t o = 0; o < 2; o++) {
    g_assert_cmpuint(one->n_clusters, ==, others[o]->n_clusters);
    for (size_t k = 0; k < one->n_clusters; k++) {
      g_assert_cmpfloat(one->clusters[k].llr, ==, others[o]->clusters[k].llr);
      g_assert_cmpfloat(one->clusters[k].p, ==, others[o]->clusters[k].p);
      g_assert_cmpfloat(one->clusters[k].x, ==, others[o]->clusters[k].x);
      g_assert_cmpuint(one->clusters[k].n, ==, others[o]->clusters[k].n);
    }
  }
  made_events_clear(&e);
  made_events_clear(&mixed);
}

static pb_result *run_on(size_t n, const double *x, const double *y, const int64_t *seconds,
                         const char *const *settings) {
  g_autoptr(pb_table) table = pb_table_new();
  pb_column *time = pb_column_new("time", PB_TYPE_TIME, NULL);
  for (size_t i = 0; i < n; i++)
    pb_column_append_int(time, seconds[i]);
  add_numbers(table, "x", n, x);
  add_numbers(table, "y", n, y);
  pb_table_add(table, time);
  return run_statistic("space-time-scan", table, settings, NULL);
}

static void test_listed_and_not_computable(void) {
  static const double x[] = {0, 0, 5000, 6000, NAN}, y[5] = {0}, same[5] = {0};
  static const int64_t at[] = {-1, -86400, 86400 * 9, 86400 * 20, 0}, one_day[] = {5, 6, 7, 8, 9};
  static const char *const settings[] = {"list", "clusters", "permutations", "19", NULL};
  g_autoptr(pb_result) listed = run_on(5, x, y, at, settings);
  g_assert_null(pb_result_reason(listed));
  g_assert_cmpuint(pb_result_n_rows(listed), ==, 1);
  assert_near(cell(listed, "events", 0), 2, 0);
  assert_near(cell(listed, "first_day", 0), -86400, 0); /* both on the last day of 1969 */
  assert_near(cell(listed, "last_day", 0), -86400, 0);
  g_autoptr(pb_result) rows = run_on(5, x, y, at, NULL);
  assert_near(cell(rows, "cluster", 1), 1, 0);
  g_assert_true(is_missing(rows, "cluster", 2));
  g_assert_true(is_missing(rows, "cluster", 4));
  const pb_result *const none[] = {run_on(0, x, y, at, NULL), run_on(1, x, y, at, NULL),
                                   run_on(4, same, y, at, NULL), run_on(4, x, y, one_day, NULL)};
  for (size_t i = 0; i < G_N_ELEMENTS(none); i++) {
    g_assert_nonnull(pb_result_reason(none[i]));
    pb_result_free((pb_result *)(uintptr_t)none[i]);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/stats/space-time-scan/reference", test_reference);
  g_test_add_func("/stats/space-time-scan/against-every-cylinder", test_against_every_cylinder);
  g_test_add_func("/stats/space-time-scan/wave-is-found", test_wave_is_found);
  g_test_add_func("/stats/space-time-scan/busy-places-and-days-are-no-cluster",
                  test_busy_places_and_days_are_no_cluster);
  g_test_add_func("/stats/space-time-scan/threads-and-row-order-change-no-bit",
                  test_threads_and_row_order_change_no_bit);
  g_test_add_func("/stats/space-time-scan/listed-and-not-computable",
                  test_listed_and_not_computable);
  return g_test_run();
}
