/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/sections/series_page.h"

#include "engine/analysis/incidents.h"
#include "engine/text.h"
#include "plots/read.h"
#include "plots/report/sections/section_parts.h"
#include "plots/report/sentences/series.h"

static const pb_result *result_of(const pb_context *context, bool crime, const char *name) {
  g_autofree char *full = g_strdup_printf("%s-%s", crime ? "quarter" : "event", name);
  return crime ? pb_analysis_find(context->analysis, full, -1)
               : pb_analysis_find_area(context->analysis, full, PB_ALL_AREAS);
}

bool pb_has_series_page(const pb_context *context, bool crime) {
  static const char *const names[] = {"control", "forecast", "parts"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    if (pb_read_rows(result_of(context, crime, names[i])) > 0)
      return true;
  return false;
}

/* Areas with control limits, and those with a month outside them or a run to the end. */
static void count_areas(const pb_context *context, int *judged, int *signalled) {
  *judged = *signalled = 0;
  for (size_t i = 0; i < pb_analysis_n_event_areas(context->analysis); i++) {
    const int area = pb_analysis_event_area(context->analysis, i);
    const pb_result *control = pb_analysis_find_area(context->analysis, "event-control", area);
    if (area == PB_ALL_AREAS || pb_read_rows(control) == 0)
      continue;
    ++*judged;
    *signalled +=
        pb_result_scalar_or(control, "n_above", 0) + pb_result_scalar_or(control, "n_below", 0) >
            0 ||
        pb_result_scalar_or(control, "run_length", 0) >= PB_CONTROL_RUN;
  }
}

char *pb_series_page_title(const pb_context *context, bool crime) {
  int judged = 0, signalled = 0;
  if (!crime)
    count_areas(context, &judged, &signalled);
  if (signalled > 0)
    return g_strdup_printf(Q_("%d of %d problem area has left its usual variation",
                              "%d of %d problem areas have left their usual variation",
                              (unsigned long)judged),
                           signalled, judged);
  return pb_headline_series(result_of(context, crime, "control"), crime);
}

char *pb_series_page_intro(const pb_context *context, bool crime) {
  return pb_sentence_forecast(context->language, result_of(context, crime, "forecast"), crime);
}

static void add_chart(pb_node *grid, int span, const pb_context *context, const char *chart,
                      bool crime) {
  pb_add_figure(pb_add_cell(grid, span),
                pb_figure_make(context, chart, "series", crime ? "crime" : "events", NULL));
}

/* Limits and outside, in words: what a reader of the chart needs. */
static void add_level_words(pb_node *cell, const pb_context *context, bool crime) {
  const pb_result *control = result_of(context, crime, "control");
  if (pb_read_rows(control) > 0)
    pb_add_heading(cell, _("Does the level hold?"));
  pb_add_sentence(cell, pb_sentence_outside(context->language, control, crime));
  pb_add_sentence(cell, pb_sentence_run(context->language, control, crime));
  pb_add_sentence(cell, pb_sentence_limits(control, crime));
}

static void add_forecast_caveat(pb_node *section, const pb_context *context, bool crime) {
  if (pb_read_rows(result_of(context, crime, "forecast")) > 0)
    pb_add_small(section, _("A forecast carries level and season on. Nothing that is new, such as "
                            "a measure or another way of reporting, is in it."));
}

void pb_add_quarter_charts(pb_node *section, const pb_context *context) {
  pb_node *first = pb_add_grid(section);
  add_chart(first, 8, context, "control-chart", true);
  add_level_words(pb_add_cell(first, 4), context, true);
  pb_node *second = pb_add_grid(section);
  add_chart(second, 6, context, "forecast-fan", true);
  add_chart(second, 6, context, "stl-panels", true);
  add_forecast_caveat(section, context, true);
}

/* Season and trend of events stand with the problem areas: the table has their place here. */
void pb_add_month_charts(pb_node *section, const pb_context *context) {
  pb_node *first = pb_add_grid(section);
  add_chart(first, 6, context, "control-chart", false);
  add_chart(first, 6, context, "forecast-fan", false);
  pb_report_table *table = pb_months_table(context);
  if (table)
    pb_add_table(section, table);
  pb_node *second = pb_add_grid(section);
  add_level_words(pb_add_cell(second, 6), context, false);
  add_forecast_caveat(pb_add_cell(second, 6), context, false);
}
