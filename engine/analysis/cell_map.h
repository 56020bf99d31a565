/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The tested cells of one problem area, and the places they make. Not for others. */
#ifndef PB_ENGINE_ANALYSIS_CELL_MAP_H
#define PB_ENGINE_ANALYSIS_CELL_MAP_H

#include "engine/analysis/cell_counts.h"
#include "engine/study_area.h"

/** One cell of the map: it has incidents, or is hot through its neighbours. */
typedef struct {
  uint32_t cell;
  double count;
  double z, p_adjusted;
  bool computable, hot, cold;
  bool hot_year[PB_MOST_EVENT_YEARS];
  double year[PB_MOST_EVENT_YEARS];
} pb_map_cell;

typedef struct {
  const pb_cell_grid *grid;
  const pb_cell_counts *counts;
  pb_map_cell *cells; /**< ascending by number */
  size_t n;
  int n_years;
  const char *reason; /**< NULL, or why no cell can be tested */
} pb_cell_map;

/** NULL when the map does not hold the cell. */
pb_map_cell *pb_cell_map_find(const pb_cell_map *map, uint32_t cell);
/** Key of the stability of hot years; "" where none was hot, or there is only one year. */
const char *pb_hot_years_stability(const bool *hot_year, int n_years);

/** "hot", "cold", "undecided" or "n/a": not tested. */
const char *pb_map_cell_verdict(const pb_map_cell *cell);
/** In all years together, or in one of them. */
bool pb_map_cell_ever_hot(const pb_map_cell *cell, int n_years);

/** Hot cells around one peak of z. */
typedef struct {
  int group;
  size_t n_cells;
  double area_m2, count, x, y, z_max;
  double year[PB_MOST_EVENT_YEARS];
  bool hot_year[PB_MOST_EVENT_YEARS];
} pb_hot_spot;

/** Most incidents first; number[i] of cell i is that of its place, from 1, 0 where it belongs to
 * none. Free with g_free. */
pb_hot_spot *pb_hot_spots_of(const pb_cell_map *map, int *number, size_t *n);
/** The columns of hot-cells for the council: cells and squares of at least `fewest` incidents, or
 * the reason why there are none. `surface`: there are enough for a test. */
void pb_put_merged_cells(pb_result *result, const pb_cell_map *map, const int *number,
                         int64_t fewest, bool surface);
/** The columns of hot-spots. */
void pb_put_hot_spots(pb_result *result, const pb_study_area *study_area, const pb_cell_map *map,
                      const pb_hot_spot *spots, size_t n);

#endif
