/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every form of dates and times of day, the clock of Sweden, and dates whose order is a question.
 */
#include "io/time_values.h"

#include <glib.h>
#include <string.h>

#include "engine/wall_clock.h"

#define M PB_PRECISION_MINUTE
#define H PB_PRECISION_HOUR
#define D PB_PRECISION_DAY
#define MONTH PB_PRECISION_MONTH

static char *shown(int64_t seconds) {
  pb_wall_clock at = pb_wall_clock_of(seconds);
  int64_t of_day = seconds - pb_wall_seconds(at.year, at.month, at.day, 0, 0, 0);
  return g_strdup_printf("%04d-%02d-%02d %02d:%02d:%02d", at.year, at.month, at.day,
                         (int)(of_day / 3600), (int)(of_day / 60 % 60), (int)(of_day % 60));
}

static pb_time_value parse(const char *text, pb_date_order order) {
  pb_time_value value = {0};
  pb_value_status status = pb_parse_time_value(text, strlen(text), order, &value);
  if (status != PB_VALUE_OK)
    g_error("“%s” is %s", text, pb_value_reason(status));
  return value;
}

static void test_forms(void) {
  static const struct {
    const char *text, *time;
    pb_precision precision;
  } forms[] = {
      {"2024-05-03", "2024-05-03 00:00:00", D},
      {"2024-5-3", "2024-05-03 00:00:00", D},
      {"2024/05/03", "2024-05-03 00:00:00", D},
      {"2024.05.03", "2024-05-03 00:00:00", D},
      {"20240503", "2024-05-03 00:00:00", D},
      {" 2024-05-03 ", "2024-05-03 00:00:00", D},
      {"3 maj 2024", "2024-05-03 00:00:00", D},
      {"3. maj 2024", "2024-05-03 00:00:00", D},
      {"03 MAJ 2024", "2024-05-03 00:00:00", D},
      {"3 okt. 2024", "2024-10-03 00:00:00", D},
      {"May 3, 2024", "2024-05-03 00:00:00", D},
      {"2024-05-03 8:05", "2024-05-03 08:05:00", M},
      {"2024-05-03 08:05", "2024-05-03 08:05:00", M},
      {"2024-05-03 08.05", "2024-05-03 08:05:00", M},
      {"2024-05-03  08:05", "2024-05-03 08:05:00", M},
      {"2024-05-03\xC2\xA0"
       "08:05",
       "2024-05-03 08:05:00", M},
      {"2024-05-03, 08:05", "2024-05-03 08:05:00", M},
      {"2024-05-03 kl 08:05", "2024-05-03 08:05:00", M},
      {"2024-05-03 kl. 08.05", "2024-05-03 08:05:00", M},
      {"3 maj 2024 kl. 08.05", "2024-05-03 08:05:00", M},
      {"3 maj 2024, 8:05", "2024-05-03 08:05:00", M},
      {"2024-05-03T08:05", "2024-05-03 08:05:00", M},
      {"2024-05-03t08:05:09", "2024-05-03 08:05:09", M},
      {"2024-05-03 08.05.09", "2024-05-03 08:05:09", M},
      {"2024-05-03 00:00:00.0000000", "2024-05-03 00:00:00", M},
      {"2024-05-03 0805", "2024-05-03 08:05:00", M},
      {"2024-05-03 080509", "2024-05-03 08:05:09", M},
      {"20240503 0805", "2024-05-03 08:05:00", M},
      {"20240503 08:05", "2024-05-03 08:05:00", M},
      {"20240503T0805", "2024-05-03 08:05:00", M},
      {"202405030805", "2024-05-03 08:05:00", M},
      {"20240503080509", "2024-05-03 08:05:09", M},
      {"2024-05-03 14", "2024-05-03 14:00:00", H},
      {"2024-05-03 kl 14", "2024-05-03 14:00:00", H},
      {"2024-05-03 24:00", "2024-05-04 00:00:00", M},
      {"2024-12-31 24:00", "2025-01-01 00:00:00", M},
      {"2024-05-03 12:05 AM", "2024-05-03 00:05:00", M},
      {"2024-05-03 12:05 PM", "2024-05-03 12:05:00", M},
      {"2024-05-03 8:05:09 pm", "2024-05-03 20:05:09", M},
      {"2024-05-03 8:05 a.m.", "2024-05-03 08:05:00", M},
      {"2024-05-03 11PM", "2024-05-03 23:00:00", H},
      {"2024-05-03T08:05:09.123+02:00", "2024-05-03 08:05:09", M},
      {"2024-05-03T08:05:09+0000", "2024-05-03 10:05:09", M},
      {"2024-05-03T08:05Z", "2024-05-03 10:05:00", M},
      {"2024-12-03T08:05Z", "2024-12-03 09:05:00", M},
      {"2024-05-03T23:05Z", "2024-05-04 01:05:00", M},
      {"2024-05-03 08:05 -04:00", "2024-05-03 14:05:00", M},
      {"20240503T080509+02", "2024-05-03 08:05:09", M},
      {"31/05/2024", "2024-05-31 00:00:00", D},
      {"31/5/2024 8:05", "2024-05-31 08:05:00", M},
      {"31.5.2024", "2024-05-31 00:00:00", D},
      {"31-05-2024 0805", "2024-05-31 08:05:00", M},
      {"05/31/2024 08:05:09 PM", "2024-05-31 20:05:09", M},
      {"2024-05", "2024-05-01 00:00:00", MONTH},
      {"2024M05", "2024-05-01 00:00:00", MONTH},
      {"202405", "2024-05-01 00:00:00", MONTH},
      {"2024-02-29", "2024-02-29 00:00:00", D},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
    pb_time_value value = parse(forms[i].text, PB_DATE_ORDER_UNKNOWN);
    g_autofree char *time = shown(value.seconds);
    if (!g_str_equal(time, forms[i].time) || value.precision != forms[i].precision)
      g_error("“%s” is %s (%s)", forms[i].text, time, pb_precision_text(value.precision));
    g_assert_false(value.no_such_hour || value.twice);
  }
}

static void test_refused(void) {
  static const struct {
    const char *text;
    pb_value_status status;
  } wrong[] = {
      {"", PB_VALUE_MISSING},
      {"  ", PB_VALUE_MISSING},
      {"24-05-03", PB_VALUE_TWO_DIGIT_YEAR},
      {"03/05/24", PB_VALUE_TWO_DIGIT_YEAR},
      {"3.5.24 08:05", PB_VALUE_TWO_DIGIT_YEAR},
      {"3 maj 24", PB_VALUE_TWO_DIGIT_YEAR},
      {"240503", PB_VALUE_TWO_DIGIT_YEAR},
      {"200512", PB_VALUE_TWO_DIGIT_YEAR}, /* a day of 2020, or December 2005? */
      {"2024-02-30", PB_VALUE_NO_SUCH_TIME},
      {"2023-02-29", PB_VALUE_NO_SUCH_TIME},
      {"2024-13-01", PB_VALUE_NO_SUCH_TIME},
      {"2024-00-01", PB_VALUE_NO_SUCH_TIME},
      {"2024-05-00", PB_VALUE_NO_SUCH_TIME},
      {"2024-13", PB_VALUE_NO_SUCH_TIME},
      {"20241301", PB_VALUE_NO_SUCH_TIME},
      {"31/04/2024", PB_VALUE_NO_SUCH_TIME},
      {"31/13/2024", PB_VALUE_NO_SUCH_TIME},
      {"00/05/2024", PB_VALUE_NO_SUCH_TIME},
      {"31 april 2024", PB_VALUE_NO_SUCH_TIME},
      {"1024-05-03", PB_VALUE_NO_SUCH_TIME},
      {"2024-05-03 24:01", PB_VALUE_NO_SUCH_TIME},
      {"2024-05-03 25:00", PB_VALUE_NO_SUCH_TIME},
      {"2024-05-03 08:60", PB_VALUE_NO_SUCH_TIME},
      {"2024-05-03 08:05:61", PB_VALUE_NO_SUCH_TIME},
      {"2024", PB_VALUE_NOT_A_TIME},
      {"2024K2", PB_VALUE_NOT_A_TIME},
      {"2024-W05", PB_VALUE_NOT_A_TIME},
      {"08:05", PB_VALUE_NOT_A_TIME},
      {"igår", PB_VALUE_NOT_A_TIME},
      {"maj", PB_VALUE_NOT_A_TIME},
      {"3 maj", PB_VALUE_NOT_A_TIME},
      {"45415", PB_VALUE_NOT_A_TIME},
      {"45415.34", PB_VALUE_NOT_A_TIME},
      {"2024-05/03", PB_VALUE_NOT_A_TIME},
      {"2024/05", PB_VALUE_NOT_A_TIME},
      {"2024.05", PB_VALUE_NOT_A_TIME},
      {"2024-05-0308:05", PB_VALUE_NOT_A_TIME},
      {"2024-05-03 805", PB_VALUE_NOT_A_TIME},
      {"2024-05-03 8:5", PB_VALUE_NOT_A_TIME},
      {"2024-05-03 08-10", PB_VALUE_NOT_A_TIME},
      {"2024-05-03 13:05 PM", PB_VALUE_NOT_A_TIME},
      {"2024-05-03 08:05 och", PB_VALUE_NOT_A_TIME},
      {"2024-05-03T08:05+2", PB_VALUE_NOT_A_TIME},
      {"2024-05-03T08:05+15:00", PB_VALUE_NOT_A_TIME},
      {"31/05/2024 08:05+02:00", PB_VALUE_NOT_A_TIME},
      {"2024-05-03 08:05:09.", PB_VALUE_NOT_A_TIME},
      {"202405031", PB_VALUE_NOT_A_TIME},
      {"2024-05-03 08:05 2024-05-03 08:05 2024-05-03 08:05 2024-05-03 08:05", PB_VALUE_NOT_A_TIME},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
    pb_time_value value;
    pb_value_status status =
        pb_parse_time_value(wrong[i].text, strlen(wrong[i].text), PB_DATE_ORDER_UNKNOWN, &value);
    if (status != wrong[i].status)
      g_error("“%s” is %s", wrong[i].text, pb_value_reason(status));
  }
}

/* What a cell shows of its order, and what is made of it when the order is given. */
static void test_order(void) {
  g_assert_cmpint(parse("2024-05-03", PB_DATE_ORDER_UNKNOWN).order, ==, PB_DATE_ORDER_YMD);
  g_assert_cmpint(parse("3 maj 2024", PB_DATE_ORDER_YMD).order, ==, PB_DATE_ORDER_YMD);
  g_assert_cmpint(parse("31/05/2024", PB_DATE_ORDER_UNKNOWN).order, ==, PB_DATE_ORDER_DMY);
  g_assert_cmpint(parse("05/31/2024", PB_DATE_ORDER_UNKNOWN).order, ==, PB_DATE_ORDER_MDY);
  pb_time_value either = parse("03/05/2024 08:05", PB_DATE_ORDER_UNKNOWN);
  g_assert_cmpint(either.order, ==, PB_DATE_ORDER_UNKNOWN);
  g_assert_cmpint(either.seconds, ==, pb_wall_seconds(2024, 5, 3, 8, 5, 0));
  g_assert_cmpint(pb_swap_day_and_month(either.seconds), ==, pb_wall_seconds(2024, 3, 5, 8, 5, 0));
  g_assert_cmpint(parse("03/05/2024 08:05", PB_DATE_ORDER_DMY).seconds, ==, either.seconds);
  g_assert_cmpint(parse("03/05/2024 08:05", PB_DATE_ORDER_MDY).seconds, ==,
                  pb_wall_seconds(2024, 3, 5, 8, 5, 0));
  g_assert_cmpint(parse("2024-05-03", PB_DATE_ORDER_MDY).seconds, ==,
                  pb_wall_seconds(2024, 5, 3, 0, 0, 0));
  pb_time_value value;
  g_assert_cmpint(pb_parse_time_value("31/05/2024", 10, PB_DATE_ORDER_MDY, &value), ==,
                  PB_VALUE_NO_SUCH_TIME);
  g_assert_cmpint(pb_parse_time_value("31/05/2024", 10, PB_DATE_ORDER_YMD, &value), ==,
                  PB_VALUE_NOT_A_TIME);
  pb_date_order order;
  g_assert_true(pb_date_order_parse("mdy", &order) && order == PB_DATE_ORDER_MDY);
  g_assert_true(pb_date_order_parse("ymd", &order) && order == PB_DATE_ORDER_YMD);
  g_assert_false(pb_date_order_parse("dym", &order));
}

static void test_clock(void) {
  static const struct {
    const char *text;
    pb_value_status status;
    int seconds;
    pb_precision precision;
  } clocks[] = {{"8:05", PB_VALUE_OK, 29100, M},
                {"08.05", PB_VALUE_OK, 29100, M},
                {"0805", PB_VALUE_OK, 29100, M},
                {"kl. 8.05", PB_VALUE_OK, 29100, M},
                {"Kl 08:05", PB_VALUE_OK, 29100, M},
                {"08:05:09", PB_VALUE_OK, 29109, M},
                {"8:05 pm", PB_VALUE_OK, 72300, M},
                {"0000", PB_VALUE_OK, 0, M},
                {"24:00", PB_VALUE_OK, 86400, M},
                {"2400", PB_VALUE_OK, 86400, M},
                {"14", PB_VALUE_OK, 50400, H},
                {"kl 8", PB_VALUE_OK, 28800, H},
                {"", PB_VALUE_MISSING, 0, H},
                {"805", PB_VALUE_NOT_A_TIME, 0, H}, /* 8:05 or 80:5: a lost zero is a guess */
                {"25:00", PB_VALUE_NO_SUCH_TIME, 0, H},
                {"24:30", PB_VALUE_NO_SUCH_TIME, 0, H},
                {"08:05Z", PB_VALUE_NOT_A_TIME, 0, H},
                {"okänd", PB_VALUE_NOT_A_TIME, 0, H},
                {"08-10", PB_VALUE_NOT_A_TIME, 0, H}};
  for (size_t i = 0; i < G_N_ELEMENTS(clocks); i++) {
    int seconds = -1;
    pb_precision precision = PB_PRECISION_MONTH;
    pb_value_status status =
        pb_parse_clock(clocks[i].text, strlen(clocks[i].text), &seconds, &precision);
    if (status != clocks[i].status)
      g_error("“%s” is %s", clocks[i].text, pb_value_reason(status));
    if (status == PB_VALUE_OK) {
      g_assert_cmpint(seconds, ==, clocks[i].seconds);
      g_assert_cmpint(precision, ==, clocks[i].precision);
    }
  }
}

/* Changes of the clock as the time zone database gives them for Europe/Stockholm. */
static void test_summer_time(void) {
  static const struct {
    int year, month, day, add_before;
  } changes[] = {{1980, 4, 6, 3600},  {1980, 9, 28, 7200},  {1981, 3, 29, 3600},
                 {1981, 9, 27, 7200}, {1995, 3, 26, 3600},  {1995, 9, 24, 7200},
                 {1996, 3, 31, 3600}, {1996, 10, 27, 7200}, {2024, 3, 31, 3600},
                 {2024, 10, 27, 7200}};
  for (size_t i = 0; i < G_N_ELEMENTS(changes); i++) {
    int64_t at = pb_wall_seconds(changes[i].year, changes[i].month, changes[i].day, 1, 0, 0);
    int after = changes[i].add_before == 3600 ? 7200 : 3600;
    g_assert_cmpint(pb_wall_of_utc(at - 1), ==, at - 1 + changes[i].add_before);
    g_assert_cmpint(pb_wall_of_utc(at), ==, at + after);
    pb_wall_times wanted = after == 7200 ? PB_WALL_NEVER : PB_WALL_TWICE;
    g_assert_cmpint(pb_wall_times_of(at + 3599), ==, PB_WALL_ONCE);
    g_assert_cmpint(pb_wall_times_of(at + 3600), ==, wanted);
    g_assert_cmpint(pb_wall_times_of(at + 7199), ==, wanted);
    g_assert_cmpint(pb_wall_times_of(at + 7200), ==, PB_WALL_ONCE);
  }
}

/* An hour that the clock skips is read an hour on; one that it shows twice is kept and said. */
static void test_skipped_and_doubled(void) {
  pb_time_value value = parse("2024-03-31 02:30", PB_DATE_ORDER_UNKNOWN);
  g_assert_true(value.no_such_hour);
  g_assert_cmpint(value.seconds, ==, pb_wall_seconds(2024, 3, 31, 3, 30, 0));
  value = parse("2024-10-27 02:30", PB_DATE_ORDER_UNKNOWN);
  g_assert_true(value.twice);
  g_assert_cmpint(value.seconds, ==, pb_wall_seconds(2024, 10, 27, 2, 30, 0));
  static const char *const once[] = {
      "2024-03-31 01:59",       "2024-03-31 03:00", "2024-03-31",
      "2024-10-27 01:59",       "2024-10-27 03:00", "2024-10-27",
      "2024-10-27T02:30+02:00", "2024-03-24 02:30", "1979-04-01 02:30"};
  for (size_t i = 0; i < G_N_ELEMENTS(once); i++) {
    value = parse(once[i], PB_DATE_ORDER_UNKNOWN);
    g_assert_false(value.no_such_hour || value.twice);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/time-values/forms", test_forms);
  g_test_add_func("/time-values/refused", test_refused);
  g_test_add_func("/time-values/order", test_order);
  g_test_add_func("/time-values/clock", test_clock);
  g_test_add_func("/time-values/summer-time", test_summer_time);
  g_test_add_func("/time-values/skipped-and-doubled", test_skipped_and_doubled);
  return g_test_run();
}
