/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What, when and where: a page for each problem area with recorded events. */
#include <stdlib.h>

#include "engine/analysis/incidents.h"
#include "engine/text.h"
#include "plots/place_body.h"
#include "plots/place_words.h"
#include "plots/read.h"
#include "plots/report/section.h"
#include "plots/report/sections/comments.h"
#include "plots/report/sections/near_repeat_table.h"
#include "plots/report/sections/nearest_places_table.h"
#include "plots/report/sections/section_parts.h"
#include "plots/report/sentences/incidents.h"
#include "plots/report/sentences/places.h"
#include "plots/report/sentences/words.h"

#define MOST_PLACES 9

/* Too few events for places of their own. */
static void add_few_places(pb_node *parent, const pb_context *context, int area) {
  const char *key = area == PB_ALL_AREAS ? "" : context->dataset->areas[area].key;
  g_autofree char *id = g_strdup_printf("orter%s%s", *key ? "-" : "", key);
  pb_report_table *table = pb_nearest_places_table(
      context, pb_analysis_find_area(context->analysis, "hot-cells", area), id, MOST_PLACES);
  if (table)
    pb_add_table(parent, table);
}

/* The places of the map, by number: where, how many each year, and whether every year. */
static void add_places_table(pb_node *parent, const pb_context *context, int area) {
  const pb_result *spots = pb_analysis_find_area(context->analysis, "hot-spots", area);
  const size_t n = MIN(pb_read_rows(spots), MOST_PLACES);
  if (n == 0) {
    add_few_places(parent, context, area);
    return;
  }
  const int first = (int)pb_result_scalar_or(spots, "first_year", 0);
  const int last = (int)pb_result_scalar_or(spots, "last_year", 0);
  g_autofree char *id =
      g_strdup_printf("platser%s%s", area == PB_ALL_AREAS ? "" : "-",
                      area == PB_ALL_AREAS ? "" : context->dataset->areas[area].key);
  pb_report_table *table = pb_report_table_new(id, _("The places on the map"));
  pb_report_table_column(table, "", true, .4);
  pb_report_table_column(table, _("place"), false, 3);
  const bool by_year = pb_result_find(spots, "stability") != NULL; /* not for the public */
  for (int year = first; by_year && year <= last; year++) {
    g_autofree char *header = g_strdup_printf("%d", year);
    pb_report_table_column(table, header, true, 1);
  }
  if (by_year)
    pb_report_table_column(table, _("stands out"), false, 2);
  else
    pb_report_table_column(table, _("events"), true, 1);
  for (size_t i = 0; i < n; i++) {
    const size_t row = pb_report_table_row(table, 0);
    size_t column = 0;
    g_autofree char *where = pb_place_short(context, spots, i);
    pb_report_table_set(table, row, column++, g_strdup_printf("%zu", i + 1), PB_SIGN_NONE, true);
    pb_report_table_set(table, row, column++, pb_capitalise(where), PB_SIGN_NONE, false);
    for (int year = first; by_year && year <= last; year++) {
      g_autofree char *name = g_strdup_printf("count_%d", year);
      pb_report_table_set(table, row, column++,
                          pb_words_count(context->language, pb_read_number_or(spots, name, i, 0)),
                          PB_SIGN_NONE, false);
    }
    pb_report_table_set(
        table, row, column,
        by_year ? g_strdup(pb_stability_word(pb_read_text(spots, "stability", i)))
                : pb_words_count(context->language, pb_read_number_or(spots, "count", i, 0)),
        PB_SIGN_NONE, false);
  }
  pb_add_table(parent, table);
}

static void add_figure(pb_node *grid, int span, const pb_context *context, const char *chart,
                       const char *key) {
  pb_add_figure(pb_add_cell(grid, span), pb_figure_make(context, chart, "area", key, NULL));
}

static const pb_result *result_of(const pb_context *context, const char *name, int area) {
  return pb_analysis_find_area(context->analysis, name, area);
}

/* Are there events enough to tell places from chance? */
static bool has_surface(const pb_context *context, int area) {
  return pb_place_has_surface(result_of(context, "hot-cells", area));
}

/* Side by side: do places last, and what is new? Where no cell has changed, the years themselves.
 */
static void add_years(pb_node *section, const pb_context *context, int area, const char *key) {
  const pb_result *changes = result_of(context, "cell-changes", area);
  if (!changes || pb_result_reason(changes)) /* few events, or one year */
    return;
  const bool changed = pb_result_scalar_or(changes, "n_more", 0) > 0 ||
                       pb_result_scalar_or(changes, "n_fewer", 0) > 0;
  const bool by_year = pb_place_smallest(changes) <= 0; /* the council sees no cells by year */
  pb_node *grid = pb_add_grid(section);
  add_figure(grid, 6, context, "stability-map", key);
  if (changed || by_year)
    add_figure(grid, 6, context, changed ? "change-map" : "place-years", key);
}

typedef struct {
  double count;
  size_t row;
} ranked;

static int by_falling_count(const void *a, const void *b) {
  const ranked *p = a, *q = b;
  if (p->count != q->count)
    return p->count > q->count ? -1 : 1;
  return (p->row > q->row) - (p->row < q->row);
}

/* "more" and "fewer" than the median part on the same ground; "" where chance could do it. */
static const char *part_word(const char *verdict) {
  return g_str_equal(verdict, "high")  ? _("denser")
         : g_str_equal(verdict, "low") ? _("sparser")
                                       : "";
}

static pb_report_table *parts_table(const pb_context *context, const pb_result *parts,
                                    const char *key) {
  g_autofree char *id = g_strdup_printf("delar%s%s", *key ? "-" : "", key);
  const size_t n = pb_read_rows(parts);
  g_autofree ranked *order = g_new(ranked, n + 1);
  for (size_t i = 0; i < n; i++)
    order[i] = (ranked){pb_read_number_or(parts, "count", i, 0), i};
  qsort(order, n, sizeof *order, by_falling_count);
  pb_report_table *table = pb_report_table_new(id, _("Parts with most events"));
  pb_report_table_column(table, _("part"), false, 2.6);
  pb_report_table_column(table, _("events"), true, 1.1);
  pb_report_table_column(table, _("per km²"), true, 1.1);
  const bool compared = pb_result_find(parts, "verdict") != NULL;
  if (compared)
    pb_report_table_column(table, _("than the median"), false, 1.5);
  for (size_t i = 0; i < MIN(n, MOST_PLACES); i++) {
    const size_t part = order[i].row, row = pb_report_table_row(table, 0);
    pb_report_table_set(table, row, 0, pb_inline_escape(pb_read_text(parts, "name", part)),
                        PB_SIGN_NONE, false);
    pb_report_table_set(table, row, 1, pb_words_count(context->language, order[i].count),
                        PB_SIGN_NONE, false);
    pb_report_table_set(
        table, row, 2,
        pb_format_rate(context->language, pb_read_number_or(parts, "per_km2", part, 0)),
        PB_SIGN_NONE, false);
    if (compared)
      pb_report_table_set(table, row, 3, g_strdup(part_word(pb_read_text(parts, "verdict", part))),
                          PB_SIGN_NONE, false);
  }
  return table;
}

/* The parts of the municipality, where the project has a layer of them. */
static void add_parts(pb_node *section, const pb_context *context, int area, const char *key) {
  const pb_result *parts = result_of(context, "event-sub-areas", area);
  if (!parts || pb_result_reason(parts) || pb_read_rows(parts) == 0)
    return;
  pb_node *grid = pb_add_grid(section);
  add_figure(grid, 7, context, "sub-area-map", key);
  pb_add_table(pb_add_cell(grid, 5), parts_table(context, parts, key));
}

/* Sentences (char *) on the hours and places of an area; none: nothing can be said. Where the curve
 * of concentration is drawn it need not be told. */
static GPtrArray *pattern_sentences(const pb_context *context, int area, bool has_curve) {
  const pb_result *stability = result_of(context, "place-stability", area);
  const pb_result *repeat = result_of(context, "near-repeat", area);
  char *sentences[] = {
      (has_surface(context, area) || context->dataset->disclosure) && !has_curve
          ? pb_sentence_concentration(context, result_of(context, "place-concentration", area))
          : NULL,
      pb_sentence_same_cells(context, stability),
      pb_sentence_prediction(context, stability),
      pb_sentence_no_cell_changed(context, result_of(context, "cell-changes", area)),
      pb_sentence_near_repeat(context, repeat),
      pb_sentence_no_near_repeat(context, repeat),
      pb_sentence_same_hours(context, result_of(context, "event-clock-change", area)),
  };
  GPtrArray *said = g_ptr_array_new();
  for (size_t i = 0; i < G_N_ELEMENTS(sentences); i++)
    if (sentences[i])
      g_ptr_array_add(said, sentences[i]);
  return said;
}

/* Weekdays and weekends by part of the day, in place of the hours. NULL: not shown. */
static pb_report_table *day_parts_table(const pb_context *context, int area, const char *key) {
  const pb_result *parts = result_of(context, "event-day-parts", area);
  const size_t n = pb_read_rows(parts);
  if (n == 0)
    return NULL;
  g_autofree char *id = g_strdup_printf("dygnsdelar%s%s", *key ? "-" : "", key);
  pb_report_table *table = pb_report_table_new(id, _("Events by part of the day"));
  pb_report_table_column(table, "", false, 1.4);
  for (size_t i = 0; i < n / 2; i++) {
    const int hour = (int)pb_read_number_or(parts, "from_hour", i, 0);
    g_autofree char *header = g_strdup_printf("%02d–%02d", hour, hour + 6);
    pb_report_table_column(table, header, true, 1);
  }
  for (size_t half = 0; half < 2; half++) {
    const size_t row = pb_report_table_row(table, 0);
    pb_report_table_set(table, row, 0,
                        g_strdup(half ? _("Saturday and Sunday") : _("Monday to Friday")),
                        PB_SIGN_NONE, false);
    for (size_t i = 0; i < n / 2; i++)
      pb_report_table_set(
          table, row, i + 1,
          pb_words_count(context->language, pb_read_number_or(parts, "count", half * n / 2 + i, 0)),
          PB_SIGN_NONE, false);
  }
  table->note = g_strdup(_("Events with a known hour. Of events known within a window of time, the "
                           "middle of the window."));
  return table;
}

/* The hours as far as this version of the report shows them. */
static void add_clock(pb_node *cell, const pb_context *context, int area, const char *key) {
  if (!context->dataset->disclosure) {
    pb_add_figure(cell, pb_figure_make(context, "event-clock", "area", key, NULL));
    return;
  }
  pb_report_table *table = day_parts_table(context, area, key);
  if (table)
    pb_add_table(cell, table);
}

static void add_said(pb_node *cell, GPtrArray *said) {
  if (said->len)
    pb_add_heading(cell, _("How concentrated and how lasting"));
  for (guint i = 0; i < said->len; i++)
    pb_add_sentence(cell, g_ptr_array_index(said, i));
}

/* Did some part of the week get another share of the events? */
static bool hours_changed(const pb_context *context, int area) {
  const pb_result *change = result_of(context, "event-clock-change", area);
  return change &&
         pb_result_scalar_or(change, "n_more", 0) + pb_result_scalar_or(change, "n_fewer", 0) > 0;
}

/* When, and beside it how concentrated and how lasting the places are: as a curve where a table of
 * repeats does not need the page, else in words. Tables and figures without a finding are told in a
 * sentence. */
static void add_hours(pb_node *section, const pb_context *context, int area, const char *key) {
  g_autofree char *id = g_strdup_printf("upprepning-%s", key);
  const pb_result *repeat = result_of(context, "near-repeat", area);
  g_autofree char *no_repeat = pb_sentence_no_near_repeat(context, repeat);
  pb_report_table *table = no_repeat ? NULL : pb_near_repeat_table(context, repeat, id);
  const bool has_curve = has_surface(context, area) && !table && !context->dataset->disclosure;
  g_autoptr(GPtrArray) said = pattern_sentences(context, area, has_curve);
  pb_node *grid = pb_add_grid(section);
  pb_node *left = pb_add_cell(grid, said->len || has_curve ? 8 : 12);
  add_clock(left, context, area, key);
  if (hours_changed(context, area))
    pb_add_figure(left, pb_figure_make(context, "clock-change", "area", key, NULL));
  if (table)
    pb_add_table(left, table);
  if (has_curve) {
    add_figure(grid, 4, context, "concentration-curve", key);
    add_said(left, said);
  } else if (said->len) {
    add_said(pb_add_cell(grid, 4), said);
  }
}

/** Reported crime has pages of the same names: the label says what this one is about. */
static char *page_label(const pb_context *context, int area) {
  const char *name = pb_area_label(context, area);
  /* TRANSLATORS: part of the report on a problem area’s recorded events: “Events: Traffic”. */
  return area == PB_ALL_AREAS ? g_strdup(name) : g_strdup_printf(_("Events: %s"), name);
}

static void add_page(const pb_context *context, pb_node *document, int area) {
  pb_incident_facts facts;
  if (!pb_incident_facts_of(context, area, &facts))
    return;
  const char *key = area == PB_ALL_AREAS ? "" : context->dataset->areas[area].key;
  g_autofree char *id = pb_incidents_page_id(context, area);
  g_autofree char *label = page_label(context, area);
  pb_node *section =
      pb_start_section(document, id, label, pb_headline_incidents(context, &facts),
                       pb_join_sentences(pb_sentence_incidents(context, &facts),
                                         pb_sentence_incidents_smallest(context, &facts), NULL),
                       pb_chart_source(context, PB_SOURCE_RECORDS | PB_SOURCE_BOUNDARIES));
  pb_node *when = pb_add_grid(section);
  add_figure(when, 8, context, "event-series", key);
  add_figure(when, 4, context, "event-wheel", key);
  add_hours(section, context, area, key);
  pb_node *where = pb_add_grid(section);
  add_figure(where, 7, context, "hot-spot-map", key);
  pb_node *beside = pb_add_cell(where, 5);
  add_places_table(beside, context, area);
  add_years(section, context, area, key);
  add_parts(section, context, area, key);
  if (*key)
    pb_add_area_comments(section, context, key, document);
}

static bool has_records(const pb_dataset *dataset) {
  const pb_event_calendar *records = dataset->event_calendars[PB_EVENT_RECORD];
  return records[0].n_months > 0 || records[1].n_months > 0;
}

/* Reports are laid side by side: where others have pages, one sentence says why there are none. The
 * public is not told whether there are any. */
static void add_sentence(const pb_context *context, pb_node *document) {
  const pb_result *areas = pb_analysis_find(context->analysis, "event-areas", -1);
  const bool hidden = context->dataset->disclosure != NULL;
  char *title = g_strdup(hidden ? _("Recorded events are not shown") : _("No recorded events"));
  char *why =
      hidden ? g_strdup(_(pb_result_reason(areas))) : pb_no_events_text(context, PB_ALL_AREAS);
  pb_node *section = pb_start_section(document, PB_PAGE_EVENTS, _("All events"), title, why, NULL);
  section->page_break = false;
}

static void build(const pb_context *context, pb_node *document) {
  if (pb_analysis_n_event_areas(context->analysis) == 0 && has_records(context->dataset))
    add_sentence(context, document);
  for (size_t i = 0; i < pb_analysis_n_event_areas(context->analysis); i++) {
    const int area = pb_analysis_event_area(context->analysis, i);
    if (pb_incidents_have_page(context, area))
      add_page(context, document, area);
  }
}

const pb_section pb_section_problem_areas = {
    .name = "problem-areas",
    .title = N_("Problem areas"),
    .build = build,
};
