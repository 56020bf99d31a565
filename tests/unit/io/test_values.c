/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/values.h"

#include <glib.h>
#include <string.h>

static void integer(const char *text, pb_value_status status, int64_t wanted) {
  int64_t value = -999;
  g_assert_cmpint(pb_parse_integer(text, strlen(text), ',', &pb_marks_usual, &value), ==, status);
  if (status == PB_VALUE_OK)
    g_assert_cmpint(value, ==, wanted);
}

static void test_integer(void) {
  integer("0", PB_VALUE_OK, 0);
  integer("42", PB_VALUE_OK, 42);
  integer(" 42 ", PB_VALUE_OK, 42);
  integer("1 234", PB_VALUE_OK, 1234);
  integer("1\xC2\xA0"
          "234",
          PB_VALUE_OK, 1234);
  integer("1\xE2\x80\x89"
          "234",
          PB_VALUE_OK, 1234);
  integer("1\xE2\x80\xAF"
          "234\xE2\x80\xAF"
          "567",
          PB_VALUE_OK, 1234567);
  integer("1478 879 ", PB_VALUE_OK, 1478879); /* as Brå prints it */
  integer("- 10", PB_VALUE_OK, -10);
  integer("-21 760", PB_VALUE_OK, -21760);
  integer("\xE2\x88\x92"
          "5",
          PB_VALUE_OK, -5);
  integer("+5", PB_VALUE_OK, 5);
  integer("12,0", PB_VALUE_OK, 12);
  integer("9007199254740992", PB_VALUE_OK, INT64_C(9007199254740992));
  integer("12,5", PB_VALUE_NOT_WHOLE, 0);
  integer("12.5", PB_VALUE_NOT_A_NUMBER, 0);
  integer("12 34", PB_VALUE_NOT_A_NUMBER, 0);
  integer("1 2345", PB_VALUE_NOT_A_NUMBER, 0);
  integer("1 234 5", PB_VALUE_NOT_A_NUMBER, 0);
  integer("abc", PB_VALUE_NOT_A_NUMBER, 0);
  integer("12a", PB_VALUE_NOT_A_NUMBER, 0);
  integer("--5", PB_VALUE_NOT_A_NUMBER, 0);
  integer("5-", PB_VALUE_NOT_A_NUMBER, 0);
  integer("5,", PB_VALUE_NOT_A_NUMBER, 0);
  integer("0x10", PB_VALUE_NOT_A_NUMBER, 0);
  integer("inf", PB_VALUE_NOT_A_NUMBER, 0);
  integer("nan", PB_VALUE_NOT_A_NUMBER, 0);
  integer("9007199254740993", PB_VALUE_TOO_LARGE, 0);
  integer("99999999999999999999", PB_VALUE_TOO_LARGE, 0);
  integer("1e400", PB_VALUE_TOO_LARGE, 0);
}

static void test_missing(void) {
  for (size_t i = 0; i < 5; i++) {
    const char *marks[] = {"", "..", ".", "-", "*"};
    integer(marks[i], PB_VALUE_MISSING, 0);
    g_assert_true(pb_is_missing(marks[i], strlen(marks[i]), &pb_marks_usual));
  }
  integer("  ", PB_VALUE_MISSING, 0);
  /* In official statistics a dash is zero. */
  int64_t value = -1;
  g_assert_cmpint(pb_parse_integer("-", 1, 0, &pb_marks_official, &value), ==, PB_VALUE_OK);
  g_assert_cmpint(value, ==, 0);
  g_assert_cmpint(pb_parse_integer("–", 3, 0, &pb_marks_official, &value), ==, PB_VALUE_OK);
  g_assert_cmpint(pb_parse_integer(".", 1, 0, &pb_marks_official, &value), ==, PB_VALUE_MISSING);
}

static void number(const char *text, char decimal, pb_value_status status, double wanted) {
  double value = -999;
  g_assert_cmpint(pb_parse_double(text, strlen(text), decimal, &pb_marks_usual, &value), ==,
                  status);
  if (status == PB_VALUE_OK)
    g_assert_cmpfloat(value, ==, wanted);
}

static void test_double(void) {
  number("59,329324", ',', PB_VALUE_OK, 59.329324);
  number("59.329324", '.', PB_VALUE_OK, 59.329324);
  number("59.5", 0, PB_VALUE_OK, 59.5);
  number("59,5", 0, PB_VALUE_OK, 59.5);
  number("59,5", '.', PB_VALUE_NOT_A_NUMBER, 0);
  number("1 234,5", ',', PB_VALUE_OK, 1234.5);
  number("- 0,5", ',', PB_VALUE_OK, -0.5);
  number(",5", ',', PB_VALUE_OK, 0.5);
  number("1e-3", '.', PB_VALUE_OK, 1e-3);
  number("1,2,3", ',', PB_VALUE_NOT_A_NUMBER, 0);
  number("1e", '.', PB_VALUE_NOT_A_NUMBER, 0);
  number("1e999", '.', PB_VALUE_TOO_LARGE, 0);
  number("..", ',', PB_VALUE_MISSING, 0);
}

static void period(const char *text, pb_period wanted) {
  pb_period value = 0;
  pb_value_status status = pb_parse_period(text, strlen(text), &value);
  if (wanted) {
    g_assert_cmpint(status, ==, PB_VALUE_OK);
    g_assert_cmpint(value, ==, wanted);
  } else {
    g_assert_cmpint(status, ==, *text ? PB_VALUE_NOT_A_PERIOD : PB_VALUE_MISSING);
  }
}

/* The nearest double, to the last bit, however many digits there are. */
static void test_exact(void) {
  GRand *random = g_rand_new_with_seed(5);
  for (int i = 0; i < 50000; i++) {
    char text[40];
    int whole = g_rand_int_range(random, 1, 11), decimals = g_rand_int_range(random, 0, 12), n = 0;
    if (i % 3 == 0)
      text[n++] = '-';
    for (int k = 0; k < whole + decimals; k++) {
      if (k == whole)
        text[n++] = '.';
      text[n++] = (char)('0' + g_rand_int_range(random, 0, 10));
    }
    text[n] = '\0';
    double value, wanted = g_ascii_strtod(text, NULL);
    g_assert_cmpint(pb_parse_double(text, (size_t)n, '.', &pb_marks_usual, &value), ==,
                    PB_VALUE_OK);
    g_assert_cmpmem(&value, sizeof value, &wanted, sizeof wanted);
  }
  g_rand_free(random);
}

static void test_period(void) {
  period("2025", pb_period_make(2025, 1, 1));
  period(" 2025 ", pb_period_make(2025, 1, 1));
  period("2025K3", pb_period_make(2025, 4, 3));
  period("2025Q3", pb_period_make(2025, 4, 3));
  period("2025-Q3", pb_period_make(2025, 4, 3));
  period("2025 kv 3", pb_period_make(2025, 4, 3));
  period("2024M05", pb_period_make(2024, 12, 5));
  period("2024-05", pb_period_make(2024, 12, 5));
  period("202405", pb_period_make(2024, 12, 5));
  period("2025 prel.", pb_period_make(2025, 1, 1));
  period("2025K4 (prel)", pb_period_make(2025, 4, 4));
  period("jan-dec 2024", pb_period_make(2024, 1, 1));
  period("Januari – december 2024", pb_period_make(2024, 1, 1));
  period("2024 jul-sep", pb_period_make(2024, 4, 3));
  period("2024kv1", pb_period_make(2024, 4, 1));
  period("2024q1", pb_period_make(2024, 4, 1));
  period("kvartal 1 2024", pb_period_make(2024, 4, 1));
  period("Kvartal 1, 2024", pb_period_make(2024, 4, 1));
  period("Maj 2024", pb_period_make(2024, 12, 5));
  period("2024m05", pb_period_make(2024, 12, 5));
  period("2024-05 prel", pb_period_make(2024, 12, 5));
  period("Helår 2024", pb_period_make(2024, 1, 1));
  const char *others[] = {"jan-aug 2024", "jan-",   "kvartal 2024", "kvartal 5 2024", "prel.",
                          "maj",          "1 2024", "2024 5",       "2023-2024",      "2023 2024",
                          "kap. 3",       "v",      "2024v54"};
  for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
    period(others[i], 0);
  const char *wrong[] = {"",        "25",      "2025K5",     "2025K0",     "2024M13",
                         "2024-00", "2024-5-", "1025",       "20255",      "2025K",
                         "2025K33", "tjugo",   "2024-05-01", "2024 05 01", "99999"};
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
    period(wrong[i], 0);
}

static void test_period_flags(void) {
  pb_period value;
  bool preliminary;
  g_assert_cmpint(pb_parse_period_flagged("2025 prel.", 10, &value, &preliminary), ==, PB_VALUE_OK);
  g_assert_true(preliminary);
  g_assert_cmpint(pb_parse_period_flagged("2025K3", 6, &value, &preliminary), ==, PB_VALUE_OK);
  g_assert_false(preliminary);
  const char *weeks[] = {"2024-W05", "2024v05", "2024W53", "vecka 5 2024"};
  for (size_t i = 0; i < G_N_ELEMENTS(weeks); i++)
    g_assert_cmpint(pb_parse_period(weeks[i], strlen(weeks[i]), &value), ==, PB_VALUE_WEEK);
  static const struct {
    const char *text;
    int year, per_year;
    pb_value_status status;
    int number;
  } parts[] = {{"8", 2026, 12, PB_VALUE_OK, 8},
               {"08", 2026, 12, PB_VALUE_OK, 8},
               {"augusti", 2026, 12, PB_VALUE_OK, 8},
               {"2026M08", 2026, 12, PB_VALUE_OK, 8},
               {"2026M08", 0, 12, PB_VALUE_OK, 8},
               {"K3", 2026, 4, PB_VALUE_OK, 3},
               {"3", 2026, 4, PB_VALUE_OK, 3},
               {"kv 3", 2026, 4, PB_VALUE_OK, 3},
               {"13", 2026, 12, PB_VALUE_NOT_A_PERIOD, 0},
               {"5", 2026, 4, PB_VALUE_NOT_A_PERIOD, 0},
               {"8", 0, 12, PB_VALUE_NOT_A_PERIOD, 0},
               {"", 2026, 12, PB_VALUE_MISSING, 0}};
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
    g_assert_cmpint(pb_parse_part_of_year(parts[i].text, strlen(parts[i].text), parts[i].year,
                                          parts[i].per_year, &value),
                    ==, parts[i].status);
    if (parts[i].status == PB_VALUE_OK)
      g_assert_cmpint(value, ==, pb_period_make(2026, parts[i].per_year, parts[i].number));
  }
}

static void at(const char *text, int64_t wanted, pb_precision precision) {
  int64_t value = 0;
  pb_precision found = PB_PRECISION_DAY;
  g_assert_cmpint(pb_parse_time(text, strlen(text), &value, &found), ==, PB_VALUE_OK);
  g_assert_cmpint(value, ==, wanted);
  g_assert_cmpint(found, ==, precision);
}

static void no_time(const char *text, pb_value_status status) {
  int64_t value;
  pb_precision found;
  g_assert_cmpint(pb_parse_time(text, strlen(text), &value, &found), ==, status);
}

static void test_time(void) {
  g_assert_cmpint(pb_wall_seconds(1970, 1, 1, 0, 0, 0), ==, 0);
  g_assert_cmpint(pb_wall_seconds(2000, 3, 1, 0, 0, 0), ==, 951868800);
  g_assert_cmpint(pb_wall_seconds(1969, 12, 31, 23, 59, 59), ==, -1);
  at("2022-09-26 14:21", pb_wall_seconds(2022, 9, 26, 14, 21, 0), PB_PRECISION_MINUTE);
  at("2022-09-26T14:21:05.25", pb_wall_seconds(2022, 9, 26, 14, 21, 5), PB_PRECISION_MINUTE);
  at("2022-09-26 4:05", pb_wall_seconds(2022, 9, 26, 4, 5, 0), PB_PRECISION_MINUTE);
  at("2022-09-26 14", pb_wall_seconds(2022, 9, 26, 14, 0, 0), PB_PRECISION_HOUR);
  at("2022-09-26", pb_wall_seconds(2022, 9, 26, 0, 0, 0), PB_PRECISION_DAY);
  /* The feed writes Swedish time with its offset; another zone is moved to Sweden's clock. */
  at("2022-09-26 15:55:23 +02:00", pb_wall_seconds(2022, 9, 26, 15, 55, 23), PB_PRECISION_MINUTE);
  at("2022-12-26 9:55:23 +01:00", pb_wall_seconds(2022, 12, 26, 9, 55, 23), PB_PRECISION_MINUTE);
  at("2022-09-26T13:55:23Z", pb_wall_seconds(2022, 9, 26, 15, 55, 23), PB_PRECISION_MINUTE);
  at("2022-12-26T13:55:23+0000", pb_wall_seconds(2022, 12, 26, 14, 55, 23), PB_PRECISION_MINUTE);
  at("2022-09-26T09:55-04:00", pb_wall_seconds(2022, 9, 26, 15, 55, 0), PB_PRECISION_MINUTE);
  no_time("", PB_VALUE_MISSING);
  no_time("igår", PB_VALUE_NOT_A_TIME);
  no_time("2022-09-26 14:2", PB_VALUE_NOT_A_TIME);
  no_time("2022-09-26 14:21 och", PB_VALUE_NOT_A_TIME);
  no_time("2022-02-29", PB_VALUE_NO_SUCH_TIME);
  no_time("2022-13-01", PB_VALUE_NO_SUCH_TIME);
  no_time("2022-12-01 24:01", PB_VALUE_NO_SUCH_TIME);
  no_time("03/05/2024", PB_VALUE_NOT_A_TIME); /* which is the day? */
  no_time("2022-12-01 23:60", PB_VALUE_NO_SUCH_TIME);
}

/* Every day of four hundred years, counted one by one: leap years and months are right. */
static void test_calendar(void) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int64_t day = pb_wall_seconds(1900, 1, 1, 0, 0, 0) / 86400;
  g_assert_cmpint(day, ==, -25567);
  for (int year = 1900; year < 2200; year++)
    for (int month = 1; month <= 12; month++) {
      bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      for (int d = 1; d <= days[month - 1] + (month == 2 && leap); d++)
        g_assert_cmpint(pb_wall_seconds(year, month, d, 0, 0, 0), ==, day++ * 86400);
    }
}

/* The hours around both changes of the clock, 2024: 31 March and 27 October. */
static void test_summer_time(void) {
  at("2024-03-31T00:59:59Z", pb_wall_seconds(2024, 3, 31, 1, 59, 59), PB_PRECISION_MINUTE);
  at("2024-03-31T01:00:00Z", pb_wall_seconds(2024, 3, 31, 3, 0, 0), PB_PRECISION_MINUTE);
  at("2024-10-27T00:59:59Z", pb_wall_seconds(2024, 10, 27, 2, 59, 59), PB_PRECISION_MINUTE);
  at("2024-10-27T01:00:00Z", pb_wall_seconds(2024, 10, 27, 2, 0, 0), PB_PRECISION_MINUTE);
  at("2023-03-26T01:00:00Z", pb_wall_seconds(2023, 3, 26, 3, 0, 0), PB_PRECISION_MINUTE);
  at("2023-10-29T01:00:00Z", pb_wall_seconds(2023, 10, 29, 2, 0, 0), PB_PRECISION_MINUTE);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/values/integer", test_integer);
  g_test_add_func("/values/missing", test_missing);
  g_test_add_func("/values/double", test_double);
  g_test_add_func("/values/exact", test_exact);
  g_test_add_func("/values/period", test_period);
  g_test_add_func("/values/period-flags", test_period_flags);
  g_test_add_func("/values/time", test_time);
  g_test_add_func("/values/calendar", test_calendar);
  g_test_add_func("/values/summer-time", test_summer_time);
  return g_test_run();
}
