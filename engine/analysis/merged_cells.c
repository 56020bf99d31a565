/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/merged_cells.h"

#include "engine/disclosure/merge_areas.h"

/* A cell that still has no area. */
typedef struct {
  pb_cell at; /* of the square at this size */
  size_t cell;
} loose_cell;

typedef struct {
  const pb_cell_map *map;
  int64_t fewest, n_areas;
  pb_merged_cells *merged;
} merger;

static int64_t count_of(const pb_cell_map *map, size_t cell) {
  return (int64_t)map->cells[cell].count;
}

static pb_cell cell_at(const pb_cell_map *map, size_t cell) {
  return pb_cell_grid_cell(map->grid, map->cells[cell].cell);
}

static void add_cell(merger *m, size_t cell, int64_t area, int64_t count, bool leads) {
  pb_map_square square = {
      .cell = cell, .size_m = m->map->grid->size_m, .area = area, .count = count, .leads = leads};
  pb_cell_centre(m->map->grid->shape, m->map->grid->size_m, cell_at(m->map, cell), &square.x,
                 &square.y);
  g_array_append_val(m->merged->squares, square);
}

/* Incidents of each place, from 1. Free with g_free. */
static int64_t *sums_of_places(const pb_cell_map *map, const int *number, int *n_places) {
  *n_places = 0;
  for (size_t i = 0; i < map->n; i++)
    *n_places = MAX(*n_places, number[i]);
  int64_t *sum = g_new0(int64_t, *n_places + 1);
  for (size_t i = 0; i < map->n; i++)
    sum[number[i]] += count_of(map, i);
  return sum;
}

static pb_weights *neighbours_among(const pb_cell_map *map, const GArray *cells) {
  g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, 2 * sizeof(uint32_t));
  for (guint i = 0; i < cells->len; i++)
    for (guint k = 0; k < i; k++) {
      const pb_cell p = cell_at(map, g_array_index(cells, size_t, i));
      const pb_cell q = cell_at(map, g_array_index(cells, size_t, k));
      const uint32_t pair[2] = {i, k};
      if (ABS(p.col - q.col) <= 1 && ABS(p.row - q.row) <= 1)
        g_array_append_val(pairs, pair);
    }
  return pb_weights_from_pairs(cells->len, (const uint32_t(*)[2])(const void *)pairs->data,
                               pairs->len);
}

static gint larger_first(gconstpointer a, gconstpointer b) {
  const pb_map_square *p = a, *q = b;
  if (p->size_m != q->size_m)
    return p->size_m > q->size_m ? -1 : 1;
  return p->area < q->area ? -1 : p->area > q->area;
}

/* The hot cells of a place: those with enough, with none, and those between. */
typedef struct {
  GArray *enough, *none, *few; /* of size_t: positions in the map */
} place_cells;

static void append_if(GArray *cells, bool fits, size_t cell) {
  if (fits)
    g_array_append_val(cells, cell);
}

static place_cells cells_of_place(const merger *m, const int *number, int place) {
  place_cells p = {g_array_new(FALSE, FALSE, sizeof(size_t)),
                   g_array_new(FALSE, FALSE, sizeof(size_t)),
                   g_array_new(FALSE, FALSE, sizeof(size_t))};
  for (size_t i = 0; i < m->map->n; i++) {
    if (number[i] != place)
      continue;
    const int64_t count = count_of(m->map, i);
    append_if(p.enough, count >= m->fewest, i);
    append_if(p.none, count == 0, i);
    append_if(p.few, count > 0 && count < m->fewest, i);
  }
  return p;
}

static void place_cells_clear(place_cells *p) {
  g_array_unref(p->enough);
  g_array_unref(p->none);
  g_array_unref(p->few);
}

/* Cells that find no neighbour join the first area of cells like them; without one they are one;
 * and if even that is too little, they join the first cell that has enough. */
static void add_stragglers(merger *m, const pb_merged_areas *areas, const GArray *few,
                           int64_t straying, int64_t first_area, const place_cells *p) {
  const bool joins_cell = areas->n_groups == 0 && straying < m->fewest;
  const size_t cell = joins_cell ? g_array_index(p->enough, size_t, 0) : 0;
  int64_t area = joins_cell ? m->n_areas + 1 : first_area;
  int64_t count = joins_cell             ? straying + count_of(m->map, cell)
                  : areas->n_groups == 0 ? straying
                                         : areas->count[0] + straying;
  bool leads = !joins_cell && areas->n_groups == 0;
  if (joins_cell)
    add_cell(m, cell, ++m->n_areas, count, true);
  for (guint i = 0; i < few->len; i++)
    if (areas->group[i] == PB_AREA_LEFT_OUT) {
      add_cell(m, g_array_index(few, size_t, i), area, count, leads);
      leads = false;
    }
}

/* Neighbours with few are one area, and all of them are drawn alike. Returns whether the first of
 * the cells with enough is part of one. */
static bool add_few(merger *m, const place_cells *p) {
  const GArray *few = p->few;
  g_autoptr(pb_weights) neighbours = neighbours_among(m->map, few);
  g_autofree int64_t *count = g_new0(int64_t, few->len + 1);
  for (guint i = 0; i < few->len; i++)
    count[i] = count_of(m->map, g_array_index(few, size_t, i));
  const pb_disclosure_rule rule = {.threshold = m->fewest};
  g_autoptr(pb_merged_areas) areas = pb_merge_areas(count, neighbours, &rule);
  g_autofree bool *seen = g_new0(bool, areas->n_groups + 1);
  const int64_t first_area = m->n_areas + 1;
  int64_t straying = 0;
  for (guint i = 0; i < few->len; i++)
    straying += areas->group[i] == PB_AREA_LEFT_OUT ? count[i] : 0;
  m->n_areas += MAX(1, (int64_t)areas->n_groups);
  for (guint i = 0; i < few->len; i++) {
    const uint32_t group = areas->group[i];
    if (group == PB_AREA_LEFT_OUT)
      continue;
    const int64_t all = areas->count[group] + (group == 0 ? straying : 0);
    add_cell(m, g_array_index(few, size_t, i), first_area + group, all, !seen[group]);
    seen[group] = true;
  }
  if (straying > 0)
    add_stragglers(m, areas, few, straying, first_area, p);
  return straying > 0 && areas->n_groups == 0 && straying < m->fewest;
}

static void add_place(merger *m, const int *number, int place) {
  place_cells p = cells_of_place(m, number, place);
  const bool first_is_taken = add_few(m, &p);
  for (guint i = first_is_taken; i < p.enough->len; i++) {
    const size_t cell = g_array_index(p.enough, size_t, i);
    add_cell(m, cell, ++m->n_areas, count_of(m->map, cell), true);
  }
  for (guint i = 0; i < p.none->len; i++)
    add_cell(m, g_array_index(p.none, size_t, i), ++m->n_areas, 0, true);
  place_cells_clear(&p);
}

static gint by_square(gconstpointer a, gconstpointer b) {
  const loose_cell *p = a, *q = b;
  if (p->at.row != q->at.row)
    return p->at.row < q->at.row ? -1 : 1;
  if (p->at.col != q->at.col)
    return p->at.col < q->at.col ? -1 : 1;
  return p->cell < q->cell ? -1 : p->cell > q->cell;
}

static void add_square(merger *m, const loose_cell *cells, double size_m, int64_t count) {
  m->n_areas++;
  if (size_m <= m->map->grid->size_m) {
    add_cell(m, cells->cell, m->n_areas, count, true);
    return;
  }
  const pb_map_square square = {.cell = SIZE_MAX,
                                .x = (cells->at.col + .5) * size_m,
                                .y = (cells->at.row + .5) * size_m,
                                .size_m = size_m,
                                .area = m->n_areas,
                                .count = count,
                                .leads = true};
  g_array_append_val(m->merged->squares, square);
}

/* The squares of one size that have enough; what is left goes on. */
static GArray *take_squares(merger *m, GArray *loose, double size_m) {
  GArray *left = g_array_new(FALSE, FALSE, sizeof(loose_cell));
  g_array_sort(loose, by_square);
  const loose_cell *cells = (const loose_cell *)(const void *)loose->data;
  for (guint i = 0, next; i < loose->len; i = next) {
    int64_t count = 0;
    for (next = i; next < loose->len && cells[next].at.row == cells[i].at.row &&
                   cells[next].at.col == cells[i].at.col;
         next++)
      count += count_of(m->map, cells[next].cell);
    if (count >= m->fewest)
      add_square(m, &cells[i], size_m, count);
    else
      g_array_append_vals(left, &cells[i], next - i);
  }
  g_array_unref(loose);
  return left;
}

static int32_t half(int32_t number) {
  return number >= 0 ? number / 2 : -((1 - number) / 2);
}

static void add_loose(merger *m, GArray *loose, double largest_m) {
  double size_m = m->map->grid->size_m;
  loose = take_squares(m, loose, size_m);
  while (size_m * 2 <= largest_m && m->map->grid->shape == PB_CELL_SQUARE) {
    size_m *= 2;
    for (guint i = 0; i < loose->len; i++) {
      loose_cell *one = &g_array_index(loose, loose_cell, i);
      one->at = (pb_cell){half(one->at.col), half(one->at.row)};
    }
    loose = take_squares(m, loose, size_m);
  }
  for (guint i = 0; i < loose->len; i++)
    m->merged->n_not_drawn += count_of(m->map, g_array_index(loose, loose_cell, i).cell);
  g_array_unref(loose);
}

/* What was hot in some year, and is no row by itself yet. */
static void add_once_hot(merger *m) {
  g_autofree bool *listed = g_new0(bool, m->map->n + 1);
  for (guint i = 0; i < m->merged->squares->len; i++) {
    const pb_map_square *square = &g_array_index(m->merged->squares, pb_map_square, i);
    if (square->cell != SIZE_MAX)
      listed[square->cell] = true;
  }
  for (size_t i = 0; i < m->map->n; i++)
    if (!listed[i] && pb_map_cell_ever_hot(&m->map->cells[i], m->map->n_years))
      add_cell(m, i, 0, 0, false);
}

pb_merged_cells *pb_merged_cells_of(const pb_cell_map *map, const int *number, int64_t fewest,
                                    double largest_m) {
  pb_merged_cells *merged = g_new0(pb_merged_cells, 1);
  merged->squares = g_array_new(FALSE, FALSE, sizeof(pb_map_square));
  merger m = {.map = map, .fewest = fewest, .merged = merged};
  int n_places;
  g_autofree int64_t *sum = sums_of_places(map, number, &n_places);
  GArray *loose = g_array_new(FALSE, FALSE, sizeof(loose_cell));
  for (size_t i = 0; i < map->n; i++)
    if ((number[i] == 0 || sum[number[i]] < fewest) && count_of(map, i) > 0) {
      const loose_cell one = {cell_at(map, i), i};
      g_array_append_val(loose, one);
    }
  add_loose(&m, loose, largest_m);
  g_array_sort(merged->squares, larger_first);
  for (int place = 1; place <= n_places; place++)
    if (sum[place] >= fewest)
      add_place(&m, number, place);
  add_once_hot(&m);
  return merged;
}

void pb_merged_cells_free(pb_merged_cells *merged) {
  if (!merged)
    return;
  g_array_unref(merged->squares);
  g_free(merged);
}
