/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Two pages for each crime type with data: what, how much, compared with whom? */
#include "engine/text.h"
#include "plots/report/section.h"
#include "plots/report/sections/comments.h"
#include "plots/report/sections/section_parts.h"
#include "plots/report/sentences/findings.h"
#include "plots/report/sentences/sentences.h"
#include "plots/report/sentences/words.h"
#include "plots/withheld.h"

const char *pb_type_note(const pb_language *language, const pb_crime_type *type) {
  const char *note = g_str_equal(language->code, "sv") ? type->note_sv : type->note_en;
  return note && *note ? note : NULL;
}

/* Points; only their difference matters: is there room for text under the funnel? */
#define CELL_WIDTH_PT 246
#define TEXT_HEIGHT_PT 90

#define MANY_YEARS 10
#define FEW_YEARS 7

static void add_level(pb_node *cell, const pb_context *context, const pb_type_facts *facts) {
  pb_add_heading(cell, _("Level and comparison"));
  pb_add_sentence(cell, pb_sentence_comparison(context->language, facts));
}

static void add_ranks(pb_node *cell, const pb_context *context, const pb_type_facts *facts) {
  g_autofree char *county = pb_chart_county(context);
  char *ranks = pb_sentence_ranks(context->language, facts, county);
  if (!ranks)
    return;
  pb_add_heading(cell, _("County and country"));
  pb_add_sentence(cell, ranks);
}

static void add_change(pb_node *cell, const pb_context *context, const pb_type_facts *facts) {
  const pb_language *language = context->language;
  pb_add_heading(cell, _("Change"));
  pb_add_sentence(cell, pb_sentence_change(language, facts));
  pb_add_sentence(cell, pb_sentence_previous(language, facts));
  pb_add_sentence(cell, pb_sentence_smallest(language, facts));
}

static void add_keep_in_mind(pb_node *cell, const pb_context *context, const pb_type_facts *facts,
                             pb_optional spike_count) {
  const char *note = pb_type_note(context->language, facts->crime);
  char *spike = pb_sentence_spike(context->language, facts, spike_count);
  if (!note && !spike)
    return;
  pb_add_heading(cell, _("To keep in mind"));
  pb_add_sentence(cell, spike);
  if (note)
    pb_add_paragraph(cell, note);
}

/* The members of the group beside the funnel; true when the text on the level went under it. */
static bool add_group(pb_node *section, const pb_context *context, const pb_type_facts *facts) {
  const char *key = facts->crime->key;
  pb_figure *dots = pb_figure_make(context, "group-dots", "type", key, NULL);
  pb_figure *funnel = pb_figure_make(context, "funnel", "type", key, NULL);
  const double dots_height = dots->empty ? 0 : pb_figure_height(dots, CELL_WIDTH_PT);
  const double funnel_height = funnel->empty ? 0 : pb_figure_height(funnel, CELL_WIDTH_PT);
  const bool room = dots_height > funnel_height + TEXT_HEIGHT_PT || funnel->empty;
  pb_node *grid = pb_add_grid(section);
  pb_add_figure(pb_add_cell(grid, 6), dots);
  pb_node *cell = pb_add_cell(grid, 6);
  pb_add_figure(cell, funnel);
  if (room)
    add_level(cell, context, facts);
  return room;
}

/* The page has named the crime type, and the cell is narrow. */
static void add_recent_years(pb_node *grid, const pb_context *context, const pb_type_facts *facts) {
  pb_figure *figure = pb_figure_make(context, "recent-years", "type", facts->crime->key, NULL);
  const pb_verdict verdict = facts->spike ? PB_VERDICT_NOT_ASSESSED : facts->verdict;
  if (!figure->empty) {
    const char *title = verdict == PB_VERDICT_INCREASE    ? _("Established increase in %d")
                        : verdict == PB_VERDICT_DECREASE  ? _("Established decrease in %d")
                        : verdict == PB_VERDICT_UNDECIDED ? _("No established change in %d")
                                                          : _("The change in %d is not judged");
    g_free(figure->title);
    figure->title = g_strdup_printf(title, facts->last_year);
  }
  pb_add_figure(pb_add_cell(grid, 4), figure);
}

/* Two pages: the municipality and its group; then the maps, the years and the words. */
static void add_spread(const pb_context *context, pb_node *document, const pb_type_facts *facts,
                       pb_optional spike_count) {
  const pb_language *language = context->language;
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
  add_recent_years(first, context, facts);
  const bool has_level = add_group(section, context, facts);
  pb_node *maps = pb_add_grid(section);
  pb_add_maps(maps, 4, context, facts->crime);
  pb_node *words = pb_add_cell(maps, pb_is_alone_in_county(context) ? 8 : 4);
  if (!has_level)
    add_level(words, context, facts);
  add_ranks(words, context, facts);
  add_change(words, context, facts);
  /* what fits the page below the maps */
  const bool many_words = !has_level && facts->spike_year > 0;
  pb_node *last = pb_add_grid(section);
  pb_add_table(pb_add_cell(last, 8),
               pb_key_table(context, facts->type, facts, many_words ? FEW_YEARS : MANY_YEARS));
  pb_node *beside = pb_add_cell(last, 4);
  add_keep_in_mind(beside, context, facts, spike_count);
  if (!many_words)
    pb_add_short_area_comments(beside, context, facts->crime->problem_area, document);
  pb_add_area_comments(section, context, facts->crime->problem_area, document);
}

static void build(const pb_context *context, pb_node *document) {
  g_autoptr(pb_facts_list) facts = pb_facts_list_new(context);
  for (size_t t = 0; t < context->dataset->n_types; t++) {
    const pb_crime_type *type = &context->dataset->types[t];
    const pb_type_facts *one = pb_facts_list_of(facts, (int)t);
    if (type->is_total)
      continue;
    if (one) {
      add_spread(context, document, one, facts->spike_counts[one - facts->all]);
    } else if (pb_is_withheld(context, (int)t, context->dataset->period_end)) {
      g_autofree char *id = pb_type_page_id(type);
      pb_add_withheld_type(document, context, (int)t, id);
    }
  }
}

const pb_section pb_section_crime_types = {
    .name = "crime-types",
    .title = N_("Crime types"),
    .build = build,
};
