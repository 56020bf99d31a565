/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/rank_interval.h"
#include "tests/unit/engine/helpers.h"

/* Two places, counts 3 and 1 on equal exposures: the first is above with the probability that a
 * Beta(3/2, 7/2) is below 1/2, and the share of draws lies within four standard errors of it. */
static void test_reference(void) {
  pb_count counts[] = {{3, 10}, {1, 10}};
  const pb_rank_options options = {.replicates = 40000, .seed = 7, .n_top = 1};
  pb_rank_interval ranks[2];
  pb_rank_intervals(counts, 2, &options, ranks);
  /* By t = sin^2 u: the integral of 2 sin^2 u cos^6 u to pi / 4, 5 pi / 256 + 1 / 24, over
   * B(3/2, 7/2) = 5 pi / 128. */
  double exact = 0.5 + 16 / (15 * G_PI);
  g_assert_cmpfloat(fabs(ranks[0].p_top - exact), <, 4 * sqrt(exact * (1 - exact) / 40000));
  assert_near(ranks[0].p_top + ranks[1].p_top, 1, 1e-12);
  g_assert_cmpuint(ranks[0].rank, ==, 1);
  g_assert_cmpuint(ranks[1].rank, ==, 2);
}

/* Far apart: every rank is certain. Alike: none is, and twins say the same. */
static void test_ends(void) {
  pb_count apart[] = {{10, 1}, {100000, 1}, {1000, 1}}, alike[20];
  pb_rank_interval ranks[20];
  const pb_rank_options options = {.seed = 3};
  pb_rank_intervals(apart, 3, &options, ranks);
  static const size_t wanted[] = {3, 1, 2};
  for (size_t i = 0; i < 3; i++) {
    g_assert_cmpuint(ranks[i].rank, ==, wanted[i]);
    g_assert_cmpuint(ranks[i].lower, ==, wanted[i]);
    g_assert_cmpuint(ranks[i].upper, ==, wanted[i]);
    assert_near(ranks[i].p_top, wanted[i] == 1, 1e-12);
  }
  for (size_t i = 0; i < 20; i++)
    alike[i] = (pb_count){50, 1000};
  pb_rank_intervals(alike, 20, &options, ranks);
  for (size_t i = 0; i < 20; i++) {
    g_assert_cmpuint(ranks[i].rank, ==, 1);
    g_assert_cmpuint(ranks[i].lower, ==, 1);
    g_assert_cmpuint(ranks[i].upper, ==, 20);
    assert_near(ranks[i].p_top, 0.1, 1e-12);
    assert_near(ranks[i].median, 10.5, 1e-12);
  }
}

static void test_order_and_scale_of_rows(void) {
  pb_count counts[] = {{3, 10}, {9, 40}, {3, 10}, {0, 5}, {12, 30}}, turned[5], scaled[5];
  pb_rank_interval ranks[5], turned_ranks[5], scaled_ranks[5];
  for (size_t i = 0; i < 5; i++) {
    turned[4 - i] = counts[i];
    scaled[i] = (pb_count){counts[i].count, counts[i].exposure * 1024};
  }
  const pb_rank_options options = {.seed = 11};
  pb_rank_intervals(counts, 5, &options, ranks);
  pb_rank_intervals(turned, 5, &options, turned_ranks);
  pb_rank_intervals(scaled, 5, &options, scaled_ranks);
  for (size_t i = 0; i < 5; i++) {
    g_assert_cmpmem(&ranks[i], sizeof *ranks, &turned_ranks[4 - i], sizeof *ranks);
    g_assert_cmpmem(&ranks[i], sizeof *ranks, &scaled_ranks[i], sizeof *ranks);
  }
}

static void test_statistic(void) {
  static const double counts[] = {40, 60, NAN, 80}, exposures[] = {1000, 1000, 1000, 1000};
  static const char *const wide[] = {"phi", "25", NULL}, *const group[] = {"prior", "group", NULL};
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "count", 4, counts);
  add_numbers(table, "exposure", 4, exposures);
  g_autoptr(pb_result) result = run_statistic("rank-interval", table, NULL, NULL);
  uint64_t seed;
  g_assert_true(pb_result_seed(result, &seed) && seed == 1);
  g_assert_true(is_missing(result, "rank", 2));
  assert_near(cell(result, "rank", 0), 3, 1e-12);
  g_autoptr(pb_result) wider = run_statistic("rank-interval", table, wide, NULL);
  g_assert_cmpfloat(cell(wider, "p_top", 3), <, cell(result, "p_top", 3));
  g_assert_cmpuint(pb_result_n_warnings(wider), ==, 1);
  g_autoptr(pb_result) drawn = run_statistic("rank-interval", table, group, NULL);
  g_assert_null(pb_result_reason(drawn));
  g_assert_cmpfloat(cell(drawn, "p_top", 3), <=, cell(result, "p_top", 3));
}

static void test_not_computable(void) {
  static const double zeros[] = {0, 0, 0}, sevens[] = {7, 7, 7}, ones[] = {1, 1, 1};
  static const char *const group[] = {"prior", "group", NULL};
  g_autoptr(pb_table) none = pb_table_new();
  g_autoptr(pb_table) alike = pb_table_new();
  g_autoptr(pb_table) one = pb_table_new();
  add_numbers(none, "count", 3, zeros);
  add_numbers(none, "exposure", 3, ones);
  g_autoptr(pb_result) empty = run_statistic("rank-interval", none, NULL, NULL);
  g_assert_nonnull(pb_result_reason(empty));
  add_numbers(alike, "count", 3, sevens);
  add_numbers(alike, "exposure", 3, ones);
  g_autoptr(pb_result) same = run_statistic("rank-interval", alike, group, NULL);
  g_assert_nonnull(pb_result_reason(same));
  g_autoptr(pb_result) open = run_statistic("rank-interval", alike, NULL, NULL);
  g_assert_null(pb_result_reason(open));
  add_numbers(one, "count", 1, sevens);
  add_numbers(one, "exposure", 1, ones);
  g_autoptr(pb_result) alone = run_statistic("rank-interval", one, NULL, NULL);
  g_assert_nonnull(pb_result_reason(alone));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/stats/rank-interval/reference", test_reference);
  g_test_add_func("/stats/rank-interval/ends", test_ends);
  g_test_add_func("/stats/rank-interval/order-and-scale-of-rows", test_order_and_scale_of_rows);
  g_test_add_func("/stats/rank-interval/statistic", test_statistic);
  g_test_add_func("/stats/rank-interval/not-computable", test_not_computable);
  return g_test_run();
}
