/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/section.h"

#include <string.h>

#include "engine/text.h"
#include "plots/chart_words.h"
#include "plots/report/sections/comments.h"
#include "plots/report/sentences/words.h"

extern const pb_section *const pb_section_table[];
extern const size_t pb_section_table_length;

const pb_section *const *pb_sections(size_t *n) {
  *n = pb_section_table_length;
  return pb_section_table;
}

/** The municipality as a heading names it: "Örebro kommun", "Örebro municipality"; an area of
 * another country by its own name. */
static char *place_name(const pb_context *context) {
  const pb_municipality *place = &context->dataset->municipalities[context->municipality];
  if (strcmp(context->language->code, "sv") == 0 || context->dataset->crs != 0)
    return g_strdup(place->full_name);
  return g_strdup_printf(_("%s municipality"), place->name);
}

static const char *audience_text(pb_audience audience) {
  switch (audience) {
  case PB_AUDIENCE_INTERNAL:
    return _("Internal version");
  case PB_AUDIENCE_COUNCIL:
    return _("The council’s version");
  case PB_AUDIENCE_PUBLIC:
    break;
  }
  return _("Public version");
}

/** Synthetic sources are said on every page. */
static char *synthetic_warning(const pb_context *context) {
  const pb_dataset *dataset = context->dataset;
  for (size_t i = 0; i < dataset->n_sources; i++)
    if (dataset->sources[i].synthetic && pb_source_concerns(context, i))
      return g_strdup(_("Contains synthetic data; not a description of the real municipality."));
  return NULL;
}

/** A section, and at its end what the analyst has written about it. */
static void build_section(const pb_context *context, const pb_section *section, pb_node *document) {
  const guint before = document->children->len;
  section->build(context, document);
  const guint after = document->children->len;
  if (after > before)
    pb_add_part_comments(g_ptr_array_index(document->children, after - 1), context, section->name);
}

pb_node *pb_report_build(const pb_context *context) {
  const pb_dataset *dataset = context->dataset;
  g_autofree char *place = place_name(context);
  g_autofree char *years =
      pb_words_years(dataset->period_end - dataset->years + 1, dataset->period_end);
  const char *name =
      dataset->title != NULL && *dataset->title ? dataset->title : _("Joint situation report");

  pb_node *document = pb_node_new(PB_NODE_DOCUMENT);
  document->id = g_strdup(context->language->code);
  /* TRANSLATORS: name of the report, municipality, years. */
  document->title = g_strdup_printf(_("%s: %s %s"), name, place, years);
  /* TRANSLATORS: name of the report, municipality, years. */
  document->label = g_strdup_printf(_("%s · %s · %s"), name, place, years);
  document->intro = g_strdup(audience_text(context->audience));
  document->foot = synthetic_warning(context);

  size_t n;
  const pb_section *const *sections = pb_sections(&n);
  for (size_t i = 0; i < n; i++)
    if (!sections[i]->restricted || context->audience == PB_AUDIENCE_INTERNAL)
      build_section(context, sections[i], document);
  return document;
}
