/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/start.h"
#include "engine/stats/funnel.h"
#include "engine/stats/group_comparison.h"
#include "engine/stats/poisson_rate.h"
#include "engine/stats/quantile.h"
#include "engine/stats/tails.h"
#include "tests/unit/engine/helpers.h"

/* R: quantile(c(1, 3, 4, 10), c(.25, .5, .75, 0, 1)). */
static void test_quantiles(void) {
  double values[] = {10, 3, 1, 4};
  pb_sort_doubles(values, 4);
  assert_near(pb_quantile_sorted(values, 4, .25), 2.5, 1e-14);
  assert_near(pb_quantile_sorted(values, 4, .5), 3.5, 1e-14);
  assert_near(pb_quantile_sorted(values, 4, .75), 5.5, 1e-14);
  assert_near(pb_quantile_sorted(values, 4, 0), 1, 0);
  assert_near(pb_quantile_sorted(values, 4, 1), 10, 0);
  assert_near(pb_quantile_sorted(values, 1, .3), 1, 0);
}

/* Self (value 5) among 1, 3, 4, 10: quartiles of the four others, rank 2; only 10 is wholly above
 * and only 1 wholly below. */
static void test_comparison_reference(void) {
  const pb_member members[] = {{3, {2, 6}}, {5, {4, 7}}, {10, {8, 12}}, {1, {.5, 2}}, {4, {3, 5}}};
  pb_comparison c;
  g_assert_true(pb_group_compare(members, 5, 1, &c));
  g_assert_cmpuint(c.n, ==, 5);
  g_assert_cmpuint(c.n_reference, ==, 4);
  assert_near(c.q1, 2.5, 1e-14);
  assert_near(c.median, 3.5, 1e-14);
  assert_near(c.q3, 5.5, 1e-14);
  g_assert_cmpuint(c.rank, ==, 2);
  g_assert_cmpuint(c.rank_lower, ==, 2);
  g_assert_cmpuint(c.rank_upper, ==, 4);
  assert_near(c.ratio_to_median, 5 / 3.5, 1e-14);
  const pb_member turned[] = {members[4], members[2], members[1], members[0], members[3]};
  pb_comparison same;
  g_assert_true(pb_group_compare(turned, 5, 2, &same));
  g_assert_cmpfloat(same.median, ==, c.median);
  g_assert_cmpuint(same.rank_upper, ==, c.rank_upper);
}

static void test_comparison_edges(void) {
  const pb_member equal[] = {{2, {1, 3}}, {2, {1, 3}}, {0, {0, 1}}, {0, {0, .9}}, {0, {0, 1}}};
  pb_comparison c;
  g_assert_false(pb_group_compare(equal, 1, 0, &c));
  g_assert_true(pb_group_compare(equal, 5, 1, &c));
  g_assert_cmpuint(c.rank, ==, 1);
  g_assert_cmpuint(c.rank_lower, ==, 1);
  g_assert_cmpuint(c.rank_upper, ==, 4); /* intervals that touch do not order */
  g_assert_false(c.has_ratio);           /* the others' median is 0 */
}

static size_t read_sids(pb_count *members) {
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(PB_SOURCE_ROOT "/tests/unit/engine/data/sids_1974.csv", &text,
                                    NULL, NULL));
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  size_t n = 0;
  for (char **line = lines + 1; *line && **line; line++) {
    char *end = NULL;
    members[n].count = g_ascii_strtoll(*line, &end, 10);
    members[n++].exposure = g_ascii_strtod(end + 1, NULL);
  }
  return n;
}

/* Sudden infant deaths by county of North Carolina 1974; county 85 is Anson with 15 deaths. */
static void test_funnel_reference(void) {
  pb_count members[100];
  pb_funnel funnel, raw, turned_funnel;
  pb_funnel_options none = {.winsor_share = -1};
  g_assert_cmpuint(read_sids(members), ==, 100);
  g_assert_true(pb_funnel_fit(members, 100, PB_FUNNEL_NO_SELF, NULL, &funnel));
  g_assert_true(pb_funnel_fit(members, 100, PB_FUNNEL_NO_SELF, &none, &raw));
  assert_near(funnel.reference_rate, 667. / 329962, 1e-12);
  assert_near(raw.phi, 2.256590, 1e-6);
  assert_near(funnel.phi, 1.549453, 1e-6);
  assert_near(funnel.tau2, .0214729, 3e-6);
  size_t anson = 0;
  for (size_t i = 0; i < 100; i++)
    if (pb_funnel_z(&funnel, members[i]) > pb_funnel_z(&funnel, members[anson]))
      anson = i;
  g_assert_cmpint(members[anson].count, ==, 15);
  assert_near(members[anson].exposure * funnel.reference_rate, 3.173668, 1e-6);
  double z = pb_funnel_z(&funnel, members[anson]);
  assert_near(z, 4.183008, 1e-6);
  assert_near(z / sqrt(funnel.phi), 3.360466, 1e-6);
  assert_near(pb_funnel_z_additive(&funnel, members[anson]), 3.708038, 1e-6);
  pb_count turned[100];
  for (size_t i = 0; i < 100; i++)
    turned[(i * 37) % 100] = members[i];
  g_assert_true(pb_funnel_fit(turned, 100, PB_FUNNEL_NO_SELF, NULL, &turned_funnel));
  assert_near(funnel.phi, turned_funnel.phi, 1e-12);
  assert_near(funnel.tau2, turned_funnel.tau2, 1e-10);
}

/* Winsorising sets extreme z to the quantile and keeps them: dropping them gives another phi. */
static void test_winsor_is_not_trim(void) {
  const pb_count members[] = {{100, 100}, {144, 100}, {64, 100},  {100, 100},
                              {100, 100}, {100, 100}, {100, 100}, {100, 100},
                              {100, 100}, {100, 100}, {92, 100}};
  pb_funnel funnel;
  g_assert_true(pb_funnel_fit(members, 11, PB_FUNNEL_NO_SELF, NULL, &funnel));
  g_assert_cmpuint(funnel.n, ==, 11);
  double sum = 0;
  for (int i = 0; i < 11; i++) {
    double z = pb_funnel_z(&funnel, members[i]);
    double set = fmin(fmax(z, funnel.winsor_low), funnel.winsor_high);
    sum += set * set;
  }
  assert_near(funnel.phi, sum / 11, 1e-12);
}

static void test_exact_limits_reference(void) {
  static const double known[][3] = {
      {10, .3775188, 1.615995}, {50, .7224345, 1.276610}, {100, .8036634, 1.195809}};
  static const double far[][3] = {
      {10, .1220529, 2.066200}, {50, .5824563, 1.455028}, {100, .7006528, 1.318048}};
  for (size_t i = 0; i < 3; i++) {
    assert_near(pb_funnel_exact_limit(known[i][0], .025), known[i][1], 1e-6);
    assert_near(pb_funnel_exact_limit(known[i][0], .975), known[i][2], 1e-6);
    assert_near(pb_funnel_exact_limit(far[i][0], .001), far[i][1], 1e-6);
    assert_near(pb_funnel_exact_limit(far[i][0], .999), far[i][2], 1e-6);
  }
}

/* FunnelPlotR's limits without interpolation are Garwood's interval of O = E. */
static void test_funnelplotr_limits_reference(void) {
  static const double known[][3] = {
      {15, .5596924, 1.649348}, {20, .6108260, 1.544419}, {30, .6746958, 1.427562}};
  for (size_t i = 0; i < 3; i++) {
    pb_interval counts = pb_poisson_interval((int64_t)known[i][0], .95, PB_POISSON_EXACT);
    assert_near(counts.lower / known[i][0], known[i][1], 1e-6);
    assert_near(counts.upper / known[i][0], known[i][2], 1e-6);
  }
}

/* No limit is below 0, whatever its kind; interpolation alone gives -0.17 at E = 5. */
static void test_limits_not_below_zero(void) {
  pb_funnel funnel = {.n = 10, .reference_rate = 1, .phi = 6, .tau2 = .3};
  g_assert_cmpfloat(pb_funnel_exact_limit(5, .001), ==, 0);
  for (int scale = PB_FUNNEL_SCALE_SQRT; scale <= PB_FUNNEL_SCALE_RATIO; scale++)
    for (int kind = PB_LIMIT_EXACT; kind <= PB_LIMIT_ADDITIVE; kind++)
      for (double e = .2; e < 500; e *= 3) {
        funnel.scale = (pb_funnel_scale)scale;
        pb_interval limits = pb_funnel_limits(&funnel, e, .998, (pb_limit_kind)kind);
        g_assert_cmpfloat(limits.lower, >=, 0);
        g_assert_cmpfloat(limits.upper, >, 1);
      }
}

/* Outside the additive limits and beyond the critical z are the same thing. */
static void test_z_agrees_with_limits(void) {
  pb_funnel funnel = {.n = 10, .reference_rate = .01, .phi = 3, .tau2 = .02};
  for (int scale = PB_FUNNEL_SCALE_SQRT; scale <= PB_FUNNEL_SCALE_RATIO; scale++)
    for (int64_t k = 0; k < 400; k++) {
      funnel.scale = (pb_funnel_scale)scale;
      pb_interval limits = pb_funnel_limits(&funnel, 10000, .998, PB_LIMIT_ADDITIVE);
      double ratio = (double)k / 100, z = pb_funnel_z_additive(&funnel, (pb_count){k, 10000});
      double far = pb_normal_critical(.998);
      g_assert_true((z > far) == (ratio > limits.upper));
      g_assert_true((z < -far) == (ratio < limits.lower));
    }
}

/* A member without crimes has a z; one that is left out of its reference does not move it. */
static void test_zero_and_self(void) {
  const pb_count members[] = {{0, 50}, {5, 50}, {6, 60}, {4, 40}};
  pb_funnel funnel;
  g_assert_true(pb_funnel_fit(members, 4, 0, NULL, &funnel));
  g_assert_cmpuint(funnel.n, ==, 3);
  assert_near(funnel.reference_rate, .1, 1e-12);
  assert_near(pb_funnel_z(&funnel, members[0]), -2 * sqrt(5), 1e-12);
  assert_near(funnel.tau2, 0, 0);
  const pb_count zeros[] = {{0, 50}, {0, 50}, {0, 60}};
  g_assert_false(pb_funnel_fit(zeros, 3, PB_FUNNEL_NO_SELF, NULL, &funnel));
  g_assert_false(pb_funnel_fit(members, 3, 0, NULL, &funnel));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  pb_engine_start();
  g_test_add_func("/stats/quantile", test_quantiles);
  g_test_add_func("/stats/group-comparison/reference", test_comparison_reference);
  g_test_add_func("/stats/group-comparison/edges", test_comparison_edges);
  g_test_add_func("/stats/funnel/reference", test_funnel_reference);
  g_test_add_func("/stats/funnel/winsor-is-not-trim", test_winsor_is_not_trim);
  g_test_add_func("/stats/funnel/exact-limits-reference", test_exact_limits_reference);
  g_test_add_func("/stats/funnel/funnelplotr-reference", test_funnelplotr_limits_reference);
  g_test_add_func("/stats/funnel/not-below-zero", test_limits_not_below_zero);
  g_test_add_func("/stats/funnel/z-agrees-with-limits", test_z_agrees_with_limits);
  g_test_add_func("/stats/funnel/zero-and-self", test_zero_and_self);
  return g_test_run();
}
