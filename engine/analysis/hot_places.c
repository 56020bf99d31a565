/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hot cells gathered to places: one around each peak. */
#include <stdlib.h>

#include "engine/analysis/cell_map.h"
#include "engine/analysis/hot_spots.h"

/* The hot cell with the highest z among a cell and its neighbours; of equals the first. */
static size_t uphill(const pb_cell_map *map, size_t from) {
  uint32_t around[8];
  int n = pb_cell_grid_neighbours(map->grid, map->cells[from].cell, around);
  size_t best = from;
  for (int k = 0; k < n; k++) {
    const pb_map_cell *cell = pb_cell_map_find(map, around[k]);
    size_t at = cell ? (size_t)(cell - map->cells) : from;
    if (!cell || !cell->hot)
      continue;
    if (cell->z > map->cells[best].z || (cell->z == map->cells[best].z && at < best))
      best = at;
  }
  return best;
}

/* One place for each peak of z: every hot cell belongs to the peak that the steepest way up leads
 * to. In a town whose hot cells all touch, this tells its places apart. group[i] of cell i, from 0,
 * -1 where not hot. Returns how many. */
static int group_cells(const pb_cell_map *map, int *group) {
  int n_groups = 0;
  g_autofree size_t *peak = g_new(size_t, map->n + 1);
  for (size_t i = 0; i < map->n; i++) {
    peak[i] = i;
    for (size_t next; map->cells[i].hot && (next = uphill(map, peak[i])) != peak[i];)
      peak[i] = next;
    group[i] = map->cells[i].hot && peak[i] == i ? n_groups++ : -1;
  }
  for (size_t i = 0; i < map->n; i++)
    if (map->cells[i].hot)
      group[i] = group[peak[i]];
  return n_groups;
}

static void add_cell(pb_hot_spot *spot, const pb_cell_map *map, const pb_map_cell *cell) {
  double x, y, weight = cell->count;
  pb_cell_centre(map->grid->shape, map->grid->size_m, pb_cell_grid_cell(map->grid, cell->cell), &x,
                 &y);
  spot->area_m2 += pb_cell_grid_cell_area_m2(map->grid, cell->cell);
  spot->z_max = spot->n_cells ? MAX(spot->z_max, cell->z) : cell->z;
  spot->n_cells++;
  spot->count += weight;
  spot->x += weight * x;
  spot->y += weight * y;
  for (int k = 0; k < map->n_years; k++) {
    spot->year[k] += cell->year[k];
    spot->hot_year[k] = spot->hot_year[k] || cell->hot_year[k];
  }
}

static int by_falling_count(const void *a, const void *b) {
  const pb_hot_spot *p = a, *q = b;
  if (p->count != q->count)
    return p->count > q->count ? -1 : 1;
  if (p->y != q->y)
    return p->y > q->y ? -1 : 1;
  return (p->x > q->x) - (p->x < q->x);
}

pb_hot_spot *pb_hot_spots_of(const pb_cell_map *map, int *number, size_t *n) {
  g_autofree int *group = g_new(int, map->n + 1);
  int n_groups = group_cells(map, group);
  pb_hot_spot *spots = g_new0(pb_hot_spot, (size_t)n_groups + 1);
  for (size_t i = 0; i < map->n; i++)
    if (group[i] >= 0)
      add_cell(&spots[group[i]], map, &map->cells[i]);
  *n = 0;
  for (int g = 0; g < n_groups; g++)
    if (spots[g].count > 0) { /* hot only through neighbours that are not: no place of its own */
      spots[g].x /= spots[g].count;
      spots[g].y /= spots[g].count;
      spots[*n] = spots[g];
      spots[(*n)++].group = g;
    }
  qsort(spots, *n, sizeof *spots, by_falling_count);
  g_autofree int *number_of = g_new0(int, n_groups + 1);
  for (size_t k = 0; k < *n; k++)
    number_of[spots[k].group] = (int)k + 1;
  for (size_t i = 0; i < map->n; i++)
    number[i] = group[i] >= 0 ? number_of[group[i]] : 0;
  return spots;
}

void pb_put_hot_spots(pb_result *result, const pb_study_area *study_area, const pb_cell_map *map,
                      const pb_hot_spot *spots, size_t n) {
  pb_column *number = pb_result_add_column(result, "number", PB_TYPE_INT64, NULL);
  pb_column *name = pb_result_add_column(result, "name", PB_TYPE_STRING, NULL);
  pb_column *distance = pb_result_add_column(result, "distance_m", PB_TYPE_DOUBLE, "m");
  pb_column *direction = pb_result_add_column(result, "direction", PB_TYPE_STRING, NULL);
  pb_column *x = pb_result_add_column(result, "x", PB_TYPE_DOUBLE, "m");
  pb_column *y = pb_result_add_column(result, "y", PB_TYPE_DOUBLE, "m");
  pb_column *cells = pb_result_add_column(result, "cells", PB_TYPE_INT64, NULL);
  pb_column *hectares = pb_result_add_column(result, "hectares", PB_TYPE_DOUBLE, "ha");
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("events"));
  pb_column *share = pb_result_add_column(result, "share", PB_TYPE_DOUBLE, NULL);
  pb_column *z = pb_result_add_column(result, "z_max", PB_TYPE_DOUBLE, NULL);
  pb_column *stability = pb_result_add_column(result, "stability", PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < n; i++) {
    double far = 0;
    const pb_named_place *place = pb_study_area_nearest(study_area, spots[i].x, spots[i].y, &far);
    pb_column_append_int(number, (int64_t)i + 1);
    pb_column_append_string(name, place ? place->name : NULL);
    pb_column_append_maybe(distance, place, far);
    pb_column_append_string(direction,
                            place ? pb_compass_direction(place, spots[i].x, spots[i].y) : NULL);
    pb_column_append_double(x, spots[i].x);
    pb_column_append_double(y, spots[i].y);
    pb_column_append_int(cells, (int64_t)spots[i].n_cells);
    pb_column_append_double(hectares, spots[i].area_m2 / 1e4);
    pb_column_append_int(count, (int64_t)spots[i].count);
    pb_column_append_double(share, spots[i].count / (double)map->counts->n_located);
    pb_column_append_double(z, spots[i].z_max);
    pb_column_append_string(stability, pb_hot_years_stability(spots[i].hot_year, map->n_years));
  }
  for (int k = 0; k < map->n_years; k++) {
    g_autofree char *column = g_strdup_printf("count_%d", map->counts->first_year + k);
    pb_column *year = pb_result_add_column(result, column, PB_TYPE_INT64, N_("events"));
    for (size_t i = 0; i < n; i++)
      pb_column_append_int(year, (int64_t)spots[i].year[k]);
  }
  pb_put_cell_counts(result, map->counts);
  pb_result_set_method(result,
                       N_("Hot cells around one peak are one place; its name is that of the "
                          "nearest built-up area"));
}
