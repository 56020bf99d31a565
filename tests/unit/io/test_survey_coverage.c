/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/survey_coverage.h"

#include <string.h>

#include "helpers.h"
#include "io/check_files.h"

static test_project load(void) {
  test_project l = {.folder = test_folder()};
  test_write(l.folder, "kodbok.csv",
             "question;answer;kind;share\nq1;1;;1\nq1;2;;\nq1;8;vet ej;\nq1;9;ej aktuellt;\n"
             "q1;0;saknas;\nq2;1;;1\n",
             -1);
  test_write(l.folder, "a.csv",
             "kommun;år;vikt;stratum;urval;q1\n1880;2023;1;A;4;1\n1880;2023;1;A;4;8\n"
             "1880;2023;1;B;6;9\n1881;2023;1;A;;0\n1881;2023;1;B;5;\n1881;2023;1;B;5;7\n",
             -1);
  test_write(l.folder, "b.csv", "kommun;år;vikt;q1;q2\n1880;2025;1;2;1\n", -1);
  test_write(l.folder, "t.csv",
             "område;år;fråga;andel (%);n\nÖrebro;2023;a;40;100\nÖrebro;2021;a;40;\n"
             "Örebro län;2023;a;30;\nKumla;2023;a;40;\n",
             -1);
  test_write(l.folder, "problembild.ini",
             "[project]\nperiod_end = 2025\n[source a]\nkind = survey\npath = [ab].csv\n"
             "codebook = kodbok.csv\n[source t]\nkind = survey-table\npath = t.csv\n",
             -1);
  test_open_project(&l);
  g_assert_cmpuint(l.failures->len, ==, 0);
  return l;
}

static void test_groups(void) {
  test_project l = load();
  size_t n;
  g_autofree pb_survey_group *groups = pb_survey_groups(l.dataset->survey, &n);
  g_assert_cmpuint(n, ==, 3);
  g_assert_cmpuint(groups[0].n, ==, 3);
  g_assert_cmpuint(groups[0].n_questions, ==, 1);
  g_assert_cmpuint(groups[0].n_strata, ==, 2);
  g_assert_true(groups[0].has_invited);
  g_assert_cmpfloat(groups[0].invited, ==, 10);
  g_assert_cmpint(groups[1].municipality, ==, pb_dataset_municipality(l.dataset, "1881"));
  g_assert_false(groups[1].has_invited); /* one stratum does not say */
  g_assert_cmpuint(groups[2].n_questions, ==, 2);
  g_assert_cmpint(groups[2].wave, ==, pb_period_make(2025, 1, 1));
  g_assert_null(pb_survey_groups(NULL, &n));
  g_assert_cmpuint(n, ==, 0);
  test_close_project(&l);
}

static void test_items(void) {
  test_project l = load();
  size_t n;
  g_autofree pb_survey_item *items = pb_survey_items(l.dataset->survey, &n);
  g_assert_cmpuint(n, ==, 3); /* q2 was not asked in 2023 */
  const pb_survey_item q1 = items[0];
  g_assert_cmpuint(q1.asked, ==, 6);
  g_assert_cmpuint(q1.answered, ==, 1);
  g_assert_cmpuint(q1.dont_know, ==, 1);
  g_assert_cmpuint(q1.not_applicable, ==, 1);
  g_assert_cmpuint(q1.missing, ==, 2); /* 0 and the empty cell */
  g_assert_cmpuint(q1.unknown, ==, 1);
  g_assert_cmpuint(items[2].question, ==, 1);
  g_assert_cmpuint(items[2].answered, ==, 1);
  test_close_project(&l);
}

static void test_shares(void) {
  test_project l = load();
  size_t n;
  g_autofree pb_share_group *groups = pb_share_groups(l.dataset->survey_shares, &n);
  g_assert_cmpuint(n, ==, 3);
  g_assert_cmpint(pb_period_year(groups[0].wave), ==, 2021);
  g_assert_cmpint(groups[1].area_kind, ==, PB_SURVEY_IN_MUNICIPALITY);
  g_assert_cmpuint(groups[1].rows, ==, 2);
  g_assert_cmpuint(groups[1].with_n, ==, 1);
  g_assert_cmpint(groups[2].area_kind, ==, PB_SURVEY_IN_COUNTY);
  test_close_project(&l);
}

static void test_json(void) {
  test_project l = load();
  g_autofree char *json = pb_check_json(l.project, l.dataset, NULL, 0, NULL, "1");
  test_contains(json, "\"respondents\": 3,");
  test_contains(json, "\"invited\": 10");
  test_contains(json, "\"invited\": null");
  test_contains(json, "\"dont_know\": 1");
  test_contains(json, "\"with_number_of_answers\": 1");
  test_close_project(&l);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/survey-coverage/groups", test_groups);
  g_test_add_func("/survey-coverage/items", test_items);
  g_test_add_func("/survey-coverage/shares", test_shares);
  g_test_add_func("/survey-coverage/json", test_json);
  return g_test_run();
}
