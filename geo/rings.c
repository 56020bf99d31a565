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

/* Of two rings only the larger can contain the other; equals are told apart by their order, so that
 * no two contain each other. */
static bool is_larger(const double *areas, size_t a, size_t b) {
  return areas[a] > areas[b] || (areas[a] == areas[b] && a < b);
}

/* Few rings are looked through one by one, many are found by an index over their boxes. */
#define FEW_RINGS 12

void pb_rings_nest(const double *x, const double *y, const uint32_t *first, size_t n_rings,
                   pb_ring_place *places) {
  for (size_t r = 0; r < n_rings; r++)
    places[r] = (pb_ring_place){.parent = -1};
  if (n_rings < 2)
    return;
  g_autofree pb_box *boxes = g_new(pb_box, n_rings);
  g_autofree double *areas = g_new(double, n_rings);
  for (size_t r = 0; r < n_rings; r++) {
    boxes[r] = pb_box_empty();
    for (uint32_t v = first[r]; v < first[r + 1]; v++)
      pb_box_add(&boxes[r], x[v], y[v]);
    areas[r] = fabs(pb_ring_doubled_area(x + first[r], y + first[r], first[r + 1] - first[r]));
  }
  const pb_layer as_layer = {.n_features = n_rings, .box = boxes};
  g_autoptr(pb_spatial_index) index = n_rings > FEW_RINGS ? pb_spatial_index_new(&as_layer) : NULL;
  g_autoptr(GArray) around = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  g_autoptr(GArray) crossings = g_array_new(FALSE, FALSE, sizeof(double));
  for (uint32_t r = 0; !index && r < n_rings; r++)
    g_array_append_val(around, r);
  for (size_t r = 0; r < n_rings; r++) {
    double at_x, at_y;
    inner_point(x + first[r], y + first[r], first[r + 1] - first[r], boxes[r], crossings, &at_x,
                &at_y);
    if (index)
      pb_spatial_index_query_point(index, at_x, at_y, around);
    for (guint i = 0; i < around->len; i++) {
      size_t o = g_array_index(around, uint32_t, i);
      if (o == r || !is_larger(areas, o, r) ||
          !pb_ring_contains(x + first[o], y + first[o], first[o + 1] - first[o], at_x, at_y))
        continue;
      places[r].depth++;
      if (places[r].parent < 0 || is_larger(areas, (size_t)places[r].parent, o))
        places[r].parent = (int32_t)o;
    }
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
