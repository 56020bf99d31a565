/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "geo/ring_split.h"
#include "geo/rings.h"
#include "geo/shapefile_parts.h"

/* The layer while it grows; `limit` is how many vertices a file of its size can hold. */
typedef struct {
  pb_layer *layer;
  const char *name;
  size_t part_capacity, vertex_capacity, n_read, limit;
  pb_ring_split split;
  size_t n_dropped;  /* rings and lines without extent */
  size_t n_turned;   /* rings that ran the wrong way round */
  size_t n_touching; /* rings that touched themselves */
  size_t n_repeated; /* vertices that repeat the one before */
  size_t n_nowhere;  /* points without coordinates */
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

static bool reserve(builder *b, size_t parts, size_t vertices, GError **error) {
  if (parts + 1 > b->part_capacity) {
    b->part_capacity = 2 * (parts + 1);
    if (!grow((void **)&b->layer->vertex_first, b->part_capacity, sizeof(uint32_t)))
      return out_of_memory(b->name, b->part_capacity * sizeof(uint32_t), error);
  }
  if (vertices > b->vertex_capacity) {
    b->vertex_capacity = 2 * vertices;
    if (!grow((void **)&b->layer->x, b->vertex_capacity, sizeof(double)) ||
        !grow((void **)&b->layer->y, b->vertex_capacity, sizeof(double)))
      return out_of_memory(b->name, b->vertex_capacity * sizeof(double), error);
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

/* The `n` vertices after those of the last part become a part. */
static void end_part(pb_layer *layer, size_t n) {
  layer->n_vertices += n;
  layer->vertex_first[++layer->n_parts] = (uint32_t)layer->n_vertices;
}

static bool add_points(builder *b, const double *x, const double *y, size_t n, GError **error) {
  pb_layer *layer = b->layer;
  if (!reserve(b, layer->n_parts + 1, layer->n_vertices + n, error))
    return false;
  memcpy(layer->x + layer->n_vertices, x, n * sizeof *x);
  memcpy(layer->y + layer->n_vertices, y, n * sizeof *y);
  end_part(layer, n);
  return true;
}

static bool add_line(builder *b, const double *x, const double *y, size_t n, GError **error) {
  pb_layer *layer = b->layer;
  if (!reserve(b, layer->n_parts + 1, layer->n_vertices + n, error))
    return false;
  double *to_x = layer->x + layer->n_vertices, *to_y = layer->y + layer->n_vertices;
  size_t kept = 0;
  for (size_t i = 0; i < n; i++)
    if (kept == 0 || x[i] != to_x[kept - 1] || y[i] != to_y[kept - 1]) {
      to_x[kept] = x[i];
      to_y[kept++] = y[i];
    }
  if (kept < 2) {
    b->n_dropped++;
    return true;
  }
  b->n_repeated += n - kept;
  end_part(layer, kept);
  return true;
}

static bool add_ring(builder *b, const double *x, const double *y, size_t n, GError **error) {
  pb_layer *layer = b->layer;
  pb_ring_split *split = &b->split;
  if (!pb_ring_split_run(split, x, y, n))
    return out_of_memory(b->name, n * 6 * sizeof(uint32_t), error);
  size_t n_kept = 0;
  for (size_t l = 0; l < split->n_loops; l++) {
    const uint32_t *vertices = split->vertices + split->loop_first[l];
    size_t length = split->loop_first[l + 1] - split->loop_first[l];
    if (!reserve(b, layer->n_parts + 1, layer->n_vertices + length, error))
      return false;
    double *to_x = layer->x + layer->n_vertices, *to_y = layer->y + layer->n_vertices;
    for (size_t i = 0; i < length; i++) {
      to_x[i] = x[vertices[i]];
      to_y[i] = y[vertices[i]];
    }
    if (pb_ring_doubled_area(to_x, to_y, length) == 0)
      continue;
    end_part(layer, length);
    n_kept++;
  }
  b->n_dropped += n_kept == 0;
  b->n_touching += n_kept > 0 && n_kept + split->n_spikes > 1;
  b->n_repeated += n_kept > 0 ? split->n_repeated : 0;
  return true;
}

/* One ring, line or set of points. */
static bool add_part(builder *b, const double *x, const double *y, size_t n, GError **error) {
  switch (b->layer->geometry) {
  case PB_GEOMETRY_POINT:
    return add_points(b, x, y, n, error);
  case PB_GEOMETRY_LINE:
    return add_line(b, x, y, n, error);
  default:
    return add_ring(b, x, y, n, error);
  }
}

/* Smaller ones mean "no value" in this format. */
static bool is_coordinate(double value) {
  return fabs(value) < 1e15;
}

static bool usable(const SHPObject *shape) {
  for (int v = 0; v < shape->nVertices; v++)
    if (!is_coordinate(shape->padfX[v]) || !is_coordinate(shape->padfY[v]))
      return false;
  int previous = 0;
  for (int p = 0; p < shape->nParts; p++) {
    if (shape->panPartStart[p] < previous || shape->panPartStart[p] > shape->nVertices)
      return false;
    previous = shape->panPartStart[p];
  }
  return shape->nParts == 0 || shape->panPartStart[0] == 0;
}

/* Programs that have no null shape write a point without place so. */
static bool is_nowhere(const SHPObject *shape) {
  return shape->nVertices == 1 && shape->nParts == 0 &&
         (!is_coordinate(shape->padfX[0]) || !is_coordinate(shape->padfY[0]));
}

static bool add_shape(builder *b, const SHPObject *shape, size_t number, GError **error) {
  pb_layer *layer = b->layer;
  pb_geometry geometry;
  if (shape->nSHPType == SHPT_NULL)
    return true;
  if (!geometry_of(shape->nSHPType, &geometry) || geometry != layer->geometry)
    return damaged(b->name, number, error);
  if (shape->nVertices <= 0)
    return true;
  if (geometry == PB_GEOMETRY_POINT && is_nowhere(shape)) {
    b->n_nowhere++;
    return true;
  }
  if (!usable(shape))
    return damaged(b->name, number, error);
  size_t n_parts = MAX(shape->nParts, 1), n = (size_t)shape->nVertices;
  b->n_read += n;
  if (b->n_read > b->limit || layer->n_vertices + 2 * n > G_MAXUINT32 / 2) {
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s.shx names the same shapes of %s.shp several times; copy both again from one "
                  "source."),
                b->name, b->name);
    return false;
  }
  size_t first_part = layer->n_parts;
  for (size_t p = 0; p < n_parts; p++) {
    size_t from = shape->nParts > 0 ? (size_t)shape->panPartStart[p] : 0;
    size_t to = p + 1 < n_parts ? (size_t)shape->panPartStart[p + 1] : n;
    if (to > from && !add_part(b, shape->padfX + from, shape->padfY + from, to - from, error))
      return false;
    b->n_dropped += to == from;
  }
  if (geometry == PB_GEOMETRY_POLYGON)
    b->n_turned += pb_rings_orient(layer->x, layer->y, layer->vertex_first + first_part,
                                   layer->n_parts - first_part);
  return true;
}

static void note(const builder *b, char *sentence) {
  g_ptr_array_add(b->layer->notes, sentence);
}

/* What was left out, repaired or not read. */
static void add_notes(const builder *b, int type) {
  if (type == SHPT_POINTZ || type == SHPT_MULTIPOINTZ || type == SHPT_ARCZ || type == SHPT_POLYGONZ)
    note(b, g_strdup_printf(_("%s.shp: heights (Z) and measures (M) are not used."), b->name));
  if (type == SHPT_POINTM || type == SHPT_MULTIPOINTM || type == SHPT_ARCM || type == SHPT_POLYGONM)
    note(b, g_strdup_printf(_("%s.shp: measures (M) are not used."), b->name));
  if (b->n_nowhere > 0)
    note(b, g_strdup_printf(Q_("%s.shp: %zu point has no coordinates.",
                               "%s.shp: %zu points have no coordinates.", b->n_nowhere),
                            b->name, b->n_nowhere));
  if (b->n_dropped > 0)
    note(b, g_strdup_printf(Q_("%s.shp: %zu part without extent was left out.",
                               "%s.shp: %zu parts without extent were left out.", b->n_dropped),
                            b->name, b->n_dropped));
  if (b->n_repeated > 0)
    note(b, g_strdup_printf(Q_("%s.shp: %zu vertex that repeats the one before was left out.",
                               "%s.shp: %zu vertices that repeat the one before were left out.",
                               b->n_repeated),
                            b->name, b->n_repeated));
  if (b->n_touching > 0)
    note(b, g_strdup_printf(Q_("%s.shp: %zu ring touches itself and was parted there.",
                               "%s.shp: %zu rings touch themselves and were parted there.",
                               b->n_touching),
                            b->name, b->n_touching));
  if (b->n_turned > 0)
    note(b, g_strdup_printf(Q_("%s.shp: %zu ring ran the wrong way round and was turned.",
                               "%s.shp: %zu rings ran the wrong way round and were turned.",
                               b->n_turned),
                            b->name, b->n_turned));
}

static bool add_shapes(builder *b, SHPHandle shapes, const uint32_t *rows, GError **error) {
  pb_layer *layer = b->layer;
  layer->part_first = g_try_new0(uint32_t, layer->n_features + 1);
  layer->box = g_try_new0(pb_box, layer->n_features + 1);
  if (!layer->part_first || !layer->box)
    return out_of_memory(b->name, layer->n_features * sizeof(pb_box), error);
  if (!reserve(b, 0, 1, error))
    return false;
  layer->vertex_first[0] = 0;
  for (size_t f = 0; f < layer->n_features; f++) {
    SHPObject *shape = SHPReadObject(shapes, (int)rows[f]);
    bool added = shape ? add_shape(b, shape, rows[f], error) : damaged(b->name, rows[f], error);
    if (shape)
      SHPDestroyObject(shape);
    if (!added)
      return false;
    layer->part_first[f + 1] = (uint32_t)layer->n_parts;
  }
  return true;
}

pb_layer *pb_shapefile_geometry(SHPHandle shapes, const pb_shapefile_contents *contents,
                                const uint32_t *rows, size_t n_rows, GError **error) {
  int type = 0;
  SHPGetInfo(shapes, NULL, &type, NULL, NULL);
  pb_geometry geometry;
  if (!geometry_of(type, &geometry)) {
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s.shp holds shapes of kind %d, which cannot be read; export the layer as "
                  "points, lines or polygons."),
                contents->name, type);
    return NULL;
  }
  g_autoptr(pb_layer) layer = pb_layer_new(geometry);
  builder b = {
      .layer = layer, .name = contents->name, .limit = g_bytes_get_size(contents->shp) / 16};
  layer->n_features = n_rows;
  bool whole = add_shapes(&b, shapes, rows, error);
  pb_ring_split_clear(&b.split);
  if (!whole)
    return NULL;
  pb_layer_update_boxes(layer);
  add_notes(&b, type);
  return g_steal_pointer(&layer);
}
