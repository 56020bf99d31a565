/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A page for each crime type with data: what, how much, compared with whom? */
#include "engine/text.h"
#include "plots/report/section.h"
#include "plots/report/sections/section_parts.h"
#include "plots/report/sentences/findings.h"
#include "plots/report/sentences/sentences.h"
#include "plots/report/sentences/words.h"

static const char *note_of(const pb_language *language, const pb_crime_type *type) {
  const char *note = g_str_equal(language->code, "sv") ? type->note_sv : type->note_en;
  return note && *note ? note : NULL;
}

static void add_page(const pb_context *context, pb_node *document, const pb_type_facts *facts,
                     pb_optional spike_count) {
  const pb_language *language = context->language;
  const pb_municipality *place = &context->dataset->municipalities[context->municipality];
  int since = 0;
  const int extreme = pb_series_extreme(context, facts->type, &since);
  g_autofree char *id = pb_type_page_id(facts->crime);
  pb_node *section =
      pb_start_section(document, id, pb_type_label(language, facts->crime),
                       pb_headline_type(language, facts, extreme, since),
                       pb_join_sentences(pb_sentence_level(language, facts),
                                         pb_sentence_change_after_level(language, facts), NULL),
                       pb_chart_source(context, PB_SOURCE_CRIME | PB_SOURCE_POPULATION |
                                                    PB_SOURCE_GROUPS | PB_SOURCE_BOUNDARIES));
  pb_node *first = pb_add_grid(section);
  pb_add_type_figure(first, 8, context, "long-series", facts->crime);
  pb_add_type_figure(first, 4, context, "recent-years", facts->crime);
  pb_node *second = pb_add_grid(section);
  pb_add_type_figure(second, 6, context, "group-dots", facts->crime);
  pb_node *beside = pb_add_cell(second, 6);
  pb_add_figure(beside, pb_figure_make(context, "funnel", "type", facts->crime->key, NULL));
  pb_add_heading(beside, _("Level and comparison"));
  pb_add_sentence(beside, pb_sentence_comparison(language, facts));
  pb_node *left = pb_add_maps(section, context, facts->crime);
  pb_node *third = left ? NULL : pb_add_grid(section);
  pb_node *cell = left ? left : pb_add_cell(third, 6);
  pb_add_table(cell, pb_key_table(context, facts));
  pb_add_sentence(cell, pb_sentence_ranks(language, facts, place->county_name));
  if (!left)
    cell = pb_add_cell(third, 6);
  pb_add_heading(cell, _("Change"));
  pb_add_sentence(cell, pb_sentence_change(language, facts));
  pb_add_sentence(cell, pb_join_sentences(pb_sentence_previous(language, facts),
                                          pb_sentence_smallest(language, facts), NULL));
  const char *note = note_of(language, facts->crime);
  char *spike = pb_sentence_spike(language, facts, spike_count);
  if (!note && !spike)
    return;
  pb_add_heading(cell, _("To keep in mind"));
  pb_add_sentence(cell, spike);
  if (note)
    pb_add_paragraph(cell, note);
}

static void build(const pb_context *context, pb_node *document) {
  g_autoptr(pb_facts_list) facts = pb_facts_list_new(context);
  for (size_t i = 0; i < facts->n; i++)
    if (!facts->all[i].crime->is_total)
      add_page(context, document, &facts->all[i], facts->spike_counts[i]);
}

const pb_section pb_section_crime_types = {
    .name = "crime-types",
    .title = N_("Crime types"),
    .build = build,
};
