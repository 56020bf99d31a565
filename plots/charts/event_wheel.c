/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events of a problem area a day by month, around a circle. */
#include "engine/text.h"
#include "plots/chart_words.h"
#include "plots/month_wheel.h"
#include "plots/place_words.h"
#include "plots/read.h"

extern const pb_chart pb_chart_event_wheel;

static char *make_title(const pb_context *context, const pb_month_wheel *months) {
  size_t n_above, n_below;
  g_autofree char *above = pb_month_wheel_list(months, pb_month_wheel_is_above, &n_above);
  g_autofree char *below = pb_month_wheel_list(months, pb_month_wheel_is_below, &n_below);
  if (n_above == 0 && n_below == 0)
    return g_strdup(_("No month differs with certainty from the mean"));
  if (n_above > 0 && n_above <= 4)
    return g_strdup_printf(_("More events than the mean in %s"), above);
  if (n_above == 0 && n_below <= 4)
    return g_strdup_printf(_("Fewer events than the mean in %s"), below);
  size_t n = n_above > 0 ? n_above : n_below;
  g_autofree char *number = pb_format_small_number(context->language, (int)n);
  g_autofree char *title =
      n_above > 0 ? g_strdup_printf(_("%s months have more events a day than the mean"), number)
                  : g_strdup_printf(_("%s months have fewer events a day than the mean"), number);
  return pb_capitalise(title);
}

static char *make_alt(const pb_context *context, const pb_month_wheel *months) {
  int high = 0, low = 0;
  for (int m = 1; m < 12; m++) {
    high = months->per_day[m] > months->per_day[high] ? m : high;
    low = months->per_day[m] < months->per_day[low] ? m : low;
  }
  g_autofree char *mean = pb_format_number(context->language, months->mean, 2);
  g_autofree char *most = pb_format_number(context->language, months->per_day[high], 2);
  g_autofree char *least = pb_format_number(context->language, months->per_day[low], 2);
  return g_strdup_printf(
      _("Year wheel of events a day: mean %s, most in %s (%s), fewest in %s (%s)."), mean,
      pb_month_name(high + 1), most, pb_month_name(low + 1), least);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  int area;
  pb_figure *figure =
      pb_chart_new_area(&pb_chart_event_wheel, context, params, "event-wheel", &area, error);
  if (!figure)
    return NULL;
  const pb_result *wheel = figure->data[0];
  figure->source = pb_chart_source(context, PB_SOURCE_RECORDS);
  if (pb_read_rows(wheel) == 0) {
    figure->title = g_strdup(_("There is no pattern over the year to show"));
    figure->subtitle = g_strdup(pb_area_label(context, area));
    figure->empty = pb_no_events_text(context, area);
    figure->alt = g_strdup(figure->empty);
    return figure;
  }
  pb_month_wheel months = pb_month_wheel_read(wheel);
  figure->title = make_title(context, &months);
  figure->subtitle = pb_places_subtitle(context, area, wheel, _("events a day by month"));
  figure->alt = make_alt(context, &months);
  return figure;
}

static double height(const pb_figure *figure, double width_pt) {
  pb_month_wheel months = pb_month_wheel_read(figure->data[0]);
  return pb_month_wheel_height(figure, &months, width_pt);
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  pb_month_wheel months = pb_month_wheel_read(figure->data[0]);
  pb_month_wheel_draw(figure, &months, canvas);
}

const pb_chart pb_chart_event_wheel = {
    .name = "event-wheel",
    .title = N_("Year wheel of events"),
    .question = N_("Which months recur?"),
    .description =
        N_("The length of each wedge is the number of events a day. The dashed circle is the mean; "
           "a month is dark only when its 95 per cent interval lies above it."),
    .params = &pb_chart_area_param,
    .n_params = 1,
    .width_mm = 80,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};
