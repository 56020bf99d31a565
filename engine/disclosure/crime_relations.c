/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reported crime as cells, and what is known between them: types, time, places. */
#include "engine/disclosure/public_problem.h"
#include "engine/disclosure/rule.h"

#define DIVIDED_SHARE 0.9

static uint32_t cell_of(const pb_public_problem *all, int which, size_t m, size_t t, size_t p) {
  const pb_crime_panel *panel = all->panels[which];
  return all->crime[which][(m * panel->n_types + t) * panel->n_periods + p];
}

/* "theft, Dorotea (2425), 2024K1": names the count to people too. */
static char *name_of(const pb_public_problem *all, int which, size_t m, size_t t, size_t p,
                     const char *what) {
  const pb_municipality *place = &all->dataset->municipalities[m];
  g_autofree char *period = pb_period_text(pb_crime_panel_period_at(all->panels[which], p));
  return g_strdup_printf("%s%s, %s (%s), %s", all->dataset->types[t].key, what, place->name,
                         place->code, period);
}

static bool add_cells(pb_public_problem *all, int which, GError **error) {
  const pb_crime_panel *panel = all->panels[which];
  size_t i = 0;
  all->crime[which] =
      g_new(uint32_t, panel->n_municipalities * panel->n_types * panel->n_periods + 1);
  for (size_t m = 0; m < panel->n_municipalities; m++)
    for (size_t t = 0; t < panel->n_types; t++)
      for (size_t p = 0; p < panel->n_periods; p++, i++) {
        const pb_crime_cell *cell = pb_crime_panel_cell(panel, m, t, p);
        all->crime[which][i] = PB_NO_CELL;
        if (!cell->present)
          continue;
        g_autofree char *id = name_of(all, which, m, t, p, "");
        const pb_disclosure_cell one = {.count = cell->count};
        if (!pb_disclosure_add_cell(all->problem, id, &one, &all->crime[which][i], error))
          return false;
      }
  return true;
}

static bool is_part(const pb_dataset *dataset, size_t whole, size_t part) {
  const pb_crime_type *one = &dataset->types[part];
  if (whole == part || one->is_total)
    return false;
  return one->parent == (int)whole || (dataset->types[whole].is_total && one->parent < 0);
}

/* The parts of a type that are there, and what they leave of it. 0: none, or the whole is not. */
static size_t parts_of(const pb_public_problem *all, int which, size_t m, size_t whole, size_t p,
                       uint32_t *parts, int64_t *rest) {
  const pb_dataset *dataset = all->dataset;
  uint32_t at = cell_of(all, which, m, whole, p);
  size_t n = 0;
  *rest = at == PB_NO_CELL ? 0 : pb_disclosure_cell_at(all->problem, at)->count;
  for (size_t part = 0; at != PB_NO_CELL && part < dataset->n_types; part++) {
    uint32_t cell = cell_of(all, which, m, part, p);
    if (!is_part(dataset, whole, part) || cell == PB_NO_CELL)
      continue;
    *rest -= pb_disclosure_cell_at(all->problem, cell)->count;
    parts[n++] = cell;
  }
  return n;
}

/* Do the parts make up the whole nearly everywhere? */
static bool is_divided(const pb_public_problem *all, int which, size_t whole) {
  const pb_crime_panel *panel = all->panels[which];
  g_autofree uint32_t *parts = g_new(uint32_t, panel->n_types + 1);
  size_t n = 0, without_rest = 0;
  for (size_t m = 0; m < panel->n_municipalities; m++)
    for (size_t p = 0; p < panel->n_periods; p++) {
      int64_t rest;
      if (parts_of(all, which, m, whole, p, parts, &rest) == 0)
        continue;
      n++;
      without_rest += rest == 0;
    }
  return n > 0 && (double)without_rest >= DIVIDED_SHARE * (double)n;
}

static bool add_types(pb_public_problem *all, int which, GError **error) {
  const pb_crime_panel *panel = all->panels[which];
  g_autofree uint32_t *parts = g_new(uint32_t, panel->n_types + 1);
  for (size_t whole = 0; whole < panel->n_types; whole++) {
    bool divided = is_divided(all, which, whole);
    for (size_t m = 0; m < panel->n_municipalities; m++)
      for (size_t p = 0; p < panel->n_periods; p++) {
        int64_t rest;
        size_t n = parts_of(all, which, m, whole, p, parts, &rest);
        g_autofree char *rest_id = n ? name_of(all, which, m, whole, p, " (other)") : NULL;
        if (n > 0 && !pb_public_add_whole(all->problem, cell_of(all, which, m, whole, p), parts, n,
                                          divided, rest_id, error))
          return false;
      }
  }
  return true;
}

/* The periods of a finer panel that make up one of a coarser. */
static void add_parts_of_period(pb_public_problem *all, int coarse, int fine, size_t m, size_t t,
                                size_t p) {
  const pb_crime_panel *to = all->panels[coarse], *from = all->panels[fine];
  uint32_t whole = cell_of(all, coarse, m, t, p), parts[12];
  if (whole == PB_NO_CELL)
    return;
  pb_period period = pb_crime_panel_period_at(to, p);
  int per_year = pb_period_per_year(from->first);
  int n = per_year / pb_period_per_year(to->first);
  for (int i = 0; i < n; i++) {
    int number = (pb_period_number(period) - 1) * n + i + 1;
    int at = pb_crime_panel_period(from, pb_period_make(pb_period_year(period), per_year, number));
    parts[i] = at < 0 ? PB_NO_CELL : cell_of(all, fine, m, t, (size_t)at);
    if (parts[i] == PB_NO_CELL)
      return;
  }
  pb_public_add_near_sum(all->problem, whole, parts, (size_t)n);
}

static void add_time(pb_public_problem *all, int coarse, int fine) {
  const pb_crime_panel *to = all->panels[coarse];
  if (!to || !all->panels[fine])
    return;
  for (size_t m = 0; m < to->n_municipalities; m++)
    for (size_t t = 0; t < to->n_types; t++)
      for (size_t p = 0; p < to->n_periods; p++)
        add_parts_of_period(all, coarse, fine, m, t, p);
}

static void add_country(pb_public_problem *all, const pb_disclosure_rule *rule, int which) {
  const pb_crime_panel *panel = all->panels[which];
  size_t n = panel->n_municipalities;
  g_autofree uint32_t *cells = g_new(uint32_t, n + 1);
  g_autofree double *weights = g_new(double, n + 1);
  const pb_disclosure_cell any = {0};
  for (size_t t = 0; t < panel->n_types; t++)
    for (size_t p = 0; p < panel->n_periods; p++) {
      int64_t sum = 0;
      size_t m = 0;
      for (; m < n && cell_of(all, which, m, t, p) != PB_NO_CELL; m++) {
        cells[m] = cell_of(all, which, m, t, p);
        weights[m] = 1;
        sum += pb_disclosure_cell_at(all->problem, cells[m])->count;
      }
      if (m == n && n > 1 && sum >= pb_disclosure_threshold(rule, &any))
        pb_disclosure_add_relation(all->problem, cells, weights, n, (double)sum, (double)sum);
    }
}

bool pb_public_add_crime(pb_public_problem *all, const pb_disclosure_rule *rule, GError **error) {
  for (int which = 0; which < PB_N_PANELS; which++)
    if (all->panels[which] && !add_cells(all, which, error))
      return false;
  for (int which = 0; which < PB_N_PANELS; which++)
    if (all->panels[which] && !add_types(all, which, error))
      return false;
  add_time(all, PB_PANEL_YEARS, PB_PANEL_QUARTERS);
  for (int which = 0; which < PB_N_PANELS; which++)
    if (all->panels[which])
      add_country(all, rule, which);
  return true;
}
