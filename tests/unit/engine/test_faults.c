/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults that other programs have had, or still have: each test is named after one, and would fail
 * if the engine had it too. */
#include "engine/error.h"
#include "engine/start.h"
#include "engine/stats/aoristic.h"
#include "engine/stats/concentration.h"
#include "engine/stats/count_change.h"
#include "engine/stats/e_test.h"
#include "engine/stats/empirical_bayes.h"
#include "engine/stats/funnel.h"
#include "engine/stats/mann_kendall.h"
#include "engine/stats/negbin_glm.h"
#include "engine/stats/p_adjust.h"
#include "engine/stats/repeat_places.h"
#include "engine/stats/local_line.h"
#include "engine/stats/tails.h"
#include "engine/stats/week_clock.h"
#include "tests/unit/engine/helpers.h"

#define DAY INT64_C(86400)

static pb_change compare(int64_t now, int64_t base) {
  const pb_change_options options = {.phi = 1};
  return pb_count_change((pb_count){now, 1}, (pb_count){base, 1}, &options);
}

/* A band [from, to) holds its first hour and not its last; bands follow each other without gap or
 * overlap and end with the day. Events only at 06:00 land in the band that begins at 6. */
static void test_band_labels_off_by_one(void) {
  static const char *const settings[] = {"band", "6", NULL};
  g_autoptr(pb_table) table = pb_table_new();
  pb_column *time = pb_column_new("time", PB_TYPE_TIME, NULL);
  pb_column *period = pb_column_new("period", PB_TYPE_STRING, NULL);
  for (int i = 0; i < 400; i++) {
    pb_column_append_int(time, (4 + i % 7) * DAY + 6 * 3600);
    pb_column_append_string(period, i % 2 ? "a" : "b");
  }
  pb_table_add(table, time);
  pb_table_add(table, period);
  g_autoptr(pb_result) result = run_statistic("clock-comparison", table, settings, NULL);
  for (size_t row = 0; row < pb_result_n_rows(result); row++) {
    double from = cell(result, "hour_from", row), to = cell(result, "hour_to", row);
    assert_near(to - from, 6, 0);
    g_assert_true(from >= 0 && to <= 24);
    g_assert_true((cell(result, "count", row) > 0) == (from <= 6 && to > 6));
  }
}

/* The hour's name is that of the hour it holds, the last of the day and of the week too. */
static void test_row_label_of_the_hour(void) {
  g_autoptr(pb_table) table = pb_table_new();
  pb_column *start = pb_column_new("start", PB_TYPE_TIME, NULL);
  pb_column *end = pb_column_new("end", PB_TYPE_TIME, NULL);
  for (int hour = 0; hour < 168; hour++) { /* hour h of the week has h + 1 events */
    for (int i = 0; i <= hour; i++) {
      pb_column_append_int(start, 4 * DAY + hour * INT64_C(3600)); /* 5 January 1970: Monday */
      pb_column_append_int(end, 4 * DAY + (hour + 1) * INT64_C(3600));
    }
  }
  pb_table_add(table, start);
  pb_table_add(table, end);
  g_autoptr(pb_result) result = run_statistic("aoristic", table, NULL, NULL);
  g_assert_cmpuint(pb_result_n_rows(result), ==, 168);
  for (size_t row = 0; row < 168; row++) {
    double hour = cell(result, "weekday", row) * 24 + cell(result, "hour", row);
    assert_near(cell(result, "weight", row), hour + 1, 1e-12);
  }
}

/* The default is the one the documentation names, and each name computes its own method. */
static void test_adjustment_is_another_than_documented(void) {
  static const double p[] = {.012, .017, .03, .036, .5};
  static const struct {
    const char *name;
    pb_adjust_method method;
    double third; /* by R's p.adjust */
  } known[] = {{"BH", PB_ADJUST_BH, .045},        {"BY", PB_ADJUST_BY, .10275},
               {"holm", PB_ADJUST_HOLM, .09},     {"hochberg", PB_ADJUST_HOCHBERG, .072},
               {"hommel", PB_ADJUST_HOMMEL, .06}, {"bonferroni", PB_ADJUST_BONFERRONI, .15}};
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "p", 5, p);
  const pb_statistic *statistic = pb_statistic_find("p-adjust");
  g_assert_cmpstr(statistic->params[0].def_text, ==, "BH");
  g_autoptr(pb_result) by_default = run_statistic("p-adjust", table, NULL, NULL);
  for (size_t m = 0; m < G_N_ELEMENTS(known); m++) {
    const char *const settings[] = {"method", known[m].name, NULL};
    g_autoptr(pb_result) named = run_statistic("p-adjust", table, settings, NULL);
    double adjusted[5];
    pb_p_adjust(p, NULL, 5, known[m].method, adjusted);
    for (size_t i = 0; i < 5; i++) {
      assert_near(cell(named, "adjusted", i), adjusted[i], 0);
      if (m == 0)
        assert_near(cell(by_default, "adjusted", i), adjusted[i], 0);
    }
    assert_near(adjusted[2], known[m].third, 1e-12);
  }
}

/* Places with three events have two repeats, however many pairs they make; no share passes 1. */
static void test_share_of_links_over_100_percent(void) {
  pb_place_event events[30];
  for (int i = 0; i < 30; i++)
    events[i] = (pb_place_event){(uint32_t)(i % 2), i * DAY};
  pb_repeats all = pb_repeats_of(events, 30, 365, NULL);
  g_assert_cmpuint(all.n_repeats, ==, 28); /* of 2 x 105 pairs */
  g_assert_cmpuint(all.places_with_repeats, ==, 2);
  int64_t counts[] = {9, 1, 0};
  pb_concentration concentration;
  g_assert_true(pb_concentration_of(counts, 3, 3, &concentration));
  for (int share = 0; share <= 10; share++)
    g_assert_cmpfloat(pb_concentration_places(counts, 3, &concentration, share / 10.), <=, 1);
}

/* 2 (sqrt a - sqrt b) is not a standard normal z: its variance is 2. */
static void test_z_without_root_of_two(void) {
  g_assert_cmpfloat(fabs(compare(25, 16).wald_z), <, 2 / M_SQRT2);
  g_assert_cmpfloat(compare(25, 16).p, >, pb_normal_p(2));
}

/* Extreme z are set to the quantiles, not left out. */
static void test_trimmed_instead_of_winsorised(void) {
  pb_count members[20];
  for (int i = 0; i < 20; i++)
    members[i] = (pb_count){i < 2 ? 400 : 100 + 3 * (i % 5), 100};
  pb_funnel funnel;
  g_assert_true(pb_funnel_fit(members, 20, PB_FUNNEL_NO_SELF, NULL, &funnel));
  double sum = 0, inside = 0;
  int n_inside = 0;
  for (int i = 0; i < 20; i++) {
    double z = pb_funnel_z(&funnel, members[i]);
    double set = fmin(fmax(z, funnel.winsor_low), funnel.winsor_high);
    sum += set * set;
    n_inside += set == z;
    inside += set == z ? z * z : 0;
  }
  assert_near(funnel.phi, sum / 20, 1e-12);
  g_assert_cmpfloat(fabs(funnel.phi - inside / n_inside), >, .01 * funnel.phi);
}

/* A member without crimes has a z and limits, and takes part in the reference. */
static void test_zero_numerator(void) {
  const pb_count members[] = {{0, 100}, {5, 50}, {6, 60}, {4, 40}, {0, 30}};
  pb_funnel funnel;
  g_assert_true(pb_funnel_fit(members, 5, PB_FUNNEL_NO_SELF, NULL, &funnel));
  g_assert_cmpuint(funnel.n, ==, 5);
  double expected = 100 * 15. / 280;
  assert_near(pb_funnel_z(&funnel, members[0]), -2 * sqrt(expected), 1e-12);
  pb_interval limits = pb_funnel_limits(&funnel, 100, .95, PB_LIMIT_EXACT);
  g_assert_true(limits.lower >= 0 && limits.upper > limits.lower);
}

/* With one finding the Benjamini-Hochberg limit is alpha / n, as Bonferroni's: no fault, and said
 * nowhere to be one. With more it is not. */
static void test_false_discovery_limit_looks_like_bonferroni(void) {
  static const double one[] = {.009, .2, .4, .6, .9}, more[] = {.009, .019, .4, .6, .9};
  double bh[5], bonferroni[5];
  pb_p_adjust(one, NULL, 5, PB_ADJUST_BH, bh);
  pb_p_adjust(one, NULL, 5, PB_ADJUST_BONFERRONI, bonferroni);
  assert_near(bh[0], bonferroni[0], 1e-12);
  pb_p_adjust(more, NULL, 5, PB_ADJUST_BH, bh);
  pb_p_adjust(more, NULL, 5, PB_ADJUST_BONFERRONI, bonferroni);
  g_assert_true(bh[1] < .05 && bonferroni[1] > .05);
}

/* A short history is a reason in words, not a crash and not "normal". */
static void test_short_history(void) {
  static const char *const watching[] = {"farrington", "ears",     "cusum", "control-chart",
                                         "baseline",   "forecast", "stl",   "mann-kendall"};
  static const double counts[] = {4, 6, 5}, t[] = {0, 1, 2}, month[] = {1, 2, 3},
                      year[] = {2024, 2024, 2024};
  for (size_t i = 0; i < G_N_ELEMENTS(watching); i++) {
    g_autoptr(pb_table) table = pb_table_new();
    static const char *const names[] = {"count", "value"};
    for (size_t k = 0; k < G_N_ELEMENTS(names); k++)
      add_numbers(table, names[k], 3, counts);
    add_numbers(table, "t", 3, t);
    add_numbers(table, "month", 3, month);
    add_numbers(table, "year", 3, year);
    g_autoptr(GError) error = NULL;
    g_autoptr(pb_result) result = run_statistic(watching[i], table, NULL, &error);
    g_assert_no_error(error);
    if (!pb_result_reason(result))
      g_test_fail_printf("%s judges three periods", watching[i]);
    else
      g_assert_true(g_str_has_suffix(pb_result_reason(result), "."));
  }
}

/* Twins in another order, and the same numbers in a column of another type: the same result. */
static void test_result_hangs_on_row_order_or_storage(void) {
  static const double counts[] = {3, 9, 3, 0, 12, 7, 7}, exposures[] = {10, 40, 10, 5, 30, 20, 20};
  g_autoptr(pb_table) doubles = pb_table_new();
  g_autoptr(pb_table) whole = pb_table_new();
  g_autoptr(pb_table) turned = pb_table_new();
  add_numbers(doubles, "count", 7, counts);
  add_numbers(doubles, "exposure", 7, exposures);
  pb_column *count = pb_column_new("count", PB_TYPE_INT64, NULL);
  double back_counts[7], back_exposures[7];
  for (size_t i = 0; i < 7; i++) {
    pb_column_append_int(count, (int64_t)counts[i]);
    back_counts[6 - i] = counts[i];
    back_exposures[6 - i] = exposures[i];
  }
  pb_table_add(whole, count);
  add_numbers(whole, "exposure", 7, exposures);
  add_numbers(turned, "count", 7, back_counts);
  add_numbers(turned, "exposure", 7, back_exposures);
  static const char *const statistics[] = {"rank-interval", "funnel", "empirical-bayes",
                                           "poisson-rate"};
  for (size_t s = 0; s < G_N_ELEMENTS(statistics); s++) {
    g_autoptr(pb_result) a = run_statistic(statistics[s], doubles, NULL, NULL);
    g_autoptr(pb_result) b = run_statistic(statistics[s], whole, NULL, NULL);
    g_autoptr(pb_result) c = run_statistic(statistics[s], turned, NULL, NULL);
    for (size_t k = 0; k < pb_result_n_columns(a); k++) {
      const pb_column *column = pb_result_column(a, k);
      const char *name = pb_column_name(column);
      for (size_t i = 0; pb_column_length(column) == 7 && i < 7; i++)
        if (pb_column_type(column) != PB_TYPE_STRING && pb_column_is_valid(column, i)) {
          assert_near(cell(b, name, i), cell(a, name, i), 0);
          assert_near(cell(c, name, 6 - i), cell(a, name, i), 1e-12);
        }
    }
  }
}

/* Interpolation between Poisson quantiles gives -0.17 here. */
static void test_lower_funnel_limit_below_zero(void) {
  for (double expected = .01; expected < 40; expected *= 1.3)
    g_assert_cmpfloat(pb_funnel_exact_limit(expected, .001), >=, 0);
  g_assert_cmpfloat(pb_funnel_exact_limit(5, .001), ==, 0);
}

/* At even n the median of the absolute residuals is the mean of the two middle ones. */
static void test_robust_median_of_an_even_number(void) {
  static const double residuals[] = {1, -2, 4, -8};
  double weights[4];
  assert_near(pb_bisquare_weights(residuals, 4, weights), 6 * 3, 1e-12);
}

/* Marshall's local form takes the level of the place and its neighbours, weighted by people; the
 * peer's default takes the neighbours' spread about another level. */
static void test_local_level_is_another_estimator(void) {
  const pb_count places[] = {{2, 100}, {40, 1000}, {1, 50}};
  const uint32_t pairs[][2] = {{0, 1}, {1, 0}, {1, 2}, {2, 1}};
  g_autoptr(pb_weights) neighbours = pb_weights_from_pairs(3, pairs, 4);
  pb_eb_rate rates[3];
  g_assert_true(pb_eb_local(places, 3, neighbours, rates));
  double level = 42. / 1100;
  double spread = (100 * pow(.02 - level, 2) + 1000 * pow(.04 - level, 2)) / 1100 - level / 550;
  assert_near(rates[0].level, level, 1e-12);
  assert_near(rates[0].spread, fmax(spread, 0), 1e-12);
}

/* The paper's variance is of each count by itself; pooled, p at unequal exposures is another. */
static void test_e_test_pools_the_variance(void) {
  pb_e_test test;
  g_assert_true(pb_e_test_compare((pb_count){0, 1}, (pb_count){6, 2}, &test));
  g_assert_cmpfloat_with_epsilon(test.p, .0298, 5e-5);
  g_assert_cmpfloat(test.p_score, >, 3 * test.p);
}

/* Sum over all pairs by the definition. */
static double e_test_by_summing(int64_t one, int64_t other, double exposure, bool corner) {
  double rate = (double)(one + other) / (1 + exposure), sum = 0;
  double seen = fabs((double)one - (double)other / exposure) /
                sqrt((double)one + (double)other / exposure / exposure);
  for (int i = 0; i < 60; i++)
    for (int j = 0; j < 60; j++) {
      double variance = i + j / exposure / exposure;
      double z = variance > 0 ? fabs(i - j / exposure) / sqrt(variance) : 0;
      if (z >= seen - 1e-12 && (corner || i + j > 0))
        sum += exp(i * log(rate) - rate - lgamma(i + 1.) + j * log(rate * exposure) -
                   rate * exposure - lgamma(j + 1.));
    }
  return sum;
}

/* Where the statistic is 0 every pair is at least as far out, the pair of zeros as well. */
static void test_e_test_drops_the_zero_cell(void) {
  pb_e_test test;
  g_assert_true(pb_e_test_compare((pb_count){2, 1}, (pb_count){4, 2}, &test));
  g_assert_cmpfloat(test.p, ==, 1);
  g_assert_cmpfloat(e_test_by_summing(2, 4, 2, false), <, .999); /* what dropping it would give */
}

/* Pairs whose statistic is the one seen count, though rounding moves it: exposures of thirds. */
static void test_e_test_loses_ties(void) {
  static const int64_t pairs[][2] = {{6, 2}, {3, 1}, {9, 3}, {5, 7}, {1, 4}};
  for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
    pb_e_test test, turned;
    g_assert_true(pb_e_test_compare((pb_count){pairs[i][0], 1}, (pb_count){pairs[i][1], 1}, &test));
    g_assert_true(pb_e_test_compare((pb_count){pairs[i][1], 1 / 3.},
                                    (pb_count){pairs[i][0], 1 / 3.}, &turned));
    assert_near(test.p, e_test_by_summing(pairs[i][0], pairs[i][1], 1, true), 1e-9);
    assert_near(turned.p, test.p, 1e-9);
  }
}

static void test_e_test_divides_by_a_zero_count(void) {
  pb_e_test test;
  g_assert_true(pb_e_test_compare((pb_count){5, 1}, (pb_count){0, 1}, &test));
  g_assert_cmpfloat_with_epsilon(test.p, .0197561, 1e-7);
  g_assert_true(pb_e_test_compare((pb_count){0, 1}, (pb_count){5, 3}, &test));
  g_assert_true(isfinite(test.p) && test.p > 0 && test.p <= 1);
  g_assert_false(pb_e_test_compare((pb_count){0, 1}, (pb_count){0, 1}, &test));
}

/* The rule is R's: all outcomes no likelier than the one seen. Doubling the smaller tail differs
 * where the exposures do, and the text of the statistic names the rule. */
static void test_two_sided_rule_is_not_named(void) {
  const pb_change_options options = {.phi = 1};
  pb_change change = pb_count_change((pb_count){11, 800}, (pb_count){21, 3011}, &options);
  double share = 800. / 3811, doubled = 2 * pb_binomial_upper(11, 32, share);
  assert_near(change.p, .07966863, 1e-7);
  g_assert_cmpfloat(fabs(doubled / change.p - 1), >, .02);
  const char *text = pb_statistic_find("count-change")->description;
  g_assert_nonnull(strstr(text, "two-sided by the likelihood"));
}

/* Two kinds of errors of a negative binomial regression, told apart by name and not by accident. */
static void test_two_kinds_of_negative_binomial_errors(void) {
  enum { N = 60 };
  double y[N], x[2 * N];
  for (int i = 0; i < N; i++) {
    y[i] = floor(4 + .1 * i + 5 * (1 + sin(1.7 * i * i)));
    x[2 * i] = 1;
    x[2 * i + 1] = i;
  }
  const pb_glm_data data = {.n = N, .n_terms = 2, .y = y, .x = x};
  const char *reason = NULL;
  g_autoptr(pb_negbin) negbin = pb_negbin_glm(&data, &reason);
  g_assert_nonnull(negbin);
  double expected = pb_glm_se(negbin->fit, 1, 1), observed = negbin->se_observed[1];
  g_assert_true(expected > 0 && observed > 0);
  g_assert_cmpfloat(fabs(observed / expected - 1), >, 1e-6);
  g_assert_cmpfloat(fabs(observed / expected - 1), <, .2);
}

/* Degrees taken for metres give clusters, distances and densities that mean nothing, silently. */
static void degrees_are_taken_for_metres(void) {
  static const double lon[] = {-90.0489, -89.9711, -90.0103, -89.8542, -90.1187};
  static const double lat[] = {35.1495, 35.0833, 35.2071, 35.1178, 35.0526};
  for (int swapped = 0; swapped < 2; swapped++)
    for (int metres = 0; metres < 2; metres++) {
      g_autoptr(pb_table) table = pb_table_new();
      pb_column *x = pb_column_new("x", PB_TYPE_DOUBLE, NULL);
      pb_column *y = pb_column_new("y", PB_TYPE_DOUBLE, NULL);
      for (size_t i = 0; i < G_N_ELEMENTS(lon); i++) {
        pb_column_append_double(x, (swapped ? lat[i] : lon[i]) * (metres ? 1e4 : 1));
        pb_column_append_double(y, (swapped ? lon[i] : lat[i]) * (metres ? 1e4 : 1));
      }
      pb_table_add(table, x);
      pb_table_add(table, y);
      g_autoptr(GError) error = NULL;
      g_autoptr(pb_result) result = run_statistic("nearest-neighbours", table, NULL, &error);
      g_assert_no_error(error);
      bool warned = false;
      for (size_t k = 0; k < pb_result_n_warnings(result); k++)
        warned = warned || strstr(pb_result_warning(result, k), "longitude and latitude");
      g_assert_true(warned == !metres);
    }
}

int main(int argc, char **argv) {
  pb_engine_start();
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/faults/band-labels-off-by-one", test_band_labels_off_by_one);
  g_test_add_func("/faults/row-label-of-the-hour", test_row_label_of_the_hour);
  g_test_add_func("/faults/adjustment-is-another-than-documented",
                  test_adjustment_is_another_than_documented);
  g_test_add_func("/faults/share-of-links-over-100-percent", test_share_of_links_over_100_percent);
  g_test_add_func("/faults/z-without-root-of-two", test_z_without_root_of_two);
  g_test_add_func("/faults/trimmed-instead-of-winsorised", test_trimmed_instead_of_winsorised);
  g_test_add_func("/faults/zero-numerator", test_zero_numerator);
  g_test_add_func("/faults/false-discovery-limit-looks-like-bonferroni",
                  test_false_discovery_limit_looks_like_bonferroni);
  g_test_add_func("/faults/short-history", test_short_history);
  g_test_add_func("/faults/result-hangs-on-row-order-or-storage",
                  test_result_hangs_on_row_order_or_storage);
  g_test_add_func("/faults/lower-funnel-limit-below-zero", test_lower_funnel_limit_below_zero);
  g_test_add_func("/faults/robust-median-of-an-even-number", test_robust_median_of_an_even_number);
  g_test_add_func("/faults/local-level-is-another-estimator",
                  test_local_level_is_another_estimator);
  g_test_add_func("/faults/e-test-pools-the-variance", test_e_test_pools_the_variance);
  g_test_add_func("/faults/e-test-drops-the-zero-cell", test_e_test_drops_the_zero_cell);
  g_test_add_func("/faults/e-test-loses-ties", test_e_test_loses_ties);
  g_test_add_func("/faults/e-test-divides-by-a-zero-count", test_e_test_divides_by_a_zero_count);
  g_test_add_func("/faults/two-sided-rule-is-not-named", test_two_sided_rule_is_not_named);
  g_test_add_func("/faults/two-kinds-of-negative-binomial-errors",
                  test_two_kinds_of_negative_binomial_errors);
  g_test_add_func("/faults/degrees-taken-for-metres", degrees_are_taken_for_metres);
  return g_test_run();
}
