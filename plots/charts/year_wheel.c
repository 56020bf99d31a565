/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Published events a day by month, around a circle. */
#include "engine/text.h"
#include "plots/chart_words.h"
#include "plots/month_wheel.h"
#include "plots/read.h"

extern const pb_chart pb_chart_year_wheel;

static char *make_title(const pb_context *context, const pb_month_wheel *months) {
  size_t n_above, n_below;
  g_autofree char *above = pb_month_wheel_list(months, pb_month_wheel_is_above, &n_above);
  g_autofree char *below = pb_month_wheel_list(months, pb_month_wheel_is_below, &n_below);
  if (n_above == 0 && n_below == 0)
    return g_strdup(_("No month differs with certainty from the mean"));
  if (n_above > 0 && n_above <= 4)
    return g_strdup_printf(_("More events than the mean are published in %s"), above);
  if (n_above == 0 && n_below <= 4)
    return g_strdup_printf(_("Fewer events than the mean are published in %s"), below);
  size_t n = n_above > 0 ? n_above : n_below;
  g_autofree char *number = pb_format_small_number(context->language, (int)n);
  g_autofree char *title =
      n_above > 0
          ? g_strdup_printf(_("%s months have more published events a day than the mean"), number)
          : g_strdup_printf(_("%s months have fewer published events a day than the mean"), number);
  return pb_capitalise(title);
}

static char *make_alt(const pb_context *context, const pb_month_wheel *months) {
  int high = -1, low = -1;
  for (int m = 0; m < 12; m++)
    if (months->known[m]) {
      high = high < 0 || months->per_day[m] > months->per_day[high] ? m : high;
      low = low < 0 || months->per_day[m] < months->per_day[low] ? m : low;
    }
  g_autofree char *mean = pb_format_number(context->language, months->mean, 2);
  g_autofree char *most =
      pb_format_number(context->language, high < 0 ? 0 : months->per_day[high], 2);
  g_autofree char *least =
      pb_format_number(context->language, low < 0 ? 0 : months->per_day[low], 2);
  return g_strdup_printf(
      _("Year wheel of published events a day: mean %s, most in %s (%s), fewest in %s "
        "(%s)."),
      mean, high < 0 ? "–" : pb_month_name(high + 1), most, low < 0 ? "–" : pb_month_name(low + 1),
      least);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  (void)error;
  pb_figure *figure = pb_chart_new_plain(&pb_chart_year_wheel, context, params);
  const pb_result *result = pb_analysis_find(context->analysis, "year-wheel", -1);
  figure->data[0] = result;
  const char *place = pb_chart_municipality(context)->full_name;
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
