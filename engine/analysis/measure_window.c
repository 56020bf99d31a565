/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/measure_window.h"

#include "engine/wall_clock.h"

/* Whole periods since the year 0; the period that holds the day. */
static int number_of(int64_t day_s, int per_year) {
  const pb_wall_clock at = pb_wall_clock_of(day_s);
  return at.year * per_year + (at.month - 1) * per_year / 12;
}

static int number_of_period(pb_period period) {
  return pb_period_year(period) * pb_period_per_year(period) + pb_period_number(period) - 1;
}

pb_period pb_measure_period(const pb_measure_window *window, int at) {
  int per_year = pb_period_per_year(window->origin);
  int number = number_of_period(window->origin) + at;
  return pb_period_make(number / per_year, per_year, number % per_year + 1);
}

bool pb_measure_window_of(const pb_crime_panel *panel, const pb_measure *measure, int last_year,
                          pb_measure_window *window) {
  if (!panel ||
      !pb_measure_window_among(panel->first, panel->n_periods, measure, last_year, window))
    return false;
  window->panel = panel;
  return true;
}

bool pb_measure_window_among(pb_period first_period, size_t n, const pb_measure *measure,
                             int last_year, pb_measure_window *window) {
  if (n == 0 || !measure->has_start)
    return false;
  const int64_t day = 86400;
  int per_year = pb_period_per_year(first_period), origin = number_of_period(first_period);
  int starts_in = number_of(measure->start_s, per_year);
  /* a period that the measure began within is neither before nor after */
  bool at_its_first_day = number_of(measure->start_s - day, per_year) != starts_in;
  int first = at_its_first_day ? starts_in : starts_in + 1;
  int last = (last_year + 1) * per_year - 1;
  if (measure->has_end) {
    int ends_in = number_of(measure->end_s, per_year);
    bool at_its_last_day = number_of(measure->end_s + day, per_year) != ends_in;
    last = MIN(last, at_its_last_day ? ends_in : ends_in - 1);
  }
  last = MIN(last, origin + (int)n - 1);
  if (last < first)
    return false;
  int back = 0;
  while (last - back >= starts_in)
    back += per_year;
  *window = (pb_measure_window){.origin = first_period,
                                .before_first = first - back - origin,
                                .before_last = last - back - origin,
                                .after_first = first - origin,
                                .after_last = last - origin};
  return window->before_first >= 0;
}

/* Count and mean exposure of the periods; false when one is not known. */
static bool sum(const pb_crime_panel *panel, size_t m, size_t t, int first, int last,
                int64_t *count, double *exposure) {
  for (int p = first; p <= last; p++) {
    const pb_crime_cell *cell = pb_present_cell(panel, m, t, p);
    pb_count one;
    if (!pb_cell_count(cell, &one))
      return false;
    *count += one.count;
    *exposure += one.exposure;
  }
  return true;
}

bool pb_measure_counts(const pb_measure_window *w, size_t t, size_t m, const GArray *others,
                       pb_wdd_pair *pair) {
  double treated = 0, control = 0, ignored = 0;
  *pair = (pb_wdd_pair){0};
  if (!sum(w->panel, m, t, w->before_first, w->before_last, &pair->treated_before, &treated) ||
      !sum(w->panel, m, t, w->after_first, w->after_last, &pair->treated_after, &ignored))
    return false;
  for (guint i = 0; i < others->len; i++) {
    size_t other = (size_t)g_array_index(others, int, i);
    if (!sum(w->panel, other, t, w->before_first, w->before_last, &pair->control_before,
             &control) ||
        !sum(w->panel, other, t, w->after_first, w->after_last, &pair->control_after, &ignored))
      return false;
  }
  if (!(treated > 0) || !(control > 0))
    return false;
  pair->treated_area = 1;
  pair->control_area = control / treated;
  return true;
}
