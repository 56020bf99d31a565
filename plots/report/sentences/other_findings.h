/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Findings that are not about reported crime; scored as findings.h says. Each appends to
 * `findings` (pb_findings_list) what its results say, and nothing where they are not computable. */
#ifndef PB_PLOTS_REPORT_SENTENCES_OTHER_FINDINGS_H
#define PB_PLOTS_REPORT_SENTENCES_OTHER_FINDINGS_H

#include "plots/report/sentences/findings.h"

/** Established changes of the recorded events by problem area and in all, and the places that stand
 * out in every year. */
void pb_add_event_findings(const pb_context *context, GPtrArray *findings);
/** The largest established change of a survey question; that there is none. */
void pb_add_survey_findings(const pb_context *context, GPtrArray *findings);
/** How many goals are reached; measures with an established difference. */
void pb_add_follow_up_findings(const pb_context *context, GPtrArray *findings);

#endif
