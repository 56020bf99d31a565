/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What the pages of reported crime by quarter and of recorded events by month share: control
 * chart, forecast and parts, with their sentences. */
#ifndef PB_PLOTS_REPORT_SECTIONS_SERIES_PAGE_H
#define PB_PLOTS_REPORT_SECTIONS_SERIES_PAGE_H

#include "plots/context.h"
#include "plots/report/tree.h"

/** Is any of the three results there? Else one sentence elsewhere says why not. */
bool pb_has_series_page(const pb_context *context, bool crime);
/** The page's title and introduction. g_free. */
char *pb_series_page_title(const pb_context *context, bool crime);
char *pb_series_page_intro(const pb_context *context, bool crime);
/** Quarters: control chart, forecast and parts with what is to be said of them. */
void pb_add_quarter_charts(pb_node *section, const pb_context *context);
/** Months: control chart and forecast of all events, and a line a problem area. */
void pb_add_month_charts(pb_node *section, const pb_context *context);

/** Problem areas with recorded events: months outside the limits, in a row on one side, and what is
 * expected in the year ahead. NULL when no area has any of it. */
pb_report_table *pb_months_table(const pb_context *context);

#endif
