/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/check_print.h"
#include "cli/session.h"
#include "engine/text.h"
#include "io/coverage.h"

/* How much of the gaps is printed; check.json holds all. */
#define PRINTED_GAPS 8
#define PRINTED_NAMES 6

/* "1996–2014: 8 municipalities; 2015–2025: 290 municipalities" */
static char *runs_text(const pb_coverage *coverage) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < coverage->runs->len; i++) {
    const pb_coverage_run *run = &g_array_index(coverage->runs, pb_coverage_run, i);
    g_autofree char *first = pb_period_text(coverage->periods[run->first]);
    g_autofree char *last = pb_period_text(coverage->periods[run->last]);
    g_autofree char *span =
        run->last > run->first ? g_strdup_printf("%s–%s", first, last) : g_strdup(first);
    g_autofree char *n = pb_check_number(run->n_municipalities);
    g_string_append(text, i ? "; " : "");
    g_string_append_printf(
        text, Q_("%s: %s municipality", "%s: %s municipalities", (gulong)run->n_municipalities),
        span, n);
  }
  return g_string_free(text, FALSE);
}

/* "Nora, Laxå, Kumla …" */
static char *names_text(const pb_coverage_gap *gap, const pb_dataset *dataset) {
  GString *text = g_string_new(NULL);
  for (size_t i = 0; i < MIN(gap->n, PRINTED_NAMES); i++)
    g_string_append_printf(text, "%s%s", i ? ", " : "",
                           dataset->municipalities[gap->municipalities[i]].name);
  if (gap->n > PRINTED_NAMES)
    g_string_append(text, " …");
  return g_string_free(text, FALSE);
}

static void print_gap(const pb_coverage *coverage, const pb_coverage_gap *gap,
                      const pb_dataset *dataset) {
  g_autofree char *period = pb_period_text(coverage->periods[gap->period]);
  g_autofree char *n = pb_check_number(gap->n), *names = names_text(gap, dataset);
  if (gap->type < 0)
    printf(Q_("    %s: %s municipality is missing: %s\n",
              "    %s: %s municipalities are missing: %s\n", (gulong)gap->n),
           period, n, names);
  else
    printf(Q_("    %1$s: %2$s is missing for %3$s municipality: %4$s\n",
              "    %1$s: %2$s is missing for %3$s municipalities: %4$s\n", (gulong)gap->n),
           period, pb_type_label(pb_session_language(), &dataset->types[gap->type]), n, names);
}

/* Takes over `coverage`. */
static void print_periods(const char *heading, pb_coverage *coverage, const pb_dataset *dataset) {
  g_autofree char *runs = runs_text(coverage);
  printf("  %s %s\n", heading, runs);
  for (guint g = 0; g < MIN(coverage->gaps->len, PRINTED_GAPS); g++)
    print_gap(coverage, &g_array_index(coverage->gaps, pb_coverage_gap, g), dataset);
  if (coverage->gaps->len > PRINTED_GAPS) {
    g_autofree char *more = pb_check_number(coverage->gaps->len - PRINTED_GAPS);
    printf(_("    … and %s more gaps; with -o all are in check.json\n"), more);
  }
  pb_coverage_free(coverage);
}

static void print_events(const pb_dataset *dataset) {
  size_t n;
  g_autofree pb_event_coverage *years = pb_coverage_of_events(dataset->events, &n);
  if (!n)
    return;
  printf("  %s\n", _("Events by year:"));
  for (size_t i = 0; i < n; i++) {
    const pb_event_coverage *y = &years[i];
    g_autofree char *all = pb_check_number(y->n), *placed = pb_check_number(y->placed),
                    *county = pb_check_number(y->county_only),
                    *unknown = pb_check_number(y->unknown),
                    *timeless = pb_check_number(y->without_time),
                    *pointless = pb_check_number(y->without_point);
    printf(_("    %1$d: %2$s, of which %3$s in a known municipality, %4$s in a county only, %5$s "
             "in an unknown place; %6$s without a time of day, %7$s without coordinates\n"),
           y->year, all, placed, county, unknown, timeless, pointless);
  }
  if (dataset->n_events_not_indexed) {
    g_autofree char *not_used = pb_check_number(dataset->n_events_not_indexed);
    printf(
        Q_("    %s synthetic event is not used in reports: its municipality has real ones\n",
           "    %s synthetic events are not used in reports: their municipalities have real ones\n",
           (gulong)dataset->n_events_not_indexed),
        not_used);
  }
}

void pb_check_print_coverage(const pb_dataset *dataset) {
  if (dataset->period_end == 0) /* no source with years was read */
    return;
  printf(_("\nReport period: %d–%d. Municipalities: %zu. Crime types: %zu.\n"),
         dataset->period_end - dataset->years + 1, dataset->period_end, dataset->n_municipalities,
         dataset->n_types);
  if (dataset->yearly)
    print_periods(_("Counts by year:"), pb_coverage_of_panel(dataset->yearly), dataset);
  if (dataset->quarterly)
    print_periods(_("Counts by quarter:"), pb_coverage_of_panel(dataset->quarterly), dataset);
  if (dataset->monthly)
    print_periods(_("Counts by month:"), pb_coverage_of_panel(dataset->monthly), dataset);
  if (dataset->population)
    print_periods(_("Population:"), pb_coverage_of_population(dataset->population), dataset);
  print_events(dataset);
  pb_check_print_surveys(dataset);
}
