/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layers as GeoJSON: exact texts, rings in order, holes with their own ring, values by type, places
 * from every projection where they should be. */
#include <math.h>
#include <string.h>

#include "byte_files.h"
#include "engine/error.h"
#include "geo/geojson.h"
#include "geo/projection.h"
#include "geo/spatial_index.h"
#include "helpers.h"

static char *json_of(const pb_layer *layer) {
  g_autoptr(GError) error = NULL;
  GString *text = pb_layer_to_geojson(layer, NULL, &error);
  g_assert_no_error(error);
  return g_string_free(text, FALSE);
}

/* What stands after "geometry": in the first feature. */
static char *geometry_of(const pb_layer *layer) {
  g_autofree char *text = json_of(layer);
  char *from = strstr(text, "\"geometry\":") + strlen("\"geometry\":");
  return g_strndup(from, (gsize)(strstr(from, "}\n") - from));
}

/* A layer of degrees, so that nothing is projected. */
static void assert_geometry(int kind, const char *parts, const char *expected) {
  g_auto(byte_files) files = byte_files_new(kind);
  byte_files_add_parts(&files, kind, parts);
  g_autoptr(pb_layer) layer = byte_files_layer(&files, NULL);
  layer->epsg = 4326;
  g_autofree char *geometry = geometry_of(layer);
  g_assert_cmpstr(geometry, ==, expected);
}

static void test_polygons(void) {
  assert_geometry(5, "1 1, 1 3, 3 3, 3 1, 1 1",
                  "{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[3,1],[3,3],[1,3],[1,1]]]}");
  /* Drawn the wrong way round, it comes out the same way round. */
  assert_geometry(5, "1 1, 3 1, 3 3, 1 3, 1 1",
                  "{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[3,1],[3,3],[1,3],[1,1]]]}");
  /* The hole is written before its ring, and an island in the hole last. */
  assert_geometry(5,
                  "2 2, 2 8, 8 8, 8 2, 2 2; 0 0, 0 10, 10 10, 10 0, 0 0; 4 4, 4 6, 6 6, 6 4, 4 4",
                  "{\"type\":\"MultiPolygon\",\"coordinates\":["
                  "[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[2,2],[2,8],[8,8],[8,2],[2,2]]],"
                  "[[[4,4],[6,4],[6,6],[4,6],[4,4]]]]}");
  /* Two outer rings, each with its own hole, all in disorder. */
  assert_geometry(5,
                  "21 1, 21 2, 22 2, 21 1; 0 0, 0 9, 9 9, 9 0, 0 0; 1 1, 1 2, 2 2, 1 1;"
                  "20 0, 20 9, 29 9, 29 0, 20 0",
                  "{\"type\":\"MultiPolygon\",\"coordinates\":["
                  "[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[1,1],[1,2],[2,2],[1,1]]],"
                  "[[[20,0],[29,0],[29,9],[20,9],[20,0]],[[21,1],[21,2],[22,2],[21,1]]]]}");
}

/* A ring that touches itself becomes what the standard allows. */
static void test_touching(void) {
  assert_geometry(5, "0 0, 0 10, 10 10, 10 0, 0 0, 4 2, 4 4, 2 4, 0 0",
                  "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[10,0],[10,10],[0,10],[0,0]],"
                  "[[0,0],[2,4],[4,4],[4,2],[0,0]]]}");
}

/* Rings that cross have no order, but every one is written. */
static void test_crossing(void) {
  g_auto(byte_files) files = byte_files_new(5);
  byte_files_add_parts(
      &files, 5, "0 0, 0 10, 10 10, 10 0, 0 0; 5 0, 5 9, 13 9, 13 0, 5 0; 11 1, 11 2, 12 2, 11 1");
  g_autoptr(pb_layer) layer = byte_files_layer(&files, NULL);
  layer->epsg = 4326;
  g_autofree char *geometry = geometry_of(layer);
  g_assert_nonnull(strstr(geometry, "[0,0]"));
  g_assert_nonnull(strstr(geometry, "[13,9]"));
  g_assert_nonnull(strstr(geometry, "[12,2]"));
}

static void test_lines_and_points(void) {
  assert_geometry(3, "1 1, 2 -1.5", "{\"type\":\"LineString\",\"coordinates\":[[1,1],[2,-1.5]]}");
  assert_geometry(3, "1 1, 2 2; 3 3, 3 3, 4 4",
                  "{\"type\":\"MultiLineString\",\"coordinates\":[[[1,1],[2,2]],[[3,3],[4,4]]]}");
  g_auto(byte_files) files = byte_files_new(8);
  byte_files_add(&files, "i8 d0 d0 d9 d9 i2 d-0.00000004 d0.12345678 d0.1 d-12.0000001");
  g_autoptr(pb_layer) layer = byte_files_layer(&files, NULL);
  layer->epsg = 4326;
  g_autofree char *several = geometry_of(layer);
  g_assert_cmpstr(several, ==,
                  "{\"type\":\"MultiPoint\",\"coordinates\":[[0,0.1234568],[0.1,-12.0000001]]}");
}

static void test_null_and_values(void) {
  g_auto(byte_files) files = byte_files_new(1);
  byte_files_add(&files, "i1 d15.2 d59.25");
  byte_files_add(&files, "i0");
  byte_files_table(&files, 0, "dag D8, ja L1, n N4, x N7.3, namn C8",
                   " 20240501F  -7  0.250\"a\\b\" ", " ", NULL);
  g_autoptr(pb_layer) layer = byte_files_layer(&files, NULL);
  layer->epsg = 4326;
  g_autofree char *text = json_of(layer);
  g_assert_cmpstr(
      text, ==,
      "{\n\"type\": \"FeatureCollection\",\n\"source_crs\": \"EPSG:4326\",\n\"notes\": [],\n"
      "\"bbox\": [15.2, 59.25, 15.2, 59.25],\n\"features\": [\n"
      "{\"type\":\"Feature\",\"properties\":{\"dag\":\"2024-05-01\",\"ja\":false,\"n\":-7,"
      "\"x\":0.25,\"namn\":\"\\\"a\\\\b\\\"\"},"
      "\"geometry\":{\"type\":\"Point\",\"coordinates\":[15.2,59.25]}},\n"
      "{\"type\":\"Feature\",\"properties\":{\"dag\":null,\"ja\":null,\"n\":null,\"x\":null,"
      "\"namn\":null},\"geometry\":null}\n]\n}\n");
}

static void test_empty(void) {
  g_auto(byte_files) files = byte_files_new(5);
  g_autoptr(pb_layer) layer = byte_files_layer(&files, NULL);
  g_autofree char *text = json_of(layer);
  g_assert_null(strstr(text, "bbox"));
  g_assert_nonnull(strstr(text, "\"features\": [\n]\n}\n"));
}

/* Rings that come to nothing on the grid of a centimetre go; a whole feature does not. */
static void test_smaller_than_the_grid(void) {
  assert_geometry(5, "1 1, 1 3, 3 3, 3 1, 1 1; 2 2, 2.00000001 2, 2 2.00000001, 2 2",
                  "{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[3,1],[3,3],[1,3],[1,1]]]}");
  assert_geometry(5, "2 2, 2.00000001 2, 2 2.00000001, 2 2",
                  "{\"type\":\"Polygon\",\"coordinates\":[[[2,2],[2,2],[2,2],[2,2]]]}");
}

static void test_not_on_earth(void) {
  g_auto(byte_files) files = byte_files_new(1);
  byte_files_add(&files, "i1 d674000 d6580000");
  g_autoptr(pb_layer) layer = byte_files_layer(&files, NULL);
  layer->epsg = 4326;
  g_autoptr(GError) error = NULL;
  g_assert_null(pb_layer_to_geojson(layer, NULL, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_INPUT);
  g_assert_nonnull(strstr(error->message, "674000.000, 6580000.000"));
}

/* One place in four systems: points of Malmö (local zone 13 30), Göteborg (12 00) and of the
 * national plane come to the same degrees as their neighbours, and all of them into the right
 * municipality of the layer in SWEREF 99 TM. Planes computed with pyproj 3.4 from the degrees. */
static void test_layers_in_different_systems_meet(void) {
  static const struct {
    int epsg;
    double x, y, longitude, latitude;
    const char *municipality;
  } places[] = {{3008, 118517.7615, 6164686.5151, 13.0005, 55.6049, "1280"},
                {3006, 374035.5757, 6163921.41, 13.0005, 55.6049, "1280"},
                {4326, 13.0005, 55.6049, 13.0005, 55.6049, "1280"},
                {3008, 117204.952, 6161923.8154, 12.98, 55.58, "1280"},
                {3006, 372663.6902, 6161188.3038, 12.98, 55.58, "1280"},
                {4326, 12.98, 55.58, 12.98, 55.58, "1280"},
                {3007, 148420.274, 6398839.4208, 11.9735, 57.7087, "1480"},
                {3006, 319691.5178, 6400306.7112, 11.9735, 57.7087, "1480"},
                {4326, 11.9735, 57.7087, 11.9735, 57.7087, "1480"},
                {3007, 144038.9847, 6398988.2938, 11.9, 57.71, "1480"},
                {3006, 315321.0755, 6400649.3582, 11.9, 57.71, "1480"},
                {4326, 11.9, 57.71, 11.9, 57.71, "1480"},
                {3006, 512162.7273, 6570593.3283, 15.2134, 59.2741, "1880"},
                {3009, 162167.5943, 6573222.6173, 15.2134, 59.2741, "1880"},
                {4326, 15.2134, 59.2741, 15.2134, 59.2741, "1880"}};
  g_autofree char *path =
      g_build_filename(PB_SOURCE_ROOT, "data", "boundaries", "Kommun_Sweref99TM.shp", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_layer) municipalities = pb_shapefile_read(path, NULL, &error);
  g_assert_no_error(error);
  g_autoptr(pb_spatial_index) index = pb_spatial_index_new(municipalities);
  for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
    g_auto(byte_files) files = byte_files_new(1);
    g_autofree char *content = g_strdup_printf("i1 d%.17g d%.17g", places[i].x, places[i].y);
    byte_files_add(&files, content);
    g_autoptr(pb_layer) layer = byte_files_layer(&files, NULL);
    layer->epsg = places[i].epsg;
    g_autofree char *geometry = geometry_of(layer);
    const char *at = strstr(geometry, "[") + 1;
    g_assert_cmpfloat_with_epsilon(g_ascii_strtod(at, NULL), places[i].longitude, 1.5e-7);
    g_assert_cmpfloat_with_epsilon(g_ascii_strtod(strstr(at, ",") + 1, NULL), places[i].latitude,
                                   1.5e-7);
    g_assert_true(pb_layer_project(layer, 3006, &error));
    int feature = pb_spatial_index_find_polygon(index, layer->x[0], layer->y[0]);
    g_assert_cmpint(feature, >=, 0);
    g_assert_cmpstr(
        pb_column_string(pb_table_find(municipalities->attributes, "KnKod"), (size_t)feature), ==,
        places[i].municipality);
  }
}

static void test_file(void) {
  char *folder = folder_new();
  g_autofree char *path = g_build_filename(folder, "lager.geojson", NULL);
  g_autoptr(pb_layer) layer = synthetic_layer();
  layer->attributes = pb_table_new();
  g_autoptr(GError) error = NULL;
  g_assert_true(pb_layer_write_geojson(layer, path, &error));
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  g_assert_nonnull(strstr(text, "\"name\": \"lager\""));
  g_autofree char *nowhere = g_build_filename(folder, "no", "lager.geojson", NULL);
  g_assert_false(pb_layer_write_geojson(layer, nowhere, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_OUTPUT);
  folder_remove(folder);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/geojson/polygons", test_polygons);
  g_test_add_func("/geojson/touching", test_touching);
  g_test_add_func("/geojson/crossing", test_crossing);
  g_test_add_func("/geojson/lines-and-points", test_lines_and_points);
  g_test_add_func("/geojson/null-and-values", test_null_and_values);
  g_test_add_func("/geojson/empty", test_empty);
  g_test_add_func("/geojson/smaller-than-the-grid", test_smaller_than_the_grid);
  g_test_add_func("/geojson/not-on-earth", test_not_on_earth);
  g_test_add_func("/geojson/layers-in-different-systems-meet",
                  test_layers_in_different_systems_meet);
  g_test_add_func("/geojson/file", test_file);
  return g_test_run();
}
