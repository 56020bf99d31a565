/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/coverage.h"

#include <string.h>

#include "engine/wall_clock.h"

/* Is there something of municipality m in period p? `type` -1: anything. */
typedef bool (*has_function)(const void *data, size_t m, int type, size_t p);

static bool panel_has(const void *data, size_t m, int type, size_t p) {
  pb_crime_panel *panel = (pb_crime_panel *)(void *)data;
  if (type >= 0)
    return pb_crime_panel_cell(panel, m, (size_t)type, p)->present;
  for (size_t t = 0; t < panel->n_types; t++)
    if (pb_crime_panel_cell(panel, m, t, p)->present)
      return true;
  return false;
}

static bool population_has(const void *data, size_t m, int type, size_t p) {
  const pb_population *population = data;
  (void)type;
  return population->persons[m * population->n_years + p] > 0;
}

static pb_coverage *coverage_new(size_t n_municipalities, size_t n_periods, pb_period first) {
  pb_coverage *coverage = g_new0(pb_coverage, 1);
  coverage->n_municipalities = n_municipalities;
  coverage->n_periods = n_periods;
  coverage->periods = g_new0(pb_period, n_periods);
  coverage->with = g_new0(size_t, n_periods);
  coverage->first = g_new(int, n_municipalities);
  coverage->last = g_new(int, n_municipalities);
  coverage->runs = g_array_new(FALSE, TRUE, sizeof(pb_coverage_run));
  coverage->gaps = g_array_new(FALSE, TRUE, sizeof(pb_coverage_gap));
  coverage->members = g_array_new(FALSE, TRUE, sizeof(size_t));
  for (size_t p = 0; p < n_periods; p++, first = pb_period_next(first))
    coverage->periods[p] = first;
  return coverage;
}

void pb_coverage_free(pb_coverage *coverage) {
  if (!coverage)
    return;
  g_free(coverage->periods);
  g_free(coverage->with);
  g_free(coverage->first);
  g_free(coverage->last);
  g_array_unref(coverage->runs);
  g_array_unref(coverage->gaps);
  g_array_unref(coverage->members);
  g_free(coverage);
}

static void find_spans(pb_coverage *coverage, has_function has, const void *data) {
  for (size_t m = 0; m < coverage->n_municipalities; m++) {
    coverage->first[m] = coverage->last[m] = -1;
    for (size_t p = 0; p < coverage->n_periods; p++) {
      if (!has(data, m, -1, p))
        continue;
      coverage->with[p]++;
      coverage->last[m] = (int)p;
      if (coverage->first[m] < 0)
        coverage->first[m] = (int)p;
    }
  }
}

static void find_runs(pb_coverage *coverage) {
  for (size_t p = 0; p < coverage->n_periods; p++) {
    pb_coverage_run *run = coverage->runs->len ? &g_array_index(coverage->runs, pb_coverage_run,
                                                                coverage->runs->len - 1)
                                               : NULL;
    if (run && run->n_municipalities == coverage->with[p]) {
      run->last = p;
      continue;
    }
    const pb_coverage_run next = {p, p, coverage->with[p]};
    g_array_append_val(coverage->runs, next);
  }
}

/* Does the municipality lack it in the period although one would expect it there? */
static bool lacks(const pb_coverage *coverage, has_function has, const void *data, const bool *ever,
                  size_t m, int type, size_t p) {
  if ((int)p < coverage->first[m] || (int)p > coverage->last[m])
    return false;
  if (type < 0)
    return !has(data, m, -1, p);
  return ever[m] && !has(data, m, type, p) && has(data, m, -1, p);
}

static void find_gaps(pb_coverage *coverage, has_function has, const void *data, int n_types) {
  size_t n_rows = (size_t)n_types + 1;
  g_autofree bool *ever = g_new0(bool, n_rows *MAX(coverage->n_municipalities, 1));
  for (int t = 0; t < n_types; t++)
    for (size_t m = 0; m < coverage->n_municipalities; m++)
      for (size_t p = 0; p < coverage->n_periods; p++)
        ever[(size_t)(t + 1) * coverage->n_municipalities + m] |= has(data, m, t, p);
  for (size_t p = 0; p < coverage->n_periods; p++)
    for (int t = -1; t < n_types; t++) {
      const bool *of_type = ever + (size_t)(t + 1) * coverage->n_municipalities;
      pb_coverage_gap gap = {p, t, NULL, 0};
      for (size_t m = 0; m < coverage->n_municipalities; m++)
        if (lacks(coverage, has, data, of_type, m, t, p)) {
          g_array_append_val(coverage->members, m);
          gap.n++;
        }
      if (gap.n)
        g_array_append_val(coverage->gaps, gap);
    }
  size_t at = 0; /* the array has stopped moving */
  for (guint g = 0; g < coverage->gaps->len; g++) {
    pb_coverage_gap *gap = &g_array_index(coverage->gaps, pb_coverage_gap, g);
    gap->municipalities = &g_array_index(coverage->members, size_t, at);
    at += gap->n;
  }
}

pb_coverage *pb_coverage_of_panel(const pb_crime_panel *panel) {
  pb_coverage *coverage = coverage_new(panel->n_municipalities, panel->n_periods, panel->first);
  find_spans(coverage, panel_has, panel);
  find_runs(coverage);
  find_gaps(coverage, panel_has, panel, (int)panel->n_types);
  return coverage;
}

pb_coverage *pb_coverage_of_population(const pb_population *population) {
  pb_coverage *coverage = coverage_new(population->n_municipalities, population->n_years,
                                       pb_period_make(population->first_year, 1, 1));
  find_spans(coverage, population_has, population);
  find_runs(coverage);
  find_gaps(coverage, population_has, population, 0);
  return coverage;
}

typedef struct {
  const pb_column *municipality, *county, *time, *published, *precision, *x;
} event_columns;

static bool is_valid(const pb_column *column, size_t row) {
  return column && pb_column_is_valid(column, row);
}

static bool year_of(const event_columns *of, size_t row, int *year) {
  const pb_column *when = is_valid(of->published, row) ? of->published : of->time;
  if (!is_valid(when, row))
    return false;
  *year = pb_wall_clock_of(pb_column_int(when, row)).year;
  return true;
}

static void count_event(pb_event_coverage *year, const event_columns *of, size_t row) {
  year->n++;
  if (is_valid(of->municipality, row))
    year->placed++;
  else if (is_valid(of->county, row))
    year->county_only++;
  else
    year->unknown++;
  const char *precision =
      is_valid(of->precision, row) ? pb_column_string(of->precision, row) : NULL;
  year->without_time += !is_valid(of->time, row) || g_strcmp0(precision, "day") == 0 ||
                        g_strcmp0(precision, "month") == 0;
  year->without_point += !is_valid(of->x, row);
}

pb_event_coverage *pb_coverage_of_events(const pb_table *events, size_t *n) {
  *n = 0;
  if (!events)
    return NULL;
  const event_columns of = {
      pb_table_find(events, "municipality"), pb_table_find(events, "county"),
      pb_table_find(events, "time"),         pb_table_find(events, "published"),
      pb_table_find(events, "precision"),    pb_table_find(events, "x")};
  size_t rows = pb_table_n_rows(events);
  int first = 0, last = 0, year = 0;
  for (size_t row = 0; row < rows; row++) {
    if (!year_of(&of, row, &year))
      continue;
    first = first ? MIN(first, year) : year;
    last = MAX(last, year);
  }
  if (!first)
    return NULL;
  *n = (size_t)(last - first + 1);
  pb_event_coverage *years = g_new0(pb_event_coverage, *n);
  for (size_t i = 0; i < *n; i++)
    years[i].year = first + (int)i;
  for (size_t row = 0; row < rows; row++)
    if (year_of(&of, row, &year))
      count_event(&years[year - first], &of, row);
  return years;
}
