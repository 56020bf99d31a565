/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From respondents of all files to one survey: ordered, with lists of what is used only. */
#include <string.h>

#include "engine/text.h"
#include "io/join_sources.h"
#include "io/sources/survey.h"

#define UNUSED UINT32_MAX

int pb_survey_newest_year(const GArray *rows) {
  int newest = 0;
  for (guint i = 0; i < rows->len; i++)
    newest = MAX(newest, pb_period_year(g_array_index(rows, pb_survey_row, i).wave));
  return newest;
}

bool pb_survey_is_after(const void *row, int period_end) {
  return pb_period_year(((const pb_survey_row *)row)->wave) > period_end;
}

/* Old number -> new number. g_free. */
static uint32_t *new_numbers(size_t n) {
  uint32_t *numbers = g_new(uint32_t, MAX(n, 1));
  for (size_t i = 0; i < n; i++)
    numbers[i] = UNUSED;
  return numbers;
}

static int by_text(const void *a, const void *b, void *data) {
  const pb_distinct_texts *texts = data;
  return strcmp(pb_distinct_texts_at(texts, *(const uint32_t *)a),
                pb_distinct_texts_at(texts, *(const uint32_t *)b));
}

static int by_age(const void *a, const void *b, void *data) {
  const pb_age_group *x = &g_array_index((GArray *)data, pb_age_group, *(const uint32_t *)a);
  const pb_age_group *y = &g_array_index((GArray *)data, pb_age_group, *(const uint32_t *)b);
  return x->from != y->from ? (x->from < y->from ? -1 : 1) : (x->to > y->to) - (x->to < y->to);
}

/* Number the used entries 0, 1, … in the given order; how many there are. */
static size_t renumber(uint32_t *numbers, size_t n, GCompareDataFunc order, void *data) {
  g_autofree uint32_t *used = g_new(uint32_t, MAX(n, 1));
  size_t n_used = 0;
  for (uint32_t i = 0; i < n; i++)
    if (numbers[i] != UNUSED)
      used[n_used++] = i;
  if (order && n_used)
    g_qsort_with_data(used, (gint)n_used, sizeof *used, order, data);
  for (uint32_t i = 0; i < n_used; i++)
    numbers[used[i]] = i;
  return n_used;
}

typedef struct {
  const pb_survey_state *state;
  const GArray *rows;
  guint *order; /* of the rows */
  pb_survey *survey;
} joiner;

static const pb_survey_row *row_at(const joiner *j, size_t i) {
  return &g_array_index(j->rows, pb_survey_row, j->order[i]);
}

static int by_wave_and_place(const void *a, const void *b, void *data) {
  const guint i = *(const guint *)a, k = *(const guint *)b;
  const pb_survey_row *x = &g_array_index((const GArray *)data, pb_survey_row, i);
  const pb_survey_row *y = &g_array_index((const GArray *)data, pb_survey_row, k);
  if (x->wave != y->wave)
    return x->wave < y->wave ? -1 : 1;
  if (x->municipality != y->municipality)
    return x->municipality < y->municipality ? -1 : 1;
  return i < k ? -1 : i > k;
}

static void fill_respondents(const joiner *j) {
  pb_survey *to = j->survey;
  for (size_t i = 0; i < to->n; i++) {
    const pb_survey_row *row = row_at(j, i);
    to->wave[i] = row->wave;
    to->municipality[i] = row->municipality;
    to->area[i] = row->area;
    to->stratum[i] = row->stratum;
    to->cluster[i] = row->cluster;
    to->weight[i] = row->weight;
    to->sex[i] = row->sex;
    to->age[i] = row->age;
  }
}

/* Give the entries of one list new numbers in respondents; the numbers, g_free. */
static uint32_t *compact(uint32_t *of_respondents, size_t n, size_t n_entries,
                         GCompareDataFunc order, void *data, size_t *n_used) {
  uint32_t *numbers = new_numbers(n_entries);
  for (size_t i = 0; i < n; i++)
    if (of_respondents[i] != PB_SURVEY_NONE)
      numbers[of_respondents[i]] = 0;
  *n_used = renumber(numbers, n_entries, order, data);
  for (size_t i = 0; i < n; i++)
    if (of_respondents[i] != PB_SURVEY_NONE)
      of_respondents[i] = numbers[of_respondents[i]];
  return numbers;
}

static void fill_lists(const joiner *j) {
  pb_survey *to = j->survey;
  const pb_survey_state *from = j->state;
  g_autofree uint32_t *areas = compact(to->area, to->n, pb_distinct_texts_length(from->areas),
                                       by_text, from->areas, &to->n_areas);
  to->areas = g_new0(char *, to->n_areas + 1);
  for (uint32_t i = 0; i < pb_distinct_texts_length(from->areas); i++)
    if (areas[i] != UNUSED)
      to->areas[areas[i]] = g_strdup(pb_distinct_texts_at(from->areas, i));

  g_autofree uint32_t *ages =
      compact(to->age, to->n, from->ages->len, by_age, from->ages, &to->n_ages);
  to->ages = g_new0(pb_age_group, MAX(to->n_ages, 1));
  for (guint i = 0; i < from->ages->len; i++)
    if (ages[i] != UNUSED) {
      to->ages[ages[i]] = g_array_index(from->ages, pb_age_group, i);
      to->ages[ages[i]].text = g_strdup(to->ages[ages[i]].text);
    }

  g_autofree uint32_t *clusters = compact(
      to->cluster, to->n, pb_distinct_texts_length(from->clusters), NULL, NULL, &to->n_clusters);
  g_autofree uint32_t *strata =
      compact(to->stratum, to->n, from->strata->len, NULL, NULL, &to->n_strata);
  to->strata = g_new0(pb_survey_stratum, MAX(to->n_strata, 1));
  for (guint i = 0; i < from->strata->len; i++)
    if (strata[i] != UNUSED)
      to->strata[strata[i]] = g_array_index(from->strata, pb_survey_stratum, i);
  for (size_t i = 0; i < to->n; i++)
    to->strata[to->stratum[i]].n++;
}

/* Questions that some file answers, in the order of the codebooks; how many. */
static size_t number_questions(const pb_survey_state *state, uint32_t *numbers) {
  for (guint f = 0; f < state->files->len; f++) {
    const pb_survey_file *file = &g_array_index(state->files, pb_survey_file, f);
    for (size_t q = 0; q < file->n; q++)
      numbers[file->questions[q]] = 0;
  }
  return renumber(numbers, state->questions->len, NULL, NULL);
}

/* The survey takes the question over. */
static pb_survey_question take(pb_survey_question *question) {
  pb_survey_question taken = *question;
  *question = (pb_survey_question){0};
  return taken;
}

static void fill_answers(const joiner *j, const uint32_t *numbers) {
  pb_survey *to = j->survey;
  memset(to->answers, PB_SURVEY_NOT_ASKED, to->n * to->n_questions);
  g_autoptr(GHashTable) files = g_hash_table_new(g_direct_hash, g_direct_equal);
  for (guint f = 0; f < j->state->files->len; f++) {
    pb_survey_file *file = &g_array_index(j->state->files, pb_survey_file, f);
    g_hash_table_insert(files, GUINT_TO_POINTER(file->file), file);
  }
  for (size_t i = 0; i < to->n; i++) {
    const pb_survey_row *row = row_at(j, i);
    const pb_survey_file *file = g_hash_table_lookup(files, GUINT_TO_POINTER(row->origin.file));
    const uint8_t *answers = j->state->answers->data + row->answers;
    for (size_t q = 0; q < file->n; q++)
      to->answers[(size_t)numbers[file->questions[q]] * to->n + i] = answers[q];
  }
}

static pb_period wave_of(const void *row) {
  return ((const pb_survey_row *)row)->wave;
}

void pb_survey_join(pb_gathered *gathered, pb_dataset *dataset) {
  const GArray *rows = pb_gathered_rows(gathered, &pb_source_kind_survey);
  pb_survey_state *state = pb_gathered_state(gathered, &pb_source_kind_survey);
  if (!rows->len)
    return;
  g_autofree guint *order = g_new(guint, rows->len);
  for (guint i = 0; i < rows->len; i++)
    order[i] = i;
  g_qsort_with_data(order, (gint)rows->len, sizeof *order, by_wave_and_place, (void *)rows);
  g_autofree uint32_t *numbers = new_numbers(state->questions->len);
  size_t n_questions = number_questions(state, numbers);
  joiner j = {state, rows, order, pb_survey_new(rows->len, n_questions)};
  for (guint q = 0; q < state->questions->len; q++)
    if (numbers[q] != UNUSED)
      j.survey->questions[numbers[q]] =
          take(&g_array_index(state->questions, pb_survey_question, q));
  fill_respondents(&j);
  fill_lists(&j);
  fill_answers(&j, numbers);
  dataset->survey = j.survey;
  pb_describe_periods(dataset, rows, NULL, wave_of);
}
