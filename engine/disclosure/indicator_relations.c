/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Indicators that are counts as cells, and what is known between them: sexes, time, places. */
#include <math.h>

#include "engine/disclosure/public_problem.h"

static bool is_whole(double value) {
  return value >= 0 && value < 9e15 && value == floor(value);
}

static bool all_whole(const pb_indicators *indicators, size_t indicator) {
  for (size_t s = 0; s < indicators->n_series; s++) {
    const pb_indicator_series *series = &indicators->series[s];
    for (size_t i = 0; series->indicator == indicator && i < series->n; i++)
      if (!is_whole(indicators->values[series->first + i].value))
        return false;
  }
  return true;
}

bool pb_indicator_is_count(const pb_indicators *indicators, size_t indicator) {
  static const char *const units[] = {"antal",   "st",      "st.",         "personer", "barn",
                                      "elever",  "ärenden", "anmälningar", "number",   "count",
                                      "persons", "people",  "children",    "pupils",   "cases"};
  static const char *const begins[] = {"antal ", "number of ", "numbers of "};
  g_autofree char *folded = g_utf8_casefold(indicators->indicators[indicator].unit, -1);
  const char *unit = g_strstrip(folded);
  for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
    if (g_str_equal(unit, units[i]))
      return true;
  for (size_t i = 0; i < G_N_ELEMENTS(begins); i++)
    if (g_str_has_prefix(unit, begins[i]))
      return true;
  return !*unit && all_whole(indicators, indicator);
}

static char *name_of(const pb_dataset *dataset, size_t series_at, size_t value_at,
                     const char *what) {
  static const char *const sexes[] = {"", ", women", ", men"};
  const pb_indicators *indicators = dataset->indicators;
  const pb_indicator_series *series = &indicators->series[series_at];
  const pb_municipality *place = &dataset->municipalities[series->area.index];
  const char *area = series->area.kind == PB_AREA_MUNICIPALITY ? place->name
                     : series->area.kind == PB_AREA_COUNTY     ? place->county_name
                                                               : "*";
  g_autofree char *period = pb_period_text(indicators->values[value_at].period);
  /* the number keeps series of one name apart */
  return g_strdup_printf("%s%s, %s%s, %s [%zu]", indicators->indicators[series->indicator].name,
                         what, area, sexes[series->sex], period, series_at + 1);
}

static bool add_cells(pb_public_problem *all, GError **error) {
  const pb_indicators *indicators = all->dataset->indicators;
  g_autofree bool *counted = g_new0(bool, indicators->n_indicators + 1);
  for (size_t i = 0; i < indicators->n_indicators; i++)
    counted[i] = pb_indicator_is_count(indicators, i);
  all->indicator = g_new(uint32_t, indicators->n_values + 1);
  for (size_t v = 0; v < indicators->n_values; v++)
    all->indicator[v] = PB_NO_CELL;
  for (size_t s = 0; s < indicators->n_series; s++) {
    const pb_indicator_series *series = &indicators->series[s];
    for (size_t v = series->first; counted[series->indicator] && v < series->first + series->n;
         v++) {
      if (!is_whole(indicators->values[v].value))
        continue;
      g_autofree char *id = name_of(all->dataset, s, v, "");
      const pb_disclosure_cell cell = {.count = (int64_t)indicators->values[v].value};
      if (!pb_disclosure_add_cell(all->problem, id, &cell, &all->indicator[v], error))
        return false;
    }
  }
  return true;
}

/* The cell of a series in a period. */
static uint32_t cell_at(const pb_public_problem *all, const pb_indicator_series *series,
                        pb_period period) {
  for (size_t v = series ? series->first : 0; series && v < series->first + series->n; v++)
    if (all->dataset->indicators->values[v].period == period)
      return all->indicator[v];
  return PB_NO_CELL;
}

/* all = women + men + those whose sex is not known. */
static bool add_sexes(pb_public_problem *all, size_t s, size_t v, GError **error) {
  const pb_indicators *indicators = all->dataset->indicators;
  const pb_indicator_series *series = &indicators->series[s];
  uint32_t parts[2];
  size_t n = 0;
  if (series->sex != PB_INDICATOR_ALL)
    return true;
  for (pb_indicator_sex sex = PB_INDICATOR_WOMEN; sex <= PB_INDICATOR_MEN; sex++) {
    const pb_indicator_series *other =
        pb_indicators_series(indicators, series->indicator, series->area, sex, series->per_year);
    uint32_t cell = cell_at(all, other, indicators->values[v].period);
    if (cell != PB_NO_CELL)
      parts[n++] = cell;
  }
  g_autofree char *rest = name_of(all->dataset, s, v, " (other)");
  return pb_public_add_whole(all->problem, all->indicator[v], parts, n, true, rest, error);
}

/* The year = its quarters, its months, where that is so in the source. */
static bool add_time(pb_public_problem *all, size_t s, size_t v, GError **error) {
  static const int finer[] = {4, 12};
  const pb_indicators *indicators = all->dataset->indicators;
  const pb_indicator_series *series = &indicators->series[s];
  for (size_t k = 0; k < G_N_ELEMENTS(finer); k++) {
    int n = finer[k] / series->per_year;
    const pb_indicator_series *fine =
        n > 1 ? pb_indicators_series(indicators, series->indicator, series->area, series->sex,
                                     finer[k])
              : NULL;
    uint32_t parts[12];
    pb_period period = indicators->values[v].period;
    int found = 0;
    for (int i = 0; fine && i < n; i++) {
      int number = (pb_period_number(period) - 1) * n + i + 1;
      uint32_t cell = cell_at(all, fine, pb_period_make(pb_period_year(period), finer[k], number));
      if (cell != PB_NO_CELL)
        parts[found++] = cell;
    }
    if (fine && found == n &&
        !pb_public_add_whole(all->problem, all->indicator[v], parts, (size_t)n, true, NULL, error))
      return false;
  }
  return true;
}

static bool is_within(const pb_dataset *dataset, pb_area part, pb_area whole) {
  if (part.kind != PB_AREA_MUNICIPALITY)
    return false;
  return whole.kind == PB_AREA_COUNTRY ||
         g_strcmp0(dataset->municipalities[part.index].county_code,
                   dataset->municipalities[whole.index].county_code) == 0;
}

/* A county's, or the country's, figure = its municipalities', where that is so in the source. */
static bool add_places(pb_public_problem *all, size_t s, size_t v, GError **error) {
  const pb_indicators *indicators = all->dataset->indicators;
  const pb_indicator_series *whole = &indicators->series[s];
  if (whole->area.kind == PB_AREA_MUNICIPALITY)
    return true;
  g_autofree uint32_t *parts = g_new(uint32_t, indicators->n_series + 1);
  size_t n = 0;
  for (size_t k = 0; k < indicators->n_series; k++) {
    const pb_indicator_series *part = &indicators->series[k];
    if (part->indicator != whole->indicator || part->sex != whole->sex ||
        part->per_year != whole->per_year || !is_within(all->dataset, part->area, whole->area))
      continue;
    uint32_t cell = cell_at(all, part, indicators->values[v].period);
    if (cell != PB_NO_CELL)
      parts[n++] = cell;
  }
  return pb_public_add_whole(all->problem, all->indicator[v], parts, n, true, NULL, error);
}

bool pb_public_add_indicators(pb_public_problem *all, GError **error) {
  const pb_indicators *indicators = all->dataset->indicators;
  if (!indicators)
    return true;
  if (!add_cells(all, error))
    return false;
  for (size_t s = 0; s < indicators->n_series; s++) {
    const pb_indicator_series *series = &indicators->series[s];
    for (size_t v = series->first; v < series->first + series->n; v++)
      if (all->indicator[v] != PB_NO_CELL &&
          (!add_sexes(all, s, v, error) || !add_time(all, s, v, error) ||
           !add_places(all, s, v, error)))
        return false;
  }
  return true;
}
