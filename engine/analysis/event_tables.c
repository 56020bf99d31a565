/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/event_tables.h"

#include "engine/stats/aoristic.h"
#include "engine/stats/week_clock.h"

int pb_day_part_hour(int part) {
  return part % 4 * 6;
}

bool pb_day_part_is_weekend(int part) {
  return part >= PB_DAY_PARTS / 2;
}

/* A whole event in one part of the day: that in which the middle of its window lies. -1: its hour
 * is not known, like in event-clock. */
static int part_of_day(const pb_incident *one) {
  if (!one->has_hour)
    return -1;
  int64_t at = one->time;
  if (one->has_end) {
    if (one->end < one->time || one->end - one->time > PB_AORISTIC_LONGEST_S)
      return -1;
    at += (one->end - one->time) / 2;
  }
  return pb_time_hour(at) / 6 + (pb_time_weekday(at) >= 5 ? PB_DAY_PARTS / 2 : 0);
}

static void count_times(pb_event_table *table, const pb_analysis *analysis,
                        const pb_event_tables *all) {
  const pb_incidents *incidents = analysis->incidents;
  int start = pb_period_year(all->first_month) * 12 + pb_period_number(all->first_month) - 1;
  for (size_t i = 0; i < incidents->n; i++) {
    const pb_incident *one = &incidents->incidents[i];
    if (one->year > analysis->dataset->period_end || !pb_incident_in(one, table->area))
      continue;
    table->month[one->year * 12 + one->month - 1 - start]++;
    if (one->year < all->first_year)
      continue;
    table->total++;
    table->year[one->year - all->first_year]++;
    table->wheel[one->month - 1]++;
    int part = part_of_day(one);
    if (part >= 0)
      table->hours[part]++;
  }
}

static int64_t *counts_of(const pb_result *result, size_t *n) {
  const pb_column *count = result ? pb_result_find(result, "count") : NULL;
  *n = count ? pb_column_length(count) : 0;
  int64_t *counts = g_new0(int64_t, *n + 1);
  for (size_t i = 0; i < *n; i++)
    counts[i] = pb_column_int(count, i);
  return counts;
}

static void count_places(pb_event_table *table, const pb_analysis *analysis) {
  const pb_result *cells = pb_analysis_find_area(analysis, "hot-cells", table->area);
  const pb_result *spots = pb_analysis_find_area(analysis, "hot-spots", table->area);
  const pb_result *parts = pb_analysis_find_area(analysis, "event-sub-areas", table->area);
  table->located = cells ? (int64_t)pb_result_scalar_or(cells, "n_located", 0) : 0;
  table->spots = counts_of(spots && !pb_result_reason(spots) ? spots : NULL, &table->n_spots);
  table->parts = counts_of(parts && !pb_result_reason(parts) ? parts : NULL, &table->n_parts);
  table->outside_parts = parts ? (int64_t)pb_result_scalar_or(parts, "n_outside_parts", 0) : 0;
}

/* Of a cell of the grid: the spot it belongs to, from 0; -1: to none. */
static int *spots_by_cell(const pb_analysis *analysis, int area) {
  const pb_result *cells = pb_analysis_find_area(analysis, "hot-cells", area);
  const pb_column *number = pb_result_find(cells, "cell"), *place = pb_result_find(cells, "place");
  size_t n = analysis->options.study_area->grid->n_cells;
  int *spot = g_new(int, n + 1);
  for (size_t i = 0; i < n; i++)
    spot[i] = -1;
  for (size_t row = 0; row < pb_result_n_rows(cells); row++)
    if (pb_column_is_valid(place, row))
      spot[pb_column_int(number, row)] = (int)pb_column_int(place, row) - 1;
  return spot;
}

/* NOTHING_YET joined with a value is that value, with another it is -1. */
#define NOTHING_YET (-2)

static void join(int *known, int value) {
  *known = *known == NOTHING_YET || *known == value ? value : -1;
}

/* The row of event-sub-areas of a feature of its layer, -1: none. */
static int row_of_part(const pb_result *parts, int32_t feature) {
  const pb_column *features = parts ? pb_result_find(parts, "feature") : NULL;
  for (size_t row = 0; features && feature >= 0 && row < pb_column_length(features); row++)
    if (pb_column_int(features, row) == feature)
      return (int)row;
  return -1;
}

static void find_parts_of_spots(pb_event_table *table, const pb_analysis *analysis,
                                const pb_event_tables *all, const int *spot_of) {
  const pb_result *parts = pb_analysis_find_area(analysis, "event-sub-areas", table->area);
  const pb_incidents *incidents = analysis->incidents;
  for (size_t i = 0; i < incidents->n; i++) {
    const pb_incident *one = &incidents->incidents[i];
    uint32_t cell;
    if (!one->has_point || one->year < all->first_year ||
        one->year > analysis->dataset->period_end || !pb_incident_in(one, table->area) ||
        !pb_cell_grid_find(analysis->options.study_area->grid, one->x, one->y, &cell) ||
        spot_of[cell] < 0)
      continue;
    join(&table->spot_part[spot_of[cell]], row_of_part(parts, one->sub_area));
  }
}

/* Spots lie in parts and in spots of all events: their counts are differences. */
static void find_nesting(pb_event_tables *all, const pb_analysis *analysis) {
  g_autofree int *spot_of_all = NULL;
  for (size_t i = 0; i < all->n; i++) {
    pb_event_table *table = &all->tables[i];
    table->spot_part = g_new(int, table->n_spots + 1);
    table->spot_in_all = g_new(int, table->n_spots + 1);
    for (size_t k = 0; k < table->n_spots; k++)
      table->spot_part[k] = table->spot_in_all[k] = NOTHING_YET;
    if (table->n_spots == 0)
      continue;
    g_autofree int *spot_of = spots_by_cell(analysis, table->area);
    if (i == 0)
      spot_of_all = g_memdup2(spot_of, sizeof(int) * analysis->options.study_area->grid->n_cells);
    for (size_t c = 0; i > 0 && c < analysis->options.study_area->grid->n_cells; c++)
      if (spot_of[c] >= 0)
        join(&table->spot_in_all[spot_of[c]], spot_of_all ? spot_of_all[c] : -1);
    find_parts_of_spots(table, analysis, all, spot_of);
  }
}

pb_event_tables *pb_event_tables_new(const pb_analysis *analysis) {
  pb_event_tables *all = g_new0(pb_event_tables, 1);
  g_autofree pb_series_point *months =
      pb_event_months(analysis, PB_ALL_AREAS, &all->n_months, &all->first_month);
  all->first_year = pb_incident_first_year(analysis);
  all->n_years = (size_t)MAX(0, analysis->dataset->period_end - all->first_year + 1);
  all->n = months ? analysis->event_areas->len : 0;
  all->tables = g_new0(pb_event_table, all->n + 1);
  if (all->n == 0)
    return all;
  all->first_report_month =
      (size_t)MAX(0, (all->first_year - pb_period_year(all->first_month)) * 12 -
                         (pb_period_number(all->first_month) - 1));
  for (size_t i = 0; i < all->n; i++) {
    pb_event_table *table = &all->tables[i];
    table->area = pb_event_area_at(analysis, (guint)i);
    table->month = g_new0(int64_t, all->n_months + 1);
    table->year = g_new0(int64_t, all->n_years + 1);
    count_times(table, analysis, all);
    count_places(table, analysis);
  }
  find_nesting(all, analysis);
  return all;
}

void pb_event_tables_free(pb_event_tables *tables) {
  if (!tables)
    return;
  for (size_t i = 0; i < tables->n; i++) {
    g_free(tables->tables[i].month);
    g_free(tables->tables[i].year);
    g_free(tables->tables[i].spots);
    g_free(tables->tables[i].spot_part);
    g_free(tables->tables[i].spot_in_all);
    g_free(tables->tables[i].parts);
  }
  g_free(tables->tables);
  g_free(tables);
}
