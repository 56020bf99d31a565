/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places over three years: stability, and how well a choice foretells. */
#include "engine/error.h"
#include "engine/stats/cell_stability.h"
#include "engine/stats/concentration.h"
#include "engine/stats/pai.h"
#include "tests/unit/engine/helpers.h"

static const double alike[] = {1, 1, 1, 1, 1, 1};

/* Observed 6, 3, 0 where 3, 2, 1 were foretold, equal areas. */
static void test_pai_reference(void) {
  static const double score[] = {3, 2, 1}, shares[] = {1.0 / 3, 2.0 / 3, 1};
  static const int64_t observed[] = {6, 3, 0};
  static const double expected[] = {2, 1.5, 1};
  double hits[3];
  pb_pai_hits(score, observed, alike, 3, shares, 3, hits);
  for (int s = 0; s < 3; s++) {
    pb_pai one = pb_pai_of(hits[s], hits[s], 9, shares[s]);
    assert_near(one.pai, expected[s], 1e-12);
    assert_near(one.pei, 1, 0);
  }
}

static pb_table *table_of(size_t n, const double *one, const double *two, const double *three) {
  pb_table *table = pb_table_new();
  pb_column *cell_id = pb_column_new("cell", PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < n; i++) {
    g_autofree char *id = g_strdup_printf("c%zu", i);
    pb_column_append_string(cell_id, id);
  }
  pb_table_add(table, cell_id);
  const double *years[] = {one, two, three};
  static const char *const names[] = {"count_1", "count_2", "count_3"};
  for (int year = 0; year < 3; year++) {
    pb_column *column = pb_column_new(names[year], PB_TYPE_INT64, NULL);
    for (size_t i = 0; i < n; i++)
      if (isnan(years[year][i]))
        pb_column_append_missing(column);
      else
        pb_column_append_int(column, (int64_t)years[year][i]);
    pb_table_add(table, column);
  }
  return table;
}

static const double year_1[] = {9, 1, 0, 4, 0, 0}, year_2[] = {7, 5, 0, 0, 0, 1},
                    year_3[] = {5, 1, 4, 0, 0, 0};

/* Chosen by 16, 6, 0, 4, 0, 1: the first and second of six places hold 5 and 6 of 10. */
static void test_pai_statistic(void) {
  static const char *const settings[] = {"shares", "0.16666666666666666,0.3333333333333333,1",
                                         NULL};
  g_autoptr(pb_table) table = table_of(6, year_1, year_2, year_3);
  pb_column *larger = pb_column_new("larger", PB_TYPE_STRING, NULL);
  for (int i = 0; i < 6; i++)
    pb_column_append_string(larger, i < 2 ? "a" : i < 4 ? "b" : "c");
  pb_table_add(table, larger);
  g_autoptr(pb_result) result = run_statistic("pai", table, settings, NULL);
  assert_near(cell(result, "hit_share", 0), 0.5, 1e-12);
  assert_near(cell(result, "pai", 0), 3, 1e-12);
  assert_near(cell(result, "pei", 0), 1, 1e-12);
  assert_near(cell(result, "hit_share", 1), 0.6, 1e-12);
  assert_near(cell(result, "pai", 1), 1.8, 1e-12);
  assert_near(cell(result, "pei", 1), 0.6 / 0.9, 1e-12);
  assert_near(cell(result, "pai_last_year", 1), 1.8, 1e-12);
  assert_near(cell(result, "pai_larger", 0), 0.3 * 6, 1e-12); /* half of area a */
  assert_near(cell(result, "pai_best", 1), 0.9 * 3, 1e-12);
  assert_near(cell(result, "pai", 2), 1, 1e-12);
  assert_near(cell(result, "p", 2), 1, 0);
  assert_near(cell(result, "p", 0), 1.0 / 6, 0.25);
}

/* More area than one place, ties and the last place in part: never more than all events. */
static void test_fault_4_percent_above_100(void) {
  static const double score[] = {1, 1, 1, 1, 1, 1}, area[] = {0.3, 1, 1, 0.7, 1, 1},
                      shares[] = {1e-6, 0.1, 0.5, 0.99, 1};
  static const int64_t counts[] = {500, 0, 0, 1, 0, 2};
  double hits[5];
  pb_pai_hits(score, counts, area, 6, shares, 5, hits);
  for (int s = 0; s < 5; s++) {
    pb_pai one = pb_pai_of(hits[s], hits[s], 503, shares[s]);
    g_assert_cmpfloat(one.hit_share, <=, 1);
    assert_near(one.pai, 1, 1e-12); /* all tie: chance */
  }
  g_autoptr(pb_table) twice = table_of(6, year_1, year_2, year_3);
  pb_table *bad = pb_table_new();
  pb_column *same = pb_column_new("cell", PB_TYPE_STRING, NULL);
  for (int i = 0; i < 6; i++)
    pb_column_append_string(same, i < 2 ? "a" : i < 4 ? "b" : "c");
  pb_table_add(bad, same);
  for (size_t k = 1; k < pb_table_n_columns(twice); k++)
    pb_table_borrow(bad, pb_table_column(twice, k));
  static const char *const names[] = {"pai", "cell-stability"};
  for (int s = 0; s < 2; s++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(run_statistic(names[s], bad, NULL, &error));
    g_assert_error(error, PB_ERROR, PB_ERROR_STATISTIC);
    g_assert_nonnull(strstr(error->message, "row 2"));
  }
  pb_table_free(bad);
}

/* What random choices give: PAI about 1, whatever the areas. */
static void test_chance(void) {
  enum { N = 500 };
  static const double shares[] = {0.02, 0.1};
  double area[N], hits[] = {0, 0}, lower[2][2], upper[2][2], p[2][2];
  int64_t counts[N];
  for (int i = 0; i < N; i++) {
    area[i] = i % 3 ? 1 : 0.5;
    counts[i] = i % 7 == 0 ? i % 5 : 0;
  }
  pb_pai_chance(counts, area, N, shares, 2, hits, 999, 1, 1, lower[0], upper[0], p[0]);
  pb_pai_chance(counts, area, N, shares, 2, hits, 999, 1, 2, lower[1], upper[1], p[1]);
  g_assert_cmpmem(lower[0], sizeof lower[0], lower[1], sizeof lower[1]);
  g_assert_cmpmem(upper[0], sizeof upper[0], upper[1], sizeof upper[1]);
  g_assert_true(lower[0][0] < 1 && upper[0][0] > 1 && lower[0][1] < 1 && upper[0][1] > 1);
  g_assert_cmpfloat(upper[0][1], <, upper[0][0]);
  assert_near(p[0][0], 1, 0);
}

static void test_classes(void) {
  static const bool years[][3] = {{0, 0, 0}, {0, 0, 1}, {1, 1, 1}, {1, 0, 0},
                                  {1, 1, 0}, {0, 1, 0}, {1, 0, 1}, {0, 1, 1}};
  static const char *const keys[] = {"never",  "new",    "persistent",   "former",
                                     "former", "former", "intermittent", "intermittent"};
  for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
    g_assert_cmpstr(pb_stability_key(pb_stability_class_of(years[i], 3)), ==, keys[i]);
  g_assert_cmpint(pb_stability_class_of((const bool[]){false, true}, 2), ==, PB_STABILITY_NEW);
  g_assert_cmpint(pb_stability_class_of((const bool[]){true, true}, 2), ==,
                  PB_STABILITY_PERSISTENT);
}

/* At most the share, ties together, never a place without events. */
static void test_hot_by_share(void) {
  static const int64_t counts[] = {5, 9, 5, 0, 1, 0};
  bool hot[6];
  pb_hot_by_share(counts, NULL, 6, 1.0 / 6, hot);
  g_assert_true(!hot[0] && hot[1] && !hot[2]);
  pb_hot_by_share(counts, NULL, 6, 0.4, hot); /* room for one of two that tie */
  g_assert_true(!hot[0] && hot[1] && !hot[2]);
  pb_hot_by_share(counts, NULL, 6, 0.5, hot);
  g_assert_true(hot[0] && hot[1] && hot[2] && !hot[4]);
  pb_hot_by_share(counts, NULL, 6, 1, hot);
  g_assert_true(hot[4] && !hot[3] && !hot[5]);
  static const double area[] = {0.1, 3, 1, 1, 1, 1};
  pb_hot_by_share(counts, area, 6, 0.1, hot); /* 5 on a tenth is denser than 9 on three */
  g_assert_true(hot[0] && !hot[1]);
}

/* Spearman with ties as R's cor.test has it; Jaccard by hand. */
static void test_stability_reference(void) {
  static const int64_t a[] = {9, 1, 0, 4, 0, 0}, b[] = {7, 5, 0, 0, 0, 1}, same[] = {2, 2, 2};
  double rho, index;
  g_assert_true(pb_spearman(a, b, 6, &rho));
  assert_near(rho, 0.5483870967741935, 1e-12);
  g_assert_true(pb_spearman(a, a, 6, &rho));
  assert_near(rho, 1, 1e-12);
  g_assert_false(pb_spearman(same, a, 3, &rho));
  static const bool x[] = {1, 1, 0, 0}, y[] = {1, 0, 1, 0}, none[] = {0, 0, 0, 0};
  g_assert_true(pb_jaccard(x, y, 4, &index));
  assert_near(index, 1.0 / 3, 1e-12);
  g_assert_false(pb_jaccard(none, none, 4, &index));
}

static void test_stability_statistic(void) {
  static const char *const settings[] = {"share", "0.34", NULL};
  g_autoptr(pb_table) table = table_of(6, year_1, year_2, year_3);
  g_autoptr(pb_result) result = run_statistic("cell-stability", table, settings, NULL);
  static const char *const classes[] = {"persistent", "former", "new", "former", "never", "never"};
  const pb_column *column = pb_result_find(result, "class");
  for (size_t i = 0; i < 6; i++)
    g_assert_cmpstr(pb_column_string(column, i), ==, classes[i]);
  assert_near(pb_result_scalar_or(result, "jaccard_1_2", -1), 1.0 / 3, 1e-12);
  assert_near(pb_result_scalar_or(result, "n_former", -1), 2, 0);
  assert_near(pb_result_scalar_or(result, "share_of_events_persistent", -1), 0.5, 1e-12);
  static const double flags[] = {0, 0, 1, 1, 0, 0};
  static const char *const names[] = {"hot_1", "hot_2", "hot_3"};
  for (int year = 0; year < 3; year++) {
    pb_column *flag = pb_column_new(names[year], PB_TYPE_INT64, NULL);
    for (int i = 0; i < 6; i++)
      pb_column_append_int(flag, (int64_t)flags[i]);
    pb_table_add(table, flag);
    g_autoptr(GError) error = NULL;
    g_autoptr(pb_result) flagged = run_statistic("cell-stability", table, NULL, &error);
    if (year < 2)
      g_assert_error(error, PB_ERROR, PB_ERROR_STATISTIC);
    else
      assert_near(pb_result_scalar_or(flagged, "n_persistent", -1), 2, 0);
  }
}

static void test_not_computable(void) {
  static const double zero[] = {0, 0, 0, 0, 0, 0}, none[] = {NAN, NAN, NAN, NAN, NAN, NAN};
  static const char *const names[] = {"pai", "cell-stability"};
  for (int s = 0; s < 2; s++) {
    g_autoptr(pb_table) zeros = table_of(6, zero, zero, zero);
    g_autoptr(pb_table) empty = table_of(6, none, none, none);
    g_autoptr(pb_result) a = run_statistic(names[s], zeros, NULL, NULL);
    g_autoptr(pb_result) b = run_statistic(names[s], empty, NULL, NULL);
    g_assert_nonnull(pb_result_reason(a));
    g_assert_nonnull(pb_result_reason(b));
    g_assert_cmpuint(pb_result_n_missing(b), ==, 6);
  }
  g_autoptr(pb_table) first = table_of(6, zero, zero, year_3);
  g_autoptr(pb_result) unknown = run_statistic("pai", first, NULL, NULL);
  g_assert_nonnull(pb_result_reason(unknown));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/stats/pai/reference", test_pai_reference);
  g_test_add_func("/stats/pai/statistic", test_pai_statistic);
  g_test_add_func("/stats/pai/fault-4-percent-above-100", test_fault_4_percent_above_100);
  g_test_add_func("/stats/pai/chance", test_chance);
  g_test_add_func("/stats/cell-stability/classes", test_classes);
  g_test_add_func("/stats/cell-stability/hot-by-share", test_hot_by_share);
  g_test_add_func("/stats/cell-stability/reference", test_stability_reference);
  g_test_add_func("/stats/cell-stability/statistic", test_stability_statistic);
  g_test_add_func("/stats/cell-years/not-computable", test_not_computable);
  return g_test_run();
}
