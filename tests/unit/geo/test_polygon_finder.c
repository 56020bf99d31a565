/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The raster answers as a look at every polygon does: everywhere, at edges and on them. */
#include <math.h>

#include "geo/polygon_finder.h"
#include "geo/shapefile.h"
#include "geo/spatial_index.h"
#include "helpers.h"

/* Points all over the layer, near its vertices, on them and on its edges. */
static size_t check_layer(const pb_layer *layer, int n) {
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_polygon_finder) finder = pb_polygon_finder_new(layer, &error);
  g_assert_no_error(error);
  g_autoptr(pb_spatial_index) index = pb_spatial_index_new(layer);
  pb_box box = pb_layer_bounds(layer);
  double width = box.max_x - box.min_x, height = box.max_y - box.min_y;
  GRand *random = g_rand_new_with_seed(11);
  size_t inside = 0;
  for (int i = 0; i < n; i++) {
    double x = box.min_x + width * g_rand_double_range(random, -0.01, 1.01);
    double y = box.min_y + height * g_rand_double_range(random, -0.01, 1.01);
    guint v = (guint)g_rand_int_range(random, 0, (gint32)layer->n_vertices - 1);
    if (i % 4 == 1) {
      x = layer->x[v] + width * g_rand_double_range(random, -3e-4, 3e-4);
      y = layer->y[v] + height * g_rand_double_range(random, -3e-4, 3e-4);
    } else if (i % 4 == 2) {
      x = layer->x[v];
      y = i % 8 == 2 ? layer->y[v] : y;
    } else if (i % 4 == 3) {
      double t = g_rand_double(random);
      x = layer->x[v] + t * (layer->x[v + 1] - layer->x[v]);
      y = layer->y[v] + t * (layer->y[v + 1] - layer->y[v]);
    }
    int expected = pb_spatial_index_find_polygon(index, x, y);
    g_assert_cmpint(pb_polygon_finder_at(finder, x, y), ==, expected);
    inside += expected >= 0;
  }
  g_rand_free(random);
  g_assert_cmpint(pb_polygon_finder_at(finder, NAN, box.min_y), ==, -1);
  g_assert_cmpint(pb_polygon_finder_at(finder, box.min_x, NAN), ==, -1);
  g_assert_cmpint(pb_polygon_finder_at(finder, INFINITY, box.min_y), ==, -1);
  g_assert_cmpint(pb_polygon_finder_at(finder, -INFINITY, 1e300), ==, -1);
  return inside;
}

static void test_real_boundaries(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_layer) layer =
      pb_shapefile_read(PB_SOURCE_ROOT "/data/boundaries/Kommun_Sweref99TM.shp", NULL, &error);
  g_assert_no_error(error);
  size_t inside = check_layer(layer, 60000);
  g_assert_cmpuint(inside, >, 20000);
  g_assert_cmpuint(inside, <, 50000);
}

static char *random_polygon(GRand *random, double x, double y, double size, int n) {
  GString *ring = g_string_new(NULL);
  for (int i = 0; i < n; i++)
    g_string_append_printf(ring, "%s%.12g %.12g", i ? "," : "", x + size * g_rand_double(random),
                           y + size * g_rand_double(random));
  return g_string_free(ring, FALSE);
}

/* Overlapping, nested, crossing themselves; the first one counts. */
static void test_overlapping(void) {
  GRand *random = g_rand_new_with_seed(5);
  for (int round = 0; round < 30; round++) {
    g_autoptr(pb_layer) layer = layer_of("0 0, 1 0, 1 1", NULL);
    for (int f = 0; f < 1 + 3 * round; f++) {
      double size = f % 3 ? 60 : 500;
      g_autofree char *a = random_polygon(random, g_rand_double(random) * 600,
                                          g_rand_double(random) * 600, size, 3 + f % 9);
      g_autofree char *b =
          random_polygon(random, g_rand_double(random) * 600, g_rand_double(random) * 600, size, 3);
      g_autofree char *both = g_strdup_printf("%s;%s", a, b);
      layer_add(layer, both);
    }
    layer->part_first[1] = 0; /* the first is a null geometry */
    pb_layer_update_boxes(layer);
    check_layer(layer, 2000);
  }
  g_rand_free(random);
}

static void test_grid_lines(void) {
  /* Edges on the raster's own lines, and a layer far from the origin. */
  g_autoptr(pb_layer) layer = layer_of("0 0, 1000 0, 1000 1000, 0 1000",
                                       "1000 0, 2000 0, 2000 1000, 1000 1000; 1200 200, 1400 200, "
                                       "1400 400, 1200 400",
                                       "1200 200, 1400 200, 1400 400, 1200 400", NULL);
  g_assert_cmpuint(check_layer(layer, 8000), >, 3000);
  for (size_t v = 0; v < layer->n_vertices; v++) {
    layer->x[v] += 500000;
    layer->y[v] += 7e6;
  }
  pb_layer_update_boxes(layer);
  g_assert_cmpuint(check_layer(layer, 8000), >, 3000);
}

static void test_degenerate(void) {
  g_autoptr(pb_layer) none = layer_of("0 0, 1 0, 1 1", NULL);
  none->part_first[1] = 0; /* a null geometry */
  pb_layer_update_boxes(none);
  g_autoptr(pb_polygon_finder) finder = pb_polygon_finder_new(none, NULL);
  g_assert_cmpint(pb_polygon_finder_at(finder, 0, 0), ==, -1);
  g_autoptr(pb_layer) point = layer_of("0 0, 0 0, 0 0", NULL);
  check_layer(point, 100);
  g_autoptr(pb_layer) line = layer_of("5 5, 1000005 5, 5 5", "7 1, 7 9, 7 1", NULL);
  check_layer(line, 1000);
  g_autoptr(pb_layer) sliver = layer_of("0 0, 1e6 0, 1e6 1e-3, 0 1e-3", "0 0, 1 0, 1 1", NULL);
  check_layer(sliver, 4000);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/polygon-finder/real-boundaries", test_real_boundaries);
  g_test_add_func("/polygon-finder/overlapping", test_overlapping);
  g_test_add_func("/polygon-finder/grid-lines", test_grid_lines);
  g_test_add_func("/polygon-finder/degenerate", test_degenerate);
  return g_test_run();
}
