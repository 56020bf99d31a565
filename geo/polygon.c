/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/polygon.h"

#include <math.h>

typedef struct {
  double doubled_area, moment_x, moment_y; /* about the origin; positive for clockwise rings */
} moments;

static moments feature_moments(const pb_layer *layer, size_t feature, double origin_x,
                               double origin_y) {
  moments sum = {0};
  for (uint32_t p = layer->part_first[feature]; p < layer->part_first[feature + 1]; p++)
    for (uint32_t v = layer->vertex_first[p]; v + 1 < layer->vertex_first[p + 1]; v++) {
      double ax = layer->x[v] - origin_x, ay = layer->y[v] - origin_y;
      double bx = layer->x[v + 1] - origin_x, by = layer->y[v + 1] - origin_y;
      double cross = bx * ay - ax * by;
      sum.doubled_area += cross;
      sum.moment_x += cross * (ax + bx);
      sum.moment_y += cross * (ay + by);
    }
  return sum;
}

static bool origin_of(const pb_layer *layer, size_t feature, double *x, double *y) {
  pb_box box = layer->box[feature];
  if (pb_box_is_empty(box))
    return false;
  *x = (box.min_x + box.max_x) / 2;
  *y = (box.min_y + box.max_y) / 2;
  return true;
}

double pb_polygon_area_m2(const pb_layer *layer, size_t feature) {
  double x, y;
  if (!origin_of(layer, feature, &x, &y))
    return 0;
  return feature_moments(layer, feature, x, y).doubled_area / 2;
}

double pb_polygon_perimeter_m(const pb_layer *layer, size_t feature) {
  double sum = 0;
  for (uint32_t p = layer->part_first[feature]; p < layer->part_first[feature + 1]; p++)
    for (uint32_t v = layer->vertex_first[p]; v + 1 < layer->vertex_first[p + 1]; v++)
      sum += hypot(layer->x[v + 1] - layer->x[v], layer->y[v + 1] - layer->y[v]);
  return sum;
}

bool pb_polygon_centroid(const pb_layer *layer, size_t feature, double *x, double *y) {
  double origin_x, origin_y;
  if (!origin_of(layer, feature, &origin_x, &origin_y))
    return false;
  moments sum = feature_moments(layer, feature, origin_x, origin_y);
  if (sum.doubled_area == 0)
    return false;
  *x = origin_x + sum.moment_x / (3 * sum.doubled_area);
  *y = origin_y + sum.moment_y / (3 * sum.doubled_area);
  return true;
}
