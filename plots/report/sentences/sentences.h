/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Whole sentences from analysis results. Pure functions: the same facts give the same sentence.
 *
 * Rules that hold for every sentence, and that the tests check over many facts:
 *  - below PB_COUNTS_BELOW crimes it gives counts and never per cent;
 *  - "increased" or "decreased" only when the verdict says so, else "no established change";
 *  - a comparison names the group and its size;
 *  - a number that is missing or not finite is never printed: another sentence says why;
 *  - no causal words.
 *
 * Sentences may carry the tree's light marks (**bold**). Every function gives a new string: g_free.
 * NULL means that there is nothing to say.
 */
#ifndef PB_PLOTS_REPORT_SENTENCES_H
#define PB_PLOTS_REPORT_SENTENCES_H

#include "plots/report/sentences/facts.h"

/* level.c */
/** How many crimes in the last year, and per 100 000 residents with its interval. */
char *pb_sentence_level(const pb_language *language, const pb_type_facts *facts);
/** The three last years together, per 100 000 residents and year; NULL when not known. */
char *pb_sentence_pooled(const pb_language *language, const pb_type_facts *facts);

/* change.c */
/** The last year against the mean of the three years before it. */
char *pb_sentence_change(const pb_language *language, const pb_type_facts *facts);
/** The same in one line, for the findings. */
char *pb_sentence_change_short(const pb_language *language, const pb_type_facts *facts);
/** The same after pb_sentence_level, which has named the crime type and its rate. */
char *pb_sentence_change_after_level(const pb_language *language, const pb_type_facts *facts);
/** The last year against the year before; NULL when it cannot be judged. */
char *pb_sentence_previous(const pb_language *language, const pb_type_facts *facts);
/** The smallest change that could have been established; NULL when not known. */
char *pb_sentence_smallest(const pb_language *language, const pb_type_facts *facts);
/** Several crime types without an established change, in one sentence. */
char *pb_sentence_undecided(const pb_language *language, const pb_type_facts *const *facts,
                            size_t n);

/* spike.c */
/** A year of the last ten that may be a single large case, and what follows; NULL: none. `count` is
 * that year's count, when known. */
char *pb_sentence_spike(const pb_language *language, const pb_type_facts *facts, pb_optional count);

/* comparison.c */
/** Against the comparison group, for the crime type's own page. */
char *pb_sentence_comparison(const pb_language *language, const pb_type_facts *facts);
/** The same in one line, for a finding whose subject is already named; NULL when the level neither
 * stands out nor lies in the highest or lowest quarter. */
char *pb_sentence_comparison_short(const pb_language *language, const pb_type_facts *facts);
/** A finding of its own about a level that stands out, or that lies in the highest or lowest
 * quarter; else NULL. */
char *pb_sentence_level_stands_out(const pb_language *language, const pb_type_facts *facts);
/** The ranks in the county and in the country; NULL when neither is known. */
char *pb_sentence_ranks(const pb_language *language, const pb_type_facts *facts,
                        const char *county);

/* quarter.c */
/** A quarter outside its expected interval. Counts. */
typedef struct {
  pb_period period;
  double count, lower, upper;
  bool high, preliminary;
} pb_quarter_facts;

char *pb_sentence_quarter(const pb_language *language, const pb_quarter_facts *quarter);
/** The yearly trend of the quarters as a ratio with its interval; NULL when not known. */
char *pb_sentence_trend(const pb_language *language, int first_year, int last_year,
                        pb_optional ratio, pb_optional lower, pb_optional upper);

/* headline.c */
/** What the municipality's report says first, at most two lines at title size. */
char *pb_headline_summary(const pb_language *language, const pb_type_facts *const *facts, size_t n);
/** The title of a crime type's page. `extreme` is -1 when the last year is the lowest of the
 * comparable years from `since`, 1 when it is the highest, else 0. */
char *pb_headline_type(const pb_language *language, const pb_type_facts *facts, int extreme,
                       int since);

#endif
