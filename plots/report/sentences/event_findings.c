/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "engine/analysis/incidents.h"
#include "engine/text.h"
#include "plots/place_body.h"
#include "plots/place_words.h"
#include "plots/read.h"
#include "plots/report/sentences/incidents.h"
#include "plots/report/sentences/other_findings.h"
#include "plots/report/sentences/words.h"

/* No change is established: worth a line where there is room, before other lines of that sort. */
#define NO_CHANGE_SCORE (.9 * PB_FINDING_FILLS)

static void add(GPtrArray *findings, const char *target, char *text, double score) {
  if (!text)
    return;
  pb_finding *finding = pb_finding_new(-1, target, text, score);
  finding->sources = PB_SOURCE_RECORDS;
  g_ptr_array_add(findings, finding);
}

static void add_change(const pb_context *context, GPtrArray *findings,
                       const pb_incident_facts *facts, double all) {
  char *text = pb_sentence_incidents_short(context, facts);
  if (!text)
    return;
  const bool page = pb_incidents_have_page(context, facts->area);
  g_autofree char *target = pb_incidents_page_id(context, page ? facts->area : PB_ALL_AREAS);
  const pb_optional near = facts->verdict == PB_VERDICT_INCREASE ? facts->lower : facts->upper;
  add(findings, target, text,
      pb_finding_size(MAX(facts->now, facts->base), all) *
          (near.known ? pb_finding_distance(near.value) : 0));
}

static void add_changes(const pb_context *context, GPtrArray *findings) {
  pb_incident_facts all, one;
  if (!pb_incident_facts_of(context, PB_ALL_AREAS, &all))
    return;
  const double largest = MAX(all.now, all.base);
  if (all.verdict == PB_VERDICT_INCREASE || all.verdict == PB_VERDICT_DECREASE)
    add_change(context, findings, &all, largest);
  else
    add(findings, PB_PAGE_EVENTS, pb_sentence_incidents(context, &all), NO_CHANGE_SCORE);
  for (int area = 0; area < (int)context->dataset->n_areas; area++)
    if (pb_incident_facts_of(context, area, &one))
      add_change(context, findings, &one, largest);
}

/* Hot in every year by itself; the rows are by falling count. */
typedef struct {
  size_t n, largest, second;
  double share;
} lasting_places;

static lasting_places lasting(const pb_result *spots) {
  lasting_places places = {0};
  for (size_t i = 0; i < pb_read_rows(spots); i++) {
    if (strcmp(pb_read_text(spots, "stability", i), "persistent") != 0)
      continue;
    if (places.n == 0)
      places.largest = i;
    else if (places.n == 1)
      places.second = i;
    places.n++;
    places.share += pb_read_number_or(spots, "share", i, 0);
  }
  return places;
}

static char *places_text(const pb_context *context, const pb_result *spots,
                         const lasting_places *places) {
  const pb_language *language = context->language;
  g_autofree char *years = pb_words_years((int)pb_result_scalar_or(spots, "first_year", 0),
                                          (int)pb_result_scalar_or(spots, "last_year", 0));
  g_autofree char *events = pb_words_count(language, pb_result_scalar_or(spots, "n_located", 0));
  g_autofree char *percent = pb_format_number(language, 100 * MIN(places->share, 1), 0);
  g_autofree char *largest = pb_place_description(context, spots, places->largest);
  if (places->n == 1)
    return g_strdup_printf(_("**One place stood out from chance in every year %s:** %s, with %s%s "
                             "of the %s events whose place is known."),
                           years, largest, percent, language->percent, events);
  g_autofree char *second = pb_place_description(context, spots, places->second);
  g_autofree char *small = pb_format_small_number(language, (int)places->n);
  g_autofree char *number = pb_capitalise(small);
  return g_strdup_printf(_("**%s places stood out from chance in every year %s**, with %s%s of the "
                           "%s events whose place is known. The largest are %s and %s."),
                         number, years, percent, language->percent, events, largest, second);
}

static void add_places(const pb_context *context, GPtrArray *findings) {
  const pb_result *spots = pb_analysis_find_area(context->analysis, "hot-spots", PB_ALL_AREAS);
  const pb_result *ground =
      pb_analysis_find_area(context->analysis, "place-concentration", PB_ALL_AREAS);
  const double first = pb_result_scalar_or(spots, "first_year", 0);
  const lasting_places places = lasting(spots);
  if (places.n > 0 && first < pb_result_scalar_or(spots, "last_year", 0))
    add(findings, PB_PAGE_EVENTS, places_text(context, spots, &places),
        pb_finding_size(places.share, 1) * .7 * PB_FINDING_STATE);
  else if (pb_place_has_surface(
               pb_analysis_find_area(context->analysis, "hot-cells", PB_ALL_AREAS)))
    add(findings, PB_PAGE_EVENTS, pb_sentence_concentration(context, ground), PB_FINDING_FILLS);
}

void pb_add_event_findings(const pb_context *context, GPtrArray *findings) {
  if (pb_analysis_n_event_areas(context->analysis) == 0)
    return;
  add_changes(context, findings);
  add_places(context, findings);
}
