/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures, containment and label points against shapely's values and by brute force. */
#include <math.h>
#include <string.h>

#include "geo/label_point.h"
#include "geo/point_in_polygon.h"
#include "geo/polygon.h"
#include "geo/shapefile.h"
#include "geo/spatial_index.h"
#include "helpers.h"

static pb_layer *county_layer(void) {
  g_autofree char *path = data_path("county.shp");
  g_autoptr(GError) error = NULL;
  pb_layer *layer = pb_shapefile_read(path, NULL, &error);
  g_assert_no_error(error);
  return layer;
}

static int feature_of_code(const pb_layer *layer, const char *code) {
  if (!layer->attributes)
    return code[0] - 'A';
  const pb_column *codes = pb_table_find(layer->attributes, "kommunkod");
  for (size_t f = 0; f < layer->n_features; f++)
    if (strcmp(pb_column_string(codes, f), code) == 0)
      return (int)f;
  return -1;
}

static void check_measures(const pb_layer *layer, const char *file) {
  g_autoptr(GPtrArray) rows = rows_of(file);
  g_assert_cmpuint(rows->len, ==, layer->n_features);
  for (guint i = 0; i < rows->len; i++) {
    char **row = g_ptr_array_index(rows, i);
    int f = feature_of_code(layer, row[0]);
    g_assert_cmpint(f, >=, 0);
    double area = g_ascii_strtod(row[1], NULL), perimeter = g_ascii_strtod(row[2], NULL), x, y;
    g_assert_cmpfloat_with_epsilon(pb_polygon_area_m2(layer, (size_t)f), area, 1e-12 * area);
    g_assert_cmpfloat_with_epsilon(pb_polygon_perimeter_m(layer, (size_t)f), perimeter,
                                   1e-12 * perimeter);
    g_assert_true(pb_polygon_centroid(layer, (size_t)f, &x, &y));
    g_assert_cmpfloat_with_epsilon(x, g_ascii_strtod(row[3], NULL), 1e-6);
    g_assert_cmpfloat_with_epsilon(y, g_ascii_strtod(row[4], NULL), 1e-6);
  }
}

static void check_points(const pb_layer *layer, const char *file) {
  g_autoptr(pb_spatial_index) index = pb_spatial_index_new(layer);
  g_autoptr(GPtrArray) rows = rows_of(file);
  g_assert_cmpuint(rows->len, >=, 1000);
  for (guint i = 0; i < rows->len; i++) {
    char **row = g_ptr_array_index(rows, i);
    double x = g_ascii_strtod(row[0], NULL), y = g_ascii_strtod(row[1], NULL);
    int expected = *row[2] ? feature_of_code(layer, row[2]) : -1;
    g_assert_cmpint(pb_spatial_index_find_polygon(index, x, y), ==, expected);
  }
}

static void test_county(void) {
  g_autoptr(pb_layer) layer = county_layer();
  check_measures(layer, "county_measures.csv");
  check_points(layer, "county_points.csv");
}

static void test_synthetic(void) {
  g_autoptr(pb_layer) layer = synthetic_layer();
  check_measures(layer, "synthetic_measures.csv");
  check_points(layer, "synthetic_points.csv");
}

/* Left and lower edges are inside, right and upper ones outside. */
static void test_edges(void) {
  g_autoptr(pb_layer) square = layer_of("0 0, 10 0, 10 10, 0 10", NULL);
  g_assert_true(pb_polygon_contains(square, 0, 0, 5));
  g_assert_true(pb_polygon_contains(square, 0, 5, 0));
  g_assert_true(pb_polygon_contains(square, 0, 0, 0));
  g_assert_false(pb_polygon_contains(square, 0, 10, 5));
  g_assert_false(pb_polygon_contains(square, 0, 5, 10));
  g_assert_false(pb_polygon_contains(square, 0, 10, 10));
}

/* A map without gaps: every point of it, also on vertices and edges, lies in exactly one polygon.
 */
static void test_partition(void) {
  g_autoptr(pb_layer) layer =
      layer_of("0 0, 30 0, 17 13, 0 30", "30 0, 60 0, 60 30, 17 13", "60 30, 60 60, 31 60, 17 13",
               "31 60, 0 60, 0 30, 17 13", NULL);
  GRand *random = g_rand_new_with_seed(1);
  for (int i = 0; i < 20000; i++) {
    double x = g_rand_double_range(random, 0, 59), y = g_rand_double_range(random, 0, 59);
    if (i % 4 == 0) { /* on an edge, as nearly as doubles can be */
      double t = g_rand_double(random);
      x = 17 + t * (60 - 17), y = 13 + t * (30 - 13);
    } else if (i % 4 == 1) {
      x = floor(x), y = floor(y);
    }
    int n = 0;
    for (size_t f = 0; f < 4; f++)
      n += pb_polygon_contains(layer, f, x, y);
    if (x < 60 && y < 60)
      g_assert_cmpint(n, ==, 1);
  }
  g_rand_free(random);
}

static void test_null_geometry(void) {
  g_autoptr(pb_layer) layer = synthetic_layer();
  layer->part_first[1] = layer->part_first[0] = 0; /* A loses its parts */
  uint32_t parts[] = {0, 0, layer->part_first[2], layer->part_first[3]};
  memcpy(layer->part_first, parts, sizeof parts);
  pb_layer_update_boxes(layer);
  double x, y;
  g_assert_cmpfloat(pb_polygon_area_m2(layer, 0), ==, 0);
  g_assert_cmpfloat(pb_polygon_perimeter_m(layer, 0), ==, 0);
  g_assert_false(pb_polygon_centroid(layer, 0, &x, &y));
  g_assert_false(pb_polygon_contains(layer, 0, 10, 10));
  pb_label_point point;
  g_assert_false(pb_label_point_find(layer, 0, 1, &point));
}

static void test_label_point_square(void) {
  g_autoptr(pb_layer) layer = layer_of("0 0, 100 0, 100 40, 0 40",
                                       "0 0, 90 0, 90 90, 60 90, 60 30,"
                                       "30 30, 30 90, 0 90",
                                       NULL);
  pb_label_point point;
  g_assert_true(pb_label_point_find(layer, 0, .1, &point));
  g_assert_cmpfloat_with_epsilon(point.distance_m, 20, .1);
  g_assert_cmpfloat_with_epsilon(point.y, 20, .2);
  /* The centroid of a U lies in its opening; a label must not. */
  g_assert_true(pb_label_point_find(layer, 1, .1, &point));
  g_assert_true(pb_polygon_contains(layer, 1, point.x, point.y));
}

/* No point of a fine grid is farther from the edges than the point found. */
static void test_label_point_brute(void) {
  g_autoptr(pb_layer) layer = county_layer();
  for (size_t f = 0; f < layer->n_features; f++) {
    pb_label_point point;
    g_assert_true(pb_label_point_find(layer, f, 50, &point));
    g_assert_true(pb_polygon_contains(layer, f, point.x, point.y));
    pb_box box = layer->box[f];
    double best = 0;
    for (int i = 1; i < 40; i++)
      for (int j = 1; j < 40; j++) {
        double x = box.min_x + i * (box.max_x - box.min_x) / 40;
        double y = box.min_y + j * (box.max_y - box.min_y) / 40, nearest = INFINITY;
        if (!pb_polygon_contains(layer, f, x, y))
          continue;
        for (uint32_t p = layer->part_first[f]; p < layer->part_first[f + 1]; p++)
          for (uint32_t v = layer->vertex_first[p]; v + 1 < layer->vertex_first[p + 1]; v++) {
            double dx = layer->x[v + 1] - layer->x[v], dy = layer->y[v + 1] - layer->y[v];
            double t = dx || dy
                           ? ((x - layer->x[v]) * dx + (y - layer->y[v]) * dy) / (dx * dx + dy * dy)
                           : 0;
            t = CLAMP(t, 0, 1);
            nearest = fmin(nearest, hypot(layer->x[v] + t * dx - x, layer->y[v] + t * dy - y));
          }
        best = fmax(best, nearest);
      }
    g_assert_cmpfloat(point.distance_m, >=, best - 50);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/polygon/county", test_county);
  g_test_add_func("/polygon/synthetic", test_synthetic);
  g_test_add_func("/polygon/edges", test_edges);
  g_test_add_func("/polygon/partition", test_partition);
  g_test_add_func("/polygon/null-geometry", test_null_geometry);
  g_test_add_func("/label-point/square", test_label_point_square);
  g_test_add_func("/label-point/brute", test_label_point_brute);
  return g_test_run();
}
