/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "io/join_sources.h"
#include "io/sources/survey_table.h"

static bool same_number(bool has, double a, bool has_other, double b) {
  return has == has_other && (!has || a == b);
}

static bool agree(void *first, const void *other) {
  const pb_share_row *a = first, *b = other;
  return a->share == b->share && a->has_n == b->has_n && a->n == b->n &&
         same_number(a->has_lower, a->lower, b->has_lower, b->lower) &&
         same_number(a->has_upper, a->upper, b->has_upper, b->upper);
}

static const char *area_name(const pb_dataset *dataset, const pb_share_row *row) {
  switch ((pb_survey_area_kind)row->area_kind) {
  case PB_SURVEY_IN_MUNICIPALITY:
    return dataset->municipalities[row->area].name;
  case PB_SURVEY_IN_COUNTY:
    return dataset->municipalities[row->area].county_name;
  case PB_SURVEY_IN_COUNTRY:
    return "Sverige";
  case PB_SURVEY_IN_POLICE_AREA:
    break;
  }
  return "–";
}

static char *subject(const pb_dataset *dataset, const void *data) {
  const pb_share_row *row = data;
  g_autofree char *wave = pb_period_text(row->wave);
  return g_strdup_printf("%s, %s", area_name(dataset, row), wave);
}

static char *value(const pb_dataset *dataset, const void *data) {
  (void)dataset;
  const pb_share_row *row = data;
  return row->has_n ? g_strdup_printf("%g %% (n = %" G_GINT64_FORMAT ")", 100 * row->share, row->n)
                    : g_strdup_printf("%g %%", 100 * row->share);
}

static const pb_row_words words = {subject, value};

int pb_share_newest_year(const GArray *rows) {
  int newest = 0;
  for (guint i = 0; i < rows->len; i++)
    newest = MAX(newest, pb_period_year(g_array_index(rows, pb_share_row, i).wave));
  return newest;
}

bool pb_share_is_after(const void *row, int period_end) {
  return pb_period_year(((const pb_share_row *)row)->wave) > period_end;
}

static int by_number(int64_t a, int64_t b) {
  return a < b ? -1 : a > b;
}

static int by_subject(const void *a, const void *b) {
  const pb_survey_share *x = a, *y = b;
  const int orders[] = {strcmp(x->question, y->question), by_number(x->area_kind, y->area_kind),
                        by_number(x->area, y->area),      strcmp(x->police_area, y->police_area),
                        by_number(x->wave, y->wave),      by_number(x->sex, y->sex),
                        strcmp(x->age, y->age),           strcmp(x->subgroup, y->subgroup)};
  for (size_t i = 0; i < G_N_ELEMENTS(orders); i++)
    if (orders[i])
      return orders[i];
  return 0;
}

static pb_survey_share make_share(const pb_share_row *row, const pb_share_state *state,
                                  GStringChunk *texts) {
  const uint32_t numbers[] = {row->police_area, row->question, row->age, row->subgroup};
  const char *words_of[G_N_ELEMENTS(numbers)];
  for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
    words_of[i] =
        g_string_chunk_insert_const(texts, pb_distinct_texts_at(state->texts, numbers[i]));
  return (pb_survey_share){.area_kind = (pb_survey_area_kind)row->area_kind,
                           .area = row->area,
                           .police_area = words_of[0],
                           .wave = row->wave,
                           .question = words_of[1],
                           .sex = (pb_sex)row->sex,
                           .age = words_of[2],
                           .subgroup = words_of[3],
                           .share = row->share,
                           .has_n = row->has_n,
                           .n = row->n,
                           .has_interval = row->has_lower && row->has_upper,
                           .lower = row->lower,
                           .upper = row->upper};
}

static pb_period wave_of(const void *row) {
  return ((const pb_share_row *)row)->wave;
}

void pb_share_join(pb_gathered *gathered, pb_dataset *dataset) {
  GArray *rows = pb_gathered_rows(gathered, &pb_source_kind_survey_table);
  const pb_share_state *state = pb_gathered_state(gathered, &pb_source_kind_survey_table);
  if (!rows->len)
    return;
  g_autofree pb_join *joins = pb_find_duplicates(rows, agree);
  pb_settle_duplicates(gathered, rows, joins, &words);
  pb_survey_shares *shares = g_new0(pb_survey_shares, 1);
  shares->texts = g_string_chunk_new(1024);
  shares->rows = g_new0(pb_survey_share, rows->len);
  for (guint i = 0; i < rows->len; i++)
    if (joins[i].fate == PB_JOIN_FIRST)
      shares->rows[shares->n++] =
          make_share(&g_array_index(rows, pb_share_row, i), state, shares->texts);
  qsort(shares->rows, shares->n, sizeof *shares->rows, by_subject);
  dataset->survey_shares = shares;
  pb_describe_periods(dataset, rows, joins, wave_of);
}
