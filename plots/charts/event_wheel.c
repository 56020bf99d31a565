/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events of a problem area a day by month, around a circle. */
#include "engine/text.h"
#include "plots/chart_words.h"
#include "plots/month_wheel.h"
#include "plots/place_words.h"
#include "plots/read.h"

extern const pb_chart pb_chart_event_wheel;

static char *make_title(const pb_context *context, const pb_month_wheel *months) {
  const pb_month_wheel_words words = {
      .none = _("No month differs with certainty from the mean"),
      .above = _("More events than the mean in %s"),
      .below = _("Fewer events than the mean in %s"),
      .many_above = _("%s months have more events a day than the mean"),
      .many_below = _("%s months have fewer events a day than the mean"),
  };
  return pb_month_wheel_title(context, months, &words);
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
    char *hidden = pb_not_shown_text(context, wheel);
    pb_chart_set_empty(figure, area, _("There is no pattern over the year to show"),
                       hidden ? hidden : pb_no_events_text(context, area));
    return figure;
  }
  pb_month_wheel months = pb_month_wheel_read(wheel);
  figure->title = make_title(context, &months);
  figure->subtitle = pb_places_subtitle(context, area, wheel, _("events a day by month"));
  figure->alt = pb_month_wheel_alt(
      context, &months,
      _("Year wheel of events a day: mean %s, most in %s (%s), fewest in %s (%s)."));
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
