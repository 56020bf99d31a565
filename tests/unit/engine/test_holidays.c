/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/holidays.h"
#include "engine/start.h"
#include "tests/unit/engine/helpers.h"

static void assert_easter(int year, int month, int day) {
  g_assert_cmpint(pb_easter_sunday(year), ==, pb_day_of_date(year, month, day));
}

/* The earliest and the latest there can be, and some that almanacs print. */
static void test_easter(void) {
  assert_easter(1818, 3, 22);
  assert_easter(1943, 4, 25);
  assert_easter(1954, 4, 18);
  assert_easter(1981, 4, 19);
  assert_easter(2000, 4, 23);
  assert_easter(2008, 3, 23);
  assert_easter(2016, 3, 27);
  assert_easter(2019, 4, 21);
  assert_easter(2024, 3, 31);
  assert_easter(2025, 4, 20);
  assert_easter(2038, 4, 25);
  assert_easter(2049, 4, 18);
}

static void assert_day(int year, int month, int day, const char *key, pb_day_kind kind) {
  const pb_holiday *holiday = pb_holiday_on(pb_day_of_date(year, month, day));
  g_assert_cmpstr(holiday ? holiday->key : NULL, ==, key);
  g_assert_cmpint(holiday ? holiday->kind : PB_DAY_ORDINARY, ==, kind);
}

static void test_known_days(void) {
  assert_day(2024, 6, 21, "midsommarafton", PB_DAY_EVE);
  assert_day(2024, 6, 22, "midsommardagen", PB_DAY_HOLIDAY);
  assert_day(2020, 6, 19, "midsommarafton", PB_DAY_EVE); /* as early as can be */
  assert_day(2021, 6, 26, "midsommardagen", PB_DAY_HOLIDAY);
  assert_day(2024, 11, 2, "alla-helgons-dag", PB_DAY_HOLIDAY);
  assert_day(2020, 10, 31, "alla-helgons-dag", PB_DAY_HOLIDAY);
  assert_day(2024, 5, 9, "kristi-himmelsfardsdag", PB_DAY_HOLIDAY);
  assert_day(2025, 4, 18, "langfredagen", PB_DAY_HOLIDAY);
  assert_day(2025, 12, 31, "nyarsafton", PB_DAY_EVE);
  assert_day(2025, 4, 19, NULL, PB_DAY_ORDINARY);       /* påskafton is no holiday by law */
  assert_day(2025, 6, 15, NULL, PB_DAY_ORDINARY);       /* a Sunday like others */
  assert_day(2008, 5, 1, "forsta-maj", PB_DAY_HOLIDAY); /* and Ascension Day */
}

/* From 2005 the national day is a holiday, and annandag pingst no longer is. */
static void test_national_day_took_whit_mondays_place(void) {
  assert_day(2004, 6, 6, NULL, PB_DAY_ORDINARY);
  assert_day(2005, 6, 6, "nationaldagen", PB_DAY_HOLIDAY);
  assert_day(2004, 5, 31, "annandag-pingst", PB_DAY_HOLIDAY);
  assert_day(2005, 5, 16, NULL, PB_DAY_ORDINARY);
}

static void test_dates_in_text(void) {
  int64_t day;
  static const char *const wrong[] = {"2023-02-29", "2024-13-01", "2024-00-10", "2024-6-21",
                                      "21/06/2024", "2024-06-31", "",           "2024-06-2x"};
  g_assert_true(pb_day_of_text("1970-01-02", &day));
  g_assert_cmpint(day, ==, 1);
  g_assert_true(pb_day_of_text("2024-02-29", &day));
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
    g_assert_false(pb_day_of_text(wrong[i], &day));
}

/* The table of the data folder and the rule say the same of every day of its years. */
static void test_table_is_the_rule(void) {
  g_autofree char *text = NULL;
  g_assert_true(
      g_file_get_contents(PB_SOURCE_ROOT "/data/reference/holidays.csv", &text, NULL, NULL));
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  g_assert_cmpstr(lines[0], ==, "from;to;kind;applies_to;key;name_sv;name_en");
  size_t line = 1;
  for (int64_t day = pb_day_of_date(2010, 1, 1); day < pb_day_of_date(2031, 1, 1); day++) {
    const pb_holiday *holiday = pb_holiday_on(day);
    if (!holiday)
      continue;
    g_auto(GStrv) cells = g_strsplit(lines[line++], ";", -1);
    int64_t from, to;
    g_assert_cmpuint(g_strv_length(cells), ==, 7);
    g_assert_true(pb_day_of_text(cells[0], &from) && pb_day_of_text(cells[1], &to));
    g_assert_cmpint(from, ==, day);
    g_assert_cmpint(to, ==, day);
    g_assert_cmpstr(cells[2], ==, holiday->kind == PB_DAY_EVE ? "eve" : "holiday");
    g_assert_cmpstr(cells[4], ==, holiday->key);
    g_assert_cmpstr(cells[6], ==, holiday->name);
  }
  g_assert_cmpstr(lines[line], ==, "");
  g_assert_cmpuint(line, ==, 1 + 21 * 16);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  pb_engine_start();
  g_test_add_func("/holidays/easter", test_easter);
  g_test_add_func("/holidays/known-days", test_known_days);
  g_test_add_func("/holidays/national-day", test_national_day_took_whit_mondays_place);
  g_test_add_func("/holidays/dates-in-text", test_dates_in_text);
  g_test_add_func("/holidays/table-is-the-rule", test_table_is_the_rule);
  return g_test_run();
}
