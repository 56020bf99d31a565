/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/rings.h"

#include <math.h>
#include <stdlib.h>

#include "geo/layer.h"
#include "geo/point_in_polygon.h"
#include "geo/spatial_index.h"

double pb_ring_doubled_area(const double *x, const double *y, size_t n) {
  double sum = 0;
  for (size_t i = 0; i + 1 < n; i++)
    sum += (x[i] - x[0]) * (y[i + 1] - y[0]) - (x[i + 1] - x[0]) * (y[i] - y[0]);
  return sum;
}

static void reverse(double *values, size_t n) {
  for (size_t i = 0; i < n / 2; i++) {
    double swap = values[i];
    values[i] = values[n - 1 - i];
    values[n - 1 - i] = swap;
  }
}

static int compare_numbers(const void *a, const void *b) {
  double l = *(const double *)a, r = *(const double *)b;
  return (l > r) - (l < r);
}

/* The middle of the widest stretch of a level line within the ring: as it lies on no edge, rings
 * that only touch do not disturb. The line is one that vertices are unlikely to lie on. */
static void inner_point(const double *x, const double *y, size_t n, pb_box box, GArray *crossings,
                        double *at_x, double *at_y) {
  double level = box.min_y + (box.max_y - box.min_y) * 0.4871320343559643;
  g_array_set_size(crossings, 0);
  for (size_t i = 0; i + 1 < n; i++)
    if ((y[i] > level) != (y[i + 1] > level)) {
      double cross = x[i] + (level - y[i]) / (y[i + 1] - y[i]) * (x[i + 1] - x[i]);
      g_array_append_val(crossings, cross);
    }
  *at_x = x[0];
  *at_y = crossings->len < 2 ? y[0] : level;
  double *sorted = (double *)(void *)crossings->data, widest = -1; /* none yet */
  qsort(sorted, crossings->len, sizeof *sorted, compare_numbers);
  for (guint c = 0; c + 1 < crossings->len; c += 2) {
    double width = sorted[c + 1] - sorted[c];
    if (width > widest) {
      widest = width;
      *at_x = sorted[c] + (sorted[c + 1] - sorted[c]) / 2;
    }
  }
}

/* The rings of a polygon while their places are sought. */
typedef struct {
  const double *x, *y;
  const uint32_t *first;
  uint32_t *rank; /* by ring: how many are larger. Only a larger ring can contain another; equals
                   * are told apart by their order, so that no two contain each other */
  pb_ring_place *places;
} nest;

typedef struct {
  double area;
  uint32_t ring;
} sized_ring;

static int larger_first(const void *a, const void *b) {
  const sized_ring *l = a, *r = b;
  if (l->area != r->area)
    return l->area > r->area ? -1 : 1;
  return (l->ring > r->ring) - (l->ring < r->ring);
}

static bool contains(const nest *n, uint32_t ring, double at_x, double at_y) {
  uint32_t from = n->first[ring];
  return pb_ring_contains(n->x + from, n->y + from, n->first[ring + 1] - from, at_x, at_y);
}

/* Counts the rings of `around` that contain ring r; the smallest is its parent. */
static void place_by_counting(const nest *n, uint32_t r, const GArray *around, double at_x,
                              double at_y) {
  pb_ring_place *place = &n->places[r];
  for (guint i = 0; i < around->len; i++) {
    uint32_t o = g_array_index(around, uint32_t, i);
    if (n->rank[o] >= n->rank[r] || !contains(n, o, at_x, at_y))
      continue;
    place->depth++;
    if (place->parent < 0 || n->rank[o] > n->rank[place->parent])
      place->parent = (int32_t)o;
  }
}

/* The same for many rings within each other, which do not cross: the smallest one that contains
 * ring r is found first, and its own depth, known already, tells that of r. */
static void place_by_parent(const nest *n, uint32_t r, const GArray *around, double at_x,
                            double at_y) {
  uint32_t below = n->rank[r]; /* ranks from here on were tried */
  while (below > 0) {
    int64_t smallest = -1;
    for (guint i = 0; i < around->len; i++) {
      uint32_t o = g_array_index(around, uint32_t, i);
      if (n->rank[o] < below && (smallest < 0 || n->rank[o] > n->rank[smallest]))
        smallest = o;
    }
    if (smallest < 0)
      return;
    if (contains(n, (uint32_t)smallest, at_x, at_y)) {
      n->places[r].parent = (int32_t)smallest;
      n->places[r].depth = n->places[smallest].depth + 1;
      return;
    }
    below = n->rank[smallest];
  }
}

/* Few rings are looked through one by one, many are found by an index over their boxes. */
#define FEW_RINGS 12
#define MANY_AROUND 200

void pb_rings_nest(const double *x, const double *y, const uint32_t *first, size_t n_rings,
                   pb_ring_place *places) {
  for (size_t r = 0; r < n_rings; r++)
    places[r] = (pb_ring_place){.parent = -1};
  if (n_rings < 2)
    return;
  g_autofree pb_box *boxes = g_new(pb_box, n_rings);
  g_autofree sized_ring *order = g_new(sized_ring, n_rings);
  g_autofree uint32_t *rank = g_new(uint32_t, n_rings);
  for (uint32_t r = 0; r < n_rings; r++) {
    boxes[r] = pb_box_empty();
    for (uint32_t v = first[r]; v < first[r + 1]; v++)
      pb_box_add(&boxes[r], x[v], y[v]);
    order[r].ring = r;
    order[r].area = fabs(pb_ring_doubled_area(x + first[r], y + first[r], first[r + 1] - first[r]));
  }
  qsort(order, n_rings, sizeof *order, larger_first);
  for (uint32_t i = 0; i < n_rings; i++)
    rank[order[i].ring] = i;
  const nest all = {x, y, first, rank, places};
  const pb_layer as_layer = {.n_features = n_rings, .box = boxes};
  g_autoptr(pb_spatial_index) index = n_rings > FEW_RINGS ? pb_spatial_index_new(&as_layer) : NULL;
  g_autoptr(GArray) around = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  g_autoptr(GArray) crossings = g_array_new(FALSE, FALSE, sizeof(double));
  for (uint32_t r = 0; !index && r < n_rings; r++)
    g_array_append_val(around, r);
  for (size_t i = 0; i < n_rings; i++) {
    uint32_t r = order[i].ring;
    double at_x, at_y;
    inner_point(x + first[r], y + first[r], first[r + 1] - first[r], boxes[r], crossings, &at_x,
                &at_y);
    if (index)
      pb_spatial_index_gather_point(index, at_x, at_y, around);
    (around->len > MANY_AROUND ? place_by_parent : place_by_counting)(&all, r, around, at_x, at_y);
  }
}

size_t pb_rings_orient(double *x, double *y, const uint32_t *first, size_t n_rings) {
  g_autofree pb_ring_place *places = g_new(pb_ring_place, n_rings + 1);
  pb_rings_nest(x, y, first, n_rings, places);
  size_t n_turned = 0;
  for (size_t r = 0; r < n_rings; r++) {
    size_t n = first[r + 1] - first[r];
    bool counter_clockwise = pb_ring_doubled_area(x + first[r], y + first[r], n) > 0;
    if (counter_clockwise != (places[r].depth % 2 == 1)) {
      reverse(x + first[r], n);
      reverse(y + first[r], n);
      n_turned++;
    }
  }
  return n_turned;
}
