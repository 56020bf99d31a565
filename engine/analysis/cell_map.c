/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/cell_map.h"

#include "engine/stats/cell_stability.h"

pb_map_cell *pb_cell_map_find(const pb_cell_map *map, uint32_t cell) {
  size_t low = 0, high = map->n;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (map->cells[middle].cell < cell)
      low = middle + 1;
    else
      high = middle;
  }
  return low < map->n && map->cells[low].cell == cell ? &map->cells[low] : NULL;
}

const char *pb_hot_years_stability(const bool *hot_year, int n_years) {
  pb_stability_class stability =
      n_years < 2 ? PB_STABILITY_NEVER : pb_stability_class_of(hot_year, n_years);
  return stability == PB_STABILITY_NEVER ? "" : pb_stability_key(stability);
}

const char *pb_map_cell_verdict(const pb_map_cell *cell) {
  return !cell->computable ? "n/a" : cell->hot ? "hot" : cell->cold ? "cold" : "undecided";
}

bool pb_map_cell_ever_hot(const pb_map_cell *cell, int n_years) {
  bool hot = cell->hot;
  for (int y = 0; y < n_years; y++)
    hot = hot || cell->hot_year[y];
  return hot;
}
