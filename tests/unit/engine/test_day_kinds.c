/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events by kind of day, and by month and weekday. */
#include "engine/error.h"
#include "engine/holidays.h"
#include "engine/start.h"
#include "engine/stats/count_change.h"
#include "tests/unit/engine/helpers.h"

#define DAY_S INT64_C(86400)

static char *date_text(int64_t day) {
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_dmy(&date, 1, 1, 1970);
  g_date_add_days(&date, (guint)day);
  char text[16];
  g_date_strftime(text, sizeof text, "%Y-%m-%d", &date);
  return g_strdup(text);
}

typedef int64_t count_of_day(int64_t day);

/* One row a day of the years. */
static pb_table *days_table(int first_year, int last_year, count_of_day *count) {
  pb_table *table = pb_table_new();
  pb_column *date = pb_column_new("date", PB_TYPE_STRING, NULL);
  pb_column *counts = pb_column_new("count", PB_TYPE_INT64, NULL);
  for (int64_t day = pb_day_of_date(first_year, 1, 1); day < pb_day_of_date(last_year + 1, 1, 1);
       day++) {
    g_autofree char *text = date_text(day);
    pb_column_append_string(date, text);
    pb_column_append_int(counts, count(day));
  }
  pb_table_add(table, date);
  pb_table_add(table, counts);
  return table;
}

/* Row of the result with these texts in its two first columns. */
static size_t row_of(const pb_result *result, const char *day, const char *weekdays) {
  for (size_t row = 0; row < pb_result_n_rows(result); row++)
    if (g_str_equal(pb_column_string(pb_result_find(result, "day"), row), day) &&
        g_str_equal(pb_column_string(pb_result_find(result, "weekdays"), row), weekdays))
      return row;
  g_error("no row %s %s", day, weekdays);
}

/* Ten a day; thirty on midsommarafton. */
static int64_t ten_a_day(int64_t day) {
  const pb_holiday *holiday = pb_holiday_on(day);
  return holiday && g_str_equal(holiday->key, "midsommarafton") ? 30 : 10;
}

/* 2023 and 2024: of 104 Fridays 2 are midsommarafton, 2 långfredagen and 1 trettondedag jul. */
static void test_holiday_reference(void) {
  g_autoptr(pb_table) table = days_table(2023, 2024, ten_a_day);
  const char *const settings[] = {"by", "day", NULL};
  g_autoptr(pb_result) result = run_statistic("holiday-effect", table, settings, NULL);
  g_assert_null(pb_result_reason(result));
  size_t row = row_of(result, "midsommarafton", "all");
  assert_near(cell(result, "days_observed", row), 2, 0);
  assert_near(cell(result, "count", row), 60, 0);
  assert_near(cell(result, "ratio", row), 3, 1e-12);
  size_t fridays = row_of(result, "ordinary", "fri");
  assert_near(cell(result, "days_observed", fridays), 99, 0);
  assert_near(cell(result, "count", fridays), 990, 0);
  /* k = 60 of K = 1050 over 2 of 101 days: Clopper & Pearson by the shared change. */
  pb_change change = pb_count_change((pb_count){60, 2}, (pb_count){990, 99}, NULL);
  assert_near(cell(result, "ratio_lower", row), change.ratio_lower, 1e-9);
  assert_near(cell(result, "ratio_upper", row), change.ratio_upper, 1e-9);
  assert_near(cell(result, "p", row), change.p, 1e-9);
  assert_near(cell(result, "ratio", row_of(result, "nyarsdagen", "all")), 1, 1e-12);
  double phi, events;
  g_assert_true(pb_result_get_scalar(result, "phi", &phi));
  assert_near(phi, 0, 0); /* ordinary days do not vary at all */
  g_assert_true(pb_result_get_scalar(result, "n_events", &events));
  assert_near(events, 731 * 10 + 2 * 20, 0);
}

/* Twice as much on Saturdays: a holiday of ten is nothing unusual on a Monday, little on Saturday.
 */
static int64_t busy_saturdays(int64_t day) {
  return (day + 3) % 7 == 5 && !pb_holiday_on(day) ? 20 : 10;
}

static void test_weekdays_are_held_apart(void) {
  g_autoptr(pb_table) table = days_table(2015, 2024, busy_saturdays);
  g_autoptr(pb_result) result = run_statistic("holiday-effect", table, NULL, NULL);
  assert_near(cell(result, "ratio", row_of(result, "holiday", "mon-thu")), 1, 1e-12);
  assert_near(cell(result, "ratio", row_of(result, "holiday", "sat")), .5, 1e-12);
  size_t all = row_of(result, "holiday", "all"), sat = row_of(result, "holiday", "sat");
  double days = cell(result, "days_observed", all), saturdays = cell(result, "days_observed", sat);
  assert_near(cell(result, "ratio", all), days * 10 / ((days - saturdays) * 10 + saturdays * 20),
              1e-12);
}

/* 0 and 20 by turns: phi is 10 * 365 or so over its degrees of freedom, and the ratio quasi. */
static int64_t by_turns(int64_t day) {
  return day % 2 ? 20 : 0;
}

static void test_variation_widens_the_interval(void) {
  g_autoptr(pb_table) table = days_table(2015, 2024, by_turns);
  g_autoptr(pb_result) wide = run_statistic("holiday-effect", table, NULL, NULL);
  const char *const settings[] = {"phi", "1", NULL};
  g_autoptr(pb_result) narrow = run_statistic("holiday-effect", table, settings, NULL);
  double phi;
  g_assert_true(pb_result_get_scalar(wide, "phi", &phi));
  assert_near(phi, 10, .01);
  size_t row = row_of(wide, "holiday", "mon-thu");
  g_assert_cmpstr(pb_column_string(pb_result_find(wide, "method"), row), ==, "quasi-poisson");
  g_assert_cmpstr(pb_column_string(pb_result_find(narrow, "method"), row), ==, "exact");
  g_assert_cmpfloat(cell(wide, "ratio_lower", row), <, cell(narrow, "ratio_lower", row));
}

static void assert_refused(const char *statistic, const pb_table *table,
                           const char *const *settings, const char *word) {
  g_autoptr(GError) error = NULL;
  g_assert_null(run_statistic(statistic, table, settings, &error));
  g_assert_nonnull(error);
  g_assert_nonnull(strstr(error->message, word));
}

static void test_school_breaks(void) {
  g_autoptr(pb_table) table = days_table(2023, 2024, ten_a_day);
  pb_column *breaks = pb_column_new("break", PB_TYPE_STRING, NULL);
  const pb_column *date = pb_table_find(table, "date");
  for (size_t row = 0; row < pb_table_n_rows(table); row++) {
    const char *text = pb_column_string(date, row);
    bool in = strcmp(text, "2023-12-22") >= 0 && strcmp(text, "2024-01-08") <= 0;
    pb_column_append_string(breaks, in ? "jullov" : NULL);
  }
  pb_table_add(table, breaks);
  g_autoptr(pb_result) result = run_statistic("holiday-effect", table, NULL, NULL);
  /* 18 days, of which the two eves and 25, 26 December, 1 and 6 January are something else */
  assert_near(cell(result, "days_observed", row_of(result, "school-break", "all")), 12, 0);
  const char *const settings[] = {"by", "day", NULL};
  g_autoptr(pb_result) named = run_statistic("holiday-effect", table, settings, NULL);
  assert_near(cell(named, "days_observed", row_of(named, "jullov", "all")), 12, 0);
}

/* The same breaks by the parameter, of a table without the column. */
static void test_school_breaks_as_spans(void) {
  g_autoptr(pb_table) table = days_table(2023, 2024, ten_a_day);
  const char *const settings[] = {
      "by", "day", "breaks", "2023-12-22/2024-01-08/jullov, 2024-02-19/2024-02-25/sportlov", NULL};
  g_autoptr(pb_result) named = run_statistic("holiday-effect", table, settings, NULL);
  assert_near(cell(named, "days_observed", row_of(named, "jullov", "all")), 12, 0);
  assert_near(cell(named, "days_observed", row_of(named, "sportlov", "all")), 7, 0);
  static const char *const wrong[] = {"2024-02-19/sportlov", "2024-02-25/2024-02-19/sportlov",
                                      "2024-02-19/2024-02-25/", "2024-02-30/2024-03-01/x"};
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
    const char *const bad[] = {"breaks", wrong[i], NULL};
    assert_refused("holiday-effect", table, bad, wrong[i]);
  }
}

static pb_table *times_table(size_t n, const int64_t *days) {
  pb_table *table = pb_table_new();
  pb_column *time = pb_column_new("time", PB_TYPE_TIME, NULL);
  for (size_t i = 0; i < n; i++)
    pb_column_append_int(time, days[i] * DAY_S + 3600 * 23);
  pb_column_append_missing(time);
  pb_table_add(table, time);
  return table;
}

/* Mondays of January 2024 are the 1st, 8th, 15th, 22nd and 29th. Seen from the 3rd to 3 February:
 * four of them, and all five Wednesdays. February is divided by the days of it that were seen. */
static void test_month_weekday_reference(void) {
  const int64_t days[] = {pb_day_of_date(2024, 1, 8), pb_day_of_date(2024, 1, 8),
                          pb_day_of_date(2024, 1, 29), pb_day_of_date(2024, 2, 3),
                          pb_day_of_date(2024, 3, 1)};
  g_autoptr(pb_table) table = times_table(5, days);
  const char *const settings[] = {"from", "2024-01-03", "to", "2024-02-03", NULL};
  g_autoptr(pb_result) result = run_statistic("month-weekday", table, settings, NULL);
  g_assert_cmpuint(pb_result_n_rows(result), ==, 84);
  g_assert_cmpuint(pb_result_n_missing(result), ==, 1);
  assert_near(cell(result, "count", 0), 3, 0);
  assert_near(cell(result, "days_observed", 0), 4, 0);
  assert_near(cell(result, "per_day", 0), .75, 1e-14);
  assert_near(cell(result, "lower", 0), .618672 / 4, 1e-6);
  assert_near(cell(result, "upper", 0), 8.767273 / 4, 1e-6);
  assert_near(cell(result, "days_observed", 2), 5, 0);
  assert_near(cell(result, "per_day", 7 + 5), 1, 1e-14);
  g_assert_true(is_missing(result, "per_day", 7 + 6)); /* no Sunday of February was seen */
  g_assert_true(is_missing(result, "per_day", 14));
  double outside, observed;
  g_assert_true(pb_result_get_scalar(result, "rows_outside", &outside));
  g_assert_true(pb_result_get_scalar(result, "days_observed", &observed));
  assert_near(outside, 1, 0);
  assert_near(observed, 32, 0);
}

static void test_bad_tables_are_refused(void) {
  g_autoptr(pb_table) bad = pb_table_new();
  pb_column *date = pb_column_new("date", PB_TYPE_STRING, NULL);
  pb_column_append_string(date, "2024-06-21");
  pb_column_append_string(date, "21 juni");
  pb_table_add(bad, date);
  assert_refused("month-weekday", bad, NULL, "21 juni");
  const int64_t day = 0;
  g_autoptr(pb_table) table = times_table(1, &day);
  const char *const turned[] = {"from", "2024-02-01", "to", "2024-01-01", NULL};
  assert_refused("holiday-effect", table, turned, "2024-01-01");
  const char *const no_date[] = {"from", "today", NULL};
  assert_refused("holiday-effect", table, no_date, "today");
  pb_column *breaks = pb_column_new("break", PB_TYPE_STRING, NULL);
  pb_column_append_string(breaks, "sportlov");
  pb_column_append_string(breaks, NULL);
  pb_table_add(table, breaks);
  assert_refused("holiday-effect", table, NULL, "break");
  g_autoptr(pb_table) nothing = pb_table_new();
  assert_refused("month-weekday", nothing, NULL, "time");
}

static void test_nothing_to_compare(void) {
  const int64_t christmas = pb_day_of_date(2024, 12, 25);
  g_autoptr(pb_table) table = times_table(1, &christmas);
  g_autoptr(pb_result) result = run_statistic("holiday-effect", table, NULL, NULL);
  g_assert_nonnull(pb_result_reason(result));
  g_autoptr(pb_table) empty = times_table(0, NULL);
  g_autoptr(pb_result) none = run_statistic("holiday-effect", empty, NULL, NULL);
  g_assert_nonnull(pb_result_reason(none));
  g_autoptr(pb_result) no_day = run_statistic("month-weekday", empty, NULL, NULL);
  g_assert_nonnull(pb_result_reason(no_day));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  pb_engine_start();
  g_test_add_func("/stats/holiday-effect/reference", test_holiday_reference);
  g_test_add_func("/stats/holiday-effect/weekdays", test_weekdays_are_held_apart);
  g_test_add_func("/stats/holiday-effect/variation", test_variation_widens_the_interval);
  g_test_add_func("/stats/holiday-effect/school-breaks", test_school_breaks);
  g_test_add_func("/stats/holiday-effect/school-breaks-as-spans", test_school_breaks_as_spans);
  g_test_add_func("/stats/holiday-effect/nothing-to-compare", test_nothing_to_compare);
  g_test_add_func("/stats/month-weekday/reference", test_month_weekday_reference);
  g_test_add_func("/stats/day-counts/bad-tables", test_bad_tables_are_refused);
  return g_test_run();
}
