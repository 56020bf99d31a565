/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events of a problem area by weekday and hour, those between two times shared out. */
#include "engine/text.h"
#include "plots/chart_words.h"
#include "plots/hour_table.h"
#include "plots/place_words.h"
#include "plots/read.h"

extern const pb_chart pb_chart_event_clock;

/* Fewer events than these in 168 cells make no pattern. */
#define FEWEST_FOR_PATTERN 100
/* A title names the three hours in a row of one day that hold most. */
#define TITLE_HOURS 3
/* Windows longer than this say little of the hour (Ratcliffe 2000). */
#define LONG_SPAN_HOURS 12.0

typedef struct {
  int weekday, hour;
  double share;
} peak;

static double weight_at(const pb_result *clock, int weekday, int hour) {
  return pb_read_number_or(clock, "weight", (size_t)(weekday * 24 + hour), 0);
}

static peak find_peak(const pb_result *clock) {
  peak best = {0, 0, -1};
  double n = pb_result_scalar_or(clock, "n_events", 0);
  for (int d = 0; d < 7; d++)
    for (int h = 0; h + TITLE_HOURS <= 24; h++) {
      double sum = 0;
      for (int k = 0; k < TITLE_HOURS; k++)
        sum += weight_at(clock, d, h + k);
      if (n > 0 && sum / n > best.share)
        best = (peak){d, h, sum / n};
    }
  return best;
}

static char *make_title(const pb_context *context, const pb_result *clock) {
  if (pb_result_scalar_or(clock, "n_events", 0) < FEWEST_FOR_PATTERN)
    return g_strdup(_("Too few events for a pattern over the hours"));
  peak p = find_peak(clock);
  g_autofree char *percent = pb_format_number(context->language, 100 * p.share, 0);
  return g_strdup_printf(_("Most events on %s at %02d–%02d: %s%s of the week"),
                         pb_weekday_name(p.weekday), p.hour, p.hour + TITLE_HOURS, percent,
                         context->language->percent);
}

static char *make_note(const pb_context *context, const pb_result *clock) {
  double windows = pb_result_scalar_or(clock, "n_windows", 0);
  double hourless = pb_result_scalar_or(clock, "n_without_hour", 0) +
                    pb_result_scalar_or(clock, "n_too_long", 0) +
                    pb_result_scalar_or(clock, "n_end_before_start", 0);
  double span = pb_result_scalar_or(clock, "median_span", 0);
  g_autoptr(GPtrArray) sentences = g_ptr_array_new_with_free_func(g_free);
  if (windows > 0) {
    g_autofree char *n = pb_format_integer(context->language, (int64_t)windows);
    g_ptr_array_add(sentences, g_strdup_printf(_("Events known to lie between two times (%s) are "
                                                 "shared out over the hours between."),
                                               n));
  }
  if (span > LONG_SPAN_HOURS) {
    g_autofree char *hours = pb_format_number(context->language, span, 0);
    g_ptr_array_add(sentences, g_strdup_printf(_("Half of them span %s hours or more, so the hours "
                                                 "are uncertain."),
                                               hours));
  }
  if (hourless > 0) {
    g_autofree char *n = pb_format_integer(context->language, (int64_t)hourless);
    g_ptr_array_add(sentences,
                    g_strdup_printf(_("Left out: events without a usable time of day (%s)."), n));
  }
  if (sentences->len == 0)
    return NULL;
  g_ptr_array_add(sentences, NULL);
  return g_strjoinv(" ", (char **)sentences->pdata);
}

static char *make_alt(const pb_context *context, const pb_result *clock) {
  peak p = find_peak(clock);
  g_autofree char *percent = pb_format_number(context->language, 100 * p.share, 1);
  g_autofree char *n =
      pb_format_integer(context->language, (int64_t)pb_result_scalar_or(clock, "n_events", 0));
  return g_strdup_printf(
      _("Heat map of %s events by weekday and hour. The three hours with most are "
        "%s at %02d–%02d, with %s%s."),
      n, pb_weekday_name(p.weekday), p.hour, p.hour + TITLE_HOURS, percent,
      context->language->percent);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  int area;
  pb_figure *figure =
      pb_chart_new_area(&pb_chart_event_clock, context, params, "event-clock", &area, error);
  if (!figure)
    return NULL;
  const pb_result *clock = figure->data[0];
  figure->source = pb_chart_source(context, PB_SOURCE_RECORDS);
  if (pb_read_rows(clock) == 0) {
    char *hidden = pb_not_shown_text(context, clock);
    pb_chart_set_empty(figure, area, _("There is no pattern over the hours to show"),
                       hidden  ? hidden
                       : clock ? g_strdup(_("None of the events has a known hour."))
                               : pb_no_events_text(context, area));
    return figure;
  }
  figure->title = make_title(context, clock);
  figure->subtitle = pb_places_subtitle(context, area, clock, _("events by weekday and hour"));
  figure->note = make_note(context, clock);
  figure->alt = make_alt(context, clock);
  return figure;
}

static double height(const pb_figure *figure, double width_pt) {
  pb_hour_table table = pb_hour_table_read(figure->data[0], "weight");
  return pb_hour_table_height(figure, &table, width_pt);
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  pb_hour_table table = pb_hour_table_read(figure->data[0], "weight");
  pb_hour_table_draw(figure, &table, canvas);
}

const pb_chart pb_chart_event_clock = {
    .name = "event-clock",
    .title = N_("Weekday and hour"),
    .question = N_("At which hours do events happen?"),
    .description =
        N_("Each cell is one hour of one weekday; darker means more events. An event known only to "
           "lie between two times gives each hour its share of that time (aoristic)."),
    .params = &pb_chart_area_param,
    .n_params = 1,
    .width_mm = 160,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};
