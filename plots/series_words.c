/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/series_words.h"

#include <math.h>

#include "engine/analysis/incidents.h"
#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/period_axis.h"
#include "plots/place_words.h"
#include "plots/read.h"

static const char *const kinds[] = {"crime", "events", NULL};
const pb_param pb_series_params[PB_SERIES_N_PARAMS] = {
    {.name = "series",
     .title = N_("reported crime by quarter, or recorded events by month"),
     .type = PB_PARAM_CHOICE,
     .def_text = "crime",
     .choices = kinds},
    PB_PARAM_AREA,
};

/* Why there is nothing to draw. */
static void set_empty(pb_figure *figure, const pb_series_choice *choice) {
  const pb_context *context = figure->context;
  const char *place = pb_chart_place(context);
  const char *reason = figure->data[0] ? pb_result_reason(figure->data[0]) : NULL;
  if (figure->data[0] && !reason)
    return;
  figure->title = g_strdup_printf(_("%s: cannot be computed"), _(figure->chart->title));
  figure->subtitle = choice->crime ? g_strdup_printf(_("All reported crimes a quarter, %s"), place)
                                   : g_strdup_printf(_("%s, events a month, %s"),
                                                     pb_area_label(context, choice->area), place);
  figure->empty = reason ? g_strdup(_(reason)) : pb_no_events_text(context, choice->area);
  figure->alt = g_strdup(figure->empty);
}

pb_figure *pb_chart_new_series(const pb_chart *chart, const pb_context *context,
                               const pb_params *params, const char *name, pb_series_choice *choice,
                               GError **error) {
  const char *key = pb_params_text(params, "area");
  *choice = (pb_series_choice){!*key && g_str_equal(pb_params_text(params, "series"), "crime"),
                               PB_ALL_AREAS};
  pb_figure *figure;
  if (choice->crime) {
    g_autofree char *result = g_strdup_printf("quarter-%s", name);
    figure = pb_chart_new_plain(chart, context, params);
    figure->data[0] = pb_analysis_find(context->analysis, result, -1);
    figure->source = pb_chart_source(context, PB_SOURCE_CRIME | PB_SOURCE_POPULATION);
  } else {
    g_autofree char *result = g_strdup_printf("event-%s", name);
    figure = pb_chart_new_area(chart, context, params, result, &choice->area, error);
    if (!figure)
      return NULL;
    if (!*key) {
      g_free(figure->id);
      figure->id = g_strdup_printf("%s-events", chart->name);
    }
    figure->source = pb_chart_source(context, PB_SOURCE_RECORDS);
  }
  set_empty(figure, choice);
  return figure;
}

char *pb_series_years(const pb_result *series) {
  int first = 0, last = 0;
  for (size_t i = 0; i < pb_read_rows(series); i++) {
    double count;
    if (!pb_read_number(series, "count", i, &count))
      continue;
    last = pb_period_year(pb_read_period(series, i));
    first = first ? first : last;
  }
  return pb_chart_years(first, last);
}

char *pb_series_subtitle(const pb_figure *figure, const pb_series_choice *choice) {
  const char *place = pb_chart_place(figure->context);
  g_autofree char *years = pb_series_years(figure->data[0]);
  return choice->crime
             ? g_strdup_printf(_("All reported crimes a quarter, %s %s"), place, years)
             : g_strdup_printf(_("%s, events a month, %s %s"),
                               pb_area_label(figure->context, choice->area), place, years);
}

int pb_series_per_year(const pb_result *series) {
  return pb_period_per_year(pb_read_period(series, 0));
}

char *pb_series_rounded(const pb_language *language, double value, int step) {
  const bool whole_number = fabs(value - round(value)) < .05;
  if (step == 0 && fabs(value) < 20 && !whole_number)
    return pb_format_number(language, value, 1);
  const double size = fabs(value), unit = size >= 10000 ? 100 : size >= 1000 ? 10 : 1;
  const double whole = step < 0   ? floor(value / unit)
                       : step > 0 ? ceil(value / unit)
                                  : round(value / unit);
  return pb_format_integer(language, (int64_t)(whole * unit));
}

void pb_series_point_draw(pb_canvas *canvas, const pb_language *language, const pb_result *series,
                          size_t row, double x, double y, double radius) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  const bool preliminary = pb_read_flag(series, "preliminary", row);
  g_autofree char *when = pb_format_period(language, pb_read_period(series, row));
  g_autofree char *number =
      pb_format_integer(language, (int64_t)pb_read_number_or(series, "count", row, 0));
  g_autofree char *tip = g_strdup_printf("%s: %s", when, number);
  pb_canvas_begin_group(canvas, tip);
  pb_canvas_circle(canvas, x, y, preliminary ? radius + .4 : radius,
                   preliminary ? pb_hollow(theme, theme->accent, 1.2) : pb_fill(theme->accent));
  pb_canvas_end_group(canvas);
}

bool pb_series_has_preliminary(const pb_result *series) {
  for (size_t i = 0; i < pb_read_rows(series); i++)
    if (pb_read_flag(series, "preliminary", i))
      return true;
  return false;
}

pb_axis pb_series_value_axis(const pb_result *series, const char *const *columns, size_t n) {
  double low = INFINITY, high = -INFINITY, value;
  for (size_t i = 0; i < pb_read_rows(series); i++)
    for (size_t k = 0; k < n; k++)
      if (pb_read_number(series, columns[k], i, &value)) {
        low = fmin(low, value);
        high = fmax(high, value);
      }
  return low < .35 * high ? pb_axis_from_zero(high, 6) : pb_axis_between(low, high, 6);
}

double pb_series_chart_height(const pb_figure *figure, double width_pt) {
  (void)figure;
  return fmin(fmax(width_pt * .45, 160), 200);
}
