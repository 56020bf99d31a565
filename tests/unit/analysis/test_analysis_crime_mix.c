/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which crime types make up the reported crimes. */
#include "fixture.h"

/* The total and four types, the third part of the second. */
static pb_dataset *types_of(const int64_t counts[5]) {
  pb_dataset *dataset = fixture_new(1, 5, 2024, 2025);
  dataset->types[2].parent = 1;
  for (size_t t = 0; t < 5; t++)
    if (counts[t] >= 0)
      fixture_set(dataset, 0, t, 2025, counts[t], 10000);
  return dataset;
}

static void types_are_ordered_and_add_up(void) {
  g_autoptr(pb_dataset) dataset = types_of((const int64_t[]){100, 30, 25, 40, 10});
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *mix = pb_analysis_find(analysis, "crime-mix", -1);
  g_assert_null(pb_result_reason(mix));
  g_assert_cmpuint(pb_result_n_rows(mix), ==, 4); /* the part is in its whole */
  static const double count[] = {40, 30, 10, 20}, sum[] = {40, 70, 80, 100};
  for (size_t row = 0; row < 4; row++) {
    g_assert_cmpfloat(fixture_number(mix, "count", row), ==, count[row]);
    g_assert_cmpfloat_with_epsilon(fixture_number(mix, "share", row), count[row] / 100, 1e-12);
    g_assert_cmpfloat(fixture_number(mix, "cumulative", row), ==, sum[row]);
    g_assert_cmpfloat_with_epsilon(fixture_number(mix, "cumulative_share", row), sum[row] / 100,
                                   1e-12);
  }
  g_assert_cmpstr(fixture_text(mix, "type", 3), ==, ""); /* the remainder is last */
  g_assert_cmpfloat(pb_result_scalar_or(mix, "total", 0), ==, 100);
  g_assert_cmpfloat(pb_result_scalar_or(mix, "n_absent", -1), ==, 0);
}

/* Without a usable total the shares are of the sum, and there is no remainder. */
static void without_a_total_there_is_no_remainder(void) {
  static const int64_t counts[][5] = {{-1, 30, 25, 60, 10}, {50, 30, 25, 60, 10}};
  for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
    g_autoptr(pb_dataset) dataset = types_of(counts[i]);
    g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
    const pb_result *mix = pb_analysis_find(analysis, "crime-mix", -1);
    g_assert_cmpuint(pb_result_n_rows(mix), ==, 3);
    g_assert_cmpfloat_with_epsilon(fixture_number(mix, "share", 0), 0.6, 1e-12);
    double total;
    g_assert_false(pb_result_get_scalar(mix, "total", &total));
    g_assert_cmpuint(pb_result_n_warnings(mix), ==, i);
  }
}

/* A type without data is in the remainder, and counted. */
static void absent_types_are_in_the_remainder(void) {
  g_autoptr(pb_dataset) dataset = types_of((const int64_t[]){100, 30, 25, -1, 30});
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
  const pb_result *mix = pb_analysis_find(analysis, "crime-mix", -1);
  g_assert_cmpuint(pb_result_n_rows(mix), ==, 3);
  g_assert_cmpfloat(fixture_number(mix, "count", 2), ==, 40);
  g_assert_cmpfloat(pb_result_scalar_or(mix, "n_absent", 0), ==, 1);
  g_assert_cmpstr(fixture_text(mix, "type", 0), ==, dataset->types[1].key); /* equal: in order */
  g_assert_cmpstr(fixture_text(mix, "type", 1), ==, dataset->types[4].key);
}

static void nothing_is_a_reason(void) {
  static const int64_t counts[][5] = {{0, 0, 0, 0, 0}, {-1, -1, -1, -1, -1}, {7, -1, -1, -1, -1}};
  for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
    g_autoptr(pb_dataset) dataset = types_of(counts[i]);
    g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, NULL);
    g_assert_nonnull(pb_result_reason(pb_analysis_find(analysis, "crime-mix", -1)));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/crime-mix/order", types_are_ordered_and_add_up);
  g_test_add_func("/crime-mix/no-total", without_a_total_there_is_no_remainder);
  g_test_add_func("/crime-mix/absent", absent_types_are_in_the_remainder);
  g_test_add_func("/crime-mix/nothing", nothing_is_a_reason);
  return g_test_run();
}
