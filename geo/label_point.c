/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/label_point.h"

#include <math.h>

#include "geo/edge_distance.h"
#include "geo/point_in_polygon.h"
#include "geo/polygon.h"

/* A square whose points are at most `bound` from the edges. */
typedef struct {
  double x, y, half, distance, bound;
} cell;

/* Distance to the nearest edge, negative outside. */
static double inside_distance(const pb_layer *layer, size_t feature, double x, double y) {
  double nearest = pb_edge_distance(layer, feature, x, y);
  return pb_polygon_contains(layer, feature, x, y) ? nearest : -nearest;
}

static cell make_cell(const pb_layer *layer, size_t feature, double x, double y, double half) {
  double distance = inside_distance(layer, feature, x, y);
  return (cell){x, y, half, distance, distance + half * G_SQRT2};
}

/* A binary heap with the largest bound first; ties keep no order, but no two runs differ. */
static void heap_push(GArray *heap, cell added) {
  g_array_append_val(heap, added);
  cell *cells = (cell *)heap->data;
  for (guint i = heap->len - 1; i > 0 && cells[(i - 1) / 2].bound < cells[i].bound;
       i = (i - 1) / 2) {
    cell swap = cells[i];
    cells[i] = cells[(i - 1) / 2];
    cells[(i - 1) / 2] = swap;
  }
}

static cell heap_pop(GArray *heap) {
  cell *cells = (cell *)heap->data;
  cell top = cells[0];
  cells[0] = cells[heap->len - 1];
  g_array_set_size(heap, heap->len - 1);
  for (guint i = 0;;) {
    guint child = 2 * i + 1;
    if (child >= heap->len)
      break;
    if (child + 1 < heap->len && cells[child + 1].bound > cells[child].bound)
      child++;
    if (cells[child].bound <= cells[i].bound)
      break;
    cell swap = cells[i];
    cells[i] = cells[child];
    cells[child] = swap;
    i = child;
  }
  return top;
}

bool pb_label_point_find(const pb_layer *layer, size_t feature, double precision_m,
                         pb_label_point *point) {
  double x, y;
  if (!pb_polygon_centroid(layer, feature, &x, &y))
    return false;
  pb_box box = layer->box[feature];
  double width = box.max_x - box.min_x, height = box.max_y - box.min_y;
  double side = fmin(width, height);
  if (!(side > 0))
    return false;
  side = fmax(side, fmax(width, height) / 64);

  cell best = make_cell(layer, feature, x, y, 0);
  g_autoptr(GArray) heap = g_array_new(FALSE, FALSE, sizeof(cell));
  for (double cx = box.min_x; cx < box.max_x; cx += side)
    for (double cy = box.min_y; cy < box.max_y; cy += side)
      heap_push(heap, make_cell(layer, feature, cx + side / 2, cy + side / 2, side / 2));
  while (heap->len > 0) {
    cell top = heap_pop(heap);
    if (top.distance > best.distance)
      best = top;
    if (top.bound - best.distance <= precision_m)
      break;
    double half = top.half / 2;
    for (int i = 0; i < 4; i++)
      heap_push(heap, make_cell(layer, feature, top.x + (i & 1 ? half : -half),
                                top.y + (i & 2 ? half : -half), half));
  }
  *point = (pb_label_point){best.x, best.y, best.distance};
  return best.distance > 0;
}
