/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "helpers.h"

static test_project load(const char *table) {
  test_project l = {.folder = test_folder()};
  test_write(l.folder, "folk.csv", table, -1);
  test_write(l.folder, "problembild.ini",
             "[project]\nperiod_end = 2024\n[source folk]\nkind = population\npath = folk.csv\n"
             "max_rejected_percent = 100\n",
             -1);
  test_open_project(&l);
  return l;
}

static int64_t persons(const test_project *l, const char *code, int year) {
  const pb_population *p = l->dataset->population;
  g_assert_nonnull(p);
  size_t m = (size_t)pb_dataset_municipality(l->dataset, code);
  return p->persons[m * p->n_years + (size_t)(year - p->first_year)];
}

#define SEXES "region;kön;ålder;år;folkmängd\n"

static void test_both(void) {
  test_project l =
      load(SEXES "1880 Örebro;kvinnor;0-64 år;2024;60000\n1880 Örebro;män;0-64 år;2024;61000\n"
                 "1880 Örebro;kvinnor;65+ år;2024;20000\n1880 Örebro;män;65+ år;2024;18000\n");
  g_assert_cmpint(persons(&l, "1880", 2024), ==, 159000);
  g_assert_cmpuint(l.dataset->sources[0].rows_used, ==, 4);
  test_close_project(&l);
}

/* A total is used as it is, and never added to its parts. */
static void test_total_beside_parts(void) {
  test_project l =
      load(SEXES "1880;kvinnor;totalt ålder;2024;80000\n1880;män;totalt ålder;2024;79000\n"
                 "1880;totalt;totalt ålder;2024;159000\n1881;kvinnor;totalt ålder;2024;7000\n"
                 "1881;män;totalt ålder;2024;7100\n");
  g_assert_cmpint(persons(&l, "1880", 2024), ==, 159000);
  g_assert_cmpint(persons(&l, "1881", 2024), ==, 14100);
  test_close_project(&l);
}

static void test_years_across(void) {
  test_project l = load("region;ålder;2023;2024\n1880;0;10;20\n1880;1-99;30;40\n1880;100+;1;2\n");
  g_assert_cmpint(persons(&l, "1880", 2023), ==, 41);
  g_assert_cmpint(persons(&l, "1880", 2024), ==, 62);
  test_close_project(&l);
}

static void left_out(const char *table, const char *reason) {
  test_project l = load(table);
  g_assert_cmpuint(test_count_reason(l.dataset, reason), >, 0);
  g_assert_cmpint(persons(&l, "1880", 2024), ==, 0);
  g_assert_cmpuint(l.dataset->sources[0].rows_left_out, >, 0);
  test_close_project(&l);
}

/* What is not the whole is no population. */
static void test_not_the_whole(void) {
  left_out("region;kön;år;antal\n1880;kvinnor;2024;80000\n", "population-part");
  left_out("region;ålder;år;antal\n1880;16-24;2024;1\n1880;25+;2024;2\n", "population-part");
  left_out("region;ålder;år;antal\n1880;0-20;2024;1\n1880;16-64;2024;1\n1880;65+;2024;2\n",
           "population-part");
  left_out("region;ålder;år;antal\n1880;0-20;2024;1\n1881;0-20;2024;1\n1881;21+;2024;2\n",
           "population-incomplete");
}

static void test_words(void) {
  test_project l = load(SEXES "1880;kvinnor;gamla;2024;1\n1880;?;0;2024;1\n1880;;;2024;5\n");
  g_assert_cmpuint(l.dataset->sources[0].rows_rejected, ==, 2);
  g_assert_cmpint(persons(&l, "1880", 2024), ==, 5);
  test_close_project(&l);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/population-parts/both", test_both);
  g_test_add_func("/population-parts/total-beside-parts", test_total_beside_parts);
  g_test_add_func("/population-parts/years-across", test_years_across);
  g_test_add_func("/population-parts/not-the-whole", test_not_the_whole);
  g_test_add_func("/population-parts/words", test_words);
  return g_test_run();
}
