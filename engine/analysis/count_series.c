/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/count_series.h"

#include <string.h>

#include "engine/analysis/event_area.h"

int pb_total_type(const pb_dataset *dataset) {
  for (size_t t = 0; t < dataset->n_types; t++)
    if (dataset->types[t].is_total)
      return (int)t;
  return -1;
}

/* Exposure by period; where it is not known that of the nearest earlier one, else of the first
 * known; 1 where none is known at all, which leaves the counts as they are. */
static double *carried_exposure(const pb_crime_panel *panel, size_t m, size_t t) {
  double *exposure = g_new0(double, panel->n_periods);
  double latest = 0;
  for (size_t p = 0; p < panel->n_periods; p++) {
    const pb_crime_cell *cell = pb_crime_panel_cell(panel, m, t, p);
    if (cell->present && cell->origin != PB_EXPOSURE_NONE && cell->exposure > 0)
      latest = cell->exposure;
    exposure[p] = latest;
  }
  double next = latest > 0 ? latest : 1;
  for (size_t p = panel->n_periods; p-- > 0;) {
    if (exposure[p] > 0)
      next = exposure[p];
    else
      exposure[p] = next;
  }
  return exposure;
}

static pb_count_series new_series(size_t most, int per_year) {
  return (pb_count_series){.points = g_new0(pb_series_point, most + 1),
                           .periods = g_new0(pb_period, most + 1),
                           .preliminary = g_new0(bool, most + 1),
                           .per_year = per_year};
}

/* The year from which crimes are counted as in the report's last year. */
static int last_break(const pb_dataset *dataset) {
  int year = G_MININT;
  for (size_t i = 0; i < dataset->n_breaks; i++)
    if (g_strcmp0(dataset->breaks[i].applies_to, "reported-crime") == 0 &&
        dataset->breaks[i].year <= dataset->period_end)
      year = MAX(year, dataset->breaks[i].year);
  return year;
}

pb_count_series pb_quarter_series(const pb_analysis *analysis) {
  const pb_dataset *dataset = analysis->dataset;
  const pb_crime_panel *panel = dataset->quarterly;
  int total = pb_total_type(dataset);
  if (!panel || total < 0)
    return new_series(0, 4);
  pb_count_series series = new_series(panel->n_periods, pb_period_per_year(panel->first));
  g_autofree double *exposure = carried_exposure(panel, analysis->m, (size_t)total);
  int newest = pb_period_year(pb_crime_panel_period_at(panel, panel->n_periods - 1));
  int last_year = newest == dataset->period_end + 1 ? newest : dataset->period_end;
  for (size_t p = 0; p < panel->n_periods; p++) {
    const pb_crime_cell *cell = pb_present_cell(panel, analysis->m, (size_t)total, (int)p);
    pb_period period = pb_crime_panel_period_at(panel, p);
    if (!cell || pb_period_year(period) > last_year)
      continue;
    series.periods[series.n] = period;
    series.preliminary[series.n] = cell->preliminary;
    series.points[series.n++] =
        pb_series_point_at(period, panel->first, (double)cell->count, exposure[p]);
  }
  series.comparable = pb_count_series_from(&series, last_break(dataset));
  return series;
}

pb_count_series pb_month_series(const pb_analysis *analysis, int area) {
  size_t n = 0;
  pb_period period = 0;
  g_autofree pb_series_point *points = pb_event_months(analysis, area, &n, &period);
  pb_count_series series = new_series(n, 12);
  series.n = n;
  for (size_t i = 0; i < n; i++, period = pb_period_next(period)) {
    series.points[i] = points[i];
    series.periods[i] = period;
  }
  return series;
}

void pb_count_series_clear(pb_count_series *series) {
  g_clear_pointer(&series->points, g_free);
  g_clear_pointer(&series->periods, g_free);
  g_clear_pointer(&series->preliminary, g_free);
}

size_t pb_count_series_from(const pb_count_series *series, int year) {
  size_t i = 0;
  while (i < series->n && pb_period_year(series->periods[i]) < year)
    i++;
  return i;
}
