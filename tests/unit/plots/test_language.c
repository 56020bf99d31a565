/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/language.h"

#include <math.h>

#define N "\u202f"  /* narrow no-break space */
#define M "\u2212"  /* minus */
#define P "\u00a0%" /* Swedish per cent */

static const pb_language *sv, *en;

/** Takes the text over. */
static void is(char *text, const char *expected) {
  g_assert_cmpstr(text, ==, expected);
  g_free(text);
}

static void languages(void) {
  g_assert_cmpstr(sv->code, ==, "sv");
  g_assert_cmpstr(en->code, ==, "en");
  g_assert_null(pb_language_find("de"));
  g_assert_null(pb_language_find(NULL));
  g_assert_true(pb_language_find("sv") == sv);
}

static void numbers(void) {
  is(pb_format_number(sv, 1234.5, 1), "1" N "234,5");
  is(pb_format_number(en, 1234.5, 1), "1,234.5");
  is(pb_format_number(sv, 999, 0), "999");
  is(pb_format_number(sv, 1000, 0), "1" N "000");
  is(pb_format_number(sv, 999.5, 0), "1" N "000");
  is(pb_format_number(sv, 100000, 0), "100" N "000");
  is(pb_format_number(sv, 1234567.891, 2), "1" N "234" N "567,89");
  is(pb_format_number(en, -1234567, 0), M "1,234,567");
  is(pb_format_number(sv, -.5, 1), M "0,5");
  is(pb_format_number(sv, .1234, 4), "0,1234"); /* decimals are not grouped */
  is(pb_format_number(sv, 12345, 2), "12" N "345,00");
  is(pb_format_number(sv, 5, -3), "5");
  is(pb_format_number(sv, 1e21, 0), "1" N "000" N "000" N "000" N "000" N "000" N "000" N "000");
}

static void never_minus_zero(void) {
  is(pb_format_number(sv, -0., 0), "0");
  is(pb_format_number(sv, -.4, 0), "0");
  is(pb_format_number(sv, -.04, 1), "0,0");
  is(pb_format_number(en, -.05, 2), M "0.05");
  is(pb_format_change(sv, .999), "0" P);
  is(pb_format_rate(sv, -0.), "0");
}

static void not_numbers(void) {
  is(pb_format_number(sv, NAN, 1), "\u2013");
  is(pb_format_number(sv, INFINITY, 0), "\u2013");
  g_autofree char *largest = pb_format_number(sv, G_MAXDOUBLE, 15);
  g_assert_true(g_utf8_validate(largest, -1, NULL));
}

static void integers(void) {
  is(pb_format_integer(sv, 0), "0");
  is(pb_format_integer(sv, -12), M "12");
  is(pb_format_integer(sv, 1000), "1" N "000");
  is(pb_format_integer(en, 1234567), "1,234,567");
  is(pb_format_integer(en, G_MAXINT64), "9,223,372,036,854,775,807");
  is(pb_format_integer(en, G_MININT64), M "9,223,372,036,854,775,808");
}

static void rates(void) {
  is(pb_format_rate(sv, 2468.2), "2" N "468");
  is(pb_format_rate(sv, 10), "10");
  is(pb_format_rate(sv, 9.96), "10");
  is(pb_format_rate(sv, 9.94), "9,9");
  is(pb_format_rate(sv, 3), "3,0");
  is(pb_format_rate(en, .26), "0.3");
  is(pb_format_rate(sv, 0), "0");
}

static void changes(void) {
  is(pb_format_change(sv, 1.123), "+12" P);
  is(pb_format_change(en, 1.123), "+12%");
  is(pb_format_change(sv, .8), M "20" P);
  is(pb_format_change(en, .8), M "20%");
  is(pb_format_change(sv, 1), "0" P);
  is(pb_format_change(sv, 1.004), "0" P);
  is(pb_format_change(sv, 12.5), "+1" N "150" P);
  is(pb_format_change(sv, 0), M "100" P);
}

static void p_values(void) {
  is(pb_format_p(sv, .03), "0,03");
  is(pb_format_p(en, .03), "0.03");
  is(pb_format_p(sv, .0004), "<\u00a00,001");
  is(pb_format_p(sv, 0), "<\u00a00,001");
  is(pb_format_p(sv, .0042), "0,004");
  is(pb_format_p(sv, .0496), "0,050");
  is(pb_format_p(sv, .0486), "0,049");
  is(pb_format_p(sv, .5), "0,50");
  is(pb_format_p(sv, 1), ">\u00a00,99");
}

static void ranges(void) {
  is(pb_format_range(sv, 2468, 2624, 0), "2" N "468\u20132" N "624");
  is(pb_format_range(en, 1.25, 3.5, 1), "1.2\u20133.5");
}

static void names(void) {
  g_assert_cmpstr(pb_month_name(1), ==, "January");
  g_assert_cmpstr(pb_month_name(12), ==, "December");
  g_assert_cmpstr(pb_month_short(9), ==, "Sep");
  g_assert_cmpstr(pb_weekday_name(0), ==, "Monday");
  g_assert_cmpstr(pb_weekday_name(6), ==, "Sunday");
  g_assert_cmpstr(pb_weekday_short(2), ==, "Wed");
}

static void periods(void) {
  is(pb_format_period(en, pb_period_make(2025, 1, 1)), "2025");
  is(pb_format_period(en, pb_period_make(2025, 4, 3)), "quarter 3 of 2025");
  is(pb_format_period(en, pb_period_make(2024, 12, 5)), "May 2024");
}

static void small_numbers(void) {
  is(pb_format_small_number(sv, 1), "en");
  is(pb_format_small_number(sv, 2), "två");
  is(pb_format_small_number(sv, 12), "tolv");
  is(pb_format_small_number(sv, 13), "13");
  is(pb_format_small_number(sv, -2), M "2");
  is(pb_format_small_number(en, 0), "zero");
  is(pb_format_small_number(en, 7), "seven");
  is(pb_format_small_number(en, 1200), "1,200");
}

static void labels(void) {
  char stold[] = "Stöldbrott", theft[] = "Theft", none[] = "";
  pb_crime_type type = {.label_sv = stold, .label_en = theft, .noun_sv = stold, .noun_en = none};
  g_assert_cmpstr(pb_type_label(sv, &type), ==, "Stöldbrott");
  g_assert_cmpstr(pb_type_label(en, &type), ==, "Theft");
  /* Where there is no English the Swedish stands. */
  g_assert_cmpstr(pb_type_noun(en, &type), ==, "Stöldbrott");
  g_assert_cmpstr(pb_type_noun_definite(en, &type), ==, "");
  is(pb_capitalise("ökade"), "Ökade");
  is(pb_capitalise("Redan"), "Redan");
  is(pb_capitalise("2 brott"), "2 brott");
  is(pb_capitalise(""), "");
}

static void counties(void) {
  is(pb_county_name(sv, "Västra Götalands län"), "Västra Götalands län");
  is(pb_county_name(en, "Västra Götalands län"), "Västra Götaland County");
  is(pb_county_name(en, "Örebro län"), "Örebro County");
  is(pb_county_name(en, "Dalarnas län"), "Dalarna County");
  is(pb_county_name(en, "England"), "England");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  sv = pb_language_find("sv");
  en = pb_language_find("en");
  g_test_add_func("/language/languages", languages);
  g_test_add_func("/language/numbers", numbers);
  g_test_add_func("/language/never-minus-zero", never_minus_zero);
  g_test_add_func("/language/not-numbers", not_numbers);
  g_test_add_func("/language/integers", integers);
  g_test_add_func("/language/rates", rates);
  g_test_add_func("/language/changes", changes);
  g_test_add_func("/language/p-values", p_values);
  g_test_add_func("/language/ranges", ranges);
  g_test_add_func("/language/names", names);
  g_test_add_func("/language/periods", periods);
  g_test_add_func("/language/counties", counties);
  g_test_add_func("/language/small-numbers", small_numbers);
  g_test_add_func("/language/labels", labels);
  return g_test_run();
}
