/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/layer.h"

#include <math.h>

pb_layer *pb_layer_new(pb_geometry geometry) {
  pb_layer *layer = g_new0(pb_layer, 1);
  layer->geometry = geometry;
  layer->notes = g_ptr_array_new_with_free_func(g_free);
  return layer;
}

void pb_layer_free(pb_layer *layer) {
  if (!layer)
    return;
  g_free(layer->part_first);
  g_free(layer->vertex_first);
  g_free(layer->x);
  g_free(layer->y);
  g_free(layer->box);
  pb_table_free(layer->attributes);
  g_free(layer->logical);
  g_free(layer->encoding);
  if (layer->notes)
    g_ptr_array_unref(layer->notes);
  g_free(layer);
}

pb_box pb_box_empty(void) {
  return (pb_box){.min_x = INFINITY, .min_y = INFINITY, .max_x = -INFINITY, .max_y = -INFINITY};
}

bool pb_box_is_empty(pb_box box) {
  return !(box.min_x <= box.max_x && box.min_y <= box.max_y);
}

void pb_box_add(pb_box *box, double x, double y) {
  box->min_x = fmin(box->min_x, x);
  box->min_y = fmin(box->min_y, y);
  box->max_x = fmax(box->max_x, x);
  box->max_y = fmax(box->max_y, y);
}

void pb_box_add_box(pb_box *box, pb_box other) {
  if (pb_box_is_empty(other))
    return;
  pb_box_add(box, other.min_x, other.min_y);
  pb_box_add(box, other.max_x, other.max_y);
}

bool pb_box_meets(pb_box a, pb_box b) {
  return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

void pb_layer_update_boxes(pb_layer *layer) {
  for (size_t f = 0; f < layer->n_features; f++) {
    pb_box box = pb_box_empty();
    uint32_t from = layer->vertex_first[layer->part_first[f]];
    uint32_t to = layer->vertex_first[layer->part_first[f + 1]];
    for (uint32_t v = from; v < to; v++)
      pb_box_add(&box, layer->x[v], layer->y[v]);
    layer->box[f] = box;
  }
}

pb_box pb_layer_bounds(const pb_layer *layer) {
  pb_box box = pb_box_empty();
  for (size_t f = 0; f < layer->n_features; f++)
    pb_box_add_box(&box, layer->box[f]);
  return box;
}
