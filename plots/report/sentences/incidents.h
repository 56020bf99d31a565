/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Sentences about recorded events of a problem area and where they are. Functions return a new
 * string, or NULL when there is nothing to say. */
#ifndef PB_PLOTS_REPORT_SENTENCES_INCIDENTS_H
#define PB_PLOTS_REPORT_SENTENCES_INCIDENTS_H

#include "plots/chart_words.h"
#include "plots/report/sentences/facts.h"

/** The id of the page of all events. */
#define PB_PAGE_EVENTS "handelser"

/** What the result event-areas says of one problem area, or of all. */
typedef struct {
  int area, first_year, last_year;
  double now, base; /**< events in the last year; mean of the years before */
  bool has_base;    /**< there is a year before */
  pb_verdict verdict;
  pb_optional ratio, lower, upper;        /**< a day, against the years before */
  pb_optional smallest_up, smallest_down; /**< counts of the last year */
} pb_incident_facts;

/** False when the area has no row. */
bool pb_incident_facts_of(const pb_context *context, int area, pb_incident_facts *facts);

/** Has the area enough events in the years for a page of its own? All events always have one. */
bool pb_incidents_have_page(const pb_context *context, int area);
/** The id of the area's page: "handelser-andt"; that of all events: "handelser". */
char *pb_incidents_page_id(const pb_context *context, int area);

/** The page's title: "Stöld genom inbrott: färre händelser 2025". */
char *pb_headline_incidents(const pb_context *context, const pb_incident_facts *facts);
/** "År 2025 registrerades 1 234 händelser." with the change; below 20 in counts. */
char *pb_sentence_incidents(const pb_context *context, const pb_incident_facts *facts);
/** An established change in one line, for the findings; NULL when none is. */
char *pb_sentence_incidents_short(const pb_context *context, const pb_incident_facts *facts);
/** The smallest change that could have been established. */
char *pb_sentence_incidents_smallest(const pb_context *context, const pb_incident_facts *facts);
/** How much of the ground holds half of the placed events, from place-concentration. */
char *pb_sentence_concentration(const pb_context *context, const pb_result *concentration);

#endif
