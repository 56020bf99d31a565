/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/yearly.h"

#include "engine/analysis/peers.h"
#include "engine/stats/local_variation.h"
#include "engine/stats/quantile.h"
#include "engine/stats/single_case.h"

#define PB_PHI_MEMBERS 3 /* of the group, at least */

static void own_spikes(const pb_crime_panel *panel, size_t m, size_t t, bool *flags) {
  g_autofree int64_t *counts = g_new(int64_t, panel->n_periods);
  g_autofree bool *present = g_new(bool, panel->n_periods);
  for (size_t p = 0; p < panel->n_periods; p++) {
    const pb_crime_cell *cell = pb_crime_panel_cell(panel, m, t, p);
    counts[p] = cell->count;
    present[p] = cell->present;
  }
  pb_single_case_flag(counts, present, panel->n_periods, NULL, flags);
}

/* Mean count of the years beside p that are there. */
static bool neighbours(const pb_crime_panel *panel, size_t m, size_t t, size_t p, double *mean) {
  double sum = 0;
  int n = 0;
  for (int side = -1; side <= 1; side += 2) {
    if ((side < 0 && p == 0) || (side > 0 && p + 1 >= panel->n_periods))
      continue;
    const pb_crime_cell *cell = pb_crime_panel_cell(panel, m, t, side < 0 ? p - 1 : p + 1);
    sum += cell->present ? (double)cell->count : 0;
    n += cell->present;
  }
  *mean = n ? sum / n : 0;
  return n > 0;
}

static bool contains(const pb_dataset *dataset, size_t whole, size_t part) {
  return whole != part &&
         (dataset->types[whole].is_total || dataset->types[part].parent == (int)whole);
}

static bool lifts(const pb_crime_panel *panel, size_t m, size_t whole, size_t part, size_t p) {
  double part_mean, whole_mean;
  if (!pb_crime_panel_cell(panel, m, whole, p)->present ||
      !neighbours(panel, m, part, p, &part_mean) || !neighbours(panel, m, whole, p, &whole_mean))
    return false;
  double excess = (double)pb_crime_panel_cell(panel, m, part, p)->count - part_mean;
  return excess >= PB_SPIKE_OF_WHOLE * whole_mean;
}

void pb_yearly_spikes(const pb_dataset *dataset, size_t m, size_t t, bool *flags) {
  const pb_crime_panel *panel = dataset->yearly;
  own_spikes(panel, m, t, flags);
  g_autofree bool *of_part = g_new(bool, panel->n_periods + 1);
  for (size_t part = 0; part < dataset->n_types; part++) {
    if (!contains(dataset, t, part))
      continue;
    own_spikes(panel, m, part, of_part);
    for (size_t p = 0; p < panel->n_periods; p++)
      flags[p] = flags[p] || (of_part[p] && lifts(panel, m, t, part, p));
  }
}

static bool own_phi(const pb_dataset *dataset, size_t m, size_t t, int last,
                    pb_dispersion *dispersion) {
  const pb_crime_panel *panel = dataset->yearly;
  g_autofree bool *spike = g_new0(bool, panel->n_periods);
  pb_yearly_spikes(dataset, m, t, spike);
  pb_series_point points[PB_PHI_YEARS];
  size_t n = 0;
  for (int p = MAX(0, last - PB_PHI_YEARS + 1); p <= last; p++) {
    const pb_crime_cell *cell = pb_crime_panel_cell(panel, m, t, (size_t)p);
    if (cell->present && cell->origin != PB_EXPOSURE_NONE && cell->exposure > 0 && !spike[p])
      points[n++] = (pb_series_point){(double)cell->count, cell->exposure, p, 1};
  }
  const char *reason = NULL;
  if (!pb_local_variation(points, n, dispersion, &reason))
    return false;
  dispersion->phi = MAX(1, dispersion->phi);
  return true;
}

pb_yearly_phi pb_yearly_phi_of(const pb_dataset *dataset, size_t m, size_t t, int last) {
  pb_dispersion own;
  if (!dataset->yearly || last < 0)
    return (pb_yearly_phi){1, 0, "none"};
  if (own_phi(dataset, m, t, last, &own))
    return (pb_yearly_phi){own.phi, own.df, "own"};
  g_autofree double *others = g_new(double, dataset->n_municipalities);
  size_t n = 0;
  for (size_t other = 0; other < dataset->n_municipalities; other++)
    if (other != m && pb_same_place(dataset, m, other, PB_SCOPE_GROUP) &&
        own_phi(dataset, other, t, last, &own))
      others[n++] = own.phi;
  if (n < PB_PHI_MEMBERS)
    return (pb_yearly_phi){1, 0, "none"};
  pb_sort_doubles(others, n);
  return (pb_yearly_phi){pb_quantile_sorted(others, n, 0.5), 0, "group"};
}
