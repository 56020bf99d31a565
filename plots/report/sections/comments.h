/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The analyst's comments inside the report. Restricted ones are in the internal version only;
 * their absence is not mentioned. */
#ifndef PB_PLOTS_REPORT_SECTIONS_COMMENTS_H
#define PB_PLOTS_REPORT_SECTIONS_COMMENTS_H

#include "plots/context.h"
#include "plots/report/tree.h"

/** Append the municipality's comments on one part of the report ("overview": the name of a
 * section).
 */
void pb_add_part_comments(pb_node *parent, const pb_context *context, const char *part);
/** Append those on one problem area, by key, that `document` does not hold yet; "" has none. */
void pb_add_area_comments(pb_node *parent, const pb_context *context, const char *problem_area,
                          const pb_node *document);
/** The same of those that are short enough to stand in a narrow column beside a table. */
void pb_add_short_area_comments(pb_node *parent, const pb_context *context,
                                const char *problem_area, const pb_node *document);

#endif
