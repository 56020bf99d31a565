/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/sentences/safety.h"

#include <string.h>

#include "engine/text.h"
#include "plots/read.h"
#include "plots/report/sentences/follow_up.h"
#include "plots/report/sentences/words.h"

pb_question_facts pb_question_facts_read(const pb_context *context, const pb_result *survey,
                                         size_t row) {
  const bool swedish = strcmp(context->language->code, "sv") == 0;
  const char *english =
      pb_result_find(survey, "text_en") ? pb_read_text(survey, "text_en", row) : "";
  const char *text = !swedish && *english ? english : pb_read_text(survey, "text_sv", row);
  return (pb_question_facts){
      .text = *text ? text : pb_read_text(survey, "question", row),
      .n = pb_result_cell(survey, "n", row),
      .share = pb_result_cell(survey, "share", row),
      .lower = pb_result_cell(survey, "lower", row),
      .upper = pb_result_cell(survey, "upper", row),
      .previous_share = pb_result_cell(survey, "previous_share", row),
      .difference = pb_result_cell(survey, "difference", row),
      .difference_lower = pb_result_cell(survey, "difference_lower", row),
      .difference_upper = pb_result_cell(survey, "difference_upper", row),
      .county = pb_result_cell(survey, "county_share", row),
      .country = pb_result_cell(survey, "country_share", row),
      .women = pb_result_cell(survey, "women_share", row),
      .men = pb_result_cell(survey, "men_share", row),
      .verdict = pb_verdict_read(pb_read_text(survey, "verdict", row)),
  };
}

const pb_result *pb_safety_result(const pb_context *context) {
  static const char *const names[] = {"survey", "survey-published"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    const pb_result *result = pb_analysis_find(context->analysis, names[i], -1);
    if (pb_read_rows(result) > 0)
      return result;
  }
  return NULL;
}

char *pb_words_share(const pb_language *language, pb_optional share) {
  if (!share.known)
    return g_strdup("–");
  g_autofree char *number = pb_format_number(language, 100 * share.value, 1);
  return g_strconcat(number, language->percent, NULL);
}

char *pb_words_points(const pb_language *language, pb_optional difference) {
  return difference.known ? pb_words_signed(language, 100 * difference.value, 1) : g_strdup("–");
}

char *pb_headline_safety(const pb_language *language, size_t n_rose, size_t n_fell,
                         size_t n_compared) {
  if (n_compared == 0)
    return g_strdup(_("How people experience safety, in one wave"));
  if (n_rose + n_fell == 0)
    return g_strdup(_("No established change in how people experience safety"));
  g_autofree char *all = pb_format_integer(language, (int64_t)n_compared);
  g_autofree char *rose = pb_format_integer(language, (int64_t)n_rose);
  g_autofree char *fell = pb_format_integer(language, (int64_t)n_fell);
  if (n_fell == 0)
    return g_strdup_printf(Q_("The share increased for %s of %s questions",
                              "The shares increased for %s of %s questions", n_rose),
                           rose, all);
  if (n_rose == 0)
    return g_strdup_printf(Q_("The share decreased for %s of %s questions",
                              "The shares decreased for %s of %s questions", n_fell),
                           fell, all);
  return g_strdup_printf(_("Of %s questions the share increased for %s and decreased for %s"), all,
                         rose, fell);
}

static char *share_sentence(const pb_language *language, const pb_question_facts *q) {
  if (!q->share.known)
    return g_strdup(_("Fewer than 30 answers: not shown."));
  g_autofree char *share = pb_words_share(language, q->share);
  if (!q->lower.known || !q->upper.known)
    return q->n.known
               ? g_strdup_printf(_("%s; the drawing of the sample gives no interval."), share)
               : g_strdup_printf(_("%s; the number of answers is not published, so no interval can "
                                   "be computed."),
                                 share);
  g_autofree char *lower = pb_format_number(language, 100 * q->lower.value, 1);
  g_autofree char *upper = pb_format_number(language, 100 * q->upper.value, 1);
  return g_strdup_printf(_("%s (95%% interval %s to %s)."), share, lower, upper);
}

static char *change_sentence(const pb_language *language, const pb_question_facts *q) {
  if (!q->difference.known || !q->difference_lower.known || !q->difference_upper.known)
    return NULL;
  g_autofree char *points = pb_words_points(language, q->difference);
  g_autofree char *lower = pb_words_points(language, q->difference_lower);
  g_autofree char *upper = pb_words_points(language, q->difference_upper);
  const char *sentence = q->verdict == PB_VERDICT_INCREASE
                             ? _("An established increase of %s percentage points (%s to %s).")
                         : q->verdict == PB_VERDICT_DECREASE
                             ? _("An established decrease of %s percentage points (%s to %s).")
                             : _("No established change: %s percentage points (%s to %s).");
  return g_strdup_printf(sentence, points, lower, upper);
}

char *pb_sentence_question(const pb_language *language, const pb_question_facts *question) {
  g_autofree char *share = share_sentence(language, question);
  g_autofree char *change = change_sentence(language, question);
  return change ? g_strdup_printf("%s %s", share, change) : g_steal_pointer(&share);
}
