/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/error.h"
#include "engine/start.h"
#include "engine/stats/proportion.h"
#include "engine/stats/survey_design.h"
#include "engine/stats/survey_share.h"
#include "tests/unit/engine/helpers.h"

/* Newcombe's (1998) examples as R gives them, and statsmodels 0.13.5 on 3 of 20. */
static void test_wilson(void) {
  static const struct {
    double k, n, lower, upper;
  } known[] = {{81, 263, .255289, .366210},
               {15, 148, .062386, .160487},
               {0, 20, 0, .161125},
               {1, 29, .006113, .171755},
               {3, 20, .0523687458962166, .36041886474075696}};
  for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
    pb_interval got = pb_wilson_interval(known[i].k / known[i].n, known[i].n, .95);
    g_assert_cmpfloat_with_epsilon(got.lower, known[i].lower, 5.1e-7);
    g_assert_cmpfloat_with_epsilon(got.upper, known[i].upper, 5.1e-7);
  }
  pb_interval wide = pb_wilson_interval(.15, 20, .99);
  assert_near(wide.lower, .038787060508071625, 1e-12);
  assert_near(wide.upper, .43558672026105577, 1e-12);
  g_assert_cmpfloat(pb_wilson_interval(1, 7, .95).upper, ==, 1);
}

static void test_clopper_pearson(void) {
  static const struct {
    double k, n, lower, upper;
  } known[] = {{0, 50, 0, .07112173646419766},
               {3, 20, .0320709371854637, .37892682654531396},
               {17, 34, .3242692700213209, .6757307299786791}};
  for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
    pb_interval got = pb_clopper_pearson_interval(known[i].k / known[i].n, known[i].n, .95);
    assert_near(got.lower, known[i].lower, 1e-10);
    assert_near(got.upper, known[i].upper, 1e-10);
  }
  pb_interval all = pb_clopper_pearson_interval(1, 50, .95);
  assert_near(all.lower, 1 - .07112173646419766, 1e-10);
  g_assert_cmpfloat(all.upper, ==, 1);
}

static void test_difference_reference(void) {
  static const double known[][6] = {{48, 80, 56, 70, .052431, .333873},
                                    {3, 10, 9, 10, .170523, .809018},
                                    {0, 20, 10, 10, .679086, 1}};
  g_autoptr(pb_table) table = pb_table_new();
  double before[4], n_before[4], after[4], n_after[4];
  for (size_t i = 0; i < 3; i++) {
    before[i] = known[i][0] / known[i][1];
    n_before[i] = known[i][1];
    after[i] = known[i][2] / known[i][3];
    n_after[i] = known[i][3];
  }
  before[3] = after[3] = .5; /* without a number of answers nothing can be said */
  n_before[3] = NAN;
  n_after[3] = 100;
  add_numbers(table, "share_before", 4, before);
  add_numbers(table, "n_before", 4, n_before);
  add_numbers(table, "share_after", 4, after);
  add_numbers(table, "n_after", 4, n_after);
  GError *error = NULL;
  g_autoptr(pb_result) r = run_statistic("survey-difference", table, NULL, &error);
  g_assert_no_error(error);
  for (size_t i = 0; i < 3; i++) {
    g_assert_cmpfloat_with_epsilon(cell(r, "lower", i), known[i][4], 5.1e-7);
    g_assert_cmpfloat_with_epsilon(cell(r, "upper", i), known[i][5], 5.1e-7);
    assert_near(cell(r, "difference", i), after[i] - before[i], 1e-12);
    g_assert_cmpfloat(cell(r, "p", i), <, .05);
    g_assert_cmpfloat(cell(r, "p_adjusted", i), >=, cell(r, "p", i));
  }
  /* z of the pooled score test: .2 / sqrt(.6933 x .3067 x (1/70 + 1/80)) */
  double pooled = 104. / 150, z = .2 / sqrt(pooled * (1 - pooled) * (1 / 70. + 1 / 80.));
  assert_near(cell(r, "p", 0), erfc(z / sqrt(2)), 1e-10);
  g_assert_true(is_missing(r, "difference", 3) && is_missing(r, "p_adjusted", 3));
  g_assert_cmpuint(pb_result_n_missing(r), ==, 1);
}

/* Nothing against nothing is no difference, and no NaN. */
static void test_no_difference(void) {
  pb_proportion_change none = pb_newcombe_difference(0, 40, 0, 50, .95);
  g_assert_cmpfloat(none.p, ==, 1);
  g_assert_cmpfloat(none.difference, ==, 0);
  g_assert_true(none.interval.lower < 0 && none.interval.upper > 0);
  pb_proportion_change there = pb_newcombe_difference(.2, 100, .3, 200, .95),
                       back = pb_newcombe_difference(.3, 200, .2, 100, .95);
  assert_near(there.interval.lower, -back.interval.upper, 1e-14);
  assert_near(there.p, back.p, 1e-14);
}

/* A simple random sample: the textbook's formulas. */
static void test_simple_random(void) {
  double y[50];
  for (int i = 0; i < 50; i++)
    y[i] = i < 15;
  const pb_survey_drawing drawing = {.n = 50};
  g_autoptr(pb_survey_design) design = pb_survey_design_new(&drawing);
  pb_survey_mean share;
  g_assert_true(pb_survey_mean_of(design, y, NULL, &share));
  assert_near(share.mean, .3, 1e-14);
  assert_near(share.se, sqrt(.3 * .7 / 49), 1e-14);
  assert_near(share.deff, 1, 1e-14);
  assert_near(share.n_effective, 50, 1e-13);
  assert_near(share.n_kish, 50, 1e-14);
  g_assert_cmpfloat(share.df, ==, 49);
  pb_interval wilson;
  g_assert_true(pb_survey_share_interval(&share, PB_SHARE_WILSON, false, 0, &wilson));
  assert_near(wilson.lower, pb_wilson_interval(.3, 50, .95).lower, 1e-12);

  double size[50]; /* 50 of 200: the variance is three quarters */
  for (int i = 0; i < 50; i++)
    size[i] = 200;
  const pb_survey_drawing finite = {.n = 50, .stratum_size = size};
  g_autoptr(pb_survey_design) corrected = pb_survey_design_new(&finite);
  g_assert_true(pb_survey_mean_of(corrected, y, NULL, &share));
  assert_near(share.se, sqrt(.75 * .3 * .7 / 49), 1e-14);
}

/* Strata of 10 and 30 with weights 3 and 1; var = sum of W^2 s^2 / n. */
static void test_strata(void) {
  double y[40], weight[40];
  uint32_t stratum[40];
  for (int i = 0; i < 40; i++) {
    stratum[i] = i < 10 ? 7 : 3; /* any numbers */
    weight[i] = i < 10 ? 3 : 1;
    y[i] = i % 5 == 0;
  }
  const pb_survey_drawing drawing = {.n = 40, .weight = weight, .stratum = stratum};
  g_autoptr(pb_survey_design) design = pb_survey_design_new(&drawing);
  pb_survey_mean share;
  g_assert_true(pb_survey_mean_of(design, y, NULL, &share));
  assert_near(share.mean, .2, 1e-14);
  assert_near(share.se, sqrt(.25 * (.16 * 10 / 9 / 10 + .16 * 30 / 29 / 30)), 1e-14);
  g_assert_cmpfloat(share.df, ==, 38);
  assert_near(share.n_kish, 60. * 60 / (90 + 30), 1e-14);
  for (int i = 0; i < 40; i++)
    weight[i] *= 1000; /* the scale of weights changes nothing but totals */
  pb_survey_mean scaled;
  g_autoptr(pb_survey_design) other = pb_survey_design_new(&drawing);
  g_assert_true(pb_survey_mean_of(other, y, NULL, &scaled));
  assert_near(scaled.se, share.se, 1e-12);
  assert_near(scaled.n_effective, share.n_effective, 1e-12);
  assert_near(scaled.total_se, share.total_se * 1000, 1e-12);
}

/* Households of two who answer alike: half the information. */
static void test_clusters(void) {
  double y[80];
  uint32_t cluster[80];
  for (int i = 0; i < 80; i++) {
    cluster[i] = (uint32_t)i / 2;
    y[i] = i / 2 % 4 == 0;
  }
  const pb_survey_drawing drawing = {.n = 80, .cluster = cluster};
  g_autoptr(pb_survey_design) design = pb_survey_design_new(&drawing);
  pb_survey_mean share;
  g_assert_true(pb_survey_mean_of(design, y, NULL, &share));
  assert_near(share.se, sqrt(.25 * .75 / 39), 1e-14);
  assert_near(share.deff, 2 * 79. / 78, 1e-13);
  g_assert_cmpfloat(share.df, ==, 39);
}

/* A domain keeps the design: its size is random. */
static void test_domain(void) {
  double y[60];
  uint8_t in[60];
  for (int i = 0; i < 60; i++) {
    in[i] = i % 3 == 0;
    y[i] = i % 2;
  }
  const pb_survey_drawing drawing = {.n = 60};
  g_autoptr(pb_survey_design) design = pb_survey_design_new(&drawing);
  pb_survey_mean share;
  g_assert_true(pb_survey_mean_of(design, y, in, &share));
  g_assert_cmpuint(share.n, ==, 20);
  assert_near(share.mean, .5, 1e-14);
  assert_near(share.se, sqrt(60. / 59 * 20 * .25 / (20. * 20)), 1e-14);
  memset(in, 0, sizeof in);
  g_assert_false(pb_survey_mean_of(design, y, in, &share));
}

/* n rows, the first `hits` of them 1; further columns by the caller. */
static pb_table *answers(size_t n, size_t hits) {
  g_autofree double *y = g_new(double, n);
  for (size_t i = 0; i < n; i++)
    y[i] = i < hits;
  pb_table *table = pb_table_new();
  add_numbers(table, "value", n, y);
  return table;
}

static void add_texts(pb_table *table, const char *name, size_t n, size_t first_of_b) {
  pb_column *column = pb_column_new(name, PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < n; i++)
    pb_column_append_string(column, i < first_of_b ? "a" : "b");
  pb_table_add(table, column);
}

static void test_nobody_and_everybody(void) {
  static const char *const settings[] = {"method", "all", NULL};
  GError *error = NULL;
  for (int all = 0; all < 2; all++) {
    g_autoptr(pb_table) table = answers(40, all ? 40 : 0);
    g_autoptr(pb_result) r = run_statistic("survey-share", table, settings, &error);
    g_assert_no_error(error);
    g_assert_null(pb_result_reason(r));
    g_assert_cmpfloat(cell(r, "share", 0), ==, all);
    g_assert_cmpfloat(cell(r, "se", 0), ==, 0);
    g_assert_true(is_missing(r, "deff", 0) && is_missing(r, "logit_lower", 0));
    double z2 = 1.959963984540054 * 1.959963984540054, edge = z2 / (40 + z2);
    assert_near(cell(r, all ? "lower" : "upper", 0), all ? 1 - edge : edge, 1e-12);
    g_assert_cmpfloat(cell(r, all ? "upper" : "lower", 0), ==, all);
    assert_near(cell(r, all ? "clopper_pearson_lower" : "clopper_pearson_upper", 0),
                all ? pow(.025, 1 / 40.) : 1 - pow(.025, 1 / 40.), 1e-10);
  }
}

/* 29 answers are not shown, 30 are. */
static void test_few(void) {
  GError *error = NULL;
  g_autoptr(pb_table) table = answers(59, 20);
  add_texts(table, "group", 59, 29);
  g_autoptr(pb_result) r = run_statistic("survey-share", table, NULL, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(pb_result_n_rows(r), ==, 3);
  g_assert_false(is_missing(r, "share", 0));
  g_assert_true(is_missing(r, "share", 1) && is_missing(r, "lower", 1) &&
                is_missing(r, "total", 1));
  g_assert_cmpfloat(cell(r, "n", 1), ==, 29);
  g_assert_cmpfloat(cell(r, "share", 2), ==, 0);
  g_autoptr(pb_table) small = answers(29, 20);
  g_autoptr(pb_result) none = run_statistic("survey-share", small, NULL, &error);
  g_assert_nonnull(pb_result_reason(none));
  g_assert_cmpuint(pb_result_n_columns(none), ==, 0);
}

/* A stratum of one: shares are there, their uncertainty is not, and why is said. */
static void test_single(void) {
  GError *error = NULL;
  g_autoptr(pb_table) table = answers(40, 10);
  add_texts(table, "stratum", 40, 1);
  static const char *const names[] = {"survey-share", "survey-mean"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autoptr(pb_result) r = run_statistic(names[i], table, NULL, &error);
    g_assert_no_error(error);
    g_assert_nonnull(strstr(pb_result_reason(r), "one respondent"));
    assert_near(cell(r, i ? "mean" : "share", 0), .25, 1e-14);
    g_assert_true(is_missing(r, "se", 0) && is_missing(r, "lower", 0));
  }
  double size[40]; /* unless the whole stratum was asked */
  for (int i = 0; i < 40; i++)
    size[i] = i < 1 ? 1 : 1000;
  add_numbers(table, "stratum_size", 40, size);
  g_autoptr(pb_result) r = run_statistic("survey-share", table, NULL, &error);
  g_assert_null(pb_result_reason(r));
  g_assert_cmpfloat(cell(r, "se", 0), >, 0);
}

/* Empty cells are not in the base; rows in another order give the same. */
static void test_order_and_missing(void) {
  enum { N = 90 };
  double y[2][N], weight[2][N];
  for (int i = 0; i < N; i++) {
    int j = (i * 37 + 5) % N;
    y[0][i] = i % 7 == 0 ? NAN : i % 3 == 0;
    weight[0][i] = i == 1 ? NAN : 1 + i % 5; /* no answer either */
    y[1][j] = y[0][i];
    weight[1][j] = weight[0][i];
  }
  GError *error = NULL;
  pb_result *results[2];
  for (int k = 0; k < 2; k++) {
    g_autoptr(pb_table) table = pb_table_new();
    add_numbers(table, "value", N, y[k]);
    add_numbers(table, "weight", N, weight[k]);
    results[k] = run_statistic("survey-share", table, NULL, &error);
    g_assert_no_error(error);
  }
  g_assert_cmpuint(pb_result_n_missing(results[0]), ==, 14);
  static const char *const columns[] = {"share", "se", "lower", "upper", "deff", "n_effective"};
  for (size_t c = 0; c < G_N_ELEMENTS(columns); c++)
    assert_near(cell(results[0], columns[c], 0), cell(results[1], columns[c], 0), 1e-12);
  for (int k = 0; k < 2; k++)
    pb_result_free(results[k]);
}

static void test_bad_input(void) {
  GError *error = NULL;
  static const double two[] = {0, 1, 2}, zero[] = {1, 0, 1};
  g_autoptr(pb_table) values = pb_table_new();
  add_numbers(values, "value", 3, two);
  g_assert_null(run_statistic("survey-share", values, NULL, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_STATISTIC);
  g_clear_error(&error);
  g_autoptr(pb_table) table = answers(3, 1);
  add_numbers(table, "weight", 3, zero);
  g_assert_null(run_statistic("survey-mean", table, NULL, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_STATISTIC);
  g_assert_nonnull(strstr(error->message, "data row 2"));
  g_clear_error(&error);
}

/* 0, 1, … 6 six times over: mean 3, s^2 = 4 x 42 / 41, t with 41 degrees of freedom. */
static void test_mean_reference(void) {
  double y[42];
  for (int i = 0; i < 42; i++)
    y[i] = i % 7;
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "value", 42, y);
  GError *error = NULL;
  g_autoptr(pb_result) r = run_statistic("survey-mean", table, NULL, &error);
  g_assert_no_error(error);
  double se = sqrt(4. / 41), t = 2.019540970441376; /* 0.975 quantile, df 41 */
  assert_near(cell(r, "mean", 0), 3, 1e-14);
  assert_near(cell(r, "se", 0), se, 1e-14);
  assert_near(cell(r, "lower", 0), 3 - t * se, 1e-9);
  assert_near(cell(r, "upper", 0), 3 + t * se, 1e-9);
  assert_near(cell(r, "deff", 0), 1, 1e-12);
}

/* 20 10 / 10 20 of a simple random sample of 65, five of whom did not answer: Pearson's 20/3, times
 * 64/65, since the design stays; df of those who answered. The oracle case has
 * strata, weights and three groups. */
static void test_rao_scott_reference(void) {
  enum { N = 60, UNANSWERED = 5 };
  double y[N + UNANSWERED];
  pb_column *group = pb_column_new("group", PB_TYPE_STRING, NULL);
  for (int i = 0; i < N + UNANSWERED; i++) {
    y[i] = i >= N ? NAN : i < 30 ? i < 20 : i < 40;
    pb_column_append_string(group, i < 30 ? "a" : "b");
  }
  g_autoptr(pb_table) table = pb_table_new();
  add_numbers(table, "value", N + UNANSWERED, y);
  pb_table_add(table, group);
  GError *error = NULL;
  g_autoptr(pb_result) r = run_statistic("rao-scott", table, NULL, &error);
  g_assert_no_error(error);
  assert_near(pb_result_scalar_or(r, "x2", 0), 20. / 3, 1e-12);
  assert_near(pb_result_scalar_or(r, "f", 0), 20. / 3 * 64 / 65, 1e-12);
  assert_near(pb_result_scalar_or(r, "ndf", 0), 1, 1e-12);
  assert_near(pb_result_scalar_or(r, "ddf", 0), 59, 1e-12);
}

/* One group, one answer, too many groups, a stratum of one: a reason, never a number. */
static void test_rao_scott_not_computable(void) {
  GError *error = NULL;
  g_autoptr(pb_table) one = answers(40, 10), same = answers(40, 0), single = answers(40, 10),
                      many = answers(500, 100);
  add_texts(one, "group", 40, 40);
  add_texts(same, "group", 40, 20);
  add_texts(single, "group", 40, 20);
  add_texts(single, "stratum", 40, 1);
  pb_column *groups = pb_column_new("group", PB_TYPE_INT64, NULL);
  for (int i = 0; i < 500; i++)
    pb_column_append_int(groups, i);
  pb_table_add(many, groups);
  const pb_table *tables[] = {one, same, single, many};
  for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
    g_autoptr(pb_result) r = run_statistic("rao-scott", tables[i], NULL, &error);
    g_assert_no_error(error);
    g_assert_nonnull(pb_result_reason(r));
    g_assert_cmpuint(pb_result_n_scalars(r), ==, 0);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  pb_engine_start();
  g_test_add_func("/stats/proportion/wilson", test_wilson);
  g_test_add_func("/stats/proportion/clopper-pearson", test_clopper_pearson);
  g_test_add_func("/stats/survey-difference/reference", test_difference_reference);
  g_test_add_func("/stats/survey-difference/none", test_no_difference);
  g_test_add_func("/stats/survey-design/simple-random", test_simple_random);
  g_test_add_func("/stats/survey-design/strata", test_strata);
  g_test_add_func("/stats/survey-design/clusters", test_clusters);
  g_test_add_func("/stats/survey-design/domain", test_domain);
  g_test_add_func("/stats/survey-share/nobody-and-everybody", test_nobody_and_everybody);
  g_test_add_func("/stats/survey-share/few", test_few);
  g_test_add_func("/stats/survey-share/single", test_single);
  g_test_add_func("/stats/survey-share/order-and-missing", test_order_and_missing);
  g_test_add_func("/stats/survey-share/bad-input", test_bad_input);
  g_test_add_func("/stats/survey-mean/reference", test_mean_reference);
  g_test_add_func("/stats/rao-scott/reference", test_rao_scott_reference);
  g_test_add_func("/stats/rao-scott/not-computable", test_rao_scott_not_computable);
  return g_test_run();
}
