/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/codebook.h"

#include "engine/error.h"
#include "helpers.h"
#include "io/reference.h"

/* Write `text` as kodbok.csv and read it. */
static GArray *read_book(const char *text, GError **error) {
  char *folder = test_folder();
  test_write(folder, "kodbok.csv", text, -1);
  g_autofree char *path = g_build_filename(folder, "kodbok.csv", NULL);
  GError *failure = NULL;
  g_autoptr(pb_known_headers) known = pb_reference_load_headers(PB_SOURCE_ROOT "/data", &failure);
  g_assert_no_error(failure);
  GArray *questions = pb_codebook_read(path, "kodbok.csv", known, error);
  test_remove_folder(folder);
  return questions;
}

#define SWEDISH                                                                                    \
  "Kodbok 2023\nFråga;Frågetext;Text_en;Delindex;Svar;Etikett;Poäng;Typ;Andel\n"                \
  "q1;Otrygg?;Unsafe?;Trygghet;1;Ja;4,5;svar;1\n"                                                  \
  "q1;;;;2;Nej;0;;0\n"                                                                             \
  "q1;;;;8;;;vet ej;\n"                                                                            \
  "q2;Utsatt?;;;ja;;;;ja\n"                                                                        \
  "q2;Utsatt?;;;;Inget svar;;saknas;\n"                                                            \
  "q1;;;;9;Gäller inte mig;;ej aktuellt;\n"

static void test_form(void) {
  GError *error = NULL;
  g_autoptr(GArray) questions = read_book(SWEDISH, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(questions->len, ==, 2);
  const pb_survey_question *q = &g_array_index(questions, pb_survey_question, 0);
  g_assert_cmpstr(q->key, ==, "q1");
  g_assert_cmpstr(q->text_sv, ==, "Otrygg?");
  g_assert_cmpstr(q->text_en, ==, "Unsafe?");
  g_assert_cmpstr(q->index, ==, "Trygghet");
  g_assert_cmpuint(q->n_answers, ==, 4);
  g_assert_true(q->has_share && q->has_score);
  g_assert_true(q->answers[0].in_share && q->answers[0].has_score);
  g_assert_cmpfloat(q->answers[0].score, ==, 4.5);
  g_assert_false(q->answers[1].in_share);
  g_assert_true(q->answers[1].has_score);
  g_assert_cmpint(q->answers[2].kind, ==, PB_ANSWER_DONT_KNOW);
  g_assert_cmpstr(q->answers[2].label, ==, "8"); /* the code, where there is no label */
  g_assert_cmpint(q->answers[3].kind, ==, PB_ANSWER_NOT_APPLICABLE);
  q++;
  g_assert_true(q->has_share);
  g_assert_false(q->has_score);
  g_assert_cmpstr(q->answers[1].code, ==, "");
  g_assert_cmpint(q->answers[1].kind, ==, PB_ANSWER_MISSING);
}

#define HEADER "question;text_sv;answer;score;kind;share\n"

static void test_faults(void) {
  static const struct {
    const char *text, *part;
  } wrong[] = {
      {HEADER "q1;;1;7;;\n", "kodbok.csv:2:4: "},
      {HEADER "q1;;1;-1;;\n", "0 to 6"},
      {HEADER "q1;;1;många;;\n", "“många” is not a score"},
      {HEADER "q1;;1;;kanske;\n", "kodbok.csv:2:5: “kanske” is not a kind"},
      {HEADER "q1;;1;;;2\n", "kodbok.csv:2:6: "},
      {HEADER "q1;;1;;;\nq1;;1;;;\n", "kodbok.csv:3:3: The answer “1” to q1 stands on line 2"},
      {HEADER ";;1;;;\n", "kodbok.csv:2:1: The row names no question"},
      {HEADER "q1;A;1;;;\nq1;B;2;;;\n", "kodbok.csv:3:2: The question already has another"},
      {HEADER "q1;;1;3;vet ej;\n", "kodbok.csv:2:4: The answer is of the kind dont-know"},
      {HEADER "q1;;1;;saknas;1\n", "kodbok.csv:2:6: "},
      {HEADER "q1;;1\n", "kodbok.csv:2"},
      {"fråga;text\nq1;a\n", "no column “answer”"},
      {"svar;text\nq1;a\n", "no column “question”"},
      {HEADER, "kodbok.csv"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
    GError *error = NULL;
    g_assert_null(read_book(wrong[i].text, &error));
    test_error(&error, PB_ERROR, PB_ERROR_INPUT, wrong[i].part, NULL);
  }
}

/* All faults are told at once, but not without end. */
static void test_many_faults(void) {
  g_autoptr(GString) text = g_string_new(HEADER);
  for (int i = 0; i < 25; i++)
    g_string_append_printf(text, "q%d;;1;9;;\n", i);
  GError *error = NULL;
  g_assert_null(read_book(text->str, &error));
  test_error(&error, PB_ERROR, PB_ERROR_INPUT,
             "kodbok.csv:2:4:", "kodbok.csv:21:4:", "kodbok.csv: 5 more rows are wrong", NULL);
}

/* Two codebooks mean the same when only words differ. */
static void test_agrees(void) {
  static const struct {
    const char *text;
    bool same;
  } others[] = {{HEADER "q1;Ny text;1;2;;1\n", true}, {HEADER "q1;;1;3;;1\n", false},
                {HEADER "q1;;1;;;1\n", false},        {HEADER "q1;;1;2;;0\n", false},
                {HEADER "q1;;2;2;;1\n", false},       {HEADER "q1;;1;2;;1\nq1;;2;2;;1\n", false}};
  GError *error = NULL;
  g_autoptr(GArray) first = read_book(HEADER "q1;Text;1;2;;1\n", &error);
  g_assert_no_error(error);
  for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
    g_autoptr(GArray) other = read_book(others[i].text, &error);
    g_assert_no_error(error);
    g_assert_cmpint(pb_codebook_agrees(&g_array_index(first, pb_survey_question, 0),
                                       &g_array_index(other, pb_survey_question, 0)),
                    ==, others[i].same);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/codebook/form", test_form);
  g_test_add_func("/codebook/faults", test_faults);
  g_test_add_func("/codebook/many-faults", test_many_faults);
  g_test_add_func("/codebook/agrees", test_agrees);
  return g_test_run();
}
