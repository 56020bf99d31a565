/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/grid_of_polygon.h"

#include <math.h>

#include "engine/error.h"
#include "engine/text.h"
#include "geo/cell_coverage.h"
#include "geo/label_point.h"
#include "geo/polygon.h"

#define KEPT_SHARE 0.5
#define MAX_NUMBER 1e9 /* of a column or row */
#define MAX_ROWS 10e6

static bool no_area(size_t feature, GError **error) {
  g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
              _("Polygon %zu of the layer has no area, so no grid can be laid over it."),
              feature + 1);
  return false;
}

static bool size_is_possible(const pb_layer *layer, size_t feature, pb_cell_shape shape,
                             double size_m, GError **error) {
  if (!(size_m > 0) || !isfinite(size_m)) {
    g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
                _("The cells of a grid cannot have a size of %g m: give a size above 0, for "
                  "example 250."),
                size_m);
    return false;
  }
  pb_box box = layer->box[feature];
  double area = fabs(pb_polygon_area_m2(layer, feature));
  if (pb_box_is_empty(box))
    return no_area(feature, error);
  double cells =
      area / pb_cell_area_m2(shape, size_m) + 2 * pb_polygon_perimeter_m(layer, feature) / size_m;
  double largest =
      fmax(fmax(fabs(box.min_x), fabs(box.max_x)), fmax(fabs(box.min_y), fabs(box.max_y))) / size_m;
  double rows = (box.max_y - box.min_y) / size_m;
  if (cells <= PB_MAX_GRID_CELLS && 2 * largest <= MAX_NUMBER && rows <= MAX_ROWS)
    return true;
  g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
              _("Cells of %g m would make a grid of more than %.0f million cells over %.0f km²: "
                "choose larger cells."),
              size_m, PB_MAX_GRID_CELLS / 1e6, area / 1e6);
  return false;
}

/* A grid that grows at its end. */
typedef struct {
  GArray *runs, *run_first, *edge_cell, *edge_share;
  int32_t first_row;
  size_t n_cells;
} growing;

static void start_row(growing *g, int32_t row) {
  if (g->run_first->len == 0)
    g->first_row = row;
  while ((int64_t)g->run_first->len <= (int64_t)row - g->first_row)
    g_array_append_val(g->run_first, g->runs->len);
}

static void keep(growing *g, const pb_covered_cells *cells) {
  start_row(g, cells->first.row);
  guint row_begins = g_array_index(g->run_first, uint32_t, g->run_first->len - 1);
  pb_cell_run *last =
      g->runs->len > row_begins ? &g_array_index(g->runs, pb_cell_run, g->runs->len - 1) : NULL;
  if (last && (int64_t)last->col + last->n == cells->first.col) {
    last->n += cells->n;
  } else {
    pb_cell_run next = {cells->first.col, cells->n, (uint32_t)g->n_cells};
    g_array_append_val(g->runs, next);
  }
  for (uint32_t i = 0; cells->share < 1 && i < cells->n; i++) {
    uint32_t number = (uint32_t)g->n_cells + i;
    g_array_append_val(g->edge_cell, number);
    g_array_append_val(g->edge_share, cells->share);
  }
  g->n_cells += cells->n;
}

/* The one cell of a polygon that is too small for the rule. */
static void keep_label_point(growing *g, const GArray *covered, const pb_layer *layer,
                             size_t feature, pb_cell_shape shape, double size_m) {
  pb_label_point label;
  if (!pb_label_point_find(layer, feature, size_m / 100, &label))
    return;
  double whole = fabs(pb_polygon_area_m2(layer, feature)) / pb_cell_area_m2(shape, size_m);
  pb_covered_cells cell = {pb_cell_at(shape, size_m, label.x, label.y), 1, fmin(whole, 1), true};
  for (guint i = 0; i < covered->len; i++) {
    const pb_covered_cells *c = &g_array_index(covered, pb_covered_cells, i);
    if (c->first.row == cell.first.row && cell.first.col >= c->first.col &&
        (int64_t)cell.first.col - c->first.col < c->n)
      cell.share = c->share;
  }
  keep(g, &cell);
}

static void *steal(GArray *array) {
  return g_array_free(array, FALSE);
}

pb_cell_grid *pb_grid_of_polygon(const pb_layer *layer, size_t feature, pb_cell_shape shape,
                                 double size_m, GError **error) {
  if (!size_is_possible(layer, feature, shape, size_m, error))
    return NULL;
  growing g = {.runs = g_array_new(FALSE, FALSE, sizeof(pb_cell_run)),
               .run_first = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
               .edge_cell = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
               .edge_share = g_array_new(FALSE, FALSE, sizeof(double))};
  g_autoptr(GArray) covered = pb_cells_covered(layer, feature, shape, size_m);
  for (guint i = 0; i < covered->len; i++) {
    const pb_covered_cells *cells = &g_array_index(covered, pb_covered_cells, i);
    if (cells->share >= KEPT_SHARE || cells->centre_inside)
      keep(&g, cells);
  }
  if (g.n_cells == 0)
    keep_label_point(&g, covered, layer, feature, shape, size_m);
  if (g.n_cells == 0)
    no_area(feature, error);
  g_autoptr(pb_cell_grid) grid = g_new0(pb_cell_grid, 1);
  *grid = (pb_cell_grid){.shape = shape,
                         .size_m = size_m,
                         .first_row = g.first_row,
                         .n_rows = g.run_first->len,
                         .n_cells = g.n_cells,
                         .n_edge = g.edge_cell->len};
  start_row(&g, g.first_row + (int32_t)grid->n_rows); /* where the last row ends */
  grid->runs = steal(g.runs);
  grid->run_first = steal(g.run_first);
  grid->edge_cell = steal(g.edge_cell);
  grid->edge_share = steal(g.edge_share);
  return grid->n_cells ? g_steal_pointer(&grid) : NULL;
}
