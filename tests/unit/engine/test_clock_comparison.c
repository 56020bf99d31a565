/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/error.h"
#include "engine/start.h"
#include "engine/stats/contingency.h"
#include "tests/unit/engine/helpers.h"

#define HOUR_S INT64_C(3600)

/* The table of R's help page of chisq.test (Agresti 2007, p. 39): X2 30.07, df 2, p 2.954e-07,
 * stdres 4.5020535 0.6994517 -5.3159455. */
static void test_reference(void) {
  const int64_t count[] = {762, 327, 468, 484, 239, 477};
  static const double expected[] = {703.6714, 319.6453, 533.6834, 542.3286, 246.3547, 411.3166};
  static const double residual[] = {4.5020535,  0.6994517,  -5.3159455,
                                    -4.5020535, -0.6994517, 5.3159455};
  const char *reason = NULL;
  g_autoptr(pb_contingency) test = pb_contingency_test(count, 2, 3, &reason);
  g_assert_nonnull(test);
  for (int cell = 0; cell < 6; cell++) {
    assert_near(test->expected[cell], expected[cell], 1e-6);
    assert_near(test->residual[cell], residual[cell], 1e-7);
  }
  assert_near(test->chi2, 30.07014909575467, 1e-12);
  assert_near(test->df, 2, 0);
  assert_near(test->p, exp(-test->chi2 / 2), 1e-10); /* the tail of chi2 with 2 df */
  assert_near(test->cramers_v, sqrt(30.07014909575467 / 2757), 1e-12);
  assert_near(test->least_expected, 246.3547, 1e-6);
  /* Three p, each twice: Benjamini & Hochberg over six is that over three. */
  assert_near(test->p_adjusted[2], test->p_cell[2] * 3, 1e-9);
  assert_near(test->p_adjusted[0], test->p_cell[0] * 3 / 2, 1e-9);
  assert_near(test->p_adjusted[4], test->p_cell[4], 1e-12);
}

/* Of a 2 x 2 table every adjusted residual squared is chi2 = n (ad - bc)^2 / margins. */
static void test_two_by_two(void) {
  const int64_t count[] = {30, 10, 15, 45};
  const char *reason = NULL;
  g_autoptr(pb_contingency) test = pb_contingency_test(count, 2, 2, &reason);
  double chi2 = 100. * 1200 * 1200 / (40. * 60 * 45 * 55);
  assert_near(test->chi2, chi2, 1e-12);
  for (int cell = 0; cell < 4; cell++)
    assert_near(test->residual[cell] * test->residual[cell], chi2, 1e-12);
  assert_near(test->cramers_v, sqrt(chi2 / 100), 1e-12);
}

/* An empty row is no row; one column, or equal shares, are no difference. */
static void test_edges(void) {
  const int64_t with_empty[] = {30, 10, 0, 0, 15, 45}, one_column[] = {3, 0, 4, 0};
  const int64_t alike[] = {10, 20, 30, 60}, nothing[] = {0, 0, 0, 0};
  const char *reason = NULL;
  g_autoptr(pb_contingency) test = pb_contingency_test(with_empty, 3, 2, &reason);
  assert_near(test->df, 1, 0);
  g_assert_true(!test->tested[2] && !test->tested[3] && test->tested[4]);
  assert_near(test->residual[2], 0, 0);
  g_assert_null(pb_contingency_test(one_column, 2, 2, &reason));
  g_assert_nonnull(reason);
  g_assert_null(pb_contingency_test(nothing, 2, 2, &reason));
  g_autoptr(pb_contingency) same = pb_contingency_test(alike, 2, 2, &reason);
  assert_near(same->chi2, 0, 1e-12);
  assert_near(same->p, 1, 1e-12);
  assert_near(same->cramers_v, 0, 1e-12);
}

/* Monday of the first week that began after 1970. */
static const int64_t monday = 4 * 24;

typedef struct {
  pb_column *time, *period;
} events;

static void add(events *e, int n, int weekday, int hour, const char *period) {
  for (int i = 0; i < n; i++) {
    pb_column_append_int(e->time, (monday + 24 * (weekday + 7 * i) + hour) * HOUR_S);
    pb_column_append_string(e->period, period);
  }
}

static events start(void) {
  return (events){pb_column_new("time", PB_TYPE_TIME, NULL),
                  pb_column_new("period", PB_TYPE_STRING, NULL)};
}

static pb_table *finish(events *e) {
  pb_table *table = pb_table_new();
  pb_table_add(table, e->time);
  pb_table_add(table, e->period);
  return table;
}

/* Every hour of the week `n` times in both periods, and on Saturdays at 23 `more` in the later. */
static pb_table *evenly(int n, int more) {
  events e = start();
  for (int d = 0; d < 7; d++)
    for (int h = 0; h < 24; h++) {
      add(&e, n, d, h, "2023");
      add(&e, n + (d == 5 && h == 23 ? more : 0), d, h, "2024");
    }
  return finish(&e);
}

static double scalar(const pb_result *result, const char *name) {
  double value = 0;
  g_assert_true(pb_result_get_scalar(result, name, &value));
  return value;
}

static void test_clock_by_hour(void) {
  g_autoptr(pb_table) table = evenly(6, 30);
  g_autoptr(pb_result) result = run_statistic("clock-comparison", table, NULL, NULL);
  g_assert_null(pb_result_reason(result));
  assert_near(scalar(result, "band"), 1, 0);
  g_assert_cmpuint(pb_result_n_rows(result), ==, 2 * 168);
  assert_near(scalar(result, "df"), 167, 0);
  size_t row = 2 * (5 * 24 + 23) + 1;
  assert_near(cell(result, "weekday", row), 5, 0);
  assert_near(cell(result, "hour_from", row), 23, 0);
  assert_near(cell(result, "hour_to", row), 24, 0);
  g_assert_cmpstr(pb_column_string(pb_result_find(result, "column"), row), ==, "2024");
  assert_near(cell(result, "count", row), 36, 0);
  double n = 168 * 12 + 30, later = 168 * 6 + 30, e = 42 * later / n;
  assert_near(cell(result, "expected", row), e, 1e-12);
  assert_near(cell(result, "share", row), 36 / later, 1e-12);
  assert_near(cell(result, "residual", row), (36 - e) / sqrt(e * (1 - 42 / n) * (1 - later / n)),
              1e-12);
  assert_near(scalar(result, "significant_cells"), 2, 0);
  g_assert_cmpuint(pb_result_n_warnings(result), ==, 0);
}

/* Two events an hour and period: expected 2, so bands of three hours; said in a warning. */
static void test_hours_are_put_together(void) {
  g_autoptr(pb_table) table = evenly(2, 0);
  g_autoptr(pb_result) result = run_statistic("clock-comparison", table, NULL, NULL);
  assert_near(scalar(result, "band"), 3, 0);
  assert_near(scalar(result, "least_expected"), 6, 1e-12);
  g_assert_cmpuint(pb_result_n_rows(result), ==, 2 * 7 * 8);
  g_assert_cmpuint(pb_result_n_warnings(result), ==, 1);
  assert_near(cell(result, "hour_from", 2), 3, 0);
  assert_near(cell(result, "hour_to", 2), 6, 0);
  assert_near(scalar(result, "n_events"), 168 * 4, 0);
  const char *const hourly[] = {"band", "1", NULL};
  g_autoptr(pb_result) asked = run_statistic("clock-comparison", table, hourly, NULL);
  g_assert_cmpuint(pb_result_n_rows(asked), ==, 2 * 168);
  g_assert_cmpuint(pb_result_n_warnings(asked), ==, 1); /* expected counts below five */
}

static void test_too_few_events(void) {
  events e = start();
  add(&e, 4, 0, 12, "2023");
  add(&e, 4, 1, 12, "2024");
  g_autoptr(pb_table) table = finish(&e);
  g_autoptr(pb_result) result = run_statistic("clock-comparison", table, NULL, NULL);
  g_assert_nonnull(pb_result_reason(result));
  events one = start();
  add(&one, 50, 0, 12, "2023");
  g_autoptr(pb_table) alone = finish(&one);
  g_autoptr(pb_result) single = run_statistic("clock-comparison", alone, NULL, NULL);
  g_assert_nonnull(pb_result_reason(single));
}

static void test_three_periods_are_refused(void) {
  events e = start();
  add(&e, 2, 0, 12, "2022");
  add(&e, 2, 0, 12, "2023");
  add(&e, 2, 0, 12, "2024");
  g_autoptr(pb_table) table = finish(&e);
  g_autoptr(GError) error = NULL;
  g_assert_null(run_statistic("clock-comparison", table, NULL, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_STATISTIC);
  g_assert_nonnull(strstr(error->message, "period"));
}

static pb_table *long_table(size_t n, const char *const *rows, const char *const *columns,
                            const double *counts, bool turned) {
  pb_table *table = pb_table_new();
  pb_column *row = pb_column_new("row", PB_TYPE_STRING, NULL);
  pb_column *column = pb_column_new("column", PB_TYPE_STRING, NULL);
  double *in_order = g_new(double, n);
  for (size_t i = 0; i < n; i++) {
    size_t at = turned ? n - 1 - i : i;
    pb_column_append_string(row, rows[at]);
    pb_column_append_string(column, columns[at]);
    in_order[i] = counts[at];
  }
  pb_table_add(table, row);
  pb_table_add(table, column);
  add_numbers(table, "count", n, in_order);
  g_free(in_order);
  return table;
}

/* Rows c and d would have expected counts of 1.5 and 2.5: together still 4, so b joins them. Row
 * order is no matter, and the same cell twice is summed. */
static void test_sparse_rows_are_put_together(void) {
  static const char *const rows[] = {"a", "a", "b", "b", "c", "d", "10", "9", "9", "10", "a"};
  static const char *const columns[] = {"x", "y", "x", "y", "x", "y", "x", "y", "x", "y", "x"};
  static const double counts[] = {20, 30, 6, 8, 3, 5, 20, 25, 25, 20, 10};
  g_autoptr(pb_table) table = long_table(11, rows, columns, counts, false);
  g_autoptr(pb_table) turned = long_table(11, rows, columns, counts, true);
  g_autoptr(pb_result) result = run_statistic("clock-comparison", table, NULL, NULL);
  g_autoptr(pb_result) again = run_statistic("clock-comparison", turned, NULL, NULL);
  g_assert_cmpuint(pb_result_n_rows(result), ==, 8);
  const pb_column *row = pb_result_find(result, "row");
  g_assert_cmpstr(pb_column_string(row, 0), ==, "9");
  g_assert_cmpstr(pb_column_string(row, 2), ==, "10");
  g_assert_cmpstr(pb_column_string(row, 4), ==, "a");
  g_assert_cmpstr(pb_column_string(row, 6), ==, "merged");
  assert_near(cell(result, "count", 4), 30, 0);
  assert_near(cell(result, "count", 6), 9, 0);
  assert_near(cell(result, "count", 7), 13, 0);
  assert_near(scalar(result, "rows_merged"), 3, 0);
  g_assert_cmpuint(pb_result_n_warnings(result), ==, 1);
  for (size_t i = 0; i < 8; i++) {
    g_assert_cmpstr(pb_column_string(row, i), ==,
                    pb_column_string(pb_result_find(again, "row"), i));
    g_assert_cmpfloat(cell(result, "residual", i), ==, cell(again, "residual", i));
  }
  g_assert_cmpfloat(scalar(result, "p"), ==, scalar(again, "p"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  pb_engine_start();
  g_test_add_func("/stats/clock-comparison/reference", test_reference);
  g_test_add_func("/stats/clock-comparison/two-by-two", test_two_by_two);
  g_test_add_func("/stats/clock-comparison/edges", test_edges);
  g_test_add_func("/stats/clock-comparison/by-hour", test_clock_by_hour);
  g_test_add_func("/stats/clock-comparison/bands", test_hours_are_put_together);
  g_test_add_func("/stats/clock-comparison/too-few", test_too_few_events);
  g_test_add_func("/stats/clock-comparison/three-periods", test_three_periods_are_refused);
  g_test_add_func("/stats/clock-comparison/sparse-rows", test_sparse_rows_are_put_together);
  return g_test_run();
}
