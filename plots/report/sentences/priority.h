/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Which problem areas come first, and how firmly. Every function gives a new string: g_free. */
#ifndef PB_PLOTS_REPORT_SENTENCES_PRIORITY_H
#define PB_PLOTS_REPORT_SENTENCES_PRIORITY_H

#include "plots/report/sentences/facts.h"

/** The areas that share the first place, by label; `n` of them, of `n_areas` in all. */
char *pb_headline_priority(const char *const *first, size_t n, size_t n_areas);
/** How often two areas change order when a cut point is moved by a fifth; `criterion`: the words of
 * the one that matters most, NULL: none does. NULL when it is not known. */
char *pb_sentence_priority_order(const pb_language *language, pb_optional mean_share,
                                 pb_optional largest_share, const char *criterion);
/** "volume" -> the words of a table's head. Borrowed, translated; "" for another name. */
const char *pb_criterion_words(const char *name);
/** A criterion's value as people read it: a count, a signed change, a ratio, a share. */
char *pb_criterion_value(const pb_language *language, const char *name, double value);

/** One line of a "priority" result that the parties have set. */
typedef struct {
  const char *label, *reason, *confidence; /**< confidence: "low", "medium", "high", "unknown" */
  double score;
  pb_optional computed_score, computed_place; /**< what the numbers alone say */
} pb_choice_facts;

/** What the parties set, why, how sure they are, and what the numbers alone say. */
char *pb_sentence_choice(const pb_language *language, const pb_choice_facts *choice);
/** Which areas have a priority that the parties have set; NULL: none. */
char *pb_sentence_choices(const pb_context *context, const pb_result *priority);

#endif
