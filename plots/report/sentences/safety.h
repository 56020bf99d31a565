/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What a survey says. Shares of answers in per cent, changes in percentage points. Every function
 * that returns char * gives a new string: g_free. */
#ifndef PB_PLOTS_REPORT_SENTENCES_SAFETY_H
#define PB_PLOTS_REPORT_SENTENCES_SAFETY_H

#include "plots/report/sentences/facts.h"

/** One question of a "survey" or "survey-published" result. */
typedef struct {
  const char *text; /**< the question in the report's language, else as it is; borrowed */
  pb_optional n, share, lower, upper, previous_share, difference, difference_lower,
      difference_upper, county, country, women, men;
  pb_verdict verdict;
} pb_question_facts;

pb_question_facts pb_question_facts_read(const pb_context *context, const pb_result *survey,
                                         size_t row);
/** The result that the municipality has: respondents' answers, else published shares; NULL: none.
 */
const pb_result *pb_safety_result(const pb_context *context);
/** "32,1 %"; a dash when the share is not shown. */
char *pb_words_share(const pb_language *language, pb_optional share);
/** "+4,9", "−1,2": percentage points, one decimal. */
char *pb_words_points(const pb_language *language, pb_optional difference);
/** How many shares rose and fell for certain since the last wave. */
char *pb_headline_safety(const pb_language *language, size_t n_rose, size_t n_fell,
                         size_t n_compared);
/** The share with its interval and its change, or why one is missing. */
char *pb_sentence_question(const pb_language *language, const pb_question_facts *question);

#endif
