/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of series over time: no forecast without "if the pattern holds", no cause, and a
 * level that moved is told as such. */
#include <string.h>

#include "engine/analysis/analysis.h"
#include "plots/report/sentences/series.h"

static const pb_language *english(void) {
  return pb_language_find("en");
}

/* Two quarters of the first phase, then one within all limits, one between them, one beyond. */
static pb_result *control(double above, double run_side, double run_length) {
  static const double adjusted[] = {100, 102, 101, 125, 140};
  pb_result *r = pb_result_new("quarter-control");
  pb_column *first_phase = pb_result_add_column(r, "first_phase", PB_TYPE_INT64, NULL);
  pb_column *value = pb_result_add_column(r, "adjusted", PB_TYPE_DOUBLE, NULL);
  pb_column *lower = pb_result_add_column(r, "lower_95", PB_TYPE_DOUBLE, NULL);
  pb_column *upper = pb_result_add_column(r, "upper_95", PB_TYPE_DOUBLE, NULL);
  for (int i = 0; i < 5; i++) {
    pb_column_append_int(first_phase, i < 2);
    pb_column_append_double(value, adjusted[i]);
    pb_column_append_double(lower, 80);
    pb_column_append_double(upper, 120);
  }
  pb_result_set_scalar(r, "first_phase_first", 2018, NULL);
  pb_result_set_scalar(r, "first_phase_last", 2022, NULL);
  pb_result_set_scalar(r, "n_judged", 3, NULL);
  pb_result_set_scalar(r, "n_above", above, NULL);
  pb_result_set_scalar(r, "n_below", 0, NULL);
  pb_result_set_scalar(r, "run_side", run_side, NULL);
  pb_result_set_scalar(r, "run_length", run_length, NULL);
  return r;
}

static void has(char *text, const char *part) {
  g_assert_nonnull(text);
  if (!strstr(text, part))
    g_error("“%s” is not in: %s", part, text);
  g_free(text);
}

static void the_level_is_told(void) {
  g_autoptr(pb_result) calm = control(0, 1, 2), beyond = control(1, 1, 2);
  g_autoptr(pb_result) high = control(1, 1, PB_CONTROL_RUN), low = control(0, -1, 9);
  has(pb_headline_series(calm, true), "within its usual variation");
  has(pb_headline_series(beyond, true), "outside its usual variation");
  has(pb_headline_series(high, true), "stayed above its earlier level");
  has(pb_headline_series(low, false), "stayed below their earlier level");
  has(pb_headline_series(NULL, true), "over time");
  has(pb_sentence_outside(english(), beyond, true),
      "Since 2023: 2 of 3 quarters outside the inner limits, 1 outside the outer.");
  has(pb_sentence_limits(calm, true), "2018–2022");
}

static void short_runs_are_no_news(void) {
  g_autoptr(pb_result) two = control(0, 1, 2), four = control(0, -1, 4);
  g_assert_null(pb_sentence_run(english(), two, true));
  has(pb_sentence_run(english(), four, true), "four quarters lie below the level");
  has(pb_sentence_run(english(), four, false), "months");
}

static pb_result *forecast(bool with_before) {
  pb_result *r = pb_result_new("quarter-forecast");
  pb_column *period = pb_result_add_column(r, "period", PB_TYPE_PERIOD, NULL);
  pb_column *count = pb_result_add_column(r, "count", PB_TYPE_INT64, NULL);
  for (int q = 1; q <= 4; q++) {
    pb_column_append_int(period, pb_period_make(2025, 4, q));
    pb_column_append_int(count, 5000);
  }
  for (int q = 1; q <= 4; q++) {
    pb_column_append_int(period, pb_period_make(2026, 4, q));
    pb_column_append_missing(count);
  }
  pb_result_set_scalar(r, "total_lower_95", 18765.4, NULL);
  pb_result_set_scalar(r, "total_upper_95", 21234.5, NULL);
  pb_result_set_scalar_maybe(r, "total_before", with_before, 20000, NULL);
  return r;
}

/* Outwards to the hundreds that they are known to. */
static void a_forecast_is_conditional(void) {
  for (int crime = 0; crime < 2; crime++)
    for (int before = 0; before < 2; before++) {
      g_autoptr(pb_result) r = forecast(before);
      g_autofree char *text = pb_sentence_forecast(english(), r, crime);
      g_assert_true(g_str_has_prefix(text, "If the pattern holds, 18,700–21,300 "));
      g_assert_nonnull(strstr(text, "from quarter 1 of 2026 to quarter 4 of 2026"));
      g_assert_true((strstr(text, "20,000") != NULL) == before);
      static const char *const never[] = {"because", "due to", "will ", "thanks", "caused"};
      for (size_t i = 0; i < G_N_ELEMENTS(never); i++)
        g_assert_null(strstr(text, never[i]));
    }
}

static void nothing_is_said_of_nothing(void) {
  g_autoptr(pb_result) none = pb_result_new("quarter-control");
  pb_result_set_reason(none, "too few");
  g_assert_null(pb_sentence_limits(none, true));
  g_assert_null(pb_sentence_outside(english(), none, true));
  g_assert_null(pb_sentence_run(english(), none, true));
  g_assert_null(pb_sentence_forecast(english(), none, true));
  g_assert_null(pb_sentence_forecast(english(), NULL, false));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/series/level", the_level_is_told);
  g_test_add_func("/series/runs", short_runs_are_no_news);
  g_test_add_func("/series/forecast", a_forecast_is_conditional);
  g_test_add_func("/series/nothing", nothing_is_said_of_nothing);
  return g_test_run();
}
