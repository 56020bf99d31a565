/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts a quarter against what the years before let one expect. */
#include "engine/text.h"
#include "plots/chart_words.h"
#include "plots/expected_series.h"
#include "plots/period_axis.h"
#include "plots/read.h"

extern const pb_chart pb_chart_quarterly;

static char *make_title(const pb_context *context, const pb_result *series) {
  const pb_expected_words words = {
      .too_short = _("There are too few quarters to say what was to be expected"),
      .as_expected = _("The number of reported crimes follows what was to be expected"),
      .more_in = _("More crimes than expected were reported in %s"),
      .fewer_in = _("Fewer crimes than expected were reported in %s"),
      .several = _("%s quarters lie outside what was to be expected"),
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
      _("Line chart of reported crimes a quarter in %s: %s in %s. Quarters above "
        "the expected interval: %s, below it: %s."),
      pb_chart_place(context), count, when, high, low);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  (void)error;
  pb_figure *figure = pb_chart_new_plain(&pb_chart_quarterly, context, params);
  const pb_result *series = pb_analysis_find(context->analysis, "quarterly", -1);
  figure->data[0] = series;
  const char *place = pb_chart_place(context);
  figure->source = pb_chart_source(context, PB_SOURCE_CRIME);
  size_t n = pb_read_rows(series);
  if (n == 0) {
    figure->title = g_strdup(_("There are no figures by quarter"));
    figure->subtitle = g_strdup_printf(_("Reported crimes a quarter, %s"), place);
    figure->empty = g_strdup_printf(_("The source has no figures by quarter for %s."), place);
    figure->alt = g_strdup(figure->empty);
    return figure;
  }
  figure->title = make_title(context, series);
  g_autofree char *years = pb_chart_years(pb_period_year(pb_read_period(series, 0)),
                                          pb_period_year(pb_read_period(series, n - 1)));
  double first, last;
  if (pb_result_get_scalar(series, "baseline_first", &first) &&
      pb_result_get_scalar(series, "baseline_last", &last)) {
    g_autofree char *base = pb_chart_years((int)first, (int)last);
    figure->subtitle = g_strdup_printf(
        _("All reported crimes a quarter, %s %s, and the interval expected from %s"), place, years,
        base);
  } else {
    figure->subtitle = g_strdup_printf(_("All reported crimes a quarter, %s %s"), place, years);
  }
  GString *note = g_string_new(NULL);
  pb_chart_add_breaks(note, context, "reported-crime", pb_period_year(pb_read_period(series, 0)),
                      pb_period_year(pb_read_period(series, n - 1)));
  figure->note = g_string_free(note, note->len == 0);
  figure->alt = make_alt(context, series);
  return figure;
}

static double height(const pb_figure *figure, double width_pt) {
  (void)figure;
  return pb_expected_series_height(width_pt);
}

const pb_chart pb_chart_quarterly = {
    .name = "quarterly",
    .title = N_("Crimes a quarter"),
    .question = N_("Does the number follow what was to be expected?"),
    .description =
        N_("Line: reported crimes a quarter. Band: the interval expected (95 per cent) from level "
           "and season "
           "of the baseline years. Triangles: quarters outside it. Hollow: preliminary figures."),
    .width_mm = 160,
    .prepare = prepare,
    .height = height,
    .draw = pb_expected_series_draw,
};
