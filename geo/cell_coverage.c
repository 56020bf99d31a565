/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/cell_coverage.h"

#include <math.h>
#include <stdlib.h>

#define HALF_SQRT3 0.86602540378443864676
#define NOTHING 1e-12 /* of a cell: less is rounding */
#define WHOLE (1 - 1e-9)
#define SAME_PLACE 1e-9 /* of a cell's size: edges nearer to each other do not cross */

/* From its lower to its upper end. */
typedef struct {
  double x0, y0, x1, y1;
} edge;

/* An edge that passes through the slab, with its x at the slab's bottom and top. */
typedef struct {
  uint32_t edge;
  double bottom, top;
} piece;

/* What an edge adds to a row of cells: `own` to the cell, `rest` to it and all farther right. */
typedef struct {
  int32_t col;
  double own, rest;
} event;

/* Cells lie between lines numbered from left to right: `band` is a strip in which these are
 * straight. Row r of squares is band r. A row of hexagons has upright sides in band 2r; in band
 * 2r + 1 the tops of row r and the feet of row r + 1 alternate. */
typedef struct {
  pb_cell_shape shape;
  double size, pitch; /* pitch: between rows */
  double origin_x, origin_y;
  int32_t first_col, first_row; /* whose numbers are 0 here; first_row is even */
  GArray *edges, *active;
  GArray *events[2], *centre[2]; /* of the two rows that may be open, by the row's parity; centre:
                                    the edges at the height of the cells' middles */
  int32_t band;
  GArray *covered;
} sweep;

static bool is_hexagon(const sweep *s) {
  return s->shape == PB_CELL_HEXAGON;
}

static double band_top(const sweep *s, int32_t band) {
  if (!is_hexagon(s))
    return (band + 1) * s->size;
  return (band / 2) * s->pitch + (band & 1 ? 2 : 1) * s->pitch / 3;
}

static double half(int32_t row) {
  return row & 1 ? 0.5 : 0;
}

/* Where line j is at a height. */
static double line_x(const sweep *s, int64_t j, double y) {
  if (!is_hexagon(s))
    return (double)j * s->size;
  int32_t row = s->band / 2;
  if (!(s->band & 1))
    return ((double)j - 0.5 + half(row)) * s->size;
  int64_t m = j >> 1;
  double foot = ((double)m + half(row + 1)) * s->size;
  double up = (y - band_top(s, s->band - 1)) / (s->pitch / 3);
  return foot + (j & 1 ? 0.5 : -0.5) * s->size * up;
}

/* The last line of which it is sure that it stands left of x, or near it. */
static int64_t line_before(const sweep *s, double x) {
  int64_t column = (int64_t)floor(x / s->size) - 1;
  return is_hexagon(s) && s->band & 1 ? 2 * column - 1 : column;
}

/* The cell between lines j and j + 1. */
static pb_cell cell_after(const sweep *s, int64_t j) {
  if (!is_hexagon(s))
    return (pb_cell){(int32_t)j, s->band};
  int32_t row = s->band / 2;
  if (!(s->band & 1))
    return (pb_cell){(int32_t)j, row};
  int32_t m = (int32_t)(j >> 1);
  return j & 1 ? (pb_cell){m + (row & 1 ? 0 : 1), row} : (pb_cell){m, row + 1};
}

static double edge_x(const edge *e, double y) {
  return y >= e->y1 ? e->x1 : e->x0 + (y - e->y0) * ((e->x1 - e->x0) / (e->y1 - e->y0));
}

/* Integral over the slab of the positive part of a width that is `bottom` and `top` at its ends. */
static double positive_part(double bottom, double top, double height) {
  if (bottom >= 0 && top >= 0)
    return (bottom + top) / 2 * height;
  if (bottom <= 0 && top <= 0)
    return 0;
  double most = fmax(bottom, top);
  return most * most / (2 * fabs(top - bottom)) * height;
}

static void add_event(sweep *s, int64_t j, double own, double rest) {
  pb_cell cell = cell_after(s, j);
  event e = {cell.col, own, rest};
  g_array_append_val(s->events[cell.row & 1], e);
}

/* Everything to the right of one edge, with the sign of the edge. */
static void add_piece(sweep *s, const piece *p, double from, double to, double sign) {
  double height = to - from, left = fmin(p->bottom, p->top);
  int64_t j = line_before(s, left);
  double bottom = line_x(s, j, from), top = line_x(s, j, to);
  double before = positive_part(bottom - p->bottom, top - p->top, height);
  while (bottom < p->bottom || top < p->top) {
    bottom = line_x(s, j + 1, from);
    top = line_x(s, j + 1, to);
    double after = positive_part(bottom - p->bottom, top - p->top, height);
    if (after > before)
      add_event(s, j, sign * (after - before), 0);
    before = after;
    j++;
  }
  int rows = is_hexagon(s) && s->band & 1 ? 2 : 1;
  for (int i = 0; i < rows; i++, j++) {
    double wide_bottom = line_x(s, (j & 1) + 1, from) - line_x(s, j & 1, from);
    double wide_top = line_x(s, (j & 1) + 1, to) - line_x(s, j & 1, to);
    add_event(s, j, 0, sign * (wide_bottom + wide_top) / 2 * height);
  }
}

static void sort_pieces(piece *pieces, guint n) {
  for (guint i = 1; i < n; i++) { /* nearly sorted from slab to slab */
    piece p = pieces[i];
    guint at = i;
    for (; at > 0 && (pieces[at - 1].bottom > p.bottom ||
                      (pieces[at - 1].bottom == p.bottom && pieces[at - 1].top > p.top));
         at--)
      pieces[at] = pieces[at - 1];
    pieces[at] = p;
  }
}

/* Where, above `from`, the first two edges cross; `to` when none do. */
static double first_crossing(const sweep *s, double from, double to) {
  const piece *p = (const piece *)s->active->data;
  double first = 1;
  for (guint i = 0; i + 1 < s->active->len; i++) {
    double apart = p[i + 1].bottom - p[i].bottom, beyond = p[i].top - p[i + 1].top;
    if (beyond > SAME_PLACE * s->size)
      first = fmin(first, apart / (apart + beyond));
  }
  double y = from + first * (to - from);
  return y > from && y < to ? y : to;
}

static void sweep_slab(sweep *s, double from, double to) {
  piece *pieces = (piece *)s->active->data;
  const edge *edges = (const edge *)s->edges->data;
  for (double top; from < to; from = top) {
    top = to;
    for (int round = 0; round < 2; round++) { /* again when the slab ends at a crossing */
      for (guint i = 0; i < s->active->len; i++) {
        pieces[i].bottom = edge_x(&edges[pieces[i].edge], from);
        pieces[i].top = edge_x(&edges[pieces[i].edge], top);
      }
      sort_pieces(pieces, s->active->len);
      double crossing = round ? top : first_crossing(s, from, top);
      if (crossing == top)
        break;
      top = crossing;
    }
    for (guint i = 0; i < s->active->len; i++)
      add_piece(s, &pieces[i], from, top, i & 1 ? -1 : 1);
  }
}

static int by_column(const void *a, const void *b) {
  const event *l = a, *r = b;
  if (l->col != r->col)
    return l->col < r->col ? -1 : 1;
  if (l->own != r->own)
    return l->own < r->own ? -1 : 1;
  return (l->rest > r->rest) - (l->rest < r->rest);
}

static bool centre_inside(const sweep *s, pb_cell cell) {
  double x, y;
  pb_cell_centre(s->shape, s->size, cell, &x, &y);
  const GArray *crossed = s->centre[cell.row & 1];
  bool inside = false;
  for (guint i = 0; i < crossed->len; i++) {
    const edge *e = &g_array_index(s->edges, edge, g_array_index(crossed, uint32_t, i));
    if ((e->x1 - e->x0) * (y - e->y0) > (x - e->x0) * (e->y1 - e->y0))
      inside = !inside;
  }
  return inside;
}

static void add_cells(sweep *s, pb_cell first, uint32_t n, double area) {
  double share = area / pb_cell_area_m2(s->shape, s->size);
  if (!(share > NOTHING))
    return;
  bool whole = share >= WHOLE;
  pb_covered_cells cells = {{first.col + s->first_col, first.row + s->first_row},
                            n,
                            whole ? 1 : share,
                            whole || centre_inside(s, first)};
  g_array_append_val(s->covered, cells);
}

static void finish_row(sweep *s, int32_t row) {
  GArray *events = s->events[row & 1];
  if (events->len > 1)
    qsort(events->data, events->len, sizeof(event), by_column);
  const event *e = (const event *)events->data;
  double running = 0;
  for (guint i = 0; i < events->len;) {
    int32_t col = e[i].col;
    double own = 0;
    for (; i < events->len && e[i].col == col; i++) {
      own += e[i].own;
      running += e[i].rest;
    }
    add_cells(s, (pb_cell){col, row}, 1, running + own);
    if (i < events->len && e[i].col > col + 1)
      add_cells(s, (pb_cell){col + 1, row}, (uint32_t)(e[i].col - col - 1), running);
  }
  g_array_set_size(events, 0);
  g_array_set_size(s->centre[row & 1], 0);
}

static void finish_band(sweep *s) {
  if (!is_hexagon(s))
    finish_row(s, s->band);
  else if (s->band & 1)
    finish_row(s, s->band / 2);
  s->band++;
}

/* The edges at the height of the middles of the band's row, when that lies in the slab. */
static void note_centre(sweep *s, double from, double to) {
  int32_t row = is_hexagon(s) ? s->band / 2 : s->band;
  double x, y;
  pb_cell_centre(s->shape, s->size, (pb_cell){0, row}, &x, &y);
  if (y >= from && y < to)
    for (guint i = 0; i < s->active->len; i++)
      g_array_append_val(s->centre[row & 1], g_array_index(s->active, piece, i).edge);
}

static int by_height(const void *a, const void *b) {
  double l = *(const double *)a, r = *(const double *)b;
  return (l > r) - (l < r);
}

static int by_lower_end(const void *a, const void *b) {
  const edge *l = a, *r = b;
  return l->y0 < r->y0 ? -1 : l->y0 > r->y0 ? 1 : (l->x0 > r->x0) - (l->x0 < r->x0);
}

static void remove_ended(sweep *s, double y) {
  guint kept = 0;
  piece *pieces = (piece *)s->active->data;
  for (guint i = 0; i < s->active->len; i++)
    if (g_array_index(s->edges, edge, pieces[i].edge).y1 > y)
      pieces[kept++] = pieces[i];
  g_array_set_size(s->active, kept);
}

static void run(sweep *s) {
  guint n = s->edges->len;
  const edge *edges = (const edge *)s->edges->data;
  g_autofree double *ends = g_new(double, 2 * (size_t)n);
  for (guint i = 0; i < n; i++) {
    ends[2 * i] = edges[i].y0;
    ends[2 * i + 1] = edges[i].y1;
  }
  qsort(ends, 2 * (size_t)n, sizeof *ends, by_height);
  double y = ends[0], last = ends[2 * n - 1];
  guint next_edge = 0, next_end = 0;
  while (y < last) {
    while (band_top(s, s->band) <= y)
      finish_band(s);
    while (ends[next_end] <= y)
      next_end++;
    remove_ended(s, y);
    for (; next_edge < n && edges[next_edge].y0 <= y; next_edge++) {
      piece p = {next_edge, 0, 0};
      g_array_append_val(s->active, p);
    }
    double to = fmin(ends[next_end], band_top(s, s->band));
    note_centre(s, y, to);
    sweep_slab(s, y, to);
    y = to;
  }
  for (int i = 0; i < 4; i++)
    finish_band(s);
}

static void add_edges(sweep *s, const pb_layer *layer, size_t feature) {
  for (uint32_t p = layer->part_first[feature]; p < layer->part_first[feature + 1]; p++)
    for (uint32_t v = layer->vertex_first[p]; v + 1 < layer->vertex_first[p + 1]; v++) {
      edge e = {layer->x[v] - s->origin_x, layer->y[v] - s->origin_y, layer->x[v + 1] - s->origin_x,
                layer->y[v + 1] - s->origin_y};
      if (e.y0 > e.y1)
        e = (edge){e.x1, e.y1, e.x0, e.y0};
      if (e.y0 < e.y1)
        g_array_append_val(s->edges, e);
    }
  if (s->edges->len > 1)
    qsort(s->edges->data, s->edges->len, sizeof(edge), by_lower_end);
}

GArray *pb_cells_covered(const pb_layer *layer, size_t feature, pb_cell_shape shape,
                         double size_m) {
  sweep s = {.shape = shape, .size = size_m};
  s.pitch = shape == PB_CELL_SQUARE ? size_m : size_m * HALF_SQRT3;
  s.covered = g_array_new(FALSE, FALSE, sizeof(pb_covered_cells));
  pb_box box = layer->box[feature];
  if (pb_box_is_empty(box))
    return s.covered;
  /* Two rows and a column before the box; numbers near 0 keep the digits of the coordinates. */
  s.first_col = (int32_t)floor(box.min_x / s.size) - 1;
  s.first_row = 2 * (int32_t)floor(box.min_y / s.pitch / 2) - 2;
  s.origin_x = s.first_col * s.size;
  s.origin_y = s.first_row * s.pitch;
  s.edges = g_array_new(FALSE, FALSE, sizeof(edge));
  s.active = g_array_new(FALSE, FALSE, sizeof(piece));
  for (int i = 0; i < 2; i++) {
    s.events[i] = g_array_new(FALSE, FALSE, sizeof(event));
    s.centre[i] = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  }
  add_edges(&s, layer, feature);
  if (s.edges->len)
    run(&s);
  GArray *owned[] = {s.edges, s.active, s.events[0], s.events[1], s.centre[0], s.centre[1]};
  for (size_t i = 0; i < G_N_ELEMENTS(owned); i++)
    g_array_unref(owned[i]);
  return s.covered;
}
