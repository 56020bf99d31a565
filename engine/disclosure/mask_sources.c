/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Indicators and published survey shares without what may not be told. */
#include <string.h>

#include "engine/disclosure/mask_parts.h"
#include "engine/stats/survey_input.h"

pb_indicators *pb_mask_indicators(const pb_public_problem *all, const pb_mask *mask) {
  const pb_indicators *from = all->dataset->indicators;
  pb_indicators *to = g_new0(pb_indicators, 1);
  to->indicators = g_new0(pb_indicator, from->n_indicators + 1);
  to->n_indicators = from->n_indicators;
  for (size_t i = 0; i < from->n_indicators; i++) {
    const pb_indicator *one = &from->indicators[i];
    to->indicators[i] =
        (pb_indicator){g_strdup(one->name), g_strdup(one->unit), g_strdup(one->source)};
  }
  to->series = g_new0(pb_indicator_series, from->n_series + 1);
  to->n_series = from->n_series;
  to->values = g_new0(pb_indicator_value, from->n_values + 1);
  for (size_t s = 0; s < from->n_series; s++) {
    const pb_indicator_series *series = &from->series[s];
    to->series[s] = *series;
    to->series[s].first = to->n_values;
    for (size_t v = series->first; v < series->first + series->n; v++) {
      uint32_t at = all->indicator[v];
      if (at != PB_NO_CELL && mask->withheld[at])
        continue;
      to->values[to->n_values] = from->values[v];
      if (at != PB_NO_CELL && mask->changed)
        to->values[to->n_values].value = (double)mask->changed[at];
      to->n_values++;
    }
    to->series[s].n = to->n_values - to->series[s].first;
  }
  return to;
}

static bool is_few(const pb_survey_share *row) {
  return row->has_n && row->n < PB_SURVEY_FEWEST;
}

/* Which breakdowns a share belongs to: 0 for the whole, which every breakdown gives back. */
enum { BY_SEX = 1, BY_AGE = 2, BY_SUBGROUP = 4 };
static int breakdown(const pb_survey_share *row) {
  return (row->sex != PB_SEX_UNKNOWN ? BY_SEX : 0) | (*row->age ? BY_AGE : 0) |
         (*row->subgroup ? BY_SUBGROUP : 0);
}

static bool same_asking(const pb_survey_share *a, const pb_survey_share *b) {
  return a->wave == b->wave && a->area_kind == b->area_kind && a->area == b->area &&
         strcmp(a->question, b->question) == 0 && strcmp(a->police_area, b->police_area) == 0;
}

/* A share of few answers in the same breakdown, or in the whole. */
static bool has_few_beside(const pb_survey_shares *shares, size_t i) {
  const pb_survey_share *row = &shares->rows[i];
  for (size_t k = 0; k < shares->n; k++) {
    const pb_survey_share *other = &shares->rows[k];
    if (is_few(other) && same_asking(row, other) &&
        (breakdown(other) == 0 || breakdown(other) == breakdown(row)))
      return true;
  }
  return false;
}

pb_survey_shares *pb_mask_shares(const pb_survey_shares *shares) {
  pb_survey_shares *to = g_new0(pb_survey_shares, 1);
  to->rows = g_new0(pb_survey_share, shares->n + 1);
  to->texts = g_string_chunk_new(1024);
  bool any = false;
  for (size_t i = 0; i < shares->n; i++)
    any = any || is_few(&shares->rows[i]);
  for (size_t i = 0; i < shares->n; i++) {
    if (any && has_few_beside(shares, i))
      continue;
    pb_survey_share *row = &to->rows[to->n++];
    *row = shares->rows[i];
    row->police_area = g_string_chunk_insert_const(to->texts, row->police_area);
    row->question = g_string_chunk_insert_const(to->texts, row->question);
    row->age = g_string_chunk_insert_const(to->texts, row->age);
    row->subgroup = g_string_chunk_insert_const(to->texts, row->subgroup);
  }
  return to;
}
