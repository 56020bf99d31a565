/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Respondents with a codebook, from files to the survey of the dataset. */
#include "engine/survey_data.h"

#include <string.h>

#include "engine/error.h"
#include "helpers.h"

#define BOOK                                                                                       \
  "question;text_sv;index;answer;label;score;kind;share\n"                                         \
  "q1;Otrygg?;A;1;Ja;6;;1\nq1;;;2;Nej;0;;\nq1;;;9;Vet ej;;dont-know;\n"                            \
  "q2;;;1;;2;;\nq2;;;2;;4;;1\nkon;;;1;Man;;;\nkon;;;2;Kvinna;;;\n"

#define HEADER "kommun;delområde;år;vikt;stratum;urval;kön;ålder;q1;q2\n"

/* A project with a source of files svar*.csv. */
static test_project load(const char *text, const char *more) {
  test_project l = {.folder = test_folder()};
  test_write(l.folder, "kodbok.csv", BOOK, -1);
  test_write(l.folder, "svar_a.csv", text, -1);
  g_autofree char *ini =
      g_strdup_printf("[project]\nperiod_end = 2025\n[source a]\nkind = survey\npath = "
                      "svar_a.csv\ncodebook = kodbok.csv\nmax_rejected_percent = 100\n%s",
                      more);
  test_write(l.folder, "problembild.ini", ini, -1);
  test_open_project(&l);
  return l;
}

static void test_respondents(void) {
  test_project l = load(HEADER "Örebro;Väster;2025;2,5;A;10;Man;16–24 år;1;2\n"
                               "1880;;2023;1,5;B;;Kvinna;85+;2;1\n"
                               "Kumla;Öster;2023;1;;;Kvinna;37;9;\n"
                               "1880;Väster;2023;0,5;A;20;;16-24;;2\n",
                        "");
  const pb_survey *s = l.dataset->survey;
  g_assert_cmpuint(l.failures->len, ==, 0);
  g_assert_cmpuint(pb_diagnostics_length(l.dataset->diagnostics), ==, 1); /* kon is no column */
  g_assert_cmpuint(s->n, ==, 4);
  g_assert_cmpuint(s->n_questions, ==, 2);
  g_assert_cmpstr(s->questions[0].index, ==, "A");
  int orebro = pb_dataset_municipality(l.dataset, "1880"),
      kumla = pb_dataset_municipality(l.dataset, "1881");
  size_t first;
  g_assert_cmpuint(pb_survey_find(s, orebro, pb_period_make(2023, 1, 1), &first), ==, 2);
  g_assert_cmpuint(first, ==, 0);
  g_assert_cmpfloat(s->weight[0], ==, 1.5); /* in the order of the file */
  g_assert_cmpfloat(s->weight[1], ==, 0.5);
  g_assert_cmpuint(pb_survey_find(s, kumla, pb_period_make(2023, 1, 1), &first), ==, 1);
  g_assert_cmpuint(first, ==, 2);
  g_assert_cmpuint(pb_survey_find(s, kumla, pb_period_make(2025, 1, 1), &first), ==, 0);
  g_assert_cmpuint(pb_survey_find(s, orebro, pb_period_make(2025, 1, 1), &first), ==, 1);
  g_assert_cmpuint(first, ==, 3);
  const uint8_t q1[] = {2, PB_SURVEY_EMPTY, 3, 1}, q2[] = {1, 2, PB_SURVEY_EMPTY, 2};
  g_assert_cmpmem(pb_survey_answers(s, 0), 4, q1, 4);
  g_assert_cmpmem(pb_survey_answers(s, 1), 4, q2, 4);
  g_assert_cmpstr(pb_survey_answer_of(&s->questions[0], 3)->label, ==, "Vet ej");
  g_assert_null(pb_survey_answer_of(&s->questions[0], PB_SURVEY_EMPTY));
  g_assert_null(pb_survey_answer_of(&s->questions[0], PB_SURVEY_UNKNOWN));
  const uint8_t sexes[] = {PB_SEX_WOMAN, PB_SEX_UNKNOWN, PB_SEX_WOMAN, PB_SEX_MAN};
  g_assert_cmpmem(s->sex, 4, sexes, 4);
  g_assert_cmpuint(s->n_ages, ==, 3); /* “16-24” and “16–24 år” are one */
  g_assert_cmpstr(s->ages[0].text, ==, "16–24");
  g_assert_cmpuint(s->age[1], ==, 0);
  g_assert_cmpuint(s->age[3], ==, 0);
  g_assert_cmpstr(s->ages[s->age[0]].text, ==, "85+");
  g_assert_cmpuint(s->n_areas, ==, 2);
  g_assert_cmpstr(s->areas[s->area[1]], ==, "Väster");
  g_assert_cmpuint(s->area[0], ==, PB_SURVEY_NONE);
  g_assert_cmpuint(s->cluster[0], ==, PB_SURVEY_NONE);
  g_assert_cmpstr(l.dataset->sources[0].first_period, ==, "2023");
  g_assert_cmpstr(l.dataset->sources[0].last_period, ==, "2025");
  test_close_project(&l);
}

/* A stratum is of one municipality and wave; its numbers stand on every row. */
static void test_strata(void) {
  test_project l = load("kommun;år;stratum;stratumstorlek;urval;kluster;q1\n"
                        "1880;2023;A;1 000;50;x;1\n1880;2023;A;1000;50;y;1\n"
                        "1880;2025;A;1100;50;x;1\n1881;2023;A;;;x;1\n1880;2023;B;;många;x;2\n"
                        "1880;2023;A;1001;50;x;2\n",
                        "");
  const pb_survey *s = l.dataset->survey;
  g_assert_cmpuint(s->n_strata, ==, 4);
  const pb_survey_stratum *a = &s->strata[s->stratum[0]];
  g_assert_cmpuint(a->n, ==, 3);
  g_assert_true(a->has_size && a->has_invited);
  g_assert_cmpfloat(a->size, ==, 1000);
  g_assert_cmpfloat(a->invited, ==, 50);
  g_assert_cmpuint(s->stratum[1], ==, s->stratum[0]);
  g_assert_cmpuint(s->n_clusters, ==, 5);
  g_assert_cmpuint(s->cluster[0], ==, s->cluster[3]); /* the rows of 1880 in 2023: A A B A */
  g_assert_cmpuint(test_count_reason(l.dataset, "stratum-differs"), ==, 1);
  g_assert_cmpuint(test_count_reason(l.dataset, "not-a-number-of-people"), ==, 1);
  g_assert_cmpuint(test_count_reason(l.dataset, "no-weights"), ==, 1);
  g_assert_cmpfloat(s->weight[0], ==, 1);
  test_close_project(&l);
}

static void test_bad_rows(void) {
  test_project l = load(HEADER "1880;;2023;;;;;;1;1\n1880;;2023;0;;;;;1;1\n1880;;2023;-2;;;;;1;1\n"
                               "Ankeborg;;2023;1;;;;;1;1\n1880;;nyss;1;;;;;1;1\n"
                               "Örebro län;;2023;1;;;;;1;1\n1880;;2026;1;;;;;1;1\n"
                               "1880;;2023;x;;;;;1;1\n1880;;2023;1;;;5;vuxen;3;5.0\n",
                        "");
  const pb_dataset *d = l.dataset;
  g_assert_cmpuint(test_count_reason(d, "weight-missing"), ==, 1);
  g_assert_cmpuint(test_count_reason(d, "weight-not-positive"), ==, 2);
  g_assert_cmpuint(test_count_reason(d, "unknown-municipality"), ==, 1);
  g_assert_cmpuint(test_count_reason(d, "not-a-period"), ==, 1);
  g_assert_cmpuint(test_count_reason(d, "not-a-number"), ==, 1);
  g_assert_cmpuint(test_count_reason(d, "not-a-municipality"), ==, 1);
  g_assert_cmpuint(test_count_reason(d, "after-period"), ==, 1);
  g_assert_cmpuint(test_count_reason(d, "unknown-sex"), ==, 1);
  g_assert_cmpuint(test_count_reason(d, "unknown-age"), ==, 1);
  g_assert_cmpuint(test_count_reason(d, "unknown-answer"), ==, 2);
  g_assert_cmpuint(d->sources[0].rows_rejected, ==, 6);
  g_assert_cmpuint(d->sources[0].rows_left_out, ==, 2);
  g_assert_cmpuint(d->sources[0].rows_used, ==, 1);
  g_assert_cmpuint(d->survey->n, ==, 1);
  g_assert_cmpuint(pb_survey_answers(d->survey, 0)[0], ==, PB_SURVEY_UNKNOWN);
  size_t n;
  g_autofree pb_diag_value *unknown = pb_diagnostics_unknown(d->diagnostics, &n);
  g_assert_cmpuint(n, ==, 5);
  test_close_project(&l);
}

/* Another way of writing a known answer is that answer; the sex is coded by the codebook. */
static void test_codes(void) {
  test_project l = load("kommun;år;vikt;kon;q1\n1880;2023;1;2; 1.0\n1880;2023;1;1;2,0\n"
                        "1880;2023;1;1;..\n1880;2023;1;1;02\n",
                        "columns.sex = kon\n");
  const pb_survey *s = l.dataset->survey;
  const uint8_t q1[] = {1, 2, PB_SURVEY_EMPTY, 2};
  g_assert_cmpmem(pb_survey_answers(s, 0), 4, q1, 4);
  g_assert_cmpuint(s->sex[0], ==, PB_SEX_WOMAN);
  g_assert_cmpuint(s->sex[1], ==, PB_SEX_MAN);
  test_close_project(&l);
}

/* Free answers are not shown in findings; personal data in them stops the file. */
static void test_privacy(void) {
  test_project l = load("kommun;år;vikt;q1\n1880;2023;1;Jag tycker att det är mörkt i parken\n"
                        "1880;2023;1;1\n",
                        "");
  bool found = false;
  for (size_t i = 0; i < pb_diagnostics_length(l.dataset->diagnostics); i++) {
    const pb_diagnostic *one = pb_diagnostics_at(l.dataset->diagnostics, i);
    g_assert_null(strstr(one->message, "parken"));
    if (!g_str_equal(one->reason, "unknown-answer"))
      continue;
    found = true;
    g_assert_null(one->value);
    g_assert_cmpuint(one->line, ==, 2);
    g_assert_cmpuint(one->column, ==, 4);
  }
  g_assert_true(found);
  test_close_project(&l);

  l = load("kommun;år;vikt;q1\n1880;2023;1;1\n1880;2023;1;ring 070-123 45 67\n", "");
  g_assert_cmpuint(l.failures->len, ==, 1);
  const GError *error = g_ptr_array_index(l.failures, 0);
  test_contains(error->message, "svar_a.csv:3: The column “q1”");
  g_assert_null(strstr(error->message, "070"));
  g_assert_null(l.dataset->survey);
  test_close_project(&l);
}

/* Waves in files of their own, each with its columns and its codebook. */
static void test_waves(void) {
  test_project l = {.folder = test_folder()};
  test_write(l.folder, "kodbok.csv", BOOK, -1);
  test_write(l.folder, "kodbok2.csv",
             "question;answer;score;share\nQ1;1;6;1\nQ1;2;0;\nq2;1;2;\nq2;2;4;1\nq3;1;;1\n", -1);
  test_write(l.folder, "svar_a.csv", "kommun;år;vikt;q1;q2\n1880;2021;1;1;1\n", -1);
  test_write(l.folder, "svar_b.csv", "kommun;år;vikt;q2\n1880;2019;1;2\n", -1);
  test_write(l.folder, "svar_c.csv", "kommun;år;vikt;q2;q1;q3\n1880;2023;1;2;1;1\n", -1);
  test_write(l.folder, "svar_d.csv", "kommun;år;vikt;q9\n1880;2024;1;2\n", -1);
  test_write(l.folder, "problembild.ini",
             "[project]\nperiod_end = 2025\n[source a]\nkind = survey\npath = svar_[abd].csv\n"
             "codebook = kodbok.csv\n[source c]\nkind = survey\npath = svar_c.csv\n"
             "codebook = kodbok2.csv\n[source e]\nkind = survey\npath = svar_c.csv\n",
             -1);
  test_open_project(&l);
  const pb_survey *s = l.dataset->survey;
  g_assert_cmpuint(l.failures->len, ==, 2);
  const GError *no_question = g_ptr_array_index(l.failures, 0),
               *no_book = g_ptr_array_index(l.failures, 1);
  test_contains(no_question->message, "svar_d.csv: No question of the codebook kodbok.csv");
  test_contains(no_book->message,
                "problembild.ini:11: [source e] is a survey and needs a codebook");
  g_assert_cmpuint(s->n, ==, 3);
  g_assert_cmpuint(s->n_questions, ==, 4); /* q1, q2, the other Q1, q3 */
  g_assert_cmpstr(s->questions[2].key, ==, "Q1");
  const uint8_t no = PB_SURVEY_NOT_ASKED;
  const uint8_t q1[] = {no, 1, no}, q2[] = {2, 1, 2}, other[] = {no, no, 1};
  g_assert_cmpmem(pb_survey_answers(s, 0), 3, q1, 3);
  g_assert_cmpmem(pb_survey_answers(s, 1), 3, q2, 3);
  g_assert_cmpmem(pb_survey_answers(s, 2), 3, other, 3);
  g_assert_cmpuint(test_count_reason(l.dataset, "question-differs"), ==, 1);
  test_close_project(&l);
}

/* The made-up survey that ships: nothing in it needs to be said. */
static void test_sample(void) {
  test_project l = {.folder = test_folder()};
  test_write(l.folder, "problembild.ini",
             "[source a]\nkind = survey\nsynthetic = true\n"
             "path = " PB_SOURCE_ROOT "/data/exempel/syntetisk_trygghetsmatning.csv\n"
             "codebook = " PB_SOURCE_ROOT "/data/exempel/syntetisk_kodbok.csv\n"
             "[source t]\nkind = survey-table\nsynthetic = true\n"
             "path = " PB_SOURCE_ROOT "/data/exempel/syntetisk_trygghetstabell.csv\n",
             -1);
  test_open_project(&l);
  g_assert_cmpuint(l.failures->len, ==, 0);
  g_assert_cmpuint(pb_diagnostics_length(l.dataset->diagnostics), ==, 0);
  const pb_survey *s = l.dataset->survey;
  g_assert_cmpuint(s->n, ==, 4989);
  g_assert_cmpuint(s->n_questions, ==, 14);
  g_assert_cmpuint(s->n_strata, ==, 36);
  g_assert_cmpuint(s->n_areas, ==, 6);
  g_assert_cmpint(l.dataset->period_end, ==, 2025);
  size_t first, n = pb_survey_find(s, pb_dataset_municipality(l.dataset, "1880"),
                                   pb_period_make(2023, 1, 1), &first);
  g_assert_cmpuint(n, ==, 1673);
  double people = 0; /* weights add up to the people in the strata */
  for (size_t i = first; i < first + n; i++)
    people += s->weight[i];
  g_assert_cmpfloat_with_epsilon(people, 118000, 10);
  g_assert_cmpuint(l.dataset->survey_shares->n, ==, 180);
  test_close_project(&l);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/survey/respondents", test_respondents);
  g_test_add_func("/survey/strata", test_strata);
  g_test_add_func("/survey/bad-rows", test_bad_rows);
  g_test_add_func("/survey/codes", test_codes);
  g_test_add_func("/survey/privacy", test_privacy);
  g_test_add_func("/survey/waves", test_waves);
  g_test_add_func("/survey/sample", test_sample);
  return g_test_run();
}
