/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/sentences/places.h"

#include <math.h>
#include <string.h>

#include "engine/text.h"
#include "plots/read.h"
#include "plots/report/sentences/words.h"

#define LEVEL .05

static char *percent_of(const pb_language *language, double share) {
  double percent = 100 * share;
  bool whole = percent >= 10 || fabs(percent - round(percent)) < .05;
  return pb_format_number(language, percent, whole ? 0 : 1);
}

static bool is_usable(const pb_result *result) {
  return result && !pb_result_reason(result);
}

char *pb_sentence_prediction(const pb_context *context, const pb_result *stability) {
  double hits, pei, p;
  if (!is_usable(stability) || !pb_result_get_scalar(stability, "hit_share", &hits) ||
      !pb_result_get_scalar(stability, "p", &p))
    return NULL;
  const pb_language *language = context->language;
  int first = (int)pb_result_scalar_or(stability, "first_year", 0);
  int last = (int)pb_result_scalar_or(stability, "last_year", 0);
  g_autofree char *years = pb_words_years(first, last - 1);
  g_autofree char *area = percent_of(language, pb_result_scalar_or(stability, "area_share", .01));
  g_autofree char *got = percent_of(language, hits);
  if (p > LEVEL)
    return g_strdup_printf(
        _("The cells with most events in %s, %s per cent of the area, got %s per "
          "cent of the events in %d, which chance alone could give."),
        years, area, got, last);
  if (!pb_result_get_scalar(stability, "pei", &pei) || pei <= 0)
    return g_strdup_printf(
        _("The cells with most events in %s, %s per cent of the area, got %s per "
          "cent of the events in %d."),
        years, area, got, last);
  g_autofree char *best = percent_of(language, hits / pei);
  return g_strdup_printf(_("The cells with most events in %s, %s per cent of the area, got %s per "
                           "cent of the events in %d. Had one known beforehand, as many cells "
                           "could have held %s per cent."),
                         years, area, got, last, best);
}

char *pb_sentence_same_cells(const pb_context *context, const pb_result *stability) {
  double year, index;
  size_t rows = pb_read_rows(stability);
  if (!is_usable(stability) || rows == 0 || !pb_read_number(stability, "year", rows - 1, &year) ||
      !pb_read_number(stability, "jaccard", rows - 1, &index))
    return NULL;
  g_autofree char *percent = percent_of(context->language, index);
  return g_strdup_printf(
      _("Of the cells that were among those with most events in %d or %d, %s per "
        "cent were so in both years."),
      (int)year - 1, (int)year, percent);
}

/* Rows of the first band of days, by rising distance. */
typedef struct {
  double distance_m, days, observed, expected;
  bool found;
} near_pairs;

static near_pairs established_pairs(const pb_result *repeat) {
  near_pairs near = {.found = false};
  for (size_t i = 0; i < pb_read_rows(repeat); i++) {
    if (pb_read_number_or(repeat, "days_from", i, 1) > 0)
      continue;
    if (strcmp(pb_read_text(repeat, "verdict", i), "more") != 0)
      break;
    near.found = true;
    near.distance_m = pb_read_number_or(repeat, "distance_to", i, 0);
    near.days = pb_read_number_or(repeat, "days_to", i, 0) - 1; /* half-open, whole days */
    near.observed += pb_read_number_or(repeat, "observed", i, 0);
    near.expected += pb_read_number_or(repeat, "expected", i, 0);
  }
  return near;
}

char *pb_sentence_near_repeat(const pb_context *context, const pb_result *repeat) {
  if (!is_usable(repeat))
    return NULL;
  near_pairs near = established_pairs(repeat);
  if (!near.found || near.expected <= 0)
    return NULL;
  double ratio = near.observed / near.expected;
  g_autofree char *times = pb_format_number(context->language, ratio, ratio < 10 ? 1 : 0);
  g_autofree char *days = pb_format_small_number(context->language, (int)near.days);
  if (near.distance_m <= 0)
    return g_strdup_printf(
        _("At the place of an event, **%s times as many** new events as expected "
          "happen within %s days."),
        times, days);
  g_autofree char *metres = pb_format_number(context->language, near.distance_m, 0);
  return g_strdup_printf(_("Within %s metres and %s days of an event, **%s times as many** new "
                           "events as expected happen."),
                         metres, days, times);
}

char *pb_sentence_no_near_repeat(const pb_context *context, const pb_result *repeat) {
  (void)context;
  if (!is_usable(repeat) || pb_read_rows(repeat) == 0)
    return NULL;
  for (size_t i = 0; i < pb_read_rows(repeat); i++)
    if (strcmp(pb_read_text(repeat, "verdict", i), "more") == 0)
      return NULL;
  return g_strdup(
      _("It is not established that new events come near earlier ones more often than expected."));
}

char *pb_sentence_same_hours(const pb_context *context, const pb_result *change) {
  if (!change || context->dataset->disclosure) /* not for the public, which need not be told */
    return NULL;
  if (pb_result_reason(change))
    return g_strdup(_(pb_result_reason(change)));
  if (pb_result_scalar_or(change, "n_more", 0) + pb_result_scalar_or(change, "n_fewer", 0) > 0)
    return NULL;
  g_autofree char *base = pb_words_years((int)pb_result_scalar_or(change, "first_year", 0),
                                         (int)pb_result_scalar_or(change, "last_year", 0) - 1);
  return g_strdup_printf(_("No established change in %d from %s of how the events are spread over "
                           "the hours of the week."),
                         context->dataset->period_end, base);
}

char *pb_sentence_no_cell_changed(const pb_context *context, const pb_result *changes) {
  double tested = pb_result_scalar_or(changes, "n_tested", 0);
  if (!is_usable(changes) || tested < 1 || pb_result_scalar_or(changes, "n_more", 0) > 0 ||
      pb_result_scalar_or(changes, "n_fewer", 0) > 0)
    return NULL;
  g_autofree char *cells = pb_words_count(context->language, tested);
  return g_strdup_printf(Q_("No established change from earlier years in the one cell that has "
                            "enough events to be tested.",
                            "No established change from earlier years in any of the %s cells that "
                            "have enough events to be tested.",
                            (gulong)tested),
                         cells);
}
