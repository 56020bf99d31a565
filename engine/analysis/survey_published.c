/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares that others have published: the last wave of each question against the one before it, the
 * county and the country. */
#include <string.h>

#include "engine/analysis/build.h"
#include "engine/stats/p_adjust.h"
#include "engine/stats/proportion.h"
#include "engine/stats/survey_input.h"

typedef struct {
  const char *question;
  const pb_survey_share *now, *before, *county, *country, *women, *men;
  bool compared;
  pb_proportion_change change;
  double adjusted;
} share_row;

static bool is_all(const pb_survey_share *row) {
  return row->sex == PB_SEX_UNKNOWN && !*row->age && !*row->subgroup;
}

static bool is_county_of(const pb_dataset *dataset, const pb_survey_share *row, size_t m) {
  return row->area_kind == PB_SURVEY_IN_COUNTY &&
         g_strcmp0(dataset->municipalities[row->area].county_code,
                   dataset->municipalities[m].county_code) == 0;
}

static bool is_here(const pb_survey_share *row, size_t m) {
  return row->area_kind == PB_SURVEY_IN_MUNICIPALITY && row->area == (int)m;
}

/* The municipality's last two waves of the question. */
static void find_waves(const pb_analysis *analysis, share_row *to) {
  const pb_survey_shares *shares = analysis->dataset->survey_shares;
  for (size_t i = 0; i < shares->n; i++) {
    const pb_survey_share *row = &shares->rows[i];
    if (strcmp(row->question, to->question) != 0 || !is_here(row, analysis->m) || !is_all(row) ||
        pb_period_year(row->wave) > analysis->dataset->period_end)
      continue;
    if (!to->now || row->wave > to->now->wave) {
      to->before = to->now;
      to->now = row;
    } else if (row->wave < to->now->wave && (!to->before || row->wave > to->before->wave)) {
      to->before = row;
    }
  }
}

/* Others in the same wave. */
static void find_others(const pb_analysis *analysis, share_row *to) {
  const pb_dataset *dataset = analysis->dataset;
  const pb_survey_shares *shares = dataset->survey_shares;
  for (size_t i = 0; to->now && i < shares->n; i++) {
    const pb_survey_share *row = &shares->rows[i];
    if (row->wave != to->now->wave || strcmp(row->question, to->question) != 0 || *row->age ||
        *row->subgroup)
      continue;
    if (row->sex == PB_SEX_UNKNOWN && is_county_of(dataset, row, analysis->m))
      to->county = row;
    else if (row->sex == PB_SEX_UNKNOWN && row->area_kind == PB_SURVEY_IN_COUNTRY)
      to->country = row;
    else if (row->sex == PB_SEX_WOMAN && is_here(row, analysis->m))
      to->women = row;
    else if (row->sex == PB_SEX_MAN && is_here(row, analysis->m))
      to->men = row;
  }
}

static bool is_shown(const pb_survey_share *row) {
  return row && !(row->has_n && row->n < PB_SURVEY_FEWEST);
}

static bool interval_of(const pb_survey_share *row, double confidence, pb_interval *interval) {
  if (!is_shown(row) || (!row->has_interval && !row->has_n))
    return false;
  *interval = row->has_interval ? (pb_interval){row->lower, row->upper}
                                : pb_wilson_interval(row->share, (double)row->n, confidence);
  return true;
}

static void compare(share_row *row, double confidence) {
  row->compared = is_shown(row->now) && is_shown(row->before) && row->now->has_n &&
                  row->before->has_n && row->now->n > 0 && row->before->n > 0;
  if (row->compared)
    row->change = pb_newcombe_difference(row->before->share, (double)row->before->n,
                                         row->now->share, (double)row->now->n, confidence);
}

static void adjust(GArray *rows) {
  g_autofree double *p = g_new0(double, rows->len + 1);
  g_autofree bool *has = g_new0(bool, rows->len + 1);
  for (guint i = 0; i < rows->len; i++) {
    has[i] = g_array_index(rows, share_row, i).compared;
    p[i] = g_array_index(rows, share_row, i).change.p;
  }
  pb_p_adjust(p, has, rows->len, PB_ADJUST_BH, p);
  for (guint i = 0; i < rows->len; i++)
    g_array_index(rows, share_row, i).adjusted = p[i];
}

static const char *verdict(const share_row *row, double alpha) {
  if (!row->compared)
    return "not-assessed";
  if (row->adjusted < alpha && row->change.interval.lower > 0)
    return "increase";
  return row->adjusted < alpha && row->change.interval.upper < 0 ? "decrease" : "undecided";
}

static void put_share(pb_result *result, const char *name, const GArray *rows, size_t offset) {
  pb_column *column = pb_result_add_column(result, name, PB_TYPE_DOUBLE, NULL);
  for (guint i = 0; i < rows->len; i++) {
    const char *row = (const char *)&g_array_index(rows, share_row, i);
    const pb_survey_share *share = *(const pb_survey_share *const *)(const void *)(row + offset);
    pb_column_append_maybe(column, is_shown(share), share ? share->share : 0);
  }
}

static void put_rows(pb_result *r, const GArray *rows, const pb_analysis_options *options) {
  pb_column *question = pb_result_add_column(r, "question", PB_TYPE_STRING, NULL);
  pb_column *text = pb_result_add_column(r, "text_sv", PB_TYPE_STRING, NULL);
  pb_column *wave = pb_result_add_column(r, "wave", PB_TYPE_PERIOD, NULL);
  pb_column *n = pb_result_add_column(r, "n", PB_TYPE_INT64, N_("answers"));
  pb_column *lower = pb_result_add_column(r, "lower", PB_TYPE_DOUBLE, NULL);
  pb_column *upper = pb_result_add_column(r, "upper", PB_TYPE_DOUBLE, NULL);
  pb_column *previous = pb_result_add_column(r, "previous_wave", PB_TYPE_PERIOD, NULL);
  static const char *const names[] = {"difference", "difference_lower", "difference_upper", "p",
                                      "p_adjusted"};
  pb_column *numbers[G_N_ELEMENTS(names)];
  for (size_t k = 0; k < G_N_ELEMENTS(names); k++)
    numbers[k] = pb_result_add_column(r, names[k], PB_TYPE_DOUBLE, NULL);
  pb_column *words = pb_result_add_column(r, "verdict", PB_TYPE_STRING, NULL);
  for (guint i = 0; i < rows->len; i++) {
    const share_row *row = &g_array_index(rows, share_row, i);
    pb_interval interval = {0};
    bool sure = interval_of(row->now, options->confidence, &interval);
    const double at[] = {row->change.difference, row->change.interval.lower,
                         row->change.interval.upper, row->change.p, row->adjusted};
    pb_column_append_string(question, row->question);
    pb_column_append_string(text, row->question);
    pb_column_append_int(wave, row->now->wave);
    pb_append_int_maybe(n, row->now->has_n, row->now->n);
    pb_column_append_maybe(lower, sure, interval.lower);
    pb_column_append_maybe(upper, sure, interval.upper);
    pb_append_int_maybe(previous, row->before, row->before ? row->before->wave : 0);
    for (size_t k = 0; k < G_N_ELEMENTS(names); k++)
      pb_column_append_maybe(numbers[k], row->compared, at[k]);
    pb_column_append_string(words, verdict(row, options->alpha));
  }
  put_share(r, "share", rows, offsetof(share_row, now));
  put_share(r, "previous_share", rows, offsetof(share_row, before));
  put_share(r, "county_share", rows, offsetof(share_row, county));
  put_share(r, "country_share", rows, offsetof(share_row, country));
  put_share(r, "women_share", rows, offsetof(share_row, women));
  put_share(r, "men_share", rows, offsetof(share_row, men));
}

void pb_build_survey_published(pb_analysis *analysis) {
  const pb_survey_shares *shares = analysis->dataset->survey_shares;
  pb_result *result = pb_analysis_put(analysis, "survey-published", -1);
  g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(share_row));
  /* the list is ordered by question */
  for (size_t i = 0; shares && i < shares->n; i++) {
    share_row row = {.question = shares->rows[i].question};
    if (i > 0 && strcmp(row.question, shares->rows[i - 1].question) == 0)
      continue;
    find_waves(analysis, &row);
    if (!row.now)
      continue;
    find_others(analysis, &row);
    compare(&row, analysis->options.confidence);
    g_array_append_val(rows, row);
  }
  adjust(rows);
  put_rows(result, rows, &analysis->options);
  pb_result_set_counts(result, rows->len, 0);
  pb_result_set_method(result, N_("Published shares; Wilson intervals where the number of answers "
                                  "is published; changes by Newcombe’s method, adjusted over the "
                                  "questions"));
  pb_result_set_citation(result, "Wilson 1927; Newcombe 1998; Benjamini & Hochberg 1995");
  if (rows->len == 0)
    pb_result_set_reason(result,
                         N_("The project has no published survey shares of the municipality."));
}
