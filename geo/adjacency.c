/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/adjacency.h"

#include <math.h>
#include <stdlib.h>

#include "geo/spatial_index.h"

#define ROUNDING 1e-12  /* of the largest coordinate: some micrometres */
#define LEAST_ROOK 1e-7 /* of the largest coordinate: less than a metre */
#define ROOK_TOLERANCES 4

typedef struct {
  uint32_t feature;
  double x, y, dx, dy, length; /* start and direction of length one */
} edge;

/* Metres along an edge. */
typedef struct {
  double from, to;
} stretch;

/* A stretch of an edge of `from` that is near `to`. */
typedef struct {
  uint32_t from, to;
  size_t edge;
  stretch near;
} contact;

static stretch none(void) {
  return (stretch){INFINITY, -INFINITY};
}

static bool is_none(stretch s) {
  return !(s.from <= s.to);
}

/* Keep what of a stretch has low <= start + step * t <= high. */
static stretch clip(stretch s, double start, double step, double low, double high) {
  if (fabs(step) < 1e-15)
    return start >= low && start <= high ? s : none();
  double a = (low - start) / step, b = (high - start) / step;
  return (stretch){fmax(s.from, fmin(a, b)), fmin(s.to, fmax(a, b))};
}

/* Where the edge's line is within reach of a place. */
static stretch near_place(const edge *e, double x, double y, double reach) {
  double along = (x - e->x) * e->dx + (y - e->y) * e->dy;
  double apart = (x - e->x) * e->dy - (y - e->y) * e->dx;
  if (!(fabs(apart) <= reach))
    return none();
  double half = sqrt(reach * reach - apart * apart);
  return (stretch){along - half, along + half};
}

/* The stretch of `e` within reach of `other`. The places within reach of a segment are convex: a
 * strip with a disc at either end, so the stretch is one piece. */
static stretch near_edge(const edge *e, const edge *other, double reach) {
  stretch whole = {0, e->length};
  double x = e->x - other->x, y = e->y - other->y;
  double along = x * other->dx + y * other->dy, apart = x * other->dy - y * other->dx;
  stretch s = clip(whole, along, e->dx * other->dx + e->dy * other->dy, 0, other->length);
  s = clip(s, apart, e->dx * other->dy - e->dy * other->dx, -reach, reach);
  if (is_none(s))
    s = none();
  stretch ends[2] = {near_place(e, other->x, other->y, reach),
                     near_place(e, other->x + other->length * other->dx,
                                other->y + other->length * other->dy, reach)};
  for (int i = 0; i < 2; i++) {
    stretch end = {fmax(ends[i].from, 0), fmin(ends[i].to, e->length)};
    if (!is_none(end))
      s = (stretch){fmin(s.from, end.from), fmax(s.to, end.to)};
  }
  return s;
}

static GArray *edges_of(const pb_layer *layer) {
  GArray *edges = g_array_new(FALSE, FALSE, sizeof(edge));
  for (size_t f = 0; f < layer->n_features; f++)
    for (uint32_t p = layer->part_first[f]; p < layer->part_first[f + 1]; p++)
      for (uint32_t v = layer->vertex_first[p]; v + 1 < layer->vertex_first[p + 1]; v++) {
        double dx = layer->x[v + 1] - layer->x[v], dy = layer->y[v + 1] - layer->y[v];
        double length = hypot(dx, dy);
        edge e = {(uint32_t)f, layer->x[v], layer->y[v], dx / length, dy / length, length};
        if (length > 0)
          g_array_append_val(edges, e);
      }
  return edges;
}

static pb_box box_of(const edge *e, double margin) {
  double x = e->x + e->length * e->dx, y = e->y + e->length * e->dy;
  return (pb_box){fmin(e->x, x) - margin, fmin(e->y, y) - margin, fmax(e->x, x) + margin,
                  fmax(e->y, y) + margin};
}

/* A layer whose features are the edges, of which an index looks at the boxes only. */
static pb_layer *layer_of_boxes(const GArray *edges, double margin) {
  pb_layer *layer = pb_layer_new(PB_GEOMETRY_LINE);
  layer->n_features = edges->len;
  layer->box = g_new(pb_box, edges->len + 1);
  for (guint i = 0; i < edges->len; i++)
    layer->box[i] = box_of(&g_array_index(edges, edge, i), margin);
  return layer;
}

/* The stretches of every edge that are near another feature, in the order of edges. */
static GArray *contacts_of(const GArray *edges, double reach) {
  GArray *contacts = g_array_new(FALSE, FALSE, sizeof(contact));
  g_autoptr(pb_layer) boxes = layer_of_boxes(edges, reach);
  g_autoptr(pb_spatial_index) index = pb_spatial_index_new(boxes);
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  for (guint i = 0; i < edges->len; i++) {
    const edge *e = &g_array_index(edges, edge, i);
    pb_spatial_index_query_box(index, boxes->box[i], found);
    for (guint k = 0; k < found->len; k++) {
      const edge *other = &g_array_index(edges, edge, g_array_index(found, uint32_t, k));
      stretch near = other->feature == e->feature ? none() : near_edge(e, other, reach);
      contact c = {e->feature, other->feature, i, near};
      if (!is_none(near))
        g_array_append_val(contacts, c);
    }
  }
  return contacts;
}

static int compare_contacts(const void *a, const void *b) {
  const contact *l = a, *r = b;
  if (l->from != r->from)
    return l->from < r->from ? -1 : 1;
  if (l->to != r->to)
    return l->to < r->to ? -1 : 1;
  if (l->edge != r->edge)
    return l->edge < r->edge ? -1 : 1;
  return (l->near.from > r->near.from) - (l->near.from < r->near.from);
}

/* Both ways between two features. */
static void link_both(GArray *pairs, uint32_t a, uint32_t b) {
  const uint32_t both[2][2] = {{a, b}, {b, a}};
  g_array_append_vals(pairs, both, 2);
}

/* Features near each other along more than `least`: contacts of one edge with one feature may
 * overlap, and what they cover together counts once. */
static void link_along(GArray *contacts, double least, GArray *pairs) {
  contact *c = (contact *)contacts->data;
  if (contacts->len > 1)
    qsort(c, contacts->len, sizeof *c, compare_contacts);
  double sum = 0, reached = 0;
  for (guint i = 0; i < contacts->len; i++) {
    bool same_pair = i > 0 && c[i].from == c[i - 1].from && c[i].to == c[i - 1].to;
    if (!same_pair)
      sum = 0;
    if (!same_pair || c[i].edge != c[i - 1].edge)
      reached = 0;
    double before = sum;
    sum += fmax(0, c[i].near.to - fmax(c[i].near.from, reached));
    reached = fmax(reached, c[i].near.to);
    if (sum > least && !(before > least))
      link_both(pairs, c[i].from, c[i].to);
  }
}

pb_weights *pb_adjacency(const pb_layer *layer, pb_contiguity contiguity, double tolerance_m) {
  pb_box box = pb_layer_bounds(layer);
  double largest = pb_box_is_empty(box) ? 0
                                        : fmax(fmax(fabs(box.min_x), fabs(box.max_x)),
                                               fmax(fabs(box.min_y), fabs(box.max_y)));
  double reach = fmax(tolerance_m, largest * ROUNDING);
  g_autoptr(GArray) edges = edges_of(layer), contacts = contacts_of(edges, reach),
                    pairs = g_array_new(FALSE, FALSE, sizeof(uint32_t[2]));
  if (contiguity == PB_CONTIGUITY_ROOK)
    link_along(contacts, fmax(ROOK_TOLERANCES * reach, largest * LEAST_ROOK), pairs);
  else
    for (guint i = 0; i < contacts->len; i++) {
      const contact *c = &g_array_index(contacts, contact, i);
      link_both(pairs, c->from, c->to);
    }
  return pb_weights_from_pairs(layer->n_features, (const uint32_t(*)[2])(void *)pairs->data,
                               pairs->len);
}
