/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/municipality_finder.h"

#include <math.h>

#include "engine/error.h"
#include "engine/text.h"
#include "geo/edge_distance.h"
#include "geo/point_in_polygon.h"
#include "geo/spatial_index.h"

#define CELL_M 1000.0
#define MAX_CELLS 4e6 /* Sweden in cells of one kilometre: a million */

enum { NOWHERE = -1, CROSSED = -2, NOT_YET = -3 }; /* of a cell; else a municipality */

struct pb_municipality_finder {
  const pb_geography *geography;
  pb_spatial_index *index; /* NULL: no layer */
  int *of_feature;         /* feature -> municipality, -1: none */
  pb_box bounds;
  double cell_m;
  size_t n_columns, n_rows;
  int16_t *cells;
};

static bool cell_at(const pb_municipality_finder *finder, double x, double y, size_t *column,
                    size_t *row) {
  double c = floor((x - finder->bounds.min_x) / finder->cell_m);
  double r = floor((y - finder->bounds.min_y) / finder->cell_m);
  if (!(c >= 0 && r >= 0 && c < (double)finder->n_columns && r < (double)finder->n_rows))
    return false;
  *column = (size_t)c;
  *row = (size_t)r;
  return true;
}

/* Every cell of the box around a short piece of a boundary. */
static void cross_piece(pb_municipality_finder *finder, double ax, double ay, double bx,
                        double by) {
  size_t c0, r0, c1, r1;
  if (!cell_at(finder, fmin(ax, bx), fmin(ay, by), &c0, &r0) ||
      !cell_at(finder, fmax(ax, bx), fmax(ay, by), &c1, &r1))
    return;
  for (size_t r = r0; r <= r1; r++)
    for (size_t c = c0; c <= c1; c++)
      finder->cells[r * finder->n_columns + c] = CROSSED;
}

static void cross_edge(pb_municipality_finder *finder, double ax, double ay, double bx, double by) {
  double length = fmax(fabs(bx - ax), fabs(by - ay));
  size_t n = (size_t)ceil(length / finder->cell_m) + 1;
  for (size_t i = 0; i < n; i++) {
    double s = (double)i / (double)n, t = (double)(i + 1) / (double)n;
    cross_piece(finder, ax + s * (bx - ax), ay + s * (by - ay), ax + t * (bx - ax),
                ay + t * (by - ay));
  }
}

static bool make_cells(pb_municipality_finder *finder, const pb_layer *layer, GError **error) {
  pb_box box = pb_layer_bounds(layer);
  if (pb_box_is_empty(box))
    return true;
  finder->cell_m = CELL_M;
  double width = box.max_x - box.min_x, height = box.max_y - box.min_y;
  while ((width / finder->cell_m + 3) * (height / finder->cell_m + 3) > MAX_CELLS)
    finder->cell_m *= 2;
  /* One cell more on every side: no boundary lies on the rim. */
  finder->bounds = (pb_box){box.min_x - finder->cell_m, box.min_y - finder->cell_m, 0, 0};
  finder->n_columns = (size_t)(width / finder->cell_m) + 3;
  finder->n_rows = (size_t)(height / finder->cell_m) + 3;
  size_t n = finder->n_columns * finder->n_rows;
  finder->cells = g_try_new(int16_t, n);
  if (!finder->cells) {
    g_set_error(error, PB_ERROR, PB_ERROR_MEMORY,
                _("There is not enough memory for %zu bytes to place events in municipalities."),
                n * sizeof(int16_t));
    return false;
  }
  for (size_t i = 0; i < n; i++)
    finder->cells[i] = NOT_YET;
  for (size_t p = 0; p < layer->n_parts; p++)
    for (uint32_t v = layer->vertex_first[p]; v + 1 < layer->vertex_first[p + 1]; v++)
      cross_edge(finder, layer->x[v], layer->y[v], layer->x[v + 1], layer->y[v + 1]);
  return true;
}

pb_municipality_finder *pb_municipality_finder_new(const pb_geography *geography, GError **error) {
  g_autoptr(pb_municipality_finder) finder = g_new0(pb_municipality_finder, 1);
  finder->geography = geography;
  if (!geography || !geography->municipalities)
    return g_steal_pointer(&finder);
  const pb_layer *layer = geography->municipalities;
  finder->index = pb_spatial_index_new(layer);
  finder->of_feature = g_new(int, layer->n_features + 1);
  for (size_t f = 0; f < layer->n_features; f++)
    finder->of_feature[f] = -1;
  for (size_t m = 0; m < geography->n_municipalities; m++)
    if (geography->feature_of[m] >= 0)
      finder->of_feature[geography->feature_of[m]] = (int)m;
  return make_cells(finder, layer, error) ? g_steal_pointer(&finder) : NULL;
}

void pb_municipality_finder_free(pb_municipality_finder *finder) {
  if (!finder)
    return;
  pb_spatial_index_free(finder->index);
  g_free(finder->of_feature);
  g_free(finder->cells);
  g_free(finder);
}

static int find(const pb_municipality_finder *finder, double x, double y) {
  int feature = pb_spatial_index_find_polygon(finder->index, x, y);
  return feature >= 0 ? finder->of_feature[feature] : -1;
}

int pb_municipality_finder_at(pb_municipality_finder *finder, double x, double y) {
  size_t column, row;
  if (!finder->cells || !cell_at(finder, x, y, &column, &row))
    return -1;
  int16_t *cell = &finder->cells[row * finder->n_columns + column];
  if (*cell == CROSSED)
    return find(finder, x, y);
  if (*cell == NOT_YET)
    *cell = (int16_t)find(finder, x, y); /* the same everywhere in the cell */
  return *cell;
}

bool pb_municipality_finder_knows(const pb_municipality_finder *finder, int m) {
  return finder->cells && finder->geography->feature_of[m] >= 0;
}

bool pb_municipality_finder_near(const pb_municipality_finder *finder, int m, double x, double y,
                                 double tolerance_m) {
  if (!pb_municipality_finder_knows(finder, m))
    return false;
  const pb_layer *layer = finder->geography->municipalities;
  size_t feature = (size_t)finder->geography->feature_of[m];
  pb_box box = layer->box[feature];
  if (!(x >= box.min_x - tolerance_m && x <= box.max_x + tolerance_m &&
        y >= box.min_y - tolerance_m && y <= box.max_y + tolerance_m))
    return false;
  return pb_polygon_contains(layer, feature, x, y) ||
         pb_edge_distance(layer, feature, x, y) <= tolerance_m;
}
