/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events of a problem area by month against what the months before let one expect. */
#include "engine/text.h"
#include "plots/chart_words.h"
#include "plots/expected_series.h"
#include "plots/period_axis.h"
#include "plots/place_words.h"
#include "plots/read.h"

extern const pb_chart pb_chart_event_series;

static char *make_title(const pb_context *context, const pb_result *series) {
  const pb_expected_words words = {
      .too_short = _("There are too few months to say what was to be expected"),
      .as_expected = _("The number of events follows what was to be expected"),
      .more_in = _("More events than expected in %s"),
      .fewer_in = _("Fewer events than expected in %s"),
      .several = _("%s months lie outside what was to be expected"),
  };
  return pb_expected_title(context, series, &words);
}

static char *make_alt(const pb_context *context, const pb_result *series) {
  size_t last = pb_read_rows(series) - 1;
  g_autofree char *count =
      pb_format_integer(context->language, (int64_t)pb_read_number_or(series, "count", last, 0));
  g_autofree char *when = pb_format_period(context->language, pb_read_period(series, last));
  g_autofree char *high =
      pb_format_integer(context->language, (int64_t)pb_expected_unusual(series, "high"));
  g_autofree char *low =
      pb_format_integer(context->language, (int64_t)pb_expected_unusual(series, "low"));
  return g_strdup_printf(
      _("Line chart of events a month in %s: %s in %s. Months above the expected "
        "interval: %s, below it: %s."),
      pb_chart_place(context), count, when, high, low);
}

static char *make_subtitle(const pb_context *context, int area, const pb_result *series) {
  size_t n = pb_read_rows(series);
  g_autofree char *years = pb_chart_years(pb_period_year(pb_read_period(series, 0)),
                                          pb_period_year(pb_read_period(series, n - 1)));
  double events = 0;
  for (size_t i = 0; i < n; i++)
    events += pb_read_number_or(series, "count", i, 0);
  g_autofree char *number = pb_format_integer(context->language, (int64_t)events);
  return g_strdup_printf(_("%s, events a month, %s %s, n = %s"), pb_area_label(context, area),
                         pb_chart_place(context), years, number);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  int area;
  pb_figure *figure =
      pb_chart_new_area(&pb_chart_event_series, context, params, "event-series", &area, error);
  if (!figure)
    return NULL;
  const pb_result *series = figure->data[0];
  figure->source = pb_chart_source(context, PB_SOURCE_RECORDS);
  if (pb_read_rows(series) == 0) {
    char *hidden = pb_not_shown_text(context, series);
    pb_chart_set_empty(figure, area, _("There are no events by month"),
                       hidden ? hidden : pb_no_events_text(context, area));
    return figure;
  }
  figure->title = make_title(context, series);
  figure->subtitle = make_subtitle(context, area, series);
  figure->alt = make_alt(context, series);
  return figure;
}

static double height(const pb_figure *figure, double width_pt) {
  (void)figure;
  return pb_expected_series_height(width_pt);
}

const pb_chart pb_chart_event_series = {
    .name = "event-series",
    .title = N_("Events a month"),
    .question = N_("Does the number follow what was to be expected?"),
    .description =
        N_("Line: events a month. Band: the interval expected (95 per cent) in the last year from "
           "level and season of the months before. Triangles: months outside it."),
    .params = &pb_chart_area_param,
    .n_params = 1,
    .width_mm = 160,
    .prepare = prepare,
    .height = height,
    .draw = pb_expected_series_draw,
};
