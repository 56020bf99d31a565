/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/polygon_finder.h"

#include <math.h>
#include <stdlib.h>

#include "engine/error.h"
#include "engine/text.h"
#include "geo/cell_coverage.h"

#define CELLS 1e6    /* about so many */
#define MARGIN 1e-6  /* of a cell: an edge this near to a cell counts as in it */
#define NOWHERE (-1) /* of a cell; from 0 on: a feature; below: -2 - number of a crossed cell */

typedef struct {
  double ax, ay, bx, by; /* from the lower to the upper end */
} edge;

/* A polygon that may hold a point of a crossed cell. */
typedef struct {
  uint32_t cell, feature; /* cell: in the raster */
  uint32_t first_edge, n_edges;
} candidate;

struct pb_polygon_finder {
  double size, min_x, min_y; /* corner of the raster: whole numbers of cells */
  double first_col, first_row;
  size_t n_cols, n_rows;
  int32_t *cells;  /* n_cols * n_rows */
  uint32_t *first; /* crossed cell -> where its candidates begin, ascending by feature */
  candidate *candidates;
  edge *edges;
};

/* While the finder is made. */
typedef struct {
  pb_polygon_finder *finder;
  GArray *candidates, *edges;
  uint32_t *row_first, *row_n; /* rows of the raster: the present feature's edges */
} making;

static size_t clamp_cell(double at, size_t n) {
  return at < 0 ? 0 : at >= (double)n ? n - 1 : (size_t)at;
}

/* The rows (columns) of the raster that a stretch of y (x) meets or nearly does. */
static void meets(double from, double to, double min, double size, size_t n, size_t *first,
                  size_t *last) {
  *first = clamp_cell(floor((from - min) / size - MARGIN), n);
  *last = clamp_cell(floor((to - min) / size + MARGIN), n);
}

static void cross_cell(making *m, size_t cell, size_t feature) {
  candidate c = {.cell = (uint32_t)cell, .feature = (uint32_t)feature};
  guint n = m->candidates->len;
  const candidate *last = n ? &g_array_index(m->candidates, candidate, n - 1) : NULL;
  if (!last || last->cell != c.cell || last->feature != c.feature)
    g_array_append_val(m->candidates, c);
  m->finder->cells[cell] = -2;
}

/* The cells that an edge passes through, row by row. */
static void cross_edge(making *m, const edge *e, size_t feature) {
  const pb_polygon_finder *f = m->finder;
  size_t low, high, left, right;
  meets(e->ay, e->by, f->min_y, f->size, f->n_rows, &low, &high);
  double slope = e->by > e->ay ? (e->bx - e->ax) / (e->by - e->ay) : 0;
  for (size_t row = low; row <= high; row++) {
    double from = f->min_y + ((double)row - 2 * MARGIN) * f->size;
    double to = f->min_y + ((double)row + 1 + 2 * MARGIN) * f->size;
    double x0 = from <= e->ay ? e->ax : e->ax + slope * (from - e->ay);
    double x1 = to >= e->by ? e->bx : e->ax + slope * (to - e->ay);
    double min = fmin(e->ax, e->bx), max = fmax(e->ax, e->bx);
    meets(CLAMP(fmin(x0, x1), min, max), CLAMP(fmax(x0, x1), min, max), f->min_x, f->size,
          f->n_cols, &left, &right);
    for (size_t col = left; col <= right; col++)
      cross_cell(m, row * f->n_cols + col, feature);
    m->row_n[row]++;
  }
}

static void each_edge(making *m, const pb_layer *layer, size_t feature,
                      void (*function)(making *m, const edge *e, size_t feature)) {
  for (uint32_t p = layer->part_first[feature]; p < layer->part_first[feature + 1]; p++)
    for (uint32_t v = layer->vertex_first[p]; v + 1 < layer->vertex_first[p + 1]; v++) {
      edge e = {layer->x[v], layer->y[v], layer->x[v + 1], layer->y[v + 1]};
      if (e.ay > e.by)
        e = (edge){e.bx, e.by, e.ax, e.ay};
      function(m, &e, feature);
    }
}

static void put_edge(making *m, const edge *e, size_t feature) {
  const pb_polygon_finder *f = m->finder;
  size_t low, high;
  (void)feature;
  meets(e->ay, e->by, f->min_y, f->size, f->n_rows, &low, &high);
  for (size_t row = low; row <= high; row++)
    g_array_index(m->edges, edge, m->row_first[row] + m->row_n[row]++) = *e;
}

/* The cells that a feature's edges cross, and its edges by row. */
static void add_crossed(making *m, const pb_layer *layer, size_t feature) {
  pb_box box = layer->box[feature];
  size_t low, high;
  meets(box.min_y, box.max_y, m->finder->min_y, m->finder->size, m->finder->n_rows, &low, &high);
  for (size_t row = low; row <= high; row++)
    m->row_n[row] = 0;
  guint before = m->candidates->len;
  each_edge(m, layer, feature, cross_edge);
  uint32_t n = m->edges->len;
  for (size_t row = low; row <= high; row++) {
    m->row_first[row] = n;
    n += m->row_n[row];
    m->row_n[row] = 0;
  }
  g_array_set_size(m->edges, n);
  each_edge(m, layer, feature, put_edge);
  for (guint i = before; i < m->candidates->len; i++) {
    candidate *c = &g_array_index(m->candidates, candidate, i);
    size_t row = c->cell / m->finder->n_cols;
    c->first_edge = m->row_first[row];
    c->n_edges = m->row_n[row];
  }
}

/* The cells wholly inside a feature: its own where no edge passes, else it is one of those that may
 * hold a point of them; no edges: it does. */
static void add_whole(making *m, const pb_layer *layer, size_t feature) {
  const pb_polygon_finder *f = m->finder;
  g_autoptr(GArray) covered = pb_cells_covered(layer, feature, PB_CELL_SQUARE, f->size);
  for (guint i = 0; i < covered->len; i++) {
    const pb_covered_cells *c = &g_array_index(covered, pb_covered_cells, i);
    size_t row = (size_t)(c->first.row - f->first_row), col = (size_t)(c->first.col - f->first_col);
    for (size_t k = 0; c->share == 1 && k < c->n; k++) {
      size_t cell = row * f->n_cols + col + k;
      if (f->cells[cell] == NOWHERE)
        f->cells[cell] = (int32_t)feature;
      else if (f->cells[cell] < NOWHERE)
        cross_cell(m, cell, feature);
    }
  }
}

static int by_cell(const void *a, const void *b) {
  const candidate *l = a, *r = b;
  if (l->cell != r->cell)
    return l->cell < r->cell ? -1 : 1;
  if (l->feature != r->feature)
    return l->feature < r->feature ? -1 : 1;
  return (l->n_edges < r->n_edges) - (l->n_edges > r->n_edges); /* with edges first */
}

/* Candidates by cell and feature, each once, and the cells' numbers. */
static void finish(making *m) {
  pb_polygon_finder *f = m->finder;
  candidate *c = (candidate *)m->candidates->data;
  guint n = 0;
  if (m->candidates->len > 1)
    qsort(c, m->candidates->len, sizeof *c, by_cell);
  f->first = g_new(uint32_t, m->candidates->len + 1);
  uint32_t crossed = 0;
  for (guint i = 0; i < m->candidates->len; i++) {
    bool new_cell = n == 0 || c[n - 1].cell != c[i].cell;
    if (new_cell) {
      f->cells[c[i].cell] = -2 - (int32_t)crossed;
      f->first[crossed++] = n;
    }
    if (new_cell || c[n - 1].feature != c[i].feature)
      c[n++] = c[i];
  }
  f->first[crossed] = n;
  f->candidates = c;
  f->edges = (edge *)m->edges->data;
}

static bool make_raster(pb_polygon_finder *f, pb_box box, GError **error) {
  double width = box.max_x - box.min_x, height = box.max_y - box.min_y;
  f->size = fmax(sqrt(width * height / CELLS), fmax(width, height) / CELLS);
  f->size = fmax(
      f->size,
      fmax(fmax(fabs(box.min_x), fabs(box.max_x)), fmax(fabs(box.min_y), fabs(box.max_y))) * 1e-8);
  if (!(f->size > 0))
    f->size = 1; /* everything at 0, 0 */
  f->first_col = floor(box.min_x / f->size) - 1;
  f->first_row = floor(box.min_y / f->size) - 1;
  f->min_x = f->first_col * f->size;
  f->min_y = f->first_row * f->size;
  f->n_cols = (size_t)(floor(box.max_x / f->size) - f->first_col) + 2;
  f->n_rows = (size_t)(floor(box.max_y / f->size) - f->first_row) + 2;
  size_t n = f->n_cols * f->n_rows;
  f->cells = g_try_new(int32_t, n);
  if (!f->cells) {
    g_set_error(error, PB_ERROR, PB_ERROR_MEMORY,
                _("There is not enough memory for %zu bytes to find the areas of points."),
                n * sizeof(int32_t));
    return false;
  }
  for (size_t i = 0; i < n; i++)
    f->cells[i] = NOWHERE;
  return true;
}

pb_polygon_finder *pb_polygon_finder_new(const pb_layer *layer, GError **error) {
  g_autoptr(pb_polygon_finder) finder = g_new0(pb_polygon_finder, 1);
  pb_box box = pb_layer_bounds(layer);
  if (pb_box_is_empty(box))
    return g_steal_pointer(&finder);
  if (!make_raster(finder, box, error))
    return NULL;
  making m = {.finder = finder,
              .candidates = g_array_new(FALSE, FALSE, sizeof(candidate)),
              .edges = g_array_new(FALSE, FALSE, sizeof(edge)),
              .row_first = g_new0(uint32_t, finder->n_rows),
              .row_n = g_new0(uint32_t, finder->n_rows)};
  for (size_t f = 0; f < layer->n_features; f++)
    if (!pb_box_is_empty(layer->box[f]))
      add_crossed(&m, layer, f);
  for (size_t f = 0; f < layer->n_features; f++)
    add_whole(&m, layer, f);
  finish(&m);
  g_array_free(m.candidates, FALSE);
  g_array_free(m.edges, FALSE);
  g_free(m.row_first);
  g_free(m.row_n);
  return g_steal_pointer(&finder);
}

void pb_polygon_finder_free(pb_polygon_finder *finder) {
  if (!finder)
    return;
  g_free(finder->cells);
  g_free(finder->first);
  g_free(finder->candidates);
  g_free(finder->edges);
  g_free(finder);
}

/* As pb_polygon_contains decides. */
static bool contains(const edge *edges, uint32_t n, double x, double y) {
  bool inside = false;
  for (uint32_t i = 0; i < n; i++) {
    const edge *e = &edges[i];
    if ((e->ay > y) != (e->by > y))
      inside ^= (e->bx - e->ax) * (y - e->ay) > (x - e->ax) * (e->by - e->ay);
  }
  return inside;
}

int pb_polygon_finder_at(const pb_polygon_finder *f, double x, double y) {
  double col = (x - f->min_x) / f->size, row = (y - f->min_y) / f->size;
  if (!(col >= 0 && row >= 0 && col < (double)f->n_cols && row < (double)f->n_rows))
    return -1;
  int32_t cell = f->cells[(size_t)row * f->n_cols + (size_t)col];
  if (cell >= NOWHERE)
    return cell;
  uint32_t crossed = (uint32_t)(-2 - cell);
  for (uint32_t i = f->first[crossed]; i < f->first[crossed + 1]; i++) {
    const candidate *c = &f->candidates[i];
    if (c->n_edges == 0 || contains(f->edges + c->first_edge, c->n_edges, x, y))
      return (int)c->feature;
  }
  return -1;
}
