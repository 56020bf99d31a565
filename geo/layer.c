/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/layer.h"

void pb_layer_free(pb_layer *layer) {
  if (!layer)
    return;
  g_free(layer->part_first);
  g_free(layer->vertex_first);
  g_free(layer->x);
  g_free(layer->y);
  g_free(layer->box);
  pb_table_free(layer->attributes);
  g_free(layer);
}
