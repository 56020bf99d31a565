/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Which hours, weekdays and months recur? */
#include "engine/text.h"
#include "plots/read.h"
#include "plots/report/section.h"
#include "plots/report/sections/section_parts.h"
#include "plots/report/sentences/words.h"

/* The same title for every municipality: the feed must not give findings. */
static const char *title(bool has_events) {
  return has_events ? _("The public feed shows when events are published, not when they happen")
                    : _("No events from the municipality in the data");
}

static char *count_or_dash(const pb_language *language, pb_optional count) {
  return count.known ? pb_words_count(language, count.value) : g_strdup("–");
}

static void add_facts(pb_node *cell, const pb_context *context, const pb_result *clock) {
  const pb_language *language = context->language;
  const struct {
    const char *scalar, *label;
  } rows[] = {
      {"n_events", _("events in the figures")},
      {"n_published_only", _("of which timed by publication, since the time is not given")},
      {"n_without_hour", _("events without an hour, left out of the weekdays and hours")},
      {"n_digests", _("digests (“Summary …”), left out")},
      {"n_county", _("events placed only in the county, left out")},
  };
  pb_report_table *table = pb_report_table_new("handelser", _("Events used and left out"));
  pb_report_table_column(table, "", false, 3.0);
  pb_report_table_column(table, _("number"), true, 1.0);
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    const size_t row = pb_report_table_row(table, 0);
    pb_report_table_set(table, row, 0, g_strdup(rows[i].label), PB_SIGN_NONE, false);
    pb_report_table_set(table, row, 1,
                        count_or_dash(language, pb_result_scalar_maybe(clock, rows[i].scalar)),
                        PB_SIGN_NONE, i == 0);
  }
  pb_add_table(cell, table);
}

static void add_caveats(pb_node *cell) {
  pb_add_heading(cell, _("How to read the figures"));
  pb_add_paragraph(cell,
                   _("The public feed is a selection: the police publish what they judge to be "
                     "of public interest, mostly on weekdays between 07 and 21. The hours "
                     "therefore mirror working hours as much as crime."));
  pb_add_paragraph(cell, _("Nights are often gathered in digests. They are left out and counted, "
                           "since one digest holds several events without a time of their own."));
  pb_add_paragraph(cell, _("The feed has gaps. The year wheel therefore shows events a day in the "
                           "months that were observed, not sums."));
  pb_add_paragraph(cell,
                   _("The figures are not part of the findings of the report. Patterns by hour "
                     "and place need the police's own event data."));
}

/* Records say when things happened: their hours and months stand with the problem areas. */
static void add_pointer(pb_node *document, const pb_municipality *place) {
  pb_node *section = pb_start_section(
      document, "tid", _("Time"), g_strdup(_("Hours and months stand with the problem areas")),
      g_strdup_printf(_("The data hold records of events from %s and no news of them. When they "
                        "happened is shown for all events and for each problem area."),
                      place->name),
      NULL);
  section->page_break = false;
}

static void build(const pb_context *context, pb_node *document) {
  if (context->dataset->disclosure && !pb_events_are_news(context))
    return; /* what the public may know of records stands with the problem areas */
  const pb_result *clock = pb_analysis_find(context->analysis, "week-clock", -1);
  const pb_municipality *place = &context->dataset->municipalities[context->municipality];
  const pb_optional events =
      clock ? pb_result_scalar_maybe(clock, "n_events") : (pb_optional){false, 0};
  const bool has_events = clock && !pb_result_reason(clock) && events.known && events.value > 0;
  if (!pb_events_are_news(context)) {
    add_pointer(document, place);
    return;
  }
  char *intro = NULL;
  if (has_events) {
    const pb_optional first = pb_result_scalar_maybe(clock, "first_year");
    const pb_optional last = pb_result_scalar_maybe(clock, "last_year");
    g_autofree char *count = pb_words_count(context->language, events.value);
    g_autofree char *years =
        first.known && last.known
            ? pb_words_years((int)first.value, (int)last.value)
            : pb_words_years(context->dataset->period_end, context->dataset->period_end);
    intro =
        g_strdup_printf(_("The police published %s events placed in %s in %s. Time and place are "
                          "those of the feed and say little of when and where crimes happen."),
                        count, place->name, years);
  } else {
    intro = clock && pb_result_reason(clock)
                ? g_strdup(_(pb_result_reason(clock)))
                : g_strdup_printf(_("The data hold no events from %s, so no pattern over hours, "
                                    "weekdays and months can be shown."),
                                  place->name);
  }
  pb_node *section =
      pb_start_section(document, "tid", _("Time"), g_strdup(title(has_events)), intro,
                       has_events ? pb_chart_source(context, PB_SOURCE_EVENTS) : NULL);
  if (!has_events)
    return;
  pb_node *grid = pb_add_grid(section);
  pb_add_figure(pb_add_cell(grid, 12), pb_figure_make(context, "week-clock", NULL));
  pb_node *second = pb_add_grid(section);
  pb_add_figure(pb_add_cell(second, 6), pb_figure_make(context, "year-wheel", NULL));
  pb_node *cell = pb_add_cell(second, 6);
  add_facts(cell, context, clock);
  add_caveats(cell);
}

const pb_section pb_section_time = {
    .name = "time",
    .title = N_("Time"),
    .build = build,
};
