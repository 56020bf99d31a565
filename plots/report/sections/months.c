/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Does the level of recorded events hold, and what can be expected in the year ahead? All events,
 * and a line a problem area. */
#include "engine/text.h"
#include "plots/report/section.h"
#include "plots/report/sections/section_parts.h"
#include "plots/report/sections/series_page.h"

/* Without records the pages of problem areas have said so. */
static void build(const pb_context *context, pb_node *document) {
  if (!pb_has_series_page(context, false))
    return;
  pb_node *section = pb_start_section(
      document, "manader", _("Month by month"), pb_series_page_title(context, false),
      pb_series_page_intro(context, false), pb_chart_source(context, PB_SOURCE_RECORDS));
  pb_add_month_charts(section, context);
}

const pb_section pb_section_months = {
    .name = "months",
    .title = N_("Month by month"),
    .build = build,
};
