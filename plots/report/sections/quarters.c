/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Does the level of reported crime hold, and what can be expected in the year ahead? */
#include "engine/text.h"
#include "plots/report/section.h"
#include "plots/report/sections/section_parts.h"
#include "plots/report/sections/series_page.h"

/* Reports are laid side by side: where others have a page, one sentence says why there is none. */
static void add_sentence(const pb_context *context, pb_node *document) {
  const char *reason = pb_result_reason(pb_analysis_find(context->analysis, "quarter-control", -1));
  pb_node *section = pb_start_section(
      document, "kvartal", _("Quarter by quarter"), g_strdup(_("The quarters cannot be judged")),
      g_strdup(reason ? _(reason) : _("There are no quarterly figures for the municipality.")),
      NULL);
  section->page_break = false;
}

static void build(const pb_context *context, pb_node *document) {
  if (!pb_has_source(context, "reported-crime"))
    return;
  if (!pb_has_series_page(context, true)) {
    add_sentence(context, document);
    return;
  }
  pb_node *section =
      pb_start_section(document, "kvartal", _("Quarter by quarter"),
                       pb_series_page_title(context, true), pb_series_page_intro(context, true),
                       pb_chart_source(context, PB_SOURCE_CRIME | PB_SOURCE_POPULATION));
  pb_add_quarter_charts(section, context);
}

const pb_section pb_section_quarters = {
    .name = "quarters",
    .title = N_("Quarter by quarter"),
    .build = build,
};
