/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parties have decided about problem areas, from file to registers. */
#include "helpers.h"

#define HEADER "Kommun;Problemområde;Prioritet;Skäl;Säkerhet;Skada\n"

static test_project open_file(const char *rows) {
  test_project p = {.folder = test_folder()};
  g_autofree char *text = g_strconcat(HEADER, rows, NULL);
  test_write(p.folder, "problembild.ini",
             "[source prioritet]\nkind = priority\npath = prioritet.csv\n", -1);
  test_write(p.folder, "prioritet.csv", text, -1);
  test_open_project(&p);
  return p;
}

static const pb_priority_choice *choice_of(const pb_dataset *d, const char *code,
                                           const char *area) {
  return pb_registers_choice(d->registers, pb_dataset_municipality(d, code),
                             pb_dataset_area(d, area));
}

static void scores_and_harm_are_read(void) {
  test_project p = open_file("1880 Örebro;Skadegörelse;3,5;Sker vid skolor;hög;\n"
                             "Örebro;andt;;;;1 250,5\n"
                             "1883;stold;0;Väntar;kanske;12\n");
  const pb_dataset *d = p.dataset;
  g_assert_cmpuint(p.failures->len, ==, 0);
  g_assert_cmpuint(d->registers->n_choices, ==, 3);
  const pb_priority_choice *one = choice_of(d, "1880", "skadegorelse");
  g_assert_nonnull(one);
  g_assert_true(one->has_score && !one->has_harm);
  g_assert_cmpfloat(one->score, ==, 3.5);
  g_assert_cmpstr(one->reason, ==, "Sker vid skolor");
  g_assert_cmpstr(pb_confidence_word(one->confidence), ==, "high");
  one = choice_of(d, "1880", "andt");
  g_assert_true(one && !one->has_score && one->has_harm);
  g_assert_cmpfloat(one->harm, ==, 1250.5);
  one = choice_of(d, "1883", "stold");
  g_assert_true(one && one->has_score && one->has_harm);
  g_assert_cmpint(one->confidence, ==, PB_CONFIDENCE_UNKNOWN);
  g_assert_cmpuint(test_count_reason(d, "unknown-confidence"), ==, 1);
  g_assert_null(choice_of(d, "1883", "andt"));
  test_close_project(&p);
}

static void what_cannot_be_used_says_why(void) {
  test_project p = open_file("1880;Skadegörelse;5;För stort;;\n"
                             "1880;Skadegörelse;3;;;\n"
                             "1880;Skadegörelse;;Inget satt;;\n"
                             "1880;Skadegörelse;;;;-1\n"
                             "1880;Sabotage;3;Okänt;;\n"
                             "1880;andt;2;Först;;\n"
                             "1880;andt;3;Sedan;;\n");
  const pb_dataset *d = p.dataset;
  static const char *const reasons[] = {"score-out-of-range", "score-without-reason", "nothing-set",
                                        "negative-harm", "unknown-problem-area"};
  for (size_t i = 0; i < G_N_ELEMENTS(reasons); i++)
    if (test_count_reason(d, reasons[i]) != 1)
      g_error("%s: %zu", reasons[i], test_count_reason(d, reasons[i]));
  g_assert_null(choice_of(d, "1880", "skadegorelse"));
  g_assert_cmpuint(d->registers ? d->registers->n_choices : 0, <=, 1);
  test_close_project(&p);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/load-priority/read", scores_and_harm_are_read);
  g_test_add_func("/load-priority/refused", what_cannot_be_used_says_why);
  return g_test_run();
}
