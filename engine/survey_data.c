/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/survey_data.h"

const char *pb_answer_kind_text(pb_answer_kind kind) {
  static const char *const texts[] = {"answer", "dont-know", "not-applicable", "missing"};
  return texts[kind];
}

const char *pb_sex_text(pb_sex sex) {
  static const char *const texts[] = {"", "woman", "man", "other"};
  return texts[sex];
}

const char *pb_survey_area_kind_text(pb_survey_area_kind kind) {
  static const char *const texts[] = {"municipality", "county", "country", "police-area"};
  return texts[kind];
}

pb_survey *pb_survey_new(size_t n, size_t n_questions) {
  pb_survey *survey = g_new0(pb_survey, 1);
  survey->n = n;
  survey->n_questions = n_questions;
  const size_t room = MAX(n, 1), n_answers = MAX(n_questions, 1);
  survey->questions = g_new0(pb_survey_question, n_answers);
  survey->wave = g_new0(pb_period, room);
  survey->municipality = g_new0(int16_t, room);
  survey->area = g_new0(uint32_t, room);
  survey->stratum = g_new0(uint32_t, room);
  survey->cluster = g_new0(uint32_t, room);
  survey->weight = g_new0(double, room);
  survey->sex = g_new0(uint8_t, room);
  survey->age = g_new0(uint32_t, room);
  survey->answers = g_malloc0_n(room, n_answers);
  return survey;
}

void pb_survey_question_clear(pb_survey_question *question) {
  for (size_t a = 0; a < question->n_answers; a++) {
    g_free(question->answers[a].code);
    g_free(question->answers[a].label);
  }
  g_free(question->answers);
  g_free(question->key);
  g_free(question->text_sv);
  g_free(question->text_en);
  g_free(question->index);
}

void pb_survey_free(pb_survey *survey) {
  if (!survey)
    return;
  for (size_t q = 0; q < survey->n_questions; q++)
    pb_survey_question_clear(&survey->questions[q]);
  g_free(survey->questions);
  g_free(survey->strata);
  for (size_t a = 0; a < survey->n_areas; a++)
    g_free(survey->areas[a]);
  g_free(survey->areas);
  for (size_t a = 0; a < survey->n_ages; a++)
    g_free(survey->ages[a].text);
  g_free(survey->ages);
  g_free(survey->wave);
  g_free(survey->municipality);
  g_free(survey->area);
  g_free(survey->stratum);
  g_free(survey->cluster);
  g_free(survey->weight);
  g_free(survey->sex);
  g_free(survey->age);
  g_free(survey->answers);
  g_free(survey);
}

uint8_t *pb_survey_answers(const pb_survey *survey, size_t question) {
  return survey->answers + question * survey->n;
}

/* Is the respondent at `i` before all of the municipality in the wave? */
static bool is_before(const pb_survey *survey, size_t i, int municipality, pb_period wave) {
  return survey->wave[i] != wave ? survey->wave[i] < wave : survey->municipality[i] < municipality;
}

size_t pb_survey_find(const pb_survey *survey, int municipality, pb_period wave, size_t *first) {
  size_t low = 0, high = survey->n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (is_before(survey, middle, municipality, wave))
      low = middle + 1;
    else
      high = middle;
  }
  *first = low;
  size_t n = 0;
  while (low + n < survey->n && survey->wave[low + n] == wave &&
         survey->municipality[low + n] == municipality)
    n++;
  return n;
}

const pb_survey_answer *pb_survey_answer_of(const pb_survey_question *question, uint8_t answer) {
  return answer && answer <= question->n_answers ? &question->answers[answer - 1] : NULL;
}

void pb_survey_shares_free(pb_survey_shares *shares) {
  if (!shares)
    return;
  g_free(shares->rows);
  if (shares->texts)
    g_string_chunk_free(shares->texts);
  g_free(shares);
}
