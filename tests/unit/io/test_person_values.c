/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/person_values.h"

#include "helpers.h"

static void test_sex(void) {
  static const struct {
    const char *text;
    pb_sex sex;
  } cells[] = {{"Kvinna", PB_SEX_WOMAN}, {" kvinnor ", PB_SEX_WOMAN},
               {"K", PB_SEX_WOMAN},      {"Female", PB_SEX_WOMAN},
               {"Man", PB_SEX_MAN},      {"MÄN", PB_SEX_MAN},
               {"m", PB_SEX_MAN},        {"Annat", PB_SEX_OTHER},
               {"1", PB_SEX_UNKNOWN},    {"Samtliga", PB_SEX_UNKNOWN},
               {"", PB_SEX_UNKNOWN}};
  for (size_t i = 0; i < G_N_ELEMENTS(cells); i++) {
    pb_sex sex;
    g_assert_cmpint(pb_parse_sex(cells[i].text, &sex), ==, cells[i].sex != PB_SEX_UNKNOWN);
    g_assert_cmpint(sex, ==, cells[i].sex);
  }
}

static void test_age(void) {
  static const struct {
    const char *text;
    int from, to; /* -1: none */
  } cells[] = {{"37", 37, 37},
               {" 37 år", 37, 37},
               {"16-24", 16, 24},
               {"16–24 år", 16, 24},
               {"16 - 24", 16, 24},
               {"85+", 85, PB_AGE_OPEN},
               {"85-", 85, PB_AGE_OPEN},
               {"85-w", 85, PB_AGE_OPEN},
               {"75 år och äldre", 75, PB_AGE_OPEN},
               {"75+ år", 75, PB_AGE_OPEN},
               {"24-16", -1, -1},
               {"1987", -1, -1},
               {"131", -1, -1},
               {"-5", -1, -1},
               {"vuxna", -1, -1},
               {"", -1, -1}};
  for (size_t i = 0; i < G_N_ELEMENTS(cells); i++) {
    int from, to;
    bool read = pb_parse_age(cells[i].text, &from, &to);
    if (read != (cells[i].from >= 0))
      g_error("“%s”", cells[i].text);
    if (!read)
      continue;
    g_assert_cmpint(from, ==, cells[i].from);
    g_assert_cmpint(to, ==, cells[i].to);
  }
}

static void test_everyone(void) {
  g_assert_true(pb_is_everyone("Samtliga"));
  g_assert_true(pb_is_everyone(" båda könen"));
  g_assert_false(pb_is_everyone("Kvinnor"));
  g_assert_false(pb_is_everyone(""));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/person-values/sex", test_sex);
  g_test_add_func("/person-values/age", test_age);
  g_test_add_func("/person-values/everyone", test_everyone);
  return g_test_run();
}
