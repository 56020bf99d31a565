/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The findings of the summary: what the municipality should talk about, most important first,
 * whatever they are about. Every kind is scored by the same formula, so that they can be compared:
 *
 *     score = sqrt(part / whole) * (change + level + state)
 *
 * size     part / whole is how much of its own kind the finding is about: the crimes of a type
 *          among all reported crimes, the events of a problem area, or at the places, among all
 *          recorded events, the people of a share among all people, the goals among all goals. The
 *          root keeps the large first without hiding the small.
 * change   |ln| of the end of the change's interval that is nearer to no change: what is certain,
 *          not the estimate. 0 where nothing is established after the table's correction.
 * level    |ln(rate / group median)| outside the group's limits, 0.7 of it when for certain in the
 *          highest or lowest quarter, else 0.
 * state    ln(2) / 2 for what is certain but has no ratio to a norm: a year that may be a single
 *          large case, goals that are reached or not; 0.7 of it for places that stand out in every
 * year, since every town has some: against chance, not against other municipalities.
 *
 * A logarithm counts at most ln(3), so that one extreme ratio in a small type does not outweigh a
 * large one. Two weights are choices: 0.7 and ln(2) / 2. What is worth a line only
 * where there is room (the most common type, a change that is not established) has a score below
 * PB_FINDING_FILLS; what does not stand out of the reported crime is gathered in one finding at the
 * end.
 *
 * By kind, beside the crime types:
 *
 *     kind                 part / whole                        change, level or state
 *     problem area         its events / all, the last year     change of recorded events
 *     places               placed events there / all placed    0.7 state: hot in every year by
 * itself survey               largest of the two shares           change between the waves goals
 * reached or not reached / all        state measure              crimes or events a year / all
 * treated / what would have been
 *
 * Findings follow from results alone: where a result is not computable, nothing is said.
 */
#ifndef PB_PLOTS_REPORT_SENTENCES_FINDINGS_H
#define PB_PLOTS_REPORT_SENTENCES_FINDINGS_H

#include "plots/report/sentences/facts.h"

typedef struct {
  int type;              /**< crime type of its picture, -1: none */
  pb_source_set sources; /**< what it rests on; one that is synthetic is told */
  char *target;          /**< id of the page that it is about, NULL: none */
  char *text;            /**< one to three sentences, without the reference to the page */
  double score;          /**< larger is more important; not meaningful by itself */
} pb_finding;

void pb_finding_free(pb_finding *finding);

/** A finding made elsewhere (a quarter, say), about reported crime. Takes over `text`; copies
 * `target`. */
pb_finding *pb_finding_new(int type, const char *target, char *text, double score);

/** The score of one type among `total` crimes (above). */
double pb_finding_score(const pb_type_facts *facts, double total);

/** Parts of the score: sqrt(part / whole), at most 1, 0 when not known; |ln(ratio)| up to ln(3). */
double pb_finding_size(double part, double whole);
double pb_finding_distance(double ratio);
/** ln(2) / 2: certain, without a ratio. */
#define PB_FINDING_STATE 0.34657359027997264
/** Scores below are for lines that fill a page with room. */
#define PB_FINDING_FILLS 0.01

/** Where findings of other kinds gather. Free with g_ptr_array_unref. */
GPtrArray *pb_findings_list(void);

/** At most `limit` findings (pb_finding *), by falling score, ties in report order; those in
 * `others`, if not NULL, compete with the rest and are moved out of it. `spike_counts`, if not
 * NULL, holds the count of facts[i]->spike_year. Free with g_ptr_array_unref. */
GPtrArray *pb_findings_new(const pb_language *language, const pb_type_facts *const *facts, size_t n,
                           const pb_optional *spike_counts, GPtrArray *others, size_t limit);

/** The id of the page of a crime type: "typ-theft"; the total's is the overview. */
char *pb_type_page_id(const pb_crime_type *type);
#define PB_PAGE_OVERVIEW "oversikt"

#endif
