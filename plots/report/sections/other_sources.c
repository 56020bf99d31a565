/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What do schools, social services and others see? */
#include "engine/text.h"
#include "plots/read.h"
#include "plots/report/section.h"
#include "plots/report/sections/section_parts.h"

static void build(const pb_context *context, pb_node *document) {
  const pb_result *indicators = pb_analysis_find(context->analysis, "indicators", -1);
  if (pb_read_rows(indicators) == 0)
    return;
  pb_figure *figure = pb_figure_make(context, "indicators", NULL);
  pb_node *section = pb_start_section(
      document, "andra-kallor", _("Other sources"),
      g_strdup(_("What schools, social services and others see")),
      g_strdup_printf(_("Indicators that others publish about %s, as they are. They say where to "
                        "look further, not why."),
                      pb_chart_municipality(context)->name),
      pb_chart_source(context, PB_SOURCE_INDICATORS));
  pb_add_figure(pb_add_cell(pb_add_grid(section), 12), figure);
}

const pb_section pb_section_other_sources = {
    .name = "other-sources",
    .title = N_("Other sources"),
    .build = build,
};
