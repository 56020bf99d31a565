/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cells have more incidents around them than chance allows, whether they had it every year,
 * and which of them belong to one place. */
#include <string.h>

#include "engine/analysis/cell_counts.h"
#include "engine/analysis/hot_spots.h"
#include "engine/stats/cell_stability.h"
#include "engine/stats/grid_hot_cells.h"

/* One cell of the map: it has incidents, or is hot through its neighbours. */
typedef struct {
  uint32_t cell;
  double count;
  double z, p_adjusted;
  bool computable, hot, cold;
  bool hot_year[PB_MOST_EVENT_YEARS];
  double year[PB_MOST_EVENT_YEARS];
} map_cell;

typedef struct {
  const pb_cell_grid *grid;
  const pb_cell_counts *counts;
  map_cell *cells; /* ascending by number */
  size_t n;
  int n_years;
  const char *reason; /* NULL, or why no cell can be tested */
} cell_map;

static map_cell *find_cell(const cell_map *map, uint32_t cell) {
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

static bool is_significant(const pb_hot_cell *one, double alpha) {
  return one->computable && one->p_adjusted <= alpha;
}

/* The cells with incidents alone, where nothing can be tested. */
static void take_counts(cell_map *map) {
  const pb_cell_counts *counts = map->counts;
  for (size_t k = 0; k < counts->n; k++) {
    map_cell *cell = &map->cells[map->n++];
    *cell = (map_cell){.cell = counts->cell[k], .count = counts->total[k]};
    for (int y = 0; y < map->n_years; y++)
      cell->year[y] = pb_cell_counts_year(counts, counts->first_year + y)[k];
  }
}

/* All cells of the map, with the test over all years together. */
static void test_all_years(cell_map *map, double alpha) {
  const pb_cell_counts *counts = map->counts;
  g_autoptr(pb_hot_cells) hot =
      pb_grid_local_g(map->grid, counts->cell, counts->total, counts->n, alpha);
  map->reason = hot->reason;
  map->cells = g_new0(map_cell, MAX(hot->cells->len, counts->n) + 1);
  if (hot->reason)
    take_counts(map);
  for (guint i = 0, k = 0; i < hot->cells->len; i++) {
    const pb_hot_cell *one = &g_array_index(hot->cells, pb_hot_cell, i);
    while (k < counts->n && counts->cell[k] < one->cell)
      k++;
    bool has_events = k < counts->n && counts->cell[k] == one->cell;
    bool significant = is_significant(one, alpha);
    map_cell *cell = &map->cells[map->n++];
    *cell = (map_cell){.cell = one->cell,
                       .count = has_events ? counts->total[k] : 0,
                       .z = one->z,
                       .p_adjusted = one->p_adjusted,
                       .computable = one->computable,
                       .hot = significant && one->z > 0,
                       .cold = significant && one->z < 0};
    for (int y = 0; has_events && y < map->n_years; y++)
      cell->year[y] = pb_cell_counts_year(counts, counts->first_year + y)[k];
  }
}

static void test_one_year(cell_map *map, int y, double alpha) {
  const pb_cell_counts *counts = map->counts;
  const double *year = pb_cell_counts_year(counts, counts->first_year + y);
  g_autofree uint32_t *cells = g_new(uint32_t, counts->n + 1);
  g_autofree double *values = g_new(double, counts->n + 1);
  size_t n = 0;
  for (size_t i = 0; i < counts->n; i++)
    if (year[i] > 0) {
      cells[n] = counts->cell[i];
      values[n++] = year[i];
    }
  g_autoptr(pb_hot_cells) hot = pb_grid_local_g(map->grid, cells, values, n, alpha);
  for (guint i = 0; i < hot->cells->len; i++) {
    const pb_hot_cell *one = &g_array_index(hot->cells, pb_hot_cell, i);
    map_cell *cell = find_cell(map, one->cell);
    if (cell && is_significant(one, alpha) && one->z > 0)
      cell->hot_year[y] = true;
  }
}

static bool ever_hot(const map_cell *cell, int n_years) {
  bool hot = cell->hot;
  for (int y = 0; y < n_years; y++)
    hot = hot || cell->hot_year[y];
  return hot;
}

/* Neighbours without incidents that are not hot say nothing on a map. */
static void drop_empty(cell_map *map) {
  size_t kept = 0;
  for (size_t i = 0; i < map->n; i++)
    if (map->cells[i].count > 0 || ever_hot(&map->cells[i], map->n_years))
      map->cells[kept++] = map->cells[i];
  map->n = kept;
}

/* "" where the cell was never hot, or there is only one year to look at. */
static const char *stability_of(const bool *hot_year, int n_years) {
  pb_stability_class stability =
      n_years < 2 ? PB_STABILITY_NEVER : pb_stability_class_of(hot_year, n_years);
  return stability == PB_STABILITY_NEVER ? "" : pb_stability_key(stability);
}

static const char *verdict(const map_cell *cell) {
  return !cell->computable ? "n/a" : cell->hot ? "hot" : cell->cold ? "cold" : "undecided";
}

static void put_cells(pb_result *result, const cell_map *map) {
  pb_column *number = pb_result_add_column(result, "cell", PB_TYPE_INT64, NULL);
  pb_column *x = pb_result_add_column(result, "x", PB_TYPE_DOUBLE, "m");
  pb_column *y = pb_result_add_column(result, "y", PB_TYPE_DOUBLE, "m");
  pb_column *share = pb_result_add_column(result, "share_inside", PB_TYPE_DOUBLE, NULL);
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("events"));
  pb_column *z = pb_result_add_column(result, "z", PB_TYPE_DOUBLE, NULL);
  pb_column *p = pb_result_add_column(result, "p_adjusted", PB_TYPE_DOUBLE, NULL);
  pb_column *words = pb_result_add_column(result, "verdict", PB_TYPE_STRING, NULL);
  pb_column *stability = pb_result_add_column(result, "stability", PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < map->n; i++) {
    const map_cell *cell = &map->cells[i];
    double cx, cy;
    pb_cell_centre(map->grid->shape, map->grid->size_m, pb_cell_grid_cell(map->grid, cell->cell),
                   &cx, &cy);
    pb_column_append_int(number, cell->cell);
    pb_column_append_double(x, cx);
    pb_column_append_double(y, cy);
    pb_column_append_double(share, pb_cell_grid_share(map->grid, cell->cell));
    pb_column_append_int(count, (int64_t)cell->count);
    pb_column_append_maybe(z, cell->computable, cell->z);
    pb_column_append_maybe(p, cell->computable, cell->p_adjusted);
    pb_column_append_string(words, verdict(cell));
    pb_column_append_string(stability, stability_of(cell->hot_year, map->n_years));
  }
  for (int k = 0; k < map->n_years; k++) {
    g_autofree char *name = g_strdup_printf("count_%d", map->counts->first_year + k);
    g_autofree char *flag = g_strdup_printf("hot_%d", map->counts->first_year + k);
    pb_column *year = pb_result_add_column(result, name, PB_TYPE_INT64, N_("events"));
    pb_column *hot = pb_result_add_column(result, flag, PB_TYPE_INT64, NULL);
    for (size_t i = 0; i < map->n; i++) {
      pb_column_append_int(year, (int64_t)map->cells[i].year[k]);
      pb_column_append_int(hot, map->cells[i].hot_year[k]);
    }
  }
}

static void put_map(pb_result *result, const cell_map *map, double alpha) {
  size_t hot = 0;
  for (size_t i = 0; i < map->n; i++)
    hot += map->cells[i].hot;
  pb_put_cell_counts(result, map->counts);
  pb_result_set_scalar(result, "n_hot", (double)hot, NULL);
  pb_result_set_scalar(result, "n_cells", (double)map->grid->n_cells, NULL);
  pb_result_set_scalar(result, "cell_m", map->grid->size_m, "m");
  pb_result_set_scalar(result, "alpha", alpha, NULL);
  if (map->reason)
    pb_result_add_warning(result, map->reason);
  if (pb_cell_counts_missing(map->counts) > PB_MOST_MISSING_SHARE)
    pb_result_add_warning(result, N_("More than 15 per cent of the events have no usable point: "
                                     "the map may show where points are recorded."));
  pb_result_set_method(result,
                       N_("Getis-Ord Gi* on counts in cells with their neighbours, adjusted "
                          "for the number of cells; each year by itself for stability"));
  pb_result_set_citation(result, "Ord & Getis 1995; Castro & Singer 2006; Ratcliffe 2004");
}

/* The hot cell with the highest z among a cell and its neighbours; of equals the first. */
static size_t uphill(const cell_map *map, size_t from) {
  uint32_t around[8];
  int n = pb_cell_grid_neighbours(map->grid, map->cells[from].cell, around);
  size_t best = from;
  for (int k = 0; k < n; k++) {
    const map_cell *cell = find_cell(map, around[k]);
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
static int group_cells(const cell_map *map, int *group) {
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

typedef struct {
  size_t n_cells;
  double area_m2, count, x, y, z_max;
  double year[PB_MOST_EVENT_YEARS];
  bool hot_year[PB_MOST_EVENT_YEARS];
} hot_spot;

static void add_cell(hot_spot *spot, const cell_map *map, const map_cell *cell) {
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
  const hot_spot *p = a, *q = b;
  if (p->count != q->count)
    return p->count > q->count ? -1 : 1;
  if (p->y != q->y)
    return p->y > q->y ? -1 : 1;
  return (p->x > q->x) - (p->x < q->x);
}

static hot_spot *make_spots(const cell_map *map, size_t *n) {
  g_autofree int *group = g_new(int, map->n + 1);
  int n_groups = group_cells(map, group);
  hot_spot *spots = g_new0(hot_spot, (size_t)n_groups + 1);
  for (size_t i = 0; i < map->n; i++)
    if (group[i] >= 0)
      add_cell(&spots[group[i]], map, &map->cells[i]);
  *n = 0;
  for (int g = 0; g < n_groups; g++)
    if (spots[g].count > 0) { /* hot only through neighbours that are not: no place of its own */
      spots[g].x /= spots[g].count;
      spots[g].y /= spots[g].count;
      spots[(*n)++] = spots[g];
    }
  qsort(spots, *n, sizeof *spots, by_falling_count);
  return spots;
}

static void put_spots(pb_result *result, const pb_study_area *study_area, const cell_map *map,
                      const hot_spot *spots, size_t n) {
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
    pb_column_append_string(stability, stability_of(spots[i].hot_year, map->n_years));
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

void pb_build_hot_cells(pb_analysis *analysis, int area, const pb_cell_counts *counts) {
  const pb_study_area *study_area = analysis->options.study_area;
  double alpha = analysis->options.alpha;
  cell_map map = {.grid = study_area->grid, .counts = counts};
  map.n_years = pb_cell_counts_n_years(counts);
  bool enough = counts->n_located >= PB_FEWEST_FOR_SURFACE;
  pb_result *cells = pb_analysis_put_area(analysis, "hot-cells", area);
  pb_result *places = pb_analysis_put_area(analysis, "hot-spots", area);
  test_all_years(&map, alpha);
  for (int k = 0; enough && k < map.n_years; k++)
    test_one_year(&map, k, alpha);
  for (size_t i = 0; !enough && i < map.n; i++)
    map.cells[i].computable = map.cells[i].hot = map.cells[i].cold = false;
  drop_empty(&map);
  put_cells(cells, &map);
  put_map(cells, &map, alpha);
  pb_result_set_scalar(cells, "enough", enough, NULL);
  size_t n;
  g_autofree hot_spot *spots = make_spots(&map, &n);
  put_spots(places, study_area, &map, spots, n);
  if (!enough)
    pb_result_set_reason(places, N_("Fewer than 30 events can be placed, too few to tell places "
                                    "from chance."));
  g_free(map.cells);
}
