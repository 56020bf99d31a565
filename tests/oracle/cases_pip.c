/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points in polygons and the polygons' measures: kommuner.shp with points.csv, and the same with
 * “synthetic” in the names of files and keys for polygons with holes and parts. A leaf of counts is
 * a polygon's number of points, "" that of the points in none. Where the case lists the polygon of
 * every point (expected_assign*.csv), `n` compares them all. */
#include "geo/polygon.h"
#include "geo/polygon_finder.h"
#include "geo/rings.h"
#include "geo/shapefile.h"
#include "tests/oracle/give.h"

static void add_ring(pb_layer *layer, JsonArray *ring) {
  guint n = json_array_get_length(ring);
  layer->x = g_renew(double, layer->x, layer->n_vertices + n);
  layer->y = g_renew(double, layer->y, layer->n_vertices + n);
  for (guint i = 0; i < n; i++) {
    JsonArray *at = json_array_get_array_element(ring, i);
    layer->x[layer->n_vertices] = json_array_get_double_element(at, 0);
    layer->y[layer->n_vertices++] = json_array_get_double_element(at, 1);
  }
  layer->n_parts++;
  layer->vertex_first = g_renew(uint32_t, layer->vertex_first, layer->n_parts + 1);
  layer->vertex_first[layer->n_parts] = (uint32_t)layer->n_vertices;
}

static void add_polygon(pb_layer *layer, JsonArray *rings) {
  for (guint r = 0; r < json_array_get_length(rings); r++)
    add_ring(layer, json_array_get_array_element(rings, r));
}

/* The polygons of a GeoJSON file, with their ids in the attribute `id`. */
static pb_layer *read_geojson(const char *path, GError **error) {
  g_autoptr(JsonParser) parser = json_parser_new();
  if (!json_parser_load_from_file(parser, path, error))
    return NULL;
  JsonArray *features =
      json_object_get_array_member(json_node_get_object(json_parser_get_root(parser)), "features");
  pb_layer *layer = pb_layer_new(PB_GEOMETRY_POLYGON);
  layer->n_features = json_array_get_length(features);
  layer->part_first = g_new0(uint32_t, layer->n_features + 1);
  layer->vertex_first = g_new0(uint32_t, 1);
  layer->box = g_new(pb_box, layer->n_features + 1);
  pb_column *id = pb_column_new("id", PB_TYPE_STRING, NULL);
  for (size_t f = 0; f < layer->n_features; f++) {
    JsonObject *feature = json_array_get_object_element(features, (guint)f);
    JsonObject *geometry = json_object_get_object_member(feature, "geometry");
    JsonArray *parts = json_object_get_array_member(geometry, "coordinates");
    bool multi = g_str_equal(json_object_get_string_member(geometry, "type"), "MultiPolygon");
    size_t first = layer->n_parts;
    for (guint p = 0; p < (multi ? json_array_get_length(parts) : 1); p++)
      add_polygon(layer, multi ? json_array_get_array_element(parts, p) : parts);
    pb_rings_orient(layer->x, layer->y, layer->vertex_first + first, layer->n_parts - first);
    layer->part_first[f + 1] = (uint32_t)layer->n_parts;
    pb_column_append_string(id, json_object_get_string_member(
                                    json_object_get_object_member(feature, "properties"), "id"));
  }
  layer->attributes = pb_table_new();
  pb_table_add(layer->attributes, id);
  pb_layer_update_boxes(layer);
  return layer;
}

/* One half of the case, with what was found: kept for all its leaves. */
typedef struct {
  pb_layer *layer;
  const pb_column *ids;
  size_t n;
  int *feature; /* of each point */
} half;

static const half *half_of(oracle_case *c, bool synthetic) {
  static GHashTable *halves;
  if (!halves)
    halves = g_hash_table_new(g_str_hash, g_str_equal);
  g_autofree char *key = g_build_filename(c->folder, synthetic ? "synthetic" : "kommuner", NULL);
  half *h = g_hash_table_lookup(halves, key);
  if (h)
    return h;
  g_autoptr(GError) error = NULL;
  g_autofree char *file = g_strconcat(key, synthetic ? ".geojson" : ".shp", NULL);
  h = g_new0(half, 1);
  h->layer = synthetic ? read_geojson(file, &error) : pb_shapefile_read(file, NULL, &error);
  if (!h->layer)
    g_error("%s", error->message);
  h->ids = pb_table_find(h->layer->attributes, synthetic ? "id" : "kommunkod");
  g_autoptr(pb_table) points =
      oracle_case_table(c, synthetic ? "points_synthetic.csv" : "points.csv", NULL);
  g_autoptr(pb_polygon_finder) finder = pb_polygon_finder_new(h->layer, NULL);
  h->n = pb_table_n_rows(points);
  h->feature = g_new(int, h->n + 1);
  for (size_t i = 0; i < h->n; i++)
    h->feature[i] = pb_polygon_finder_at(finder, pb_column_double(pb_table_find(points, "x"), i),
                                         pb_column_double(pb_table_find(points, "y"), i));
  g_hash_table_insert(halves, g_steal_pointer(&key), h);
  return h;
}

/* -1: none of that id. */
static int feature_of(const half *h, const char *id) {
  for (size_t f = 0; f < h->layer->n_features; f++)
    if (g_strcmp0(pb_column_string(h->ids, f), id) == 0)
      return (int)f;
  return -1;
}

/* Every point against the list of the case, if it has one. */
static void compare_points(oracle_case *c, const half *h, const char *file) {
  g_autofree char *path = g_build_filename(c->folder, file, NULL), *text = NULL;
  if (!g_file_get_contents(path, &text, NULL, NULL))
    return;
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (size_t i = 0; i < h->n && lines[i + 1]; i++) {
    const char *id = strchr(lines[i + 1], ',');
    if (id && feature_of(h, g_strchomp((char *)id + 1)) != h->feature[i])
      g_test_fail_printf("%s: point %zu is in another polygon", file, i);
  }
}

static void give_count(oracle_answer *answer, const half *h, const char *id) {
  int feature = feature_of(h, id);
  size_t n = 0;
  for (size_t i = 0; i < h->n; i++)
    n += h->feature[i] == feature;
  give(answer, feature >= 0 || *id == '\0', (double)n);
}

static void give_measure(oracle_answer *answer, const half *h, const char *id, const char *what) {
  int feature = feature_of(h, id);
  if (feature < 0)
    return;
  size_t f = (size_t)feature;
  pb_box box = h->layer->box[f];
  double x = 0, y = 0;
  if (g_str_equal(what, "area")) {
    answer->relative = 1e-12;
    give(answer, true, pb_polygon_area_m2(h->layer, f));
  } else if (g_str_equal(what, "perimeter")) {
    answer->relative = 1e-12;
    give(answer, true, pb_polygon_perimeter_m(h->layer, f));
  } else if (g_str_equal(what, "centroid")) {
    answer->absolute = 1e-6;
    bool known = pb_polygon_centroid(h->layer, f, &x, &y);
    give(answer, known, x);
    give(answer, known, y);
  } else if (g_str_equal(what, "bounds")) {
    give(answer, true, box.min_x);
    give(answer, true, box.min_y);
    give(answer, true, box.max_x);
    give(answer, true, box.max_y);
  } else {
    answer->skip = "not known";
  }
}

static void answer_pip(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                       oracle_answer *answer) {
  (void)node;
  bool synthetic = g_str_has_prefix(path[0], "synthetic_");
  const char *what = path[0] + (synthetic ? strlen("synthetic_") : 0);
  const half *h = half_of(c, synthetic);
  if (n == 2 && g_str_equal(what, "counts")) {
    give_count(answer, h, path[1]);
  } else if (n == 3 && g_str_equal(what, "geometry")) {
    give_measure(answer, h, path[1], path[2]);
  } else if (n == 1 && g_str_equal(what, "n")) {
    compare_points(c, h, "expected_assign.csv");
    compare_points(c, half_of(c, true), "expected_assign_synthetic.csv");
    give(answer, true, (double)h->n);
  } else {
    answer->skip = "not known";
  }
}

const oracle_binding oracle_binding_pip = {"17_pip", "", NULL, answer_pip};
