/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Incidents by problem area: the last years, and whether the last differs from those before. */
#include "engine/analysis/build.h"
#include "engine/analysis/event_area.h"
#include "engine/stats/count_change.h"
#include "engine/stats/p_adjust.h"
#include "engine/stats/pooled_rate.h"
#include "engine/stats/smallest_change.h"

typedef struct {
  pb_change change;
  pb_smallest smallest;
  double phi;
  bool has_phi;
  double p_adjusted;
} area_change;

/* Days stand for exposure: a leap year has one more. */
static pb_count year_count(const pb_incidents *incidents, int area, int year) {
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return (pb_count){(int64_t)pb_incidents_count(incidents, area, year, year), leap ? 366 : 365};
}

static area_change compare(const pb_analysis *analysis, int area) {
  const pb_incidents *incidents = analysis->incidents;
  int last = analysis->dataset->period_end, first = pb_incident_first_year(analysis);
  area_change result = {0};
  pb_dispersion dispersion;
  result.has_phi = pb_event_dispersion(analysis, area, &dispersion);
  result.phi = result.has_phi ? MAX(1, dispersion.phi) : 1;
  pb_count earlier[PB_MOST_EVENT_YEARS], base = {0};
  size_t n = 0;
  for (int year = first; year < last && n < PB_MOST_EVENT_YEARS; year++)
    earlier[n++] = year_count(incidents, area, year);
  pb_change_options options = {.confidence = analysis->options.confidence,
                               .phi = result.phi,
                               .df = result.has_phi ? dispersion.df : 0};
  pb_count now = year_count(incidents, area, last);
  result.change = pb_count_change_against(now, earlier, n, &options);
  if (n > 0 && pb_count_sum(earlier, n, &base)) {
    pb_smallest_options smallest = {
        .alpha = analysis->options.alpha, .phi = result.phi, .df = options.df};
    result.smallest = pb_smallest_change(base, now.exposure, &smallest);
  }
  return result;
}

static void adjust(area_change *changes, size_t n) {
  g_autofree double *p = g_new0(double, n + 1), *adjusted = g_new0(double, n + 1);
  g_autofree bool *present = g_new0(bool, n + 1);
  for (size_t i = 0; i < n; i++) {
    p[i] = changes[i].change.p;
    present[i] = changes[i].change.assessable;
  }
  pb_p_adjust(p, present, n, PB_ADJUST_BH, adjusted);
  for (size_t i = 0; i < n; i++)
    changes[i].p_adjusted = present[i] ? adjusted[i] : 1;
}

static const char *verdict(const area_change *one, double alpha) {
  const pb_change *change = &one->change;
  if (!change->assessable)
    return "not-assessed";
  if (one->p_adjusted < alpha && change->ratio_lower > 1)
    return "increase";
  if (one->p_adjusted < alpha && change->has_ratio_upper && change->ratio_upper < 1)
    return "decrease";
  return "undecided";
}

static void put_counts(pb_result *result, const pb_analysis *analysis) {
  int last = analysis->dataset->period_end;
  pb_column *key = pb_result_add_column(result, "area", PB_TYPE_STRING, NULL);
  for (guint i = 0; i < analysis->event_areas->len; i++)
    pb_column_append_string(key, pb_area_key(analysis, pb_event_area_at(analysis, i)));
  for (int year = pb_incident_first_year(analysis); year <= last; year++) {
    g_autofree char *name = g_strdup_printf("count_%d", year);
    pb_column *count = pb_result_add_column(result, name, PB_TYPE_INT64, N_("events"));
    for (guint i = 0; i < analysis->event_areas->len; i++)
      pb_column_append_int(count,
                           (int64_t)pb_incidents_count(analysis->incidents,
                                                       pb_event_area_at(analysis, i), year, year));
  }
}

static void put_changes(pb_result *result, const area_change *changes, size_t n, double alpha) {
  pb_column *ratio = pb_result_add_column(result, "ratio", PB_TYPE_DOUBLE, NULL);
  pb_column *lower = pb_result_add_column(result, "ratio_lower", PB_TYPE_DOUBLE, NULL);
  pb_column *upper = pb_result_add_column(result, "ratio_upper", PB_TYPE_DOUBLE, NULL);
  pb_column *p = pb_result_add_column(result, "p", PB_TYPE_DOUBLE, NULL);
  pb_column *adjusted = pb_result_add_column(result, "p_adjusted", PB_TYPE_DOUBLE, NULL);
  pb_column *phi = pb_result_add_column(result, "phi", PB_TYPE_DOUBLE, NULL);
  pb_column *up = pb_result_add_column(result, "smallest_count_up", PB_TYPE_INT64, N_("events"));
  pb_column *down =
      pb_result_add_column(result, "smallest_count_down", PB_TYPE_INT64, N_("events"));
  pb_column *words = pb_result_add_column(result, "verdict", PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < n; i++) {
    const pb_change *change = &changes[i].change;
    bool known = change->assessable;
    pb_column_append_maybe(ratio, known && change->has_ratio, change->ratio);
    pb_column_append_maybe(lower, known, change->ratio_lower);
    pb_column_append_maybe(upper, known && change->has_ratio_upper, change->ratio_upper);
    pb_column_append_maybe(p, known, change->p);
    pb_column_append_maybe(adjusted, known, changes[i].p_adjusted);
    pb_column_append_maybe(phi, changes[i].has_phi, changes[i].phi);
    pb_append_int_maybe(up, changes[i].smallest.has_up, changes[i].smallest.count_up);
    pb_append_int_maybe(down, changes[i].smallest.has_down, changes[i].smallest.count_down);
    pb_column_append_string(words, verdict(&changes[i], alpha));
  }
}

void pb_build_event_areas(pb_analysis *analysis) {
  pb_result *result = pb_analysis_put(analysis, "event-areas", -1);
  size_t n = analysis->event_areas->len;
  put_counts(result, analysis);
  g_autofree area_change *changes = g_new0(area_change, n + 1);
  for (size_t i = 0; i < n; i++)
    changes[i] = compare(analysis, pb_event_area_at(analysis, i));
  adjust(changes, n);
  put_changes(result, changes, n, analysis->options.alpha);
  pb_result_set_scalar(result, "first_year", pb_incident_first_year(analysis), NULL);
  pb_result_set_scalar(result, "last_year", analysis->dataset->period_end, NULL);
  pb_result_set_counts(result, analysis->incidents->n, 0);
  pb_result_set_method(result, N_("Counts of the last year against the years before it, per day; "
                                  "over-dispersion from the months; adjusted over the table"));
  pb_result_set_citation(result, "Przyborowski & Wilenski 1940; Benjamini & Hochberg 1995");
  if (n == 0)
    pb_result_set_reason(result, N_("The project has no records of events with a time of their "
                                    "own in this municipality."));
}
