/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How do people experience it: shares by question, and what has changed since the last wave. */
#include <string.h>

#include "engine/analysis/build.h"
#include "engine/analysis/survey_sample.h"
#include "engine/stats/p_adjust.h"
#include "engine/stats/proportion.h"
#include "engine/stats/survey_input.h"

typedef struct {
  size_t question;
  pb_survey_estimate now, before;
  bool compared;
  pb_proportion_change change;
  double adjusted;
} question_row;

static void append_estimate(const pb_survey_estimate *e, pb_column *n, pb_column *share,
                            pb_column *lower, pb_column *upper) {
  bool shown = e->present && !e->suppressed;
  pb_append_int_maybe(n, e->present, (int64_t)e->n);
  pb_column_append_maybe(share, shown, e->value);
  pb_column_append_maybe(lower, shown && e->has_interval, e->interval.lower);
  pb_column_append_maybe(upper, shown && e->has_interval, e->interval.upper);
}

static const char *verdict(const question_row *row, double alpha) {
  if (!row->compared)
    return "not-assessed";
  if (row->adjusted < alpha && row->change.interval.lower > 0)
    return "increase";
  if (row->adjusted < alpha && row->change.interval.upper < 0)
    return "decrease";
  return "undecided";
}

static void adjust(question_row *rows, size_t n) {
  g_autofree double *p = g_new0(double, n + 1);
  g_autofree bool *has = g_new0(bool, n + 1);
  for (size_t i = 0; i < n; i++) {
    has[i] = rows[i].compared;
    p[i] = rows[i].change.p;
  }
  pb_p_adjust(p, has, n, PB_ADJUST_BH, p);
  for (size_t i = 0; i < n; i++)
    rows[i].adjusted = p[i];
}

static bool usable(const pb_survey_estimate *e) {
  return e->present && !e->suppressed && e->has_interval && e->n_effective > 0;
}

/* How many did not know is a small count of its own: not for the public. */
static void put_shares(pb_result *r, const pb_survey *survey, const question_row *rows, size_t n,
                       bool is_public) {
  pb_column *key = pb_result_add_column(r, "question", PB_TYPE_STRING, NULL);
  pb_column *sv = pb_result_add_column(r, "text_sv", PB_TYPE_STRING, NULL);
  pb_column *en = pb_result_add_column(r, "text_en", PB_TYPE_STRING, NULL);
  pb_column *index = pb_result_add_column(r, "index", PB_TYPE_STRING, NULL);
  pb_column *count = pb_result_add_column(r, "n", PB_TYPE_INT64, N_("answers"));
  pb_column *share = pb_result_add_column(r, "share", PB_TYPE_DOUBLE, NULL);
  pb_column *lower = pb_result_add_column(r, "lower", PB_TYPE_DOUBLE, NULL);
  pb_column *upper = pb_result_add_column(r, "upper", PB_TYPE_DOUBLE, NULL);
  pb_column *dont = pb_result_add_column(r, "n_dont_know", PB_TYPE_INT64, N_("answers"));
  for (size_t i = 0; i < n; i++) {
    const pb_survey_question *question = &survey->questions[rows[i].question];
    pb_column_append_string(key, question->key);
    pb_column_append_string(sv, question->text_sv);
    pb_column_append_string(en, question->text_en);
    pb_column_append_string(index, question->index);
    append_estimate(&rows[i].now, count, share, lower, upper);
    pb_append_int_maybe(dont, !is_public, (int64_t)rows[i].now.dont_know);
  }
}

static void put_changes(pb_result *r, const question_row *rows, size_t n, double alpha) {
  pb_column *count = pb_result_add_column(r, "previous_n", PB_TYPE_INT64, N_("answers"));
  pb_column *share = pb_result_add_column(r, "previous_share", PB_TYPE_DOUBLE, NULL);
  pb_column *lower = pb_result_add_column(r, "previous_lower", PB_TYPE_DOUBLE, NULL);
  pb_column *upper = pb_result_add_column(r, "previous_upper", PB_TYPE_DOUBLE, NULL);
  static const char *const names[] = {"difference", "difference_lower", "difference_upper", "p",
                                      "p_adjusted"};
  for (size_t i = 0; i < n; i++)
    append_estimate(&rows[i].before, count, share, lower, upper);
  for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
    pb_column *column = pb_result_add_column(r, names[k], PB_TYPE_DOUBLE, NULL);
    for (size_t i = 0; i < n; i++) {
      const pb_proportion_change *c = &rows[i].change;
      const double at[] = {c->difference, c->interval.lower, c->interval.upper, c->p,
                           rows[i].adjusted};
      pb_column_append_maybe(column, rows[i].compared, at[k]);
    }
  }
  pb_column *words = pb_result_add_column(r, "verdict", PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < n; i++)
    pb_column_append_string(words, verdict(&rows[i], alpha));
}

static bool of_sex(const pb_survey_sample *s, size_t i, size_t which) {
  return s->survey->sex[s->first + i] == which;
}
static bool of_age(const pb_survey_sample *s, size_t i, size_t which) {
  return s->survey->age[s->first + i] == which;
}
static bool of_area(const pb_survey_sample *s, size_t i, size_t which) {
  return s->survey->area[s->first + i] == which;
}

typedef struct {
  pb_column *question, *kind, *group, *n, *share, *lower, *upper;
} group_columns;

/* The groups of one breakdown. Names are borrowed. */
typedef struct {
  const char *kind;
  bool (*has)(const pb_survey_sample *sample, size_t respondent, size_t which);
  size_t n;
  size_t which[PB_SEX_OTHER + 1]; /* of the sexes; else the group's own position */
  const char *(*name)(const pb_survey *survey, size_t which);
} breakdown;

static const char *sex_name(const pb_survey *survey, size_t which) {
  (void)survey;
  return pb_sex_text((pb_sex)which);
}
static const char *age_name(const pb_survey *survey, size_t which) {
  return survey->ages[which].text;
}
static const char *area_name(const pb_survey *survey, size_t which) {
  return survey->areas[which];
}

/* For the public (`whole`) a breakdown is shown in whole or not at all: a group of few answers is
 * the whole less the others. */
static void put_breakdown(const group_columns *to, pb_survey_sample *sample, size_t question,
                          const breakdown *by, bool whole, double confidence) {
  g_autofree pb_survey_estimate *e = g_new0(pb_survey_estimate, by->n + 1);
  bool few = false;
  for (size_t k = 0; k < by->n; k++) {
    pb_survey_part part = {by->has, by->has == of_sex ? by->which[k] : k};
    e[k] = pb_survey_question_share(sample, question, &part, confidence);
    few = few || (e[k].present && e[k].suppressed);
  }
  for (size_t k = 0; k < by->n && !(whole && few); k++) {
    if (!e[k].present)
      continue;
    pb_column_append_string(to->question, sample->survey->questions[question].key);
    pb_column_append_string(to->kind, by->kind);
    pb_column_append_string(to->group,
                            by->name(sample->survey, by->has == of_sex ? by->which[k] : k));
    append_estimate(&e[k], to->n, to->share, to->lower, to->upper);
  }
}

/* By sex, age and part of the municipality, in the last wave. */
static void put_groups(pb_result *r, pb_survey_sample *sample, const question_row *rows, size_t n,
                       bool whole, double confidence) {
  const group_columns to = {pb_result_add_column(r, "question", PB_TYPE_STRING, NULL),
                            pb_result_add_column(r, "kind", PB_TYPE_STRING, NULL),
                            pb_result_add_column(r, "group", PB_TYPE_STRING, NULL),
                            pb_result_add_column(r, "n", PB_TYPE_INT64, N_("answers")),
                            pb_result_add_column(r, "share", PB_TYPE_DOUBLE, NULL),
                            pb_result_add_column(r, "lower", PB_TYPE_DOUBLE, NULL),
                            pb_result_add_column(r, "upper", PB_TYPE_DOUBLE, NULL)};
  for (size_t i = 0; sample && i < n; i++) {
    const pb_survey *survey = sample->survey;
    const breakdown all[] = {
        {"sex", of_sex, 3, {PB_SEX_WOMAN, PB_SEX_MAN, PB_SEX_OTHER}, sex_name},
        {"age", of_age, survey->n_ages, {0}, age_name},
        {"area", of_area, survey->n_areas, {0}, area_name},
    };
    for (size_t k = 0; k < G_N_ELEMENTS(all); k++)
      put_breakdown(&to, sample, rows[i].question, &all[k], whole, confidence);
  }
}

/* Respondents, and how many were asked where that is known. */
static void put_response(pb_result *r, const pb_survey *survey, int municipality,
                         const GArray *waves, size_t fewest) {
  pb_column *wave = pb_result_add_column(r, "wave", PB_TYPE_PERIOD, NULL);
  pb_column *n = pb_result_add_column(r, "n", PB_TYPE_INT64, N_("respondents"));
  pb_column *invited = pb_result_add_column(r, "invited", PB_TYPE_DOUBLE, N_("people"));
  for (guint i = 0; i < waves->len; i++) {
    pb_period at = g_array_index(waves, pb_period, i);
    size_t respondents = 0;
    double asked = 0;
    bool known = true;
    for (size_t k = 0; k < survey->n_strata; k++) {
      const pb_survey_stratum *stratum = &survey->strata[k];
      if (stratum->municipality != municipality || stratum->wave != at)
        continue;
      respondents += stratum->n;
      known = known && stratum->has_invited;
      asked += stratum->invited;
    }
    if (respondents < fewest)
      continue;
    pb_column_append_int(wave, at);
    pb_column_append_int(n, (int64_t)respondents);
    pb_column_append_maybe(invited, known, asked);
  }
}

static void compare(question_row *row, pb_survey_sample *before, double confidence) {
  if (before)
    row->before = pb_survey_question_share(before, row->question, NULL, confidence);
  row->compared = usable(&row->now) && usable(&row->before);
  if (row->compared)
    row->change = pb_newcombe_difference(row->before.value, row->before.n_effective, row->now.value,
                                         row->now.n_effective, confidence);
}

void pb_build_survey(pb_analysis *analysis) {
  const pb_survey *survey = analysis->dataset->survey;
  const bool is_public = analysis->dataset->disclosure != NULL;
  int m = (int)analysis->m;
  double confidence = analysis->options.confidence;
  pb_result *result = pb_analysis_put(analysis, "survey", -1);
  pb_result *groups = pb_analysis_put(analysis, "survey-groups", -1);
  pb_result *response = pb_analysis_put(analysis, "survey-response", -1);
  g_autoptr(GArray) waves = pb_survey_waves(survey, m, analysis->dataset->period_end);
  guint n_waves = waves->len;
  g_autoptr(pb_survey_sample) now =
      n_waves ? pb_survey_sample_new(survey, m, g_array_index(waves, pb_period, n_waves - 1))
              : NULL;
  g_autoptr(pb_survey_sample) before =
      n_waves > 1 ? pb_survey_sample_new(survey, m, g_array_index(waves, pb_period, n_waves - 2))
                  : NULL;
  size_t n = 0;
  g_autofree question_row *rows = g_new0(question_row, (survey ? survey->n_questions : 0) + 1);
  for (size_t q = 0; now && q < survey->n_questions; q++) {
    question_row row = {.question = q};
    if (!survey->questions[q].has_share)
      continue;
    row.now = pb_survey_question_share(now, q, NULL, confidence);
    if (!row.now.present || (is_public && row.now.suppressed))
      continue;
    compare(&row, before, confidence);
    if (is_public && row.before.suppressed)
      row.before = (pb_survey_estimate){0};
    rows[n++] = row;
  }
  adjust(rows, n);
  put_shares(result, survey, rows, n, is_public);
  put_changes(result, rows, n, analysis->options.alpha);
  put_groups(groups, now, rows, n, is_public, confidence);
  put_response(response, survey, m, waves, is_public ? PB_SURVEY_FEWEST : 0);
  pb_put_scalar(result, "wave", now, now ? (double)now->wave : 0, NULL);
  pb_put_scalar(result, "previous_wave", before, before ? (double)before->wave : 0, NULL);
  pb_result_set_counts(result, now && !(is_public && now->n < PB_SURVEY_FEWEST) ? now->n : 0, 0);
  pb_result_set_method(result, N_("Weighted shares, Wilson intervals with the effective number of "
                                  "answers; changes by Newcombe’s method, adjusted over the "
                                  "questions; fewer than 30 answers are not shown"));
  pb_result_set_citation(result, "Wilson 1927; Newcombe 1998; Benjamini & Hochberg 1995");
  if (n == 0)
    for (int i = 0; i < 3; i++)
      pb_result_set_reason(i == 0   ? result
                           : i == 1 ? groups
                                    : response,
                           is_public && now
                               ? N_("The survey has too few answers from the municipality to be "
                                    "shown in the public version.")
                               : N_("The project has no survey with answers from the "
                                    "municipality."));
}
