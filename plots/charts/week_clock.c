/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Published events by weekday and hour. The title says what that is: when the police write. */
#include "engine/text.h"
#include "plots/chart_words.h"
#include "plots/hour_table.h"
#include "plots/read.h"

extern const pb_chart pb_chart_week_clock;

static char *make_alt(const pb_context *context, const pb_result *result) {
  pb_hour_table table = pb_hour_table_read(result, "count");
  int day = 0, hour = 0;
  double office = 0, all = 0;
  for (int d = 0; d < 7; d++)
    for (int h = 0; h < 24; h++) {
      if (table.count[d][h] > table.count[day][hour]) {
        day = d;
        hour = h;
      }
      all += table.count[d][h];
      if (d < 5 && h >= 7 && h < 21)
        office += table.count[d][h];
    }
  g_autofree char *share = pb_format_number(context->language, all > 0 ? 100 * office / all : 0, 0);
  g_autofree char *most = pb_format_integer(context->language, table.most);
  return g_strdup_printf(_("Heat map of published events by weekday and hour. Weekdays from 07 to "
                           "21 hold %s%s of them; most, "
                           "%s, on %s at %02d. The hours are those of publication."),
                         share, context->language->percent, most, pb_weekday_name(day), hour);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  (void)error;
  pb_figure *figure = pb_chart_new_plain(&pb_chart_week_clock, context, params);
  const pb_result *result = pb_analysis_find(context->analysis, "week-clock", -1);
  figure->data[0] = result;
  const pb_language *language = context->language;
  const char *place = pb_chart_place(context);
  figure->source = pb_chart_source(context, PB_SOURCE_EVENTS);
  figure->title =
      g_strdup(_("The police feed shows when events are published, not when crime happens"));
  double n = pb_result_scalar_or(result, "n_events", 0);
  if (pb_read_rows(result) == 0 || n <= 0 || !pb_events_are_news(context)) {
    figure->subtitle = g_strdup_printf(_("Published events, %s"), place);
    figure->empty = g_strdup_printf(_("There are no published events with an hour for %s."), place);
    figure->alt = g_strdup(figure->empty);
    return figure;
  }
  g_autofree char *events = pb_format_integer(language, (int64_t)n);
  g_autofree char *years = pb_chart_years((int)pb_result_scalar_or(result, "first_year", 0),
                                          (int)pb_result_scalar_or(result, "last_year", 0));
  figure->subtitle = g_strdup_printf(
      _("Events published by the police by weekday and hour, %s %s, n = %s"), place, years, events);
  double digests = pb_result_scalar_or(result, "n_digests", 0);
  double hourless = pb_result_scalar_or(result, "n_without_hour", 0);
  g_autofree char *digest_text = pb_format_integer(language, (int64_t)digests);
  g_autofree char *hourless_text = pb_format_integer(language, (int64_t)hourless);
  if (digests > 0 && hourless > 0)
    figure->note = g_strdup_printf(
        _("Left out: digests of several events (%s) and events without an hour (%s)."), digest_text,
        hourless_text);
  else if (digests > 0)
    figure->note = g_strdup_printf(_("Left out: digests of several events (%s)."), digest_text);
  else if (hourless > 0)
    figure->note = g_strdup_printf(_("Left out: events without an hour (%s)."), hourless_text);
  figure->alt = make_alt(context, result);
  return figure;
}

static double height(const pb_figure *figure, double width_pt) {
  pb_hour_table table = pb_hour_table_read(figure->data[0], "count");
  return pb_hour_table_height(figure, &table, width_pt);
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  pb_hour_table table = pb_hour_table_read(figure->data[0], "count");
  pb_hour_table_draw(figure, &table, canvas);
}

const pb_chart pb_chart_week_clock = {
    .name = "week-clock",
    .title = N_("Weekday and hour of publication"),
    .question = N_("When does the police feed publish events?"),
    .description =
        N_("Each cell is one hour of one weekday; darker means more published events. The police "
           "write mostly on weekdays from 07 to 21 and gather nights into digests, so the hours "
           "describe publication, not crime."),
    .width_mm = 160,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};
