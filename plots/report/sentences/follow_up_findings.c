/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/analysis/incidents.h"
#include "engine/text.h"
#include "plots/read.h"
#include "plots/report/sentences/follow_up.h"
#include "plots/report/sentences/incidents.h"
#include "plots/report/sentences/other_findings.h"
#include "plots/report/sentences/safety.h"
#include "plots/report/sentences/words.h"
#include "plots/report/tree.h"

#define PAGE_SAFETY "trygghet"
#define PAGE_FOLLOW_UP "uppfoljning"
/* Nothing is established: worth a line where there is room. */
#define NOTHING_SCORE (.8 * PB_FINDING_FILLS)

static void add(GPtrArray *findings, const char *target, char *text, double score,
                pb_source_set sources) {
  pb_finding *finding = pb_finding_new(-1, target, text, score);
  finding->sources = sources;
  g_ptr_array_add(findings, finding);
}

static bool is_decided(pb_verdict verdict) {
  return verdict == PB_VERDICT_INCREASE || verdict == PB_VERDICT_DECREASE;
}

/* --- survey --- */

static double question_score(const pb_question_facts *q) {
  const pb_optional near =
      q->verdict == PB_VERDICT_INCREASE ? q->difference_lower : q->difference_upper;
  if (!is_decided(q->verdict) || !near.known || !q->share.known || !q->previous_share.known ||
      !(q->previous_share.value > 0))
    return 0;
  return pb_finding_size(fmax(q->share.value, q->previous_share.value), 1) *
         pb_finding_distance(1 + near.value / q->previous_share.value);
}

/* "2025": of respondents in a scalar, of published shares by row. */
static char *wave_words(const pb_context *context, const pb_result *survey, size_t row,
                        const char *name) {
  double wave;
  if (!pb_result_get_scalar(survey, name, &wave) && !pb_read_number(survey, name, row, &wave))
    return NULL;
  return pb_format_period(context->language, (pb_period)wave);
}

static char *question_text(const pb_context *context, const pb_result *survey, size_t row,
                           const pb_question_facts *q) {
  const pb_language *language = context->language;
  g_autofree char *wave = wave_words(context, survey, row, "wave");
  g_autofree char *before = wave_words(context, survey, row, "previous_wave");
  if (!wave || !before)
    return NULL;
  g_autofree char *question = pb_inline_escape(q->text);
  g_autofree char *now_share = pb_words_share(language, q->share);
  g_autofree char *then_share = pb_words_share(language, q->previous_share);
  g_autofree char *lower = pb_words_points(language, q->difference_lower);
  g_autofree char *upper = pb_words_points(language, q->difference_upper);
  return g_strdup_printf(
      q->verdict == PB_VERDICT_INCREASE
          ? _("**A larger share in the survey for** “%s”: %s in %s, %s in %s. The increase is "
              "established (95%% interval %s to %s percentage points).")
          : _("**A smaller share in the survey for** “%s”: %s in %s, %s in %s. The decrease is "
              "established (95%% interval %s to %s percentage points)."),
      question, now_share, wave, then_share, before, lower, upper);
}

static char *no_change_text(const pb_context *context, const pb_result *survey, size_t n,
                            size_t row) {
  g_autofree char *wave = wave_words(context, survey, row, "wave");
  g_autofree char *before = wave_words(context, survey, row, "previous_wave");
  g_autofree char *questions = pb_format_integer(context->language, (int64_t)n);
  if (!wave || !before)
    return NULL;
  return g_strdup_printf(_("**No established change in the survey** between %s and %s; questions "
                           "compared: %s."),
                         before, wave, questions);
}

void pb_add_survey_findings(const pb_context *context, GPtrArray *findings) {
  const pb_result *survey = pb_safety_result(context);
  size_t best = 0, compared = 0, last = 0;
  double score = 0;
  for (size_t i = 0; i < pb_read_rows(survey); i++) {
    const pb_question_facts q = pb_question_facts_read(context, survey, i);
    const double own = question_score(&q);
    if (q.verdict != PB_VERDICT_NOT_ASSESSED) {
      compared++;
      last = i;
    }
    if (own > score) {
      score = own;
      best = i;
    }
  }
  char *text = NULL;
  if (score > 0) {
    const pb_question_facts q = pb_question_facts_read(context, survey, best);
    text = question_text(context, survey, best, &q);
  } else if (compared > 0) {
    score = NOTHING_SCORE;
    text = no_change_text(context, survey, compared, last);
  }
  if (text)
    add(findings, PAGE_SAFETY, text, score, PB_SOURCE_SURVEY);
}

/* --- goals and measures --- */

static void add_goals(const pb_context *context, GPtrArray *findings) {
  const pb_result *goals = pb_analysis_find(context->analysis, "goals", -1);
  const size_t n = pb_read_rows(goals);
  if (n == 0)
    return;
  const double reached = pb_result_scalar_or(goals, "n_reached", 0);
  const double missed = pb_result_scalar_or(goals, "n_not_reached", 0);
  const double open = pb_result_scalar_or(goals, "n_cannot_be_judged", 0);
  g_autofree char *headline =
      pb_headline_goals(context->language, (size_t)reached, (size_t)missed, (size_t)open);
  g_autofree char *missed_words = pb_words_count(context->language, missed);
  g_autofree char *open_words = pb_words_count(context->language, open);
  char *text =
      n == 1 ? g_strdup_printf(_("**%s**, by the outcome up to and including %d."), headline,
                               context->dataset->period_end)
             : g_strdup_printf(_("**%s**, by the outcome up to and including %d. Not reached: %s. "
                                 "Cannot be judged or not due: %s."),
                               headline, context->dataset->period_end, missed_words, open_words);
  const double score = pb_finding_size(reached + missed, (double)n) * PB_FINDING_STATE;
  add(findings, PAGE_FOLLOW_UP, text, fmax(score, NOTHING_SCORE), PB_SOURCE_GOALS);
}

/* Reported crimes in the last year, all types. */
static double all_crimes(const pb_context *context) {
  pb_type_facts facts;
  for (size_t i = 0; i < context->dataset->n_types; i++)
    if (context->dataset->types[i].is_total && pb_type_facts_read(context, (int)i, &facts) &&
        facts.count[2].known)
      return facts.count[2].value;
  return 0;
}

/* Recorded events in the last year, of all areas. */
static double all_events(const pb_context *context) {
  pb_incident_facts facts;
  return pb_incident_facts_of(context, PB_ALL_AREAS, &facts) ? facts.now : 0;
}

static double years_of(pb_period first, pb_period last) {
  const int per_year = pb_period_per_year(first);
  const int n = (pb_period_year(last) - pb_period_year(first)) * per_year + pb_period_number(last) -
                pb_period_number(first) + 1;
  return (double)n / per_year;
}

/* Established both as a difference and, where that is known, as a ratio. */
static bool is_established(const pb_measure_facts *m) {
  return is_decided(m->wdd_verdict) && m->wdd_lower.known && m->wdd_upper.known &&
         m->treated_after.known && m->after_first && m->after_last &&
         (!m->ratio.known || m->ratio_verdict == m->wdd_verdict);
}

/* The end of the interval nearer to no difference, as a ratio to what would have been. */
static double measure_score(const pb_context *context, const pb_measure_facts *m) {
  const double near =
      m->wdd_verdict == PB_VERDICT_INCREASE ? m->wdd_lower.value : m->wdd_upper.value;
  const double after = m->treated_after.value, otherwise = after - near;
  const double years = years_of(m->after_first, m->after_last);
  if (!(otherwise > 0) || !(years > 0))
    return 0;
  const double all = m->is_events ? all_events(context) : all_crimes(context);
  return pb_finding_size(fmax(after, otherwise) / years, all) *
         pb_finding_distance(after / otherwise);
}

static char *measure_text(const pb_context *context, const pb_measure_facts *m) {
  const pb_language *language = context->language;
  g_autofree char *title = pb_inline_escape(m->title);
  g_autofree char *comparison = pb_inline_escape(m->comparison);
  g_autofree char *size = pb_words_mean(language, fabs(m->wdd.value));
  g_autofree char *after = pb_words_periods(language, m->after_first, m->after_last);
  g_autofree char *lower = pb_words_signed(language, m->wdd_lower.value, 0);
  g_autofree char *upper = pb_words_signed(language, m->wdd_upper.value, 0);
  return g_strdup_printf(
      m->wdd_verdict == PB_VERDICT_DECREASE
          ? _("**After the measure “%s”** there were %s fewer %s in %s than the change in %s would "
              "have given. The difference is established (95%% interval %s to %s).")
          : _("**After the measure “%s”** there were %s more %s in %s than the change in %s would "
              "have given. The difference is established (95%% interval %s to %s)."),
      title, size, m->noun, after, comparison, lower, upper);
}

static void add_measures(const pb_context *context, GPtrArray *findings) {
  const pb_result *measures = pb_analysis_find(context->analysis, "measures", -1);
  for (size_t i = 0; i < pb_read_rows(measures); i++) {
    const pb_measure_facts m = pb_measure_facts_read(context, measures, i);
    if (is_established(&m))
      add(findings, PAGE_FOLLOW_UP, measure_text(context, &m), measure_score(context, &m),
          PB_SOURCE_MEASURES | (m.is_events ? PB_SOURCE_RECORDS : PB_SOURCE_CRIME));
  }
}

void pb_add_follow_up_findings(const pb_context *context, GPtrArray *findings) {
  add_goals(context, findings);
  add_measures(context, findings);
}
