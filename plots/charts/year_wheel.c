/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Published events a day by month, around a circle. */
#include "engine/text.h"
#include "plots/chart_words.h"
#include "plots/month_wheel.h"
#include "plots/read.h"

extern const pb_chart pb_chart_year_wheel;

static char *make_title(const pb_context *context, const pb_month_wheel *months) {
  const pb_month_wheel_words words = {
      .none = _("No month differs with certainty from the mean"),
      .above = _("More events than the mean are published in %s"),
      .below = _("Fewer events than the mean are published in %s"),
      .many_above = _("%s months have more published events a day than the mean"),
      .many_below = _("%s months have fewer published events a day than the mean"),
  };
  return pb_month_wheel_title(context, months, &words);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  (void)error;
  pb_figure *figure = pb_chart_new_plain(&pb_chart_year_wheel, context, params);
  const pb_result *result = pb_analysis_find(context->analysis, "year-wheel", -1);
  figure->data[0] = result;
  const char *place = pb_chart_place(context);
  figure->source = pb_chart_source(context, PB_SOURCE_EVENTS);
  pb_month_wheel months = pb_month_wheel_read(result);
  double n = pb_result_scalar_or(result, "n_events", 0);
  if (pb_read_rows(result) == 0 || months.most <= 0 || !pb_events_are_news(context)) {
    figure->title = g_strdup(_("There is no pattern over the year to show"));
    figure->subtitle = g_strdup_printf(_("Published events, %s"), place);
    figure->empty = g_strdup_printf(_("There are no published events for %s."), place);
    figure->alt = g_strdup(figure->empty);
    return figure;
  }
  figure->title = make_title(context, &months);
  g_autofree char *years = pb_chart_years((int)pb_result_scalar_or(result, "first_year", 0),
                                          (int)pb_result_scalar_or(result, "last_year", 0));
  g_autofree char *events = pb_format_integer(context->language, (int64_t)n);
  figure->subtitle =
      g_strdup_printf(_("Events published by the police a day observed, by month, %s %s, n = %s"),
                      place, years, events);
  figure->alt = pb_month_wheel_alt(
      context, &months,
      _("Year wheel of published events a day: mean %s, most in %s (%s), fewest in %s "
        "(%s)."));
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

const pb_chart pb_chart_year_wheel = {
    .name = "year-wheel",
    .title = N_("Year wheel"),
    .question = N_("Which months recur?"),
    .description =
        N_("The length of each wedge is the number of published events a day in the months that "
           "were observed. The dashed circle is the mean; a month is dark only when its 95% "
           "interval lies above it."),
    .width_mm = 80,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};
