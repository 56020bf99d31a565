/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/edge_distance.h"

#include <math.h>

static double squared_distance(double ax, double ay, double bx, double by, double x, double y) {
  double dx = bx - ax, dy = by - ay, length = dx * dx + dy * dy;
  double t = length > 0 ? ((x - ax) * dx + (y - ay) * dy) / length : 0;
  t = CLAMP(t, 0, 1);
  double ex = ax + t * dx - x, ey = ay + t * dy - y;
  return ex * ex + ey * ey;
}

double pb_edge_distance(const pb_layer *layer, size_t feature, double x, double y) {
  double nearest = INFINITY;
  for (uint32_t p = layer->part_first[feature]; p < layer->part_first[feature + 1]; p++)
    for (uint32_t v = layer->vertex_first[p]; v + 1 < layer->vertex_first[p + 1]; v++)
      nearest = fmin(nearest, squared_distance(layer->x[v], layer->y[v], layer->x[v + 1],
                                               layer->y[v + 1], x, y));
  return sqrt(nearest);
}
