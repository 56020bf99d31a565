/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/disclosure/mask_parts.h"

/* To three figures: what is left of a population that a count and its rate gave away. */
static double rounded(double persons) {
  if (!(persons > 0))
    return 0;
  double unit = pow(10, floor(log10(persons)) - 2);
  return round(persons / unit) * unit;
}

static void change(pb_crime_cell *cell, int64_t count) {
  cell->count = count;
  cell->has_rate = false;
  cell->rate = 0;
  if (cell->origin == PB_EXPOSURE_RATE)
    cell->exposure = rounded(cell->exposure);
}

pb_crime_panel *pb_mask_panel(const pb_public_problem *all, int which, const pb_mask *mask) {
  const pb_crime_panel *from = all->panels[which];
  pb_crime_panel *panel =
      pb_crime_panel_new(from->n_municipalities, from->n_types, from->first, from->n_periods);
  size_t n = from->n_municipalities * from->n_types * from->n_periods;
  for (size_t i = 0; i < n; i++) {
    uint32_t at = all->crime[which][i];
    if (at != PB_NO_CELL && mask->withheld[at]) {
      panel->cells[i].withheld = true;
      continue;
    }
    panel->cells[i] = from->cells[i];
    if (at != PB_NO_CELL && mask->changed)
      change(&panel->cells[i], mask->changed[at]);
  }
  if (!mask->changed)
    pb_crime_panel_fill_exposure(panel, all->dataset->population);
  return panel;
}
