/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text.h"
#include "plots/place_words.h"
#include "plots/read.h"
#include "plots/report/sections/series_page.h"
#include "plots/report/sentences/words.h"
#include "plots/series_words.h"

static char *outside(const pb_context *context, const pb_result *control) {
  if (pb_read_rows(control) == 0)
    return g_strdup("–");
  const double above = pb_result_scalar_or(control, "n_above", 0);
  const double below = pb_result_scalar_or(control, "n_below", 0);
  g_autofree char *high = pb_words_count(context->language, above);
  g_autofree char *low = pb_words_count(context->language, below);
  if (above + below == 0)
    return g_strdup("0");
  return above == 0   ? g_strdup_printf(_("%s below"), low)
         : below == 0 ? g_strdup_printf(_("%s above"), high)
                      : g_strdup_printf(_("%s above, %s below"), high, low);
}

static char *in_a_row(const pb_context *context, const pb_result *control) {
  if (pb_read_rows(control) == 0)
    return g_strdup("–");
  const double length = pb_result_scalar_or(control, "run_length", 0);
  g_autofree char *number = pb_words_count(context->language, length);
  const double side = pb_result_scalar_or(control, "run_side", 0);
  return side > 0   ? g_strdup_printf(_("%s above"), number)
         : side < 0 ? g_strdup_printf(_("%s below"), number)
                    : g_strdup("0");
}

static char *expected(const pb_context *context, const pb_result *forecast) {
  if (pb_read_rows(forecast) == 0)
    return g_strdup("–");
  g_autofree char *lower =
      pb_series_rounded(context->language, pb_result_scalar_or(forecast, "total_lower_95", 0), -1);
  g_autofree char *upper =
      pb_series_rounded(context->language, pb_result_scalar_or(forecast, "total_upper_95", 0), 1);
  return g_strdup_printf("%s–%s", lower, upper);
}

static char *before(const pb_context *context, const pb_result *forecast) {
  double count;
  return pb_read_rows(forecast) > 0 && pb_result_get_scalar(forecast, "total_before", &count)
             ? pb_words_count(context->language, count)
             : g_strdup("–");
}

pb_report_table *pb_months_table(const pb_context *context) {
  pb_report_table *table =
      pb_report_table_new("manader-omraden", _("Recorded events month by month, by problem area"));
  table->note =
      g_strdup(_("Outside: months outside the limits of 99.8 per cent in the control chart. In a "
                 "row: months to the last one on the same side of the level; eight or more are a "
                 "signal. Expected: the year ahead if the pattern holds, with 95 per cent."));
  pb_report_table_column(table, _("problem area"), false, 2.8);
  pb_report_table_column(table, _("outside limits"), true, 1.4);
  pb_report_table_column(table, _("in a row"), true, 1.1);
  pb_report_table_column(table, _("the last year"), true, 1);
  pb_report_table_column(table, _("expected in a year"), true, 1.4);
  size_t rows = 0;
  for (size_t i = 0; i < pb_analysis_n_event_areas(context->analysis); i++) {
    const int area = pb_analysis_event_area(context->analysis, i);
    const pb_result *control = pb_analysis_find_area(context->analysis, "event-control", area);
    const pb_result *forecast = pb_analysis_find_area(context->analysis, "event-forecast", area);
    if (pb_read_rows(control) == 0 && pb_read_rows(forecast) == 0)
      continue;
    const size_t row = pb_report_table_row(table, 0);
    const bool signal = pb_result_scalar_or(control, "run_length", 0) >= PB_CONTROL_RUN;
    const bool beyond =
        pb_result_scalar_or(control, "n_above", 0) + pb_result_scalar_or(control, "n_below", 0) > 0;
    pb_report_table_set(table, row, 0, pb_inline_escape(pb_area_label(context, area)), PB_SIGN_NONE,
                        false);
    pb_report_table_set(table, row, 1, outside(context, control), PB_SIGN_NONE, beyond);
    pb_report_table_set(table, row, 2, in_a_row(context, control), PB_SIGN_NONE, signal);
    pb_report_table_set(table, row, 3, before(context, forecast), PB_SIGN_NONE, false);
    pb_report_table_set(table, row, 4, expected(context, forecast), PB_SIGN_NONE, false);
    rows++;
  }
  if (rows == 0)
    g_clear_pointer(&table, pb_report_table_free);
  return table;
}
