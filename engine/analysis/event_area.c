/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/event_area.h"

int pb_incident_first_year(const pb_analysis *analysis) {
  const pb_incidents *incidents = analysis->incidents;
  int wanted = analysis->dataset->period_end - MAX(1, analysis->dataset->years) + 1;
  return incidents->n ? MAX(wanted, incidents->incidents[0].year) : wanted;
}

int pb_event_area_at(const pb_analysis *analysis, guint i) {
  return g_array_index(analysis->event_areas, int, i);
}

const char *pb_area_key(const pb_analysis *analysis, int area) {
  return area == PB_ALL_AREAS ? "" : analysis->dataset->areas[area].key;
}

pb_result *pb_analysis_put_area(pb_analysis *analysis, const char *name, int area) {
  pb_result *result = pb_analysis_put(analysis, name, -1);
  pb_result_set_text(result, "area", pb_area_key(analysis, area));
  g_array_index(analysis->areas, int, analysis->areas->len - 1) = area;
  return result;
}

pb_series_point *pb_event_months(const pb_analysis *analysis, int area, size_t *n,
                                 pb_period *first) {
  const pb_incidents *incidents = analysis->incidents;
  int end = analysis->dataset->period_end;
  *n = 0;
  if (incidents->n == 0 || incidents->incidents[0].year > end)
    return NULL;
  int start_year = incidents->incidents[0].year, start_month = incidents->incidents[0].month;
  *first = pb_period_make(start_year, 12, start_month);
  *n = (size_t)((end - start_year) * 12 + 13 - start_month);
  g_autofree double *counts = g_new0(double, *n);
  for (size_t i = 0; i < incidents->n; i++) {
    const pb_incident *one = &incidents->incidents[i];
    if (one->year <= end && pb_incident_in(one, area))
      counts[(one->year - start_year) * 12 + one->month - start_month]++;
  }
  pb_series_point *points = g_new(pb_series_point, *n);
  for (size_t i = 0; i < *n; i++) {
    int months = start_year * 12 + start_month - 1 + (int)i;
    points[i] =
        pb_series_point_at(pb_period_make(months / 12, 12, months % 12 + 1), *first, counts[i], 1);
  }
  return points;
}

bool pb_event_dispersion(const pb_analysis *analysis, int area, pb_dispersion *dispersion) {
  size_t n;
  pb_period first;
  g_autofree pb_series_point *points = pb_event_months(analysis, area, &n, &first);
  const char *reason;
  return points && pb_overdispersion(points, n, 12, dispersion, &reason);
}
