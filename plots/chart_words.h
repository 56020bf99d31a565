/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The words that charts share: source line, place and group names, period texts, lists of nouns,
 * and the reading of a verdict. Functions that return char * give a new string: g_free.
 */
#ifndef PB_PLOTS_CHART_WORDS_H
#define PB_PLOTS_CHART_WORDS_H

#include "plots/chart.h"

/** Below this many crimes a change is told in counts, never in per cent. */
#define PB_COUNTS_BELOW 20

/** The parameter that charts of one crime type take: "type", a key, default the total. */
extern const pb_param pb_chart_type_param;

/** A figure of a chart with pb_chart_type_param: finds the type (PB_ERROR_USAGE with the nearest
 * key when there is none), sets id "chart-type". */
pb_figure *pb_chart_new_typed(const pb_chart *chart, const pb_context *context,
                              const pb_params *params, GError **error);
/** A figure of a chart without a crime type: sets id to the chart's name. */
pb_figure *pb_chart_new_plain(const pb_chart *chart, const pb_context *context,
                              const pb_params *params);

/** Which sources stand in a source line. */
typedef enum {
  PB_SOURCE_CRIME = 1,
  PB_SOURCE_POPULATION = 2,
  PB_SOURCE_EVENTS = 4,      /**< of the week clock and the year wheel: the municipality's news of
                                events, or its records where it has no news */
  PB_SOURCE_GROUPS = 8,      /**< SKR's classification */
  PB_SOURCE_BOUNDARIES = 16, /**< shapefiles of municipalities */
  PB_SOURCE_RECORDS = 32,    /**< of the municipality's incidents */
  PB_SOURCE_GOALS = 64,
  PB_SOURCE_MEASURES = 128,
  PB_SOURCE_SURVEY = 256, /**< respondents and published shares */
  PB_SOURCE_INDICATORS = 512,
  PB_SOURCE_PRIORITY = 1024 /**< what the parties have decided */
} pb_source_set;

/** Are the events of week clock and year wheel news of events? Records of events, which say when
 * something happened, have figures of their own. True without events. */
bool pb_events_are_news(const pb_context *context);

/** Does a source concern the municipality of the context? Synthetic events only where they are
 * used; all else always. */
bool pb_source_concerns(const pb_context *context, size_t source);

/** "Källa: Brå, anmälda brott; SCB, folkmängd." Of several sources of events those that the
 * municipality has events from (engine/event_index.h). Publishers come from the project's sources;
 * a source that is synthetic is followed by "(syntetiska data)". "" when there is none. */
char *pb_chart_source(const pb_context *context, pb_source_set set);

/** The same; where the project has none of them it says that. */
char *pb_chart_source_or_none(const pb_context *context, pb_source_set set);

/** Is any source of the set synthetic, among those that the municipality's results rest on? */
bool pb_chart_is_synthetic(const pb_context *context, pb_source_set set);

/** Of the municipality of the context. Borrowed. */
const pb_municipality *pb_chart_municipality(const pb_context *context);
/** What captions call it: "Örebro kommun", in English "Örebro". Borrowed. */
const char *pb_chart_place(const pb_context *context);
/** Its county: "Örebro län", in English "Örebro County". */
char *pb_chart_county(const pb_context *context);
const pb_crime_type *pb_chart_type(const pb_figure *figure);
/** "B3 Större stad"; NULL when the municipality has no group. */
char *pb_chart_group(const pb_context *context);
/** "1996–2025", or "2025" when both are the same. */
char *pb_chart_years(int first, int last);
/** The years before the last one that a change is measured from: "2022–2024". */
char *pb_chart_base_years(const pb_context *context);
/** The definite noun of the figure's crime type with a capital: "Stöldbrotten". */
char *pb_chart_nouns(const pb_figure *figure);
/** "a", "a och b", "a, b och c". */
char *pb_chart_list(const char *const *items, size_t n);

typedef enum {
  PB_VERDICT_NOT_ASSESSED,
  PB_VERDICT_UNDECIDED,
  PB_VERDICT_INCREASE,
  PB_VERDICT_DECREASE
} pb_verdict;
/** From the text of a verdict column. */
pb_verdict pb_verdict_read(const char *text);
/** Mark and colour that always go together. */
pb_mark pb_verdict_mark(pb_verdict verdict);
uint32_t pb_verdict_color(pb_verdict verdict, const pb_theme *theme);

/** Add a sentence for each break in the figures of `source` ("reported-crime", "population") that a
 * chart of the years `first` .. `last` crosses: "From 2015: new municipal coding." */
void pb_chart_add_breaks(GString *note, const pb_context *context, const char *source, int first,
                         int last);

#endif
