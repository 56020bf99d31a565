/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/knox.h"

#include "engine/error.h"
#include "engine/random.h"
#include "engine/start.h"
#include "tests/unit/engine/helpers.h"

#define N 300

/* Events on a lattice of 40 m, some of them at one place, over 60 days. */
typedef struct {
  double x[N], y[N], start[N], end[N];
} made;

static void make(made *m) {
  pb_random random = pb_random_start(3, 1);
  for (size_t i = 0; i < N; i++) {
    m->x[i] = 40 * pb_random_below(&random, 20);
    m->y[i] = 40 * pb_random_below(&random, 20);
    m->start[i] = m->end[i] = pb_random_below(&random, 60);
  }
}

static const double space[] = {0, 80, 160, 240}, days[] = {0, 2, 5, 9, 14, 30};

static pb_knox_options options_of(void) {
  return (pb_knox_options){.space = space,
                           .time = days,
                           .n_space = G_N_ELEMENTS(space),
                           .n_time = G_N_ELEMENTS(days),
                           .same_place = true,
                           .whole_days = true,
                           .permutations = 99,
                           .seed = 5,
                           .threads = 1};
}

static pb_knox *knox_of(const made *m, const pb_knox_options *options) {
  const pb_knox_events events = {m->x, m->y, m->start, m->end, N};
  const char *reason = NULL;
  pb_knox *knox = pb_knox_of(&events, options, &reason);
  g_assert_cmpstr(reason, ==, NULL);
  return knox;
}

static void assert_same(const pb_knox *a, const pb_knox *b) {
  g_assert_cmpuint(a->events_close, ==, b->events_close);
  g_assert_cmpmem(a->space_pairs, a->n_space * sizeof(int64_t), b->space_pairs,
                  b->n_space * sizeof(int64_t));
  g_assert_cmpmem(a->cells, a->n_space * a->n_time * sizeof(pb_knox_cell), b->cells,
                  b->n_space * b->n_time * sizeof(pb_knox_cell));
}

static pb_table *table_of(size_t n, const double *x, const double *y, const double *day) {
  pb_table *table = pb_table_new();
  add_numbers(table, "x", n, x);
  add_numbers(table, "y", n, y);
  add_numbers(table, "day", n, day);
  return table;
}

/* Ten events: six pairs close in both, two in space only, two in time only. */
static void test_reference(void) {
  static const double t[] = {1, 2, 5, 7, 8, 12, 14, 20, 22, 25},
                      x[] = {0, 1, 5, 5, 6, 20, 21, 20, 40, 41},
                      y[] = {0, 0, 5, 6, 5, 20, 20, 21, 40, 40};
  static const char *const settings[] = {"space_bands",  "0,2",   "time_bands", "0,3",
                                         "closed",       "right", "same_place", "false",
                                         "permutations", "99999", NULL};
  g_autoptr(pb_table) table = table_of(10, x, y, t);
  g_autoptr(pb_result) result = run_statistic("knox", table, settings, NULL);
  assert_near(cell(result, "observed", 0), 6, 0);
  assert_near(cell(result, "distance_pairs", 0), 8, 0);
  assert_near(cell(result, "time_pairs", 0), 8, 0);
  assert_near(pb_result_scalar_or(result, "n_pairs", 0), 45, 0);
  assert_near(cell(result, "expected", 0), 64.0 / 45, 1e-12);
  assert_near(cell(result, "p", 0), 0.001, 0.2);
}

/* Burkitt's lymphoma in the West Nile district: 13 pairs of 188 cases within 20 and 5, as pointpats
 * has them; 39 in one band only, 3416 in the other, 14110 in none. */
static void test_poisson_of_a_table(void) {
  double expected, p, above;
  pb_knox_poisson(13, 13 + 39, 13 + 3416, 13 + 39 + 3416 + 14110, &expected, &p, &above);
  assert_near(expected, 10.1438161, 1e-8);
  assert_near(above, 0.146245582, 1e-7);
  g_assert_cmpfloat(p, >, above);
}

/* The band that 100 m and 3 days belong to begins with them; with closed right limits it ends
 * there. */
static void test_fault_1_interval_labels_off_by_one(void) {
  static const double x[] = {674500.13, 674560.13}, y[] = {6580000.71, 6580080.71},
                      t[] = {19000, 19003};
  static const char *const left[] = {"space_bands",  "0,50,100,150", "time_bands", "0,1,3,7",
                                     "permutations", "19",           NULL};
  static const char *const right[] = {"space_bands",  "0,50,100,150", "time_bands",
                                      "0,1,3,7",      "closed",       "right",
                                      "permutations", "19",           NULL};
  g_autoptr(pb_table) table = table_of(2, x, y, t);
  for (int closed_right = 0; closed_right < 2; closed_right++) {
    g_autoptr(pb_result) result = run_statistic("knox", table, closed_right ? right : left, NULL);
    size_t n = pb_result_n_rows(result);
    int found = 0;
    g_assert_cmpuint(n, ==, 12);
    for (size_t row = 0; row < n; row++) {
      if (cell(result, "observed", row) == 0)
        continue;
      found++;
      assert_near(cell(result, closed_right ? "distance_to" : "distance_from", row), 100, 0);
      assert_near(cell(result, closed_right ? "days_to" : "days_from", row), 3, 0);
    }
    g_assert_cmpint(found, ==, 1);
  }
}

/* Five events at one place on one day make ten pairs, but five events of six. */
static void test_fault_4_share_above_100_percent(void) {
  static const double x[] = {1, 1, 1, 1, 1, 5000}, y[] = {2, 2, 2, 2, 2, 2},
                      t[] = {4, 4, 4, 4, 4, 90};
  g_autoptr(pb_table) table = table_of(6, x, y, t);
  g_autoptr(pb_result) result = run_statistic("knox", table, NULL, NULL);
  assert_near(cell(result, "same_place", 0), 1, 0);
  assert_near(cell(result, "observed", 0), 10, 0);
  assert_near(cell(result, "events", 0), 5, 0);
  assert_near(cell(result, "share_of_events", 0), 5.0 / 6, 1e-12);
  assert_near(pb_result_scalar_or(result, "share_in_pairs", 0), 5.0 / 6, 1e-12);
}

static int band_of(double value, const double *limits, size_t n) {
  for (size_t k = 0; k + 1 < n; k++)
    if (value >= limits[k] && value < limits[k + 1])
      return (int)k;
  return -1;
}

/* Every pair looked at. */
static void test_against_all_pairs(void) {
  made m;
  make(&m);
  for (int metric = 0; metric < 2; metric++) {
    pb_knox_options options = options_of();
    options.metric = (pb_metric)metric;
    options.same_place_m = 60;
    g_autoptr(pb_knox) knox = knox_of(&m, &options);
    int64_t pairs[4][5] = {0}, in_space[4] = {0}, in_time[5] = {0};
    bool in[4][5][N] = {0};
    for (size_t i = 0; i < N; i++)
      for (size_t j = 0; j < i; j++) {
        double dx = fabs(m.x[i] - m.x[j]), dy = fabs(m.y[i] - m.y[j]);
        double d = metric ? dx + dy : hypot(dx, dy);
        int s = d < 60 ? 0 : band_of(d, space, 4) < 0 ? -1 : band_of(d, space, 4) + 1;
        int t = band_of(fabs(m.start[i] - m.start[j]), days, 6);
        if (s >= 0)
          in_space[s]++;
        if (t >= 0)
          in_time[t]++;
        if (s >= 0 && t >= 0) {
          pairs[s][t]++;
          in[s][t][i] = in[s][t][j] = true;
        }
      }
    for (size_t s = 0; s < 4; s++)
      for (size_t t = 0; t < 5; t++) {
        const pb_knox_cell *c = &knox->cells[s * 5 + t];
        size_t events = 0;
        for (size_t i = 0; i < N; i++)
          events += in[s][t][i];
        g_assert_cmpint(c->observed, ==, pairs[s][t]);
        g_assert_cmpuint(c->events, ==, events);
        g_assert_cmpint(knox->space_pairs[s], ==, in_space[s]);
        g_assert_cmpint(knox->time_pairs[t], ==, in_time[t]);
      }
  }
}

/* What random orders give on average is what Knox's product says. */
static void test_mean_is_knox_product(void) {
  made m;
  make(&m);
  pb_knox_options options = options_of();
  options.permutations = 4999;
  g_autoptr(pb_knox) knox = knox_of(&m, &options);
  for (size_t c = 0; c < knox->n_space * knox->n_time; c++)
    assert_near(knox->cells[c].mean, knox->cells[c].expected, 0.02);
}

/* Events that follow each other nearby are found; the same places with mixed dates are not. */
static void test_finds_near_repeats(void) {
  made m;
  make(&m);
  for (size_t i = 0; i + 1 < N; i += 4) {
    m.x[i + 1] = m.x[i] + 10;
    m.y[i + 1] = m.y[i];
    m.start[i + 1] = m.end[i + 1] = m.start[i] + 1;
  }
  pb_knox_options options = options_of();
  options.permutations = 999;
  g_autoptr(pb_knox) knox = knox_of(&m, &options);
  const pb_knox_cell *near = &knox->cells[5], *far = &knox->cells[3 * 5 + 4];
  assert_near(near->p, 0.001, 1e-12);
  g_assert_cmpfloat(near->ratio, >, 2);
  g_assert_cmpfloat(near->p_max_ratio, <, 0.05);
  g_assert_cmpfloat(near->p_adjusted, <, 0.05);
  g_assert_cmpfloat(far->p_adjusted, >, 0.05);
  g_assert_cmpfloat(far->p_max_ratio, >=, far->p);
}

/* The largest ratio of any band: a band of a larger ratio has the smaller p, none is below the
 * band's own, and a band alone has just its own. */
static void test_largest_ratio(void) {
  made m;
  make(&m);
  pb_knox_options options = options_of();
  g_autoptr(pb_knox) many = knox_of(&m, &options);
  size_t larger = 0;
  for (size_t a = 0; a < many->n_space * many->n_time; a++) {
    const pb_knox_cell *one = &many->cells[a];
    g_assert_cmpfloat(one->p_max_ratio, >=, one->p);
    larger += one->p_max_ratio > one->p;
    for (size_t b = 0; b < a; b++)
      g_assert_true(many->cells[b].ratio < one->ratio
                        ? many->cells[b].p_max_ratio >= one->p_max_ratio
                        : many->cells[b].p_max_ratio <= one->p_max_ratio);
  }
  g_assert_cmpuint(larger, >, 10);
  options.same_place = false;
  options.n_space = options.n_time = 2;
  g_autoptr(pb_knox) alone = knox_of(&m, &options);
  assert_near(alone->cells[0].p_max_ratio, alone->cells[0].p, 0);
}

/* One and two threads, other row orders, shifted places and dates, days counted in seconds: the
 * same bits. */
static void test_what_must_not_matter(void) {
  made m, other;
  make(&m);
  pb_knox_options options = options_of();
  g_autoptr(pb_knox) plain = knox_of(&m, &options);
  options.threads = 2;
  g_autoptr(pb_knox) threads = knox_of(&m, &options);
  assert_same(plain, threads);
  for (size_t i = 0; i < N; i++) {
    size_t from = (i * 7 + 3) % N;
    other.x[i] = m.x[from] + 500000;
    other.y[i] = m.y[from] + 6500000;
    other.start[i] = m.start[from] + 19000;
    other.end[i] = m.end[from] + 19000;
  }
  g_autoptr(pb_knox) moved = knox_of(&other, &options);
  assert_same(plain, moved);
  options.whole_days = false;
  g_autoptr(pb_knox) seconds = knox_of(&m, &options);
  assert_same(plain, seconds);
  options.seed = 6;
  g_autoptr(pb_knox) seed = knox_of(&m, &options);
  g_assert_cmpfloat(seed->cells[6].mean, !=, plain->cells[6].mean);
}

/* More pairs at one place than a counter of 16 bits holds: whatever the order, all pairs are there.
 */
static void test_many_events_at_one_place(void) {
  enum { MANY = 700 };
  double x[MANY] = {0}, t[MANY];
  for (size_t i = 0; i < MANY; i++)
    t[i] = (double)(i % 5);
  pb_knox_options options = options_of();
  const pb_knox_events events = {x, x, t, NULL, MANY};
  const char *reason = NULL;
  for (int whole = 0; whole < 2; whole++) {
    options.whole_days = whole;
    g_autoptr(pb_knox) knox = pb_knox_of(&events, &options, &reason);
    g_assert_cmpuint(knox->n_places, ==, 1);
    g_assert_cmpint(knox->space_pairs[0], ==, MANY * (MANY - 1) / 2);
    int64_t all = 0;
    for (size_t k = 0; k < 2; k++) {
      assert_near(knox->cells[k].mean, (double)knox->cells[k].observed, 1e-12);
      assert_near(knox->cells[k].p, 1, 0);
      all += knox->cells[k].observed;
    }
    g_assert_cmpint(all, ==, MANY * (MANY - 1) / 2);
  }
}

/* What would take hours is refused, before it is begun. */
static void test_too_many_pairs(void) {
  enum { MANY = 50000 };
  g_autofree double *x = g_new0(double, MANY), *t = g_new0(double, MANY);
  for (size_t i = 0; i < MANY; i++)
    t[i] = (double)(i % 900);
  pb_knox_options options = options_of();
  options.permutations = 9999;
  const pb_knox_events events = {x, x, t, NULL, MANY};
  const char *reason = NULL;
  g_assert_null(pb_knox_of(&events, &options, &reason));
  g_assert_nonnull(strstr(reason, "permutations"));
}

static bool warned(const pb_result *result, const char *word) {
  for (size_t i = 0; i < pb_result_n_warnings(result); i++)
    if (strstr(pb_result_warning(result, i), word))
      return true;
  return false;
}

/* A window of no length is a date; wide windows are said, and spread what the draws give. */
static void test_windows(void) {
  made m;
  make(&m);
  g_autoptr(pb_table) dates = table_of(N, m.x, m.y, m.start);
  g_autoptr(pb_table) windows = table_of(N, m.x, m.y, m.start);
  for (size_t i = 0; i < N; i++)
    m.end[i] = i % 3 ? m.start[i] : m.start[i] + 10;
  m.end[1] = m.start[1] - 1;
  add_numbers(windows, "day_end", N, m.end);
  g_autoptr(pb_result) exact = run_statistic("knox", dates, NULL, NULL);
  g_autoptr(pb_result) wide = run_statistic("knox", windows, NULL, NULL);
  g_assert_cmpuint(pb_result_n_warnings(exact), ==, 0);
  g_assert_true(is_missing(exact, "draws_ratio", 4));
  g_assert_true(warned(wide, "window is used") && warned(wide, "left out"));
  g_assert_cmpuint(pb_result_n_used(wide), ==, N - 1);
  assert_near(pb_result_scalar_or(wide, "n_windows", 0), N / 3, 0);
  g_assert_cmpfloat(cell(wide, "draws_lower", 4), <, cell(wide, "draws_ratio", 4));
  g_assert_cmpfloat(cell(wide, "draws_upper", 4), >, cell(wide, "draws_ratio", 4));
  assert_near(cell(wide, "draws_ratio", 16), 1, 0.2);
  g_assert_cmpfloat(cell(wide, "draws_p", 16), >, 0.01);
}

/* Hours do not count when whole days do. */
static void test_dates_with_hours(void) {
  static const double x[] = {0, 0}, y[] = {0, 0};
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "x", 2, x);
  add_numbers(table, "y", 2, y);
  pb_column *start = pb_column_new("start", PB_TYPE_TIME, NULL);
  pb_column_append_int(start, INT64_C(1700000000) / 86400 * 86400 + 23 * 3600);
  pb_column_append_int(start, INT64_C(1700000000) / 86400 * 86400 + 25 * 3600);
  pb_table_add(table, start);
  static const char *const whole[] = {"time_bands", "0,1,2", NULL};
  static const char *const exact[] = {"time_bands", "0,1,2", "whole_days", "false", NULL};
  g_autoptr(pb_result) by_date = run_statistic("knox", table, whole, NULL);
  g_autoptr(pb_result) by_hour = run_statistic("knox", table, exact, NULL);
  assert_near(cell(by_date, "observed", 1), 1, 0);
  assert_near(cell(by_hour, "observed", 0), 1, 0);
}

static void test_not_computable(void) {
  static const double x[] = {0, 1, 2}, same[] = {5, 5, 5}, t[] = {1, 2, 3},
                      none[] = {NAN, NAN, NAN};
  g_autoptr(pb_table) one_date = table_of(3, x, x, same);
  g_autoptr(pb_table) empty = table_of(3, x, x, none);
  g_autoptr(pb_table) dateless = pb_table_new();
  g_autoptr(pb_table) good = table_of(3, x, x, t);
  g_autoptr(pb_result) a = run_statistic("knox", one_date, NULL, NULL);
  g_autoptr(pb_result) b = run_statistic("knox", empty, NULL, NULL);
  g_assert_nonnull(pb_result_reason(a));
  g_assert_nonnull(pb_result_reason(b));
  g_assert_cmpuint(pb_result_n_missing(b), ==, 3);
  add_numbers(dateless, "x", 3, x);
  add_numbers(dateless, "y", 3, x);
  g_autoptr(GError) no_date = NULL;
  g_assert_null(run_statistic("knox", dateless, NULL, &no_date));
  g_assert_error(no_date, PB_ERROR, PB_ERROR_STATISTIC);
  static const char *const wrong[][3] = {{"space_bands", "0,100,50", NULL},
                                         {"space_bands", "0", NULL},
                                         {"time_bands", "0;a", NULL},
                                         {"time_bands", "-1,2", NULL}};
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(run_statistic("knox", good, wrong[i], &error));
    g_assert_error(error, PB_ERROR, PB_ERROR_USAGE);
    g_assert_nonnull(strstr(error->message, wrong[i][0]));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  pb_engine_start();
  g_test_add_func("/stats/knox/reference", test_reference);
  g_test_add_func("/stats/knox/poisson-of-a-table", test_poisson_of_a_table);
  g_test_add_func("/stats/knox/fault-1-interval-labels-off-by-one",
                  test_fault_1_interval_labels_off_by_one);
  g_test_add_func("/stats/knox/fault-4-share-above-100-percent",
                  test_fault_4_share_above_100_percent);
  g_test_add_func("/stats/knox/against-all-pairs", test_against_all_pairs);
  g_test_add_func("/stats/knox/mean-is-knox-product", test_mean_is_knox_product);
  g_test_add_func("/stats/knox/finds-near-repeats", test_finds_near_repeats);
  g_test_add_func("/stats/knox/largest-ratio", test_largest_ratio);
  g_test_add_func("/stats/knox/what-must-not-matter", test_what_must_not_matter);
  g_test_add_func("/stats/knox/many-events-at-one-place", test_many_events_at_one_place);
  g_test_add_func("/stats/knox/too-many-pairs", test_too_many_pairs);
  g_test_add_func("/stats/knox/windows", test_windows);
  g_test_add_func("/stats/knox/dates-with-hours", test_dates_with_hours);
  g_test_add_func("/stats/knox/not-computable", test_not_computable);
  return g_test_run();
}
