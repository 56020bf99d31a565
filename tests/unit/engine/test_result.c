/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/diagnostics.h"
#include "engine/period.h"
#include "tests/unit/engine/helpers.h"

static void test_scalars_keep_order_and_last_value(void) {
  g_autoptr(pb_result) result = pb_result_new("thing");
  pb_result_set_scalar(result, "b", 1, "%");
  pb_result_set_scalar_missing(result, "a", NULL);
  pb_result_set_scalar(result, "b", 2, "%");
  g_assert_cmpuint(pb_result_n_scalars(result), ==, 2);
  const char *name, *unit;
  double value;
  bool valid;
  pb_result_scalar_at(result, 0, &name, &value, &valid, &unit);
  g_assert_cmpstr(name, ==, "b");
  g_assert_cmpstr(unit, ==, "%");
  g_assert_true(valid && value == 2);
  g_assert_false(pb_result_get_scalar(result, "a", &value));
  g_assert_cmpfloat(pb_result_scalar_or(result, "a", 7), ==, 7);
  g_assert_cmpfloat(pb_result_scalar_or(result, "nowhere", 8), ==, 8);
  pb_result_set_scalar(result, "a", 3, NULL);
  g_assert_cmpfloat(pb_result_scalar_or(result, "a", 7), ==, 3);
}

static void test_texts_warnings_seed_reason(void) {
  g_autoptr(pb_result) result = pb_result_new("thing");
  g_assert_null(pb_result_reason(result));
  g_assert_null(pb_result_get_text(result, "type"));
  pb_result_set_text(result, "type", "theft");
  pb_result_set_text(result, "type", "fraud");
  g_assert_cmpuint(pb_result_n_texts(result), ==, 1);
  g_assert_cmpstr(pb_result_get_text(result, "type"), ==, "fraud");
  pb_result_add_warning(result, "one");
  pb_result_add_warning(result, "two");
  g_assert_cmpstr(pb_result_warning(result, 1), ==, "two");
  uint64_t seed = 5;
  g_assert_false(pb_result_seed(result, &seed));
  pb_result_set_seed(result, UINT64_MAX);
  g_assert_true(pb_result_seed(result, &seed));
  g_assert_true(seed == UINT64_MAX);
  pb_result_set_reason(result, "too few");
  g_assert_cmpstr(pb_result_reason(result), ==, "too few");
  pb_result_set_counts(result, 3, 4);
  g_assert_cmpuint(pb_result_n_used(result) + pb_result_n_missing(result), ==, 7);
}

static void test_columns(void) {
  g_autoptr(pb_result) result = pb_result_new("thing");
  g_assert_cmpuint(pb_result_n_rows(result), ==, 0);
  pb_column *a = pb_result_add_column(result, "a", PB_TYPE_INT64, NULL);
  pb_column *b = pb_result_add_column(result, "b", PB_TYPE_DOUBLE, "m");
  pb_column_append_int(a, 4);
  pb_column_append_missing(b);
  g_assert_cmpuint(pb_result_n_rows(result), ==, 1);
  g_assert_true(pb_result_find(result, "b") == b);
  g_assert_true(is_missing(result, "b", 0));
  g_assert_null(pb_result_find(result, "c"));
}

/* Periods sort as numbers, know their days and follow one another over the year's end. */
static void test_periods(void) {
  static const struct {
    int year, per_year, number, days;
    const char *text;
  } known[] = {{2024, 1, 1, 366, "2024"},    {2025, 1, 1, 365, "2025"},
               {2024, 4, 1, 91, "2024K1"},   {2025, 4, 3, 92, "2025K3"},
               {2000, 12, 2, 29, "2000-02"}, {1900, 12, 2, 28, "1900-02"},
               {2025, 12, 12, 31, "2025-12"}};
  for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
    pb_period p = pb_period_make(known[i].year, known[i].per_year, known[i].number);
    g_autofree char *text = pb_period_text(p);
    g_assert_cmpstr(text, ==, known[i].text);
    g_assert_cmpint(pb_period_days(p), ==, known[i].days);
    g_assert_cmpint(pb_period_year(p), ==, known[i].year);
    g_assert_cmpint(pb_period_per_year(p), ==, known[i].per_year);
    g_assert_cmpint(pb_period_number(p), ==, known[i].number);
    g_assert_cmpint(pb_period_next(p), >, p);
  }
  g_assert_cmpint(pb_period_make(2025, 12, 5), ==, 20251205);
  g_assert_cmpint(pb_period_next(pb_period_make(2025, 4, 4)), ==, pb_period_make(2026, 4, 1));
  g_assert_cmpint(pb_period_next(pb_period_make(2025, 1, 1)), ==, pb_period_make(2026, 1, 1));
}

/* The list is bounded, the counts are not. */
static void test_diagnostics_are_bounded(void) {
  g_autoptr(pb_diagnostics) list = pb_diagnostics_new(2);
  for (size_t line = 1; line <= 5; line++) {
    pb_diagnostic bad = {PB_DIAG_REJECTED,
                         "count-negative",
                         (char *)"crime",
                         (char *)"a.csv",
                         line,
                         3,
                         (char *)"antal",
                         NULL,
                         (char *)"A count is below 0."};
    pb_diagnostics_add(list, &bad);
  }
  pb_diagnostic note = {.severity = PB_DIAG_NOTE, .reason = "odd", .message = (char *)"Odd."};
  pb_diagnostics_add(list, &note);
  g_assert_cmpuint(pb_diagnostics_length(list), ==, 3);
  g_assert_cmpuint(pb_diagnostics_at(list, 1)->line, ==, 2);
  g_assert_cmpstr(pb_diagnostics_at(list, 2)->reason, ==, "odd");
  g_assert_null(pb_diagnostics_at(list, 2)->file);
  g_assert_cmpuint(pb_diagnostics_n_reasons(list), ==, 2);
  g_assert_cmpuint(pb_diagnostics_reason(list, 0).count, ==, 5);
  g_assert_cmpuint(pb_diagnostics_rejected(list), ==, 5);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/result/scalars", test_scalars_keep_order_and_last_value);
  g_test_add_func("/result/texts", test_texts_warnings_seed_reason);
  g_test_add_func("/result/columns", test_columns);
  g_test_add_func("/period", test_periods);
  g_test_add_func("/diagnostics/bounded", test_diagnostics_are_bounded);
  return g_test_run();
}
