/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of the map as the council sees them: none with only a few incidents by itself. */
#include "engine/analysis/hot_spots.h"
#include "engine/analysis/merged_cells.h"

/* A surface is drawn in squares up to this size, wider ones say nothing on a map of a town; few
 * incidents are drawn as circles, however far apart they lie. */
#define LARGEST_ON_SURFACE_M 4000.0
#define LARGEST_OF_FEW_M 64000.0

typedef struct {
  pb_column *cell, *x, *y, *size, *area, *count, *of_area, *merged, *z, *p, *verdict, *stability,
      *place;
} columns;

static columns add_columns(pb_result *result) {
  return (columns){
      .cell = pb_result_add_column(result, "cell", PB_TYPE_INT64, NULL),
      .x = pb_result_add_column(result, "x", PB_TYPE_DOUBLE, "m"),
      .y = pb_result_add_column(result, "y", PB_TYPE_DOUBLE, "m"),
      .size = pb_result_add_column(result, "size_m", PB_TYPE_DOUBLE, "m"),
      .area = pb_result_add_column(result, "patch", PB_TYPE_INT64, NULL),
      .count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("events")),
      .of_area = pb_result_add_column(result, "patch_count", PB_TYPE_INT64, N_("events")),
      .merged = pb_result_add_column(result, "merged", PB_TYPE_INT64, NULL),
      .z = pb_result_add_column(result, "z", PB_TYPE_DOUBLE, NULL),
      .p = pb_result_add_column(result, "p_adjusted", PB_TYPE_DOUBLE, NULL),
      .verdict = pb_result_add_column(result, "verdict", PB_TYPE_STRING, NULL),
      .stability = pb_result_add_column(result, "stability", PB_TYPE_STRING, NULL),
      .place = pb_result_add_column(result, "place", PB_TYPE_INT64, NULL),
  };
}

static void put_square(const columns *c, const pb_cell_map *map, const int *number,
                       const pb_map_square *square, int64_t fewest) {
  const pb_map_cell *cell = square->cell == SIZE_MAX ? NULL : &map->cells[square->cell];
  const bool tested = cell && cell->computable;
  const bool in_place = cell && number[square->cell] > 0;
  const bool counted = square->area > 0;
  const bool merged = !cell || cell->count < (double)fewest;
  pb_append_int_maybe(c->cell, cell, cell ? cell->cell : 0);
  pb_column_append_double(c->x, square->x);
  pb_column_append_double(c->y, square->y);
  pb_column_append_double(c->size, square->size_m);
  pb_append_int_maybe(c->area, counted, square->area);
  pb_append_int_maybe(c->count, square->leads, square->count);
  pb_append_int_maybe(c->of_area, counted, square->count);
  pb_column_append_int(c->merged, merged);
  pb_column_append_maybe(c->z, tested, tested ? cell->z : 0);
  pb_column_append_maybe(c->p, tested, tested ? cell->p_adjusted : 0);
  pb_column_append_string(c->verdict, cell ? pb_map_cell_verdict(cell) : "n/a");
  pb_column_append_string(c->stability,
                          cell ? pb_hot_years_stability(cell->hot_year, map->n_years) : "");
  pb_append_int_maybe(c->place, in_place, in_place ? number[square->cell] : 0);
}

void pb_put_merged_cells(pb_result *result, const pb_cell_map *map, const int *number,
                         int64_t fewest, bool surface) {
  g_autoptr(pb_merged_cells) merged = pb_merged_cells_of(
      map, number, fewest, surface ? LARGEST_ON_SURFACE_M : LARGEST_OF_FEW_M, surface);
  const columns c = add_columns(result);
  for (guint i = 0; i < merged->squares->len; i++)
    put_square(&c, map, number, &g_array_index(merged->squares, pb_map_square, i), fewest);
  pb_result_set_scalar(result, "smallest_on_map", (double)fewest, N_("events"));
  pb_result_set_scalar(result, "n_not_drawn", (double)merged->n_not_drawn, N_("events"));
  if (merged->squares->len == 0 && map->n > 0)
    pb_result_set_reason(result,
                         N_("The events that can be placed are so few that a map would show "
                            "single ones."));
}
