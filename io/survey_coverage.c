/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/survey_coverage.h"

/* First respondent after those of the wave, and of the municipality when it is not -1. */
static size_t end_of(const pb_survey *survey, size_t first, bool same_place) {
  size_t end = first;
  while (end < survey->n && survey->wave[end] == survey->wave[first] &&
         (!same_place || survey->municipality[end] == survey->municipality[first]))
    end++;
  return end;
}

static size_t count_asked(const pb_survey *survey, size_t first, size_t end) {
  size_t n = 0;
  for (size_t q = 0; q < survey->n_questions; q++) {
    const uint8_t *answers = pb_survey_answers(survey, q);
    size_t i = first;
    while (i < end && answers[i] == PB_SURVEY_NOT_ASKED)
      i++;
    n += i < end;
  }
  return n;
}

static void add_strata(const pb_survey *survey, pb_survey_group *group) {
  group->has_invited = true;
  for (size_t s = 0; s < survey->n_strata; s++) {
    const pb_survey_stratum *stratum = &survey->strata[s];
    if (stratum->wave != group->wave || stratum->municipality != group->municipality)
      continue;
    group->n_strata++;
    group->has_invited = group->has_invited && stratum->has_invited;
    group->invited += stratum->has_invited ? stratum->invited : 0;
  }
}

pb_survey_group *pb_survey_groups(const pb_survey *survey, size_t *n) {
  *n = 0;
  if (!survey || !survey->n)
    return NULL;
  GArray *groups = g_array_new(FALSE, TRUE, sizeof(pb_survey_group));
  for (size_t first = 0; first < survey->n;) {
    size_t end = end_of(survey, first, true);
    pb_survey_group group = {.wave = survey->wave[first],
                             .municipality = survey->municipality[first],
                             .n = end - first,
                             .n_questions = count_asked(survey, first, end)};
    add_strata(survey, &group);
    g_array_append_val(groups, group);
    first = end;
  }
  *n = groups->len;
  return (pb_survey_group *)(void *)g_array_free(groups, FALSE);
}

static void count_answer(pb_survey_item *item, const pb_survey_question *question, uint8_t answer) {
  if (answer == PB_SURVEY_NOT_ASKED)
    return;
  item->asked++;
  if (answer == PB_SURVEY_UNKNOWN) {
    item->unknown++;
    return;
  }
  const pb_survey_answer *known = pb_survey_answer_of(question, answer);
  switch (known ? known->kind : PB_ANSWER_MISSING) {
  case PB_ANSWER_SUBSTANTIVE:
    item->answered++;
    break;
  case PB_ANSWER_DONT_KNOW:
    item->dont_know++;
    break;
  case PB_ANSWER_NOT_APPLICABLE:
    item->not_applicable++;
    break;
  case PB_ANSWER_MISSING:
    item->missing++;
    break;
  }
}

pb_survey_item *pb_survey_items(const pb_survey *survey, size_t *n) {
  *n = 0;
  if (!survey || !survey->n)
    return NULL;
  GArray *items = g_array_new(FALSE, TRUE, sizeof(pb_survey_item));
  for (size_t first = 0; first < survey->n;) {
    size_t end = end_of(survey, first, false);
    for (size_t q = 0; q < survey->n_questions; q++) {
      pb_survey_item item = {.wave = survey->wave[first], .question = q};
      const uint8_t *answers = pb_survey_answers(survey, q);
      for (size_t i = first; i < end; i++)
        count_answer(&item, &survey->questions[q], answers[i]);
      if (item.asked)
        g_array_append_val(items, item);
    }
    first = end;
  }
  *n = items->len;
  return (pb_survey_item *)(void *)g_array_free(items, FALSE);
}

static int by_wave(const void *a, const void *b) {
  const pb_share_group *x = a, *y = b;
  if (x->wave != y->wave)
    return x->wave < y->wave ? -1 : 1;
  return (x->area_kind > y->area_kind) - (x->area_kind < y->area_kind);
}

static pb_share_group *group_of(GArray *groups, const pb_survey_share *row) {
  for (guint g = 0; g < groups->len; g++) {
    pb_share_group *group = &g_array_index(groups, pb_share_group, g);
    if (group->wave == row->wave && group->area_kind == row->area_kind)
      return group;
  }
  const pb_share_group fresh = {row->wave, row->area_kind, 0, 0};
  g_array_append_val(groups, fresh);
  return &g_array_index(groups, pb_share_group, groups->len - 1);
}

pb_share_group *pb_share_groups(const pb_survey_shares *shares, size_t *n) {
  *n = 0;
  if (!shares || !shares->n)
    return NULL;
  GArray *groups = g_array_new(FALSE, TRUE, sizeof(pb_share_group));
  for (size_t i = 0; i < shares->n; i++) {
    pb_share_group *group = group_of(groups, &shares->rows[i]);
    group->rows++;
    group->with_n += shares->rows[i].has_n;
  }
  g_array_sort(groups, by_wave);
  *n = groups->len;
  return (pb_share_group *)(void *)g_array_free(groups, FALSE);
}
