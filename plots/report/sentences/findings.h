/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The findings of the summary: what the municipality should talk about, most important first.
 *
 * A crime type stands out when its change is established, when its level lies outside the limits of
 * its comparison group or for certain in its highest or lowest quarter, or when its last year may
 * be a single large case. The score is
 *
 *     sqrt(count / count of all crimes) * (change + level + spike)
 *
 * where change is |ln| of the end of the change's interval that is nearer to no change (what is
 * certain, not the estimate) and 0 where nothing is established; level is |ln(rate / group median)|
 * outside the group's limits, 0.7 of it in the highest or lowest quarter for certain, else 0; spike
 * is ln(2) / 2. A logarithm counts at most ln(3), so that one extreme ratio in a small type does
 * not outweigh a large one. The root keeps large types first without hiding small ones. What does
 * not stand out is gathered in one finding at the end.
 */
#ifndef PB_PLOTS_REPORT_SENTENCES_FINDINGS_H
#define PB_PLOTS_REPORT_SENTENCES_FINDINGS_H

#include "plots/report/sentences/facts.h"

typedef struct {
  int type;     /**< crime type of its picture, -1: none */
  char *target; /**< id of the page that it is about, NULL: none */
  char *text;   /**< one to three sentences, without the reference to the page */
  double score; /**< larger is more important; not meaningful by itself */
} pb_finding;

void pb_finding_free(pb_finding *finding);

/** A finding made elsewhere (a quarter, say). Takes over `text`; copies `target`. */
pb_finding *pb_finding_new(int type, const char *target, char *text, double score);

/** The score of one type among `total` crimes (above). */
double pb_finding_score(const pb_type_facts *facts, double total);

/** At most `limit` findings (pb_finding *), by falling score, ties in report order; `extra`, if not
 * NULL, competes with the rest and is taken over. `spike_counts`, if not NULL, holds the count of
 * facts[i]->spike_year. Free with g_ptr_array_unref. */
GPtrArray *pb_findings_new(const pb_language *language, const pb_type_facts *const *facts, size_t n,
                           const pb_optional *spike_counts, pb_finding *extra, size_t limit);

/** The id of the page of a crime type: "typ-theft"; the total's is the overview. */
char *pb_type_page_id(const pb_crime_type *type);
#define PB_PAGE_OVERVIEW "oversikt"

#endif
