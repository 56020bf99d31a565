/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Farrington, EARS, CUSUM and control charts. */
#include "engine/start.h"
#include "engine/stats/control_chart.h"
#include "engine/stats/cusum.h"
#include "engine/stats/ears.h"
#include "engine/stats/farrington.h"
#include "tests/unit/engine/helpers.h"

static pb_count_run run_of(const double *counts, size_t n) {
  g_autoptr(pb_table) table = pb_table_new();
  g_autoptr(GError) error = NULL;
  pb_count_run run;
  add_numbers(table, "count", n, counts);
  g_assert_true(pb_count_run_read(table, &run, &error));
  return run;
}

/* Weekly salmonella reports of the reference case. */
static double *salmonella(size_t *n) {
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(PB_SOURCE_ROOT "/tests/oracle/cases/13_farrington/input.csv",
                                    &text, NULL, NULL));
  g_auto(GStrv) lines = g_strsplit(g_strchomp(text), "\n", -1);
  *n = g_strv_length(lines) - 1;
  double *counts = g_new(double, *n);
  for (size_t i = 0; i < *n; i++)
    counts[i] = g_ascii_strtod(strchr(lines[i + 1], ',') + 1, NULL);
  return counts;
}

static void test_farrington_five_years(void) {
  static const double upper[6] = {4.9285, 5.0852, 5.5963, 6.0056, 6.4429, 7.4964};
  size_t n;
  g_autofree double *counts = salmonella(&n);
  pb_count_run run = run_of(counts, n);
  pb_farrington_options options = pb_farrington_defaults(false);
  options.years = 5;
  options.alpha = .1;
  for (size_t week = 282; week <= 312; week++) {
    pb_farrington f = pb_farrington_judge(&run, week - 1, &options);
    g_assert_true((f.status == PB_WATCH_ALARM) == (week == 284));
    if (week < 288)
      g_assert_cmpfloat_with_epsilon(f.upper, upper[week - 282], 6e-5);
  }
  pb_count_run_clear(&run);
}

/* Five years of weeks with `level` a week or one more, then the last as given. */
static void steady(double *counts, double level, double last) {
  for (int i = 0; i < 261; i++)
    counts[i] = level + i % 2;
  counts[260] = last;
}

static pb_farrington judge_last(const double *counts, size_t n, bool improved) {
  pb_count_run run = run_of(counts, n);
  pb_farrington_options options = pb_farrington_defaults(improved);
  pb_farrington f = pb_farrington_judge(&run, n - 1, &options);
  pb_count_run_clear(&run);
  return f;
}

static void test_farrington_alarm(void) {
  double counts[261];
  for (int improved = 0; improved < 2; improved++) {
    steady(counts, 5, 40);
    g_assert_cmpint(judge_last(counts, 261, improved).status, ==, PB_WATCH_ALARM);
    steady(counts, 5, 6);
    pb_farrington f = judge_last(counts, 261, improved);
    g_assert_cmpint(f.status, ==, PB_WATCH_NORMAL);
    assert_near(f.expected, 5.5, .05);
    assert_near(f.phi, 1, 0);
  }
}

/* Limits are whole numbers: the smallest count that few enough exceed, whatever the mean. */
static void test_farrington_whole_limits(void) {
  double counts[261];
  for (int level = 0; level < 60; level++) {
    steady(counts, level, level + 5);
    pb_farrington f = judge_last(counts, 261, true);
    g_assert_cmpfloat(f.upper, ==, floor(f.upper));
    g_assert_cmpfloat(f.upper, >, f.expected);
  }
}

/* An outbreak of two years ago must not hide one of now: the weights set it aside. */
static void test_farrington_old_outbreak(void) {
  double counts[261];
  steady(counts, 5, 16);
  for (int i = 260 - 104 - 2; i <= 260 - 104 + 2; i++)
    counts[i] = 60;
  pb_farrington f = judge_last(counts, 261, true);
  g_assert_cmpfloat(f.expected, <, 16);
  steady(counts, 5, 16);
  g_assert_cmpint(judge_last(counts, 261, true).status, ==, PB_WATCH_ALARM);
}

/* Too few cases in four weeks: "too few", never "normal", and no limit is shown. */
static void test_too_few_is_not_normal(void) {
  double counts[261];
  steady(counts, 0, 1);
  counts[257] = counts[258] = counts[259] = 1;
  g_assert_cmpint(judge_last(counts, 261, true).status, ==, PB_WATCH_TOO_FEW);
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "count", 261, counts);
  static const char *const settings[] = {"last", "1", NULL};
  g_autoptr(pb_result) result = run_statistic("farrington", table, settings, NULL);
  g_assert_cmpstr(pb_column_string(pb_result_find(result, "status"), 260), ==, "too few");
  g_assert_true(is_missing(result, "upper", 260));
  g_assert_true(is_missing(result, "status", 259));
  assert_near(pb_result_scalar_or(result, "too_few", 0), 1, 0);
}

/* Short histories, zeros and missing weeks give a reason, not a number and not a crash. */
static void test_farrington_not_judged(void) {
  double counts[261] = {0};
  g_assert_cmpint(judge_last(counts, 261, true).status, ==, PB_WATCH_NOT_JUDGED);
  g_assert_nonnull(judge_last(counts, 261, true).reason);
  steady(counts, 5, 6);
  pb_farrington f = judge_last(counts, 150, true);
  g_assert_cmpint(f.status, ==, PB_WATCH_NOT_JUDGED);
  g_assert_nonnull(f.reason);
  counts[260] = NAN;
  g_assert_cmpint(judge_last(counts, 261, true).status, ==, PB_WATCH_NOT_JUDGED);
  counts[260] = 6;
  counts[100] = counts[101] = NAN;
  g_assert_cmpint(judge_last(counts, 261, true).status, ==, PB_WATCH_NORMAL);
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "count", 150, counts);
  g_autoptr(pb_result) result = run_statistic("farrington", table, NULL, NULL);
  g_assert_nonnull(pb_result_reason(result));
}

/* A time of the year without any crime in the baseline: no limit can be told from it by MUAN, and
 * that is a reason, not an endless search. */
static void test_farrington_empty_season(void) {
  double counts[261];
  for (int i = 0; i < 261; i++) {
    int off = (260 - i + 26) % 52 - 26;
    counts[i] = off >= -3 && off <= 3 ? 0 : 4 + i % 3;
  }
  counts[260] = 9;
  pb_count_run run = run_of(counts, 261);
  for (int limit = PB_FARRINGTON_DELTA; limit <= PB_FARRINGTON_MUAN; limit++) {
    pb_farrington_options options = pb_farrington_defaults(true);
    options.limit = (pb_farrington_limit)limit;
    pb_farrington f = pb_farrington_judge(&run, 260, &options);
    g_assert_true(isfinite(f.expected) && isfinite(f.upper) && isfinite(f.p) && isfinite(f.score));
    g_assert_cmpint(f.status, !=, PB_WATCH_NORMAL);
  }
  pb_count_run_clear(&run);
}

/* Rows in another order, with t: the same verdicts. Twice the exposure and twice the crimes of the
 * baseline's rate is normal. */
static void test_farrington_order_and_exposure(void) {
  double counts[261], shuffled[261], t[261], exposure[261];
  steady(counts, 5, 12);
  for (int i = 0; i < 261; i++) {
    int at = i * 100 % 261;
    shuffled[i] = counts[at];
    t[i] = at;
    exposure[i] = at == 260 ? 2000 : 1000;
  }
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "count", 261, shuffled);
  add_numbers(table, "t", 261, t);
  static const char *const settings[] = {"last", "1", NULL};
  g_autoptr(pb_result) result = run_statistic("farrington", table, settings, NULL);
  double score = judge_last(counts, 261, true).score;
  int row = 0;
  while (t[row] != 260)
    row++;
  assert_near(cell(result, "score", (size_t)row), score, 1e-12);
  add_numbers(table, "exposure", 261, exposure);
  g_autoptr(pb_result) doubled = run_statistic("farrington", table, settings, NULL);
  assert_near(cell(doubled, "expected", (size_t)row), 2 * cell(result, "expected", (size_t)row),
              1e-9);
}

/* By hand: baseline 1 2 3 4 5 6 7 has mean 4 and sd 2.160247. */
static void test_ears(void) {
  static const double counts[12] = {1, 2, 3, 4, 5, 6, 7, 4, 4, 12, 4, 4};
  pb_count_run run = run_of(counts, 12);
  pb_ears_options options = {7, .001, 0};
  pb_ears c1 = pb_ears_judge(&run, 7, PB_EARS_C1, &options);
  assert_near(c1.mean, 4, 1e-12);
  assert_near(c1.sd, sqrt(28. / 6), 1e-12);
  assert_near(c1.upper, 4 + 3.090232306 * sqrt(28. / 6), 1e-9);
  pb_ears c2 = pb_ears_judge(&run, 9, PB_EARS_C2, &options);
  assert_near(c2.mean, 4, 1e-12);
  assert_near(c2.c, 8 / sqrt(28. / 6), 1e-12);
  g_assert_true(c2.alarm);
  /* C3 of a week counts the week itself, and the two before it. */
  g_assert_false(pb_ears_judge(&run, 9, PB_EARS_C3, &options).judged);
  pb_ears c3 = pb_ears_judge(&run, 11, PB_EARS_C3, &options);
  double sum = 0;
  for (size_t week = 9; week <= 11; week++)
    sum += fmax(0, pb_ears_judge(&run, week, PB_EARS_C2, &options).c - 1);
  assert_near(c3.c, sum, 1e-12);
  pb_count_run_clear(&run);
}

static void test_ears_without_spread(void) {
  static const double counts[9] = {0, 0, 0, 0, 0, 0, 0, 3, 1};
  pb_count_run run = run_of(counts, 9);
  pb_ears_options options = {7, .001, 0};
  g_assert_false(pb_ears_judge(&run, 7, PB_EARS_C1, &options).judged);
  g_assert_false(pb_ears_judge(&run, 3, PB_EARS_C1, &options).judged);
  options.min_sigma = .5;
  g_assert_true(pb_ears_judge(&run, 7, PB_EARS_C1, &options).alarm);
  pb_count_run_clear(&run);
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "count", 5, counts);
  g_autoptr(pb_result) result = run_statistic("ears", table, NULL, NULL);
  g_assert_nonnull(pb_result_reason(result));
}

/* Lucas's k; and a chart that alarms at the first count of two or more has the run length 1 / P. */
static void test_cusum(void) {
  double periods, h;
  assert_near(pb_cusum_reference(2.3, 4.5), 3.2778665, 1e-7);
  for (double level = .2; level < 2; level += .3) {
    g_assert_true(pb_cusum_run_length(level, 1, 1, &periods));
    assert_near(periods, 1 / (1 - exp(-level) * (1 + level)), 1e-10);
  }
  g_assert_true(pb_cusum_limit(4, 4.9, 200, &h));
  g_assert_true(pb_cusum_run_length(4, 4.9, h, &periods));
  g_assert_cmpfloat(periods, >=, 200);
  g_assert_true(pb_cusum_run_length(4, 4.9, h - .1, &periods));
  g_assert_cmpfloat(periods, <, 200);
  g_assert_false(pb_cusum_run_length(0, 1, 1, &periods));
  g_assert_false(pb_cusum_limit(4000, 4010, 200, &h));
}

/* Three crimes a month become five: no single month is odd, the sum is. */
static void test_cusum_finds_a_lasting_rise(void) {
  static const double usual[12] = {3, 2, 4, 3, 5, 1, 3, 4, 2, 3, 2, 4};
  double counts[48];
  for (int i = 0; i < 48; i++)
    counts[i] = usual[i % 12] + (i >= 36 ? 2 : 0);
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "count", 48, counts);
  static const char *const settings[] = {"last", "12", NULL};
  g_autoptr(pb_result) result = run_statistic("cusum", table, settings, NULL);
  g_assert_null(pb_result_reason(result));
  g_assert_cmpstr(pb_column_string(pb_result_find(result, "status"), 47), ==, "alarm");
  g_assert_cmpstr(pb_column_string(pb_result_find(result, "status"), 36), ==, "normal");
  assert_near(pb_result_scalar_or(result, "divided_by", 0), 1, 0);
  double zeros[48] = {0};
  g_autoptr(pb_table) none = pb_table_new();
  add_numbers(none, "count", 48, zeros);
  g_autoptr(pb_result) empty = run_statistic("cusum", none, settings, NULL);
  g_assert_nonnull(pb_result_reason(empty));
  g_autoptr(pb_table) brief = pb_table_new();
  add_numbers(brief, "count", 20, counts);
  g_autoptr(pb_result) early = run_statistic("cusum", brief, settings, NULL);
  g_assert_nonnull(pb_result_reason(early));
}

/* Reported crime in a county by month of 2010, per day: chance alone gives 97.6 as the upper limit
 * of January, Laney's chart 110.1. */
static void test_control_chart(void) {
  static const double crimes[12] = {2483, 2110, 2816, 2730, 3063, 3039,
                                    3404, 3086, 2976, 3042, 2692, 2301};
  static const double days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "count", 12, crimes);
  add_numbers(table, "exposure", 12, days);
  static const char *const plain[] = {"laney", "no", NULL};
  g_autoptr(pb_result) chance = run_statistic("control-chart", table, plain, NULL);
  g_autoptr(pb_result) laney = run_statistic("control-chart", table, NULL, NULL);
  g_assert_cmpfloat_with_epsilon(cell(chance, "upper", 0), 97.6, .05);
  g_assert_cmpfloat_with_epsilon(pb_result_scalar_or(laney, "sigma_z", 0), 3.41, .005);
  g_assert_cmpfloat_with_epsilon(cell(laney, "upper", 0), 110.1, .05);
  g_assert_cmpfloat_with_epsilon(pb_result_scalar_or(laney, "phi", 0), 39.8, .05);
  g_assert_cmpstr(pb_column_string(pb_result_find(chance, "signal"), 0), ==, "beyond");
}

static void test_run_rule(void) {
  double counts[40], hundred[40];
  for (int i = 0; i < 40; i++) {
    counts[i] = i < 24 ? 9 + 2 * (i % 2) : 11;
    hundred[i] = 100;
  }
  counts[35] = 10; /* on the centre: breaks the run */
  pb_count_run run = run_of(counts, 40);
  pb_chart_options options = {PB_CHART_U, PB_LANEY_NO, 24, 3, 8};
  pb_chart_centre centre;
  const char *reason = NULL;
  g_assert_true(pb_chart_fit(&run, &options, &centre, &reason));
  assert_near(centre.centre, 10, 1e-12);
  g_autofree pb_chart_point *points = pb_chart_points(&run, &options, &centre);
  g_assert_false(points[29].run); /* 23 and 24 .. 29: seven in a row */
  g_assert_true(points[30].run);
  g_assert_true(points[34].run);
  g_assert_false(points[35].run);
  g_assert_false(points[39].run);
  assert_near(points[0].lower, 10 - 3 * sqrt(10), 1e-12);
  pb_count_run_clear(&run);
  g_autoptr(pb_table) shares = pb_table_new();
  add_numbers(shares, "count", 40, counts);
  add_numbers(shares, "exposure", 40, hundred);
  static const char *const p[] = {"kind", "p", "laney", "no", NULL};
  g_autoptr(pb_result) result = run_statistic("control-chart", shares, p, NULL);
  assert_near(cell(result, "upper", 0), .1 + 3 * sqrt(.1 * .9 / 100), 1e-12);
}

/* The lower limit ends at 0; short and empty series give reasons, impossible shares an error. */
static void test_control_chart_edges(void) {
  double counts[24], few[24] = {0};
  for (int i = 0; i < 24; i++)
    counts[i] = i % 3;
  g_autoptr(pb_table) table = pb_table_new(), none = pb_table_new(), brief = pb_table_new();
  g_autoptr(GError) error = NULL;
  add_numbers(table, "count", 24, counts);
  add_numbers(none, "count", 24, few);
  add_numbers(brief, "count", 11, counts);
  g_autoptr(pb_result) result = run_statistic("control-chart", table, NULL, NULL);
  assert_near(cell(result, "lower", 5), 0, 0);
  g_autoptr(pb_result) empty = run_statistic("control-chart", none, NULL, NULL);
  g_assert_nonnull(pb_result_reason(empty));
  g_autoptr(pb_result) early = run_statistic("control-chart", brief, NULL, NULL);
  g_assert_nonnull(pb_result_reason(early));
  static const char *const p[] = {"kind", "p", NULL};
  g_assert_null(run_statistic("control-chart", table, p, &error));
  g_assert_nonnull(strstr(error->message, "3"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  pb_engine_start();
  g_test_add_func("/stats/farrington/five-years", test_farrington_five_years);
  g_test_add_func("/stats/farrington/alarm", test_farrington_alarm);
  g_test_add_func("/stats/farrington/whole-limits", test_farrington_whole_limits);
  g_test_add_func("/stats/farrington/old-outbreak", test_farrington_old_outbreak);
  g_test_add_func("/stats/farrington/too-few-is-not-normal", test_too_few_is_not_normal);
  g_test_add_func("/stats/farrington/not-judged", test_farrington_not_judged);
  g_test_add_func("/stats/farrington/empty-season", test_farrington_empty_season);
  g_test_add_func("/stats/farrington/order-and-exposure", test_farrington_order_and_exposure);
  g_test_add_func("/stats/ears/reference", test_ears);
  g_test_add_func("/stats/ears/without-spread", test_ears_without_spread);
  g_test_add_func("/stats/cusum/reference", test_cusum);
  g_test_add_func("/stats/cusum/lasting-rise", test_cusum_finds_a_lasting_rise);
  g_test_add_func("/stats/control-chart/reference", test_control_chart);
  g_test_add_func("/stats/control-chart/run-rule", test_run_rule);
  g_test_add_func("/stats/control-chart/edges", test_control_chart_edges);
  return g_test_run();
}
