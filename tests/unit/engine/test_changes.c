/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/start.h"
#include "engine/stats/p_adjust.h"
#include "engine/stats/smallest_change.h"
#include "engine/stats/tails.h"
#include "tests/unit/engine/helpers.h"

static pb_change compare(int64_t k1, double n1, int64_t k0, double n0, double phi) {
  pb_change_options options = {.phi = phi};
  return pb_count_change((pb_count){k1, n1}, (pb_count){k0, n0}, &options);
}

/* The examples of R's poisson.test, and Rothman's. */
static void test_exact_reference(void) {
  pb_change change = compare(11, 800, 21, 3011, 0);
  assert_near(change.p, .07966863, 1e-7);
  assert_near(change.ratio, 1.971488, 1e-6);
  assert_near(change.ratio_lower, .858426, 1e-6);
  assert_near(change.ratio_upper, 4.277266, 1e-6);
  change = compare(41, 28010, 15, 19017, 0);
  assert_near(change.p, .04085203, 1e-7);
  assert_near(change.ratio, 1.855759, 1e-6);
  assert_near(change.ratio_lower, 1.005684, 1e-6);
  assert_near(change.ratio_upper, 3.609300, 1e-6);
}

static void test_small_counts_reference(void) {
  assert_near(compare(6, 1, 2, 1, 0).p, .2890625, 1e-12);
  assert_near(compare(0, 1, 3, 1, 0).p, .25, 1e-12);
  assert_near(compare(20, 1, 10, 1, 0).p, .09873715, 1e-7);
  assert_near(compare(3, 1, 10, 1, 0).p, .09228516, 1e-7);
  assert_near(compare(25, 1, 16, 1, 0).p, .2110, 3e-4);
  assert_near(compare(25, 1, 16, 1, 0).p_mid, .1641, 4e-4);
  assert_near(compare(0, 1, 3, 1, 0).p_mid, .125, 1e-12);
}

/* z must hold the variance of both counts: 2 (sqrt 25 - sqrt 16) = 2 is sqrt 2 too large. */
static void test_z_holds_both_variances(void) {
  pb_change change = compare(25, 1, 16, 1, 0);
  assert_near(change.wald_z, log(25. / 16) / sqrt(1. / 25 + 1. / 16), 1e-12);
  assert_near(change.wald_z, 2 / M_SQRT2, .02);
  change = compare(9, 1, 4, 1, 0); /* and 2 (sqrt 9 - sqrt 4) = 2 as well */
  assert_near(change.wald_z, log(9. / 4) / sqrt(1. / 9 + 1. / 4), 1e-12);
  g_assert_cmpfloat(change.wald_z, <, 2 / M_SQRT2);
}

/* A county's reports of 2007: 36 861, which were 4 460 more than the year before, "14 %". */
static void test_published_change(void) {
  pb_change change = compare(36861, 331539, 36861 - 4460, 331539, 0);
  g_assert_cmpfloat_with_epsilon(100 * (change.ratio - 1), 13.765, .0005);
}

/* 40 to 60 on the normal scale: 1.005 to 2.238, of which phi = 3 makes 0.750 to 2.999. */
static void test_normal_interval_without_dispersion(void) {
  pb_change change = compare(60, 1, 40, 1, 0);
  double se = log(change.ratio) / change.wald_z, z = pb_normal_critical(.95);
  g_assert_cmpfloat_with_epsilon(exp(log(1.5) - z * se), 1.005, .0005);
  g_assert_cmpfloat_with_epsilon(exp(log(1.5) + z * se), 2.238, .0005);
}

static void test_quasi_poisson_reference(void) {
  pb_change change = compare(60, 1, 40, 1, 3);
  g_assert_cmpint(change.method, ==, PB_CHANGE_QUASI_POISSON);
  g_assert_cmpfloat_with_epsilon(change.ratio_lower, .750, .0005);
  g_assert_cmpfloat_with_epsilon(change.ratio_upper, 2.999, .0006);
  assert_near(change.p, pb_normal_p(change.wald_z / sqrt(3)), 1e-12);
  change = compare(60, 1, 40, 1, 1.5);
  g_assert_cmpint(change.method, ==, PB_CHANGE_EXACT);
}

static void test_zeros(void) {
  pb_change change = compare(0, 1, 0, 1, 0);
  g_assert_false(change.assessable);
  g_assert_nonnull(change.reason);
  change = compare(0, 1, 9, 1, 4);
  g_assert_true(change.assessable && change.fell_back && !change.has_wald && change.has_ratio);
  g_assert_cmpint(change.method, ==, PB_CHANGE_EXACT);
  g_assert_cmpfloat(change.ratio_lower, ==, 0);
  g_assert_true(change.has_ratio_upper);
  change = compare(9, 1, 0, 1, 0);
  g_assert_true(change.assessable && !change.has_ratio && !change.has_ratio_upper);
  g_assert_cmpfloat(change.ratio_lower, >, 1);
  g_assert_false(compare(9, 0, 3, 1, 0).assessable);
}

static void test_earlier_years_are_summed(void) {
  const pb_count earlier[] = {{8, 100}, {12, 100}, {10, 100}};
  pb_change change = pb_count_change_against((pb_count){20, 100}, earlier, 3, NULL);
  pb_change same = compare(20, 100, 30, 300, 0);
  g_assert_cmpfloat(change.p, ==, same.p);
  assert_near(change.ratio, 2, 1e-14);
  assert_near(change.p_greater, pb_binomial_upper(20, 50, .25), 1e-14);
  g_assert_false(pb_count_change_against((pb_count){20, 100}, earlier, 0, NULL).assessable);
}

/* Turning the comparison round turns the ratio round and keeps p; the unit of exposure is free. */
static void test_symmetry_and_scale(void) {
  for (int64_t k = 1; k < 3000; k = k * 3 + 1) {
    pb_change a = compare(k, 3, 2 * k + 5, 5, 0), b = compare(2 * k + 5, 5, k, 3, 0);
    pb_change c = compare(k, 3e6, 2 * k + 5, 5e6, 0);
    assert_near(a.p, b.p, 1e-9);
    assert_near(a.ratio_lower, 1 / b.ratio_upper, 1e-9);
    assert_near(a.p, c.p, 1e-12);
    assert_near(a.ratio_upper, c.ratio_upper, 1e-12);
  }
}

/* The whole tail, one outcome at a time, at a size where that is slow but possible. */
static void test_two_sided_p_by_summing(void) {
  static const struct {
    int64_t k, n;
    double share;
  } cases[] = {{5, 12, .5}, {61, 400, .2}, {130, 400, .25},
               {0, 9, .3},  {9, 9, .3},    {700, 2500, .3}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    int64_t k = cases[i].k, n = cases[i].n;
    double share = cases[i].share, sum = 0, at = pb_binomial_pmf(k, n, share), all = 0;
    for (int64_t x = 0; x <= n; x++) {
      double p = pb_binomial_pmf(x, n, share);
      sum += p <= at * (1 + 1e-7) ? p : 0;
      all += p;
    }
    assert_near(all, 1, 1e-12);
    assert_near(compare(k, share, n - k, 1 - share, 0).p, sum, 1e-10);
  }
}

static void test_large_counts_are_quick_and_sane(void) {
  pb_change change = compare(1502449, 1, 3000000, 2, 0);
  assert_near(change.p, pb_normal_p(2449 / sqrt(1500000 * 1.5)), 2e-3);
  g_assert_true(change.ratio_lower < change.ratio && change.ratio < change.ratio_upper);
  assert_near(change.ratio_upper / change.ratio, exp(1.959964 / sqrt(1e6)), 1e-5);
}

/* Base counts and what the next year needs, exact and by mid-p. */
static void test_smallest_reference(void) {
  static const int64_t known[][3] = {{0, 6, 5},    {1, 8, 7},    {2, 10, 9},
                                     {3, 12, 11},  {5, 15, 14},  {10, 23, 22},
                                     {20, 36, 35}, {50, 73, 72}, {100, 131, 130}};
  for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
    pb_count base = {known[i][0], 1};
    pb_smallest_options mid = {.mid_p = true};
    g_assert_cmpint(pb_smallest_change(base, 1, NULL).count_up, ==, known[i][1]);
    g_assert_cmpint(pb_smallest_change(base, 1, &mid).count_up, ==, known[i][2]);
  }
}

/* What is returned is significant and its neighbour towards no change is not. */
static void test_smallest_is_smallest(void) {
  for (int64_t k = 0; k < 2500; k = k * 2 + 1)
    for (double phi = 1; phi < 50; phi *= 5) {
      pb_count base = {k, 300};
      pb_smallest_options options = {.phi = phi};
      pb_change_options with = {.phi = phi};
      pb_smallest s = pb_smallest_change(base, 110, &options);
      g_assert_true(s.has_up && s.has_ratio_up == (k > 0));
      g_assert_cmpfloat(pb_count_change((pb_count){s.count_up, 110}, base, &with).p, <=, .05);
      g_assert_cmpfloat(pb_count_change((pb_count){s.count_up - 1, 110}, base, &with).p, >, .05);
      if (!s.has_down)
        continue;
      g_assert_cmpfloat(pb_count_change((pb_count){s.count_down, 110}, base, &with).p, <=, .05);
      g_assert_cmpfloat(pb_count_change((pb_count){s.count_down + 1, 110}, base, &with).p, >, .05);
      assert_near(s.ratio_down, (double)s.count_down / 110 / ((double)k / 300), 1e-12);
    }
  g_assert_false(pb_smallest_change((pb_count){3, 1}, 1, NULL).has_down);
  g_assert_cmpint(pb_smallest_change((pb_count){6, 1}, 1, NULL).count_down, ==, 0);
}

/* The lowest of all significant counts, found by trying them all: two-sided p is not quite monotone
 * when the exposures differ. */
static void test_smallest_of_all(void) {
  for (int64_t k = 0; k < 120; k++)
    for (double exposure = .2; exposure < 3; exposure += .3) {
      pb_count base = {k, 1};
      pb_smallest s = pb_smallest_change(base, exposure, NULL);
      int64_t expected = (int64_t)floor((double)k * exposure), up = expected + 1;
      while (pb_count_change_p((pb_count){up, exposure}, base, 1, 0, false) > .05)
        up++;
      g_assert_cmpint(s.count_up, ==, up);
      int64_t down = (int64_t)ceil((double)k * exposure) - 1;
      while (down >= 0 && pb_count_change_p((pb_count){down, exposure}, base, 1, 0, false) > .05)
        down--;
      g_assert_cmpint(s.has_down ? s.count_down : -1, ==, k > 0 ? down : -1);
    }
}

/* The fifteen p values of Benjamini & Hochberg (1995). */
static void test_adjust_reference(void) {
  static const double p[15] = {.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344,
                               .0459, .3240, .4262, .5719, .6528, .7590, 1.0};
  static const double bh[6] = {.0015, .003, .0095, .035625, .0603, .06385714};
  double adjusted[15];
  pb_p_adjust(p, NULL, 15, PB_ADJUST_BH, adjusted);
  for (int i = 0; i < 6; i++)
    assert_near(adjusted[i], bh[i], 1e-6);
  pb_p_adjust(p, NULL, 15, PB_ADJUST_HOLM, adjusted);
  assert_near(adjusted[2], .0019 * 13, 1e-12);
  pb_p_adjust(p, NULL, 15, PB_ADJUST_BONFERRONI, adjusted);
  assert_near(adjusted[14], 1, 1e-15);
}

/* Benjamini & Yekutieli's is Benjamini & Hochberg's times 1 + 1/2 + ... + 1/15; Hochberg's starts
 * as Holm's and can only be smaller; Hommel's never passes Hochberg's. */
static void test_adjust_other_methods_reference(void) {
  static const double p[15] = {.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344,
                               .0459, .3240, .4262, .5719, .6528, .7590, 1.0};
  static const double holm[5] = {.0015, .0056, .0247, .114, .2211};
  double bh[15], by[15], of_holm[15], hochberg[15], hommel[15], harmonic = 0;
  for (int i = 1; i <= 15; i++)
    harmonic += 1. / i;
  pb_p_adjust(p, NULL, 15, PB_ADJUST_BH, bh);
  pb_p_adjust(p, NULL, 15, PB_ADJUST_BY, by);
  pb_p_adjust(p, NULL, 15, PB_ADJUST_HOLM, of_holm);
  pb_p_adjust(p, NULL, 15, PB_ADJUST_HOCHBERG, hochberg);
  pb_p_adjust(p, NULL, 15, PB_ADJUST_HOMMEL, hommel);
  for (int i = 0; i < 15; i++) {
    assert_near(by[i], fmin(1, harmonic * bh[i]), 1e-12);
    g_assert_cmpfloat(hochberg[i], <=, of_holm[i]);
    g_assert_cmpfloat(hommel[i], <=, hochberg[i]);
    if (i < 5)
      assert_near(of_holm[i], holm[i], 1e-12);
  }
  assert_near(bh[8], .0765, 1e-12); /* .0459 * 15 / 9 */
}

/* Where only the smallest p passes, Benjamini & Hochberg's limit is Bonferroni's: alpha / n. That
 * is how the method works and no fault. */
static void test_adjust_one_finding_is_bonferroni(void) {
  static const double p[5] = {.009, .03, .4, .6, .9};
  double bh[5], bonferroni[5];
  pb_p_adjust(p, NULL, 5, PB_ADJUST_BH, bh);
  pb_p_adjust(p, NULL, 5, PB_ADJUST_BONFERRONI, bonferroni);
  assert_near(bh[0], .045, 1e-12);
  assert_near(bh[0], bonferroni[0], 1e-12);
  g_assert_cmpfloat(bh[1], >, .05);
}

/* Order of rows is no matter; a row without a test is no test. */
static void test_adjust_order_and_missing(void) {
  static const double p[5] = {.03, .001, .5, .03, .2}, turned[5] = {.2, .03, .5, .001, .03};
  static const int place[5] = {4, 3, 2, 1, 0};
  for (int method = PB_ADJUST_BH; method <= PB_ADJUST_BONFERRONI; method++) {
    double a[5], b[5], c[6] = {-1, -1, -1, -1, -1, -1};
    const double more[6] = {.03, .001, 0, .5, .03, .2};
    const bool present[6] = {true, true, false, true, true, true};
    pb_p_adjust(p, NULL, 5, (pb_adjust_method)method, a);
    pb_p_adjust(turned, NULL, 5, (pb_adjust_method)method, b);
    pb_p_adjust(more, present, 6, (pb_adjust_method)method, c);
    g_assert_cmpfloat(c[2], ==, -1);
    for (int i = 0; i < 5; i++) {
      g_assert_cmpfloat(a[i], ==, b[place[i]]);
      g_assert_cmpfloat(a[i], ==, c[i < 2 ? i : i + 1]);
      g_assert_cmpfloat(a[i], >=, p[i]);
    }
    pb_p_adjust(p, NULL, 1, (pb_adjust_method)method, a);
    g_assert_cmpfloat(a[0], ==, p[0]);
  }
}

static void test_run_marks_not_assessed(void) {
  const double now[] = {0, 20, 0}, base[] = {0, 10, 4};
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "now_count", 3, now);
  add_numbers(table, "base_count", 3, base);
  const char *const settings[] = {"phi", "4", NULL};
  g_autoptr(pb_result) result = run_statistic("count-change", table, settings, NULL);
  const pb_column *method = pb_result_find(result, "method");
  g_assert_cmpstr(pb_column_string(method, 0), ==, "not-assessed");
  g_assert_cmpstr(pb_column_string(method, 1), ==, "quasi-poisson");
  g_assert_cmpstr(pb_column_string(method, 2), ==, "exact");
  g_assert_true(is_missing(result, "p", 0));
  g_assert_cmpuint(pb_result_n_warnings(result), ==, 2);
}

/* phi of 3 from few years: t with 5 degrees of freedom (critical value 2.570581836) in place of z.
 * ln 1.5 / sqrt(3 (1/40 + 1/60)) = 1.146829; its p by the incomplete beta function. */
static void test_phi_from_few_years(void) {
  pb_change_options options = {.phi = 3, .df = 5};
  pb_count now = {60, 1}, base = {40, 1};
  pb_change change = pb_count_change(now, base, &options);
  g_assert_cmpint(change.method, ==, PB_CHANGE_QUASI_POISSON);
  assert_near(change.ratio_lower, .6044883896, 1e-8);
  assert_near(change.ratio_upper, 3.722155857, 1e-8);
  assert_near(change.p, .3033517663, 1e-8);
  assert_near(pb_count_change_p(now, base, 3, 5, false), change.p, 1e-12);
  /* The smallest change that could have been seen grows with it. */
  pb_smallest_options known = {.phi = 3}, few = {.phi = 3, .df = 5};
  g_assert_cmpint(pb_smallest_change(base, 1, &few).count_up, >,
                  pb_smallest_change(base, 1, &known).count_up);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  pb_engine_start();
  g_test_add_func("/stats/count-change/phi-from-few-years", test_phi_from_few_years);
  g_test_add_func("/stats/count-change/exact-reference", test_exact_reference);
  g_test_add_func("/stats/count-change/small-counts-reference", test_small_counts_reference);
  g_test_add_func("/stats/count-change/z-holds-both-variances", test_z_holds_both_variances);
  g_test_add_func("/stats/count-change/published", test_published_change);
  g_test_add_func("/stats/count-change/normal-interval", test_normal_interval_without_dispersion);
  g_test_add_func("/stats/count-change/quasi-poisson-reference", test_quasi_poisson_reference);
  g_test_add_func("/stats/count-change/zeros", test_zeros);
  g_test_add_func("/stats/count-change/earlier-years", test_earlier_years_are_summed);
  g_test_add_func("/stats/count-change/symmetry-and-scale", test_symmetry_and_scale);
  g_test_add_func("/stats/count-change/by-summing", test_two_sided_p_by_summing);
  g_test_add_func("/stats/count-change/large", test_large_counts_are_quick_and_sane);
  g_test_add_func("/stats/count-change/not-assessed", test_run_marks_not_assessed);
  g_test_add_func("/stats/smallest-change/reference", test_smallest_reference);
  g_test_add_func("/stats/smallest-change/is-smallest", test_smallest_is_smallest);
  g_test_add_func("/stats/smallest-change/of-all", test_smallest_of_all);
  g_test_add_func("/stats/p-adjust/reference", test_adjust_reference);
  g_test_add_func("/stats/p-adjust/other-methods", test_adjust_other_methods_reference);
  g_test_add_func("/stats/p-adjust/one-finding", test_adjust_one_finding_is_bonferroni);
  g_test_add_func("/stats/p-adjust/order-and-missing", test_adjust_order_and_missing);
  return g_test_run();
}
