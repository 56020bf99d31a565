/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened after a measure, and whether goals were reached. */
#include "engine/start.h"
#include "engine/stats/e_test.h"
#include "engine/stats/goal_outcome.h"
#include "engine/stats/poisson_rate.h"
#include "engine/stats/ratio_did.h"
#include "engine/stats/wdd.h"
#include "tests/unit/engine/helpers.h"

/* The paper's example: hot spots policing with a displacement area. */
static void test_wdd_reference(void) {
  const pb_wdd_pair local = {
      .treated_before = 207, .treated_after = 110, .control_before = 308, .control_after = 318};
  const pb_wdd_pair moved = {
      .treated_before = 178, .treated_after = 157, .control_before = 150, .control_after = 140};
  pb_wdd w;
  g_assert_true(pb_wdd_compute(&local, &moved, NULL, &w));
  g_assert_cmpfloat(w.local.difference, ==, -107);
  assert_near(sqrt(w.local.variance), 30.708305, 1e-6);
  g_assert_cmpfloat(w.displacement.difference, ==, -11);
  assert_near(sqrt(w.displacement.variance), 25, 1e-12);
  g_assert_cmpfloat(w.total, ==, -118);
  assert_near(w.se, 39.597979, 1e-6);
  assert_near(w.z, -2.98, 1e-4);
  g_assert_cmpfloat_with_epsilon(w.interval.lower, -195.6, .05);
  g_assert_cmpfloat_with_epsilon(w.interval.upper, -40.4, .05);
  assert_near(w.smallest_effect, 1.959964 * w.se, 1e-6);
}

static void test_wdd_weights(void) {
  const pb_wdd_pair pair = {
      .treated_before = 80, .treated_after = 20, .control_before = 100, .control_after = 50};
  const pb_wdd_options time = {.time_before = 2, .time_after = 1};
  pb_wdd w;
  g_assert_true(pb_wdd_compute(&pair, NULL, &time, &w));
  g_assert_cmpfloat(w.total, ==, -20);
  assert_near(w.se, sqrt(115), 1e-12);
  const pb_wdd_pair local = {207, 110, 308, 318, 1.2, .9}, moved = {178, 157, 150, 140, 1.5, 1.6};
  g_assert_true(pb_wdd_compute(&local, &moved, NULL, &w));
  assert_near(w.total, -99.694444, 1e-7);
  assert_near(w.se, 35.428076, 1e-7);
  assert_near(w.z, -2.813995, 1e-6);
  const pb_wdd_options spread = {.phi = 4}; /* over-dispersion widens, and moves nothing */
  pb_wdd wide;
  g_assert_true(pb_wdd_compute(&local, &moved, &spread, &wide));
  assert_near(wide.total, w.total, 1e-12);
  assert_near(wide.se, 2 * w.se, 1e-12);
  /* 50 in all four cells: nothing under 28 can be seen. */
  const pb_wdd_pair even = {50, 50, 50, 50, 0, 0};
  g_assert_true(pb_wdd_compute(&even, NULL, NULL, &w));
  g_assert_cmpfloat_with_epsilon(w.smallest_effect, 27.7, .05);
  g_assert_cmpfloat(w.p, ==, 1);
}

/* Five offences of unequal harm; the sum is the table's. */
static void test_wdd_harm(void) {
  static const double t0[] = {130, 327, 398, 144, 183}, t1[] = {74, 202, 190, 92, 96};
  static const double c0[] = {133, 388, 148, 86, 94}, c1[] = {91, 305, 97, 64, 67};
  static const double harm[] = {3, 2, 5, 7, 10};
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "treated_before", 5, t0);
  add_numbers(table, "treated_after", 5, t1);
  add_numbers(table, "control_before", 5, c0);
  add_numbers(table, "control_after", 5, c1);
  add_numbers(table, "harm", 5, harm);
  g_autoptr(pb_result) r = run_statistic("wdd", table, NULL, NULL);
  assert_near(pb_result_scalar_or(r, "sum_total", 0), -1721, 1e-12);
  assert_near(pb_result_scalar_or(r, "sum_se", 0), 304.1036, 1e-6);
  assert_near(pb_result_scalar_or(r, "sum_z", 0), -5.659256, 1e-6);
  g_assert_cmpfloat_with_epsilon(pb_result_scalar_or(r, "sum_lower", 0), -2317.03, .005);
  g_assert_cmpfloat_with_epsilon(pb_result_scalar_or(r, "sum_upper", 0), -1124.97, .005);
  g_assert_cmpfloat(cell(r, "total", 0), ==, (74 - 130) - (91 - 133));
}

static void test_wdd_nothing(void) {
  static const double none[] = {0, 0}, some[] = {0, 4}, lost[] = {NAN, 4};
  g_autoptr(pb_table) empty = pb_table_new(), one = pb_table_new(), gap = pb_table_new();
  static const char *const names[] = {"treated_before", "treated_after", "control_before",
                                      "control_after"};
  for (size_t i = 0; i < 4; i++) {
    add_numbers(empty, names[i], 2, none);
    add_numbers(one, names[i], 2, some);
    add_numbers(gap, names[i], 2, i ? some : lost);
  }
  g_autoptr(pb_result) r = run_statistic("wdd", empty, NULL, NULL);
  g_assert_nonnull(pb_result_reason(r));
  g_assert_true(is_missing(r, "z", 0));
  g_autoptr(pb_result) s = run_statistic("wdd", one, NULL, NULL);
  g_assert_null(pb_result_reason(s));
  g_assert_cmpuint(pb_result_n_warnings(s), ==, 1);
  g_assert_true(is_missing(s, "total", 0) && cell(s, "total", 1) == 0);
  g_autoptr(pb_result) u = run_statistic("wdd", gap, NULL, NULL);
  g_assert_cmpuint(pb_result_n_missing(u), ==, 1);
  GError *error = NULL;
  static const double negative[] = {-1, 4};
  g_autoptr(pb_table) bad = pb_table_new();
  for (size_t i = 0; i < 4; i++)
    add_numbers(bad, names[i], 2, i == 1 ? negative : some);
  g_assert_null(run_statistic("wdd", bad, NULL, &error));
  g_assert_true(error && strstr(error->message, "treated_after"));
  g_clear_error(&error);
}

static void test_ratio_reference(void) {
  pb_ratio_did did;
  const char *reason = NULL;
  g_assert_true(pb_ratio_did_compute(100, 70, 400, 380, 1, 0, &did, &reason));
  g_assert_cmpfloat_with_epsilon(did.ratio, .736842, 5e-7);
  g_assert_cmpfloat_with_epsilon(did.interval.lower, .526479, 5e-7);
  g_assert_cmpfloat_with_epsilon(did.interval.upper, 1.03126, 5e-6);
  g_assert_cmpfloat_with_epsilon(did.z, -1.7805, 5e-5);
  assert_near(did.prevented, 25, 1e-12);
  g_assert_true(pb_ratio_did_compute(50, 30, 60, 55, 0, 0, &did, &reason));
  g_assert_cmpfloat_with_epsilon(log(did.ratio), -.4238142, 5e-8);
  g_assert_cmpfloat_with_epsilon(did.ratio, .6545455, 5e-8);
  assert_near(did.smallest_decrease * did.smallest_increase, 1, 1e-12);
  assert_near(did.interval.lower / did.ratio, did.smallest_decrease, 1e-12);
  pb_ratio_did wide;
  g_assert_true(pb_ratio_did_compute(50, 30, 60, 55, 9, 0, &wide, &reason));
  assert_near(wide.log_se, 3 * did.log_se, 1e-12);
}

static void test_ratio_zero(void) {
  pb_ratio_did did;
  const char *reason = NULL;
  g_assert_false(pb_ratio_did_compute(50, 0, 60, 55, 1, 0, &did, &reason));
  g_assert_nonnull(reason);
  static const double zero[] = {0}, some[] = {5};
  g_autoptr(pb_table) table = pb_table_new();
  static const char *const names[] = {"treated_before", "treated_after", "control_before",
                                      "control_after"};
  for (size_t i = 0; i < 4; i++)
    add_numbers(table, names[i], 1, i == 2 ? zero : some);
  g_autoptr(pb_result) r = run_statistic("ratio-did", table, NULL, NULL);
  g_assert_nonnull(pb_result_reason(r));
  g_assert_true(is_missing(r, "ratio", 0) && is_missing(r, "prevented", 0));
}

/* As printed in the paper and by other programs. */
static void test_e_reference(void) {
  static const struct {
    int64_t one, other;
    double p;
  } known[] = {{6, 2, .1748749},  {0, 3, .0883790}, {20, 10, .0688318},
               {3, 10, .0527765}, {5, 0, .0197561}, {25, 16, .1647963}};
  for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
    pb_e_test test, turned;
    g_assert_true(
        pb_e_test_compare((pb_count){known[i].one, 1}, (pb_count){known[i].other, 1}, &test));
    g_assert_cmpfloat_with_epsilon(test.p, known[i].p, 1e-7);
    assert_near(test.p_score, test.p, 1e-12);
    g_assert_true(
        pb_e_test_compare((pb_count){known[i].other, 7}, (pb_count){known[i].one, 7}, &turned));
    assert_near(turned.p, test.p, 1e-10); /* neither order nor the unit of exposure matters */
  }
  /* Where another program pools and the paper does not. */
  pb_e_test test;
  g_assert_true(pb_e_test_compare((pb_count){0, 1}, (pb_count){6, 2}, &test));
  g_assert_cmpfloat_with_epsilon(test.p, .0298, 5e-5);
  g_assert_cmpfloat_with_epsilon(test.p_score, .0997, 5e-5);
}

static void test_e_edges(void) {
  pb_e_test test;
  g_assert_false(pb_e_test_compare((pb_count){0, 1}, (pb_count){0, 1}, &test));
  g_assert_false(pb_e_test_compare((pb_count){1, 0}, (pb_count){0, 1}, &test));
  g_assert_true(pb_e_test_compare((pb_count){7, 3}, (pb_count){14, 6}, &test));
  g_assert_cmpfloat(test.p, ==, 1);
  /* Millions, at once: near the normal test. */
  g_assert_true(pb_e_test_compare((pb_count){1000000, 1}, (pb_count){1003000, 1}, &test));
  g_assert_cmpfloat_with_epsilon(test.p, .0340, 2e-4);
  static const double zero[] = {0};
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "now_count", 1, zero);
  add_numbers(table, "base_count", 1, zero);
  g_autoptr(pb_result) r = run_statistic("e-test", table, NULL, NULL);
  g_assert_true(is_missing(r, "p", 0));
  g_assert_nonnull(pb_result_reason(r));
}

/* Drivers killed in Great Britain; the seat belt law of February 1983 is the measure. */
static pb_table *seat_belts(int from, int n) {
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(PB_SOURCE_ROOT
                                    "/tests/oracle/cases/03_trend_glm/input_DriversKilled.csv",
                                    &text, NULL, NULL));
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  g_autofree double *columns = g_new(double, 4 * n);
  for (int i = 0; i < n; i++) {
    columns[i] = g_ascii_strtod(lines[i + 1], NULL);
    columns[n + i] = i;
    columns[2 * n + i] = i % 12 + 1;
    columns[3 * n + i] = i >= from;
  }
  pb_table *table = pb_table_new();
  static const char *const names[] = {"count", "t", "month", "after"};
  for (int i = 0; i < 4; i++)
    add_numbers(table, names[i], (size_t)n, columns + i * n);
  return table;
}

static void test_interrupted_reference(void) {
  static const char *const settings[] = {"bend", "false", "model", "quasi", NULL};
  g_autoptr(pb_table) table = seat_belts(169, 192);
  g_autoptr(pb_result) r = run_statistic("interrupted-series", table, settings, NULL);
  g_assert_null(pb_result_reason(r));
  assert_near(pb_result_scalar_or(r, "level_coef", 0), -.1335264, 1e-6);
  assert_near(pb_result_scalar_or(r, "level_se", 0), .0390694, 3e-6);
  assert_near(pb_result_scalar_or(r, "level", 0), exp(-.1335264), 1e-6);
  assert_near(pb_result_scalar_or(r, "dispersion", 0), 2.270915, 1e-6);
  g_assert_cmpfloat(pb_result_scalar_or(r, "n_before", 0), ==, 169);
  g_assert_cmpfloat(pb_result_scalar_or(r, "n_after", 0), ==, 23);
  /* The score equation of the level: fitted and observed agree after the measure, so that what was
   * expected without it is what was observed, divided by the ratio. */
  double observed = pb_result_scalar_or(r, "observed_after", 0);
  assert_near(pb_result_scalar_or(r, "expected_after", 0), observed / exp(-.1335264), 1e-6);
}

static void test_interrupted_too_few(void) {
  g_autoptr(pb_table) late = seat_belts(181, 192), never = seat_belts(500, 192),
                      always = seat_belts(0, 192);
  g_autoptr(pb_result) a = run_statistic("interrupted-series", late, NULL, NULL);
  g_assert_true(strstr(pb_result_reason(a), "twelve months"));
  g_autoptr(pb_result) b = run_statistic("interrupted-series", never, NULL, NULL);
  g_autoptr(pb_result) c = run_statistic("interrupted-series", always, NULL, NULL);
  g_assert_true(pb_result_reason(b) && pb_result_reason(c));
  static const double count[] = {5, 6, 7, 5, 6, 7, 5, 6, 7, 5, 6, 7},
                      after[] = {0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 1};
  g_autoptr(pb_table) mixed = pb_table_new();
  add_numbers(mixed, "count", 12, count);
  add_numbers(mixed, "after", 12, after);
  g_autoptr(pb_result) d = run_statistic("interrupted-series", mixed, NULL, NULL);
  g_assert_true(strstr(pb_result_reason(d), "“after”"));
}

/* 100 crimes or fewer: Garwood's interval of 80 is 63.4 to 99.6, of 85 67.9 to 105.1, of 122 101.3
 * to 145.7. */
static void test_goal_reference(void) {
  static const struct {
    int64_t outcome;
    pb_goal_verdict verdict;
    bool meets, has_reason;
  } known[] = {{80, PB_GOAL_REACHED, true, false},
               {85, PB_GOAL_CANNOT_BE_JUDGED, true, true},
               {115, PB_GOAL_CANNOT_BE_JUDGED, false, true},
               {122, PB_GOAL_MISSED, false, false}};
  for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
    const pb_goal_question q = {
        .has_target = true,
        .target = 100,
        .baseline = pb_goal_value_of_count((pb_count){125, 1}, 0, 1, 0),
        .outcome = pb_goal_value_of_count((pb_count){known[i].outcome, 1}, 0, 1, 0)};
    pb_goal_outcome outcome = pb_goal_judge(&q);
    g_assert_cmpint(outcome.verdict, ==, known[i].verdict);
    g_assert_true(outcome.has_meets && outcome.meets == known[i].meets);
    g_assert_true((outcome.reason != NULL) == known[i].has_reason);
    g_assert_cmpfloat(outcome.change, ==, (double)known[i].outcome - 125);
    assert_near(outcome.smallest_effect, 1.959964 * sqrt(125 + (double)known[i].outcome), 1e-6);
  }
  /* A rate, and over-dispersion: what was sure is no longer. */
  pb_goal_value rate = pb_goal_value_of_count((pb_count){80, 40000}, 1e5, 1, 0);
  assert_near(rate.value, 200, 1e-12);
  assert_near(rate.interval.upper, 2.5 * 99.566, 1e-4);
  pb_goal_value wide = pb_goal_value_of_count((pb_count){80, 1}, 0, 4, 0);
  assert_near(wide.interval.upper, 80 * exp(1.959964 * sqrt(4 / 80.)), 1e-6);
  g_assert_false(pb_goal_value_of_count((pb_count){80, 0}, 1e5, 1, 0).present);
}

static pb_goal_outcome judge_number(pb_direction direction, double target, double value,
                                    double se) {
  const pb_goal_question q = {.direction = direction,
                              .has_target = true,
                              .target = target,
                              .outcome = pb_goal_value_of_number(value, se, 0)};
  return pb_goal_judge(&q);
}

static void test_goal_numbers(void) {
  pb_goal_outcome o = judge_number(PB_DIRECTION_INCREASE, 72, 75, 1);
  g_assert_true(o.verdict == PB_GOAL_REACHED && !o.reason && !o.has_change &&
                !o.has_smallest_effect);
  o = judge_number(PB_DIRECTION_INCREASE, 72, 70, 0); /* nobody knows how sure */
  g_assert_true(o.verdict == PB_GOAL_MISSED && o.reason);
  o = judge_number(PB_DIRECTION_KEEP, 72, 73, 1);
  g_assert_true(o.verdict == PB_GOAL_REACHED && !o.has_meets);
  o = judge_number(PB_DIRECTION_KEEP, 72, 75, 1);
  g_assert_true(o.verdict == PB_GOAL_MISSED);
  o = judge_number(PB_DIRECTION_KEEP, 72, 72, 0);
  g_assert_true(o.verdict == PB_GOAL_CANNOT_BE_JUDGED && o.reason);
  o = judge_number(PB_DIRECTION_UNKNOWN, 72, 75, 1);
  g_assert_true(o.verdict == PB_GOAL_CANNOT_BE_JUDGED && o.reason && !o.has_meets);
  const pb_goal_question none = {.has_target = true, .target = 5};
  g_assert_true(pb_goal_judge(&none).verdict == PB_GOAL_CANNOT_BE_JUDGED);
  const pb_goal_question aimless = {.outcome = pb_goal_value_of_number(3, 1, 0)};
  g_assert_nonnull(pb_goal_judge(&aimless).reason);
  const pb_goal_question broken = {.has_target = true,
                                   .target = 5,
                                   .series_break = true,
                                   .baseline = pb_goal_value_of_number(9, 1, 0),
                                   .outcome = pb_goal_value_of_number(3, .1, 0)};
  o = pb_goal_judge(&broken);
  g_assert_true(o.verdict == PB_GOAL_CANNOT_BE_JUDGED && strstr(o.reason, "counting") &&
                !o.has_change);
}

static void test_goal_table(void) {
  static const double target[] = {100, 100, NAN}, count[] = {80, 122, 4}, base[] = {125, 125, 5};
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "target", 3, target);
  add_numbers(table, "outcome_count", 3, count);
  add_numbers(table, "baseline_count", 3, base);
  g_autoptr(pb_result) r = run_statistic("goal-outcome", table, NULL, NULL);
  const pb_column *verdict = pb_result_find(r, "verdict");
  g_assert_cmpstr(pb_column_string(verdict, 0), ==, "reached");
  g_assert_cmpstr(pb_column_string(verdict, 1), ==, "not-reached");
  g_assert_cmpstr(pb_column_string(verdict, 2), ==, "cannot-be-judged");
  g_assert_true(is_missing(r, "reason", 0) && !is_missing(r, "reason", 2));
  g_assert_cmpfloat(pb_result_scalar_or(r, "n_reached", 0), ==, 1);
  static const double sideways[] = {1, 2, -1};
  add_numbers(table, "direction", 3, sideways);
  GError *error = NULL;
  g_assert_null(run_statistic("goal-outcome", table, NULL, &error));
  g_assert_true(error && strstr(error->message, "direction"));
  g_clear_error(&error);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  pb_engine_start();
  g_test_add_func("/stats/wdd/reference", test_wdd_reference);
  g_test_add_func("/stats/wdd/weights", test_wdd_weights);
  g_test_add_func("/stats/wdd/harm", test_wdd_harm);
  g_test_add_func("/stats/wdd/nothing", test_wdd_nothing);
  g_test_add_func("/stats/ratio-did/reference", test_ratio_reference);
  g_test_add_func("/stats/ratio-did/zero", test_ratio_zero);
  g_test_add_func("/stats/e-test/reference", test_e_reference);
  g_test_add_func("/stats/e-test/edges", test_e_edges);
  g_test_add_func("/stats/interrupted-series/reference", test_interrupted_reference);
  g_test_add_func("/stats/interrupted-series/too-few", test_interrupted_too_few);
  g_test_add_func("/stats/goal-outcome/reference", test_goal_reference);
  g_test_add_func("/stats/goal-outcome/numbers", test_goal_numbers);
  g_test_add_func("/stats/goal-outcome/table", test_goal_table);
  return g_test_run();
}
