/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cells have more incidents around them than chance allows, whether they had it every year,
 * and which of them belong to one place (hot_places.c). */
#include <string.h>

#include "engine/analysis/cell_counts.h"
#include "engine/analysis/hot_spots.h"
#include "engine/analysis/cell_map.h"
#include "engine/stats/grid_hot_cells.h"

static bool is_significant(const pb_hot_cell *one, double alpha) {
  return one->computable && one->p_adjusted <= alpha;
}

/* The cells with incidents alone, where nothing can be tested. */
static void take_counts(pb_cell_map *map) {
  const pb_cell_counts *counts = map->counts;
  for (size_t k = 0; k < counts->n; k++) {
    pb_map_cell *cell = &map->cells[map->n++];
    *cell = (pb_map_cell){.cell = counts->cell[k], .count = counts->total[k]};
    for (int y = 0; y < map->n_years; y++)
      cell->year[y] = pb_cell_counts_year(counts, counts->first_year + y)[k];
  }
}

/* All cells of the map, with the test over all years together. */
static void test_all_years(pb_cell_map *map, double alpha) {
  const pb_cell_counts *counts = map->counts;
  g_autoptr(pb_hot_cells) hot =
      pb_grid_local_g(map->grid, counts->cell, counts->total, counts->n, alpha);
  map->reason = hot->reason;
  map->cells = g_new0(pb_map_cell, MAX(hot->cells->len, counts->n) + 1);
  if (hot->reason)
    take_counts(map);
  for (guint i = 0, k = 0; i < hot->cells->len; i++) {
    const pb_hot_cell *one = &g_array_index(hot->cells, pb_hot_cell, i);
    while (k < counts->n && counts->cell[k] < one->cell)
      k++;
    bool has_events = k < counts->n && counts->cell[k] == one->cell;
    bool significant = is_significant(one, alpha);
    pb_map_cell *cell = &map->cells[map->n++];
    *cell = (pb_map_cell){.cell = one->cell,
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

static void test_one_year(pb_cell_map *map, int y, double alpha) {
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
    pb_map_cell *cell = pb_cell_map_find(map, one->cell);
    if (cell && is_significant(one, alpha) && one->z > 0)
      cell->hot_year[y] = true;
  }
}

/* Neighbours without incidents that are not hot say nothing on a map. */
static void drop_empty(pb_cell_map *map) {
  size_t kept = 0;
  for (size_t i = 0; i < map->n; i++)
    if (map->cells[i].count > 0 || pb_map_cell_ever_hot(&map->cells[i], map->n_years))
      map->cells[kept++] = map->cells[i];
  map->n = kept;
}

static void put_cells(pb_result *result, const pb_cell_map *map, const int *number_of_place) {
  pb_column *number = pb_result_add_column(result, "cell", PB_TYPE_INT64, NULL);
  pb_column *x = pb_result_add_column(result, "x", PB_TYPE_DOUBLE, "m");
  pb_column *y = pb_result_add_column(result, "y", PB_TYPE_DOUBLE, "m");
  pb_column *share = pb_result_add_column(result, "share_inside", PB_TYPE_DOUBLE, NULL);
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("events"));
  pb_column *z = pb_result_add_column(result, "z", PB_TYPE_DOUBLE, NULL);
  pb_column *p = pb_result_add_column(result, "p_adjusted", PB_TYPE_DOUBLE, NULL);
  pb_column *words = pb_result_add_column(result, "verdict", PB_TYPE_STRING, NULL);
  pb_column *stability = pb_result_add_column(result, "stability", PB_TYPE_STRING, NULL);
  pb_column *place = pb_result_add_column(result, "place", PB_TYPE_INT64, NULL);
  for (size_t i = 0; i < map->n; i++) {
    pb_append_int_maybe(place, number_of_place[i] > 0, number_of_place[i]);
    const pb_map_cell *cell = &map->cells[i];
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
    pb_column_append_string(words, pb_map_cell_verdict(cell));
    pb_column_append_string(stability, pb_hot_years_stability(cell->hot_year, map->n_years));
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

static void put_map(pb_result *result, const pb_cell_map *map, double alpha) {
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

void pb_build_hot_cells(pb_analysis *analysis, int area, const pb_cell_counts *counts) {
  const pb_study_area *study_area = analysis->options.study_area;
  double alpha = analysis->options.alpha;
  pb_cell_map map = {.grid = study_area->grid, .counts = counts};
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
  size_t n;
  g_autofree int *number = g_new0(int, map.n + 1);
  g_autofree pb_hot_spot *spots = pb_hot_spots_of(&map, number, &n);
  if (analysis->options.audience == PB_AUDIENCE_COUNCIL) {
    const int64_t smallest = analysis->options.smallest_on_map;
    pb_put_merged_cells(cells, &map, number, smallest, enough);
    while (n > 0 && spots[n - 1].count < (double)smallest) /* most events first */
      n--;
  } else {
    put_cells(cells, &map, number);
  }
  put_map(cells, &map, alpha);
  pb_result_set_scalar(cells, "enough", enough, NULL);
  pb_put_hot_spots(places, study_area, &map, spots, n);
  if (!enough)
    pb_result_set_reason(places, N_("Fewer than 30 events can be placed, too few to tell places "
                                    "from chance."));
  g_free(map.cells);
}
