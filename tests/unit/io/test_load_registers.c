/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals and measures from file to registers. */
#include <string.h>

#include "engine/error.h"
#include "engine/wall_clock.h"
#include "helpers.h"

#define SOURCES                                                                                    \
  "[source indikatorer]\nkind = indicator\npath = i.csv\n[source mal]\nkind = goals\n"             \
  "path = mal.csv\n[source atgarder]\nkind = measures\npath = atgarder.csv\n"
#define INDICATORS "kommun;år;indikator;värde\n1880;2023;Anmälningar;5\n"
#define GOALS                                                                                              \
  "Mål-id;Kommun;Problemområde;Mål;Mått;Enhet;Utgångsår;Utgångsvärde;Målvärde;Målår;Riktning;" \
  "Ansvarig;Överenskommelse;Status;Motivering\n"
#define MEASURES                                                                                   \
  "Åtgärd_id;Mål;Kommun;Plats;Åtgärd;Ansvarig;Start;Slut;Jämförelseområde;Status;Omfattning\n"

/* `last`: more keys of the last source, that of the measures. */
static test_project open_with(const char *last, const char *goals, const char *measures) {
  test_project p = {.folder = test_folder()};
  g_autofree char *keys = g_strconcat(SOURCES, last, NULL);
  test_write(p.folder, "problembild.ini", keys, -1);
  test_write(p.folder, "i.csv", INDICATORS, -1);
  test_write(p.folder, "mal.csv", goals, -1);
  test_write(p.folder, "atgarder.csv", measures, -1);
  test_open_project(&p);
  return p;
}

static test_project open_files(const char *goals, const char *measures) {
  return open_with("", goals, measures);
}

/* How often a reason was found, 0 when never. */
static size_t count(const pb_dataset *d, const char *reason) {
  for (size_t i = 0; i < pb_diagnostics_n_reasons(d->diagnostics); i++)
    if (g_str_equal(pb_diagnostics_reason(d->diagnostics, i).reason, reason))
      return pb_diagnostics_reason(d->diagnostics, i).count;
  return 0;
}

static void check_day(int64_t day_s, int year, int month, int day) {
  pb_wall_clock at = pb_wall_clock_of(day_s);
  g_assert_cmpint(at.year, ==, year);
  g_assert_cmpint(at.month, ==, month);
  g_assert_cmpint(at.day, ==, day);
  g_assert_cmpint(at.hour, ==, 0);
}

static void test_goals(void) {
  test_project p = open_files(
      GOALS "M1;Örebro;Stöld genom inbrott;Färre inbrott;burglary;antal;2023;900;-10 %;"
            "2025;minska;båda;2024–2027;Delvis uppnått;Långsam start\n"
            "M2;1880;andt;Fler anmälningar;anmälningar;;2023;5;8;2025K4;;Kommunen;;;\n"
            "M3;1880;;Lugnare kvällar;Upplevd oro;per 100 000 inv;;;;;;Polis;;;\n",
      MEASURES "Å1;M1;;Norra;Patrull;polis;2024-03-01;2024-10-31;Södra;pågår;två pass\n");
  const pb_dataset *d = p.dataset;
  g_assert_cmpuint(p.failures->len, ==, 0);
  g_assert_cmpuint(d->registers->n_goals, ==, 3);
  const pb_goal *g = &d->registers->goals[0];
  g_assert_cmpstr(g->id, ==, "M1");
  g_assert_cmpint(g->municipality, ==, pb_dataset_municipality(d, "1880"));
  g_assert_cmpstr(d->areas[g->problem_area].key, ==, "stold-genom-inbrott");
  g_assert_cmpint(g->outcome_kind, ==, PB_OUTCOME_CRIME);
  g_assert_cmpint(g->outcome_index, ==, pb_dataset_type(d, "burglary"));
  g_assert_true(g->has_baseline && g->has_target && g->target_is_change);
  g_assert_cmpfloat_with_epsilon(g->target, 810, 1e-9);
  g_assert_cmpint(g->target_period, ==, pb_period_make(2025, 1, 1));
  g_assert_cmpint(g->direction, ==, PB_DIRECTION_DECREASE);
  g_assert_cmpint(g->responsible, ==, PB_PARTY_BOTH);
  g_assert_cmpint(g->judgement, ==, PB_JUDGED_PARTLY);
  g_assert_cmpstr(g->reason, ==, "Långsam start");
  g = &d->registers->goals[1];
  g_assert_cmpint(g->outcome_kind, ==, PB_OUTCOME_INDICATOR);
  g_assert_cmpint(g->direction, ==, PB_DIRECTION_INCREASE); /* from baseline to target */
  g_assert_cmpint(g->responsible, ==, PB_PARTY_MUNICIPALITY);
  g_assert_cmpint(g->target_period, ==, pb_period_make(2025, 4, 4));
  g = &d->registers->goals[2];
  g_assert_cmpint(g->outcome_kind, ==, PB_OUTCOME_OTHER);
  g_assert_true(g->outcome_is_rate);
  g_assert_cmpint(g->problem_area, ==, -1);
  g_assert_cmpuint(count(d, "goal-without-target"), ==, 1);
  g_assert_cmpuint(count(d, "goal-outcome-unknown"), ==, 1);

  const pb_measure *m = &d->registers->measures[0];
  g_assert_cmpint(m->goal, ==, 0);
  g_assert_cmpint(m->municipality, ==, pb_dataset_municipality(d, "1880")); /* of its goal */
  g_assert_cmpstr(m->place, ==, "Norra");
  g_assert_cmpstr(m->comparison, ==, "Södra");
  g_assert_cmpint(m->status, ==, PB_MEASURE_ONGOING);
  g_assert_cmpint(m->responsible, ==, PB_PARTY_POLICE);
  check_day(m->start_s, 2024, 3, 1);
  check_day(m->end_s, 2024, 10, 31);
  test_close_project(&p);
}

static void test_goals_that_lack(void) {
  test_project p =
      open_files(GOALS "M1;Örebro;Inbrot;Utan utgångsläge;theft;;;;700;2025;öka;;;;\n"
                       "M2;1880;;Utan mått;;;2023;5;8;2025;minska;Förvaltningen;;osäkert;\n"
                       "M3;1880;;För tidigt;theft;;2024;5;4;2023;;;;;\n"
                       "M4;1880;;Inget tal;theft;;2024;fem;4;2025;;;;;\n"
                       ";1880;;Utan id;theft;;2024;5;4;2025;;;;;\n"
                       "M5;1880;;Ändring utan utgångsläge;theft;;;;-5 %;;;;;;\n",
                 MEASURES "Å1;M9;1880;;Okänt mål;;2024-05;2024-06;;;\n"
                          "Å2;M1;1880;;Baklänges;;2024-06-01;2024-05-31;;;\n"
                          "Å3;;;;Ingen kommun;;2024;;;;\n"
                          "Å4;M1;1880;;Utan start;;;;;klart snart;\n"
                          "Å5;;1880;;Utan mål;;2024K2;2024;;;\n");
  const pb_dataset *d = p.dataset;
  g_assert_cmpuint(d->registers->n_goals, ==, 3);
  g_assert_cmpuint(d->sources[1].rows_rejected, ==, 3);
  g_assert_cmpuint(count(d, "target-before-baseline"), ==, 1);
  g_assert_cmpuint(count(d, "not-a-number"), ==, 1);
  g_assert_cmpuint(count(d, "goal-without-baseline"), ==, 2);
  g_assert_cmpuint(count(d, "goal-without-outcome"), ==, 1);
  g_assert_cmpuint(count(d, "goal-without-target-period"), ==, 1);
  g_assert_cmpuint(count(d, "goal-direction-contradicts"), ==, 1);
  g_assert_cmpuint(count(d, "unknown-problem-area"), ==, 1);
  g_assert_cmpuint(count(d, "other-party"), ==, 1);
  g_assert_cmpint(d->registers->goals[1].responsible, ==, PB_PARTY_OTHER);
  g_assert_cmpint(d->registers->goals[2].direction, ==, PB_DIRECTION_DECREASE);

  g_assert_cmpuint(d->registers->n_measures, ==, 3);
  g_assert_cmpuint(d->sources[2].rows_rejected, ==, 2);
  g_assert_cmpuint(count(d, "end-before-start"), ==, 1);
  g_assert_cmpuint(count(d, "measure-without-municipality"), ==, 1);
  g_assert_cmpuint(count(d, "measure-goal-unknown"), ==, 1);
  g_assert_cmpuint(count(d, "measure-without-start"), ==, 1);
  g_assert_cmpuint(count(d, "measure-without-goal"), ==, 1);
  g_assert_cmpuint(count(d, "unknown-status"), ==, 2);
  g_assert_cmpint(d->registers->measures[0].goal, ==, -1);
  check_day(d->registers->measures[0].end_s, 2024, 6, 30);
  check_day(d->registers->measures[2].start_s, 2024, 4, 1);
  check_day(d->registers->measures[2].end_s, 2024, 12, 31);
  test_close_project(&p);
}

/* What the project file calls missing is missing in every column. */
static void test_missing_marks(void) {
  const char *goals = GOALS "M1;1880;;A;theft;;2023;5;4;2025;;;;;\n";
  const char *measures = MEASURES "Å1;M1;1880;vet ej;Patrull;vet ej;vet ej;2024;;vet ej;\n";
  test_project p = open_with("missing = vet ej\n", goals, measures);
  g_assert_cmpuint(p.dataset->registers->n_measures, ==, 1);
  const pb_measure *m = &p.dataset->registers->measures[0];
  g_assert_cmpstr(m->place, ==, "");
  g_assert_false(m->has_start);
  g_assert_true(m->has_end);
  g_assert_cmpint(m->responsible, ==, PB_PARTY_UNKNOWN);
  g_assert_cmpuint(count(p.dataset, "other-party"), ==, 0);
  g_assert_cmpuint(count(p.dataset, "unknown-status"), ==, 0);
  test_close_project(&p);
}

/* Two municipalities may have a goal of the same id, one may not have two. */
static void test_same_ids(void) {
  test_project p = open_files(GOALS "M1;1880;;A;theft;;2023;5;4;2025;;;;;\n"
                                    "M1;1881;;B;theft;;2023;5;4;2025;;;;;\n"
                                    "M2;1880;;C;theft;;2023;5;4;2025;;;;;\n"
                                    "m2;1880;;D;theft;;2023;5;4;2025;;;;;\n"
                                    "M3;1880;;E;theft;;2023;5;4;2025;;;;;\n"
                                    "M3;1880;;E;theft;;2023;5;4;2025;;;;;\n",
                              MEASURES "Å1;M1;;;Åt vem;;2024-05-01;;;;\n"
                                       "Å2;M1;Kumla;;Åt Kumla;;2024-05-01;;;;\n");
  const pb_dataset *d = p.dataset;
  g_assert_cmpuint(d->registers->n_goals, ==, 3);
  g_assert_cmpuint(count(d, "contradicting-rows"), ==, 2);
  g_assert_cmpuint(count(d, "repeated-row"), ==, 1);
  g_assert_cmpuint(d->registers->n_measures, ==, 1);
  g_assert_cmpstr(d->registers->goals[d->registers->measures[0].goal].title, ==, "B");
  test_close_project(&p);
}

/* A goal may be measured by a question of a survey, here one with published shares. */
static void test_survey_question(void) {
  test_project p = {.folder = test_folder()};
  test_write(p.folder, "problembild.ini",
             "[source mal]\nkind = goals\npath = mal.csv\n[source enkat]\nkind = survey-table\n"
             "path = enkat.csv\n",
             -1);
  test_write(p.folder, "enkat.csv",
             "område;år;fråga;andel (%);antal svar\nÖrebro;2023;Otrygg sent;27,2;640\n", -1);
  test_write(p.folder, "mal.csv",
             GOALS "M1;1880;;Färre otrygga;otrygg sent;procent;2023;27,2;25;2026;;;;;\n"
                   "M2;1880;;Annat;otrygg tidigt;procent;2023;27,2;25;2026;;;;;\n",
             -1);
  test_open_project(&p);
  g_assert_cmpuint(p.failures->len, ==, 0);
  g_assert_cmpint(p.dataset->registers->goals[0].outcome_kind, ==, PB_OUTCOME_SURVEY);
  g_assert_cmpint(p.dataset->registers->goals[0].outcome_index, ==, -1);
  g_assert_cmpint(p.dataset->registers->goals[1].outcome_kind, ==, PB_OUTCOME_OTHER);
  test_close_project(&p);
}

static void test_personal_data(void) {
  test_project p = open_files(GOALS "M1;1880;;Ring 070-123 45 67;theft;;2023;5;4;2025;;;;;\n",
                              MEASURES "Å1;;1880;;Patrull;namn@polisen.se;2024;;;;\n");
  g_assert_cmpuint(p.failures->len, ==, 2);
  GError *failure = g_error_copy(g_ptr_array_index(p.failures, 0));
  test_error(&failure, PB_ERROR, PB_ERROR_INPUT, "mal.csv:2", "“Mål”", NULL);
  failure = g_error_copy(g_ptr_array_index(p.failures, 1));
  test_error(&failure, PB_ERROR, PB_ERROR_INPUT, "atgarder.csv:2", "“Ansvarig”", NULL);
  g_assert_null(p.dataset->registers);
  test_close_project(&p);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/registers/goals", test_goals);
  g_test_add_func("/registers/goals-that-lack", test_goals_that_lack);
  g_test_add_func("/registers/missing-marks", test_missing_marks);
  g_test_add_func("/registers/same-ids", test_same_ids);
  g_test_add_func("/registers/survey-question", test_survey_question);
  g_test_add_func("/registers/personal-data", test_personal_data);
  return g_test_run();
}
