/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/sentences/series.h"

#include <string.h>

#include "engine/text.h"
#include "plots/period_axis.h"
#include "plots/read.h"
#include "plots/report/sentences/words.h"
#include "plots/series_words.h"

/* Fewer in a row are not worth a word. */
#define SHORTEST_RUN 3

static bool is_known(const pb_result *result) {
  return pb_read_rows(result) > 0;
}

static int whole(const pb_result *result, const char *scalar) {
  return (int)pb_result_scalar_or(result, scalar, 0);
}

char *pb_headline_series(const pb_result *control, bool crime) {
  if (!is_known(control))
    return g_strdup(crime ? _("Reported crime over time") : _("Recorded events over time"));
  if (whole(control, "run_length") >= PB_CONTROL_RUN) {
    const bool above = whole(control, "run_side") > 0;
    return g_strdup(crime   ? above ? _("Reported crime has stayed above its earlier level")
                                    : _("Reported crime has stayed below its earlier level")
                      : above ? _("Recorded events have stayed above their earlier level")
                            : _("Recorded events have stayed below their earlier level"));
  }
  if (whole(control, "n_above") + whole(control, "n_below") > 0)
    return g_strdup(crime ? _("Reported crime has gone outside its usual variation")
                          : _("Recorded events have gone outside their usual variation"));
  return g_strdup(crime ? _("Reported crime stays within its usual variation")
                        : _("Recorded events stay within their usual variation"));
}

char *pb_sentence_limits(const pb_result *control, bool crime) {
  if (!is_known(control))
    return NULL;
  g_autofree char *years =
      pb_words_years(whole(control, "first_phase_first"), whole(control, "first_phase_last"));
  return g_strdup_printf(
      crime ? _("The limits come from how much the quarters of %s varied, season and population "
                "apart. If nothing changes, one quarter in twenty lies outside the inner limits "
                "and a few in a thousand outside the outer ones.")
            : _("The limits come from how much the months of %s varied, season apart. If nothing "
                "changes, one month in twenty lies outside the inner limits and a few in a "
                "thousand outside the outer ones."),
      years);
}

/* Later periods outside the limits of 95 per cent. */
static int outside_95(const pb_result *control) {
  int n = 0;
  double value, lower, upper;
  for (size_t i = 0; i < pb_read_rows(control); i++)
    if (!pb_read_flag(control, "first_phase", i) &&
        pb_read_number(control, "adjusted", i, &value) &&
        pb_read_number(control, "lower_95", i, &lower) &&
        pb_read_number(control, "upper_95", i, &upper))
      n += value < lower || value > upper;
  return n;
}

char *pb_sentence_outside(const pb_language *language, const pb_result *control, bool crime) {
  if (!is_known(control))
    return NULL;
  g_autofree char *inner = pb_words_count(language, outside_95(control));
  g_autofree char *outer =
      pb_words_count(language, whole(control, "n_above") + whole(control, "n_below"));
  g_autofree char *all = pb_words_count(language, whole(control, "n_judged"));
  return g_strdup_printf(
      crime ? _("Since %d: %s of %s quarters outside the inner limits, %s outside the outer.")
            : _("Since %d: %s of %s months outside the inner limits, %s outside the outer."),
      whole(control, "first_phase_last") + 1, inner, all, outer);
}

char *pb_sentence_run(const pb_language *language, const pb_result *control, bool crime) {
  const int length = whole(control, "run_length");
  if (!is_known(control) || length < SHORTEST_RUN)
    return NULL;
  const bool above = whole(control, "run_side") > 0;
  g_autofree char *number = pb_format_small_number(language, length);
  return g_strdup_printf(
      crime   ? above ? _("The last %s quarters lie above the level. Eight in a row are a signal.")
                      : _("The last %s quarters lie below the level. Eight in a row are a signal.")
        : above ? _("The last %s months lie above the level. Eight in a row are a signal.")
              : _("The last %s months lie below the level. Eight in a row are a signal."),
      number);
}

/* The first row without a count: where the forecast begins. */
static size_t first_coming(const pb_result *forecast) {
  size_t row = 0;
  double count;
  while (row < pb_read_rows(forecast) && pb_read_number(forecast, "count", row, &count))
    row++;
  return row;
}

char *pb_sentence_forecast(const pb_language *language, const pb_result *forecast, bool crime) {
  if (!is_known(forecast))
    return NULL;
  g_autofree char *first =
      pb_format_period(language, pb_read_period(forecast, first_coming(forecast)));
  g_autofree char *last =
      pb_format_period(language, pb_read_period(forecast, pb_read_rows(forecast) - 1));
  g_autofree char *lower =
      pb_series_rounded(language, pb_result_scalar_or(forecast, "total_lower_95", 0), -1);
  g_autofree char *upper =
      pb_series_rounded(language, pb_result_scalar_or(forecast, "total_upper_95", 0), 1);
  double before;
  if (!pb_result_get_scalar(forecast, "total_before", &before))
    return g_strdup_printf(
        crime ? _("If the pattern holds, %s–%s reported crimes are expected from %s to %s (95%% "
                  "interval).")
              : _("If the pattern holds, %s–%s events are expected from %s to %s (95%% "
                  "interval)."),
        lower, upper, first, last);
  g_autofree char *count = pb_words_count(language, before);
  return g_strdup_printf(
      crime ? _("If the pattern holds, %s–%s reported crimes are expected from %s to %s (95%% "
                "interval). In the year before, there were %s.")
            : _("If the pattern holds, %s–%s events are expected from %s to %s (95%% interval). "
                "In the year before, there were %s."),
      lower, upper, first, last, count);
}
