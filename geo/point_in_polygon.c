/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/point_in_polygon.h"

/* Is the edge a-b crossed by the ray from (x, y) to the right? */
static bool crosses(double ax, double ay, double bx, double by, double x, double y) {
  if ((ay > y) == (by > y))
    return false;
  if (ay > by) {
    double swap_x = ax, swap_y = ay;
    ax = bx, ay = by;
    bx = swap_x, by = swap_y;
  }
  return (bx - ax) * (y - ay) > (x - ax) * (by - ay);
}

bool pb_ring_contains(const double *x, const double *y, size_t n, double at_x, double at_y) {
  bool inside = false;
  for (size_t i = 0; i + 1 < n; i++)
    if (crosses(x[i], y[i], x[i + 1], y[i + 1], at_x, at_y))
      inside = !inside;
  return inside;
}

bool pb_polygon_contains(const pb_layer *layer, size_t feature, double x, double y) {
  pb_box box = layer->box[feature];
  if (!(x >= box.min_x && x <= box.max_x && y >= box.min_y && y <= box.max_y))
    return false;
  bool inside = false;
  for (uint32_t p = layer->part_first[feature]; p < layer->part_first[feature + 1]; p++) {
    uint32_t from = layer->vertex_first[p], to = layer->vertex_first[p + 1];
    if (pb_ring_contains(layer->x + from, layer->y + from, to - from, x, y))
      inside = !inside;
  }
  return inside;
}
