/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/common_ratio.h"
#include "tests/unit/engine/helpers.h"

/* British doctors, coronary deaths of smokers and non-smokers in five age groups (Doll & Hill 1966,
 * in Rothman's books and in the manual of Stata's `ir`): common ratio 1.424682, 1.154703 to
 * 1.757784, homogeneity chi2(4) = 10.41, p .0340; crude ratio 1.719823. */
static const double smokers[] = {32, 104, 206, 186, 102}, others[] = {2, 12, 28, 28, 31};
static const double smoker_years[] = {52407, 43248, 28612, 12663, 5317};
static const double other_years[] = {18790, 10673, 5710, 2585, 1462};

static pb_table *doctors(void) {
  pb_table *table = pb_table_new();
  add_numbers(table, "now_count", 5, smokers);
  add_numbers(table, "now_exposure", 5, smoker_years);
  add_numbers(table, "base_count", 5, others);
  add_numbers(table, "base_exposure", 5, other_years);
  return table;
}

static void test_reference(void) {
  g_autoptr(pb_table) table = doctors();
  g_autoptr(pb_result) result = run_statistic("common-ratio", table, NULL, NULL);
  assert_near(pb_result_scalar_or(result, "ratio", 0), 1.424682, 5e-7);
  assert_near(pb_result_scalar_or(result, "lower", 0), 1.154703, 5e-7);
  assert_near(pb_result_scalar_or(result, "upper", 0), 1.757784, 5e-7);
  assert_near(pb_result_scalar_or(result, "crude_ratio", 0), 1.719823, 5e-7);
  assert_near(pb_result_scalar_or(result, "homogeneity_log_chi2", 0), 10.41, 5e-4);
  assert_near(pb_result_scalar_or(result, "homogeneity_log_p", 0), 0.0340, 2e-3);
  assert_near(pb_result_scalar_or(result, "homogeneity_chi2", 0), 11.151068064374591, 1e-12);
  assert_near(pb_result_scalar_or(result, "chi2", 0), 11.016194748797059, 1e-12);
  g_assert_cmpuint(pb_result_n_warnings(result), ==, 1);
}

/* One member: the plain ratio with its logarithmic interval, and no homogeneity to test. Members
 * that changed alike: their ratio, and a homogeneity of 0. */
static void test_closed_forms(void) {
  pb_count now[] = {{30, 1000}, {60, 4000}}, base[] = {{10, 1000}, {10, 2000}};
  pb_common_ratio common;
  const char *reason;
  g_assert_true(pb_common_ratio_compute(now, base, 1, 0, 0, &common, &reason));
  assert_near(common.ratio, 3, 1e-12);
  assert_near(common.log_se, sqrt(1.0 / 30 + 1.0 / 10), 1e-12);
  g_assert_false(common.has_homogeneity);
  g_assert_true(pb_common_ratio_compute(now, base, 2, 0, 0, &common, &reason));
  assert_near(common.ratio, 3, 1e-12);
  assert_near(common.homogeneity_chi2, 0, 1e-12);
  double log_se = common.log_se;
  g_assert_true(pb_common_ratio_compute(now, base, 2, 4, 0, &common, &reason));
  assert_near(common.log_se, 2 * log_se, 1e-12);
}

/* A population that moved between members: the crude ratio says a fall where every member rose. */
static void test_moved_population(void) {
  pb_count now[] = {{110, 1000}, {99, 9000}}, base[] = {{900, 9000}, {10, 1000}};
  pb_common_ratio common;
  const char *reason;
  g_assert_true(pb_common_ratio_compute(now, base, 2, 0, 0, &common, &reason));
  assert_near(common.ratio, 1.1, 1e-12);
  g_assert_cmpfloat(common.crude, <, 0.5);
}

static void test_zeros(void) {
  pb_count some[] = {{3, 10}, {0, 10}}, none[] = {{0, 10}, {0, 10}}, other[] = {{2, 10}, {1, 10}};
  pb_common_ratio common;
  const char *reason;
  g_assert_false(pb_common_ratio_compute(none, none, 2, 0, 0, &common, &reason));
  g_assert_false(pb_common_ratio_compute(some, none, 2, 0, 0, &common, &reason));
  g_assert_nonnull(reason);
  g_assert_false(pb_common_ratio_compute(none, some, 2, 0, 0, &common, &reason));
  g_assert_false(pb_common_ratio_compute(none, some, 0, 0, 0, &common, &reason));
  g_assert_true(pb_common_ratio_compute(some, other, 2, 0, 0, &common, &reason));
  g_assert_true(common.has_homogeneity && isfinite(common.homogeneity_chi2));
  g_assert_false(common.has_homogeneity_log);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/stats/common-ratio/reference", test_reference);
  g_test_add_func("/stats/common-ratio/closed-forms", test_closed_forms);
  g_test_add_func("/stats/common-ratio/moved-population", test_moved_population);
  g_test_add_func("/stats/common-ratio/zeros", test_zeros);
  return g_test_run();
}
