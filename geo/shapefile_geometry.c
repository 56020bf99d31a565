/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "geo/rings.h"
#include "geo/shapefile_parts.h"

/* The layer while it grows; `limit` is how many vertices a file of its size can hold. */
typedef struct {
  pb_layer *layer;
  size_t part_capacity, vertex_capacity, limit;
  size_t n_dropped; /* rings and lines without extent */
} builder;

static bool geometry_of(int type, pb_geometry *geometry) {
  switch (type) {
  case SHPT_NULL:
  case SHPT_POINT:
  case SHPT_POINTZ:
  case SHPT_POINTM:
  case SHPT_MULTIPOINT:
  case SHPT_MULTIPOINTZ:
  case SHPT_MULTIPOINTM:
    *geometry = PB_GEOMETRY_POINT;
    return true;
  case SHPT_ARC:
  case SHPT_ARCZ:
  case SHPT_ARCM:
    *geometry = PB_GEOMETRY_LINE;
    return true;
  case SHPT_POLYGON:
  case SHPT_POLYGONZ:
  case SHPT_POLYGONM:
    *geometry = PB_GEOMETRY_POLYGON;
    return true;
  default:
    return false;
  }
}

static bool out_of_memory(const char *name, size_t bytes, GError **error) {
  g_set_error(error, PB_ERROR, PB_ERROR_MEMORY,
              _("Reading %s.shp needs %zu more bytes of memory than there are; close other "
                "programs or simplify the layer."),
              name, bytes);
  return false;
}

static bool grow(void **array, size_t capacity, size_t size) {
  void *larger = g_try_realloc_n(*array, capacity, size);
  if (larger)
    *array = larger;
  return larger != NULL;
}

static bool reserve(builder *b, size_t parts, size_t vertices, const char *name, GError **error) {
  if (parts + 1 > b->part_capacity) {
    b->part_capacity = 2 * (parts + 1);
    if (!grow((void **)&b->layer->vertex_first, b->part_capacity, sizeof(uint32_t)))
      return out_of_memory(name, b->part_capacity * sizeof(uint32_t), error);
  }
  if (vertices > b->vertex_capacity) {
    b->vertex_capacity = 2 * vertices;
    if (!grow((void **)&b->layer->x, b->vertex_capacity, sizeof(double)) ||
        !grow((void **)&b->layer->y, b->vertex_capacity, sizeof(double)))
      return out_of_memory(name, b->vertex_capacity * sizeof(double), error);
  }
  return true;
}

static bool damaged(const char *name, size_t shape, GError **error) {
  g_set_error(
      error, PB_ERROR, PB_ERROR_INPUT,
      _("Shape %zu of %s.shp is damaged; repair the layer in a GIS program or download it again."),
      shape + 1, name);
  return false;
}

/* One ring, line or set of points; the caller has reserved room for it and a closing vertex. */
static void add_part(builder *b, const double *x, const double *y, size_t n) {
  pb_layer *layer = b->layer;
  size_t from = layer->n_vertices;
  memcpy(layer->x + from, x, n * sizeof *x);
  memcpy(layer->y + from, y, n * sizeof *y);
  if (layer->geometry == PB_GEOMETRY_POLYGON && (x[0] != x[n - 1] || y[0] != y[n - 1])) {
    layer->x[from + n] = x[0];
    layer->y[from + n] = y[0];
    n++;
  }
  size_t least = layer->geometry == PB_GEOMETRY_POLYGON ? 4
                 : layer->geometry == PB_GEOMETRY_LINE  ? 2
                                                        : 1;
  if (n < least) {
    b->n_dropped++;
    return;
  }
  layer->n_vertices += n;
  layer->vertex_first[++layer->n_parts] = (uint32_t)layer->n_vertices;
}

static bool usable(const SHPObject *shape) {
  for (int v = 0; v < shape->nVertices; v++)
    if (!(fabs(shape->padfX[v]) < 1e15 && fabs(shape->padfY[v]) < 1e15))
      return false;
  int previous = 0;
  for (int p = 0; p < shape->nParts; p++) {
    if (shape->panPartStart[p] < previous || shape->panPartStart[p] > shape->nVertices)
      return false;
    previous = shape->panPartStart[p];
  }
  return true;
}

static bool add_shape(builder *b, const SHPObject *shape, size_t number, const char *name,
                      GError **error) {
  pb_layer *layer = b->layer;
  pb_geometry geometry;
  if (shape->nSHPType == SHPT_NULL || shape->nVertices <= 0)
    return true;
  if (!geometry_of(shape->nSHPType, &geometry) || geometry != layer->geometry || !usable(shape))
    return damaged(name, number, error);
  size_t n_parts = MAX(shape->nParts, 1), n = (size_t)shape->nVertices;
  if (layer->n_vertices + n > b->limit || layer->n_vertices + n + n_parts > G_MAXUINT32 / 2) {
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s.shx names the same shapes of %s.shp several times; copy both again from one "
                  "source."),
                name, name);
    return false;
  }
  if (!reserve(b, layer->n_parts + n_parts, layer->n_vertices + n + n_parts, name, error))
    return false;
  size_t first_part = layer->n_parts;
  for (size_t p = 0; p < n_parts; p++) {
    size_t from = shape->nParts > 0 ? (size_t)shape->panPartStart[p] : 0;
    size_t to = p + 1 < n_parts ? (size_t)shape->panPartStart[p + 1] : n;
    if (to > from)
      add_part(b, shape->padfX + from, shape->padfY + from, to - from);
  }
  if (geometry == PB_GEOMETRY_POLYGON)
    pb_rings_orient(layer->x, layer->y, layer->vertex_first + first_part,
                    layer->n_parts - first_part);
  return true;
}

pb_layer *pb_shapefile_geometry(SHPHandle shapes, const pb_shapefile_contents *contents,
                                GError **error) {
  int n_shapes = 0, type = 0;
  SHPGetInfo(shapes, &n_shapes, &type, NULL, NULL);
  pb_geometry geometry;
  if (!geometry_of(type, &geometry)) {
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s.shp holds shapes of kind %d, which cannot be read; export the layer as "
                  "points, lines or polygons."),
                contents->name, type);
    return NULL;
  }
  g_autoptr(pb_layer) layer = pb_layer_new(geometry);
  builder b = {.layer = layer, .limit = g_bytes_get_size(contents->shp) / 16};
  layer->n_features = (size_t)n_shapes;
  layer->part_first = g_try_new0(uint32_t, layer->n_features + 1);
  layer->box = g_try_new0(pb_box, layer->n_features + 1);
  if (!layer->part_first || !layer->box) {
    out_of_memory(contents->name, layer->n_features * sizeof(pb_box), error);
    return NULL;
  }
  if (!reserve(&b, 0, 1, contents->name, error))
    return NULL;
  layer->vertex_first[0] = 0;
  for (int i = 0; i < n_shapes; i++) {
    SHPObject *shape = SHPReadObject(shapes, i);
    bool added = shape ? add_shape(&b, shape, (size_t)i, contents->name, error)
                       : damaged(contents->name, (size_t)i, error);
    if (shape)
      SHPDestroyObject(shape);
    if (!added)
      return NULL;
    layer->part_first[i + 1] = (uint32_t)layer->n_parts;
  }
  pb_layer_update_boxes(layer);
  if (b.n_dropped > 0)
    g_ptr_array_add(
        layer->notes,
        g_strdup_printf(Q_("%s.shp: %zu part without extent was left out.",
                           "%s.shp: %zu parts without extent were left out.", b.n_dropped),
                        contents->name, b.n_dropped));
  return g_steal_pointer(&layer);
}
