/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The raster answers as the index does; tolerance at boundaries; the outline of Sweden. */
#include "event_fixture.h"
#include "geo/municipality_finder.h"
#include "geo/shapefile.h"
#include "geo/spatial_index.h"
#include "geo/sweden_outline.h"
#include "helpers.h"

static pb_layer *real_municipalities(void) {
  g_autoptr(GError) error = NULL;
  pb_layer *layer =
      pb_shapefile_read(PB_SOURCE_ROOT "/data/boundaries/Kommun_Sweref99TM.shp", NULL, &error);
  g_assert_no_error(error);
  return layer;
}

/* Everywhere, and near boundaries, where it is hard. */
static void test_real_boundaries(void) {
  g_autoptr(pb_geography) geography = pb_geography_new();
  pb_layer *layer = geography->municipalities = real_municipalities();
  geography->n_municipalities = layer->n_features;
  geography->feature_of = g_new(int, layer->n_features);
  for (size_t f = 0; f < layer->n_features; f++) /* backwards: positions are not features */
    geography->feature_of[f] = (int)(layer->n_features - 1 - f);
  g_autoptr(pb_municipality_finder) finder = pb_municipality_finder_new(geography, NULL);
  g_autoptr(pb_spatial_index) index = pb_spatial_index_new(layer);
  pb_box box = pb_layer_bounds(layer);
  GRand *random = g_rand_new_with_seed(11);
  size_t inside = 0;
  for (int i = 0; i < 40000; i++) {
    double x = g_rand_double_range(random, box.min_x - 5000, box.max_x + 5000);
    double y = g_rand_double_range(random, box.min_y - 5000, box.max_y + 5000);
    if (i % 2) {
      guint v = (guint)g_rand_int_range(random, 0, (gint32)layer->n_vertices);
      x = layer->x[v] + g_rand_double_range(random, -300, 300);
      y = layer->y[v] + g_rand_double_range(random, -300, 300);
    }
    int feature = pb_spatial_index_find_polygon(index, x, y);
    int expected = feature < 0 ? -1 : (int)layer->n_features - 1 - feature;
    g_assert_cmpint(pb_municipality_finder_at(finder, x, y), ==, expected);
    inside += expected >= 0;
  }
  g_assert_cmpuint(inside, >, 10000);
  g_assert_cmpuint(inside, <, 35000);
  g_rand_free(random);
}

static void test_tolerance(void) {
  g_auto(event_fixture) f = fixture_new(NULL);
  fixture_square(&f, "1880", "Örebro", 510000, 6570000, 10000);
  fixture_square(&f, "1883", "Karlskoga", 470000, 6570000, 0); /* no shape */
  fixture_finish(&f);
  g_autoptr(pb_municipality_finder) finder = pb_municipality_finder_new(f.geography, NULL);
  g_assert_true(pb_municipality_finder_knows(finder, 0));
  g_assert_false(pb_municipality_finder_knows(finder, 1));
  g_assert_true(pb_municipality_finder_near(finder, 0, 510000, 6570000, 0));
  g_assert_true(pb_municipality_finder_near(finder, 0, 520499, 6570000, 500));
  g_assert_false(pb_municipality_finder_near(finder, 0, 520501, 6570000, 500));
  /* At a corner it is the distance that counts, not the box. */
  g_assert_false(pb_municipality_finder_near(finder, 0, 520400, 6580400, 500));
  g_assert_false(pb_municipality_finder_near(finder, 1, 470000, 6570000, 1e9));
}

static void test_no_layer(void) {
  g_autoptr(pb_municipality_finder) none = pb_municipality_finder_new(NULL, NULL);
  g_assert_cmpint(pb_municipality_finder_at(none, 510000, 6570000), ==, -1);
  g_assert_false(pb_municipality_finder_knows(none, 0));
  g_autoptr(pb_geography) geography = pb_geography_new();
  g_autoptr(pb_municipality_finder) empty = pb_municipality_finder_new(geography, NULL);
  g_assert_cmpint(pb_municipality_finder_at(empty, 510000, 6570000), ==, -1);
}

/* Every corner of every municipality, and 22 km off it, is in Sweden; 31 km off all is not. */
static void test_outline(void) {
  g_autoptr(pb_layer) layer = real_municipalities();
  for (size_t v = 0; v < layer->n_vertices; v++)
    for (int direction = 0; direction < 9; direction++) {
      double dx = (direction % 3 - 1) * 15500, dy = (direction / 3 - 1) * 15500;
      g_assert_true(pb_sweden_contains(layer->x[v] + dx, layer->y[v] + dy));
    }
  static const double abroad[][2] = {
      {262000, 6649000},
      /* Oslo */ {347000, 6172000 - 60000}, /* Zealand */
      {960000, 6680000},
      /* Åbo */ {1030000, 6690000}, /* Helsinki */
      {0, 0},
      {270000, 7040000}, /* Trondheim */
      {6570000, 510000},
      {500000, 5900000},
      {620000, 7690000}, /* Narvik */
  };
  for (size_t i = 0; i < G_N_ELEMENTS(abroad); i++)
    g_assert_false(pb_sweden_contains(abroad[i][0], abroad[i][1]));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/municipality-finder/real-boundaries", test_real_boundaries);
  g_test_add_func("/municipality-finder/tolerance", test_tolerance);
  g_test_add_func("/municipality-finder/no-layer", test_no_layer);
  g_test_add_func("/sweden-outline", test_outline);
  return g_test_run();
}
