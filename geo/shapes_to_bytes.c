/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "geo/shapefile_write_parts.h"

#define HEADER_BYTES 100

/* Kinds of shapes in the format. */
enum { SHAPE_NULL = 0, SHAPE_POINT = 1, SHAPE_LINE = 3, SHAPE_POLYGON = 5, SHAPE_MULTIPOINT = 8 };

static void put_big(GByteArray *to, size_t value) {
  const guint32 bytes = GUINT32_TO_BE((guint32)value);
  g_byte_array_append(to, (const guint8 *)&bytes, sizeof bytes);
}

static void put_little(GByteArray *to, size_t value) {
  const guint32 bytes = GUINT32_TO_LE((guint32)value);
  g_byte_array_append(to, (const guint8 *)&bytes, sizeof bytes);
}

static void put_double(GByteArray *to, double value) {
  guint64 bytes;
  memcpy(&bytes, &value, sizeof bytes);
  bytes = GUINT64_TO_LE(bytes);
  g_byte_array_append(to, (const guint8 *)&bytes, sizeof bytes);
}

static void put_box(GByteArray *to, pb_box box) {
  if (pb_box_is_empty(box))
    box = (pb_box){0};
  put_double(to, box.min_x);
  put_double(to, box.min_y);
  put_double(to, box.max_x);
  put_double(to, box.max_y);
}

static size_t vertices_of(const pb_layer *layer, size_t feature) {
  return layer->vertex_first[layer->part_first[feature + 1]] -
         layer->vertex_first[layer->part_first[feature]];
}

static int kind_of(const pb_layer *layer) {
  if (layer->geometry != PB_GEOMETRY_POINT)
    return layer->geometry == PB_GEOMETRY_LINE ? SHAPE_LINE : SHAPE_POLYGON;
  for (size_t f = 0; f < layer->n_features; f++)
    if (vertices_of(layer, f) > 1)
      return SHAPE_MULTIPOINT;
  return SHAPE_POINT;
}

/* Length of a record's content. */
static size_t content_bytes(const pb_layer *layer, int kind, size_t feature) {
  size_t n_parts = layer->part_first[feature + 1] - layer->part_first[feature];
  size_t n = vertices_of(layer, feature);
  if (n == 0)
    return 4;
  if (kind == SHAPE_POINT)
    return 20;
  return kind == SHAPE_MULTIPOINT ? 40 + 16 * n : 44 + 4 * n_parts + 16 * n;
}

static void put_shape(GByteArray *to, const pb_layer *layer, int kind, size_t feature) {
  uint32_t from = layer->part_first[feature], end = layer->part_first[feature + 1];
  uint32_t first = layer->vertex_first[from], last = layer->vertex_first[end];
  put_little(to, first == last ? SHAPE_NULL : (size_t)kind);
  if (first == last)
    return;
  if (kind != SHAPE_POINT)
    put_box(to, layer->box[feature]);
  if (kind == SHAPE_LINE || kind == SHAPE_POLYGON)
    put_little(to, end - from);
  if (kind != SHAPE_POINT)
    put_little(to, last - first);
  if (kind == SHAPE_LINE || kind == SHAPE_POLYGON)
    for (uint32_t p = from; p < end; p++)
      put_little(to, layer->vertex_first[p] - first);
  for (uint32_t v = first; v < last; v++) {
    put_double(to, layer->x[v]);
    put_double(to, layer->y[v]);
  }
}

static void put_header(GByteArray *to, size_t n_bytes, int kind, pb_box bounds) {
  put_big(to, 9994);
  for (int i = 0; i < 5; i++)
    put_big(to, 0);
  put_big(to, n_bytes / 2);
  put_little(to, 1000);
  put_little(to, (size_t)kind);
  put_box(to, bounds);
  for (int i = 0; i < 4; i++)
    put_double(to, 0); /* no heights and measures */
}

bool pb_shapes_to_bytes(const pb_layer *layer, const char *path, GByteArray *shp, GByteArray *shx,
                        GError **error) {
  int kind = kind_of(layer);
  size_t n_bytes = HEADER_BYTES;
  for (size_t f = 0; f < layer->n_features; f++)
    n_bytes += 8 + content_bytes(layer, kind, f);
  if (n_bytes > G_MAXINT32) {
    g_set_error(
        error, PB_ERROR, PB_ERROR_OUTPUT,
        _("%s.shp would be larger than 2 GB, which a shapefile cannot be; divide the layer."),
        path);
    return false;
  }
  pb_box bounds = pb_layer_bounds(layer);
  put_header(shp, n_bytes, kind, bounds);
  put_header(shx, HEADER_BYTES + 8 * layer->n_features, kind, bounds);
  for (size_t f = 0; f < layer->n_features; f++) {
    size_t length = content_bytes(layer, kind, f);
    put_big(shx, shp->len / 2);
    put_big(shx, length / 2);
    put_big(shp, f + 1);
    put_big(shp, length / 2);
    put_shape(shp, layer, kind, f);
  }
  return true;
}
