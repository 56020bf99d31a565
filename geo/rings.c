/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/rings.h"

#include "geo/layer.h"
#include "geo/point_in_polygon.h"

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

/* Rings of a valid polygon do not cross, so any point of the ring tells whether it lies in the
 * other; the majority of its vertices is taken because rings may touch. */
static bool ring_inside(const double *x, const double *y, size_t n, const double *other_x,
                        const double *other_y, size_t other_n) {
  size_t inside = 0, step = n > 24 ? n / 12 : 1, tried = 0;
  for (size_t i = 0; i + 1 < n; i += step, tried++)
    if (pb_ring_contains(other_x, other_y, other_n, (x[i] + x[i + 1]) / 2, (y[i] + y[i + 1]) / 2))
      inside++;
  return 2 * inside > tried;
}

void pb_rings_orient(double *x, double *y, const uint32_t *first, size_t n_rings) {
  g_autofree pb_box *boxes = g_new(pb_box, n_rings);
  for (size_t r = 0; r < n_rings; r++) {
    boxes[r] = pb_box_empty();
    for (uint32_t v = first[r]; v < first[r + 1]; v++)
      pb_box_add(&boxes[r], x[v], y[v]);
  }
  for (size_t r = 0; r < n_rings; r++) {
    size_t depth = 0, n = first[r + 1] - first[r];
    for (size_t o = 0; o < n_rings; o++)
      if (o != r && boxes[o].min_x <= boxes[r].min_x && boxes[o].max_x >= boxes[r].max_x &&
          boxes[o].min_y <= boxes[r].min_y && boxes[o].max_y >= boxes[r].max_y &&
          ring_inside(x + first[r], y + first[r], n, x + first[o], y + first[o],
                      first[o + 1] - first[o]))
        depth++;
    bool counter_clockwise = pb_ring_doubled_area(x + first[r], y + first[r], n) > 0;
    if (counter_clockwise != (depth % 2 == 1)) {
      reverse(x + first[r], n);
      reverse(y + first[r], n);
    }
  }
}
