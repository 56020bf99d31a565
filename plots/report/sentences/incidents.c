/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/sentences/incidents.h"

#include <string.h>

#include "engine/analysis/incidents.h"
#include "engine/text.h"
#include "plots/place_words.h"
#include "plots/read.h"
#include "plots/report/sentences/words.h"

/* Fewer events than these in the years get no page; they are named on the page of all events. */
#define FEWEST_FOR_PAGE 10

bool pb_incidents_have_page(const pb_context *context, int area) {
  return area == PB_ALL_AREAS ||
         pb_result_scalar_or(pb_analysis_find_area(context->analysis, "event-wheel", area),
                             "n_events", 0) >= FEWEST_FOR_PAGE;
}

char *pb_incidents_page_id(const pb_context *context, int area) {
  if (area == PB_ALL_AREAS)
    return g_strdup(PB_PAGE_EVENTS);
  return g_strdup_printf(PB_PAGE_EVENTS "-%s", context->dataset->areas[area].key);
}

static pb_optional cell(const pb_result *result, const char *column, size_t row) {
  double value;
  return pb_read_number(result, column, row, &value) ? (pb_optional){true, value}
                                                     : (pb_optional){false, 0};
}

static bool find_row(const pb_context *context, const pb_result *areas, int area, size_t *row) {
  const char *key = area == PB_ALL_AREAS ? "" : context->dataset->areas[area].key;
  for (*row = 0; *row < pb_read_rows(areas); ++*row)
    if (strcmp(pb_read_text(areas, "area", *row), key) == 0)
      return true;
  return false;
}

bool pb_incident_facts_of(const pb_context *context, int area, pb_incident_facts *facts) {
  const pb_result *areas = pb_analysis_find(context->analysis, "event-areas", -1);
  size_t row;
  if (!find_row(context, areas, area, &row))
    return false;
  *facts = (pb_incident_facts){
      .area = area,
      .first_year = (int)pb_result_scalar_or(areas, "first_year", 0),
      .last_year = (int)pb_result_scalar_or(areas, "last_year", 0),
      .verdict = pb_verdict_read(pb_read_text(areas, "verdict", row)),
      .ratio = cell(areas, "ratio", row),
      .lower = cell(areas, "ratio_lower", row),
      .upper = cell(areas, "ratio_upper", row),
      .smallest_up = cell(areas, "smallest_count_up", row),
      .smallest_down = cell(areas, "smallest_count_down", row),
  };
  double sum = 0;
  for (int year = facts->first_year; year <= facts->last_year; year++) {
    g_autofree char *column = g_strdup_printf("count_%d", year);
    double count = pb_read_number_or(areas, column, row, 0);
    if (year < facts->last_year)
      sum += count;
    else
      facts->now = count;
  }
  facts->has_base = facts->first_year < facts->last_year;
  facts->base = facts->has_base ? sum / (facts->last_year - facts->first_year) : 0;
  return true;
}

/* Per cent is for counts that carry it. */
static bool is_small(const pb_incident_facts *facts) {
  return facts->now < PB_COUNTS_BELOW || facts->base < PB_COUNTS_BELOW;
}

char *pb_headline_incidents(const pb_context *context, const pb_incident_facts *facts) {
  const char *label = pb_area_label(context, facts->area);
  switch (facts->verdict) {
  case PB_VERDICT_INCREASE:
    return g_strdup_printf(_("%s: more events in %d"), label, facts->last_year);
  case PB_VERDICT_DECREASE:
    return g_strdup_printf(_("%s: fewer events in %d"), label, facts->last_year);
  case PB_VERDICT_UNDECIDED:
    return g_strdup_printf(_("%s: no established change in the number of events"), label);
  default:
    return g_strdup_printf(_("%s: the change in the number of events is not judged"), label);
  }
}

static char *decided(const pb_language *language, const pb_incident_facts *facts) {
  const bool up = facts->verdict == PB_VERDICT_INCREASE;
  g_autofree char *base = pb_words_years(facts->first_year, facts->last_year - 1);
  g_autofree char *from = pb_words_mean(language, facts->base);
  g_autofree char *now = pb_words_count(language, facts->now);
  if (is_small(facts) || !facts->ratio.known || !facts->lower.known || !facts->upper.known)
    return g_strdup_printf(up ? _("The records hold %s events in %d, **an established increase** "
                                  "from an average of %s a year in %s.")
                              : _("The records hold %s events in %d, **an established decrease** "
                                  "from an average of %s a year in %s."),
                           now, facts->last_year, from, base);
  g_autofree char *percent = pb_words_percent(language, facts->ratio.value);
  g_autofree char *near = pb_words_percent(language, up ? facts->lower.value : facts->upper.value);
  g_autofree char *far = pb_words_percent(language, up ? facts->upper.value : facts->lower.value);
  return g_strdup_printf(
      up ? _("The records hold %s events in %d, **an established increase** of %s "
             "per cent against the mean of %s (95%% interval %s to %s per cent).")
         : _("The records hold %s events in %d, **an established decrease** of %s "
             "per cent against the mean of %s (95%% interval %s to %s per cent)."),
      now, facts->last_year, percent, base, near, far);
}

char *pb_sentence_incidents(const pb_context *context, const pb_incident_facts *facts) {
  const pb_language *language = context->language;
  g_autofree char *now = pb_words_count(language, facts->now);
  if (facts->verdict == PB_VERDICT_INCREASE || facts->verdict == PB_VERDICT_DECREASE)
    return decided(language, facts);
  if (!facts->has_base)
    return g_strdup_printf(_("The records hold %s events in %d and none from earlier years, so no "
                             "change can be judged."),
                           now, facts->last_year);
  g_autofree char *base = pb_words_years(facts->first_year, facts->last_year - 1);
  g_autofree char *from = pb_words_mean(language, facts->base);
  if (facts->verdict == PB_VERDICT_NOT_ASSESSED)
    return g_strdup_printf(_("The records hold %s events in %d and an average of %s a year in %s; "
                             "the change cannot be judged."),
                           now, facts->last_year, from, base);
  return g_strdup_printf(
      _("The records hold %s events in %d against an average of %s a year in %s: "
        "**no established change**."),
      now, facts->last_year, from, base);
}

static char *few_short(const pb_context *context, const pb_incident_facts *facts) {
  const bool up = facts->verdict == PB_VERDICT_INCREASE;
  g_autofree char *years = pb_words_years(facts->first_year, facts->last_year - 1);
  g_autofree char *base = pb_words_mean(context->language, facts->base);
  g_autofree char *now = pb_words_count(context->language, facts->now);
  if (facts->area == PB_ALL_AREAS)
    return g_strdup_printf(up ? _("**More recorded events in all:** %s in %d, an established "
                                  "increase from an average of %s a year in %s.")
                              : _("**Fewer recorded events in all:** %s in %d, an established "
                                  "decrease from an average of %s a year in %s."),
                           now, facts->last_year, base, years);
  return g_strdup_printf(up ? _("**%s, more events on record:** %s in %d, an established increase "
                                "from an average of %s a year in %s.")
                            : _("**%s, fewer events on record:** %s in %d, an established decrease "
                                "from an average of %s a year in %s."),
                         pb_area_label(context, facts->area), now, facts->last_year, base, years);
}

char *pb_sentence_incidents_short(const pb_context *context, const pb_incident_facts *facts) {
  const pb_language *language = context->language;
  const bool up = facts->verdict == PB_VERDICT_INCREASE;
  if (!facts->has_base || (!up && facts->verdict != PB_VERDICT_DECREASE))
    return NULL;
  if (is_small(facts) || !facts->ratio.known || !facts->lower.known || !facts->upper.known)
    return few_short(context, facts);
  g_autofree char *years = pb_words_years(facts->first_year, facts->last_year - 1);
  g_autofree char *now = pb_words_count(language, facts->now);
  g_autofree char *percent = pb_words_percent(language, facts->ratio.value);
  g_autofree char *near = pb_words_percent(language, up ? facts->lower.value : facts->upper.value);
  g_autofree char *far = pb_words_percent(language, up ? facts->upper.value : facts->lower.value);
  if (facts->area == PB_ALL_AREAS)
    return g_strdup_printf(up ? _("**More recorded events in all:** %s in %d, an established "
                                  "increase of %s per cent against the mean of %s (95%% interval "
                                  "%s–%s).")
                              : _("**Fewer recorded events in all:** %s in %d, an established "
                                  "decrease of %s per cent against the mean of %s (95%% interval "
                                  "%s–%s)."),
                           now, facts->last_year, percent, years, near, far);
  return g_strdup_printf(up ? _("**%s, more events on record:** %s in %d, an established increase "
                                "of %s per cent against the mean of %s (95%% interval %s–%s).")
                            : _("**%s, fewer events on record:** %s in %d, an established decrease "
                                "of %s per cent against the mean of %s (95%% interval %s–%s)."),
                         pb_area_label(context, facts->area), now, facts->last_year, percent, years,
                         near, far);
}

char *pb_sentence_incidents_smallest(const pb_context *context, const pb_incident_facts *facts) {
  if (!facts->smallest_up.known)
    return NULL;
  g_autofree char *up = pb_words_count(context->language, facts->smallest_up.value);
  if (!facts->smallest_down.known)
    return g_strdup_printf(_("An increase could have been established from %s events a year on, a "
                             "decrease not at all."),
                           up);
  g_autofree char *down = pb_words_count(context->language, facts->smallest_down.value);
  return g_strdup_printf(_("An increase could have been established from %s events a year on, a "
                           "decrease at %s or fewer."),
                         up, down);
}

char *pb_sentence_concentration(const pb_context *context, const pb_result *concentration) {
  double half;
  if (!concentration || pb_result_reason(concentration) ||
      !pb_result_get_scalar(concentration, "share_50", &half))
    return NULL;
  const pb_language *language = context->language;
  double percent = 100 * half;
  g_autofree char *share = pb_format_number(language, percent, percent < 1 ? 2 : 1);
  if (!pb_result_get_scalar(concentration, "cells_50", &(double){0})) /* the public version */
    return g_strdup_printf(_("Half of the placed events lie on %s%s of the municipality’s area."),
                           share, language->percent);
  g_autofree char *cells =
      pb_words_count(language, pb_result_scalar_or(concentration, "cells_50", 0));
  return g_strdup_printf(
      _("Half of the placed events lie on %s%s of the municipality’s area, in %s "
        "cells."),
      share, language->percent, cells);
}
