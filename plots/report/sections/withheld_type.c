/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text.h"
#include "plots/report/sections/section_parts.h"
#include "plots/withheld.h"

#define YEARS 10

void pb_add_withheld_type(pb_node *document, const pb_context *context, int type, const char *id) {
  const pb_crime_type *crime = &context->dataset->types[type];
  const int last = context->dataset->period_end;
  const char *noun = pb_type_noun(context->language, crime);
  pb_node *section = pb_start_section(
      document, id, pb_type_label(context->language, crime),
      g_strdup_printf(_("The number of %s in %d is not shown"), noun, last),
      g_strdup_printf(_("The number of %s in %d is not shown, so that no single person can be "
                        "recognised. Therefore neither level, change nor comparison can be worked "
                        "out for that year."),
                      noun, last),
      pb_chart_source(context, PB_SOURCE_CRIME | PB_SOURCE_POPULATION | PB_SOURCE_GROUPS |
                                   PB_SOURCE_BOUNDARIES));
  pb_node *first = pb_add_grid(section);
  pb_add_type_figure(first, 8, context, "long-series", crime);
  pb_add_type_figure(first, 4, context, "recent-years", crime);
  pb_node *second = pb_add_grid(section);
  pb_node *years = pb_add_cell(second, 8);
  pb_add_table(years, pb_key_table(context, type, NULL, YEARS));
  const char *note = pb_type_note(context->language, crime);
  if (note) {
    pb_add_heading(years, _("To keep in mind"));
    pb_add_paragraph(years, note);
  }
  pb_add_figure(pb_add_cell(second, 4),
                pb_figure_make(context, "choropleth", "type", crime->key, "scope",
                               pb_is_alone_in_county(context) ? "country" : "county", NULL));
}
