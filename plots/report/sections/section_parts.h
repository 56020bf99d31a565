/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What several sections build: facts of all crime types, tables, headings with text. */
#ifndef PB_PLOTS_REPORT_SECTION_PARTS_H
#define PB_PLOTS_REPORT_SECTION_PARTS_H

#include "plots/chart_words.h"
#include "plots/report/sentences/facts.h"
#include "plots/report/tree.h"

/** The facts of every crime type with data, in report order. */
typedef struct {
  pb_type_facts *all;
  const pb_type_facts **list; /**< pointers to all[i], as the sentences take them */
  pb_optional *spike_counts;  /**< count of all[i].spike_year */
  size_t n;
} pb_facts_list;

pb_facts_list *pb_facts_list_new(const pb_context *context);
void pb_facts_list_free(pb_facts_list *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_facts_list, pb_facts_list_free)
/** Those of a type, or NULL: no figure for the last year. Borrowed. */
const pb_type_facts *pb_facts_list_of(const pb_facts_list *facts, int type);
/** The municipality's count in a year, from its long series. */
pb_optional pb_count_in_year(const pb_context *context, int type, int year);
/** The total's facts, or NULL. Borrowed. */
const pb_type_facts *pb_facts_list_total(const pb_facts_list *facts);

/** -1 when the last year's rate is the lowest of the comparable years, 1 when it is the highest,
 * else 0; *since is the first of them: the years from the latest series break on, at least five. */
int pb_series_extreme(const pb_context *context, int type, int *since);

/** A section with its texts; `title` and `intro` (NULL: none) are taken over. */
pb_node *pb_start_section(pb_node *document, const char *id, const char *label, char *title,
                          char *intro, char *foot);
/** A paragraph unless `text` is NULL. Takes over. */
void pb_add_sentence(pb_node *parent, char *text);
/** Whole sentences with a blank between; NULLs are skipped. Takes over all; NULL when none. */
char *pb_join_sentences(char *first, char *second, char *third);
/** The figure of a chart of one crime type, in a new cell. */
void pb_add_type_figure(pb_node *grid, int span, const pb_context *context, const char *chart,
                        const pb_crime_type *type);

/** Maps of the county and of the country, each in a cell of `span`. A county of one municipality
 * has no map. */
void pb_add_maps(pb_node *grid, int span, const pb_context *context, const pb_crime_type *type);
/** Does the project have a source of this kind, such as "reported-crime", whatever it says of this
 * municipality? */
bool pb_has_source(const pb_context *context, const char *kind);
/** Is the project about another country? Its report says nothing of Swedish sources, groups and
 * definitions. */
bool pb_is_abroad(const pb_context *context);
/** True for the only municipality of a county. */
bool pb_is_alone_in_county(const pb_context *context);

/** "Theft offences", indented ones "of which burglaries". */
char *pb_type_row_label(const pb_language *language, const pb_crime_type *type);
/** Crime types by the last three years, with rate and change. */
pb_report_table *pb_three_years_table(const pb_context *context, const pb_facts_list *facts);
/** Crime types against group, county and country. */
pb_report_table *pb_comparison_table(const pb_context *context, const pb_facts_list *facts);
/** One crime type's last years beside the group's median, and the last three together. `facts`
 * NULL: the last year is not shown. */
pb_report_table *pb_key_table(const pb_context *context, int type, const pb_type_facts *facts,
                              size_t years);
/** What the reader must know of a crime type's counts; NULL: nothing. */
const char *pb_type_note(const pb_language *language, const pb_crime_type *type);
/** A page on a crime type whose last year is not shown to the public: the years before, the map. */
void pb_add_withheld_type(pb_node *document, const pb_context *context, int type, const char *id);

#endif
